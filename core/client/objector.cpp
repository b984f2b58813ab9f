// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/objector.h"

#include "core/protocol/codec.h"
#include "core/protocol/limits.h"
#include "core/protocol/routes.h"

namespace latchkey::client {

namespace {
bool isObjection(const QByteArray& body) {
  return protocol::decodeObjection(body).has_value();
}
}  // namespace

Objector::Objector(GatewaySettings settings, Ports ports)
    : m_courier(std::move(settings), std::move(ports)) {}

void Objector::object(const platform::Secret& code, Done done) {
  if (m_underway) {
    const protocol::Problem busy = protocol::problemOf(protocol::ProblemKind::RequestInProgress);
    QMetaObject::invokeMethod(
        &m_context,
        [done = std::move(done), busy] {
          done(unexpected(flow::GatewayError{flow::GatewayFault::Refused, busy}));
        },
        Qt::QueuedConnection);
    return;
  }
  m_underway = true;
  const protocol::Route& route = *protocol::routeOf(protocol::RequestKind::Object);
  Parcel parcel;
  parcel.method = QByteArrayLiteral("POST");
  parcel.path = QString::fromLatin1(route.path.data(), static_cast<qsizetype>(route.path.size()));
  parcel.body =
      std::make_shared<const platform::Secret>(protocol::encodeObject(protocol::Object{code.clone()}));
  parcel.expected = {QByteArrayLiteral("application/json"), route.successStatus, &isObjection};
  parcel.largestAnswer = static_cast<qint64>(protocol::limits::answerBodyBytes);
  parcel.wantsToken = false;
  m_courier.begin(parcel);
  m_courier.carry(
      std::move(parcel), [this, done = std::move(done)](const Result<Answer, flow::GatewayError>& answer) {
        m_underway = false;
        m_courier.hangUp();  // a code that was not taken is good still, and rests on no connection
        if (!answer) return done(unexpected(answer.error()));
        auto objection = protocol::decodeObjection(answer->body);
        if (!objection) return done(unexpected(flow::GatewayError{flow::GatewayFault::BadAnswer, {}}));
        done(std::move(*objection));
      });
}

}  // namespace latchkey::client
