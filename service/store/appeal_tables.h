// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/store/session.h"

namespace latchkey::service::store {

class SqlAppeals final : public domain::AppealTable {
public:
  explicit SqlAppeals(Session& session) : m_session(session) {}
  [[nodiscard]] std::optional<domain::AppealRecord> find(const QString& id) override;
  [[nodiscard]] QList<domain::AppealRecord> of(const domain::AppealFilter& filter) override;
  [[nodiscard]] QList<domain::AppealRecord> due(qint64 now, int limit) override;
  [[nodiscard]] std::optional<domain::AppealRecord> findTicket(const QByteArray& ticket, qint64 now) override;
  void begin(const domain::AppealRecord& record) override;
  [[nodiscard]] bool file(const domain::AppealRecord& record) override;
  [[nodiscard]] bool decide(const domain::AppealRecord& record) override;
  [[nodiscard]] bool release(const QString& id, const QByteArray& ticket, qint64 now,
                             qint64 expiresAt) override;
  [[nodiscard]] bool useTicket(const QByteArray& ticket, const QString& recoveryId, qint64 now) override;
  [[nodiscard]] bool end(const QString& id, domain::AppealState state, qint64 now) override;
  int endOpen(const QString& accountKey, domain::AppealState state, const QString& exceptId,
              qint64 now) override;

private:
  Session& m_session;
};

}  // namespace latchkey::service::store
