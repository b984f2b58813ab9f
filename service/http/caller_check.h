// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/platform/result.h"
#include "core/platform/secret.h"
#include "core/protocol/problem.h"
#include "core/protocol/routes.h"
#include "service/domain/recoveries.h"
#include "service/http/http_message.h"
#include "service/http/proof_verifier.h"

namespace latchkey::service::http {

/// An answer, and what the log is told about it: two separate things.
struct Handled {
  HttpResponse response;
  QString receipt;
  QString reason;
};
/// A refusal as it is answered. @param reason for the log; empty: the kind's name
[[nodiscard]] Handled refused(protocol::ProblemKind kind, const QString& reason = {});
[[nodiscard]] Handled refused(const domain::Refusal& refusal);

/// Who asks, once head and proof are found in order.
struct CheckedCaller {
  platform::Secret token;  ///< empty where the key alone is asked for
  domain::Caller caller;
};

/// What every route that takes a proof of possession asks for before anything else. Thread-safe as far as its
/// parts are.
class CallerCheck {
public:
  CallerCheck(const ProofVerifier& proofs, const domain::KeyedHash& hash) : m_proofs(proofs), m_hash(hash) {}

  /// @param caller as far as the connection tells; the key of the proof is filled in here.
  [[nodiscard]] Result<CheckedCaller, Handled> check(const protocol::Route& route, const HttpRequest& request,
                                                     domain::Caller caller) const;
  [[nodiscard]] domain::WriteKey writeKey(const HttpRequest& request) const;

private:
  using Verified = Result<QByteArray, Handled>;  ///< thumbprint of the proof key
  [[nodiscard]] Verified verify(const protocol::Route& route, const HttpRequest& request,
                                const QByteArray& token) const;

  const ProofVerifier& m_proofs;
  const domain::KeyedHash& m_hash;
};

}  // namespace latchkey::service::http
