// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/mask.h"

#include <QChar>
#include <QList>
#include <algorithm>

namespace latchkey::rules {

namespace {

constexpr qsizetype longestAddress = 254;  // RFC 5321, section 4.5.3.1.3
constexpr qsizetype starsOfMail = 5;       // whatever the length, so that it is not told

bool isUnfitForAddress(QChar unit) {
  const QChar::Category category = unit.category();
  return unit.isSpace() || category == QChar::Other_Control || category == QChar::Other_Format;
}

bool isDomain(QStringView domain) {
  if (domain.isEmpty()) return false;
  const auto labels = domain.split(u'.');
  return std::none_of(labels.begin(), labels.end(), [](QStringView label) {
    return label.isEmpty() || label.startsWith(u'-') || label.endsWith(u'-');
  });
}

bool isNumberSeparator(QChar unit) {
  return unit.isSpace() || unit.category() == QChar::Punctuation_Dash || QStringView(u"().+/").contains(unit);
}

}  // namespace

std::optional<QString> maskMail(QStringView address) {
  const qsizetype at = address.indexOf(u'@');
  if (at < 1 || at != address.lastIndexOf(u'@') || address.size() > longestAddress) return std::nullopt;
  if (!address.isValidUtf16() || std::any_of(address.begin(), address.end(), isUnfitForAddress))
    return std::nullopt;
  const QStringView domain = address.mid(at + 1);
  if (!isDomain(domain)) return std::nullopt;

  const QList<uint> local = address.left(at).toUcs4();
  const qsizetype shown = local.size() >= 4 ? 2 : (local.size() >= 2 ? 1 : 0);
  QString mask;
  for (const uint character : local.first(shown)) mask += QChar::fromUcs4(character);
  return mask + QString(starsOfMail, u'*') + address.mid(at).toString();
}

std::optional<QString> maskPhone(QStringView national) {
  QString digits;
  for (const QChar unit : national) {
    const int digit = unit.digitValue();
    if (digit >= 0) {
      digits += QChar(u'0' + digit);
    } else if (!isNumberSeparator(unit)) {
      return std::nullopt;
    }
  }
  if (digits.size() < 3) return std::nullopt;
  return QString(digits.size() - 2, u'*') + digits.right(2);
}

}  // namespace latchkey::rules
