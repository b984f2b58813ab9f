// SPDX-License-Identifier: GPL-3.0-or-later
// Text from outside: nothing hidden comes through, isolation cannot be left, and showing it twice changes
// nothing.
#include <QList>
#include <cstdint>
#include <cstdlib>

#include "ui/widgets/outside_text.h"

using namespace latchkey::ui::widgets;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // As UTF-16, so that lone surrogates come too.
  const QString outside(reinterpret_cast<const QChar*>(data), static_cast<qsizetype>(size / 2));
  const QString shown = visibleText(outside);
  for (const char32_t c : shown.toUcs4()) {
    const auto category = QChar::category(c);
    if (category == QChar::Other_Control || category == QChar::Other_Format) std::abort();
  }
  if (!shown.endsWith(QChar(0x2026)) && visibleText(shown) != shown && shown.size() <= 400) std::abort();
  const QString isolated = shownOutside(outside);
  if (visibleSentence(isolated) != isolated || withoutIsolates(isolated) != shown) std::abort();
  static_cast<void>(isSuspicious(outside));
  static_cast<void>(isMisleadingDomain(outside));
  return 0;
}
