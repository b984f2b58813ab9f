// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace latchkey::service::config {

/// The word that was probably meant: at most a third of its letters differ. Empty when none is near.
[[nodiscard]] QString nearestWord(const QString& given, const QStringList& words);

}  // namespace latchkey::service::config
