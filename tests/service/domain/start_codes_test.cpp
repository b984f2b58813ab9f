// SPDX-License-Identifier: GPL-3.0-or-later
// First passwords by a code that an administrator hands out.
#include <QTest>

#include "service/domain/limits.h"
#include "tests/support/start_code_desk.h"

namespace latchkey::service::domain {

using tests::kindOf;
using tests::reachStartCode;
using tests::RecoveryDesk;
using tests::StartCodeDesk;
using tests::Visitor;

namespace {

const QString starter = StartCodeDesk::starter();

struct Desk : StartCodeDesk {
  using StartCodeDesk::StartCodeDesk;
  [[nodiscard]] QString journal(const char* event) const {
    return ask(QStringLiteral("SELECT detail FROM journal WHERE event = '%1'").arg(QLatin1String(event)))
        .toString();
  }
};

bool reachMethods(Visitor& visitor, const QString& account = starter,
                  Reason reason = Reason::NeverHadPassword) {
  return visitor.open(account, reason) && visitor.passChallenge();
}
QList<MethodKind> kinds(const Visitor& visitor) {
  QList<MethodKind> kinds;
  for (const MethodOffer& method : visitor.view.methods) kinds << method.kind;
  return kinds;
}

}  // namespace

class StartCodesTest : public QObject {
  Q_OBJECT

  static void addDisclosures() {
    QTest::addColumn<int>("disclosure");
    QTest::newRow("uniform") << int(Disclosure::Uniform);
    QTest::newRow("explicit") << int(Disclosure::Explicit);
  }

private Q_SLOTS:
  void aCodeLeadsToTheFirstPassword_data() { addDisclosures(); }
  void aCodeLeadsToTheFirstPassword() {
    QFETCH(int, disclosure);
    Desk desk(static_cast<Disclosure>(disclosure));
    const QString code = desk.issue();
    QCOMPARE(code.size(), startCodeDigits);
    QCOMPARE(desk.messages(), 1);  // to the administrator: there is nobody else
    QCOMPARE(desk.ask(QStringLiteral("SELECT subject || body FROM messages")).toString(),
             QStringLiteral("start code handed outstarter@outlook.com ") +
                 desk.journal("start-code-issued").section(u' ', 1, 1).remove(u',') + QStringLiteral(" en"));
    Visitor visitor(desk);
    QVERIFY(reachStartCode(visitor));
    QCOMPARE(visitor.view.code->digits, startCodeDigits);
    QCOMPARE(visitor.view.code->resendsLeft, 0);
    const auto wrong = visitor.code(tests::wrongFor(code));
    QCOMPARE(kindOf(wrong), RefusalKind::CodeWrong);
    QCOMPARE(wrong.error().triesLeft, 4);
    QVERIFY(visitor.code(code));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QCOMPARE(desk.count("start_codes"), 1);  // until there is a password
    QVERIFY(visitor.password("Fresh-pass-2"));
    QCOMPARE(visitor.view.stage, Stage::Done);
    QCOMPARE(desk.directory.passwordOf(starter), QByteArray("Fresh-pass-2"));
    QCOMPARE(desk.messages(), 2);
    QCOMPARE(desk.journal("start-code-used"), QStringLiteral("told 1"));
    QCOMPARE(desk.count("start_codes"), 0);
    QCOMPARE(visitor.view.contactsNotified, 0);  // administrators are no contacts
    QCOMPARE(desk.tryToIssue(starter).error(), StartCodeFault::HadPassword);
  }

  void administratorsAreToldInTheirOwnLanguage() {
    Desk desk(Disclosure::Explicit);
    Account account = RecoveryDesk::person(starter);
    account.language = Language::English;
    desk.directory.put(account);
    desk.policy.administratorLanguage = Language::Japanese;
    desk.restart();
    const QString code = desk.issue();
    Visitor visitor(desk);
    QVERIFY(reachStartCode(visitor) && visitor.code(code) && visitor.password("Fresh-pass-2"));
    for (const char* subject : {"start code handed out", "start code used"}) {
      const QString body = desk.ask(QStringLiteral("SELECT body FROM messages WHERE subject = '%1' AND "
                                                   "recipient = 'it@example.com' AND language = %2")
                                        .arg(QLatin1String(subject))
                                        .arg(int(Language::Japanese)))
                               .toString();
      QVERIFY2(body.endsWith(QStringLiteral(" ja")), subject);
    }
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE subject = 'start code' AND "
                                     "recipient <> 'it@example.com'"))
                 .toInt(),
             3);  // the owner
  }

  void whatIsStoredIsNoCode() {
    Desk desk;
    const QString code = desk.issue();
    QCOMPARE(desk.ask(QStringLiteral("SELECT length(mac) FROM start_codes")).toInt(), 32);
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE body LIKE '%%1%' OR code <> ''")
                          .arg(code))
                 .toInt(),
             0);
    QCOMPARE(
        desk.ask(QStringLiteral("SELECT COUNT(*) FROM journal WHERE detail LIKE '%%1%'").arg(code)).toInt(),
        0);
  }

  void aCodeIsGoodOnce() {
    Desk desk;
    const QString code = desk.issue();
    Visitor first(desk, "first");
    Visitor next(desk, "second");
    QVERIFY(reachStartCode(first) && reachStartCode(next));
    QVERIFY(first.code(code));
    QCOMPARE(kindOf(next.code(code)), RefusalKind::CodeWrong);
    QVERIFY(first.password("Fresh-pass-2"));
    QCOMPARE(desk.count("start_codes"), 0);
  }

  void oneThatIsWithdrawnSetsNoPassword_data() {
    QTest::addColumn<bool>("isProven");
    QTest::newRow("before it was used") << false;
    QTest::newRow("after it passed the gate") << true;
  }
  void oneThatIsWithdrawnSetsNoPassword() {
    QFETCH(bool, isProven);
    Desk desk;
    const QString code = desk.issue();
    Visitor visitor(desk);
    QVERIFY(reachStartCode(visitor));
    if (isProven) QVERIFY(visitor.code(code));
    QCOMPARE(desk.withdraw(), true);
    QCOMPARE(desk.withdraw(), false);
    QCOMPARE(desk.count("journal WHERE event = 'start-code-withdrawn'"), 1);
    if (!isProven) {
      QCOMPARE(kindOf(visitor.code(code)), RefusalKind::CodeWrong);
    } else {
      std::ignore = visitor.password("Fresh-pass-2");
      QCOMPARE(visitor.view.stage, Stage::Ended);
    }
    QCOMPARE(desk.directory.changes, 0);
  }

  void aRecoveryThatComesToNothingDoesNotCostIt_data() {
    QTest::addColumn<QString>("end");
    for (const char* end : {"cancelled", "permit run out", "idle too long", "left and come back"}) {
      QTest::newRow(end) << end;
    }
  }
  void aRecoveryThatComesToNothingDoesNotCostIt() {
    QFETCH(QString, end);
    Desk desk;
    const QString code = desk.issue();
    Visitor first(desk, "first");
    QVERIFY(first.open(starter, Reason::NeverHadPassword));
    const platform::Secret kept = first.token.clone();
    QVERIFY(first.passChallenge() && first.choose(MethodKind::StartCode) && first.code(code));
    const auto told = [&desk] {
      return desk.ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE subject = 'start code used'"))
          .toInt();
    };
    QCOMPARE(told(), 1);  // at the gate, while there is still something to do about it
    Visitor next(desk, "second");
    if (end == u"left and come back") {
      first.token = kept.clone();
      QVERIFY(first.perform(ResumeRecovery{}));
      QVERIFY(first.choose(MethodKind::StartCode) && first.code(code));
      QCOMPARE(told(), 1);
      QVERIFY(first.password("Fresh-pass-2"));
    } else {
      if (end == u"cancelled") QVERIFY(first.perform(CancelRecovery{}));
      if (end == u"permit run out") desk.clock.advance(qint64{10} * 60 * second);
      if (end == u"idle too long") desk.clock.advance(qint64{15} * 60 * second);
      QVERIFY(reachStartCode(next) && next.code(code));
      QCOMPARE(told(), 2);
      QVERIFY(!first.password("Other-pass-2"));
      QVERIFY(next.password("Fresh-pass-2"));
    }
    QCOMPARE(desk.directory.passwordOf(starter), QByteArray("Fresh-pass-2"));
    QCOMPARE(desk.count("start_codes"), 0);
  }

  void afterTheGateItHasToStandUntilThePassword_data() {
    QTest::addColumn<QString>("meanwhile");
    QTest::newRow("another was handed out") << QStringLiteral("replaced");
    QTest::newRow("the account has a password now") << QStringLiteral("password");
    QTest::newRow("the account is an administrator's now") << QStringLiteral("privileged");
    QTest::newRow("the realm takes none any more") << QStringLiteral("switched off");
  }
  void afterTheGateItHasToStandUntilThePassword() {
    QFETCH(QString, meanwhile);
    Desk desk;
    desk.realm().gatesForPrivileged = 2;
    desk.restart();
    const QString code = desk.issue();
    Visitor first(desk, "first");
    QVERIFY(reachStartCode(first) && first.code(code));
    Account account = **desk.directory.find(starter);
    const QString another = meanwhile == u"replaced" ? desk.issue() : QString();
    if (meanwhile == u"password") account.hasPassword = true;
    if (meanwhile == u"privileged") account.status = AccountStatus::Privileged;
    if (meanwhile == u"switched off") {
      desk.realm().factors.removeAll(MethodKind::StartCode);
      desk.restart();
    }
    desk.directory.put(account);
    std::ignore = first.password("Other-pass-2");
    QCOMPARE(first.view.stage, Stage::Ended);
    QCOMPARE(first.view.ending, Ending::NotPossible);
    QVERIFY(desk.directory.passwordOf(starter).isEmpty());
    if (another.isEmpty()) return;
    Visitor next(desk, "next");
    QVERIFY(reachStartCode(next) && next.code(another) && next.password("Fresh-pass-2"));
    QCOMPARE(desk.directory.passwordOf(starter), QByteArray("Fresh-pass-2"));
  }

  /// Of two names that lead to one account neither may tell that they do, nor give twice as many guesses.
  void itsOtherNamesAreLikeNamesOfNobody() {
    Desk desk;
    const QString code = desk.issue();
    const QString alias = QStringLiteral("new.starter@outlook.com");
    desk.directory.otherNames.insert(alias, starter);
    const auto openAt = [&](Visitor& visitor, const QString& name) {
      return reachMethods(visitor, name) && visitor.choose(MethodKind::StartCode);
    };
    const QString wrong = tests::wrongFor(code);
    for (int i = 0; i < 10; ++i) {
      Visitor guesser(desk, "guesser" + QByteArray::number(i));
      guesser.caller.source = QStringLiteral("192.0.2.%1").arg(i);
      QVERIFY(openAt(guesser, alias));
      QVERIFY(!guesser.code(wrong));
    }
    Visitor locked(desk, "locked");
    QVERIFY(reachMethods(locked, alias));
    QCOMPARE(kindOf(locked.choose(MethodKind::StartCode)), RefusalKind::TooManyTries);
    // The account's own name looks as if nothing had been tried, and yet takes no more guesses.
    Visitor own(desk, "own");
    QVERIFY(openAt(own, starter));
    QCOMPARE(own.view.code->triesLeft, 5);
    const auto refused = own.code(code);
    QCOMPARE(kindOf(refused), RefusalKind::CodeWrong);
    QCOMPARE(refused.error().triesLeft, 4);
    {
      // Administrators are told why the right code is wrong.
      const auto tables = desk.bench->store().begin(Access::Read);
      const qint64 now = desk.clock.now();
      QCOMPARE(startCodeClosedUntil(tables->tallies(), starter, desk.realm(), now), now + 24 * hour);
      QCOMPARE(startCodeClosedUntil(tables->tallies(), alias, desk.realm(), now), 0);
    }
    desk.clock.advance(day + second);
    Visitor late(desk, "late");
    QVERIFY(openAt(late, alias) && late.code(code));
    QCOMPARE(late.view.accountName, starter);  // told to whom it belongs to
    QCOMPARE(desk.ask(QStringLiteral("SELECT account_key FROM journal WHERE event = 'start-code-used'")),
             QVariant(starter));
    QVERIFY(late.password("Fresh-pass-2"));
    QCOMPARE(desk.directory.passwordOf(starter), QByteArray("Fresh-pass-2"));
  }

  void anOldOneIsWorthNothing_data() {
    QTest::addColumn<bool>("replaced");
    QTest::newRow("expired") << false;
    QTest::newRow("replaced by a newer one") << true;
  }
  void anOldOneIsWorthNothing() {
    QFETCH(bool, replaced);
    Desk desk;
    const QString code = desk.issue();
    QString newer;
    if (replaced) newer = desk.issue();
    if (!replaced) desk.clock.advance(qint64{72} * hour);
    Visitor visitor(desk);
    QVERIFY(reachStartCode(visitor));
    QCOMPARE(kindOf(visitor.code(code)), RefusalKind::CodeWrong);
    if (replaced) QVERIFY(visitor.code(newer));
  }

  void oneThatRunsOutAtTheCodePageIsRefused() {
    Desk desk;
    const QString code = desk.issue();
    desk.clock.advance(qint64{72} * hour - 60 * second);
    Visitor visitor(desk);
    QVERIFY(reachStartCode(visitor));
    desk.clock.advance(60 * second);
    QCOMPARE(kindOf(visitor.code(code)), RefusalKind::CodeWrong);
  }

  void itIsOfferedForThisReasonAlone_data() {
    QTest::addColumn<int>("reason");
    QTest::newRow("forgot") << int(Reason::ForgotPassword);
    QTest::newRow("cannot sign in") << int(Reason::CannotSignIn);
    QTest::newRow("somebody else") << int(Reason::SomebodyElse);
  }
  void itIsOfferedForThisReasonAlone() {
    QFETCH(int, reason);
    for (const Disclosure disclosure : {Disclosure::Uniform, Disclosure::Explicit}) {
      Desk desk(disclosure);
      std::ignore = desk.issue();
      Visitor visitor(desk);
      std::ignore = reachMethods(visitor, starter, static_cast<Reason>(reason));
      QVERIFY(visitor.handle(MethodKind::StartCode).isEmpty());
      if (disclosure == Disclosure::Explicit) QCOMPARE(visitor.view.ending, Ending::NothingRegistered);
    }
  }

  void whereTheRealmTellsItIsOfferedToWhomOneWasHandedOut() {
    Desk desk(Disclosure::Explicit);
    Visitor without(desk);
    QVERIFY(reachMethods(without));
    QCOMPARE(without.view.ending, Ending::NothingRegistered);
    std::ignore = desk.issue();
    Visitor with(desk, "with");
    QVERIFY(reachMethods(with));
    QCOMPARE(kinds(with), QList<MethodKind>{MethodKind::StartCode});
    Visitor known(desk, "known");  // has contacts, and no code
    QVERIFY(reachMethods(known, RecoveryDesk::person().key));
    QVERIFY(known.handle(MethodKind::StartCode).isEmpty());
  }

  void whereItDoesNotItIsOfferedToEverybody_data() {
    QTest::addColumn<QString>("account");
    QTest::newRow("new, with a code") << starter;
    QTest::newRow("known, with contacts") << RecoveryDesk::person().key;
    QTest::newRow("nobody") << QStringLiteral("nobody@outlook.com");
  }
  void whereItDoesNotItIsOfferedToEverybody() {
    QFETCH(QString, account);
    Desk desk;
    std::ignore = desk.issue();
    Visitor before(desk, "before");
    QVERIFY(reachMethods(before, account, Reason::ForgotPassword));
    Visitor visitor(desk);
    QVERIFY(reachMethods(visitor, account));
    // Whatever else is offered is what the other reasons show, so that no two of them together tell anything.
    QCOMPARE(kinds(visitor), kinds(before) << MethodKind::StartCode);
    QVERIFY(visitor.choose(MethodKind::StartCode));
    const auto refused = visitor.code(QStringLiteral("000000000000"));
    QCOMPARE(kindOf(refused), RefusalKind::CodeWrong);
    QCOMPARE(refused.error().triesLeft, 4);
  }

  void contactsThatOnlySeemStillProveNothing() {
    Desk desk;
    std::ignore = desk.issue();
    const int before = desk.messages();
    Visitor visitor(desk);
    QVERIFY(reachMethods(visitor));
    QVERIFY(visitor.choose(MethodKind::Mail));
    // Even the right entry: decoys are made of the account's name and may be guessed.
    const QString made = desk.ask(QStringLiteral("SELECT value FROM methods WHERE kind = 0")).toString();
    QVERIFY(made.contains(u'@'));
    QVERIFY(visitor.confirm(made));
    QCOMPARE(visitor.view.stage, Stage::Code);
    QCOMPARE(desk.messages(), before);
    QCOMPARE(kindOf(visitor.code(QStringLiteral("0000000"))), RefusalKind::CodeWrong);
  }

  void tenMissesADayLockItOverAllRecoveries() {
    Desk desk;
    const QString code = desk.issue();
    for (int i = 0; i < 10; ++i) {
      Visitor visitor(desk, "visitor" + QByteArray::number(i));
      visitor.caller.source = QStringLiteral("192.0.2.%1").arg(i);
      QVERIFY(reachStartCode(visitor));
      QVERIFY(!visitor.code(tests::wrongFor(code)));
    }
    Visitor late(desk, "late");
    QVERIFY(reachMethods(late));
    QCOMPARE(kindOf(late.choose(MethodKind::StartCode)), RefusalKind::TooManyTries);
    QCOMPARE(desk.count("journal WHERE event = 'factor-locked'"), 1);
    desk.clock.advance(day + second);
    Visitor next(desk, "next");
    QVERIFY(reachStartCode(next) && next.code(code));
  }

  void whoBecamePrivilegedCannotUseOneAnyMore() {
    Desk desk;
    Account boss = RecoveryDesk::person();
    desk.directory.put(boss);
    const QString code = desk.issue(boss.key);
    boss.status = AccountStatus::Privileged;
    desk.directory.put(boss);
    desk.realm().gatesForPrivileged = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(reachStartCode(visitor, boss.key));
    QCOMPARE(kindOf(visitor.code(code)), RefusalKind::CodeWrong);
  }

  void whoGotAPasswordInTheDirectoryMeanwhileCannotUseOne() {
    Desk desk(Disclosure::Explicit);
    std::ignore = desk.issue();
    Account account = **desk.directory.find(starter);
    account.hasPassword = true;
    desk.directory.put(account);
    Visitor visitor(desk);
    QVERIFY(reachMethods(visitor));
    QCOMPARE(visitor.view.ending, Ending::NothingRegistered);
  }

  void aPasswordSetInAnotherWayEndsIt() {
    Desk desk;
    const QString key = RecoveryDesk::person().key;
    std::ignore = desk.issue(key);
    QCOMPARE(desk.messages(), 4);  // three contacts and the administrator
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword() && visitor.password("Fresh-pass-2"));
    QCOMPARE(desk.count("start_codes"), 0);
    QCOMPARE(desk.tryToIssue(key).error(), StartCodeFault::HadPassword);
    desk.realm().startCodesAgain = true;
    QVERIFY(desk.tryToIssue(key));
  }

  void withTwoGatesItIsOneOfThem() {
    Desk desk(Disclosure::Explicit);
    desk.realm().gates = 2;
    desk.restart();
    const QString key = RecoveryDesk::person().key;
    const QString code = desk.issue(key);
    Visitor visitor(desk);
    QVERIFY(reachStartCode(visitor, key) && visitor.code(code));
    QCOMPARE(visitor.view.stage, Stage::Method);
    QVERIFY(visitor.handle(MethodKind::StartCode).isEmpty());
    // Of whom nothing is registered has nothing for the second one: the code would be of no use.
    QCOMPARE(desk.tryToIssue(starter).error(), StartCodeFault::NotEnough);
    QCOMPARE(desk.tryToIssue(key)->proofs, 2);
    QCOMPARE(desk.count("start_codes"), 1);
  }

  void noneIsHandedOutWhereItWouldBeOfNoUse_data() {
    QTest::addColumn<int>("disclosure");
    QTest::addColumn<QString>("registered");
    QTest::addColumn<int>("proofs");  // 0: none is handed out
    const int uniform = int(Disclosure::Uniform);
    const int tells = int(Disclosure::Explicit);
    QTest::newRow("uniform, nothing registered") << uniform << QString() << 0;
    QTest::newRow("uniform, one contact") << uniform << QStringLiteral("mail") << 0;
    QTest::newRow("uniform, enough without it") << uniform << QStringLiteral("all") << 2;
    QTest::newRow("explicit, nothing registered") << tells << QString() << 0;
    QTest::newRow("explicit, one contact") << tells << QStringLiteral("mail") << 2;
  }
  void noneIsHandedOutWhereItWouldBeOfNoUse() {
    QFETCH(int, disclosure);
    QFETCH(QString, registered);
    QFETCH(int, proofs);
    Desk desk(static_cast<Disclosure>(disclosure));
    desk.realm().gates = 2;
    Account account = RecoveryDesk::person(starter);
    if (registered != u"all") account.contacts = account.contacts.first(registered.isEmpty() ? 0 : 1);
    desk.directory.put(account);
    const auto issued = desk.tryToIssue(starter);
    QCOMPARE(issued ? issued->proofs : 0, proofs);
    if (proofs > 0) return;
    QCOMPARE(issued.error(), StartCodeFault::NotEnough);
    QCOMPARE(desk.count("start_codes"), 0);
    QCOMPARE(desk.messages(), 0);
  }

  /// Decoys may show an authenticator, for which the preset asks for a second proof.
  void whatOnlySeemsAsksForNoSecondProof() {
    Desk desk;
    desk.realm().password = rules::PasswordPolicy::nist();
    desk.realm().factors = {MethodKind::Authenticator, MethodKind::StartCode};
    desk.restart();
    const QString code = desk.issue();
    Visitor visitor(desk);
    QVERIFY(reachStartCode(visitor));
    QCOMPARE(visitor.view.gatesNeeded, 2);  // as it looks for everybody
    QVERIFY(visitor.code(code));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QCOMPARE(visitor.view.gatesNeeded, 1);
    QVERIFY(visitor.password("A quiet lake in spring"));
  }

  void ownersCanSayThatItWasNotThemAndAdministratorsNeedNot() {
    Desk desk;
    std::ignore = desk.issue(RecoveryDesk::person().key);
    QCOMPARE(desk.count("objection_tickets"), 3);
    const QString ofContacts = QStringLiteral(" FROM messages WHERE recipient <> 'it@example.com' AND body ");
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*)") + ofContacts +
                      QStringLiteral("LIKE char(1) || 'sealed:%'"))
                 .toInt(),
             3);
    // The other one went to the administrator, readable: there is nothing in it to keep.
    QCOMPARE(desk.count("messages WHERE subject = 'start code handed out' AND body LIKE '% en'"), 1);
  }

  void whileItIsStoppedAnAccountGetsNone() {
    Desk desk;
    const auto stop = [&desk](qint64 until) {
      const auto tables = desk.bench->store().begin(Access::Write);
      tables->objections().freeze(starter, desk.clock.now(), until);
      QVERIFY(tables->commit());
    };
    stop(desk.clock.now() + day);
    QCOMPARE(desk.tryToIssue(starter).error(), StartCodeFault::Stopped);
    QCOMPARE(desk.count("start_codes") + desk.messages(), 0);
    desk.clock.advance(day);
    QVERIFY(desk.tryToIssue(starter));
  }

  void whoGetsNone_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("hasPassword");
    QTest::addColumn<bool>("offered");
    QTest::addColumn<int>("fault");
    const auto row = [](const char* name, AccountStatus status, bool password, bool offered,
                        StartCodeFault fault) {
      QTest::newRow(name) << int(status) << password << offered << int(fault);
    };
    using enum AccountStatus;
    row("privileged", Privileged, false, true, StartCodeFault::Privileged);
    row("disabled", Disabled, false, true, StartCodeFault::NotResettable);
    row("not enabled for reset", NotEnabledForReset, false, true, StartCodeFault::NotResettable);
    row("managed elsewhere", ManagedElsewhere, false, true, StartCodeFault::NotResettable);
    row("with a password", Enabled, true, true, StartCodeFault::HadPassword);
    row("in a realm without", Enabled, false, false, StartCodeFault::NotOffered);
  }
  void whoGetsNone() {
    QFETCH(int, status);
    QFETCH(bool, hasPassword);
    QFETCH(bool, offered);
    QFETCH(int, fault);
    Desk desk;
    desk.realm().gatesForPrivileged = 2;
    if (!offered) desk.realm().factors.removeAll(MethodKind::StartCode);
    Account account = RecoveryDesk::person(starter);
    account.status = static_cast<AccountStatus>(status);
    desk.directory.put(account);
    const auto refused = desk.tryToIssue(starter, hasPassword);
    QVERIFY(!refused);
    QCOMPARE(int(refused.error()), fault);
    QCOMPARE(desk.count("start_codes"), 0);
    QCOMPARE(desk.messages(), 0);
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::StartCodesTest)
#include "start_codes_test.moc"
