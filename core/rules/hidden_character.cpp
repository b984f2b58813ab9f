// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/hidden_character.h"

#include <QChar>

namespace latchkey::rules {

bool isHidden(char32_t point) {
  switch (QChar::category(point)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
      return true;
    default:  // NOLINT: all that can be seen
      return false;
  }
}

}  // namespace latchkey::rules
