// SPDX-License-Identifier: GPL-3.0-or-later
// SECURITY.md A10 and A27: whose proof, for what, how often.
#include "service/http/proof_verifier.h"

#include <QJsonArray>
#include <QTest>

#include "tests/support/manual_clock.h"
#include "tests/support/memory_replay_guard.h"
#include "tests/support/proof_maker.h"
#include "tests/support/test_keyed_hash.h"

namespace latchkey::service::http {
namespace {

const QByteArray origin = "https://recovery.example.com";
const QByteArray path = "/v1/recovery/code";
const QByteArray url = origin + path;
const QByteArray token = "recovery-id.0123456789abcdef";

}  // namespace

class ProofVerifierTest : public QObject {
  Q_OBJECT

  tests::ManualClock m_clock;
  tests::TestKeyedHash m_hash;
  tests::MemoryReplayGuard m_replay;
  NonceSource m_nonces{m_hash, m_clock};
  ProofVerifier m_verifier{origin, m_nonces, m_replay};
  tests::ProofMaker m_maker;

  QByteArray reasonOf(const QByteArray& proof, const QByteArray& presented = token) const {
    const auto verified = m_verifier.verify(proof, {"POST", path, presented});
    return verified ? QByteArray() : QByteArray(verified.error().reason.data());
  }
  QJsonObject right() { return m_maker.claims("POST", url, m_nonces.current(), token); }
  static QJsonObject with(QJsonObject object, const char* name, const QJsonValue& value) {
    if (value.isUndefined()) {
      object.remove(QLatin1String(name));
    } else {
      object.insert(QLatin1String(name), value);
    }
    return object;
  }

private Q_SLOTS:
  void aRightProofGivesTheThumbprintOfItsKey() {
    const auto first =
        m_verifier.verify(m_maker.proof("POST", url, m_nonces.current(), token), {"POST", path, token});
    QVERIFY(first);
    QCOMPARE(first->size(), 32);
    // RFC 7638, section 3.2: the members in their order, nothing between them.
    const QJsonObject jwk = m_maker.jwk();
    QByteArray canonical = R"({"crv":"P-256","kty":"EC","x":"?x","y":"?y"})";
    canonical.replace("?x", jwk.value(QLatin1String("x")).toString().toLatin1());
    canonical.replace("?y", jwk.value(QLatin1String("y")).toString().toLatin1());
    QCOMPARE(*first, QCryptographicHash::hash(canonical, QCryptographicHash::Sha256));
    tests::ProofMaker other;
    const auto second =
        m_verifier.verify(other.proof("POST", url, m_nonces.current(), token), {"POST", path, token});
    QVERIFY(second);
    QVERIFY(*first != *second);
  }

  void theThumbprintIsThatOfTheStandard() {
    // The P-256 key of RFC 7515, appendix A.3, and its thumbprint, worked out with another tool.
    const P256Key key{
        QByteArray::fromBase64("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", QByteArray::Base64UrlEncoding),
        QByteArray::fromBase64("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", QByteArray::Base64UrlEncoding)};
    QCOMPARE(thumbprintOf(key).toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals),
             QByteArray("oKIywvGUpTVTyxMQ3bwIIeQUudfr_CkLMjCE19ECD-U"));
  }

  void theSignatureOfTheStandardIsGood() {
    // RFC 7515, appendix A.3.
    const P256Key key{
        QByteArray::fromBase64("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", QByteArray::Base64UrlEncoding),
        QByteArray::fromBase64("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0", QByteArray::Base64UrlEncoding)};
    const QByteArray text =
        "eyJhbGciOiJFUzI1NiJ9."
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    QByteArray signature = QByteArray::fromBase64(
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
        QByteArray::Base64UrlEncoding);
    QVERIFY(verifyEs256(key, text, signature));
    QVERIFY(!verifyEs256(key, text + ' ', signature));
    signature[63] = static_cast<char>(signature[63] ^ 1);
    QVERIFY(!verifyEs256(key, text, signature));
    QVERIFY(!verifyEs256(key, text, QByteArray(64, '\0')));
    QVERIFY(!verifyEs256({key.x, key.x}, text, signature));
    QVERIFY(!verifyEs256({QByteArray(32, '\0'), QByteArray(32, '\0')}, text, signature));
    QVERIFY(!verifyEs256({QByteArray(32, '\xff'), QByteArray(32, '\xff')}, text, signature));
  }

  void wrongClaimsAreRefused_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char* title, const char* name, const QJsonValue& value, const char* reason) {
      QTest::newRow(title) << QByteArray(name) << value << QByteArray(reason);
    };
    const QJsonValue none(QJsonValue::Undefined);
    const auto text = [](const QByteArray& value) { return QJsonValue(QString::fromLatin1(value)); };
    row("another method", "htm", text("GET"), "proof-method");
    row("method in small letters", "htm", text("post"), "proof-method");
    row("no method", "htm", none, "proof-claims");
    row("another path", "htu", text(origin + "/v1/recovery/password"), "proof-url");
    row("another host", "htu", text("https://evil.example" + path), "proof-url");
    row("another scheme", "htu", text("http://recovery.example.com" + path), "proof-url");
    row("another port", "htu", text("https://recovery.example.com:8443" + path), "proof-url");
    row("the default port written out", "htu", text("https://recovery.example.com:443" + path), "proof-url");
    row("a query", "htu", text(url + "?a=b"), "proof-url");
    row("a slash at the end", "htu", text(url + "/"), "proof-url");
    row("no url", "htu", none, "proof-claims");
    row("another token", "ath", text("0000000000000000000000000000000000000000000"), "proof-token");
    row("no token hash", "ath", none, "proof-token");
    row("token hash of another type", "ath", 1, "proof-claims");
    row("no nonce", "nonce", none, "proof-nonce");
    row("empty nonce", "nonce", text(""), "proof-nonce");
    row("a nonce of somebody else", "nonce", text("AciVFfljCRGbbxcM1AB5fK5a1n4"), "proof-nonce");
    row("nonce of another type", "nonce", QJsonArray(), "proof-claims");
    row("no time", "iat", none, "proof-claims");
    row("time as text", "iat", text("1767225600"), "proof-claims");
    row("no identifier", "jti", none, "proof-claims");
    row("short identifier", "jti", text("jjjjjjjjjjjjjjjjjjjjj"), "proof-claims");
    row("long identifier", "jti", text("jjjjjjjjjjjjjjjjjjjjjjj"), "proof-claims");
    row("identifier of other letters", "jti", text("jjjjjjjjjjjjjjjjjjjjj+"), "proof-claims");
    row("another claim", "sub", text("somebody"), "proof-claims");
  }
  void wrongClaimsAreRefused() {
    QFETCH(QByteArray, name);
    QFETCH(QJsonValue, value);
    QFETCH(QByteArray, reason);
    QCOMPARE(reasonOf(m_maker.sign(m_maker.header(), with(right(), name.constData(), value))), reason);
  }

  void wrongHeadersAreRefused_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char* title, const char* name, const QJsonValue& value) {
      QTest::newRow(title) << QByteArray(name) << value;
    };
    const auto text = [](const char* value) { return QJsonValue(QString::fromLatin1(value)); };
    row("no algorithm", "alg", QJsonValue(QJsonValue::Undefined));
    row("algorithm none", "alg", text("none"));
    row("symmetric", "alg", text("HS256"));
    row("RSA", "alg", text("RS256"));
    row("other type", "typ", text("JWT"));
    row("no type", "typ", QJsonValue(QJsonValue::Undefined));
    row("no key", "jwk", QJsonValue(QJsonValue::Undefined));
    row("key as text", "jwk", text("key"));
    row("key by reference", "kid", text("1"));
    row("critical extension", "crit", QJsonArray{QStringLiteral("b64")});
  }
  void wrongHeadersAreRefused() {
    QFETCH(QByteArray, name);
    QFETCH(QJsonValue, value);
    QCOMPARE(reasonOf(m_maker.sign(with(m_maker.header(), name.constData(), value), right())),
             QByteArray("proof-header"));
  }

  void wrongKeysAreRefused_data() {
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QByteArray>("reason");
    const auto row = [](const char* title, const char* name, const QByteArray& value, const char* reason) {
      QTest::newRow(title) << QByteArray(name) << QJsonValue(QString::fromLatin1(value))
                           << QByteArray(reason);
    };
    row("another curve", "crv", "P-384", "proof-header");
    row("another type", "kty", "RSA", "proof-header");
    row("with its private part", "d", QByteArray(43, 'A'), "proof-header");
    row("a short coordinate", "x", QByteArray(42, 'A'), "proof-header");
    row("a padded coordinate", "x", QByteArray(43, 'A') + '=', "proof-header");
    row("stray bits at the end", "x", QByteArray(42, 'A') + 'B', "proof-header");
    row("off the curve", "x", QByteArray(43, 'A'), "proof-signature");
  }
  void wrongKeysAreRefused() {
    QFETCH(QByteArray, name);
    QFETCH(QJsonValue, value);
    QFETCH(QByteArray, reason);
    const QJsonObject header = with(m_maker.header(), "jwk", with(m_maker.jwk(), name.constData(), value));
    QCOMPARE(reasonOf(m_maker.sign(header, right())), reason);
  }

  void anothersKeyInTheHeaderDoesNotFitTheSignature() {
    tests::ProofMaker other;
    QCOMPARE(reasonOf(m_maker.sign(other.header(), right())), QByteArray("proof-signature"));
  }

  void badFormsAreRefused_data() {
    QTest::addColumn<QByteArray>("proof");
    tests::ProofMaker maker;
    const QByteArray good = maker.proof("POST", url, m_nonces.current(), token);
    const QList<QByteArray> parts = good.split('.');
    const QByteArray header = QByteArray::fromBase64(parts[0], QByteArray::Base64UrlEncoding);
    const QByteArray payload = QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding);
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << QByteArray("proof");
    QTest::newRow("two parts") << parts[0] + '.' + parts[1];
    QTest::newRow("four parts") << good + ".x";
    QTest::newRow("no signature") << parts[0] + '.' + parts[1] + '.';
    QTest::newRow("padded") << parts[0] + "=." + parts[1] + '.' + parts[2];
    QTest::newRow("plain base64") << parts[0] + '.' + parts[1] + '.' + QByteArray(86, '+');
    QTest::newRow("blank inside") << parts[0] + ". " + parts[1] + '.' + parts[2];
    QTest::newRow("DER signature") << parts[0] + '.' + parts[1] + '.' +
                                          tests::ProofMaker::encode(QByteArray(71, '0'));
    QTest::newRow("huge") << good + QByteArray(100'000, 'A');
    QTest::newRow("payload is no object") << maker.signText(header, "[1]");
    QTest::newRow("header is no object") << maker.signText("1", payload);
    QTest::newRow("duplicate claim") << maker.signText(header, R"({"htm":"GET",)" + payload.sliced(1));
    QTest::newRow("duplicate header") << maker.signText(R"({"alg":"none",)" + header.sliced(1), payload);
    QTest::newRow("bytes after the claims") << maker.signText(header, payload + "{}");
    QTest::newRow("bad UTF-8") << maker.signText(header, payload + "\xff");
    QTest::newRow("one bit of the payload")
        << parts[0] + '.' +
               tests::ProofMaker::encode(QByteArray(payload).replace("1767225600", "1767225601")) + '.' +
               parts[2];
  }
  void badFormsAreRefused() {
    QFETCH(QByteArray, proof);
    QVERIFY(!reasonOf(proof).isEmpty());
  }

  void aProofPassesOnce() {
    const QByteArray proof = m_maker.proof("POST", url, m_nonces.current(), token);
    QCOMPARE(reasonOf(proof), QByteArray());
    QCOMPARE(reasonOf(proof), QByteArray("proof-replayed"));
    // Its identifier under another key is another proof.
    tests::ProofMaker other;
    QJsonObject claims = right();
    QCOMPARE(reasonOf(m_maker.sign(m_maker.header(), claims)), QByteArray());
    QCOMPARE(reasonOf(other.sign(other.header(), claims)), QByteArray());
    QVERIFY(m_replay.lastForgetAt > m_clock.now() + 5 * 60'000);
  }

  void aReplayGuardThatFailsLetsNothingThrough() {
    m_replay.broken = true;
    QCOMPARE(reasonOf(m_maker.proof("POST", url, m_nonces.current(), token)), QByteArray("proof-store"));
    m_replay.broken = false;
  }

  void theNonceAloneJudgesFreshness_data() {
    QTest::addColumn<QJsonValue>("time");
    QTest::newRow("a year early") << QJsonValue(1'735'689'600);
    QTest::newRow("a year late") << QJsonValue(1'798'761'600);
    QTest::newRow("zero") << QJsonValue(0);
    QTest::newRow("negative") << QJsonValue(-1);
  }
  void theNonceAloneJudgesFreshness() {
    QFETCH(QJsonValue, time);
    QCOMPARE(reasonOf(m_maker.sign(m_maker.header(), with(right(), "iat", time))), QByteArray());
    const QByteArray old = m_nonces.current();
    m_clock.advance(7 * 60'000);
    const QByteArray late = m_maker.proof("POST", url, old, token);
    QCOMPARE(reasonOf(late), QByteArray("proof-nonce"));
    const auto verdict = m_verifier.verify(late, {"POST", path, token});
    QCOMPARE(verdict.error().fault, ProofFault::NonceRequired);
  }

  void withoutATokenTheProofMustNotNameOne() {
    QCOMPARE(reasonOf(m_maker.proof("POST", url, m_nonces.current()), {}), QByteArray());
    QCOMPARE(reasonOf(m_maker.proof("POST", url, m_nonces.current(), token), {}), QByteArray("proof-token"));
  }
};

}  // namespace latchkey::service::http

QTEST_APPLESS_MAIN(latchkey::service::http::ProofVerifierTest)
#include "proof_verifier_test.moc"
