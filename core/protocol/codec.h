// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include "core/platform/result.h"
#include "core/platform/secret.h"
#include "core/protocol/messages.h"
#include "core/protocol/problem.h"
#include "core/protocol/routes.h"

/// Messages to bytes and back. Pure, never throws on outside bytes.
///
/// Reading is strict (json_reader.h, limits.h). In requests an unknown member is refused; in answers it
/// is skipped, because the service may be newer than the program. The problem that comes back names the
/// field as a JSON pointer and repeats nothing of the input but member names that look like ours.
/// Secrets go from the bytes into platform::Secret and back without a QString between; what decodes a
/// secret copies it, the caller still has to wipe the body.
namespace latchkey::protocol {

template <typename T>
using Decoded = Result<T, Problem>;

// --- requests -------------------------------------------------------------------------------------

[[nodiscard]] Decoded<OpenRecovery> decodeOpenRecovery(QByteArrayView body);
[[nodiscard]] Decoded<NewChallenge> decodeNewChallenge(QByteArrayView body);
[[nodiscard]] Decoded<AnswerChallenge> decodeAnswerChallenge(QByteArrayView body);
[[nodiscard]] Decoded<ChooseMethod> decodeChooseMethod(QByteArrayView body);
[[nodiscard]] Decoded<ConfirmContact> decodeConfirmContact(QByteArrayView body);
[[nodiscard]] Decoded<ResendCode> decodeResendCode(QByteArrayView body);
[[nodiscard]] Decoded<SubmitCode> decodeSubmitCode(QByteArrayView body);
[[nodiscard]] Decoded<SubmitAnswers> decodeSubmitAnswers(QByteArrayView body);
[[nodiscard]] Decoded<SubmitAssertion> decodeSubmitAssertion(QByteArrayView body);
[[nodiscard]] Decoded<SetPassword> decodeSetPassword(QByteArrayView body);
[[nodiscard]] Decoded<UnlockAccount> decodeUnlockAccount(QByteArrayView body);
[[nodiscard]] Decoded<CancelRecovery> decodeCancelRecovery(QByteArrayView body);
[[nodiscard]] Decoded<SetLanguage> decodeSetLanguage(QByteArrayView body);
[[nodiscard]] Decoded<ContactAdministrator> decodeContactAdministrator(QByteArrayView body);
[[nodiscard]] Decoded<TrySignIn> decodeTrySignIn(QByteArrayView body);
[[nodiscard]] Decoded<ResumeRecovery> decodeResumeRecovery(QByteArrayView body);
[[nodiscard]] Decoded<GiveAppealContact> decodeGiveAppealContact(QByteArrayView body);
[[nodiscard]] Decoded<FileAppeal> decodeFileAppeal(QByteArrayView body);
[[nodiscard]] Decoded<OpenByApproval> decodeOpenByApproval(QByteArrayView body);
/// "This was not me": no command of a recovery.
[[nodiscard]] Decoded<Object> decodeObject(QByteArrayView body);
[[nodiscard]] platform::Secret encodeObject(const Object& object);
/// By the route's kind. RequestKind::None has no body, and Object is no command: NotFound.
[[nodiscard]] Decoded<Command> decodeCommand(RequestKind kind, QByteArrayView body);

/// The body of any command. A Secret for all of them: six carry one or more.
[[nodiscard]] platform::Secret encodeCommand(const Command& command);
[[nodiscard]] RequestKind requestKindOf(const Command& command);

// --- answers --------------------------------------------------------------------------------------

/// {"recovery":…} and, where one is issued, "token".
[[nodiscard]] platform::Secret encodeAnswer(const RecoveryAnswer& answer);
[[nodiscard]] QByteArray encodeView(const RecoveryView& view);  ///< the same without a token
[[nodiscard]] Decoded<RecoveryAnswer> decodeAnswer(QByteArrayView body);

/// {"objection":…}
[[nodiscard]] QByteArray encodeObjection(const Objection& objection);
[[nodiscard]] Decoded<Objection> decodeObjection(QByteArrayView body);

[[nodiscard]] QByteArray encodeDiscovery(const Discovery& discovery);
/// Languages and challenge kinds that this version does not know are left out.
[[nodiscard]] Decoded<Discovery> decodeDiscovery(QByteArrayView body);

// --- problems -------------------------------------------------------------------------------------

[[nodiscard]] QByteArray encodeProblem(const Problem& problem);
/// Always a problem: without a body that can be read, or with one that does not belong to the status,
/// it is the nearest kind by the status alone.
[[nodiscard]] Problem decodeProblem(int httpStatus, QByteArrayView body);

}  // namespace latchkey::protocol
