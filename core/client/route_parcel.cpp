// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/route_parcel.h"

#include "core/protocol/limits.h"

namespace latchkey::client {

namespace {
using protocol::AnswerKind;

QByteArray contentTypeOf(AnswerKind kind) {
  switch (kind) {
    case AnswerKind::Recovery:
    case AnswerKind::Objection:
    case AnswerKind::Discovery:
    case AnswerKind::Enrolment:
    case AnswerKind::Need:
      return QByteArrayLiteral("application/json");
    case AnswerKind::Picture:
      return QByteArrayLiteral("image/png");
    case AnswerKind::Clip:
      return QByteArrayLiteral("audio/wav");
    case AnswerKind::Health:
    case AnswerKind::Readiness:
    case AnswerKind::Metrics:
    case AnswerKind::Taken:
      break;  // not for this program
  }
  return QByteArrayLiteral("text/plain");
}
}  // namespace

Parcel parcelFor(const protocol::Route& route, bool (*isReadable)(const QByteArray& body)) {
  Parcel parcel;
  const std::string_view method = protocol::nameOf(route.method);
  parcel.method = QByteArray(method.data(), static_cast<qsizetype>(method.size()));
  parcel.path = QString::fromLatin1(route.path.data(), static_cast<qsizetype>(route.path.size()));
  // Judged before it is taken for an answer: a write whose answer cannot be read is a lost one.
  parcel.expected = {contentTypeOf(route.answer), route.successStatus, isReadable};
  const bool isMedia = route.answer == AnswerKind::Picture || route.answer == AnswerKind::Clip;
  parcel.largestAnswer =
      static_cast<qint64>(isMedia ? protocol::limits::mediaBytes : protocol::limits::answerBodyBytes);
  parcel.wantsProof = route.proof != protocol::Proof::None;
  parcel.wantsToken = route.proof == protocol::Proof::Token;
  return parcel;
}

}  // namespace latchkey::client
