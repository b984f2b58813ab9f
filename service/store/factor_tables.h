// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/factors.h"
#include "service/store/session.h"

namespace latchkey::service::store {

class SqlFactors final : public domain::FactorTable {
public:
  explicit SqlFactors(Session& session) : m_session(session) {}
  [[nodiscard]] domain::Factors of(const QString& accountKey) override;
  [[nodiscard]] bool spendStep(const QString& accountKey, const QString& factorId, qint64 step) override;
  void put(const QString& accountKey, const domain::Authenticator& authenticator) override;
  [[nodiscard]] bool removeAuthenticator(const QString& accountKey, const QString& factorId) override;
  void put(const QString& accountKey, const domain::RegisteredContact& contact) override;
  [[nodiscard]] bool removeContact(const QString& accountKey, const QString& contactId, qint64 at) override;
  [[nodiscard]] QList<domain::Contact> removedContacts(const QString& accountKey, qint64 since) override;
  void put(const QString& accountKey, const domain::SecurityKey& key) override;
  [[nodiscard]] bool removeKey(const QString& accountKey, const QByteArray& credential) override;
  [[nodiscard]] bool raiseCounter(const QString& accountKey, const QByteArray& credential,
                                  qint64 counter) override;
  void put(const QString& accountKey, const domain::QuestionSet& questions) override;
  [[nodiscard]] bool removeQuestions(const QString& accountKey) override;
  void put(const QString& accountKey, const domain::StartCode& code) override;
  [[nodiscard]] bool reserveStartCode(const QString& accountKey, const domain::StartCode& code,
                                      const QString& recoveryId, qint64 now) override;
  [[nodiscard]] bool endStartCode(const QString& accountKey) override;
  int putOff(const QString& accountKey, qint64 now, qint64 since, qint64 until) override;
  void waitNoLonger(const QString& accountKey, qint64 until) override;
  void notePassword(const QString& accountKey, qint64 at) override;
  void noteRehearsal(const QString& accountKey, const domain::Rehearsal& rehearsal) override;
  [[nodiscard]] std::optional<domain::Rehearsal> rehearsal(const QString& accountKey) override;
  void noteConfirmed(const QString& accountKey, const QString& contactKey, qint64 at) override;
  [[nodiscard]] QHash<QString, qint64> confirmed(const QString& accountKey) override;

private:
  Session& m_session;
};

}  // namespace latchkey::service::store
