// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>

#include "core/protocol/enrolment_messages.h"

/// The words that the enums of messages.h and enrolment_messages.h have on the wire, kebab-case.
namespace latchkey::protocol {

[[nodiscard]] std::string_view nameOf(Reason reason);
[[nodiscard]] std::string_view nameOf(Language language);  ///< "en", "ja"
[[nodiscard]] std::string_view nameOf(Stage stage);
[[nodiscard]] std::string_view nameOf(Ending ending);
[[nodiscard]] std::string_view nameOf(Continuation continuation);
[[nodiscard]] std::string_view nameOf(AdministratorContact contact);
[[nodiscard]] std::string_view nameOf(ChallengeKind kind);
[[nodiscard]] std::string_view nameOf(MethodKind kind);
[[nodiscard]] std::string_view nameOf(MethodWarning warning);
[[nodiscard]] std::string_view nameOf(DeliveryState state);
[[nodiscard]] std::string_view nameOf(DeliveryStanding standing);
[[nodiscard]] std::string_view nameOf(DeliveryFault fault);
[[nodiscard]] std::string_view nameOf(NumberProblem problem);
[[nodiscard]] std::string_view nameOf(AccountKind kind);
[[nodiscard]] std::string_view nameOf(AccountLock lock);
[[nodiscard]] std::string_view nameOf(Outcome outcome);
[[nodiscard]] std::string_view nameOf(SignInResult result);
[[nodiscard]] std::string_view nameOf(EnrolStage stage);
[[nodiscard]] std::string_view nameOf(Strength strength);

/// Exact, case included. For each enum above.
template <typename E>
[[nodiscard]] std::optional<E> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<Reason> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<Language> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<Stage> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<Ending> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<Continuation> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<AdministratorContact> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<ChallengeKind> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<MethodKind> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<MethodWarning> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<DeliveryState> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<DeliveryStanding> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<DeliveryFault> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<NumberProblem> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<AccountKind> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<AccountLock> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<Outcome> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<SignInResult> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<EnrolStage> fromName(std::string_view name);
template <>
[[nodiscard]] std::optional<Strength> fromName(std::string_view name);

}  // namespace latchkey::protocol
