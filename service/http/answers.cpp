// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/answers.h"

#include "core/protocol/codec.h"

namespace latchkey::service::http {

HttpResponse answerOf(int status, const QByteArray& contentType, QByteArray body) {
  HttpResponse response;
  response.status = status;
  response.contentType = contentType;
  response.body = std::move(body);
  return response;
}

HttpResponse problemAnswer(const protocol::Problem& problem) {
  HttpResponse response =
      answerOf(problem.status, "application/problem+json", protocol::encodeProblem(problem));
  if (problem.retryIn)
    response.fields.append(HeaderField{"retry-after", QByteArray::number(*problem.retryIn)});
  // RFC 9449, sections 7.1 and 8: the challenge says how to do it right.
  if (problem.kind == protocol::ProblemKind::NonceRequired) {
    response.fields.append(HeaderField{"www-authenticate", R"(DPoP error="use_dpop_nonce", algs="ES256")"});
  } else if (problem.kind == protocol::ProblemKind::Unauthorized) {
    response.fields.append(HeaderField{"www-authenticate", R"(DPoP algs="ES256")"});
  }
  return response;
}

HttpResponse problemAnswer(protocol::ProblemKind kind, std::optional<int> retryIn) {
  protocol::Problem problem = protocol::problemOf(kind);
  problem.retryIn = retryIn;
  return problemAnswer(problem);
}

}  // namespace latchkey::service::http
