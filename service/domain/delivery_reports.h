// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <optional>

#include "service/domain/recoveries.h"
#include "service/domain/refusal_notes.h"
#include "service/domain/store_ports.h"

/// What gateways say of messages after they took them.
namespace latchkey::service::domain {

enum class ReportFault {
  NotConfigured,  ///< this channel's gateway reports nothing
  BadSignature,   ///< none, not one of this key, or over other bytes
  Stale,          ///< signed too long ago, or in the future
  Replayed,       ///< these very bytes came before
  Malformed,
  UnknownMessage,
  Unavailable  ///< the store failed: to be sent again, signed anew
};
[[nodiscard]] QString codeOf(ReportFault fault);  ///< "bad-signature"

/// A report as it came: nobody knows yet from whom.
struct RawReport {
  QByteArray query;      ///< of the address, as sent
  QByteArray timestamp;  ///< field values; empty: absent or repeated
  QByteArray signature;
  QByteArray body;
};
/// What it says, once its signature is checked.
struct DeliveryReport {
  QString messageId;
  bool settles = true;     ///< false: the message is still on its way, which is known already
  bool delivered = false;  ///< else not, and never will be
  DeliveryFault fault = DeliveryFault::None;
  QByteArray replayId;  ///< empty: the form has none, and the report may come again
  qint64 forgetAt = 0;  ///< when the report is too old by itself
};
/// Knows one gateway's form and key. Thread-safe.
class ReportReader {
public:
  virtual ~ReportReader() = default;
  [[nodiscard]] virtual Result<DeliveryReport, ReportFault> read(const RawReport& raw, qint64 now) const = 0;
};

/// Takes reports and writes them into the record of their message. A message's state goes forward only: one
/// that was reported on once stays as it is. Thread-safe.
class DeliveryReports {
public:
  struct Parts {
    Store& store;
    ReplayGuard& replay;
    const Numbering& numbering;
    const Clock& clock;
    const ReportReader* text = nullptr;  ///< nullptr: not configured
    const ReportReader* voice = nullptr;
  };
  explicit DeliveryReports(const Parts& parts) : m_parts(parts), m_notes(parts.store, parts.clock) {}

  [[nodiscard]] Result<void, ReportFault> take(Channel channel, const RawReport& raw);

private:
  [[nodiscard]] Result<void, ReportFault> judge(Channel channel, const RawReport& raw, qint64 now);
  [[nodiscard]] Result<void, ReportFault> enter(Channel channel, const DeliveryReport& report, qint64 now);

  const Parts m_parts;
  RefusalNotes m_notes;
};

}  // namespace latchkey::service::domain
