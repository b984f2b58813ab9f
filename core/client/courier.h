// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/client/answer_judge.h"
#include "core/client/back_off.h"
#include "core/client/exchange.h"
#include "core/client/kept_place.h"
#include "core/client/ports.h"
#include "core/client/proof_of_possession.h"
#include "core/client/trust.h"

namespace latchkey::client {

struct GatewaySettings {
  QUrl server;  ///< as parseServerAddress() gives it
  Trust trust = Trust::system();
  ExchangeLimits limits;
  BackOff backOff;
};

/// What one call wants carried.
struct Parcel {
  QByteArray method;  ///< "GET", "POST"
  QString path;
  std::shared_ptr<const platform::Secret> body;  ///< null: a read
  Expected expected;
  qint64 largestAnswer = 0;  ///< bytes
  bool wantsProof = true;
  bool wantsToken = true;
};

/// Carries calls of one recovery to the service and answers back: token, key pair and nonce, idempotency
/// keys, and every repetition. Knows nothing of what is inside.
class Courier {
public:
  using Carried = std::function<void(Result<Answer, flow::GatewayError>)>;

  Courier(GatewaySettings settings, Ports ports);
  ~Courier();
  Courier(const Courier&) = delete;
  Courier& operator=(const Courier&) = delete;

  /// Calls back once, later, unless forget() comes first or the object ends; both are allowed in there.
  void carry(Parcel parcel, Carried carried);
  /// A key pair and no token, for a recovery that is about to be opened. Nothing happens when the same
  /// opening is repeated because its answer was lost: the service knows it by the old key.
  void begin(const Parcel& opening);
  void keepToken(platform::Secret token);
  /// The recovery is done: the key alone is good for what is left to ask.
  void dropToken() { m_token.wipe(); }
  [[nodiscard]] bool hasToken() const { return !m_token.isEmpty(); }
  /// What a kept place is made of: the key pair and the token of the opening. Nothing before there is one,
  /// and nothing once a gate has replaced it.
  [[nodiscard]] std::optional<KeptPlace> place(protocol::Reason reason) const;
  /// The other way round. False where the key is none; then nothing has changed.
  [[nodiscard]] bool adopt(KeptPlace place);
  /// Ends everything under way without callbacks; drops token, keys, nonce and connections.
  void forget();
  /// Ends the connections soon, unless something is under way then: their buffers keep what was sent last.
  void hangUp();
  /// The write whose outcome is not known, if there is one: carried again it goes under its old key.
  [[nodiscard]] std::optional<Parcel> unsettled() const;
  /// Calls back when nothing is under way: at once, or once. Replaces an earlier wish.
  void whenIdle(std::function<void()> callback);

private:
  struct Trip;
  /// A write whose outcome is not known. The same command given again goes under the same key, so that the
  /// service can tell that it has done it already.
  struct Unsettled {
    Parcel parcel;
    QByteArray key;
  };

  void attempt(const std::shared_ptr<Trip>& trip);
  void land(const std::shared_ptr<Trip>& trip, Exchange::Outcome outcome);
  void decide(const std::shared_ptr<Trip>& trip, Ended ended, Result<Answer, flow::GatewayError> result);
  void repeatLater(const std::shared_ptr<Trip>& trip, int least);
  void deliver(const std::shared_ptr<Trip>& trip, Result<Answer, flow::GatewayError> result, bool lost);
  [[nodiscard]] static bool leavesItOpen(const Trip& trip, const Result<Answer, flow::GatewayError>& result);
  [[nodiscard]] std::optional<Request> requestFor(const Trip& trip) const;
  [[nodiscard]] bool isUnsettled(const Parcel& parcel) const;
  [[nodiscard]] QNetworkAccessManager& network();
  [[nodiscard]] const QSslConfiguration& tls();

  GatewaySettings m_settings;
  Ports m_ports;
  std::optional<QSslConfiguration> m_tls;  ///< made with the first request: it loads the TLS library
  std::optional<ProofOfPossession> m_proof;
  platform::Secret m_token;
  bool m_isOpening = false;  ///< the token is the one of the opening: no gate has been passed
  QByteArray m_nonce;
  std::optional<Unsettled> m_unsettled;
  int m_underway = 0;
  std::function<void()> m_whenIdle;
  std::unique_ptr<QNetworkAccessManager> m_network;
  std::unique_ptr<QObject>
      m_context;  ///< parent of the exchanges and of pending pauses; ends before m_network
};

}  // namespace latchkey::client
