// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
constexpr qint64 minute = 60 * 1000;
constexpr qint64 hours = 60 * minute;
}  // namespace

/// What guessing, flooding and fishing run into. Numbers of cases are those of the threat table.
class RecoveryLimitsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  // A03
  void tenMissesADayLockTheFactorOverAllRecoveries_data() {
    QTest::addColumn<int>("factor");
    QTest::addColumn<QString>("entry");
    QTest::newRow("mail") << int(MethodKind::Mail) << "msabc123.backup";
    QTest::newRow("text") << int(MethodKind::Text) << "5432";
    QTest::newRow("call") << int(MethodKind::Call) << "5432";
  }
  void tenMissesADayLockTheFactorOverAllRecoveries() {
    QFETCH(int, factor);
    QFETCH(QString, entry);
    const auto kind = static_cast<MethodKind>(factor);
    RecoveryDesk desk;
    desk.policy.realms[0].code.resendsPerDay = 1000;
    desk.policy.realms[0].code.resendsPerHour = 1000;
    desk.restart();
    Account japanese = RecoveryDesk::person();
    japanese.language = Language::Japanese;
    desk.directory.put(japanese);
    int judged = 0;
    for (int recovery = 0; recovery < 50; ++recovery) {
      Visitor visitor(desk, QByteArray::number(recovery));
      visitor.caller.source = QString::number(recovery);  // a botnet: each from an address of its own
      desk.clock.advance(2 * minute);
      QVERIFY(visitor.open() && visitor.passChallenge());
      if (!visitor.choose(kind) || !visitor.confirm(entry)) continue;
      for (int guess = 0; guess < 5; ++guess) {
        if (kindOf(visitor.code(wrongFor(desk.lastCode()))) == RefusalKind::CodeWrong) ++judged;
      }
    }
    // The tenth miss itself is answered by the lock, and the fifth of each recovery by its own end.
    QVERIFY(judged <= 10);
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM tallies WHERE scope LIKE 'miss:%'")).toInt(), 10);
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM journal WHERE event = 'factor-locked'")).toInt(),
             1);
    // The owner is told once, in writing, in a language that no stranger chose.
    const auto told = QStringLiteral("SELECT COUNT(*) FROM messages WHERE code = '' AND language = 1");
    QCOMPARE(desk.ask(told).toInt(), 2);
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE code = ''")).toInt(), 2);
    Visitor owner(desk, "owner");
    owner.caller.source = QStringLiteral("home");
    QVERIFY(owner.open() && owner.passChallenge());
    const auto refused = owner.choose(kind);
    QCOMPARE(kindOf(refused), RefusalKind::TooManyTries);
    QVERIFY(refused.error().retryIn > 20 * 3600);
    // The other factors stay open.
    const auto other = kind == MethodKind::Mail ? MethodKind::Text : MethodKind::Mail;
    QVERIFY(owner.choose(other));
    QVERIFY(owner.confirm(other == MethodKind::Mail ? QStringLiteral("msabc123.backup")
                                                    : QStringLiteral("5432")));
    QVERIFY(owner.code(desk.lastCode()));
    QCOMPARE(owner.view.stage, Stage::Password);
    // And the lock ends.
    desk.clock.advance(25 * hours);
    Visitor later(desk, "later");
    QVERIFY(later.open() && later.passChallenge() && later.choose(kind));
  }

  void whoHasPhonesForCallsAloneIsCalledOnce() {
    RecoveryDesk desk;
    Account account = RecoveryDesk::person(QStringLiteral("landline@outlook.com"));
    account.contacts = {account.contacts.last()};
    desk.directory.put(account);
    desk.policy.realms[0].limits.missesPerDay = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.open(account.key) && visitor.passChallenge() && visitor.choose(MethodKind::Call));
    QVERIFY(visitor.confirm(QStringLiteral("5978")));
    for (int i = 0; i < 4; ++i) std::ignore = visitor.code(wrongFor(desk.lastCode()));
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE code = ''")).toInt(), 1);
    QCOMPARE(desk.ask(QStringLiteral("SELECT channel FROM messages WHERE code = ''")).toInt(),
             int(Channel::Voice));
  }

  // A04
  void aNewCodeKeepsTheMisses() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    for (int i = 0; i < 4; ++i) std::ignore = visitor.code(wrongFor(desk.lastCode()));
    desk.clock.advance(minute);
    QVERIFY(visitor.perform(ResendCode{}));
    QCOMPARE(visitor.view.code->triesLeft, 1);
    QCOMPARE(kindOf(visitor.code(wrongFor(desk.lastCode()))), RefusalKind::TooManyTries);
    // Even the right one: this contact is used up in this recovery, and so is a further code.
    QCOMPARE(kindOf(visitor.code(desk.lastCode())), RefusalKind::TooManyTries);
    desk.clock.advance(minute);
    QCOMPARE(kindOf(visitor.perform(ResendCode{})), RefusalKind::TooManyTries);
    // Another way stays open.
    QVERIFY(visitor.choose(MethodKind::Text) && visitor.confirm(QStringLiteral("5432")));
  }

  void textAndCallToOneNumberShareTheTries() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Text));
    QVERIFY(visitor.confirm(QStringLiteral("5432")));
    for (int i = 0; i < 3; ++i) std::ignore = visitor.code(wrongFor(desk.lastCode()));
    desk.clock.advance(minute);
    QVERIFY(visitor.choose(MethodKind::Call) && visitor.confirm(QStringLiteral("5432")));
    QCOMPARE(visitor.view.code->triesLeft, 2);
  }

  void theLastMissOfTheLastMethodEndsTheRecovery() {
    RecoveryDesk desk;
    Account account = RecoveryDesk::person(QStringLiteral("solo@outlook.com"));
    account.contacts = {account.contacts.first()};
    desk.directory.put(account);
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode(account.key));
    for (int i = 0; i < 5; ++i) std::ignore = visitor.code(wrongFor(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Ended);
    QCOMPARE(visitor.view.ending, Ending::TooManyTries);
    QVERIFY(visitor.view.retryAt > desk.clock.now());
    QVERIFY(visitor.view.methods.isEmpty());  // the pause holds for every way
    QCOMPARE(kindOf(visitor.code(desk.lastCode())), RefusalKind::TooManyTries);
    QVERIFY(desk.service->look(visitor.token, visitor.caller));
  }

  /// The lock of one factor is nothing to wait for where another one was used up in this recovery alone.
  void whatIsUsedUpInOneRecoveryIsGoodInTheNext() {
    RecoveryDesk desk;
    Account account = RecoveryDesk::person();
    account.contacts.removeLast();
    desk.policy.realms[0].factors = {MethodKind::Mail, MethodKind::Text};
    desk.directory.put(account);
    desk.restart();
    for (const int misses : {5, 4}) {
      Visitor stranger(desk, "stranger" + QByteArray::number(misses));
      stranger.caller.source = QStringLiteral("elsewhere %1").arg(misses);
      QVERIFY(stranger.reachCode());
      for (int i = 0; i < misses; ++i) std::ignore = stranger.code(wrongFor(desk.lastCode()));
      desk.clock.advance(2 * minute);
    }
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Text));
    QVERIFY(visitor.confirm(QStringLiteral("5432")));
    for (int i = 0; i < 5; ++i) std::ignore = visitor.code(wrongFor(desk.lastCode()));
    desk.clock.advance(2 * minute);
    QVERIFY(visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")));
    std::ignore = visitor.code(wrongFor(desk.lastCode()));
    QCOMPARE(visitor.view.ending, Ending::TooManyTries);
    QCOMPARE(desk.count("locks"), 1);  // mails, for a day
    QVERIFY(visitor.view.retryAt <= desk.clock.now() + 2 * minute);
  }

  void aCodeExpiresAndMayBeSentAgain_data() {
    QTest::addColumn<int>("factor");
    QTest::addColumn<QString>("entry");
    QTest::addColumn<int>("minutes");
    QTest::newRow("mail") << int(MethodKind::Mail) << "msabc123.backup" << 30;
    QTest::newRow("text") << int(MethodKind::Text) << "5432" << 10;
    QTest::newRow("call") << int(MethodKind::Call) << "5432" << 10;
  }
  void aCodeExpiresAndMayBeSentAgain() {
    QFETCH(int, factor);
    QFETCH(QString, entry);
    QFETCH(int, minutes);
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge());
    QVERIFY(visitor.choose(static_cast<MethodKind>(factor)) && visitor.confirm(entry));
    // Somebody is at it all the time, so that the recovery itself goes on.
    for (int i = 0; i < minutes; i += 10) {
      QVERIFY(visitor.perform(SetLanguage{Language::English}));
      desk.clock.advance(std::min(10, minutes - i) * minute);
    }
    QCOMPARE(kindOf(visitor.code(desk.lastCode())), RefusalKind::CodeExpired);
    QVERIFY(visitor.perform(ResendCode{}));
    QVERIFY(visitor.code(desk.lastCode()));
  }

  // A05, A06
  void aCodeIsGoodOnceAndInItsOwnRecoveryOnly() {
    RecoveryDesk desk;
    Visitor one(desk, "one");
    QVERIFY(one.reachCode());
    const QString code = desk.lastCode();
    desk.clock.advance(minute);
    Visitor two(desk, "two");
    QVERIFY(two.reachCode());
    const QString newer = desk.lastCode();
    QCOMPARE(kindOf(two.code(code)), RefusalKind::CodeWrong);
    QCOMPARE(desk.ask(QStringLiteral("SELECT SUM(attempts) FROM codes")).toInt(), 1);
    // One live code for each contact: the older one is dead in its own recovery too.
    QCOMPARE(kindOf(one.code(code)), RefusalKind::CodeWrong);
    QCOMPARE(kindOf(one.code(newer)), RefusalKind::CodeWrong);
    QVERIFY(two.code(newer));
    QCOMPARE(kindOf(two.code(newer)), RefusalKind::WrongStage);
  }

  // A09
  void aCodeOfAMethodThatWasLeftIsRefused() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString mailCode = desk.lastCode();
    QVERIFY(visitor.choose(MethodKind::Text));
    QCOMPARE(kindOf(visitor.code(mailCode)), RefusalKind::WrongStage);
    QVERIFY(visitor.confirm(QStringLiteral("5432")));
    QCOMPARE(kindOf(visitor.code(mailCode)), RefusalKind::CodeWrong);
  }

  void resendingWaitsAMinuteAndHasAnHourlyAndADailyCap() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const auto early = visitor.perform(ResendCode{});
    QCOMPARE(kindOf(early), RefusalKind::ResendTooEarly);
    QCOMPARE(early.error().retryIn, 60);
    for (int i = 0; i < 4; ++i) {
      desk.clock.advance(minute);
      QVERIFY(visitor.perform(ResendCode{}));
    }
    QCOMPARE(visitor.view.code->resendsLeft, 0);
    desk.clock.advance(minute);
    QCOMPARE(kindOf(visitor.perform(ResendCode{})), RefusalKind::RateLimited);
    QCOMPARE(desk.messages(), 5);
  }

  // A25
  void ahundredRecoveriesSendNoMoreThanTheContactsDay() {
    RecoveryDesk desk;
    for (int i = 0; i < 100; ++i) {
      Visitor visitor(desk, QByteArray::number(i));
      visitor.caller.source = QString::number(i);
      desk.clock.advance(10 * minute);
      QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Mail));
      std::ignore = visitor.confirm(QStringLiteral("msabc123.backup"));
    }
    // 100 × 10 min are 16.7 hours.
    QCOMPARE(desk.messages(), 10);
  }

  void oneMailboxBehindTwoAccountsHasOneAllowance() {
    RecoveryDesk desk;
    desk.directory.put(RecoveryDesk::person(QStringLiteral("other@outlook.com")));
    for (int i = 0; i < 8; ++i) {
      desk.clock.advance(2 * minute);
      Visitor visitor(desk, QByteArray::number(i));
      QVERIFY(visitor.open(i % 2 == 0 ? QStringLiteral("other@outlook.com")
                                      : QStringLiteral("msabc123@outlook.com")));
      QVERIFY(visitor.passChallenge() && visitor.choose(MethodKind::Mail));
      QVERIFY(visitor.confirm(QStringLiteral("msabc123.backup")));
    }
    QCOMPARE(desk.messages(), 5);
  }

  void textsRunIntoTheBudgetOfTheHour() {
    RecoveryDesk desk;
    desk.policy.realms[0].phones.textsPerHour = 3;
    desk.restart();
    for (int i = 0; i < 6; ++i) {
      const QString key = QStringLiteral("user%1@outlook.com").arg(i);
      Account account = RecoveryDesk::person(key);
      account.contacts = {RecoveryDesk::phone(QStringLiteral("c1"), ContactKind::Mobile,
                                              QStringLiteral("090-1111-%1").arg(1000 + i))};
      desk.directory.put(account);
      Visitor visitor(desk, key.toLatin1());
      QVERIFY(visitor.open(key) && visitor.passChallenge() && visitor.choose(MethodKind::Text));
      QVERIFY(visitor.confirm(QString::number(1000 + i)));
    }
    QCOMPARE(desk.messages(), 3);
  }

  // Row "texts and calls": whoever pays for them hears of it once an hour, and the counter of each one
  // withheld.
  void aSpentBudgetIsAnAlarm_data() {
    QTest::addColumn<int>("whole");
    QTest::addColumn<int>("alike");
    QTest::addColumn<QString>("told");
    QTest::newRow("of the realm") << 3 << 3 << "People 3  ja";
    QTest::newRow("of numbers that begin alike") << 100 << 2 << "People 2 +8190… ja";
  }
  void aSpentBudgetIsAnAlarm() {
    QFETCH(int, whole);
    QFETCH(int, alike);
    QFETCH(QString, told);
    RecoveryDesk desk;
    Realm& realm = desk.policy.realms[0];
    realm.phones.textsPerHour = whole;
    realm.phones.textsPerHourAndPrefix = alike;
    realm.administrators = {QStringLiteral("it@example.com"), QStringLiteral("boss@example.com")};
    desk.policy.administratorLanguage = Language::Japanese;
    desk.restart();
    int number = 0;
    const auto ask = [&](int times, bool isReal) {
      for (int i = 0; i < times; ++i) {
        const QString key = QStringLiteral("user%1@outlook.com").arg(++number);
        Account account = RecoveryDesk::person(key);
        account.contacts = {RecoveryDesk::phone(QStringLiteral("c1"), ContactKind::Mobile,
                                                QStringLiteral("090-1111-%1").arg(1000 + number))};
        desk.directory.put(account);
        Visitor visitor(desk, key.toLatin1());
        QVERIFY(visitor.open(key) && visitor.passChallenge() && visitor.choose(MethodKind::Text));
        QVERIFY(visitor.confirm(isReal ? QString::number(1000 + number) : QStringLiteral("0000")));
      }
    };
    const auto alarms = [&] {
      return desk.count("messages WHERE subject = 'budget spent' AND recipient <> ''");
    };
    ask(6, false);  // cost nothing, and are told to nobody
    QCOMPARE(desk.spent.size(), 0);
    QCOMPARE(alarms(), 0);
    ask(alike, true);
    QCOMPARE(desk.spent.size(), 0);
    ask(3, true);
    QCOMPARE(desk.spent, QList<Budget>(3, whole == alike ? Budget::Realm : Budget::Prefix));
    QCOMPARE(alarms(), 2);
    QCOMPARE(desk.count("messages WHERE recipient = 'it@example.com'"), 1);
    QCOMPARE(desk.lastBody("budget spent"), told);
    QCOMPARE(desk.count("journal WHERE event = 'code-withheld' AND detail LIKE '%: budget'"), 3);
    desk.clock.advance(hours);
    ask(alike + 1, true);
    QCOMPARE(desk.spent.size(), 4);
    QCOMPARE(alarms(), 4);
  }

  void numbersAbroadAndPremiumNumbersAreNotOffered() {
    RecoveryDesk desk;
    Account account = RecoveryDesk::person();
    account.contacts = {
        account.contacts.first(),
        {QStringLiteral("x1"),
         ContactKind::Mobile,
         QStringLiteral("+12025550123"),
         {},
         QStringLiteral("(202) 555-0123"),
         {},
         true},
        RecoveryDesk::phone(QStringLiteral("x2"), ContactKind::Phone, QStringLiteral("0990-123-456"))};
    desk.directory.put(account);
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge());
    QCOMPARE(visitor.view.methods.size(), 1);
  }

  // A23
  void aHandleOfAnotherRecoveryIsUnknown() {
    RecoveryDesk desk;
    Visitor one(desk, "one");
    Visitor two(desk, "two");
    QVERIFY(one.open() && one.passChallenge() && two.open() && two.passChallenge());
    QVERIFY(one.handle(MethodKind::Mail) != two.handle(MethodKind::Mail));
    QCOMPARE(kindOf(two.perform(ChooseMethod{one.handle(MethodKind::Mail)})), RefusalKind::UnknownMethod);
    QCOMPARE(kindOf(two.perform(ChooseMethod{QString()})), RefusalKind::UnknownMethod);
  }

  void uniformRealmsLeadEveryEntryOnAndSendOnAMatchOnly() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Mail));
    QCOMPARE(kindOf(visitor.confirm(QStringLiteral("@"))), RefusalKind::EntryMalformed);
    QVERIFY(visitor.confirm(QStringLiteral("someone")));
    QCOMPARE(visitor.view.stage, Stage::Code);
    QCOMPARE(visitor.view.code->shownEntry, QStringLiteral("someone"));
    QCOMPARE(desk.messages(), 0);
    // Corrected at once, without a pause.
    QVERIFY(visitor.confirm(QStringLiteral("msabc123.backup@example.com")));
    QCOMPARE(desk.messages(), 1);
    const QString code = desk.lastCode();
    // Wrongly "corrected" again: the code on its way is no proof any more; then right: it is, and no
    // second one was sent.
    QVERIFY(visitor.confirm(QStringLiteral("someone.else")));
    QCOMPARE(kindOf(visitor.code(code)), RefusalKind::CodeWrong);
    QVERIFY(visitor.confirm(QStringLiteral("msabc123.backup")));
    QCOMPARE(desk.messages(), 1);
    QVERIFY(visitor.code(code));
  }

  void tooManyEntriesEndTheRecovery_data() {
    QTest::addColumn<bool>("tells");
    QTest::addColumn<int>("lastGood");
    QTest::newRow("uniform: five entries are looked at, the sixth ends it") << false << 5;
    QTest::newRow("explicit: the fifth miss ends it") << true << 4;
  }
  void tooManyEntriesEndTheRecovery() {
    QFETCH(bool, tells);
    QFETCH(int, lastGood);
    RecoveryDesk desk(tells ? Disclosure::Explicit : Disclosure::Uniform);
    Visitor visitor(desk);
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Mail));
    for (int i = 0; i < lastGood; ++i) {
      const auto answer = visitor.confirm(QStringLiteral("guess%1").arg(i));
      if (tells) {
        QCOMPARE(kindOf(answer), RefusalKind::EntryMismatch);
        QCOMPARE(answer.error().triesLeft, 4 - i);
      } else {
        QVERIFY(answer);
      }
    }
    QVERIFY(visitor.confirm(QStringLiteral("last")));
    QCOMPARE(visitor.view.stage, Stage::Ended);
    QCOMPARE(visitor.view.ending, Ending::TooManyTries);
    QCOMPARE(desk.messages(), 0);
  }

  void anHourIsTheEndHoweverBusyOneIs() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    for (int i = 0; i < 5; ++i) {
      desk.clock.advance(hours / 5 - 1000);
      QVERIFY(visitor.perform(SetLanguage{Language::Japanese}));
    }
    desk.clock.advance(5000);
    QCOMPARE(kindOf(visitor.perform(SetLanguage{Language::English})), RefusalKind::Unauthorized);
  }

  void openingIsLimitedBySourceAndByAccountInAnySpelling() {
    RecoveryDesk desk;
    desk.policy.realms[0].limits.opensPerHourAndSource = 4;
    desk.policy.realms[0].limits.opensPerHourAndAccount = 2;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.open());
    QVERIFY(visitor.open(QStringLiteral("ＭＳＡＢＣ123@OUTLOOK.com")));
    const auto refused = visitor.open();
    QCOMPARE(kindOf(refused), RefusalKind::RateLimited);
    QCOMPARE(refused.error().retryIn, 3600);
    // Whoever uses up his own share keeps nobody else from the account.
    Visitor elsewhere(desk, "elsewhere");
    elsewhere.caller.source = QStringLiteral("198.51.100.1");
    QVERIFY(elsewhere.open());
    QVERIFY(visitor.open(QStringLiteral("a@outlook.com")));
    QCOMPARE(kindOf(visitor.open(QStringLiteral("b@outlook.com"))), RefusalKind::RateLimited);
    desk.clock.advance(hours);
    QVERIFY(visitor.open());
  }

  // A17
  void twinsAnswerAlike_data() {
    QTest::addColumn<int>("status");
    QTest::newRow("unknown") << -1;
    QTest::newRow("disabled") << int(AccountStatus::Disabled);
    QTest::newRow("not enabled") << int(AccountStatus::NotEnabledForReset);
    QTest::newRow("managed elsewhere") << int(AccountStatus::ManagedElsewhere);
    QTest::newRow("privileged") << int(AccountStatus::Privileged);
    QTest::newRow("without contacts") << -2;
    QTest::newRow("stopped by its owner") << -3;
  }
  void twinsAnswerAlike() {
    QFETCH(int, status);
    RecoveryDesk desk;
    const QString twin = QStringLiteral("twin@outlook.com");
    if (status != -1) {
      Account account = RecoveryDesk::person(twin);
      if (status == -2)
        account.contacts.clear();
      else if (status != -3)
        account.status = static_cast<AccountStatus>(status);
      desk.directory.put(account);
    }
    if (status == -3) {
      const auto tables = desk.bench->store().begin(Access::Write);
      tables->objections().freeze(twin, desk.clock.now(), desk.clock.now() + 24 * 60 * minute);
      QVERIFY(tables->commit());
    }
    Visitor real(desk, "real");
    Visitor decoy(desk, "decoy");
    desk.policy.senders.mail = QStringLiteral("no-reply@example.com");
    desk.restart();
    real.caller.source = QStringLiteral("r");
    decoy.caller.source = QStringLiteral("d");
    QVERIFY(real.open() && decoy.open(twin));
    QVERIFY(real.passChallenge() && decoy.passChallenge());
    QCOMPARE(decoy.view.stage, Stage::Method);
    QVERIFY(!decoy.view.methods.isEmpty());
    QStringList masks;
    for (const MethodOffer& method : decoy.view.methods) masks += method.mask;

    const auto both = [&](auto act) {
      const auto a = act(real);
      const auto b = act(decoy);
      QCOMPARE(a.has_value(), b.has_value());
      if (!a) {
        QCOMPARE(a.error().kind, b.error().kind);
        QCOMPARE(a.error().triesLeft, b.error().triesLeft);
        QCOMPARE(a.error().retryIn, b.error().retryIn);
        return;
      }
      QCOMPARE(a->snapshot.stage, b->snapshot.stage);
      QCOMPARE(a->snapshot.code.has_value(), b->snapshot.code.has_value());
      if (!a->snapshot.code) return;
      QCOMPARE(a->snapshot.code->expiresAt, b->snapshot.code->expiresAt);
      QCOMPARE(a->snapshot.code->resendAt, b->snapshot.code->resendAt);
      QCOMPARE(a->snapshot.code->resendsLeft, b->snapshot.code->resendsLeft);
      QCOMPARE(a->snapshot.code->triesLeft, b->snapshot.code->triesLeft);
      QCOMPARE(int(a->snapshot.code->delivery), int(b->snapshot.code->delivery));
      QCOMPARE(a->snapshot.code->news, b->snapshot.code->news);
      QCOMPARE(a->snapshot.code->problems, b->snapshot.code->problems);
      QCOMPARE(a->snapshot.code->sender, QStringLiteral("no-reply@example.com"));
      QCOMPARE(b->snapshot.code->sender, a->snapshot.code->sender);
    };
    both([](Visitor& v) { return v.choose(MethodKind::Mail); });
    both([](Visitor& v) { return v.confirm(QStringLiteral("no one")); });
    both([](Visitor& v) { return v.confirm(QStringLiteral("msabc123.backup")); });
    both([](Visitor& v) { return v.perform(ResendCode{}); });
    for (int i = 0; i < 6; ++i) {
      both([](Visitor& v) { return v.code(QStringLiteral("123456")); });
      both([](Visitor& v) { return v.perform(ResendCode{}); });
      desk.clock.advance(minute);
    }
    QCOMPARE(desk.ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE recipient <> '' AND recovery_id <> "
                                     "(SELECT id FROM recoveries WHERE account_key LIKE 'msabc%')"))
                 .toInt(),
             0);
    // As much work afterwards, too: the thread that sends is in the way of requests while it works.
    for (const char* const table : {"messages", "journal"}) {
      const QString difference = QStringLiteral(
          "SELECT SUM(CASE WHEN r.account_key LIKE 'msabc%' THEN 1 ELSE -1 END) FROM %1 t "
          "JOIN recoveries r ON r.id = t.recovery_id");
      QCOMPARE(desk.ask(difference.arg(QLatin1String(table))), QVariant(0));
    }
    // Stable over a restart.
    desk.restart();
    Visitor again(desk, "again");
    QVERIFY(again.open(twin) && again.passChallenge());
    QStringList later;
    for (const MethodOffer& method : again.view.methods) later += method.mask;
    QCOMPARE(later, masks);
  }

  void nothingReadableOfAChallengeOrACodeIsStored() {
    auto bench = std::make_unique<SqliteBench>();
    const QString path = bench->path();
    RecoveryDesk desk(std::move(bench));
    Visitor visitor(desk);
    QVERIFY(visitor.open());
    const QByteArray letters = *desk.service->media(Media::Picture, visitor.token, visitor.caller);
    const auto fileHolds = [&path](const QByteArray& text) {
      for (const QString& name : {path, path + QStringLiteral("-wal")}) {
        QFile file(name);
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text)) return true;
      }
      return false;
    };
    QVERIFY(!fileHolds(letters));
    QVERIFY(!fileHolds(QByteArray(visitor.token.view().data(), qsizetype(visitor.token.size())).sliced(23)));
  }
};

QTEST_GUILESS_MAIN(RecoveryLimitsTest)
#include "recovery_limits_test.moc"
