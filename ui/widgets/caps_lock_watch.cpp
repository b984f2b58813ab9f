// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/caps_lock_watch.h"

#include <utility>

namespace latchkey::ui::widgets {

CapsLockWatch::CapsLockWatch(Source source) : m_source(std::move(source)) {}

void CapsLockWatch::noteTyped(const QString& text, bool shift) {
  if (text.size() != 1) return;
  const QChar letter = text.at(0);
  if (letter.toUpper() == letter.toLower()) return;
  m_fromKeys = letter.isUpper() != shift;
}

void CapsLockWatch::noteToggled() {
  if (m_fromKeys) m_fromKeys = !*m_fromKeys;
}

void CapsLockWatch::refresh() {
  m_fromSystem = m_source ? m_source() : std::nullopt;
}

}  // namespace latchkey::ui::widgets
