// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/delivery_reports.h"

#include "service/domain/delivery_news.h"
#include "service/domain/delivery_outcome.h"

namespace latchkey::service::domain {

QString codeOf(ReportFault fault) {
  switch (fault) {
    case ReportFault::NotConfigured:
      return QStringLiteral("not-configured");
    case ReportFault::BadSignature:
      return QStringLiteral("bad-signature");
    case ReportFault::Stale:
      return QStringLiteral("stale");
    case ReportFault::Replayed:
      return QStringLiteral("replayed");
    case ReportFault::Malformed:
      return QStringLiteral("malformed");
    case ReportFault::UnknownMessage:
      return QStringLiteral("unknown-message");
    case ReportFault::Unavailable:
      return QStringLiteral("unavailable");
  }
  return {};
}

Result<void, ReportFault> DeliveryReports::take(Channel channel, const RawReport& raw) {
  const qint64 now = m_parts.clock.now();
  const auto taken = judge(channel, raw, now);
  if (!taken && taken.error() != ReportFault::NotConfigured && taken.error() != ReportFault::Unavailable) {
    m_notes.note(QStringLiteral("report-refused"),
                 QStringLiteral("%1: %2").arg(wordFor(channel), codeOf(taken.error())));
  }
  return taken;
}

Result<void, ReportFault> DeliveryReports::judge(Channel channel, const RawReport& raw, qint64 now) {
  const ReportReader* const reader = channel == Channel::Text    ? m_parts.text
                                     : channel == Channel::Voice ? m_parts.voice
                                                                 : nullptr;
  if (reader == nullptr) return unexpected(ReportFault::NotConfigured);
  const auto report = reader->read(raw, now);
  if (!report) return unexpected(report.error());
  if (!report->replayId.isEmpty()) {
    switch (m_parts.replay.use(report->replayId, report->forgetAt)) {
      case ProofUse::First:
        break;
      case ProofUse::Repeated:
        return unexpected(ReportFault::Replayed);
      case ProofUse::Unavailable:
        return unexpected(ReportFault::Unavailable);
    }
  }
  return enter(channel, *report, now);
}

Result<void, ReportFault> DeliveryReports::enter(Channel channel, const DeliveryReport& report, qint64 now) {
  std::optional<MessageState> state;
  QString reason;
  if (report.settles) state = report.delivered ? MessageState::Delivered : MessageState::Undelivered;
  if (report.settles && !report.delivered) {
    const QString word = wordFor(report.fault);
    reason = QStringLiteral("report-") + (word.isEmpty() ? QStringLiteral("other") : word);
  }
  switch (settleDelivery(m_parts.store, m_parts.numbering, {report.messageId, channel, state, reason}, now)) {
    case Settlement::Entered:
    case Settlement::Unchanged:
      return {};
    case Settlement::UnknownMessage:
      return unexpected(ReportFault::UnknownMessage);
    case Settlement::Unavailable:
      break;
  }
  return unexpected(ReportFault::Unavailable);
}

}  // namespace latchkey::service::domain
