// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/last_words.h"

#include <utility>

namespace latchkey::assistant {

void LastWords::whenIdle(std::function<void()> callback) {
  m_waiting.push_back(std::move(callback));
  tellIfIdle();
}

void LastWords::tellIfIdle() {
  if (m_open > 0) return;
  for (const auto& callback : std::exchange(m_waiting, {})) callback();
}

}  // namespace latchkey::assistant
