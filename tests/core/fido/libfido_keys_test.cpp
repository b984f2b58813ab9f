// SPDX-License-Identifier: GPL-3.0-or-later
// Keys that a program plays, at the level of their reports: libfido2 and all above it are as with real ones.
#include <QtTest>

#include "core/fido/libfido_keys.h"
#include "tests/support/key_asker.h"
#include "tests/support/soft_key_pipe.h"

using namespace latchkey;  // NOLINT
using flow::KeyFault;
using flow::KeyNews;
using tests::SoftKey;
using tests::SoftKeyPipe;

namespace {
const QByteArray rpId = "recovery.example.com";

flow::KeyRequest requestFor(const SoftKey& key, bool verifies = false) {
  return {QString::fromLatin1(rpId), "client data", {"another credential", key.credential}, verifies};
}

using Asker = tests::KeyAsker<flow::KeyAnswer>;
}  // namespace

class LibfidoKeysTest : public QObject {
  Q_OBJECT
  std::unique_ptr<QTemporaryDir> m_ports;
  [[nodiscard]] QString port(const char* name) const { return m_ports->filePath(QString::fromLatin1(name)); }

private Q_SLOTS:
  void init() {
    m_ports = std::make_unique<QTemporaryDir>();
    qputenv("LATCHKEY_KEY_FOLDER", m_ports->path().toUtf8());
  }

  void aKeySignsOnceItIsTouched() {
    SoftKey key(rpId);
    SoftKeyPipe plugged(key, port("a"));
    Asker asker;
    asker.ask(requestFor(key));
    QVERIFY(asker.isTold(KeyNews::Touch));
    QVERIFY(!asker.end);
    plugged.touchWhenAsked();
    QVERIFY(asker.ended());
    QVERIFY(asker.end->has_value());
    const flow::KeyAnswer answer = **asker.end;
    QCOMPARE(answer.credential, key.credential);
    QCOMPARE(answer.authenticatorData.size(), 37);
    QCOMPARE(answer.authenticatorData.at(32), '\x01');
    const QByteArray data =
        answer.authenticatorData + QCryptographicHash::hash("client data", QCryptographicHash::Sha256);
    QVERIFY(key.isSigned(data, answer.signature));
  }

  void aKeyIsWaitedForAndAStrangeOneIsToldApart() {
    SoftKey key(rpId);
    SoftKey other(rpId);
    other.credential = "of somebody else";
    Asker asker;
    asker.ask(requestFor(key));
    QVERIFY(asker.isTold(KeyNews::PlugIn));
    const SoftKeyPipe first(other, port("a"));
    QVERIFY(asker.isTold(KeyNews::OtherKey));
    SoftKeyPipe second(key, port("b"));
    QVERIFY(asker.isTold(KeyNews::Touch));
    second.touchWhenAsked();
    QVERIFY(asker.ended() && asker.end->has_value());
  }

  void aKeyThatIsPulledOutIsWaitedForAgain() {
    SoftKey key(rpId);
    auto plugged = std::make_unique<SoftKeyPipe>(key, port("a"));
    Asker asker;
    asker.ask(requestFor(key));
    QVERIFY(asker.isTold(KeyNews::Touch));
    plugged.reset();
    QVERIFY(asker.isTold(KeyNews::PlugIn));
    asker.news.clear();
    plugged = std::make_unique<SoftKeyPipe>(key, port("a"));
    QVERIFY(asker.isTold(KeyNews::Touch));
    plugged->touchWhenAsked();
    QVERIFY(asker.ended() && asker.end->has_value());
  }

  void cancellingIsHeardAtOnceAndTheKeyIsFreeAgain() {
    SoftKey key(rpId);
    SoftKeyPipe plugged(key, port("a"));
    Asker asker;
    asker.ask(requestFor(key));
    QVERIFY(asker.isTold(KeyNews::Touch));
    QElapsedTimer took;
    took.start();
    asker.keys.cancel();
    QVERIFY(took.elapsed() < 1000);
    asker.ask(requestFor(key));
    QVERIFY(asker.isTold(KeyNews::Touch));
    plugged.touchWhenAsked();
    QVERIFY(asker.ended() && asker.end->has_value());
  }

  void aKeyThatBlinksForAnotherProgramIsNoStranger() {
    SoftKey key(rpId);
    SoftKeyPipe plugged(key, port("a"));
    plugged.blinkForAnother();
    Asker asker;
    asker.ask(requestFor(key));
    plugged.waitUntilRefused();
    plugged.touchWhenAsked();  // the other program is done with it, or is no more
    QVERIFY(asker.isTold(KeyNews::Touch));
    plugged.touchWhenAsked();
    QVERIFY(asker.ended() && asker.end->has_value());
    QCOMPARE(asker.news, QList{KeyNews::Touch});
  }

  void aPinIsAskedForWhereItIsWanted() {
    SoftKey key(rpId);
    key.pin = "4711-pin";
    SoftKeyPipe plugged(key, port("a"));
    Asker asker;
    asker.ask(requestFor(key, true));
    QVERIFY(asker.ended());
    QCOMPARE(asker.fault(), KeyFault::PinNeeded);
    QCOMPARE(asker.end->error().triesLeft, 8);
    asker.ask(requestFor(key, true), "1234");
    QVERIFY(asker.ended());
    QCOMPARE(asker.fault(), KeyFault::PinWrong);
    QCOMPARE(asker.end->error().triesLeft, 7);
    asker.ask(requestFor(key, true), "4711-pin");
    QVERIFY(asker.isTold(KeyNews::Touch));
    plugged.touchWhenAsked();
    QVERIFY(asker.ended() && asker.end->has_value());
    QCOMPARE((*asker.end)->authenticatorData.at(32), '\x05');
  }

  void aPinThatIsWrongTooOftenLocksTheKey() {
    SoftKey key(rpId);
    key.pin = "4711-pin";
    key.retries = 4;
    const SoftKeyPipe plugged(key, port("a"));
    Asker asker;
    for (const KeyFault expected :
         {KeyFault::PinWrong, KeyFault::PinWrong, KeyFault::PinPaused, KeyFault::PinBlocked}) {
      asker.ask(requestFor(key, true), "1234");
      QVERIFY(asker.ended());
      QCOMPARE(asker.fault(), expected);
    }
    asker.ask(requestFor(key, true));
    QVERIFY(asker.ended());
    QCOMPARE(asker.fault(), KeyFault::PinBlocked);
  }

  void aKeyWithoutAPinIsNoUseWhereOneIsWanted() {
    SoftKey key(rpId);
    const SoftKeyPipe plugged(key, port("a"));
    Asker asker;
    asker.ask(requestFor(key, true));
    QVERIFY(asker.ended());
    QCOMPARE(asker.fault(), KeyFault::PinNotSet);
  }

  void nothingPluggedInIsWaitedForNoLongerThanTheDeadline() {
    const SoftKey key(rpId);
    Asker asker(100);
    asker.ask(requestFor(key));
    QVERIFY(asker.ended());
    QCOMPARE(asker.fault(), KeyFault::TimedOut);
  }
};

QTEST_GUILESS_MAIN(LibfidoKeysTest)
#include "libfido_keys_test.moc"
