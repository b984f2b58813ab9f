// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/mnemonic.h"

#include <QRegularExpression>

namespace latchkey::ui::text {

QString withoutMnemonic(const QString& label) {
  static const QRegularExpression appended(QStringLiteral("\\(&[A-Z0-9]\\)$"));
  static const QRegularExpression inside(QStringLiteral("&(.)"));
  return QString(label).remove(appended).replace(inside, QStringLiteral("\\1"));
}

}  // namespace latchkey::ui::text
