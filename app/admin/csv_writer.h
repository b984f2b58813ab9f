// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace latchkey::admin {

/// One record of a CSV file (RFC 4180), with its CRLF, as UTF-8. A cell that a spreadsheet would take for a
/// formula gets an apostrophe in front, which makes it text: names in it come from strangers.
[[nodiscard]] QByteArray csvRecord(const QStringList& cells);

}  // namespace latchkey::admin
