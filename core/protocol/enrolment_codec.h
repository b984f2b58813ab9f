// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include "core/protocol/codec.h"
#include "core/protocol/enrolment_messages.h"

/// "Secure your account" to bytes and back, on the same terms as codec.h.
namespace latchkey::protocol {

// --- requests -------------------------------------------------------------------------------------

/// By the route's kind. What is no step of a sign-in is NotFound.
[[nodiscard]] Decoded<EnrolCommand> decodeEnrolCommand(RequestKind kind, QByteArrayView body);
/// The body of any step. A Secret for all of them: three carry one or more.
[[nodiscard]] platform::Secret encodeEnrolCommand(const EnrolCommand& command);
[[nodiscard]] RequestKind requestKindOf(const EnrolCommand& command);

[[nodiscard]] Decoded<CheckNeed> decodeCheckNeed(QByteArrayView body);
[[nodiscard]] QByteArray encodeCheckNeed(const CheckNeed& check);

// --- answers --------------------------------------------------------------------------------------

/// {"enrolment":…} and, where one is issued, "token".
[[nodiscard]] platform::Secret encodeEnrolment(const EnrolmentAnswer& answer);
/// Kinds of methods that this version does not know are left out.
[[nodiscard]] Decoded<EnrolmentAnswer> decodeEnrolment(QByteArrayView body);

/// {"need":…}
[[nodiscard]] QByteArray encodeNeed(const Need& need);
[[nodiscard]] Decoded<Need> decodeNeed(QByteArrayView body);

}  // namespace latchkey::protocol
