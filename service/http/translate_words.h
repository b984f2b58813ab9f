// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/messages.h"
#include "service/domain/recoveries.h"

/// For translate.h: one word for another, each of a fixed set.
namespace latchkey::service::http {

[[nodiscard]] domain::Language toDomain(protocol::Language language);
[[nodiscard]] domain::Reason toDomain(protocol::Reason reason);
[[nodiscard]] domain::ChallengeKind toDomain(protocol::ChallengeKind kind);
[[nodiscard]] protocol::ChallengeKind toProtocol(domain::ChallengeKind kind);
[[nodiscard]] protocol::Stage toProtocol(domain::Stage stage);
[[nodiscard]] protocol::Ending toProtocol(domain::Ending ending);
[[nodiscard]] protocol::Continuation toProtocol(domain::Continuation continuation);
[[nodiscard]] protocol::AdministratorContact toProtocol(domain::AdministratorContact contact);
[[nodiscard]] protocol::AccountLock toProtocol(domain::LockState lock);
[[nodiscard]] protocol::Outcome toProtocol(domain::Finish finish);
[[nodiscard]] protocol::MethodKind toProtocol(domain::MethodKind kind);
[[nodiscard]] protocol::MethodWarning toProtocol(domain::MethodWarning warning);
[[nodiscard]] protocol::DeliveryState toProtocol(domain::DeliveryState state);
[[nodiscard]] protocol::AccountKind toProtocol(domain::AccountKind kind);
[[nodiscard]] protocol::SignInResult toProtocol(domain::SignInVerdict verdict);

}  // namespace latchkey::service::http
