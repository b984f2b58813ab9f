// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/store/session.h"

/// The tables that belong to one recovery.
namespace latchkey::service::store {

class SqlRecoveries final : public domain::RecoveryTable {
public:
  explicit SqlRecoveries(Session& session) : m_session(session) {}
  [[nodiscard]] std::optional<domain::RecoveryRecord> find(const QString& id) override;
  [[nodiscard]] bool insert(const domain::RecoveryRecord& record) override;
  [[nodiscard]] bool update(domain::RecoveryRecord& record) override;
  int endOthers(const QString& accountKey, const QString& exceptId) override;
  [[nodiscard]] QString liveBy(const QString& receipt) override;
  [[nodiscard]] QStringList doneBy(const QByteArray& thumbprint) override;

private:
  Session& m_session;
};

class SqlMethods final : public domain::MethodTable {
public:
  explicit SqlMethods(Session& session) : m_session(session) {}
  [[nodiscard]] QList<domain::MethodRecord> of(const QString& recoveryId) override;
  void insert(const QString& recoveryId, const QList<domain::MethodRecord>& methods) override;
  void markUsed(const QString& recoveryId, const QString& slot) override;
  void markAllUnused(const QString& recoveryId) override;

private:
  Session& m_session;
};

class SqlChallenges final : public domain::ChallengeTable {
public:
  explicit SqlChallenges(Session& session) : m_session(session) {}
  [[nodiscard]] std::optional<domain::ChallengeRecord> live(const QString& recoveryId) override;
  void replace(const domain::ChallengeRecord& record) override;
  [[nodiscard]] bool consume(const QString& recoveryId, const QString& id) override;

private:
  Session& m_session;
};

class SqlCodes final : public domain::CodeTable {
public:
  explicit SqlCodes(Session& session) : m_session(session) {}
  [[nodiscard]] std::optional<domain::CodeRecord> find(const QString& recoveryId, const QString& slot,
                                                       domain::CodePurpose purpose) override;
  void put(const domain::CodeRecord& record) override;
  [[nodiscard]] std::optional<domain::CodeRecord> countAttempt(const QString& recoveryId, const QString& slot,
                                                               domain::CodePurpose purpose,
                                                               int limit) override;
  void carryAttempts(const QString& fromRecovery, const QString& toRecovery) override;
  [[nodiscard]] bool consume(const domain::CodeRecord& record) override;

private:
  Session& m_session;
};

}  // namespace latchkey::service::store
