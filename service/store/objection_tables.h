// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/store/session.h"

namespace latchkey::service::store {

class SqlObjections final : public domain::ObjectionTable {
public:
  explicit SqlObjections(Session& session) : m_session(session) {}
  void issue(const domain::ObjectionTicket& ticket) override;
  [[nodiscard]] std::optional<domain::ObjectionTicket> find(const QByteArray& mac, qint64 now) override;
  [[nodiscard]] bool use(const QByteArray& mac, qint64 now) override;
  void freeze(const QString& accountKey, qint64 now, qint64 until) override;
  [[nodiscard]] qint64 frozenUntil(const QString& accountKey, qint64 now) override;
  [[nodiscard]] bool takeTelling(const QString& accountKey) override;
  [[nodiscard]] bool unfreeze(const QString& accountKey, qint64 now) override;
  void dropTickets(const QString& accountKey) override;
  void dropTicketsOf(const QString& accountKey, const QString& reader) override;

private:
  Session& m_session;
};

}  // namespace latchkey::service::store
