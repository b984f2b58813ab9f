// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/appeal_records.h"
#include "service/domain/ports.h"

/// What is said in an appeal beside what is known. Decides nothing: people do, by what they are shown.
namespace latchkey::service::domain {

/// In any order and width, with or without blanks between: "Sato Mika" is "mika sato".
/// @param known empty: there is nothing to compare with
[[nodiscard]] Comparison compareNames(const QString& said, const QString& known);

/// An address or a number, whole, or the part that the confirm step takes.
[[nodiscard]] Comparison compareContact(const QString& said, const QList<Contact>& known);

}  // namespace latchkey::service::domain
