// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/enrolment_records.h"
#include "service/store/session.h"

namespace latchkey::service::store {

/// Every sign-in of the account but one ends as superseded, and so does what it was adding.
void endEnrolments(Session& session, const QString& accountKey, const QString& exceptId);

class SqlEnrolments final : public domain::EnrolmentTable {
public:
  explicit SqlEnrolments(Session& session) : m_session(session) {}
  [[nodiscard]] std::optional<domain::EnrolmentRecord> find(const QString& id) override;
  void insert(const domain::EnrolmentRecord& record) override;
  [[nodiscard]] bool update(domain::EnrolmentRecord& record) override;
  [[nodiscard]] std::optional<domain::CodeRecord> findCode(const QString& id, const QString& slot,
                                                           domain::CodePurpose purpose) override;
  void putCode(const domain::CodeRecord& record) override;
  [[nodiscard]] std::optional<domain::CodeRecord> countAttempt(const QString& id, const QString& slot,
                                                               domain::CodePurpose purpose,
                                                               int limit) override;
  [[nodiscard]] bool consumeCode(const domain::CodeRecord& record) override;
  void keepWaiting(const QString& accountKey, qint64 until) override;
  void waitNoLonger(const QString& accountKey, qint64 until) override;
  [[nodiscard]] qint64 waitsUntil(const QString& accountKey) override;
  void putNews(const QString& accountKey, domain::MethodKind kind, bool added, qint64 at) override;
  [[nodiscard]] QList<domain::EnrolNews> news(const QString& accountKey, qint64 after,
                                              qint64 before) override;

private:
  Session& m_session;
};

}  // namespace latchkey::service::store
