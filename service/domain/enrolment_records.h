// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <optional>

#include "service/domain/enrolments.h"
#include "service/domain/records.h"

/// What the store keeps of a sign-in to "Secure your account". Times are ms since the epoch; 0: never.
namespace latchkey::service::domain {

struct EnrolmentRecord {
  QString id;          ///< 22 base64url characters
  QString accountKey;  ///< canonical
  QString givenName;   ///< as it was typed
  QString realm;
  Language language = Language::English;
  QString source;  ///< keyed hash of the caller's network
  EnrolStage stage = EnrolStage::List;
  bool superseded = false;  ///< ended because the account was changed elsewhere
  int epoch = 0;            ///< of the token; grows with each fresh proof
  qint64 createdAt = 0;
  qint64 touchedAt = 0;
  qint64 expiresAt = 0;
  qint64 provenUntil = 0;  ///< the last fresh proof is good until then
  // Stages Code, Questions and Key: what is in hand.
  bool isProof = false;     ///< else it is what is being added
  QString slot;             ///< names its row of codes
  QString handle;           ///< of what proves it
  QByteArray pending;       ///< sealed Pending; empty where nothing is being added
  qint64 pendingUntil = 0;  ///< then what is being added is gone
  int version = 0;          ///< an update succeeds against the version that was read, and only once
};

/// How long such changes are shown, at every sign-in: whoever signs in first may be the one who must not
/// swallow them.
inline constexpr qint64 newsShownFor = qint64{7} * 24 * 3600 * 1000;

class EnrolmentTable {
public:
  virtual ~EnrolmentTable() = default;
  [[nodiscard]] virtual std::optional<EnrolmentRecord> find(const QString& id) = 0;
  virtual void insert(const EnrolmentRecord& record) = 0;
  /// Writes against record.version and raises it; false when somebody else was first.
  [[nodiscard]] virtual bool update(EnrolmentRecord& record) = 0;

  /// The codes of sign-ins, as CodeTable has those of recoveries; recoveryId is the sign-in's id here.
  [[nodiscard]] virtual std::optional<CodeRecord> findCode(const QString& id, const QString& slot,
                                                           CodePurpose purpose) = 0;
  /// Inserts or replaces, keeping attempts; ends the live code that any other sign-in holds on
  /// record.liveContact.
  virtual void putCode(const CodeRecord& record) = 0;
  /// Counts one attempt and gives the row as it is then; nothing when `limit` are used up.
  [[nodiscard]] virtual std::optional<CodeRecord> countAttempt(const QString& id, const QString& slot,
                                                               CodePurpose purpose, int limit) = 0;
  /// Uses the code up; true for exactly one caller, and only while it is the contact's live one.
  [[nodiscard]] virtual bool consumeCode(const CodeRecord& record) = 0;

  /// What is registered for the account before `until` waits, as it does beside others, though nothing stands
  /// any more. An end that is later already stays.
  virtual void keepWaiting(const QString& accountKey, qint64 until) = 0;
  /// Where it would be for longer.
  virtual void waitNoLonger(const QString& accountKey, qint64 until) = 0;
  [[nodiscard]] virtual qint64 waitsUntil(const QString& accountKey) = 0;  ///< 0: never kept

  /// A change that no message tells anybody.
  virtual void putNews(const QString& accountKey, MethodKind kind, bool added, qint64 at) = 0;
  /// Those between the two moments; of several alike the latest, so that however many there are none is
  /// hidden behind others.
  [[nodiscard]] virtual QList<EnrolNews> news(const QString& accountKey, qint64 after, qint64 before) = 0;
};

}  // namespace latchkey::service::domain
