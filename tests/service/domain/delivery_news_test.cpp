// SPDX-License-Identifier: GPL-3.0-or-later
// What became of a code, as far as a realm tells (SPEC section 3).
#include <QTest>

#include "service/domain/delivery_news.h"
#include "tests/support/recovery_desk.h"

namespace latchkey::service::domain {
namespace {

using tests::RecoveryDesk;
using tests::Visitor;

QString shown(const std::optional<DeliveryNews>& news) {
  if (!news) return QStringLiteral("nothing");
  return QStringLiteral("%1 %2").arg(int(news->standing)).arg(int(news->fault));
}

/// At the code step, with the one message that it belongs to.
struct Desk : RecoveryDesk {
  explicit Desk(Disclosure disclosure)
      : RecoveryDesk(
            std::make_unique<tests::SqliteBench>(store::SqliteOptions{.durable = false, .check = false}),
            disclosure) {}

  void put(const char* column, const QString& value) {
    std::ignore = ask(QStringLiteral("UPDATE messages SET %1 = '%2' WHERE recipient <> ''")
                          .arg(QLatin1String(column), value));
  }
  void settle(MessageState state, const QString& reason) {
    put("state", QString::number(int(state)));
    put("reason", reason);
  }
};

}  // namespace

class DeliveryNewsTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void aReasonHasItsClass_data() {
    QTest::addColumn<DeliveryFault>("fault");
    const auto row = [](const char* reason, DeliveryFault fault) { QTest::newRow(reason) << fault; };
    row("smtp-552-5.2.2", DeliveryFault::MailboxFull);
    row("smtp-452-4.2.2", DeliveryFault::MailboxFull);
    row("smtp-552", DeliveryFault::MailboxFull);
    row("smtp-550-5.1.1", DeliveryFault::NoSuchMailbox);
    row("smtp-550-5.1.10", DeliveryFault::NoSuchMailbox);
    row("smtp-550-5.2.1", DeliveryFault::NoSuchMailbox);
    row("smtp-553", DeliveryFault::NoSuchMailbox);
    row("address-malformed", DeliveryFault::NoSuchMailbox);
    row("smtp-550-5.7.1", DeliveryFault::Unwanted);
    row("smtp-554-5.7.26", DeliveryFault::Unwanted);
    row("smtp-550", DeliveryFault::Other);  // said for anything
    row("smtp-554-5.6.0", DeliveryFault::Other);
    row("smtp-550-5.1.1.9", DeliveryFault::Other);
    row("bounce-5.1.1", DeliveryFault::NoSuchMailbox);
    row("bounce-4.2.2", DeliveryFault::MailboxFull);
    row("bounce-5.7.1", DeliveryFault::Unwanted);
    row("bounce-5.0.0", DeliveryFault::Other);
    row("bounce-4.4.7", DeliveryFault::Other);  // tried for days
    row("http-400-cannot-text", DeliveryFault::CannotText);
    row("http-400-no-country-code", DeliveryFault::NoCountryCode);
    row("http-422-invalid-number", DeliveryFault::InvalidNumber);
    row("report-blocked", DeliveryFault::Blocked);
    row("report-unreachable", DeliveryFault::Unreachable);
    row("report-no-such-word", DeliveryFault::Other);
    row("http-400", DeliveryFault::Other);
    row("number-malformed", DeliveryFault::InvalidNumber);
    row("expired", DeliveryFault::TooLate);
    row("connect", DeliveryFault::Other);
  }
  void aReasonHasItsClass() {
    QFETCH(DeliveryFault, fault);
    QCOMPARE(faultOf(QString::fromLatin1(QTest::currentDataTag())), fault);
  }
  void nothingSaidIsNoFault() { QCOMPARE(faultOf(QString()), DeliveryFault::None); }

  void wordsLeadBothWays() {
    for (const DeliveryFault fault :
         {DeliveryFault::CannotText, DeliveryFault::NoCountryCode, DeliveryFault::InvalidNumber,
          DeliveryFault::Blocked, DeliveryFault::Unreachable})
      QCOMPARE(faultNamed(wordFor(fault)), fault);
    QCOMPARE(faultNamed(QString()), DeliveryFault::Other);
  }

  void aRealmThatDisclosesTellsTheRecord_data() {
    QTest::addColumn<MethodKind>("kind");
    QTest::addColumn<MessageState>("state");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("news");
    const auto row = [](const char* name, MethodKind kind, MessageState state, const char* reason,
                        int attempts, DeliveryStanding standing, DeliveryFault fault) {
      QTest::newRow(name) << kind << state << QString::fromLatin1(reason) << attempts
                          << shown(DeliveryNews{standing, fault});
    };
    const auto mail = MethodKind::Mail;
    row("queued", mail, MessageState::Queued, "", 0, DeliveryStanding::Queued, DeliveryFault::None);
    row("delayed", mail, MessageState::Queued, "connect", 1, DeliveryStanding::Delayed, DeliveryFault::Other);
    row("being sent", mail, MessageState::Sending, "", 1, DeliveryStanding::BeingSent, DeliveryFault::None);
    row("accepted", mail, MessageState::Accepted, "", 1, DeliveryStanding::Accepted, DeliveryFault::None);
    row("bounced", mail, MessageState::GivenUp, "smtp-552-5.2.2", 1, DeliveryStanding::Bounced,
        DeliveryFault::MailboxFull);
    row("given up", mail, MessageState::GivenUp, "connect", 9, DeliveryStanding::GivenUp,
        DeliveryFault::Other);
    row("too late", mail, MessageState::GivenUp, "expired", 9, DeliveryStanding::GivenUp,
        DeliveryFault::TooLate);
    row("answer lost", mail, MessageState::Unknown, "interrupted", 1, DeliveryStanding::Unknown,
        DeliveryFault::None);
    row("come back later", mail, MessageState::Undelivered, "bounce-5.1.1", 1, DeliveryStanding::Bounced,
        DeliveryFault::NoSuchMailbox);
    const auto text = MethodKind::Text;
    row("refused", text, MessageState::GivenUp, "http-400-cannot-text", 1, DeliveryStanding::Refused,
        DeliveryFault::CannotText);
    row("delivered", text, MessageState::Delivered, "", 1, DeliveryStanding::Delivered, DeliveryFault::None);
    row("not delivered", text, MessageState::Undelivered, "report-unreachable", 1, DeliveryStanding::Refused,
        DeliveryFault::Unreachable);
  }
  void aRealmThatDisclosesTellsTheRecord() {
    QFETCH(MethodKind, kind);
    QFETCH(MessageState, state);
    QFETCH(QString, reason);
    QFETCH(int, attempts);
    QFETCH(QString, news);
    for (const Disclosure disclosure : {Disclosure::Explicit, Disclosure::Uniform}) {
      Desk desk(disclosure);
      Visitor visitor(desk);
      QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(kind));
      QVERIFY(visitor.confirm(kind == MethodKind::Mail ? QStringLiteral("msabc123.backup")
                                                       : QStringLiteral("5432")));
      desk.settle(state, reason);
      desk.put("attempts", QString::number(attempts));
      const auto seen = desk.service->look(visitor.token, visitor.caller);
      QVERIFY(seen && seen->code);
      const bool tells = disclosure == Disclosure::Explicit;
      QCOMPARE(shown(seen->code->news), tells ? news : QStringLiteral("nothing"));
      const bool leaves = state == MessageState::Sending || (state == MessageState::Queued && attempts == 0);
      QCOMPARE(seen->code->delivery, !tells || leaves ? DeliveryState::Sending : DeliveryState::HandedOver);
      desk.clock.advance(4000);  // the same for everybody where nothing is told
      const auto later = desk.service->look(visitor.token, visitor.caller);
      QCOMPARE(later->code->delivery, tells && leaves ? DeliveryState::Sending : DeliveryState::HandedOver);
    }
  }

  void aCodeThatALimitHeldBackIsTold() {
    Desk desk(Disclosure::Explicit);
    desk.policy.realms[0].phones.textsPerHour = 0;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Text));
    QVERIFY(visitor.confirm(QStringLiteral("5432")));
    QCOMPARE(desk.messages(), 0);
    QCOMPARE(shown(visitor.view.code->news),
             shown(DeliveryNews{DeliveryStanding::Withheld, DeliveryFault::None}));
  }

  void theRecordIsOfTheLastCode() {
    Desk desk(Disclosure::Explicit);
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    desk.settle(MessageState::GivenUp, QStringLiteral("smtp-550-5.1.1"));
    desk.clock.advance(61'000);
    QVERIFY(visitor.perform(ResendCode{}));
    QCOMPARE(visitor.view.code->news->standing, DeliveryStanding::Queued);
  }

  void whatIsWrongWithANumberIsToldWhereTheRealmTells_data() {
    QTest::addColumn<Disclosure>("disclosure");
    QTest::newRow("explicit") << Disclosure::Explicit;
    QTest::newRow("uniform") << Disclosure::Uniform;
  }
  void whatIsWrongWithANumberIsToldWhereTheRealmTells() {
    QFETCH(Disclosure, disclosure);
    Desk desk(disclosure);
    Account account = RecoveryDesk::person();
    account.contacts[1].raw = QStringLiteral("+81 090-9876-5432");
    desk.directory.put(account);
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Text));
    QVERIFY(visitor.confirm(QStringLiteral("5432")));
    const auto expected = desk.numbering.judge(account.contacts[1].raw, QStringLiteral("JP")).problems;
    QVERIFY(expected.contains(PhoneProblem::LeadingZero));
    QCOMPARE(visitor.view.code->problems,
             disclosure == Disclosure::Explicit ? expected : QList<PhoneProblem>());
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::DeliveryNewsTest)
#include "delivery_news_test.moc"
