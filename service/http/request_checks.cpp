// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/request_checks.h"

#include <QList>
#include <algorithm>

#include "core/protocol/limits.h"

namespace latchkey::service::http {
namespace {

using protocol::ProblemKind;

bool isUrlSafe(QByteArrayView text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

bool isWithin(qsizetype size, protocol::limits::Range range) {
  return size >= range.least && size <= range.most;
}

/// The value of `q=0`, `q=0.0` and the like.
bool isRefusal(const QByteArray& parameter) {
  if (!parameter.startsWith("q=")) return false;
  bool isNumber = false;
  const double weight = parameter.sliced(2).toDouble(&isNumber);
  return isNumber && weight <= 0.0;
}

/// 0: no match, 1: any type, 2: any subtype, 3: exact.
int closeness(const QByteArray& range, const QByteArray& type) {
  if (range == type) return 3;
  if (range == "*/*") return 1;
  const qsizetype slash = type.indexOf('/');
  return range == type.first(slash + 1) + '*' ? 2 : 0;
}

}  // namespace

std::optional<ProblemKind> checkHead(const protocol::Route& route, const HttpRequest& request) {
  // A signature stands for the whole of a report; what the gateway's form asks for is the reader's to judge.
  if (route.proof == protocol::Proof::Signature)
    return request.hasBody ? std::nullopt : std::optional(ProblemKind::LengthRequired);
  if (request.hasQuery) return ProblemKind::MalformedRequest;
  if (request.count("accept") == 1 && !accepts(*request.field("accept"), answerType(route.answer))) {
    return ProblemKind::NotAcceptable;
  }
  if (route.method == protocol::HttpMethod::Get) {
    // A body that nobody reads is where two readers of one connection begin to differ.
    return request.body.isEmpty() ? std::nullopt : std::optional(ProblemKind::MalformedRequest);
  }
  if (!request.hasBody) return ProblemKind::LengthRequired;
  if (!isJson(request.field("content-type").value_or(QByteArray())) ||
      request.count("content-encoding") > 0) {
    return ProblemKind::UnsupportedMediaType;
  }
  const auto key = request.field("idempotency-key");
  if (!key || !isWithin(key->size(), protocol::limits::idempotencyKey) || !isUrlSafe(*key)) {
    return ProblemKind::IdempotencyKeyMissing;
  }
  return std::nullopt;
}

bool accepts(QByteArrayView accept, QByteArrayView type) {
  int closest = 0;
  bool allowed = false;
  for (const QByteArray& element : accept.toByteArray().toLower().split(',')) {
    QList<QByteArray> parts = element.split(';');
    for (QByteArray& part : parts) part = part.trimmed();
    const int match = closeness(parts.first(), type.toByteArray());
    if (match == 0 || match < closest) continue;
    // The closest range decides: `*/*, image/png;q=0` refuses pictures.
    closest = match;
    allowed = std::none_of(parts.begin() + 1, parts.end(), isRefusal);
  }
  return allowed;
}

bool isJson(QByteArrayView contentType) {
  const QList<QByteArray> parts = contentType.toByteArray().toLower().split(';');
  if (parts.first().trimmed() != "application/json") return false;
  return std::all_of(parts.begin() + 1, parts.end(), [](const QByteArray& part) {
    const QByteArray parameter = part.trimmed();
    return parameter == "charset=utf-8" || parameter == "charset=\"utf-8\"";
  });
}

std::optional<QByteArray> tokenOf(const HttpRequest& request) {
  const auto value = request.field("authorization");
  if (!value || value->size() < 6 || value->first(5).toLower() != "dpop ") return std::nullopt;
  const QByteArray token = value->sliced(5);
  const bool wellFormed =
      isWithin(token.size(), protocol::limits::token) &&
      std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  return wellFormed ? std::optional(token) : std::nullopt;
}

QByteArray answerType(protocol::AnswerKind kind) {
  switch (kind) {
    case protocol::AnswerKind::Recovery:
    case protocol::AnswerKind::Objection:
    case protocol::AnswerKind::Discovery:
    case protocol::AnswerKind::Enrolment:
    case protocol::AnswerKind::Need:
      return "application/json";
    case protocol::AnswerKind::Picture:
      return "image/png";
    case protocol::AnswerKind::Clip:
      return "audio/wav";
    case protocol::AnswerKind::Health:
    case protocol::AnswerKind::Readiness:
    case protocol::AnswerKind::Metrics:
    case protocol::AnswerKind::Taken:
      return "text/plain";
  }
  return {};
}

}  // namespace latchkey::service::http
