// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>
#include <atomic>

#include "core/rules/objection_code.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/start_codes.h"
#include "tests/support/at_once.h"
#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 day = 24 * 60 * minute;
const QString person = QStringLiteral("msabc123@outlook.com");

struct Office {
  explicit Office(Disclosure disclosure = Disclosure::Uniform) : desk(disclosure) {
    Realm& realm = desk.policy.realms.first();
    realm.administrators = {QStringLiteral("it@example.com")};
    desk.restart();
  }
  /// The code of "this was not me" in the message that was queued last with such a subject.
  [[nodiscard]] QString codeIn(const char* subject) const { return desk.lastBody(subject).section(u' ', -1); }
  Result<Objected, Refusal> object(const QString& code, const QString& source = QStringLiteral("192.0.2.9"),
                                   int number = 0) {
    const QByteArray key = QByteArray::number(number == 0 ? ++writes : number).rightJustified(16, '0');
    return desk.service->object({platform::Secret(code.toStdString())},
                                {QCryptographicHash::hash("owner", QCryptographicHash::Sha256), source},
                                {key, "fingerprint-" + key});
  }
  [[nodiscard]] QString journal(const char* event) const {
    return desk
        .ask(QStringLiteral("SELECT detail FROM journal WHERE event = '%1' ORDER BY number DESC LIMIT 1")
                 .arg(QLatin1String(event)))
        .toString();
  }
  [[nodiscard]] int queued(const char* subject) const {
    return desk
        .ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE subject = '%1' AND recipient <> ''")
                 .arg(QLatin1String(subject)))
        .toInt();
  }

  void lock() {
    Account account = RecoveryDesk::person();
    account.lock = LockState::Locked;
    desk.directory.put(account, "Old-pass-1");
  }
  /// From here on the realm takes start codes. Its administrators are not told: the message that is queued
  /// last goes to a contact.
  QString issueStartCode() {
    desk.policy.realms.first().factors.append(MethodKind::StartCode);
    desk.restart();
    ServicePolicy quiet = desk.policy;
    quiet.realms.first().administrators.clear();
    StartCodes codes(
        {desk.bench->store(), desk.keys, desk.writer, desk.numbering, desk.clock, desk.random, desk.box},
        quiet);
    const auto issued = codes.issue(**desk.directory.find(person));
    if (!issued) qFatal("no start code");
    const std::string_view digits = issued->digits.view();
    return QString::fromLatin1(digits.data(), static_cast<qsizetype>(digits.size()));
  }

  RecoveryDesk desk;
  int writes = 1000;
};

bool proveByMail(Visitor& visitor, const Office& office) {
  return visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")) &&
         visitor.code(office.desk.lastCode()) && visitor.view.stage == Stage::Password;
}
bool reachPassword(Visitor& visitor, const Office& office) {
  return visitor.open(person, Reason::CannotSignIn) && visitor.passChallenge() &&
         proveByMail(visitor, office);
}
bool reachStartCode(Visitor& visitor) {
  return visitor.open(person, Reason::NeverHadPassword) && visitor.passChallenge() &&
         visitor.choose(MethodKind::StartCode) && visitor.view.stage == Stage::Code;
}

RefusalKind kindOf(const Result<Objected, Refusal>& answer) {
  return answer ? RefusalKind::InternalError : answer.error().kind;
}

}  // namespace

class ObjectionsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theCodeOfAMessageEndsTheRecoveryAndStopsTheNext() {
    Office office;
    Visitor thief(office.desk);
    QVERIFY(thief.reachCode());
    const QString code = office.desk.lastCode();
    const auto objected = office.object(office.codeIn("code"));
    QVERIFY(objected);
    QCOMPARE(objected->recoveriesEnded, 1);
    QCOMPARE(objected->receipt, thief.view.receipt);
    QCOMPARE(objected->accountMask, QStringLiteral("ms*****@outlook.com"));
    QCOMPARE(objected->contactsNotified, 3);
    QVERIFY(objected->administratorsTold);
    QVERIFY(!objected->passwordChanged);
    QCOMPARE(objected->stoppedUntil, office.desk.clock.now() + 7 * day);
    QCOMPARE(tests::kindOf(thief.code(code)), RefusalKind::RecoverySuperseded);
    QCOMPARE(office.queued("stopped"), 3);
    QCOMPARE(office.queued("administrator told"), 1);
    QVERIFY(
        office.journal("objected").startsWith(QStringLiteral("code, 1 recoveries ended, stopped until ")));

    // A uniform realm shows nothing of it: methods, a code that seems to go out, and none does.
    Visitor again(office.desk, "again");
    const int before = office.desk.messages();
    QVERIFY(again.open() && again.passChallenge());
    QCOMPARE(again.view.stage, Stage::Method);
    QVERIFY(again.choose(MethodKind::Mail) && again.confirm(QStringLiteral("msabc123.backup")));
    QCOMPARE(again.view.stage, Stage::Code);
    QCOMPARE(office.desk.messages(), before);
    QCOMPARE(office.journal("not-possible"), QStringLiteral("stopped"));
  }

  void aRealmThatDisclosesSaysIt() {
    Office office(Disclosure::Explicit);
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    QVERIFY(office.object(office.codeIn("code")));
    Visitor again(office.desk, "again");
    QVERIFY(again.open() && again.passChallenge());
    QCOMPARE(again.view.stage, Stage::Ended);
    QCOMPARE(again.view.ending, Ending::Stopped);
    QCOMPARE(again.view.administrator, AdministratorContact::Offered);
  }

  void aPasswordThatWasChangedIsToldAndNotUndone() {
    Office office;
    Visitor thief(office.desk);
    QVERIFY(thief.reachPassword() && thief.password("Quiet-Lake-42"));
    const auto objected = office.object(office.codeIn("changed"));
    QVERIFY(objected);
    QVERIFY(objected->passwordChanged);
    QCOMPARE(office.desk.ask(QStringLiteral("SELECT body FROM messages WHERE subject = 'administrator told'"))
                 .toString(),
             person + u' ' + thief.view.receipt + QStringLiteral(" changed en"));
    // The code message of the same recovery says the same, a second later.
    QVERIFY(office.object(office.codeIn("code"))->passwordChanged);
  }

  void aLockThatWasTakenOffIsNoChangedPassword() {
    Office office;
    Visitor thief(office.desk);
    office.lock();
    QVERIFY(reachPassword(thief, office) && thief.perform(UnlockAccount{}));
    QVERIFY(!office.object(office.codeIn("unlocked"))->passwordChanged);
    // Nor does the code of the same recovery's first message say so.
    const auto objected = office.object(office.codeIn("code"));
    QVERIFY(objected && !objected->passwordChanged);
    QCOMPARE(objected->receipt, thief.view.receipt);
    QVERIFY(office.journal("objected").startsWith(QStringLiteral("code, 0 recoveries ended")));
  }

  void allThatARecoveryCouldStillDoIsOver_data() {
    QTest::addColumn<bool>("resumed");
    QTest::newRow("behind its gate") << false;
    QTest::newRow("behind its gate for the second time, after it was resumed") << true;
  }
  void allThatARecoveryCouldStillDoIsOver() {
    QFETCH(bool, resumed);
    Office office;
    office.lock();
    Visitor thief(office.desk);
    QVERIFY(thief.open(person, Reason::CannotSignIn));
    const platform::Secret kept = thief.token.clone();
    QVERIFY(thief.passChallenge() && proveByMail(thief, office));
    if (resumed) {
      office.desk.clock.advance(minute);
      thief.token = kept.clone();
      QVERIFY(thief.perform(ResumeRecovery{}));
      QCOMPARE(thief.view.stage, Stage::Method);
      QVERIFY(proveByMail(thief, office));
    }
    QCOMPARE(thief.view.lock, LockState::Locked);
    QCOMPARE(office.object(office.codeIn("code"))->recoveriesEnded, 1);
    QCOMPARE(tests::kindOf(thief.password("Quiet-Lake-42")), RefusalKind::RecoverySuperseded);
    QCOMPARE(tests::kindOf(thief.perform(UnlockAccount{})), RefusalKind::RecoverySuperseded);
    thief.token = kept.clone();
    QCOMPARE(tests::kindOf(thief.perform(ResumeRecovery{})), RefusalKind::RecoverySuperseded);
    QCOMPARE(office.desk.directory.changes + office.desk.directory.unlocks, 0);
  }

  void anUnlockingWhoseAnswerWasLostIsToldAndNotDoneAgain_data() {
    QTest::addColumn<bool>("happened");
    QTest::newRow("it had happened") << true;
    QTest::newRow("it had not") << false;
  }
  void anUnlockingWhoseAnswerWasLostIsToldAndNotDoneAgain() {
    QFETCH(bool, happened);
    Office office;
    office.lock();
    Visitor thief(office.desk);
    QVERIFY(reachPassword(thief, office));
    office.desk.directory.fault = DirectoryError::OutcomeUnknown;
    office.desk.directory.changesAllTheSame = happened;
    QCOMPARE(tests::kindOf(thief.perform(UnlockAccount{})), RefusalKind::Unavailable);
    office.desk.directory.fault.reset();
    QVERIFY(office.object(office.codeIn("code")));
    // As long as what one controller did may be on its way to the others, nobody knows that it did not.
    office.desk.clock.advance(2 * minute);
    QCOMPARE(office.desk.service->settle(), happened ? 1 : 0);
    office.desk.clock.advance(15 * minute);
    QCOMPARE(office.desk.service->settle(), happened ? 0 : 1);
    QCOMPARE(office.desk.directory.unlocks, happened ? 1 : 0);
    QCOMPARE(office.queued("unlocked"), happened ? 3 : 0);
    QCOMPARE(office.desk.ask(QStringLiteral("SELECT COUNT(*) FROM finishes")).toInt(), 0);
  }

  void aStartCodeEnds_data() {
    QTest::addColumn<int>("disclosure");
    QTest::newRow("uniform") << int(Disclosure::Uniform);
    QTest::newRow("explicit") << int(Disclosure::Explicit);
  }
  void aStartCodeEnds() {
    QFETCH(int, disclosure);
    Office office(static_cast<Disclosure>(disclosure));
    const QString code = office.issueStartCode();
    Visitor thief(office.desk);
    QVERIFY(reachStartCode(thief));
    const auto objected = office.object(office.codeIn("start code"));
    QVERIFY(objected && objected->receipt.isEmpty() && !objected->passwordChanged);
    QCOMPARE(tests::kindOf(thief.code(code)), RefusalKind::RecoverySuperseded);
    QVERIFY(office.journal("objected").startsWith(QStringLiteral("start-code-issued, 1 recoveries ended")));
    QVERIFY(office.journal("objected").endsWith(QStringLiteral(", start code ended")));
    QCOMPARE(office.desk.ask(QStringLiteral("SELECT COUNT(*) FROM start_codes")).toInt(), 0);

    // Who comes anew is offered no more than anybody, and what was handed out proves nothing.
    Visitor again(office.desk, "again");
    QVERIFY(again.open(person, Reason::NeverHadPassword) && again.passChallenge());
    if (again.view.stage == Stage::Ended) {
      QCOMPARE(again.view.ending, Ending::Stopped);
    } else {
      QVERIFY(again.choose(MethodKind::StartCode));
      QCOMPARE(tests::kindOf(again.code(code)), RefusalKind::CodeWrong);
    }
    // Nor does it after the freeze.
    office.desk.clock.advance(7 * day);
    Visitor later(office.desk, "later");
    QVERIFY(later.open(person, Reason::NeverHadPassword) && later.passChallenge());
    QCOMPARE(later.handle(MethodKind::StartCode).isEmpty(), disclosure == int(Disclosure::Explicit));
  }

  void aStartCodeThatPassedItsGateEndsToo() {
    Office office;
    const QString code = office.issueStartCode();
    Visitor thief(office.desk);
    QVERIFY(reachStartCode(thief) && thief.code(code));
    QCOMPARE(thief.view.stage, Stage::Password);
    QCOMPARE(office.object(office.codeIn("start code"))->recoveriesEnded, 1);
    QCOMPARE(tests::kindOf(thief.password("Quiet-Lake-42")), RefusalKind::RecoverySuperseded);
    QCOMPARE(office.desk.count("start_codes") + office.desk.directory.changes, 0);
  }

  /// Not even one that did not end with the freeze.
  void aStartCodeOpensNoStoppedAccount_data() {
    QTest::addColumn<int>("disclosure");
    QTest::addColumn<bool>("contacts");
    for (const bool contacts : {true, false}) {
      QTest::addRow("uniform, %s contacts", contacts ? "with" : "without")
          << int(Disclosure::Uniform) << contacts;
      QTest::addRow("explicit, %s contacts", contacts ? "with" : "without")
          << int(Disclosure::Explicit) << contacts;
    }
  }
  void aStartCodeOpensNoStoppedAccount() {
    QFETCH(int, disclosure);
    QFETCH(bool, contacts);
    Office office(static_cast<Disclosure>(disclosure));
    if (!contacts) {
      Account account = RecoveryDesk::person();
      account.contacts.clear();
      office.desk.directory.put(account);
    }
    const QString code = office.issueStartCode();
    {
      const auto tables = office.desk.bench->store().begin(Access::Write);
      tables->objections().freeze(person, office.desk.clock.now(), office.desk.clock.now() + day);
      QVERIFY(tables->commit());
    }
    Visitor visitor(office.desk);
    QVERIFY(visitor.open(person, Reason::NeverHadPassword) && visitor.passChallenge());
    QCOMPARE(office.journal("not-possible"), QStringLiteral("stopped"));
    if (disclosure == int(Disclosure::Explicit)) {
      QCOMPARE(visitor.view.ending, Ending::Stopped);
    } else {
      QVERIFY(visitor.choose(MethodKind::StartCode));
      QCOMPARE(tests::kindOf(visitor.code(code)), RefusalKind::CodeWrong);
    }
    // It is as good as before when an administrator says so.
    {
      const auto tables = office.desk.bench->store().begin(Access::Write);
      QVERIFY(tables->objections().unfreeze(person, office.desk.clock.now()));
      QVERIFY(tables->commit());
    }
    Visitor again(office.desk, "again");
    QVERIFY(reachStartCode(again) && again.code(code));
    QCOMPARE(again.view.stage, Stage::Password);
  }

  void whatIsNoGoodCodeIsRefusedInOneWay_data() {
    QTest::addColumn<QString>("kind");
    for (const char* const kind : {"wrong", "used", "too old", "no code at all", "empty"}) {
      QTest::newRow(kind) << QString::fromLatin1(kind);
    }
  }
  void whatIsNoGoodCodeIsRefusedInOneWay() {
    QFETCH(QString, kind);
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    QString code = office.codeIn("code");
    QVERIFY(rules::readObjection(code));
    if (kind == u"wrong") code = QStringLiteral("2222-2222-2222-2222");
    if (kind == u"used") QVERIFY(office.object(code));
    if (kind == u"too old") office.desk.clock.advance(day);
    if (kind == u"no code at all") code = QStringLiteral("1234567");
    if (kind == u"empty") code.clear();
    const int frozen = office.desk.ask(QStringLiteral("SELECT COUNT(*) FROM freezes")).toInt();
    QCOMPARE(kindOf(office.object(code)), RefusalKind::ObjectionRefused);
    QCOMPARE(office.desk.ask(QStringLiteral("SELECT COUNT(*) FROM freezes")).toInt(), frozen);
    QVERIFY(office.journal("objection-refused").startsWith(QStringLiteral("from ")));
    QVERIFY(!office.journal("objection-refused").contains(QStringLiteral("192.0.2.9")));
  }

  void triesAreCountedForEachSource() {
    Office office;
    office.desk.policy.realms.first().limits.objectionsPerHourAndSource = 3;
    office.desk.restart();
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    const QString right = office.codeIn("code");
    for (int i = 0; i < 3; ++i) {
      QCOMPARE(kindOf(office.object(QStringLiteral("2222-2222-2222-2222"))), RefusalKind::ObjectionRefused);
    }
    const auto limited = office.object(right);
    QCOMPARE(kindOf(limited), RefusalKind::RateLimited);
    QCOMPARE(limited.error().retryIn, 3600);
    QVERIFY(office.object(right, QStringLiteral("198.51.100.1")));
  }

  void aRepeatedWriteGetsTheFirstAnswer() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    const QString code = office.codeIn("code");
    const auto first = office.object(code, QStringLiteral("192.0.2.9"), 7);
    const auto second = office.object(code, QStringLiteral("192.0.2.9"), 7);
    QVERIFY(first && second);
    QCOMPARE(second->receipt, first->receipt);
    QCOMPARE(second->stoppedUntil, first->stoppedUntil);
    QCOMPARE(office.queued("stopped"), 3);
  }

  void aDirectoryThatIsDownCostsNobodyTheirCode() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    const QString code = office.codeIn("code");
    office.desk.directory.down = true;
    QCOMPARE(kindOf(office.object(code)), RefusalKind::Unavailable);
    office.desk.directory.down = false;
    QVERIFY(office.object(code));
  }

  void itEndsByItselfOrByAnAdministrator_data() {
    QTest::addColumn<bool>("lifted");
    QTest::newRow("after its time") << false;
    QTest::newRow("lifted") << true;
  }
  void itEndsByItselfOrByAnAdministrator() {
    QFETCH(bool, lifted);
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    QVERIFY(office.object(office.codeIn("code")));
    if (lifted) {
      const auto tables = office.desk.bench->store().begin(Access::Write);
      QVERIFY(tables->objections().unfreeze(person, office.desk.clock.now()));
      QVERIFY(!tables->objections().unfreeze(person, office.desk.clock.now()));
      QVERIFY(tables->commit());
      office.desk.clock.advance(minute);  // so that another code may be sent
    } else {
      office.desk.clock.advance(7 * day);
    }
    Visitor again(office.desk, "again");
    QVERIFY(again.reachPassword());
  }

  void ofFiftyAtOnceOneStops() {
    Office office;
    office.desk.policy.realms.first().limits.objectionsPerHourAndSource = 1000;
    office.desk.restart();
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    const QString code = office.codeIn("code");
    std::atomic<int> accepted = 0;
    std::atomic<int> refused = 0;
    atOnce(50, [&](int i) {
      const auto answer = office.object(code, QStringLiteral("192.0.2.9"), 5000 + i);
      if (answer) ++accepted;
      if (kindOf(answer) == RefusalKind::ObjectionRefused) ++refused;
    });
    QCOMPARE(accepted.load(), 1);
    QCOMPARE(refused.load(), 49);
    QCOMPARE(office.queued("stopped"), 3);
  }
};

QTEST_GUILESS_MAIN(ObjectionsTest)
#include "objections_test.moc"
