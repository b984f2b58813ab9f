// SPDX-License-Identifier: GPL-3.0-or-later
// Every decoder on any bytes; the first byte chooses which. What is accepted has to survive being
// written and read once more. A seed is named after what it is, "code" or "answer-done"; one whose name ends
// with "refused" is not accepted.
#include <QByteArray>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "core/protocol/enrolment_codec.h"

using namespace latchkey;
using namespace latchkey::protocol;

namespace {

QByteArray bytes(const platform::Secret& secret) {
  return {secret.view().data(), static_cast<qsizetype>(secret.size())};
}

void fuzzCommand(RequestKind kind, QByteArrayView body) {
  const auto command = decodeCommand(kind, body);
  if (!command) {
    if (command.error().field.size() > 64) std::abort();  // a pointer to a place, not an echo
    return;
  }
  const QByteArray once = bytes(encodeCommand(*command));
  const auto again = decodeCommand(kind, once);
  if (!again || bytes(encodeCommand(*again)) != once) std::abort();
}

void fuzzAnswer(QByteArrayView body) {
  const auto answer = decodeAnswer(body);
  if (!answer) return;
  const QByteArray once = bytes(encodeAnswer(*answer));
  const auto again = decodeAnswer(once);
  if (!again || bytes(encodeAnswer(*again)) != once) std::abort();
}

void fuzzDiscovery(QByteArrayView body) {
  const auto discovery = decodeDiscovery(body);
  if (!discovery) return;
  const auto again = decodeDiscovery(encodeDiscovery(*discovery));
  if (!again || *again != *discovery) std::abort();
}

void fuzzObject(QByteArrayView body) {
  const auto object = decodeObject(body);
  if (!object) return;
  const auto again = decodeObject(bytes(encodeObject(*object)));
  if (!again || !again->code.equals(object->code)) std::abort();
}

void fuzzObjection(QByteArrayView body) {
  const auto objection = decodeObjection(body);
  if (objection && !decodeObjection(encodeObjection(*objection))) std::abort();
}

void fuzzEnrolCommand(RequestKind kind, QByteArrayView body) {
  const auto command = decodeEnrolCommand(kind, body);
  if (!command) {
    if (command.error().field.size() > 64) std::abort();
    return;
  }
  const QByteArray once = bytes(encodeEnrolCommand(*command));
  const auto again = decodeEnrolCommand(kind, once);
  if (!again || bytes(encodeEnrolCommand(*again)) != once) std::abort();
}

void fuzzEnrolment(QByteArrayView body) {
  const auto answer = decodeEnrolment(body);
  if (!answer) return;
  const QByteArray once = bytes(encodeEnrolment(*answer));
  const auto again = decodeEnrolment(once);
  if (!again || bytes(encodeEnrolment(*again)) != once) std::abort();
}

void fuzzNeed(QByteArrayView body) {
  const auto check = decodeCheckNeed(body);
  if (check && !decodeCheckNeed(encodeCheckNeed(*check))) std::abort();
  const auto need = decodeNeed(body);
  if (need && !decodeNeed(encodeNeed(*need))) std::abort();
}

// Letters, so that seeds can be read: an answer, then the requests in their order, and far from them what is
// no step of a recovery. Capitals: the same of "Secure your account".
constexpr std::string_view names[] = {"answer",   "open",   "challenge",      "solution", "method",
                                      "confirm",  "resend", "code",           "answers",  "assertion",
                                      "password", "unlock", "cancel",         "language", "administrator",
                                      "sign-in",  "resume", "appeal-contact", "appeal",   "approval"};
constexpr int kinds = static_cast<int>(RequestKind::OpenByApproval) + 1;
constexpr int object = 'x' - 'a';
constexpr int objection = 'y' - 'a';
constexpr int discovery = 'z' - 'a';
static_assert(std::size(names) == kinds && kinds < object);

constexpr std::string_view enrolNames[] = {
    "enrolment",     "enrol-open",      "enrol-proof",    "enrol-resend", "enrol-code",
    "enrol-answers", "enrol-assertion", "enrol-add",      "enrol-key",    "enrol-remove",
    "enrol-back",    "enrol-finish",    "enrol-language", "enrol-need"};
constexpr int firstOfEnrolment = static_cast<int>(RequestKind::OpenEnrolment) - 1;
constexpr int enrolNeed = static_cast<int>(RequestKind::CheckNeed) - firstOfEnrolment;
static_assert(std::size(enrolNames) == enrolNeed + 1);

bool isOfEnrolment(std::uint8_t letter) {
  return letter >= 'A' && letter <= 'Z';
}

bool isEnrolmentAccepted(int which, QByteArrayView body) {
  if (which == 0) return decodeEnrolment(body).has_value();
  if (which == enrolNeed) return decodeCheckNeed(body).has_value();
  return decodeEnrolCommand(static_cast<RequestKind>(which + firstOfEnrolment), body).has_value();
}

void fuzzOfEnrolment(int which, QByteArrayView body) {
  if (which == 0) {
    fuzzEnrolment(body);
  } else if (which == enrolNeed) {
    fuzzNeed(body);
  } else {
    fuzzEnrolCommand(static_cast<RequestKind>(which + firstOfEnrolment), body);
  }
}

int kindOf(std::uint8_t letter) {
  const int which = letter - 'a';
  return which >= object && which <= discovery ? which : which % kinds;
}

std::string_view nameOf(int which) {
  if (which == object) return "object";
  if (which == objection) return "objection";
  if (which == discovery) return "discovery";
  return which < kinds ? names[which] : std::string_view();
}

bool isAccepted(int which, QByteArrayView body) {
  if (which == 0) return decodeAnswer(body).has_value();
  if (which == object) return decodeObject(body).has_value();
  if (which == objection) return decodeObjection(body).has_value();
  if (which == discovery) return decodeDiscovery(body).has_value();
  return decodeCommand(static_cast<RequestKind>(which), body).has_value();
}

}  // namespace

extern "C" bool seedIsWhatItsNameSays(const char* file, const std::uint8_t* data, std::size_t size) {
  const std::string_view name(file);
  const bool enrols = size > 0 && isOfEnrolment(data[0]);
  if (size == 0 || (!enrols && (data[0] < 'a' || data[0] > 'z'))) return false;
  const int which = data[0] - (enrols ? 'A' : 'a');
  if (enrols && which > enrolNeed) return false;
  const std::string_view kind = enrols ? enrolNames[which] : nameOf(which);
  const bool isNamed =
      !kind.empty() && name.starts_with(kind) && (name.size() == kind.size() || name[kind.size()] == '-');
  const QByteArrayView body(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
  const bool accepted = enrols ? isEnrolmentAccepted(which, body) : isAccepted(which, body);
  return isNamed && accepted != name.ends_with("refused");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const QByteArrayView body(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
  if (isOfEnrolment(data[0])) {
    fuzzOfEnrolment((data[0] - 'A') % (enrolNeed + 1), body);
    return 0;
  }
  const int which = kindOf(data[0]);
  if (which < 0) return 0;
  if (which == 0) {
    fuzzAnswer(body);
  } else if (which == discovery) {
    fuzzDiscovery(body);
  } else if (which == object) {
    fuzzObject(body);
  } else if (which == objection) {
    fuzzObjection(body);
  } else {
    fuzzCommand(static_cast<RequestKind>(which), body);
  }
  return 0;
}
