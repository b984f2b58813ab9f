// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/protocol/enrolment_messages.h"

/// "Secure your account": how good it is what is registered, on the list and at the end.
namespace latchkey::ui::text {

/// What the sentences about how good it is rest on.
struct Security {
  protocol::Strength strength = protocol::Strength::None;
  int gatesNeeded = 1;
  bool hasWays = false;
  bool hasWaiting = false;  ///< something that counts later
};
[[nodiscard]] Security securityOf(const protocol::EnrolmentView& view);
[[nodiscard]] QString strengthLine(const Security& security);
[[nodiscard]] QString enrolDoneTitle(bool isMet, protocol::Strength strength);
[[nodiscard]] QString enrolDoneWhy(const Security& security);

}  // namespace latchkey::ui::text
