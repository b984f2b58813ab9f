// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/recovery_tables.h"

namespace latchkey::service::store {

using domain::MethodRecord;

namespace {
constexpr Sql methodsOf{
    "SELECT position, handle, kind, slot, mask, warning, value, national, extension, used, "
    "asked, problems FROM methods "
    "WHERE recovery_id = ? ORDER BY position"};
constexpr Sql insertMethod{
    "INSERT INTO methods (recovery_id, position, handle, kind, slot, mask, warning, value, national, "
    "extension, used, asked, problems) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
constexpr Sql useMethods{"UPDATE methods SET used = 1 WHERE recovery_id = ? AND slot = ?"};
constexpr Sql unuseMethods{"UPDATE methods SET used = 0 WHERE recovery_id = ?"};

int bitsOf(const QList<domain::PhoneProblem>& problems) {
  int bits = 0;
  for (const domain::PhoneProblem problem : problems) bits |= 1 << toNumber(problem);
  return bits;
}
QList<domain::PhoneProblem> problemsOf(int bits) {
  QList<domain::PhoneProblem> problems;
  for (int i = 0; i <= toNumber(domain::PhoneProblem::Invalid); ++i) {
    if ((bits >> i & 1) != 0) problems.append(static_cast<domain::PhoneProblem>(i));
  }
  return problems;
}
}  // namespace

QList<MethodRecord> SqlMethods::of(const QString& recoveryId) {
  QList<MethodRecord> methods;
  for (const QVariantList& row : m_session.rows(methodsOf, {recoveryId})) {
    MethodRecord method;
    method.position = row.at(0).toInt();
    method.handle = row.at(1).toString();
    method.kind = toEnum<domain::MethodKind>(row.at(2));
    method.slot = row.at(3).toString();
    method.mask = row.at(4).toString();
    method.warning = toEnum<domain::MethodWarning>(row.at(5));
    method.value = row.at(6).toString();
    method.national = row.at(7).toString();
    method.extension = row.at(8).toString();
    method.used = row.at(9).toBool();
    method.asked = row.at(10).toString().split(u',', Qt::SkipEmptyParts);
    method.problems = problemsOf(row.at(11).toInt());
    methods.append(std::move(method));
  }
  return methods;
}

void SqlMethods::insert(const QString& recoveryId, const QList<MethodRecord>& methods) {
  for (const MethodRecord& method : methods) {
    m_session.change(
        insertMethod,
        {recoveryId, method.position, method.handle, toNumber(method.kind), method.slot, notNull(method.mask),
         toNumber(method.warning), notNull(method.value), notNull(method.national), notNull(method.extension),
         method.used ? 1 : 0, notNull(method.asked.join(u',')), bitsOf(method.problems)});
  }
}

void SqlMethods::markUsed(const QString& recoveryId, const QString& slot) {
  m_session.change(useMethods, {recoveryId, slot});
}

void SqlMethods::markAllUnused(const QString& recoveryId) {
  m_session.change(unuseMethods, {recoveryId});
}

}  // namespace latchkey::service::store
