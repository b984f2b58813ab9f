// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

#include "core/platform/secret.h"

namespace latchkey::admin {

/// Exit statuses of latchkeyctl (SPEC section 10). TryLater is what mail servers understand (sysexits.h).
enum ExitStatus : int { Succeeded = 0, Negative = 1, WrongUsage = 2, TryLater = 75 };

/// Standard input, output and error. Text goes out as UTF-8 whatever the locale says.
class Console {
public:
  Console();

  void print(const QString& text) const;  ///< with a line end
  void printRaw(const QByteArray& text) const;
  /// For one look, with a line end. No copy stays behind in the C library's buffer.
  void printSecret(const platform::Secret& text) const;
  /// One line on standard error, control characters made visible, with the program's name in front.
  void complain(const QString& text) const;
  /// complain() for wrong usage, as the value of an exit status.
  [[nodiscard]] int refuse(const QString& text) const;
  [[nodiscard]] int fail(const QString& text) const;

  /// Standard input to its end, without the one LF or CRLF that ends it. Nothing when there is more than
  /// 64 KiB or reading fails. No copy stays behind in the C library's buffer.
  [[nodiscard]] std::optional<platform::Secret> readSecret();
  /// Standard input as it is, to its end or to so many bytes. Nothing when reading fails. What comes is in
  /// one place, to be wiped there.
  [[nodiscard]] std::optional<QByteArray> readBytes(qsizetype most);
};

/// Whether a terminal would act on it instead of showing it.
[[nodiscard]] bool isUnprintable(QChar unit);

/// The text without anything that could move a terminal's cursor or forge a line.
[[nodiscard]] QString singleLine(const QString& text);

}  // namespace latchkey::admin
