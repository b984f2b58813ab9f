// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <optional>

#include "core/flow/security_keys.h"

namespace latchkey::tests {

/// The keys of a PC, as far as a page meets them.
class FakeSecurityKeys final : public flow::SecurityKeys {
public:
  void ask(flow::KeyRequest request, platform::Secret pin, Told told, Done done) override {
    asked = std::move(request);
    pins << QString::fromLatin1(pin.view().data(), static_cast<qsizetype>(pin.size()));
    m_told = std::move(told);
    m_done = std::move(done);
  }
  void make(flow::NewKeyRequest request, platform::Secret pin, Told told, Made made) override {
    wanted = std::move(request);
    pins << QString::fromLatin1(pin.view().data(), static_cast<qsizetype>(pin.size()));
    m_told = std::move(told);
    m_made = std::move(made);
  }
  void cancel() override {
    m_told = {};
    m_done = {};
    m_made = {};
  }
  [[nodiscard]] bool isAsked() const { return static_cast<bool>(m_done); }
  void tell(flow::KeyNews news) const { m_told(news); }
  void end(Result<flow::KeyAnswer, flow::KeyError> end) {
    const Done done = std::exchange(m_done, {});
    done(std::move(end));
  }

  [[nodiscard]] bool isToMake() const { return static_cast<bool>(m_made); }
  void end(Result<flow::NewKey, flow::KeyError> end) {
    const Made made = std::exchange(m_made, {});
    made(std::move(end));
  }

  /// Of what it was asked for last.
  void end(tl::unexpected<flow::KeyError> fault) {
    if (isToMake()) return end(Result<flow::NewKey, flow::KeyError>(std::move(fault)));
    end(Result<flow::KeyAnswer, flow::KeyError>(std::move(fault)));
  }

  std::optional<flow::KeyRequest> asked;
  std::optional<flow::NewKeyRequest> wanted;
  QStringList pins;

private:
  Told m_told;
  Done m_done;
  Made m_made;
};

}  // namespace latchkey::tests
