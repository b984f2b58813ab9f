// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QStringList>
#include <deque>
#include <memory>
#include <optional>

#include "core/keystore/key_store.h"

namespace latchkey::tests {

/// A key store in memory that does what it was asked when the test says so, oldest call first. log() has one
/// word for each call: "read", "write", "remove".
class FakeKeyStore final : public keystore::KeyStore {
public:
  void read(const QString& name, Read done) override {
    ask("read", [this, name, done = std::move(done)] {
      if (m_fault) return done(unexpected(*m_fault));
      const auto found = m_entries.constFind(name);
      done(found == m_entries.constEnd() ? platform::Secret() : (*found)->clone());
    });
  }
  void write(const QString& name, platform::Secret value, Done done) override {
    ask("write",
        [this, name, held = std::make_shared<platform::Secret>(std::move(value)), done = std::move(done)] {
          if (m_late) m_entries.insert(name, held);
          const auto fault = m_fault;
          if (std::exchange(m_lateOnce, false)) fail({});
          if (fault) return done(unexpected(*fault));
          m_entries.insert(name, held);
          done({});
        });
  }
  void remove(const QString& name, Done done) override {
    ask("remove", [this, name, done = std::move(done)] {
      if (m_fault) return done(unexpected(*m_fault));
      m_entries.remove(name);
      done({});
    });
  }

  /// From now on everything is refused; nothing: all is well.
  void fail(std::optional<keystore::KeyStoreFault> fault) {
    m_fault = fault;
    m_late = false;
  }
  /// The next write is told as too late, and done all the same; nothing is removed until all is well again.
  void answerTooLate() {
    m_late = true;
    m_fault = keystore::KeyStoreFault::TimedOut;
  }
  /// The same, and all is well again after that write.
  void answerOneTooLate() {
    answerTooLate();
    m_lateOnce = true;
  }
  void put(const QString& name, const char* value) {
    m_entries.insert(name, std::make_shared<platform::Secret>(value));
  }
  [[nodiscard]] QByteArray entry(const QString& name) const {
    const auto found = m_entries.constFind(name);
    if (found == m_entries.constEnd()) return {};
    const std::string_view bytes = (*found)->view();
    return {bytes.data(), static_cast<qsizetype>(bytes.size())};
  }
  /// Does all that was asked, and what is asked meanwhile.
  void work() {
    while (!m_calls.empty()) {
      const auto call = std::move(m_calls.front());
      m_calls.pop_front();
      call();
    }
  }
  [[nodiscard]] QString log() { return std::exchange(m_log, {}).join(u' '); }

private:
  void ask(const char* word, std::function<void()> call) {
    m_log << QLatin1String(word);
    m_calls.push_back(std::move(call));
  }
  QHash<QString, std::shared_ptr<platform::Secret>> m_entries;
  std::deque<std::function<void()>> m_calls;
  std::optional<keystore::KeyStoreFault> m_fault;
  bool m_late = false;
  bool m_lateOnce = false;
  QStringList m_log;
};

}  // namespace latchkey::tests
