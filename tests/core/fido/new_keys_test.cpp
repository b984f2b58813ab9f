// SPDX-License-Identifier: GPL-3.0-or-later
// Keys that a program plays are registered, and prove somebody then.
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

flow::NewKeyRequest requestFor(const QList<QByteArray>& registered = {}, bool verifies = false) {
  return {QString::fromLatin1(rpId),
          QStringLiteral("Example"),
          "client data",
          QByteArray(32, 'u'),
          QStringLiteral("somebody"),
          registered,
          verifies};
}

using Asker = tests::KeyAsker<flow::NewKey>;
}  // namespace

class NewKeysTest : public QObject {
  Q_OBJECT
  std::unique_ptr<QTemporaryDir> m_ports;
  [[nodiscard]] QString port(const char* name) const { return m_ports->filePath(QString::fromLatin1(name)); }

private Q_SLOTS:
  void init() {
    m_ports = std::make_unique<QTemporaryDir>();
    qputenv("LATCHKEY_KEY_FOLDER", m_ports->path().toUtf8());
  }

  void aTouchMakesAKeyThatSigns() {
    SoftKey key(rpId);
    Asker asker;
    asker.make(requestFor());
    QVERIFY(asker.isTold(KeyNews::PlugIn));
    SoftKeyPipe plugged(key, port("a"));
    QVERIFY(asker.isTold(KeyNews::Touch));
    QVERIFY(!asker.end);
    plugged.touchWhenAsked();
    QVERIFY(asker.ended());
    QVERIFY(asker.end->has_value());
    const flow::NewKey made = **asker.end;
    QCOMPARE(made.publicKey.size(), 64);
    QCOMPARE(made.publicKey, key.publicKeyOf(made.credential));
    // rpIdHash, touched and with a credential, counter; model; its id (WebAuthn, section 6.5.1)
    const QByteArray data = made.authenticatorData;
    QCOMPARE(data.first(32), QCryptographicHash::hash(rpId, QCryptographicHash::Sha256));
    QCOMPARE(data.at(32), '\x41');
    QCOMPARE(data.sliced(37, 16), QByteArray(16, '\0'));  // nobody is told which model it is
    QCOMPARE(data.at(54), static_cast<char>(made.credential.size()));
    QCOMPARE(data.sliced(55, made.credential.size()), made.credential);

    std::optional<Result<flow::KeyAnswer, flow::KeyError>> signedNow;
    asker.keys.ask(
        {QString::fromLatin1(rpId), "other data", {made.credential}, false}, {}, [](KeyNews) {},
        [&](auto result) { signedNow = std::move(result); });
    plugged.touchWhenAsked();
    QVERIFY(QTest::qWaitFor([&] { return signedNow.has_value(); }, 20'000));
    QVERIFY(signedNow->has_value());
    QCOMPARE((*signedNow)->credential, made.credential);
  }

  void aKeyIsNotRegisteredTwice() {
    SoftKey known(rpId);
    SoftKey fresh(rpId);
    fresh.credential = "of somebody else";
    const SoftKeyPipe first(known, port("a"));
    Asker asker;
    asker.make(requestFor({"a third one", known.credential}));
    QVERIFY(asker.isTold(KeyNews::KnownKey));
    QVERIFY(!asker.end);
    SoftKeyPipe second(fresh, port("b"));
    QVERIFY(asker.isTold(KeyNews::Touch));
    second.touchWhenAsked();
    QVERIFY(asker.ended() && asker.end->has_value());
    QCOMPARE((*asker.end)->publicKey, fresh.publicKeyOf((*asker.end)->credential));
  }

  void aKeyWithAPinWantsItHoweverLittleIsAskedFor() {
    SoftKey key(rpId);
    key.pin = "4711-pin";
    SoftKeyPipe plugged(key, port("a"));
    Asker asker;
    asker.make(requestFor());
    QVERIFY(asker.ended());
    QCOMPARE(asker.fault(), KeyFault::PinNeeded);
    QCOMPARE(asker.end->error().triesLeft, 8);
    asker.make(requestFor(), "1234");
    QVERIFY(asker.ended());
    QCOMPARE(asker.fault(), KeyFault::PinWrong);
    asker.make(requestFor({}, true), "4711-pin");
    QVERIFY(asker.isTold(KeyNews::Touch));
    plugged.touchWhenAsked();
    QVERIFY(asker.ended() && asker.end->has_value());
    QCOMPARE((*asker.end)->authenticatorData.at(32), '\x45');
  }

  void aKeyWithoutAPinIsNoUseWhereOneIsWanted() {
    SoftKey key(rpId);
    const SoftKeyPipe plugged(key, port("a"));
    Asker asker;
    asker.make(requestFor({}, true));
    QVERIFY(asker.ended());
    QCOMPARE(asker.fault(), KeyFault::PinNotSet);
  }

  void cancellingLeavesTheKeyFreeForTheNext() {
    SoftKey key(rpId);
    SoftKeyPipe plugged(key, port("a"));
    Asker asker;
    asker.make(requestFor());
    QVERIFY(asker.isTold(KeyNews::Touch));
    asker.keys.cancel();
    asker.make(requestFor());
    QVERIFY(asker.isTold(KeyNews::Touch));
    plugged.touchWhenAsked();
    QVERIFY(asker.ended() && asker.end->has_value());
    QCOMPARE(asker.news, QList{KeyNews::Touch});
  }
};

QTEST_GUILESS_MAIN(NewKeysTest)
#include "new_keys_test.moc"
