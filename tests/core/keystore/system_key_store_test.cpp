// SPDX-License-Identifier: GPL-3.0-or-later
// The contract of the key store, on the fake and on a real Secret Service alike. with_key_ring.py gives this
// program a session bus with a key ring that is unlocked, and names it in LATCHKEY_TEST_KEY_RING.
#include "core/keystore/system_key_store.h"

#include <QProcess>
#include <QTest>
#include <memory>
#include <optional>

#include "tests/support/fake_key_store.h"

using namespace latchkey;
using namespace latchkey::keystore;
using latchkey::platform::Secret;
using latchkey::tests::FakeKeyStore;

namespace {

const QString name = QStringLiteral("contract");

/// Calls and waits, for tests that go step by step.
class Asker {
public:
  explicit Asker(KeyStore& store, FakeKeyStore* fake = nullptr) : m_store(store), m_fake(fake) {}

  Result<QByteArray, KeyStoreFault> read(const QString& entry = name) {
    std::optional<Result<QByteArray, KeyStoreFault>> answer;
    m_store.read(entry, [&](Result<Secret, KeyStoreFault> found) {
      if (found) {
        const std::string_view bytes = found->view();
        answer = QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()));
      } else {
        answer = unexpected(found.error());
      }
    });
    return waited(answer);
  }
  Result<void, KeyStoreFault> write(const QByteArray& value, const QString& entry = name) {
    std::optional<Result<void, KeyStoreFault>> answer;
    m_store.write(entry, Secret({value.constData(), static_cast<std::size_t>(value.size())}),
                  [&](const auto& done) { answer = done; });
    return waited(answer);
  }
  Result<void, KeyStoreFault> remove(const QString& entry = name) {
    std::optional<Result<void, KeyStoreFault>> answer;
    m_store.remove(entry, [&](const auto& done) { answer = done; });
    return waited(answer);
  }

private:
  template <typename T>
  T waited(std::optional<T>& answer) {
    if (answer) qFatal("answered before the call returned");
    if (m_fake) m_fake->work();
    if (!QTest::qWaitFor([&] { return answer.has_value(); }, 20'000)) qFatal("no answer");
    return *answer;
  }
  KeyStore& m_store;
  FakeKeyStore* m_fake;
};

}  // namespace

class SystemKeyStoreTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void keepsTheContract_data() {
    QTest::addColumn<bool>("real");
    QTest::newRow("the fake of the tests") << false;
    QTest::newRow("the Secret Service of this session") << true;
  }
  void keepsTheContract() {
    QFETCH(bool, real);
    if (real && !hasKeyRing()) QSKIP("needs with_key_ring.py");
    FakeKeyStore fake;
    SystemKeyStore system;
    Asker asker(real ? static_cast<KeyStore&>(system) : fake, real ? nullptr : &fake);

    QVERIFY(asker.remove());  // nothing there is as good as removed
    QCOMPARE(asker.read().value(), QByteArray());
    const QByteArray bytes("a line\nand U+0000 \0 and \xff", 25);
    QVERIFY(asker.write(bytes));
    QCOMPARE(asker.read().value(), bytes);
    QCOMPARE(asker.read(QStringLiteral("other")).value(), QByteArray());
    QVERIFY(asker.write("shorter"));
    QCOMPARE(asker.read().value(), QByteArray("shorter"));
    QVERIFY(asker.remove());
    QCOMPARE(asker.read().value(), QByteArray());
  }

  void callsAreCarriedOutInTheirOrder() {
    if (!hasKeyRing()) QSKIP("needs with_key_ring.py");
    SystemKeyStore store;
    QStringList order;
    store.write(name, Secret("first"), [&](const auto&) { order << QStringLiteral("first"); });
    store.write(name, Secret("second"), [&](const auto&) { order << QStringLiteral("second"); });
    store.remove(name, [&](const auto&) { order << QStringLiteral("removed"); });
    QTRY_COMPARE(order.join(u' '), QStringLiteral("first second removed"));
    QCOMPARE(Asker(store).read().value(), QByteArray());
  }

  void entriesAreKnownAsOurs() {
    if (!hasKeyRing()) QSKIP("needs with_key_ring.py");
    SystemKeyStore store;
    QVERIFY(Asker(store).write("value"));
    QProcess tool;
    tool.start(QStringLiteral("secret-tool"), {QStringLiteral("search"), QStringLiteral("--all"),
                                               QStringLiteral("server"), QStringLiteral("latchkey")});
    QVERIFY(tool.waitForFinished());
    const QByteArray said = tool.readAllStandardOutput() + tool.readAllStandardError();
    QVERIFY2(said.contains("latchkey/contract"), said);
    QVERIFY(Asker(store).remove());
  }

  void withoutAKeyStoreEveryCallSaysSoSoon() {
    if (hasKeyRing()) QSKIP("this one is without");
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    SystemKeyStore store;
    Asker asker(store);
    QCOMPARE(asker.write("value").error(), KeyStoreFault::Unavailable);
    QCOMPARE(asker.read().error(), KeyStoreFault::Unavailable);
    QCOMPARE(asker.remove().error(), KeyStoreFault::Unavailable);
  }

  void theDeadlineIsItsOwn() {
    if (!hasKeyRing()) QSKIP("needs with_key_ring.py");
    SystemKeyStore store(0);
    Asker asker(store);
    QCOMPARE(asker.write("too late").error(), KeyStoreFault::TimedOut);
    // What was written after nobody waited for it any more is taken back.
    SystemKeyStore patient;
    QTRY_COMPARE(Asker(patient).read().value(), QByteArray());
  }

  void nobodyIsCalledBackAfterTheEnd() {
    auto store = std::make_unique<SystemKeyStore>();
    bool called = false;
    store->read(name, [&](const auto&) { called = true; });
    store.reset();
    SystemKeyStore other;
    (void)Asker(other).read();
    QVERIFY(!called);
  }

private:
  static bool hasKeyRing() { return qEnvironmentVariableIsSet("LATCHKEY_TEST_KEY_RING"); }
};

QTEST_GUILESS_MAIN(SystemKeyStoreTest)
#include "system_key_store_test.moc"
