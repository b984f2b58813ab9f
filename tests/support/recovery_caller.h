// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUrl>
#include <QtEndian>

#include "tests/support/proof_maker.h"
#include "tests/support/raw_tls_client.h"

namespace latchkey::tests {

/// One client of the HTTPS interface with a key of its own, written against openapi.yaml alone.
class RecoveryCaller {
public:
  RecoveryCaller(const QUrl& origin, const QString& authorityFile)
      : m_origin(origin), m_authorityFile(authorityFile) {}

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
    m_idempotencyKey = "test-key-" + QByteArray::number(10'000'000 + ++m_writes);
    return call("POST", path, body);
  }
  /// The last write once more: same key, new proof.
  Answer repeat(const QByteArray& path, const QByteArray& body) { return call("POST", path, body); }

  [[nodiscard]] QByteArray token() const { return m_token; }
  void setToken(const QByteArray& token) { m_token = token; }
  [[nodiscard]] ProofMaker& proofs() { return m_proofs; }
  [[nodiscard]] QByteArray nonce() const { return m_nonce; }

  /// The counter that answers a proof of work.
  [[nodiscard]] static QString solve(const QJsonObject& challenge) {
    const QByteArray seed = QByteArray::fromBase64(
        challenge.value(QLatin1String("workSeed")).toString().toLatin1(), QByteArray::Base64UrlEncoding);
    const int bits = challenge.value(QLatin1String("workBits")).toInt();
    QByteArray text = seed + QByteArray(8, '\0');
    for (quint64 counter = 0;; ++counter) {
      qToBigEndian(counter, text.data() + seed.size());
      const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
      if (qFromBigEndian<quint64>(hash.constData()) >> (64 - bits) == 0) return QString::number(counter);
    }
  }

private:
  Answer call(const QByteArray& method, const QByteArray& path, const QByteArray& body) {
    Answer answer = exchange(method, path, body);
    if (answer.problem() == QLatin1String("nonce-required")) answer = exchange(method, path, body);
    return answer;
  }
  Answer exchange(const QByteArray& method, const QByteArray& path, const QByteArray& body) {
    RawTlsClient client(static_cast<quint16>(m_origin.port(443)), m_authorityFile);
    Answer answer;
    if (!client.connectNow()) return answer;
    const QByteArray url = m_origin.toString(QUrl::FullyEncoded | QUrl::StripTrailingSlash).toLatin1() + path;
    QByteArray head = method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nDPoP: " +
                      m_proofs.proof(method, url, m_nonce, m_token) + "\r\n";
    if (!m_token.isEmpty()) head += "Authorization: DPoP " + m_token + "\r\n";
    if (method == "POST") {
      head += "Content-Type: application/json\r\nIdempotency-Key: " + m_idempotencyKey +
              "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    }
    client.send(head + "\r\n" + body);
    answer.raw = client.receive();
    answer.json = QJsonDocument::fromJson(answer.raw.body).object();
    if (const QByteArray nonce = answer.raw.field("dpop-nonce"); !nonce.isEmpty()) m_nonce = nonce;
    if (const QString token = answer.json.value(QLatin1String("token")).toString(); !token.isEmpty()) {
      m_token = token.toLatin1();
    }
    return answer;
  }

  QUrl m_origin;
  QString m_authorityFile;
  ProofMaker m_proofs;
  QByteArray m_nonce;
  QByteArray m_token;
  QByteArray m_idempotencyKey;
  int m_writes = 0;
};

}  // namespace latchkey::tests
