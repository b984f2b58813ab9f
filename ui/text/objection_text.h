// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <QStringList>

#include "core/protocol/messages.h"

/// The words around "this was not me".
namespace latchkey::ui::text {

[[nodiscard]] QString objectionButton();  ///< on the first page
[[nodiscard]] QString objectionTitle();
[[nodiscard]] QString objectionWhy();
[[nodiscard]] QString objectionFieldLabel();
[[nodiscard]] QString objectionFieldHint();
[[nodiscard]] QString objectionStopButton();
[[nodiscard]] QString objectionNoCode();  ///< what was typed is no such code
[[nodiscard]] QString objectionStoppedTitle();
/// What has been stopped, and what happens now.
[[nodiscard]] QStringList objectionPoints(const protocol::Objection& objection, const QDateTime& now);
/// The password had been changed already: what has to be done at once.
[[nodiscard]] QString objectionPasswordChanged();
/// To who goes on from here to an appeal, on the way to it.
[[nodiscard]] QString objectionAppealFirst();

}  // namespace latchkey::ui::text
