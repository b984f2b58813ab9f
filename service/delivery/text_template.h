// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace latchkey::service::delivery {

using Facts = QHash<QString, QString>;

/// The facts that a text asks for, in order, each as often as it stands there.
[[nodiscard]] QStringList placeholdersOf(const QString& text);

/// Puts the facts in, once. See TemplateWriter for the forms.
[[nodiscard]] QString fill(const QString& text, const Facts& facts);

/// A fact as it may stand in a message: no control, line-breaking or bidi character.
[[nodiscard]] QString cleaned(const QString& fact);

}  // namespace latchkey::service::delivery
