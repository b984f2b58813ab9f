// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <optional>

namespace latchkey::ui::demo {

enum class Channel { Mail, Text, Voice };

/// One delivery of the demo's outbox: what would have reached a person.
struct DemoMessage {
  QString id;  ///< the file's name; names sort by time
  Channel channel = Channel::Mail;
  QString to;
  QString subject;  ///< mail only
  QString body;
  QString code;  ///< empty for notices
  QDateTime createdAt;
  bool operator==(const DemoMessage&) const = default;
};

/// No file of the outbox is larger than this; bytes.
inline constexpr qsizetype largestMessage = 64 * 1024;

/// Reads a file of the outbox (SPEC section 10). Nothing when it is not one. Whatever is in it is shown as
/// plain text; a code that is not letters and digits is left out.
[[nodiscard]] std::optional<DemoMessage> parseDemoMessage(const QString& id, const QByteArray& json);

}  // namespace latchkey::ui::demo
