// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/delivery_plan.h"

#include <algorithm>

#include "service/domain/limits.h"

namespace latchkey::service::domain {

std::optional<qint64> nextTry(int attempts, qint64 createdAt, qint64 expiresAt, qint64 now) {
  constexpr qint64 longest = hour / 2;
  qint64 pause = 5 * second;
  for (int i = 1; i < attempts && pause < longest; ++i) pause *= 3;
  const qint64 next = now + std::min(pause, longest);
  const qint64 end = expiresAt > 0 ? expiresAt : createdAt + day;
  if (next >= end) return std::nullopt;
  return next;
}

}  // namespace latchkey::service::domain
