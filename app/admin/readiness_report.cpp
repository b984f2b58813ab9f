// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/readiness_report.h"

#include <QJsonArray>

#include "app/admin/csv_writer.h"
#include "app/admin/json_text.h"
#include "app/admin/obstacle_text.h"
#include "service/domain/codes.h"
#include "service/domain/notices.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::ObstacleFound;
using domain::ReadinessFound;

QStringList kindsOf(const QList<domain::MethodKind>& kinds) {
  QStringList words;
  for (const domain::MethodKind kind : kinds) words << domain::codeOf(kind);
  return words;
}

/// "leading-zero *********32", so that whoever reads it knows which of several.
QString reasonOf(const ObstacleFound& found) {
  const QString code = domain::codeOf(found.obstacle);
  return found.mask.isEmpty() ? code : code + u' ' + found.mask;
}

QString reasonsOf(const ReadinessFound& found) {
  QStringList reasons;
  for (const ObstacleFound& each : found.obstacles) reasons << reasonOf(each);
  return reasons.join(QStringLiteral("; "));
}

QString rehearsedAt(const ReadinessFound& found) {
  return found.rehearsal ? domain::isoTime(found.rehearsal->at) : QString();
}

QStringList cellsOf(const ReadinessFound& found) {
  return {found.accountKey,
          found.realm,
          domain::codeOf(found.readiness),
          kindsOf(found.ways).join(QStringLiteral(", ")),
          rehearsedAt(found),
          reasonsOf(found)};
}

QByteArray jsonOf(const ObstacleFound& found, const QString& account) {
  const ObstacleText text = textOf(found, account, {});
  return JsonObjectText()
      .add("obstacle", domain::codeOf(found.obstacle))
      .add("inTheWay", domain::isInTheWay(found.obstacle))
      .add("contact", textOrNull(found.contactId))
      .add("mask", textOrNull(found.mask))
      .add("cause", text.cause)
      .add("next", text.next)
      .text();
}

QByteArray jsonOf(const ReadinessFound& found) {
  QByteArrayList obstacles;
  for (const ObstacleFound& each : found.obstacles) obstacles << jsonOf(each, found.accountKey);
  const auto rehearsedBy = found.rehearsal ? kindsOf(found.rehearsal->provenBy) : QStringList();
  return JsonObjectText()
      .add("account", found.accountKey)
      .add("realm", textOrNull(found.realm))
      .add("readiness", domain::codeOf(found.readiness))
      .add("ways", QJsonArray::fromStringList(kindsOf(found.ways)))
      .add("rehearsedAt", textOrNull(rehearsedAt(found)))
      .add("rehearsedBy", QJsonArray::fromStringList(rehearsedBy))
      .addRaw("obstacles", '[' + obstacles.join(',') + ']')
      .text();
}

}  // namespace

std::optional<ReportFormat> reportFormatFrom(const QString& word) {
  if (word == u"table") return ReportFormat::Table;
  if (word == u"csv") return ReportFormat::Csv;
  if (word == u"json") return ReportFormat::Json;
  return std::nullopt;
}

ReadinessReport::ReadinessReport(const Console& console, ReportFormat format, bool all)
    : m_console(console), m_format(format), m_all(all) {
  switch (format) {
    case ReportFormat::Table:
      m_rows.append({QStringLiteral("ACCOUNT"), QStringLiteral("REALM"), QStringLiteral("READINESS"),
                     QStringLiteral("WAYS"), QStringLiteral("REHEARSED"), QStringLiteral("WHY")});
      break;
    case ReportFormat::Csv:
      m_waiting = csvRecord({QStringLiteral("account"), QStringLiteral("realm"), QStringLiteral("readiness"),
                             QStringLiteral("ways"), QStringLiteral("rehearsed_at"), QStringLiteral("why")});
      break;
    case ReportFormat::Json:
      m_waiting = "[";
      break;
  }
}

void ReadinessReport::add(const ReadinessFound& found) {
  ++m_counts[static_cast<std::size_t>(found.readiness)];
  if (!m_all && found.readiness == domain::Readiness::Ready) return;
  switch (m_format) {
    case ReportFormat::Table:
      m_rows.append(cellsOf(found));
      break;
    case ReportFormat::Csv:
      m_waiting += csvRecord(cellsOf(found));
      break;
    case ReportFormat::Json:
      m_waiting += (m_isFirst ? "\n" : ",\n") + jsonOf(found);
      break;
  }
  m_isFirst = false;
}

void ReadinessReport::flush() {
  if (m_format == ReportFormat::Table && !m_rows.isEmpty()) m_waiting += m_table.lines(m_rows).toUtf8();
  m_rows.clear();
  if (!m_waiting.isEmpty()) m_console.printRaw(m_waiting);
  m_waiting.clear();
}

void ReadinessReport::end() {
  if (m_format == ReportFormat::Json) m_waiting += m_isFirst ? "]\n" : "\n]\n";
  flush();
  // Beside the report, so that what reads it finds nothing else in it.
  m_console.complain(QStringLiteral("%1 ready, %2 doubtful, %3 not ready")
                         .arg(m_counts[0])
                         .arg(m_counts[1])
                         .arg(m_counts[2]));
}

}  // namespace latchkey::admin
