// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <functional>
#include <mutex>

#include "service/domain/ports.h"

namespace latchkey::tests {

/// A directory in memory. Faults are set from the test: what setPassword() says, whether it changed
/// anything all the same, whether it can be asked at all.
class FakeDirectory final : public service::domain::Directory {
public:
  using Error = service::domain::DirectoryError;
  using Account = service::domain::Account;
  using Verdict = service::domain::SignInVerdict;

  void put(const Account& account, const QByteArray& password = {}) {
    const std::lock_guard lock(m_mutex);
    m_accounts.insert(account.key, account);
    m_passwords.insert(account.key, password);
  }
  void take(const QString& key) {
    const std::lock_guard lock(m_mutex);
    m_accounts.remove(key);
  }
  [[nodiscard]] QByteArray passwordOf(const QString& key) const {
    const std::lock_guard lock(m_mutex);
    return m_passwords.value(key);
  }

  [[nodiscard]] Result<std::optional<Account>, Error> find(const QString& key) override {
    const std::lock_guard lock(m_mutex);
    ++finds;
    if (down) return unexpected(Error::Unavailable);
    const auto found = m_accounts.constFind(otherNames.value(key, key));
    if (found == m_accounts.constEnd()) return std::optional<Account>();
    return std::optional<Account>(*found);
  }
  [[nodiscard]] Result<void, Error> setPassword(const QString& key, const platform::Secret& password,
                                                const QString& marker,
                                                service::domain::PasswordUse use) override {
    if (beforeChange) beforeChange();
    const std::lock_guard lock(m_mutex);
    if (down) return unexpected(Error::Unavailable);
    if (!m_accounts.contains(key)) return unexpected(Error::NoSuchAccount);
    using service::domain::AccountStatus;
    const AccountStatus status = m_accounts.value(key).status;
    if (status != AccountStatus::Enabled && status != AccountStatus::Privileged) {
      return unexpected(Error::Refused);
    }
    if (!fault || changesAllTheSame) {
      m_passwords.insert(key, QByteArray(password.view().data(), static_cast<qsizetype>(password.size())));
      m_markers.insert(key + u'|' + marker);
      const bool isKept = keepsEnds && use == service::domain::PasswordUse::UntilNextSignIn;
      m_accounts[key].temporaryUntil = isKept ? 1 : 0;
      ++changes;
    }
    if (fault) return unexpected(*fault);
    return {};
  }
  [[nodiscard]] Result<bool, Error> changedBy(const QString& key, const QString& marker) override {
    const std::lock_guard lock(m_mutex);
    if (down || markersDown) return unexpected(Error::Unavailable);
    return m_markers.contains(key + u'|' + marker);
  }
  [[nodiscard]] Result<void, Error> unlock(const QString& key) override {
    if (beforeChange) beforeChange();
    const std::lock_guard lock(m_mutex);
    if (down) return unexpected(Error::Unavailable);
    const auto found = m_accounts.find(key);
    if (found == m_accounts.end()) return unexpected(Error::NoSuchAccount);
    if (!fault || changesAllTheSame) {
      found->lock = service::domain::LockState::Open;
      ++unlocks;
    }
    if (fault) return unexpected(*fault);
    return {};
  }
  [[nodiscard]] Result<Verdict, Error> signIn(const QString& key, const platform::Secret& password) override {
    if (beforeSignIn) beforeSignIn();
    const auto verdict = judge(key, password);
    if (afterSignIn) afterSignIn();
    return verdict;
  }

  bool down = false;
  bool markersDown = false;
  bool keepsEnds = false;  ///< of temporary passwords, and tells them
  std::optional<Error> fault;
  bool changesAllTheSame = false;
  std::function<void()> beforeChange;
  std::function<void()> beforeSignIn;
  std::function<void()> afterSignIn;          ///< it is judged, and the answer on its way
  QHash<QString, QString> otherNames;         ///< to keys
  Verdict rightPassword = Verdict::Accepted;  ///< what a sign-in with the right one comes to
  int finds = 0;
  int signIns = 0;
  int changes = 0;
  int unlocks = 0;

private:
  [[nodiscard]] Result<Verdict, Error> judge(const QString& key, const platform::Secret& password) {
    const std::lock_guard lock(m_mutex);
    ++signIns;
    if (down) return unexpected(Error::Unavailable);
    const std::string_view bytes = password.view();
    const QByteArrayView given(bytes.data(), static_cast<qsizetype>(bytes.size()));
    if (!m_accounts.contains(key) || m_passwords.value(key) != given) return Verdict::Refused;
    return rightPassword;
  }

  mutable std::mutex m_mutex;
  QHash<QString, Account> m_accounts;
  QHash<QString, QByteArray> m_passwords;
  QSet<QString> m_markers;
};

}  // namespace latchkey::tests
