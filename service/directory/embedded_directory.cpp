// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/embedded_directory.h"

#include <algorithm>
#include <utility>

#include "core/platform/failpoint.h"

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

Result<void, DirectoryError> EmbeddedDirectory::setPassword(const QString& key,
                                                            const platform::Secret& password,
                                                            const QString& marker,
                                                            domain::PasswordUse /*use*/) {
  const auto account = m_accounts.find(key);
  const auto stored = m_accounts.password(key);
  if (!account || !stored) return unexpected(DirectoryError::Unavailable);
  if (!*account || !*stored) return unexpected(DirectoryError::NoSuchAccount);
  const RealmRules rules = m_rulesOf ? m_rulesOf((*account)->realm) : RealmRules();
  using domain::AccountStatus;
  const AccountStatus status = (*account)->status;
  if (status != AccountStatus::Enabled && !(status == AccountStatus::Privileged && rules.privileged)) {
    return unexpected(DirectoryError::Refused);
  }

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

Result<SignInVerdict, DirectoryError> EmbeddedDirectory::signIn(const QString& key,
                                                                const platform::Secret& password) {
  if (fails("directory.sign-in")) return unexpected(DirectoryError::Unavailable);
  const auto account = m_accounts.find(key);
  const auto stored = m_accounts.password(key);
  if (!account || !stored) return unexpected(DirectoryError::Unavailable);
  const QByteArray verifier = *stored ? (*stored)->verifier : QByteArray();
  const bool fits = m_hasher.verify(verifier, password);
  // Judged after the hash, so that a disabled account costs the same.
  if (!fits || !*account) return SignInVerdict::Refused;
  return (*account)->status == domain::AccountStatus::Disabled ? SignInVerdict::Disabled
                                                               : SignInVerdict::Accepted;
}

}  // namespace latchkey::service::directory
