// SPDX-License-Identifier: GPL-3.0-or-later
// Recoveries that a security key proves, alone and as one gate of two, and what is refused.
#include <QtTest>

#include "service/domain/decoys.h"
#include "service/domain/limits.h"
#include "tests/support/at_once.h"
#include "tests/support/key_desk.h"

namespace latchkey::service::domain {

using namespace tests;  // NOLINT: the vocabulary of these tests

class SecurityKeysTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void aKeyAloneLeadsToThePassword() {
    KeyDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachKey(visitor));
    const KeyOffer offer = *visitor.view.securityKey;
    QCOMPARE(offer.rpId, QStringLiteral("localhost"));
    QCOMPARE(offer.challenge.size(), 32);
    QCOMPARE(offer.credentials, QList<QByteArray>{paperKey().credential});
    QCOMPARE(offer.triesLeft, 5);
    QVERIFY(!offer.verifiesPerson);
    QCOMPARE(desk.messages(), 0);
    QVERIFY(visitor.perform(answerFor(visitor, 7)));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QCOMPARE(desk.counter(), 7);
    QVERIFY(visitor.password("Fresh-pass-2"));
    QCOMPARE(visitor.view.stage, Stage::Done);
  }

  void anyOfSeveralKeysWillDo() {
    KeyDesk desk;
    desk.put(paperKey('s'));
    Visitor visitor(desk);
    QVERIFY(reachKey(visitor));
    QCOMPARE(visitor.view.securityKey->credentials.size(), 2);
    QVERIFY(visitor.perform(answerFor(visitor, 1, paperKey('s'))));
    QCOMPARE(visitor.view.stage, Stage::Password);
  }

  void nothingElseIsTakenInItsStep() {
    KeyDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachKey(visitor));
    QCOMPARE(kindOf(visitor.code(QStringLiteral("123456"))), RefusalKind::WrongStage);
    QCOMPARE(kindOf(visitor.perform(ResendCode{})), RefusalKind::WrongStage);
    QVERIFY(visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")));
    QCOMPARE(kindOf(visitor.perform(touched(paperKey(), {}))), RefusalKind::WrongStage);
  }

  void twoGatesTakeTwoWays() {
    KeyDesk desk;
    desk.put(paperKey('s'));
    desk.policy.realms.first().gates = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(reachKey(visitor));
    QVERIFY(visitor.perform(answerFor(visitor)));
    QCOMPARE(visitor.view.stage, Stage::Method);
    QVERIFY(visitor.handle(MethodKind::SecurityKey).isEmpty());  // the other key is the same way
    QVERIFY(visitor.choose(MethodKind::Text) && visitor.confirm(QStringLiteral("5432")));
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Password);
  }

  void badAnswersAreRefusedCountedAndWrittenDown_data() {
    QTest::addColumn<SubmitAssertion>("assertion");
    QTest::addColumn<QString>("fault");
    const auto row = [](const char* name, const char* fault, auto change) {
      PaperTouch touch;
      touch.challenge = "right";  // stands for the one that is asked
      SubmitAssertion assertion = touched(paperKey(), touch);
      change(assertion, touch);
      QTest::newRow(name) << assertion << QString::fromLatin1(fault);
    };
    const auto again = [](SubmitAssertion& a, const PaperTouch& t) { a = touched(paperKey(), t); };
    row("another challenge", "other-challenge", [&](auto& a, auto t) { t.challenge = "other", again(a, t); });
    row("another origin", "other-origin",
        [&](auto& a, auto t) { t.origin = QStringLiteral("https://evil.example"), again(a, t); });
    row("another relying party", "other-relying-party",
        [&](auto& a, auto t) { t.rpId = QStringLiteral("evil.example"), again(a, t); });
    row("nobody touched it", "untouched", [&](auto& a, auto t) { t.flags = userVerified, again(a, t); });
    row("with extensions", "malformed", [&](auto& a, auto t) { t.flags = char(0x81), again(a, t); });
    row("another key", "unknown-credential", [](auto& a, const auto& t) { a = touched(paperKey('x'), t); });
    row("another key under this name", "signature",
        [](auto& a, const auto& t) { a.signature = touched(paperKey('x'), t).signature; });
    row("data changed after signing", "signature", [](auto& a, const auto&) { a.authenticatorData[36] = 9; });
    row("data cut off", "malformed", [](auto& a, const auto&) { a.authenticatorData.chop(1); });
    row("data longer than it may be", "malformed", [](auto& a, const auto&) { a.authenticatorData += 'x'; });
    row("for registering", "malformed",
        [](auto& a, const auto&) { a.clientData.replace("webauthn.get", "webauthn.create"); });
    row("more client data", "malformed", [](auto& a, const auto&) { a.clientData.insert(1, R"("x":1,)"); });
    row("no client data", "malformed", [](auto& a, const auto&) { a.clientData.clear(); });
    row("no signature", "signature", [](auto& a, const auto&) { a.signature.clear(); });
  }
  void badAnswersAreRefusedCountedAndWrittenDown() {
    QFETCH(SubmitAssertion, assertion);
    QFETCH(QString, fault);
    KeyDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachKey(visitor));
    const auto encoded = [](const QByteArray& bytes) {
      return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    };
    // The challenge is known only now: what was right is made so, and signed anew by whoever signed.
    const QByteArray before = signedBy(assertion);
    const bool fits = FakeSignatures::sign(paperKey().publicKey, before) == assertion.signature;
    assertion.clientData.replace(encoded("right"), encoded(visitor.view.securityKey->challenge));
    if (fits) assertion.signature = FakeSignatures::sign(paperKey().publicKey, signedBy(assertion));
    const auto refused = visitor.perform(assertion);
    QCOMPARE(kindOf(refused), RefusalKind::KeyRefused);
    QCOMPARE(refused.error().triesLeft, 4);
    QCOMPARE(desk.lastFault(), QStringLiteral("security-key, try 1: ") + fault);
    QCOMPARE(desk.counter(), 0);
    QVERIFY(look(desk, visitor));
    QCOMPARE(visitor.view.stage, Stage::SecurityKey);
    QVERIFY(visitor.perform(answerFor(visitor)));  // the right one still goes
    QCOMPARE(visitor.view.stage, Stage::Password);
  }

  void anAnswerIsForOneTryOfOneRecovery() {  // A05, A06
    KeyDesk desk;
    Visitor first(desk, "first");
    Visitor next(desk, "second");
    QVERIFY(reachKey(first) && reachKey(next));
    const SubmitAssertion ofFirst = answerFor(first, 0);  // a key that does not count
    QCOMPARE(kindOf(next.perform(ofFirst)), RefusalKind::KeyRefused);
    QCOMPARE(desk.lastFault(), QStringLiteral("security-key, try 1: other-challenge"));
    // A try that failed has used the challenge up, and so has another choice.
    QCOMPARE(kindOf(first.perform(touched(paperKey('x'), {}))), RefusalKind::KeyRefused);
    QCOMPARE(kindOf(first.perform(ofFirst)), RefusalKind::KeyRefused);
    QVERIFY(look(desk, first));
    const SubmitAssertion beforeChoice = answerFor(first, 0);
    QVERIFY(first.choose(MethodKind::Mail) && first.choose(MethodKind::SecurityKey));
    QCOMPARE(kindOf(first.perform(beforeChoice)), RefusalKind::KeyRefused);
    QVERIFY(look(desk, first));
    QVERIFY(first.perform(answerFor(first, 0)));
    QCOMPARE(first.view.stage, Stage::Password);
  }

  void aCounterThatWentBackIsRefused() {
    KeyDesk desk;
    SecurityKey counted = paperKey('c');
    counted.counter = 41;
    desk.put(counted);
    for (const quint32 counter : {41U, 40U, 0U}) {
      Visitor visitor(desk, "visitor" + QByteArray::number(counter));
      QVERIFY(reachKey(visitor));
      QCOMPARE(kindOf(visitor.perform(answerFor(visitor, counter, counted))), RefusalKind::KeyRefused);
      QCOMPARE(desk.lastFault(), QStringLiteral("security-key, try 1: counter-went-back"));
    }
    Visitor visitor(desk);
    visitor.caller.source = QStringLiteral("192.0.2.99");
    QVERIFY(reachKey(visitor));
    QVERIFY(visitor.perform(answerFor(visitor, 42, counted)));
  }

  void aPersonIsVerifiedWhereTheRealmWantsIt() {
    KeyDesk desk;
    desk.policy.realms.first().keys.verifiesPerson = true;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(reachKey(visitor));
    QVERIFY(visitor.view.securityKey->verifiesPerson);
    QCOMPARE(kindOf(visitor.perform(answerFor(visitor))), RefusalKind::KeyRefused);
    QCOMPARE(desk.lastFault(), QStringLiteral("security-key, try 1: person-unknown"));
    QVERIFY(look(desk, visitor));
    PaperTouch touch;
    touch.challenge = visitor.view.securityKey->challenge;
    touch.flags = userPresent | userVerified;
    QVERIFY(visitor.perform(touched(paperKey(), touch)));
  }

  void missesAreCountedOverAllRecoveries() {  // A03
    KeyDesk desk;
    for (int i = 0; i < 10; ++i) {
      Visitor visitor(desk, "visitor" + QByteArray::number(i));
      visitor.caller.source = QStringLiteral("192.0.2.%1").arg(i);
      QVERIFY(reachKey(visitor));
      QCOMPARE(kindOf(visitor.perform(touched(paperKey(), {}))),
               i < 9 ? RefusalKind::KeyRefused : RefusalKind::TooManyTries);
    }
    Visitor late(desk, "late");
    late.caller.source = QStringLiteral("192.0.2.99");
    QVERIFY(late.open() && late.passChallenge());
    QCOMPARE(kindOf(late.choose(MethodKind::SecurityKey)), RefusalKind::TooManyTries);
    QVERIFY(late.choose(MethodKind::Mail));
  }

  void anAnswerThatIsRepeatedUnderItsKeyGetsTheFirstAnswer() {  // A14
    KeyDesk desk;
    Visitor visitor(desk);
    QVERIFY(reachKey(visitor));
    const SubmitAssertion answer = answerFor(visitor);
    QVERIFY(visitor.perform(answer));
    QVERIFY(visitor.repeat(answer));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QCOMPARE(desk.ask(QStringLiteral("SELECT gates_passed FROM recoveries")).toInt(), 1);
  }

  void ofManyAtOnceWithOneAnswerOnePasses() {  // A15
    for (int round = 0; round < raceRounds() && !QTest::currentTestFailed(); ++round) {
      KeyDesk desk;
      const auto other = desk.makeService();
      Visitor visitor(desk);
      QVERIFY(reachKey(visitor));
      const SubmitAssertion answer = answerFor(visitor, 0);
      std::atomic<int> passed = 0;
      atOnce(16, [&](int i) {
        const QByteArray number = QByteArray::number(i).rightJustified(16, '0');
        RecoveryService& service = i % 2 == 0 ? *desk.service : *other;
        const auto end = service.perform(answer, visitor.token, visitor.caller, {number, "of " + number});
        if (end && end->snapshot.stage == Stage::Password) ++passed;
      });
      QCOMPARE(passed.load(), 1);
      QCOMPARE(desk.ask(QStringLiteral("SELECT gates_passed FROM recoveries")).toInt(), 1);
    }
  }

  void someWhoHaveNoneAreShownOneThatStaysTheSame() {
    Realm realm;
    realm.factors = {MethodKind::Mail, MethodKind::SecurityKey};
    int shown = 0;
    for (int i = 0; i < 400; ++i) {
      const QByteArray stream = TestKeyedHash().mac(KeyPurpose::Decoy, QByteArray::number(i));
      const auto keys = decoyKeys(stream, 1, realm);
      if (keys.isEmpty()) continue;
      ++shown;
      QCOMPARE(decoyKeys(stream, 1, realm).first().credential, keys.first().credential);
      QVERIFY(keys.first().credential.size() == 48 || keys.first().credential.size() == 64);
    }
    QVERIFY(shown > 60 && shown < 140);
    QCOMPARE(decoyKeys(QByteArray(32, '\1'), 0, realm).size(), 1);  // where there is nothing else
    realm.factors = {MethodKind::Mail};
    QVERIFY(decoyKeys(QByteArray(32, '\0'), 0, realm).isEmpty());
  }

  void keyFilesAreRead_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("fault");
    // The generator of P-256, as a public key.
    const QByteArray pem =
        "-----BEGIN PUBLIC KEY-----\n"
        "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaxfR8uEsQkf4vOblY6RA8ncDfYEt\n"
        "6zOg9KE5RdiYwpZP40Li/hp/m47n60p8D54WK84zV2sxXs7LtkBoN79R9Q==\n"
        "-----END PUBLIC KEY-----\n";
    const auto row = [](const char* name, const QByteArray& text, int fault = -1) {
      QTest::newRow(name) << text << fault;
    };
    row("as fido2-cred writes it", "AAECAwQFBgcICQ==\n" + pem);
    row("with Windows line ends", QByteArray("AAECAwQFBgcICQ==\n" + pem).replace("\n", "\r\n"));
    row("nothing", "", int(KeyFileFault::NoCredential));
    row("no base64", "?\n" + pem, int(KeyFileFault::NoCredential));
    row("a credential that is too long", QByteArray(1024, 'x').toBase64() + '\n' + pem,
        int(KeyFileFault::NoCredential));
    row("no key", "AAEC\n", int(KeyFileFault::NoPublicKey));
    row("a key cut off", "AAEC\n" + pem.chopped(27), int(KeyFileFault::NoPublicKey));
    row("another kind of key", "AAEC\n" + QByteArray(pem).replace("MFkwEw", "MFkwEx"),
        int(KeyFileFault::OtherCurve));
  }
  void keyFilesAreRead() {
    QFETCH(QByteArray, text);
    QFETCH(int, fault);
    const auto key = readKeyFile(text);
    QCOMPARE(key ? -1 : int(key.error()), fault);
    if (!key) return;
    QCOMPARE(key->credential, QByteArray::fromHex("00010203040506070809"));
    QCOMPARE(key->publicKey, nobodysKey());
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::SecurityKeysTest)
#include "security_keys_test.moc"
