// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <optional>

#include "core/platform/secret.h"
#include "service/domain/recoveries.h"

/// What people registered besides their contacts. Lives in Latchkey's own store and is never written to
/// the directory (seed S1). Times are ms since the epoch.
namespace latchkey::service::domain {

struct Authenticator {
  QString id;         ///< random; unique within the account
  QByteArray sealed;  ///< the secret, by SecretBox in the context of sealingContext()
  /// The latest step whose code was accepted: neither it nor an older one is accepted again, whatever
  /// becomes of the clock (RFC 6238, section 5.2).
  qint64 lastStep = 0;
  qint64 registeredAt = 0;
  qint64 usableAt = 0;  ///< before that it recovers nothing
  QString label = {};   ///< which of several it is; may be empty
};

/// The security questions that somebody registered, and one slow hash of all the answers together.
struct QuestionSet {
  QStringList ids;      ///< as inOrder() of security_questions.h has them
  QByteArray verifier;  ///< SlowHash of joinAnswers()
  qint64 registeredAt = 0;
  qint64 usableAt = 0;
};

/// What an administrator hands out to somebody who never had a password. One for each account.
struct StartCode {
  QString id;      ///< random: one that was replaced meanwhile is not used up in the place of the new one
  QByteArray mac;  ///< startCodeMac()
  qint64 issuedAt = 0;
  qint64 expiresAt = 0;
  QString reservedBy = {};  ///< the recovery that it has proven somebody in; empty: none
};

/// A security key that was registered (FIDO2; docs/decisions/0020-security-keys.md). Nothing of it is secret.
struct SecurityKey {
  QByteArray credential;  ///< the id that the key gave it; unique within the account
  QByteArray publicKey;   ///< x and y of the point, 64 bytes (P-256)
  QString label;          ///< which of several it is; may be empty
  /// What it counted when it signed last. Zero as long as it does not count.
  qint64 counter = 0;
  qint64 registeredAt = 0;
  qint64 usableAt = 0;
};

/// A contact that its owner registered, and confirmed by a code. Its id is random, so that none is taken for
/// one of the directory's.
struct RegisteredContact {
  Contact contact;
  qint64 registeredAt = 0;
  qint64 usableAt = 0;
};

struct Factors {
  QList<Authenticator> authenticators;
  QList<SecurityKey> keys;
  QList<RegisteredContact> contacts;
  std::optional<QuestionSet> questions;
  std::optional<StartCode> startCode;  ///< live or not
  bool hadPassword = false;            ///< one was set through this service
  qint64 passwordSetAt = 0;            ///< when that was the last time; 0: never
};

/// The last rehearsal of an account.
struct Rehearsal {
  qint64 at = 0;
  QList<MethodKind> provenBy;
};

/// Binds a sealed secret to its row, so that a row put elsewhere is worth nothing.
[[nodiscard]] inline QByteArray sealingContext(const QString& accountKey, const QString& factorId) {
  return "authenticator|" + factorId.toUtf8() + '|' + accountKey.toUtf8();
}

class FactorTable {
public:
  virtual ~FactorTable() = default;
  /// Runs the same statements whether the account has any or not.
  [[nodiscard]] virtual Factors of(const QString& accountKey) = 0;
  /// Uses up a step; true exactly once for each, and never for one before the last.
  [[nodiscard]] virtual bool spendStep(const QString& accountKey, const QString& factorId, qint64 step) = 0;
  virtual void put(const QString& accountKey, const Authenticator& authenticator) = 0;
  /// False when there was none of this id.
  [[nodiscard]] virtual bool removeAuthenticator(const QString& accountKey, const QString& factorId) = 0;
  virtual void put(const QString& accountKey, const RegisteredContact& contact) = 0;
  /// It stays among the removed ones. False when there was none of this id.
  [[nodiscard]] virtual bool removeContact(const QString& accountKey, const QString& contactId,
                                           qint64 at) = 0;
  /// Those that were removed after `since`; some may be registered again.
  [[nodiscard]] virtual QList<Contact> removedContacts(const QString& accountKey, qint64 since) = 0;
  virtual void put(const QString& accountKey, const SecurityKey& key) = 0;
  /// False when there was none of this id.
  [[nodiscard]] virtual bool removeKey(const QString& accountKey, const QByteArray& credential) = 0;
  /// Raises the counter; false when it would not grow, unless the key does not count at all.
  [[nodiscard]] virtual bool raiseCounter(const QString& accountKey, const QByteArray& credential,
                                          qint64 counter) = 0;
  /// Instead of those that were there before.
  virtual void put(const QString& accountKey, const QuestionSet& questions) = 0;
  /// False when there were none.
  [[nodiscard]] virtual bool removeQuestions(const QString& accountKey) = 0;
  /// Instead of the one that was there before.
  virtual void put(const QString& accountKey, const StartCode& code) = 0;
  /// Makes it the recovery's, which alone may set a password by it: whose it is counts then, and not who was
  /// told true. False when it is another's meanwhile than it is here, replaced, or expired. It goes with
  /// notePassword().
  [[nodiscard]] virtual bool reserveStartCode(const QString& accountKey, const StartCode& code,
                                              const QString& recoveryId, qint64 now) = 0;
  /// Whoever has reserved it. False when there was none, live or not.
  [[nodiscard]] virtual bool endStartCode(const QString& accountKey) = 0;
  /// What waits at `now`, and what was registered from `since` on, is usable at `until` and no earlier; how
  /// many.
  virtual int putOff(const QString& accountKey, qint64 now, qint64 since, qint64 until) = 0;
  /// What would wait for longer waits until then.
  virtual void waitNoLonger(const QString& accountKey, qint64 until) = 0;
  /// A password was set: it is remembered, and no start code is good any more. The moment that is kept is
  /// another one than before.
  virtual void notePassword(const QString& accountKey, qint64 at) = 0;
  /// Instead of the one before.
  virtual void noteRehearsal(const QString& accountKey, const Rehearsal& rehearsal) = 0;
  [[nodiscard]] virtual std::optional<Rehearsal> rehearsal(const QString& accountKey) = 0;
  /// A code was passed that had gone to this contact. @param contactKey contactKeyOf()
  virtual void noteConfirmed(const QString& accountKey, const QString& contactKey, qint64 at) = 0;
  /// When that was the last time, by contactKeyOf().
  [[nodiscard]] virtual QHash<QString, qint64> confirmed(const QString& accountKey) = 0;
};

}  // namespace latchkey::service::domain
