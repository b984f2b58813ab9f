// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>
#include <optional>

/// Masks of contacts, exactly as SPEC section 1 (after S3) has them.
namespace latchkey::rules {

/// `msabc123@outlook.com` -> `ms*****@outlook.com`. Nothing for what is no mail address.
[[nodiscard]] std::optional<QString> maskMail(QStringView address);

/// @param national the NATIONAL format of the number, trunk 0 included, extension not:
///   `03-1234-5978` -> `********78`. Nothing with fewer than three digits.
[[nodiscard]] std::optional<QString> maskPhone(QStringView national);

}  // namespace latchkey::rules
