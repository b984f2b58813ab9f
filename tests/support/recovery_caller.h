// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <functional>

#include "tests/support/proof_maker.h"
#include "tests/support/raw_tls_client.h"
#include "tests/support/work_solver.h"

namespace latchkey::tests {

/// One client of the HTTPS interface with a key of its own, written against openapi.yaml alone.
class RecoveryCaller {
public:
  /// Takes the bytes of a request to a service and brings its answer back.
  using Transport = std::function<RawAnswer(const QByteArray& request)>;

  RecoveryCaller(const QUrl& origin, Transport transport)
      : m_origin(origin), m_transport(std::move(transport)) {}
  /// Over TLS, each request on a connection of its own.
  RecoveryCaller(const QUrl& origin, const QString& authorityFile)
      : RecoveryCaller(origin,
                       [port = static_cast<quint16>(origin.port(443)),
                        authorityFile](const QByteArray& request) -> RawAnswer {
                         RawTlsClient client(port, authorityFile);
                         if (!client.connectNow()) return {};
                         client.send(request);
                         return client.receive();
                       }) {}

  struct Answer {
    RawAnswer raw;
    QJsonObject json;
    [[nodiscard]] int status() const { return raw.status; }
    [[nodiscard]] QJsonObject recovery() const { return json.value(QLatin1String("recovery")).toObject(); }
    [[nodiscard]] QString stage() const { return recovery().value(QLatin1String("stage")).toString(); }
    /// "code-wrong"; empty for answers that are no problem.
    [[nodiscard]] QString problem() const {
      return json.value(QLatin1String("type")).toString().section(u':', -1);
    }
  };

  Answer get(const QByteArray& path) { return call("GET", path, {}); }
  Answer post(const QByteArray& path, const QJsonObject& body = {}) {
    return postText(path, QJsonDocument(body).toJson(QJsonDocument::Compact));
  }
  Answer postText(const QByteArray& path, const QByteArray& body) {
    (void)newKey();
    return call("POST", path, body);
  }
  /// The last write once more: same key, new proof.
  Answer repeat(const QByteArray& path, const QByteArray& body) { return call("POST", path, body); }

  [[nodiscard]] QByteArray token() const { return m_token; }
  void setToken(const QByteArray& token) { m_token = token; }
  /// Header lines, each with its CRLF, that go with every request from now on.
  void setHeaders(const QByteArray& lines) { m_headers = lines; }
  [[nodiscard]] ProofMaker& proofs() { return m_proofs; }
  [[nodiscard]] QByteArray nonce() const { return m_nonce; }
  [[nodiscard]] QByteArray urlOf(const QByteArray& path) const {
    return m_origin.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash).toLatin1() + path;
  }
  [[nodiscard]] QByteArray newKey() {
    return m_idempotencyKey = "test-key-" + QByteArray::number(10'000'000 + ++m_writes);
  }

  /// What a request consists of. Each part may be made wrong before it is sent; empty ones are left out.
  struct Parts {
    QByteArray method;
    QByteArray path;
    QByteArray body;
    QByteArray proof;
    QByteArray token;
    QByteArray idempotencyKey;
    QByteArray contentType;
    QByteArray more;  ///< header lines, each with its CRLF
  };
  [[nodiscard]] Parts partsOf(const QByteArray& method, const QByteArray& path, const QByteArray& body = {}) {
    Parts parts{method,  path, body, m_proofs.proof(method, urlOf(path), m_nonce, m_token),
                m_token, {},   {},   m_headers};
    if (method == "POST") {
      parts.idempotencyKey = m_idempotencyKey;
      parts.contentType = "application/json";
    }
    return parts;
  }
  Answer send(const Parts& parts) {
    const auto line = [](const char* name, const QByteArray& value) {
      return value.isEmpty() ? QByteArray() : QByteArray(name) + ": " + value + "\r\n";
    };
    QByteArray bytes = parts.method + ' ' + parts.path + " HTTP/1.1\r\n";
    if (!parts.more.toLower().contains("host:")) bytes += line("Host", "localhost");
    bytes += line("DPoP", parts.proof) +
             line("Authorization", parts.token.isEmpty() ? QByteArray() : "DPoP " + parts.token) +
             line("Content-Type", parts.contentType) + line("Idempotency-Key", parts.idempotencyKey) +
             parts.more;
    if (parts.method == "POST") bytes += line("Content-Length", QByteArray::number(parts.body.size()));
    Answer answer;
    answer.raw = m_transport(bytes + "\r\n" + parts.body);
    answer.json = QJsonDocument::fromJson(answer.raw.body).object();
    if (const QByteArray nonce = answer.raw.field("dpop-nonce"); !nonce.isEmpty()) m_nonce = nonce;
    return answer;
  }

  /// The counter that answers a proof of work.
  [[nodiscard]] static QString solve(const QJsonObject& challenge) { return solveWork(challenge); }

private:
  Answer call(const QByteArray& method, const QByteArray& path, const QByteArray& body) {
    Answer answer = exchange(method, path, body);
    if (answer.problem() == QLatin1String("nonce-required")) answer = exchange(method, path, body);
    return answer;
  }
  Answer exchange(const QByteArray& method, const QByteArray& path, const QByteArray& body) {
    const Answer answer = send(partsOf(method, path, body));
    if (const QString token = answer.json.value(QLatin1String("token")).toString(); !token.isEmpty()) {
      m_token = token.toLatin1();
    }
    return answer;
  }

  QUrl m_origin;
  Transport m_transport;
  ProofMaker m_proofs;
  QByteArray m_nonce;
  QByteArray m_token;
  QByteArray m_headers;
  QByteArray m_idempotencyKey;
  int m_writes = 0;
};

}  // namespace latchkey::tests
