// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/messages.h"
#include "core/protocol/problem.h"
#include "service/domain/policy.h"
#include "service/domain/recoveries.h"

/// Between the messages of the wire and the words of the domain. Pure; the two sides know nothing of
/// each other.
namespace latchkey::service::http {

[[nodiscard]] domain::OpenRecovery toDomain(const protocol::OpenRecovery& command);
[[nodiscard]] domain::OpenByApproval toDomain(protocol::OpenByApproval&& command);
/// Everything but OpenRecovery and OpenByApproval, which have no recovery yet.
[[nodiscard]] std::optional<domain::Command> toDomain(protocol::Command&& command);

/// Times of day become whole seconds from `snapshot.now`, rounded up, never negative.
[[nodiscard]] protocol::RecoveryView toProtocol(const domain::Snapshot& snapshot);
[[nodiscard]] protocol::DeliveryNews toProtocol(const domain::DeliveryNews& news);
[[nodiscard]] protocol::NumberProblem toProtocol(domain::PhoneProblem problem);
[[nodiscard]] protocol::Objection toProtocol(const domain::Objected& objected);
[[nodiscard]] protocol::Problem toProtocol(const domain::Refusal& refusal);
[[nodiscard]] protocol::SupportContact toProtocol(const domain::SupportContact& support);
/// @param now when the snapshot that it stands in was taken
[[nodiscard]] protocol::CodeView toProtocol(const domain::CodeOffer& offer, qint64 now);
[[nodiscard]] protocol::QuestionsView toProtocol(const domain::QuestionsOffer& offer);
[[nodiscard]] protocol::SecurityKeyView toProtocol(const domain::KeyOffer& offer);

/// What /.well-known/account-recovery says, from the first realm: who has not named an account yet is
/// told nothing about the others.
[[nodiscard]] protocol::Discovery discoveryOf(const domain::ServicePolicy& policy);

}  // namespace latchkey::service::http
