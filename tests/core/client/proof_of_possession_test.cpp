// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/proof_of_possession.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTest>

using namespace latchkey::client;
using latchkey::platform::Secret;

namespace {
QByteArray fromBase64Url(const QByteArray& text) {
  const auto decoded = QByteArray::fromBase64Encoding(
      text, QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
  return decoded ? *decoded : QByteArray();
}
QJsonObject part(const QByteArray& proof, int index) {
  return QJsonDocument::fromJson(fromBase64Url(proof.split('.').value(index))).object();
}
const unsigned char* raw(const QByteArray& bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.constData());
}

// Checks a proof as a stranger would: by its own header's key, with OpenSSL's DER verification.
bool verifies(const QByteArray& proof) {
  const QList<QByteArray> parts = proof.split('.');
  if (parts.size() != 3) return false;
  const QJsonObject jwk = part(proof, 0).value(QStringLiteral("jwk")).toObject();
  const QByteArray point = QByteArray(1, '\x04') +
                           fromBase64Url(jwk.value(QStringLiteral("x")).toString().toLatin1()) +
                           fromBase64Url(jwk.value(QStringLiteral("y")).toString().toLatin1());
  if (point.size() != 65) return false;
  OSSL_PARAM_BLD* builder = OSSL_PARAM_BLD_new();
  OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0);
  OSSL_PARAM_BLD_push_octet_string(builder, OSSL_PKEY_PARAM_PUB_KEY, point.constData(), 65);
  OSSL_PARAM* params = OSSL_PARAM_BLD_to_param(builder);
  EVP_PKEY_CTX* context = EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr);
  EVP_PKEY* key = nullptr;
  bool good = EVP_PKEY_fromdata_init(context) == 1 &&
              EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, params) == 1;
  const QByteArray signature = fromBase64Url(parts[2]);
  good = good && signature.size() == 64;
  if (good) {
    ECDSA_SIG* pair = ECDSA_SIG_new();
    ECDSA_SIG_set0(pair, BN_bin2bn(raw(signature), 32, nullptr), BN_bin2bn(raw(signature) + 32, 32, nullptr));
    unsigned char* der = nullptr;
    const int derSize = i2d_ECDSA_SIG(pair, &der);
    const QByteArray text = parts[0] + '.' + parts[1];
    EVP_MD_CTX* digest = EVP_MD_CTX_new();
    good = EVP_DigestVerifyInit(digest, nullptr, EVP_sha256(), nullptr, key) == 1 &&
           EVP_DigestVerify(digest, der, static_cast<std::size_t>(derSize), raw(text),
                            static_cast<std::size_t>(text.size())) == 1;
    EVP_MD_CTX_free(digest);
    OPENSSL_free(der);
    ECDSA_SIG_free(pair);
  }
  EVP_PKEY_free(key);
  EVP_PKEY_CTX_free(context);
  OSSL_PARAM_free(params);
  OSSL_PARAM_BLD_free(builder);
  return good;
}

Ports seededPorts() {
  auto count = std::make_shared<int>(0);
  return {[count](std::span<std::byte> bytes) {
            for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = std::byte(*count >> (i % 2 * 8) & 0xff);
            ++*count;
          },
          [] { return qint64(1700000000123); }, [](int, QObject*, const std::function<void()>&) {}};
}
const QUrl url(QStringLiteral("https://recovery.example.org:8443/v1/recovery"));
}  // namespace

class ProofOfPossessionTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void initTestCase() {
    m_key = ProofOfPossession::generate();
    QVERIFY(m_key);
  }
  void carriesWhatTheStandardWants() {
    const Secret token("abc.def");
    const QByteArray proof = m_key->proofFor({"POST", url, "nonce-1", &token}, seededPorts());
    QVERIFY(verifies(proof));
    const QJsonObject header = part(proof, 0);
    QCOMPARE(header.value(QStringLiteral("typ")).toString(), QStringLiteral("dpop+jwt"));
    QCOMPARE(header.value(QStringLiteral("alg")).toString(), QStringLiteral("ES256"));
    const QJsonObject jwk = header.value(QStringLiteral("jwk")).toObject();
    QCOMPARE(jwk.keys(), QStringList({QStringLiteral("crv"), QStringLiteral("kty"), QStringLiteral("x"),
                                      QStringLiteral("y")}));  // and no private part
    const QJsonObject claims = part(proof, 1);
    QCOMPARE(claims.value(QStringLiteral("htm")).toString(), QStringLiteral("POST"));
    QCOMPARE(claims.value(QStringLiteral("htu")).toString(), url.toString());
    QCOMPARE(claims.value(QStringLiteral("iat")).toInteger(), 1700000000);
    QCOMPARE(claims.value(QStringLiteral("nonce")).toString(), QStringLiteral("nonce-1"));
    QCOMPARE(claims.value(QStringLiteral("jti")).toString().size(), 22);
    QCOMPARE(fromBase64Url(claims.value(QStringLiteral("ath")).toString().toLatin1()),
             QCryptographicHash::hash("abc.def", QCryptographicHash::Sha256));
  }
  void aPairComesBackFromItsPrivateKey() {
    const Secret number = m_key->privateKey();
    QCOMPARE(number.size(), std::size_t(32));
    const auto again = ProofOfPossession::restore(number);
    QVERIFY(again);
    const QByteArray proof = again->proofFor({"POST", url, {}, nullptr}, seededPorts());
    QVERIFY(verifies(proof));
    const QByteArray first = m_key->proofFor({"POST", url, {}, nullptr}, seededPorts());
    QCOMPARE(part(proof, 0), part(first, 0));
    QVERIFY(again->privateKey().equals(number));
    QVERIFY(!ProofOfPossession::restore(Secret()));
    QVERIFY(!ProofOfPossession::restore(Secret(std::string(31, '\1'))));
    QVERIFY(!ProofOfPossession::restore(Secret(std::string(32, '\0'))));
    QVERIFY(!ProofOfPossession::restore(Secret(std::string(32, '\xff'))));
  }
  void leavesOutWhatIsNotKnown() {
    const QByteArray proof = m_key->proofFor({"GET", url, {}, nullptr}, seededPorts());
    QVERIFY(verifies(proof));
    QVERIFY(!part(proof, 1).contains(QStringLiteral("nonce")));
    QVERIFY(!part(proof, 1).contains(QStringLiteral("ath")));
  }
  void theUrlHasNoQuery() {
    QUrl withQuery = url;
    withQuery.setQuery(QStringLiteral("secret=1"));
    withQuery.setFragment(QStringLiteral("x"));
    const QByteArray proof = m_key->proofFor({"GET", withQuery, {}, nullptr}, seededPorts());
    QCOMPARE(part(proof, 1).value(QStringLiteral("htu")).toString(), url.toString());
  }
  void signaturesAreAlwaysOfFullWidth() {
    // One r or s in 128 begins with a zero byte, which a careless encoder drops.
    const Ports ports = seededPorts();
    QSet<QByteArray> identifiers;
    for (int i = 0; i < 600; ++i) {
      const QByteArray proof = m_key->proofFor({"GET", url, {}, nullptr}, ports);
      QCOMPARE(fromBase64Url(proof.split('.').value(2)).size(), 64);
      if (i % 20 == 0) QVERIFY(verifies(proof));
      identifiers.insert(part(proof, 1).value(QStringLiteral("jti")).toString().toLatin1());
    }
    QCOMPARE(identifiers.size(), 600);
  }
  void aChangedProofDoesNotVerify() {
    QByteArray proof = m_key->proofFor({"GET", url, "n", nullptr}, seededPorts());
    const qsizetype middle = proof.indexOf('.') + 10;
    proof[middle] = proof[middle] == 'A' ? 'B' : 'A';
    QVERIFY(!verifies(proof));
  }
  void twoRecoveriesHaveTwoKeys() {
    const auto other = ProofOfPossession::generate();
    QVERIFY(other);
    const auto jwk = [](const ProofOfPossession& key) {
      return part(key.proofFor({"GET", url, {}, nullptr}, seededPorts()), 0).value(QStringLiteral("jwk"));
    };
    QVERIFY(jwk(*m_key) != jwk(*other));
    QCOMPARE(jwk(*m_key), jwk(*m_key));
  }
  void noncesAreJudged_data() {
    QTest::addColumn<QByteArray>("nonce");
    QTest::addColumn<bool>("usable");
    QTest::newRow("usual") << QByteArray("eyJ7S_zG.eyJH0-Z.HX4w-7v") << true;
    QTest::newRow("longest") << QByteArray(256, 'n') << true;
    QTest::newRow("too long") << QByteArray(257, 'n') << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("blank") << QByteArray("a b") << false;
    QTest::newRow("quote") << QByteArray("a\"b") << false;
    QTest::newRow("backslash") << QByteArray("a\\b") << false;
    QTest::newRow("control") << QByteArray(
                                    "a\x01"
                                    "b")
                             << false;
    QTest::newRow("not ASCII") << QByteArray("a\xc3\xa4") << false;
  }
  void noncesAreJudged() {
    QFETCH(QByteArray, nonce);
    QFETCH(bool, usable);
    QCOMPARE(isUsableNonce(nonce), usable);
  }

private:
  std::optional<ProofOfPossession> m_key;
};

QTEST_APPLESS_MAIN(ProofOfPossessionTest)
#include "proof_of_possession_test.moc"
