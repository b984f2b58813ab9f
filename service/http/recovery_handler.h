// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/protocol/codec.h"
#include "core/protocol/routes.h"
#include "service/domain/recoveries.h"
#include "service/http/http_message.h"
#include "service/http/metrics.h"
#include "service/http/proof_verifier.h"

namespace latchkey::service::http {

/// An answer, and what the log is told about it: two separate things.
struct Handled {
  HttpResponse response;
  QString receipt;
  QString reason;
};

/// The routes of recoveries: check the head, verify the proof, decode, ask the domain, encode.
/// Thread-safe as far as its parts are.
class RecoveryHandler {
public:
  RecoveryHandler(domain::Recoveries& recoveries, const ProofVerifier& proofs, const domain::KeyedHash& hash,
                  Metrics& metrics);

  /// @param caller as far as the connection tells; the key of the proof is filled in here.
  [[nodiscard]] Handled handle(const protocol::Route& route, const HttpRequest& request,
                               domain::Caller caller);

private:
  using Verified = Result<QByteArray, Handled>;  ///< thumbprint of the proof key
  [[nodiscard]] Verified verify(const protocol::Route& route, const HttpRequest& request,
                                const QByteArray& token) const;
  [[nodiscard]] Handled write(const protocol::Route& route, const HttpRequest& request,
                              const platform::Secret& token, const domain::Caller& caller);
  /// "This was not me": of no recovery, so without a token.
  [[nodiscard]] Handled object(const protocol::Route& route, const HttpRequest& request,
                               const domain::Caller& caller);
  [[nodiscard]] Handled read(const protocol::Route& route, const platform::Secret& token,
                             const domain::Caller& caller);
  [[nodiscard]] Handled answer(int status, domain::Outcome&& outcome);
  [[nodiscard]] domain::WriteKey writeKey(const HttpRequest& request) const;

  domain::Recoveries& m_recoveries;
  const ProofVerifier& m_proofs;
  const domain::KeyedHash& m_hash;
  Metrics& m_metrics;
};

}  // namespace latchkey::service::http
