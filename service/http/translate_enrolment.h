// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/protocol/enrolment_messages.h"
#include "service/domain/enrolments.h"

/// "Secure your account": between the messages and the domain.
namespace latchkey::service::http {

[[nodiscard]] domain::OpenEnrolment toDomain(protocol::OpenEnrolment&& command);
[[nodiscard]] domain::CheckNeed toDomain(const protocol::CheckNeed& command);
/// Nothing for the opening, which is no step of a sign-in.
[[nodiscard]] std::optional<domain::EnrolCommand> toDomain(protocol::EnrolCommand&& command);
[[nodiscard]] protocol::EnrolmentView toProtocol(domain::EnrolSnapshot&& snapshot);

}  // namespace latchkey::service::http
