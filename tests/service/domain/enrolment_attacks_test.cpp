// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who signs in to "Secure your account" in order to take over what is another's: codes and touches
// of other sign-ins, replays, and names that pretend to be something else.
#include <QTest>

#include "service/domain/limits.h"
#include "tests/support/enrollee.h"

namespace latchkey::service::domain {

using tests::Enrollee;
using tests::kindOf;
using tests::RecoveryDesk;
using tests::Visitor;

namespace {

/// Two people, of whom nothing is known: whatever they add is good at once.
struct Desk : RecoveryDesk {
  Desk() {
    policy.realms.first().factors = {MethodKind::Mail, MethodKind::Authenticator};
    restart();
    for (const QString& key : {owner(), thief()}) {
      Account account = person(key);
      account.contacts.clear();
      directory.put(account, "New-pass-1");
    }
  }
  static QString owner() { return QStringLiteral("owner@outlook.com"); }
  static QString thief() { return QStringLiteral("thief@outlook.com"); }
};
bool signIn(Enrollee& person, const QString& key) {
  return person.open("New-pass-1", key);
}
QString wide(const char* utf8) {
  return QString::fromUtf8(utf8);
}

}  // namespace

class EnrolmentAttacksTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void aCodeRegistersInItsOwnSignInAlone_data() {
    QTest::addColumn<QString>("by");
    QTest::newRow("another account") << Desk::thief();
    QTest::newRow("another sign-in of the account") << Desk::owner();
  }
  void aCodeRegistersInItsOwnSignInAlone() {  // A06, A07
    QFETCH(const QString, by);
    Desk desk;
    Enrollee person(desk, "one");
    Enrollee other(desk, "two");
    QVERIFY(signIn(person, Desk::owner()) && signIn(other, by));
    QVERIFY(person.add(MethodKind::Mail, "me@example.org"));
    const QString first = desk.lastCode();
    desk.clock.advance(60 * second);
    // The very same address, so that there is nothing else that the code could fail for.
    QVERIFY(other.add(MethodKind::Mail, "me@example.org"));
    QVERIFY(!other.code(first));
    QCOMPARE(other.kind(), RefusalKind::CodeWrong);
    QVERIFY(!person.code(desk.lastCode()));
    QCOMPARE(person.kind(), RefusalKind::CodeWrong);
    // An address has one live code: the first ended with the other.
    QVERIFY(!person.code(first));
    QCOMPARE(desk.count("registered_contacts"), 0);
    QVERIFY(other.code(desk.lastCode()));
    QCOMPARE(desk.ask(QStringLiteral("SELECT account_key FROM registered_contacts")).toString(), by);
  }

  void anAppIsBoundToWhoWasShownItsSecret() {  // A06, A15
    Desk desk;
    Enrollee person(desk, "one");
    Enrollee thief(desk, "two");
    QVERIFY(signIn(person, Desk::owner()) && signIn(thief, Desk::thief()));
    QVERIFY(person.add(MethodKind::Authenticator) && thief.add(MethodKind::Authenticator));
    QVERIFY(person.secret() != thief.secret());
    const QString secret = person.secret();
    const QString code = person.appCode(secret);
    QVERIFY(!thief.code(code));
    QCOMPARE(thief.kind(), RefusalKind::CodeWrong);
    QVERIFY(person.code(code));
    // What has confirmed it binds nothing more, however it is sent again, and proves nothing.
    const auto confirmed = person.lastWrite;
    QVERIFY(!person.code(code));
    QCOMPARE(person.kind(), RefusalKind::WrongStage);
    person.lastWrite = confirmed;
    QVERIFY(person.repeat(SubmitEnrolCode{platform::Secret(code.toStdString())}) && person.repeated);
    QVERIFY(person.choose(MethodKind::Authenticator) && !person.code(code));
    QCOMPARE(person.kind(), RefusalKind::CodeWrong);
    QCOMPARE(desk.count("authenticators"), 1);
    QCOMPARE(desk.ask(QStringLiteral("SELECT account_key FROM authenticators")).toString(), Desk::owner());
    // The other's secret was never registered: not even its own codes are good for a recovery.
    Visitor visitor(desk);
    QVERIFY(visitor.open(Desk::thief()) && visitor.passChallenge());
    QCOMPARE(desk.count("authenticators WHERE account_key = 'thief@outlook.com'"), 0);
  }

  void aTokenOfAnotherLeadsNowhere() {  // A10
    Desk desk;
    Enrollee person(desk, "one");
    Enrollee thief(desk, "two");
    QVERIFY(signIn(person, Desk::owner()) && signIn(thief, Desk::thief()));
    QVERIFY(person.add(MethodKind::Mail, "me@example.org"));
    const QString code = desk.lastCode();
    thief.token = person.token.clone();
    for (const auto& act : {std::function<bool()>([&] { return thief.look(); }),
                            std::function<bool()>([&] { return thief.code(code); }),
                            std::function<bool()>([&] { return thief.add(MethodKind::Authenticator); }),
                            std::function<bool()>([&] { return thief.perform(FinishEnrolment{}); })}) {
      QVERIFY(!act());
      QCOMPARE(thief.kind(), RefusalKind::Unauthorized);
    }
    QVERIFY(person.code(code));
    // Nor by the key under which somebody else's write was kept.
    thief.lastWrite = person.lastWrite;
    QVERIFY(!thief.repeat(SubmitEnrolCode{platform::Secret(code.toStdString())}));
    QCOMPARE(thief.kind(), RefusalKind::Unauthorized);
  }

  void whatIsBegunTwiceIsRegisteredOnce() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person, Desk::owner()) && person.add(MethodKind::Authenticator));
    const QString first = person.secret();
    QVERIFY(person.add(MethodKind::Authenticator));
    const QString later = person.secret();
    QVERIFY(!person.code(person.appCode(first)));  // it went when the other one was begun
    QCOMPARE(person.kind(), RefusalKind::CodeWrong);
    QVERIFY(person.code(person.appCode(later)));
    QCOMPARE(desk.count("authenticators"), 1);
  }

  void aLabelIsALabel_data() {
    QTest::addColumn<QString>("label");
    QTest::addColumn<bool>("taken");
    QTest::newRow("a name") << wide("花子の電話 & \"work\" <b>") << true;
    QTest::newRow("the longest") << QString(64, u'x') << true;
    QTest::newRow("longer") << QString(65, u'x') << false;
    QTest::newRow("a line end") << wide("a\nb") << false;
    QTest::newRow("NUL") << QString(QStringLiteral("a")) + QChar(u'\0') + u'b' << false;
    QTest::newRow("backwards") << wide("a\xE2\x80\xAE\x62") << false;
    QTest::newRow("nothing to see") << wide("a\xE2\x80\x8B\x62") << false;
    QTest::newRow("a terminal's words") << wide("\x1B[31mred") << false;
  }
  void aLabelIsALabel() {  // C19
    QFETCH(const QString, label);
    QFETCH(const bool, taken);
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person, Desk::owner()));
    AddMethod add;
    add.kind = MethodKind::Authenticator;
    add.label = label;
    QCOMPARE(person.perform(std::move(add)), taken);
    if (taken) {
      QVERIFY(person.code(person.appCode(person.secret())));
      QCOMPARE(person.view.methods.first().label, label);
    } else {
      QCOMPARE(person.kind(), RefusalKind::InvalidField);
      QCOMPARE(person.refused->field, QStringLiteral("/label"));
      QCOMPARE(person.view.stage, EnrolStage::List);
    }
  }

  void theNamesOfAnAppsEntryEndNoLabel_data() {
    QTest::addColumn<QString>("service");
    QTest::addColumn<QString>("issuer");
    QTest::newRow("plain") << wide("株式会社 例") << wide("株式会社 例");
    QTest::newRow("another issuer") << wide("Bank:Example") << wide("BankExample");
    QTest::newRow("another secret") << wide("Example?secret=AAAA&issuer=Bank#x")
                                    << wide("Examplesecret=AAAAissuer=Bankx");
    QTest::newRow("encoded") << wide("Example%3ABank%3Fsecret%3DAAAA") << wide("Example3ABank3Fsecret3DAAAA");
    QTest::newRow("hidden") << wide(
                                   " Ex\xE2\x80\xAE"
                                   "ample\n\tWorks\xE2\x80\x8B ")
                            << wide("ExampleWorks");
  }
  void theNamesOfAnAppsEntryEndNoLabel() {  // C19
    QFETCH(const QString, service);
    QFETCH(const QString, issuer);
    Desk desk;
    desk.policy.serviceName = service;
    desk.restart();
    Enrollee person(desk);
    QVERIFY(signIn(person, Desk::owner()) && person.add(MethodKind::Authenticator));
    QCOMPARE(person.view.adding->issuer, issuer);
    QCOMPARE(person.view.adding->accountName, Desk::owner());
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::EnrolmentAttacksTest)
#include "enrolment_attacks_test.moc"
