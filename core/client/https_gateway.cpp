// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/https_gateway.h"

#include "core/client/route_parcel.h"
#include "core/protocol/codec.h"
#include "core/protocol/limits.h"

namespace latchkey::client {

namespace {
using flow::GatewayError;
using flow::GatewayFault;
using protocol::AnswerKind;

template <typename T>
Result<T, GatewayError> badAnswer() {
  return unexpected(GatewayError{GatewayFault::BadAnswer, {}});
}

bool saysTokenIsDead(const GatewayError& error) {
  return error.fault == GatewayFault::Refused && error.problem.kind == protocol::ProblemKind::Unauthorized;
}

/// What stays good after its answer must not outlive it in the buffers of a connection that may rest for
/// long.
bool carriesLastingSecret(protocol::RequestKind kind) {
  return kind == protocol::RequestKind::SetPassword || kind == protocol::RequestKind::TrySignIn ||
         kind == protocol::RequestKind::SubmitAnswers || kind == protocol::RequestKind::FileAppeal ||
         kind == protocol::RequestKind::OpenByApproval ||
         kind == protocol::RequestKind::SubmitCode;  // a start code stays good until there is a password
}

bool isRecovery(const QByteArray& body) {
  return protocol::decodeAnswer(body).has_value();
}

/// The first bytes have to be what the media type says: nothing else reaches a decoder.
bool hasMagic(flow::Media media, const QByteArray& bytes) {
  switch (media) {
    case flow::Media::Picture:
      return bytes.startsWith("\x89PNG\r\n\x1a\n");
    case flow::Media::Clip:
      return bytes.startsWith("RIFF") && bytes.mid(8, 4) == "WAVE";
  }
  return false;
}
}  // namespace

HttpsGateway::HttpsGateway(GatewaySettings settings, Ports ports)
    : m_server(settings.server), m_courier(std::move(settings), std::move(ports)) {}

HttpsGateway::~HttpsGateway() = default;

void HttpsGateway::discover(Callback<protocol::Discovery> done) {
  m_courier.carry(parcelFor(*protocol::readRouteOf(AnswerKind::Discovery)),
                  [done = std::move(done)](const Result<Answer, GatewayError>& answer) {
                    if (!answer) return done(unexpected(answer.error()));
                    auto discovery = protocol::decodeDiscovery(answer->body);
                    if (!discovery) return done(badAnswer<protocol::Discovery>());
                    done(std::move(*discovery));
                  });
}

void HttpsGateway::send(protocol::Command command, Callback<protocol::RecoveryView> done) {
  const protocol::RequestKind kind = protocol::requestKindOf(command);
  Parcel parcel = parcelFor(*protocol::routeOf(kind), &isRecovery);
  parcel.body = std::make_shared<const platform::Secret>(protocol::encodeCommand(command));
  const bool opens =
      kind == protocol::RequestKind::OpenRecovery || kind == protocol::RequestKind::OpenByApproval;
  if (opens) m_courier.begin(parcel);
  m_courier.carry(std::move(parcel),
                  [this, kind, done = std::move(done)](Result<Answer, GatewayError> answer) {
                    if (carriesLastingSecret(kind)) m_courier.hangUp();
                    receive(std::move(answer), done);
                  });
}

void HttpsGateway::refresh(Callback<protocol::RecoveryView> done) {
  m_courier.carry(parcelFor(*protocol::readRouteOf(AnswerKind::Recovery), &isRecovery),
                  [this, done = std::move(done)](Result<Answer, GatewayError> answer) {
                    if (!answer && saysTokenIsDead(answer.error()))
                      repeatUnsettled(answer.error(), done);
                    else
                      receive(std::move(answer), done);
                  });
}

void HttpsGateway::repeatUnsettled(const GatewayError& error, const Callback<protocol::RecoveryView>& done) {
  // A write that passes a gate replaces the token. If its answer was lost, the new token is in the answer
  // that the service keeps under the idempotency key; asking for it again does nothing twice.
  const std::optional<Parcel> parcel = m_courier.unsettled();
  if (!parcel) return done(unexpected(error));
  m_courier.carry(*parcel, [this, done](Result<Answer, GatewayError> answer) {
    m_courier.hangUp();  // whatever it carried
    receive(std::move(answer), done);
  });
}

void HttpsGateway::receive(Result<Answer, GatewayError> answer,
                           const Callback<protocol::RecoveryView>& done) {
  if (!answer) return done(unexpected(answer.error()));
  auto decoded = protocol::decodeAnswer(answer->body);
  if (!decoded) return done(badAnswer<protocol::RecoveryView>());
  if (decoded->token) m_courier.keepToken(std::move(*decoded->token));
  if (decoded->view.stage == protocol::Stage::Done) m_courier.dropToken();
  done(std::move(decoded->view));
}

void HttpsGateway::fetch(flow::Media media, Callback<QByteArray> done) {
  const AnswerKind kind = media == flow::Media::Picture ? AnswerKind::Picture : AnswerKind::Clip;
  m_courier.carry(parcelFor(*protocol::readRouteOf(kind)),
                  [media, done = std::move(done)](Result<Answer, GatewayError> answer) {
                    if (!answer) return done(unexpected(answer.error()));
                    if (!hasMagic(media, answer->body)) return done(badAnswer<QByteArray>());
                    done(std::exchange(answer->body, {}));
                  });
}

std::optional<platform::Secret> HttpsGateway::place(protocol::Reason reason) const {
  const std::optional<KeptPlace> place = m_courier.place(reason);
  if (!place || place->key.isEmpty()) return std::nullopt;
  return encodePlace(*place);
}

Result<protocol::Reason, PlaceFault> HttpsGateway::adopt(const platform::Secret& kept) {
  auto place = decodePlace(kept);
  if (!place) return unexpected(place.error());
  // Entries are named by their server: somebody has put it there. The token is for no other ears.
  if (place->server != m_server) return unexpected(PlaceFault::Unreadable);
  const protocol::Reason reason = place->reason;
  if (!m_courier.adopt(std::move(*place))) return unexpected(PlaceFault::Unreadable);
  return reason;
}

void HttpsGateway::forget() {
  m_courier.forget();
}

}  // namespace latchkey::client
