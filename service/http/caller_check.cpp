// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/caller_check.h"

#include <utility>

#include "service/http/answers.h"
#include "service/http/request_checks.h"
#include "service/http/translate.h"

namespace latchkey::service::http {
namespace {

using protocol::ProblemKind;

ProblemKind kindOf(ProofFault fault) {
  switch (fault) {
    case ProofFault::NonceRequired:
      return ProblemKind::NonceRequired;
    case ProofFault::Refused:
      return ProblemKind::Unauthorized;
    case ProofFault::Unavailable:
      return ProblemKind::Unavailable;
  }
  return ProblemKind::Unauthorized;
}

}  // namespace

Handled refused(ProblemKind kind, const QString& reason) {
  return {problemAnswer(kind), {}, reason.isEmpty() ? protocol::nameOf(kind) : reason};
}

Handled refused(const domain::Refusal& refusal) {
  const protocol::Problem problem = toProtocol(refusal);
  return {problemAnswer(problem),
          {},
          refusal.logReason.isEmpty() ? protocol::nameOf(problem.kind) : refusal.logReason};
}

Result<CheckedCaller, Handled> CallerCheck::check(const protocol::Route& route, const HttpRequest& request,
                                                  domain::Caller caller) const {
  if (const auto kind = checkHead(route, request)) return unexpected(refused(*kind));
  QByteArray presented;
  if (route.proof == protocol::Proof::Token) {
    auto token = tokenOf(request);
    if (!token) return unexpected(refused(ProblemKind::Unauthorized, QStringLiteral("token-missing")));
    presented = std::move(*token);
  } else if (request.count("authorization") > 0) {
    return unexpected(refused(ProblemKind::Unauthorized, QStringLiteral("token-unexpected")));
  }
  const Verified thumbprint = verify(route, request, presented);
  CheckedCaller checked{platform::Secret::consume(std::move(presented)), std::move(caller)};
  if (!thumbprint) return unexpected(thumbprint.error());
  checked.caller.keyThumbprint = *thumbprint;
  return checked;
}

CallerCheck::Verified CallerCheck::verify(const protocol::Route& route, const HttpRequest& request,
                                          const QByteArray& token) const {
  const auto proof = request.field("dpop");
  if (!proof) {
    // A client that has none yet learns the nonce from this very answer.
    const bool none = request.count("dpop") == 0;
    return unexpected(none ? refused(ProblemKind::NonceRequired, QStringLiteral("proof-missing"))
                           : refused(ProblemKind::Unauthorized, QStringLiteral("proof-repeated")));
  }
  const std::string_view path = route.path;
  const ProofTarget target{request.method, QByteArray(path.data(), static_cast<qsizetype>(path.size())),
                           token};
  const auto thumbprint = m_proofs.verify(*proof, target);
  if (!thumbprint) {
    return unexpected(refused(kindOf(thumbprint.error().fault), QString(thumbprint.error().reason)));
  }
  return *thumbprint;
}

domain::WriteKey CallerCheck::writeKey(const HttpRequest& request) const {
  QByteArray whole = request.method + '\n' + request.path + '\n' + request.body;
  QByteArray fingerprint = m_hash.mac(domain::KeyPurpose::Idempotency, whole);
  platform::wipe(whole);
  return {request.field("idempotency-key").value_or(QByteArray()), std::move(fingerprint)};
}

}  // namespace latchkey::service::http
