// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/embedded_directory.h"

#include <algorithm>
#include <utility>

#include "core/platform/failpoint.h"
#include "core/platform/guard.h"

namespace latchkey::service::directory {

using domain::DirectoryError;
using domain::SignInVerdict;
using domain::StoredPassword;

namespace {
bool fails(const char* place) {
  return platform::failsHere(platform::FailClass::Directory, place);
}
}  // namespace

EmbeddedDirectory::EmbeddedDirectory(domain::AccountStore& accounts, const domain::Clock& clock,
                                     HashCost cost, RulesOf rulesOf)
    : m_accounts(accounts), m_clock(clock), m_hasher(cost), m_rulesOf(std::move(rulesOf)) {}

Result<std::optional<domain::Account>, DirectoryError> EmbeddedDirectory::find(const QString& key) {
  if (fails("directory.find")) return unexpected(DirectoryError::Unavailable);
  auto found = m_accounts.find(key);
  if (!found) return unexpected(DirectoryError::Unavailable);
  return std::move(*found);
}

bool EmbeddedDirectory::mayChange(const domain::Account& account) const {
  using domain::AccountStatus;
  const RealmRules rules = m_rulesOf ? m_rulesOf(account.realm) : RealmRules();
  return account.status == AccountStatus::Enabled ||
         (account.status == AccountStatus::Privileged && rules.privileged);
}

Result<void, DirectoryError> EmbeddedDirectory::setPassword(const QString& key,
                                                            const platform::Secret& password,
                                                            const QString& marker, domain::PasswordUse use) {
  const auto account = m_accounts.find(key);
  const auto stored = m_accounts.password(key);
  if (!account || !stored) return unexpected(DirectoryError::Unavailable);
  if (!*account || !*stored) return unexpected(DirectoryError::NoSuchAccount);
  if (!mayChange(**account)) return unexpected(DirectoryError::Refused);
  const RealmRules rules = m_rulesOf ? m_rulesOf((*account)->realm) : RealmRules();

  const StoredPassword& present = **stored;
  const int remembered = std::max(0, rules.history);
  if (remembered > 0) {
    // The present password counts as the first of those remembered.
    if (!present.verifier.isEmpty() && m_hasher.verify(present.verifier, password)) {
      return unexpected(DirectoryError::InHistory);
    }
    for (const QByteArray& earlier :
         present.history.first(std::min<qsizetype>(present.history.size(), remembered - 1))) {
      if (m_hasher.verify(earlier, password)) return unexpected(DirectoryError::InHistory);
    }
  }
  StoredPassword next;
  next.verifier = m_hasher.hash(password);
  if (next.verifier.isEmpty()) return unexpected(DirectoryError::Unavailable);
  next.marker = marker;
  next.changedAt = m_clock.now();
  if (use == domain::PasswordUse::UntilNextSignIn) {
    next.temporaryUntil = next.changedAt + domain::temporaryLasts;
  }
  if (fails("directory.set.before")) return unexpected(DirectoryError::Unavailable);
  // One earlier row stays in any case: it keeps the marker of the change before this one.
  const auto replaced = m_accounts.replacePassword(key, present.verifier, next, std::max(1, remembered));
  // A store that fails while committing may have committed: only a look can tell.
  if (!replaced) return unexpected(DirectoryError::OutcomeUnknown);
  if (!*replaced) return unexpected(DirectoryError::Unavailable);
  if (fails("directory.set.after")) return unexpected(DirectoryError::OutcomeUnknown);
  return {};
}

Result<bool, DirectoryError> EmbeddedDirectory::changedBy(const QString& key, const QString& marker) {
  if (fails("directory.changed-by")) return unexpected(DirectoryError::Unavailable);
  const auto found = m_accounts.hasMarker(key, marker);
  if (!found) return unexpected(DirectoryError::Unavailable);
  return *found;
}

Result<void, DirectoryError> EmbeddedDirectory::unlock(const QString& key) {
  if (fails("directory.unlock.before")) return unexpected(DirectoryError::Unavailable);
  const auto account = m_accounts.find(key);
  if (!account) return unexpected(DirectoryError::Unavailable);
  if (!*account) return unexpected(DirectoryError::NoSuchAccount);
  if (!mayChange(**account)) return unexpected(DirectoryError::Refused);
  const auto unlocked = m_accounts.unlock(key);
  if (!unlocked) return unexpected(DirectoryError::OutcomeUnknown);
  if (!*unlocked) return unexpected(DirectoryError::NoSuchAccount);
  if (fails("directory.unlock.after")) return unexpected(DirectoryError::OutcomeUnknown);
  return {};
}

Result<SignInVerdict, DirectoryError> EmbeddedDirectory::signIn(const QString& key,
                                                                const platform::Secret& password) {
  if (fails("directory.sign-in")) return unexpected(DirectoryError::Unavailable);
  const auto account = m_accounts.find(key);
  const auto stored = m_accounts.password(key);
  if (!account || !stored) return unexpected(DirectoryError::Unavailable);
  const QByteArray verifier = *stored ? (*stored)->verifier : QByteArray();
  const bool fits = m_hasher.verify(verifier, password);
  // Judged after the hash, so that a disabled account costs the same, and a password that has expired.
  if (!fits || !*account) return SignInVerdict::Refused;
  const qint64 until = (*stored)->temporaryUntil;
  if (until != 0 && until <= m_clock.now() && platform::isOn(platform::Guard::TemporaryExpiry)) {
    return SignInVerdict::Refused;
  }
  if ((*account)->status == domain::AccountStatus::Disabled) return SignInVerdict::Disabled;
  if ((*account)->lock == domain::LockState::Locked) return SignInVerdict::LockedOut;
  return until != 0 ? SignInVerdict::MustChange : SignInVerdict::Accepted;
}

Result<std::optional<bool>, DirectoryError> EmbeddedDirectory::knew(const QString& key, const QString& realm,
                                                                    const platform::Secret& password) {
  const auto stored = m_accounts.password(key);
  if (!stored) return unexpected(DirectoryError::Unavailable);
  QList<QByteArray> verifiers;
  if (*stored) verifiers = QList<QByteArray>{(*stored)->verifier} + (*stored)->history;
  verifiers.removeAll(QByteArray());
  // As many hashes whatever there is to compare with, so that nothing tells what an account has had.
  const int remembered = std::max(1, m_rulesOf ? m_rulesOf(realm).history : 0);
  bool fits = false;
  for (int i = 0; i < remembered; ++i) {
    const bool one = m_hasher.verify(verifiers.value(i), password);
    fits = fits || (one && i < verifiers.size());
  }
  return verifiers.isEmpty() ? std::optional<bool>() : std::optional(fits);
}

}  // namespace latchkey::service::directory
