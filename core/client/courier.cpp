// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/courier.h"

#include <QNetworkAccessManager>
#include <algorithm>
#include <array>
#include <utility>

namespace latchkey::client {

namespace {
using flow::GatewayError;
using flow::GatewayFault;

constexpr int internalServerError = 500;
constexpr qsizetype keyBytes = 16;  // of an idempotency key: 22 characters

quint32 randomBits(const Ports& ports) {
  std::array<std::byte, 4> bytes = {};
  ports.fillRandom(bytes);
  quint32 bits = 0;
  for (const std::byte each : bytes) bits = bits << 8 | static_cast<quint32>(each);
  return bits;
}

/// What is said of a write whose outcome stays unknown. All of these leave it so for the flow as well.
GatewayFault lostFault(const Result<Answer, GatewayError>& last) {
  const GatewayFault fault = last ? GatewayFault::Unreachable : last.error().fault;
  const bool says = fault == GatewayFault::TimedOut || fault == GatewayFault::BadAnswer ||
                    fault == GatewayFault::CaptivePortal;
  return says ? fault : GatewayFault::Unreachable;
}
}  // namespace

struct Courier::Trip {
  Parcel parcel;
  Carried carried;
  QByteArray idempotencyKey;  ///< empty for reads
  Tried tried;
  [[nodiscard]] bool isWrite() const { return parcel.body != nullptr; }
};

/// A server error may be said by something between after the service acted: the same again is the same write.
bool Courier::leavesItOpen(const Trip& trip, const Result<Answer, GatewayError>& result) {
  return trip.isWrite() && !result && result.error().problem.status >= internalServerError;
}

Courier::Courier(GatewaySettings settings, Ports ports)
    : m_settings(std::move(settings)), m_ports(std::move(ports)), m_context(std::make_unique<QObject>()) {}

Courier::~Courier() = default;

void Courier::begin(const Parcel& opening) {
  if (m_proof && isUnsettled(opening)) return;
  m_token.wipe();
  m_unsettled.reset();
  m_proof = ProofOfPossession::generate();
}

void Courier::keepToken(platform::Secret token) {
  m_isOpening = m_token.isEmpty();
  m_token = std::move(token);
}

std::optional<KeptPlace> Courier::place(protocol::Reason reason) const {
  if (!m_proof || m_token.isEmpty() || !m_isOpening) return std::nullopt;
  return KeptPlace{m_settings.server, reason, m_proof->privateKey(), m_token.clone()};
}

bool Courier::adopt(KeptPlace place) {
  auto proof = ProofOfPossession::restore(place.key);
  if (!proof) return false;
  m_unsettled.reset();
  m_proof = std::move(proof);
  m_token = std::move(place.token);
  m_isOpening = true;
  return true;
}

void Courier::forget() {
  m_context = std::make_unique<QObject>();
  m_network.reset();
  m_token.wipe();
  m_proof.reset();
  m_nonce.clear();
  m_unsettled.reset();
  m_underway = 0;
  if (m_whenIdle) std::exchange(m_whenIdle, nullptr)();
}

void Courier::hangUp() {
  QMetaObject::invokeMethod(
      m_context.get(),
      [this] {
        if (m_underway == 0 && m_network) m_network->clearConnectionCache();
      },
      Qt::QueuedConnection);
}

std::optional<Parcel> Courier::unsettled() const {
  return m_unsettled ? std::optional(m_unsettled->parcel) : std::nullopt;
}

void Courier::whenIdle(std::function<void()> callback) {
  if (m_underway == 0)
    callback();
  else
    m_whenIdle = std::move(callback);
}

void Courier::carry(Parcel parcel, Carried carried) {
  auto trip = std::make_shared<Trip>();
  if (parcel.body != nullptr) {
    trip->idempotencyKey = isUnsettled(parcel) ? m_unsettled->key : randomName(m_ports, keyBytes);
    m_unsettled.reset();
  }
  trip->parcel = std::move(parcel);
  trip->carried = std::move(carried);
  ++m_underway;
  attempt(trip);
}

void Courier::attempt(const std::shared_ptr<Trip>& trip) {
  const std::optional<Request> request = requestFor(*trip);
  if (!request) {
    // No token or no key pair: a call that belongs to no recovery. Answered later, like any other.
    QMetaObject::invokeMethod(
        m_context.get(),
        [this, trip] {
          const protocol::Problem problem = protocol::problemOf(protocol::ProblemKind::Unauthorized);
          deliver(trip, unexpected(GatewayError{GatewayFault::Refused, problem}), false);
        },
        Qt::QueuedConnection);
    return;
  }
  ExchangeLimits limits = m_settings.limits;
  limits.body = trip->parcel.largestAnswer;
  // It belongs to the context until it has ended, and then ends itself.
  auto* const holder = new QObject(m_context.get());
  new Exchange(
      network(), tls(), *request, limits, m_ports,
      [this, trip, holder](Exchange::Outcome outcome) {
        holder->deleteLater();
        land(trip, std::move(outcome));
      },
      holder);
}

void Courier::land(const std::shared_ptr<Trip>& trip, Exchange::Outcome outcome) {
  ++trip->tried.attempts;
  if (!outcome) {
    const Ended ended = endedOf(outcome.error());
    // Certain only where the request never left; a peer that answered nonsense may have acted as well.
    trip->tried.mayHaveArrived = trip->tried.mayHaveArrived || outcome.error().sent;
    decide(trip, ended, unexpected(GatewayError{outcome.error().fault, {}}));
    return;
  }
  Answer answer = std::move(*outcome);
  if (isUsableNonce(answer.nonce)) m_nonce = answer.nonce;
  const auto judged = judgeAnswer(answer, trip->parcel.expected, m_ports.now());
  const Ended ended = endedOf(judged);
  // Nonsense may stand where the service's answer was: garbled on its way, after the service acted.
  const bool isGarbled = !judged && judged.error().fault != GatewayFault::Refused;
  trip->tried.mayHaveArrived = trip->tried.mayHaveArrived || isGarbled;
  if (judged)
    decide(trip, ended, std::move(answer));
  else
    decide(trip, ended, unexpected(judged.error()));
}

void Courier::decide(const std::shared_ptr<Trip>& trip, Ended ended, Result<Answer, GatewayError> result) {
  const int wait = result ? 0 : result.error().problem.retryIn.value_or(0) * 1000;
  switch (judge(m_settings.backOff, trip->isWrite(), ended, trip->tried)) {
    case Verdict::Deliver:
      deliver(trip, std::move(result), false);
      return;
    case Verdict::DeliverLost:
      deliver(trip, unexpected(GatewayError{lostFault(result), {}}), true);
      return;
    case Verdict::RepeatNow:
      ++trip->tried.nonceRepeats;
      attempt(trip);
      return;
    case Verdict::RepeatLater:
      if (ended == Ended::StillInProgress) ++trip->tried.settles;
      // A read whose server asks for a long rest is told to the person instead.
      if (!trip->isWrite() && wait > m_settings.backOff.longestPause)
        deliver(trip, std::move(result), false);
      else
        repeatLater(trip, std::min(wait, m_settings.backOff.longestPause));
      return;
  }
}

void Courier::repeatLater(const std::shared_ptr<Trip>& trip, int least) {
  const int pause = pauseBefore(m_settings.backOff, trip->tried.attempts, randomBits(m_ports));
  m_ports.after(std::max(pause, least), m_context.get(), [this, trip] { attempt(trip); });
}

void Courier::deliver(const std::shared_ptr<Trip>& trip, Result<Answer, GatewayError> result, bool lost) {
  if (lost || leavesItOpen(*trip, result)) m_unsettled = Unsettled{trip->parcel, trip->idempotencyKey};
  if (--m_underway == 0 && m_whenIdle) {
    // After the callback below, which may well carry the next.
    QMetaObject::invokeMethod(
        m_context.get(),
        [this] {
          if (m_underway == 0 && m_whenIdle) std::exchange(m_whenIdle, nullptr)();
        },
        Qt::QueuedConnection);
  }
  // The callback may end this object; nothing of it is touched afterwards.
  const Carried carried = std::move(trip->carried);
  carried(std::move(result));
}

std::optional<Request> Courier::requestFor(const Trip& trip) const {
  const Parcel& parcel = trip.parcel;
  Request request;
  request.method = parcel.method;
  request.url = m_settings.server;
  request.url.setPath(parcel.path);
  request.body = parcel.body;
  request.headers.append({"Accept", parcel.expected.contentType + ", application/problem+json"});
  if (!trip.idempotencyKey.isEmpty()) request.headers.append({"Idempotency-Key", trip.idempotencyKey});
  if (!parcel.wantsProof) return request;
  if (!m_proof || (parcel.wantsToken && m_token.isEmpty())) return std::nullopt;
  const QByteArray proof = m_proof->proofFor(
      {parcel.method, request.url, m_nonce, parcel.wantsToken ? &m_token : nullptr}, m_ports);
  if (proof.isEmpty()) return std::nullopt;
  request.headers.append({"DPoP", proof});
  if (parcel.wantsToken) {
    const std::string_view token = m_token.view();
    request.headers.append(
        {"Authorization", "DPoP " + QByteArray(token.data(), static_cast<qsizetype>(token.size()))});
  }
  return request;
}

bool Courier::isUnsettled(const Parcel& parcel) const {
  return m_unsettled && parcel.body != nullptr && m_unsettled->parcel.path == parcel.path &&
         m_unsettled->parcel.body->equals(*parcel.body);
}

QNetworkAccessManager& Courier::network() {
  if (!m_network) m_network = std::make_unique<QNetworkAccessManager>();
  return *m_network;
}

const QSslConfiguration& Courier::tls() {
  if (!m_tls) m_tls = m_settings.trust.configuration();
  return *m_tls;
}

}  // namespace latchkey::client
