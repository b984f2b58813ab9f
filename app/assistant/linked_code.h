// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <optional>

#include "core/platform/secret.h"

namespace latchkey::assistant {

/// What a `latchkey:` link carries (docs/links.md). One of the two is there.
struct LinkedCode {
  platform::Secret objection;
  platform::Secret approval;
};
/// Input like any other: nothing for what is no such link, sign by sign.
[[nodiscard]] std::optional<LinkedCode> readLink(const QString& link);

}  // namespace latchkey::assistant
