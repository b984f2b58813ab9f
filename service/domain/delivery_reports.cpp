// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/delivery_reports.h"

#include "service/domain/delivery_news.h"
#include "service/domain/limits.h"
#include "service/domain/notices.h"

namespace latchkey::service::domain {

namespace {
constexpr qsizetype refusalsNotedAnHour = 10;

QString channelWord(Channel channel) {
  return channel == Channel::Voice ? QStringLiteral("call") : QStringLiteral("text");
}
}  // namespace

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
    noteRefusal(channel, taken.error(), now);
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
  const auto tables = m_parts.store.begin(Access::Write);
  const auto message = tables->outgoing().find(report.messageId);
  if (tables->failed()) return unexpected(ReportFault::Unavailable);
  if (!message || message->channel != channel || message->to.isEmpty()) {
    return unexpected(ReportFault::UnknownMessage);
  }
  if (!report.settles) return {};
  const MessageState state = report.delivered ? MessageState::Delivered : MessageState::Undelivered;
  QString reason;
  if (!report.delivered) {
    const QString word = wordFor(report.fault);
    reason = QStringLiteral("report-") + (word.isEmpty() ? QStringLiteral("other") : word);
  }
  if (!tables->outgoing().report(message->id, state, now, reason)) {
    return tables->failed() ? Result<void, ReportFault>(unexpected(ReportFault::Unavailable))
                            : Result<void, ReportFault>();
  }
  JournalEntry entry;
  entry.at = now;
  entry.event = QStringLiteral("delivery-reported");
  entry.recoveryId = message->recoveryId;
  if (const auto recovery = tables->recoveries().find(message->recoveryId)) {
    entry.accountKey = recovery->accountKey;
    entry.receipt = recovery->receipt;
  }
  entry.detail = QStringLiteral("%1 %2: %3")
                     .arg(channelWord(channel), maskRecipient(channel, message->to, m_parts.numbering),
                          report.delivered ? QStringLiteral("delivered") : reason);
  tables->outgoing().note(entry);
  if (!tables->commit()) return unexpected(ReportFault::Unavailable);
  return {};
}

void DeliveryReports::noteRefusal(Channel channel, ReportFault fault, qint64 now) {
  {
    const std::lock_guard lock(m_mutex);
    QList<qint64>& noted = m_noted[{channel, fault}];
    noted.removeIf([now](qint64 at) { return at <= now - hour; });
    if (noted.size() >= refusalsNotedAnHour) return;
    noted.append(now);
  }
  const auto tables = m_parts.store.begin(Access::Write);
  JournalEntry entry;
  entry.at = now;
  entry.event = QStringLiteral("report-refused");
  entry.detail = QStringLiteral("%1: %2").arg(channelWord(channel), codeOf(fault));
  tables->outgoing().note(entry);
  std::ignore = tables->commit();  // the refusal stands, noted or not
}

}  // namespace latchkey::service::domain
