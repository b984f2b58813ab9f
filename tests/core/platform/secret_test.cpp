// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/secret.h"

#include <QTest>
#include <type_traits>

using latchkey::platform::Secret;

static_assert(!std::is_copy_constructible_v<Secret>);
static_assert(!std::is_convertible_v<Secret, QString>);

class SecretTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void consumingEmptiesTheSource() {
    QByteArray source("tall-Oak-41");
    const Secret secret = Secret::consume(std::move(source));
    QCOMPARE(secret.view(), std::string_view("tall-Oak-41"));
    QVERIFY(source.isEmpty());
  }
  void wipingKeepsNothing() {
    Secret secret("abc");
    secret.wipe();
    QVERIFY(secret.isEmpty());
    QCOMPARE(secret.view().size(), std::size_t(0));
  }
  void memoryThatIsUsedAgainHoldsNothing() {
    Secret secret("tall-Oak-41");
    const char* const bytes = secret.view().data();
    secret.wipe();
    const Secret next("x");
    QCOMPARE(next.view().data(), bytes);
    QVERIFY(std::string_view(bytes + 1, 10) == std::string(10, '\0'));
  }
  void movingLeavesTheSourceEmpty() {
    Secret first("abc");
    const Secret second = std::move(first);
    QVERIFY(first.isEmpty());
    QCOMPARE(second.view(), std::string_view("abc"));
  }
  void replacesInTheMiddle_data() {
    QTest::addColumn<int>("position");
    QTest::addColumn<int>("count");
    QTest::addColumn<QByteArray>("insert");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("insert") << 2 << 0 << QByteArray("xy") << QByteArray("abxycdef");
    QTest::newRow("delete") << 1 << 3 << QByteArray() << QByteArray("aef");
    QTest::newRow("swap") << 0 << 2 << QByteArray("Z") << QByteArray("Zcdef");
    QTest::newRow("past the end") << 99 << 99 << QByteArray("!") << QByteArray("abcdef!");
    QTest::newRow("grow") << 6 << 0 << QByteArray(200, 'g') << QByteArray("abcdef") + QByteArray(200, 'g');
  }
  void replacesInTheMiddle() {
    QFETCH(int, position);
    QFETCH(int, count);
    QFETCH(QByteArray, insert);
    QFETCH(QByteArray, expected);
    Secret secret("abcdef");
    secret.replace(static_cast<std::size_t>(position), static_cast<std::size_t>(count),
                   {insert.constData(), static_cast<std::size_t>(insert.size())});
    QCOMPARE(secret.view(),
             std::string_view(expected.constData(), static_cast<std::size_t>(expected.size())));
  }
  void comparesByContent() {
    QVERIFY(Secret("same").equals(Secret("same")));
    QVERIFY(!Secret("same").equals(Secret("Same")));
    QVERIFY(!Secret("same").equals(Secret("sam")));
    QVERIFY(Secret().equals(Secret()));
  }
};

QTEST_APPLESS_MAIN(SecretTest)
#include "secret_test.moc"
