// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/walker.h"

#include <QJsonArray>
#include <QJsonDocument>

#include "service/captcha/captcha_renderer.h"
#include "service/domain/challenge.h"
#include "tests/support/work_solver.h"

namespace latchkey::bench {
namespace {

using service::domain::KeyPurpose;

constexpr double toMs = 1e-6;

QJsonObject member(const char* name, const QString& value) {
  return {{QLatin1String(name), value}};
}

QByteArray derived(const ServiceUnderTest& service, const QString& challenge, const char* use) {
  return service.keys->mac(KeyPurpose::Challenge, challenge.toLatin1() + ':' + use);
}

QJsonArray array(const QList<double>& numbers) {
  QJsonArray all;
  for (const double number : numbers) all.append(number);
  return all;
}

}  // namespace

void Figures::append(const Figures& more) {
  for (auto step = more.wall.begin(); step != more.wall.end(); ++step) wall[step.key()] += step.value();
  for (auto step = more.cpu.begin(); step != more.cpu.end(); ++step) cpu[step.key()] += step.value();
  rendering += more.rendering;
  traffic += more.traffic;
}

QJsonObject Figures::toJson() const {
  QJsonObject walls;
  QJsonObject cpus;
  for (auto step = wall.begin(); step != wall.end(); ++step) walls.insert(step.key(), array(step.value()));
  for (auto step = cpu.begin(); step != cpu.end(); ++step) cpus.insert(step.key(), array(step.value()));
  return {{QStringLiteral("wall"), walls},
          {QStringLiteral("cpu"), cpus},
          {QStringLiteral("rendering"), array(rendering)},
          {QStringLiteral("traffic"), array(traffic)}};
}

Walker::Walker(const ServiceUnderTest& service, Figures& figures)
    : m_service(service), m_figures(figures), m_line(service.port, service.authorityFile) {}

Walker::~Walker() {
  m_figures.traffic << static_cast<double>(m_line.traffic());
}

void Walker::open(const QString& account) {
  call(QStringLiteral("open"), "POST", "/v1/recoveries",
       {{QStringLiteral("account"), account},
        {QStringLiteral("reason"), QStringLiteral("forgot-password")},
        {QStringLiteral("language"), QStringLiteral("en")}},
       201);
}

void Walker::fetchPicture(Rendering rendering) {
  const QString id =
      m_recovery.value(QLatin1String("challenge")).toObject().value(QLatin1String("id")).toString();
  call(QStringLiteral("picture"), "GET", "/v1/recovery/challenge/picture", {}, 200);
  const QString letters = service::domain::challengeText(derived(m_service, id, "text")).letters;
  if (rendering == Rendering::NotMeasured) return;
  static const service::captcha::CaptchaRenderer renderer;
  const QByteArray seed = derived(m_service, id, "picture");
  const qint64 begin = threadCpu();
  if (renderer.picture(letters, seed).isEmpty()) giveUp("no picture");
  m_figures.rendering << static_cast<double>(threadCpu() - begin) * toMs;
}

void Walker::answerChallenge() {
  const QString id =
      m_recovery.value(QLatin1String("challenge")).toObject().value(QLatin1String("id")).toString();
  const QString letters = service::domain::challengeText(derived(m_service, id, "text")).letters;
  call(QStringLiteral("answer"), "POST", "/v1/recovery/challenge/answer",
       {{QStringLiteral("id"), id}, {QStringLiteral("text"), letters}}, 200);
}

void Walker::doWork() {
  call(QStringLiteral("work"), "POST", "/v1/recovery/challenge", member("kind", QStringLiteral("work")), 200);
  const QJsonObject challenge = m_recovery.value(QLatin1String("challenge")).toObject();
  call(QStringLiteral("answer"), "POST", "/v1/recovery/challenge/answer",
       {{QStringLiteral("id"), challenge.value(QLatin1String("id"))},
        {QStringLiteral("workCounter"), tests::solveWork(challenge)}},
       200);
}

QString Walker::shape() const {
  QStringList kinds;
  for (const QJsonValue& method : m_recovery.value(QLatin1String("methods")).toArray())
    kinds << method.toObject().value(QLatin1String("kind")).toString();
  return kinds.join(u' ');
}

bool Walker::choose(const QString& kind) {
  for (const QJsonValue& method : m_recovery.value(QLatin1String("methods")).toArray()) {
    if (method.toObject().value(QLatin1String("kind")) != kind) continue;
    const QString handle = method.toObject().value(QLatin1String("handle")).toString();
    call(QStringLiteral("method"), "POST", "/v1/recovery/method", member("handle", handle), 200);
    return true;
  }
  return false;
}

void Walker::confirm(const QString& entry) {
  call(QStringLiteral("confirm"), "POST", "/v1/recovery/confirm", member("entry", entry), 200);
}

QString Walker::takeCode(const QString& address) const {
  return m_service.outbox->codeFor(address);
}

void Walker::submitCode(const QString& code, int expectedStatus) {
  call(QStringLiteral("code"), "POST", "/v1/recovery/code", member("code", code), expectedStatus);
}

void Walker::submitAnswers(const QString& answer, int expectedStatus) {
  QJsonArray answers;
  const QJsonObject asked = m_recovery.value(QLatin1String("questions")).toObject();
  for (const QJsonValue& question : asked.value(QLatin1String("asked")).toArray()) {
    answers.append(QJsonObject{{QStringLiteral("question"), question.toObject().value(QLatin1String("id"))},
                               {QStringLiteral("answer"), answer}});
  }
  call(QStringLiteral("answers"), "POST", "/v1/recovery/answers", {{QStringLiteral("answers"), answers}},
       expectedStatus);
}

void Walker::setPassword(const QString& password) {
  call(QStringLiteral("password"), "POST", "/v1/recovery/password", member("password", password), 200);
}

void Walker::signIn(const QString& account, const QString& password, int expectedStatus) {
  call(QStringLiteral("sign-in"), "POST", "/v1/enrolments",
       {{QStringLiteral("account"), account},
        {QStringLiteral("password"), password},
        {QStringLiteral("language"), QStringLiteral("en")}},
       expectedStatus);
}

Reply Walker::call(const QString& step, const QByteArray& method, const QByteArray& path,
                   const QJsonObject& body, int expectedStatus) {
  const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
  m_key = "bench-key-" + QByteArray::number(10'000'000 + ++m_writes);
  const qint64 cpuBefore = m_service.cpu();
  const qint64 begin = wallNow();
  Reply reply = exchange(method, path, text);
  if (reply.status == 401 && m_writes == 1) reply = exchange(method, path, text);  // now with a nonce
  m_figures.wall[step] << static_cast<double>(wallNow() - begin) * toMs;
  m_figures.cpu[step] << static_cast<double>(m_service.cpu() - cpuBefore) * toMs;
  if (reply.status != expectedStatus) giveUp(step.toLatin1() + ": " + reply.head + "\n" + reply.body);
  const QJsonObject said = QJsonDocument::fromJson(reply.body).object();
  if (said.contains(QLatin1String("token")))
    m_token = said.value(QLatin1String("token")).toString().toLatin1();
  if (said.contains(QLatin1String("recovery"))) m_recovery = said.value(QLatin1String("recovery")).toObject();
  return reply;
}

Reply Walker::exchange(const QByteArray& method, const QByteArray& path, const QByteArray& body) {
  QByteArray head = method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nDPoP: " +
                    m_proofs.proof(method, m_service.origin + path, m_nonce, m_token) + "\r\n";
  if (!m_token.isEmpty()) head += "Authorization: DPoP " + m_token + "\r\n";
  if (method == "POST") {
    head += "Content-Type: application/json\r\nIdempotency-Key: " + m_key +
            "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
  }
  m_line.send(method == "POST" ? head + "\r\n" + body : head + "\r\n");
  Reply reply = m_line.receive();
  if (const QByteArray nonce = reply.field("dpop-nonce"); !nonce.isEmpty()) m_nonce = nonce;
  return reply;
}

}  // namespace latchkey::bench
