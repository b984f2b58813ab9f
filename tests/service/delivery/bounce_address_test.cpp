// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses that mails come back to: one for each message, and none that others could make.
#include "service/delivery/bounce_address.h"

#include <QSet>
#include <QTest>

#include "service/delivery/mail_address.h"
#include "service/domain/random_text.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_keyed_hash.h"

using namespace latchkey::service;
using delivery::BounceAddress;
using latchkey::tests::SeededRandom;
using latchkey::tests::TestKeyedHash;

namespace {
const QString base = QStringLiteral("latchkey-bounces@contoso.example");
const QString one = QStringLiteral("AAECAwQFBgcICQoLDA0ODw");
const QString other = QStringLiteral("_-8DAwQFBgcICQoLDA0ODw");
}  // namespace

class BounceAddressTest : public QObject {
  Q_OBJECT

  TestKeyedHash m_keys;
  BounceAddress m_address{base, m_keys};

  [[nodiscard]] QString senderOf(const QString& id) const {
    return QString::fromLatin1(m_address.senderOf(id).value_or("none"));
  }

private Q_SLOTS:
  void everyMessageHasOneOfItsOwn() {
    SeededRandom random;
    QSet<QString> seen;
    for (int i = 0; i < 500; ++i) {
      const QString id = domain::randomId(random);
      const QString sender = senderOf(id);
      QVERIFY(sender.startsWith(QLatin1String("latchkey-bounces+")) &&
              sender.endsWith(QLatin1String("@contoso.example")));
      QVERIFY2(delivery::envelopeAddress(sender).has_value(), qPrintable(sender));
      QCOMPARE(m_address.messageOf(sender).value_or(QString()), id);
      QCOMPARE(m_address.messageOf(sender.toUpper()).value_or(QString()), id);
      seen.insert(sender);
    }
    QCOMPARE(seen.size(), 500);
  }

  /// What is on its way back now must be read after an update as well.
  void theFormStays() {
    QCOMPARE(senderOf(one).left(44), QStringLiteral("latchkey-bounces+aaaqeayeaudaocajbifqydiob4-"));
  }

  void theLongestAddressFits() {
    const QString longest = QString(20, u'a') + QStringLiteral("@contoso.example");
    const auto sender = BounceAddress(longest, m_keys).senderOf(one);
    QVERIFY(sender && delivery::envelopeAddress(QString::fromLatin1(*sender)));
  }

  void whatIsNoIdOfOursHasNone_data() {
    QTest::addColumn<QString>("id");
    QTest::newRow("empty") << QString();
    QTest::newRow("short") << QStringLiteral("m-1");
    QTest::newRow("longer") << one + u'A';
    QTest::newRow("another alphabet") << QString(one).replace(u'w', u'+');
    QTest::newRow("spare bits") << one.chopped(1) + u'x';
    QTest::newRow("line break") << one.chopped(1) + u'\n';
    QTest::newRow("not Latin") << one.chopped(1) + QChar(0x4e00);
  }
  void whatIsNoIdOfOursHasNone() {
    QFETCH(QString, id);
    QVERIFY(!m_address.senderOf(id));
  }

  void whatThisServiceDidNotMakeIsNoReference_data() {
    QTest::addColumn<QString>("recipient");
    const QString good = senderOf(one);
    const qsizetype at = good.indexOf(u'@');
    const auto with = [&good](qsizetype place, const QString& instead) {
      return QString(good).replace(place, instead.size(), instead);
    };
    QTest::newRow("empty") << QString();
    QTest::newRow("no reference") << base;
    QTest::newRow("empty reference") << QString(base).replace(u'@', QStringLiteral("+@"));
    QTest::newRow("no MAC") << good.left(43) + good.mid(at);
    QTest::newRow("half a MAC") << good.left(at - 8) + good.mid(at);
    QTest::newRow("MAC of another message") << good.left(44) + senderOf(other).mid(44);
    QTest::newRow("another service's")
        << QString::fromLatin1(BounceAddress(base, TestKeyedHash("another key")).senderOf(one).value_or(""));
    QTest::newRow("one sign of the MAC") << with(at - 1, good.at(at - 1) == u'a' ? u"b"_qs : u"a"_qs);
    QTest::newRow("one sign of the id") << with(20, good.at(20) == u'a' ? u"b"_qs : u"a"_qs);
    QTest::newRow("spare bits of the id") << with(42, u"5"_qs);
    QTest::newRow("another sign than base32") << with(20, u"1"_qs);
    QTest::newRow("no hyphen") << with(43, u"a"_qs);
    QTest::newRow("another name") << QString(good).replace(0, 1, u'b');
    QTest::newRow("another domain") << QString(good).replace(at + 1, 1, u'd');
    QTest::newRow("a subdomain") << QString(good).insert(at + 1, QStringLiteral("a."));
    QTest::newRow("in brackets") << u'<' + good + u'>';
    QTest::newRow("something behind") << good + u'\n';
    QTest::newRow("two of them") << good + u',' + good;
    QTest::newRow("not Latin") << with(20, QString(QChar(0x4e00)));
  }
  void whatThisServiceDidNotMakeIsNoReference() {
    QFETCH(QString, recipient);
    QVERIFY(!m_address.messageOf(recipient));
  }
};

QTEST_GUILESS_MAIN(BounceAddressTest)
#include "bounce_address_test.moc"
