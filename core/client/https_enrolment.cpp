// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/https_enrolment.h"

#include "core/client/route_parcel.h"
#include "core/protocol/enrolment_codec.h"

namespace latchkey::client {

namespace {
using flow::GatewayError;
using flow::GatewayFault;
using protocol::AnswerKind;
using protocol::RequestKind;

const GatewayError unreadableAnswer{GatewayFault::BadAnswer, {}};

bool isEnrolment(const QByteArray& body) {
  return protocol::decodeEnrolment(body).has_value();
}
bool isNeed(const QByteArray& body) {
  return protocol::decodeNeed(body).has_value();
}

/// The password and the answers stay good; a secret of an app, too, which the answer to `add` brings.
bool leavesLastingSecret(RequestKind kind) {
  return kind == RequestKind::OpenEnrolment || kind == RequestKind::SubmitEnrolAnswers ||
         kind == RequestKind::AddMethod;
}

bool isUnauthorized(const GatewayError& error) {
  return error.fault == GatewayFault::Refused && error.problem.kind == protocol::ProblemKind::Unauthorized;
}
}  // namespace

HttpsEnrolment::HttpsEnrolment(GatewaySettings settings, Ports ports)
    : m_courier(std::move(settings), std::move(ports)) {}

HttpsEnrolment::~HttpsEnrolment() = default;

void HttpsEnrolment::discover(Callback<protocol::Discovery> done) {
  m_courier.carry(parcelFor(*protocol::readRouteOf(AnswerKind::Discovery)),
                  [done = std::move(done)](const Result<Answer, GatewayError>& answer) {
                    if (!answer) return done(unexpected(answer.error()));
                    auto discovery = protocol::decodeDiscovery(answer->body);
                    if (!discovery) return done(unexpected(unreadableAnswer));
                    done(std::move(*discovery));
                  });
}

void HttpsEnrolment::send(protocol::EnrolCommand command, Callback<protocol::EnrolmentView> done) {
  const RequestKind kind = protocol::requestKindOf(command);
  Parcel parcel = parcelFor(*protocol::routeOf(kind), &isEnrolment);
  parcel.body = std::make_shared<const platform::Secret>(protocol::encodeEnrolCommand(command));
  if (kind == RequestKind::OpenEnrolment) m_courier.begin(parcel);
  m_courier.carry(std::move(parcel),
                  [this, kind, done = std::move(done)](Result<Answer, GatewayError> answer) {
                    if (leavesLastingSecret(kind)) m_courier.hangUp();
                    receive(std::move(answer), done);
                  });
}

void HttpsEnrolment::refresh(Callback<protocol::EnrolmentView> done) {
  m_courier.carry(parcelFor(*protocol::readRouteOf(AnswerKind::Enrolment), &isEnrolment),
                  [this, done = std::move(done)](Result<Answer, GatewayError> answer) {
                    const std::optional<Parcel> lost = m_courier.unsettled();
                    if (answer || !isUnauthorized(answer.error()) || !lost)
                      return receive(std::move(answer), done);
                    // A new token may stand in the answer that was lost, and is kept under its key.
                    m_courier.carry(*lost, [this, done](Result<Answer, GatewayError> again) {
                      m_courier.hangUp();  // whatever it carried
                      receive(std::move(again), done);
                    });
                  });
}

void HttpsEnrolment::checkNeed(const protocol::CheckNeed& check, Callback<protocol::Need> done) {
  Parcel parcel = parcelFor(*protocol::routeOf(RequestKind::CheckNeed), &isNeed);
  parcel.body =
      std::make_shared<const platform::Secret>(platform::Secret::consume(protocol::encodeCheckNeed(check)));
  m_courier.begin(parcel);
  m_courier.carry(std::move(parcel), [done = std::move(done)](const Result<Answer, GatewayError>& answer) {
    if (!answer) return done(unexpected(answer.error()));
    const auto need = protocol::decodeNeed(answer->body);
    if (!need) return done(unexpected(unreadableAnswer));
    done(*need);
  });
}

void HttpsEnrolment::receive(Result<Answer, GatewayError> answer,
                             const Callback<protocol::EnrolmentView>& done) {
  if (!answer) return done(unexpected(answer.error()));
  auto decoded = protocol::decodeEnrolment(answer->body);
  platform::wipe(answer->body);
  if (!decoded) return done(unexpected(unreadableAnswer));
  if (decoded->token) m_courier.keepToken(std::move(*decoded->token));
  if (decoded->view.stage == protocol::EnrolStage::Done) m_courier.forget();
  done(std::move(decoded->view));
}

void HttpsEnrolment::forget() {
  m_courier.forget();
}

}  // namespace latchkey::client
