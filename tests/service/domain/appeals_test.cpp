// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/appeals.h"

#include <QtTest>
#include <atomic>

#include "service/domain/appeal_comparison.h"
#include "tests/support/appeal_office.h"
#include "tests/support/at_once.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {

using Office = AppealOffice;
constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;

/// Goes on with a recovery that was opened beside it.
void take(Visitor& visitor, const Result<Outcome, Refusal>& opened) {
  visitor.view = opened->snapshot;
  visitor.token =
      platform::Secret({opened->newToken.constData(), static_cast<std::size_t>(opened->newToken.size())});
}

/// Remembers two passwords of one account.
class TwoPasswords final : public PasswordMemory {
public:
  Result<std::optional<bool>, DirectoryError> knew(const QString& key, const QString&,
                                                   const platform::Secret& password) override {
    if (isDown) return unexpected(DirectoryError::Unavailable);
    if (key != RecoveryDesk::person().key) return std::optional<bool>();
    return std::optional(password.view() == "Old-pass-1" || password.view() == "Older-pass-1");
  }
  bool isDown = false;
};

}  // namespace

class AppealsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void anApprovedAppealLeadsToANewPassword() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.open() && visitor.passChallenge());
    QVERIFY(visitor.view.appeal);
    QCOMPARE(visitor.view.appeal->waitsAtLeast, 24 * 3600);
    QVERIFY(visitor.perform(GiveAppealContact{QStringLiteral(" Mika@Example.net ")}));
    QCOMPARE(visitor.view.stage, Stage::AppealCode);
    QCOMPARE(visitor.view.code->shownEntry, QStringLiteral("mika@example.net"));
    QVERIFY(visitor.code(office.desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::AppealForm);
    QCOMPARE(visitor.view.appeal->contactMask, QStringLiteral("mi*****@example.net"));
    QCOMPARE(visitor.view.appeal->fields.size(), 1);
    FileAppeal form;
    form.names = QStringLiteral("Ms Abc");
    form.fields = {{QStringLiteral("staff-number"), QStringLiteral("A-1042")}};
    QVERIFY(visitor.perform(std::move(form)));
    QCOMPARE(visitor.view.stage, Stage::Appealed);
    QCOMPARE(office.queued("appeal filed"), 3);
    QCOMPARE(office.queued("appeal to review"), 1);

    const AppealRecord appeal = office.latest();
    QCOMPARE(appeal.receipt, visitor.view.receipt);
    QCOMPARE(appeal.accountKey, RecoveryDesk::person().key);
    QVERIFY(office.approve(appeal.id));
    QCOMPARE(office.queued("appeal approved"), 3);
    office.desk.clock.advance(72 * hour);
    QCOMPARE(office.desk.service->releaseAppeals(), 1);
    QCOMPARE(office.desk.service->releaseAppeals(), 0);
    QCOMPARE(office.queued("appeal released"), 1);

    const auto opened = office.openByApproval(office.codeIn("appeal released"));
    QVERIFY(opened);
    Visitor second(office.desk, "second PC");
    take(second, opened);
    QCOMPARE(second.view.stage, Stage::Code);
    QVERIFY(second.view.byAppeal && !second.view.appeal);
    QCOMPARE(second.view.methods.size(), 1);
    QCOMPARE(second.view.code->mask, QStringLiteral("mi*****@example.net"));
    QVERIFY(second.perform(SubmitCode{platform::Secret(office.desk.lastCode().toStdString())}));
    QCOMPARE(second.view.stage, Stage::Password);
    QVERIFY(second.password("Quiet-Lake-42"));
    QCOMPARE(second.view.stage, Stage::Done);
    QCOMPARE(office.desk.directory.passwordOf(RecoveryDesk::person().key), QByteArray("Quiet-Lake-42"));
    QCOMPARE(office.queued("changed"), 3);
    QCOMPARE(office.latest().state, AppealState::Completed);
  }

  void theAddressProvesNothing() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(office.reachForm(visitor));
    // What was confirmed is none of the ways to prove anything, and its code passes no gate.
    for (const MethodOffer& method : visitor.view.methods) {
      QVERIFY(method.mask != QStringLiteral("mi*****@example.net"));
    }
    QCOMPARE(kindOf(visitor.password("Quiet-Lake-42")), RefusalKind::WrongStage);
    QVERIFY(visitor.choose(MethodKind::Mail));
    QCOMPARE(visitor.view.stage, Stage::Confirm);
    QCOMPARE(visitor.view.gatesPassed, 0);
    QVERIFY(visitor.confirm(QStringLiteral("mika")));
    QCOMPARE(kindOf(visitor.code(office.desk.lastCode())), RefusalKind::CodeWrong);
  }

  void addressesAreMailAndNotTheAccountItself_data() {
    QTest::addColumn<QString>("address");
    QTest::addColumn<RefusalKind>("refusal");
    const auto row = [](const char* name, const QString& address, RefusalKind kind) {
      QTest::newRow(name) << address << kind;
    };
    row("no mail", QStringLiteral("090-1234-5678"), RefusalKind::EntryMalformed);
    row("a host", QStringLiteral("mika@localhost"), RefusalKind::EntryMalformed);
    row("two", QStringLiteral("a@example.com,b@example.com"), RefusalKind::EntryMalformed);
    row("a line more", QStringLiteral("a@example.com\nBcc: b@example.com"), RefusalKind::EntryMalformed);
    row("the account", QStringLiteral("MSabc123@outlook.com"), RefusalKind::AppealContactRefused);
  }
  void addressesAreMailAndNotTheAccountItself() {
    QFETCH(QString, address);
    QFETCH(RefusalKind, refusal);
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.open() && visitor.passChallenge());
    QCOMPARE(kindOf(visitor.perform(GiveAppealContact{address})), refusal);
    QCOMPARE(office.desk.messages(), 0);
  }

  void whereAppealsAreOffThereIsNone() {
    Office office;
    office.desk.policy.realms.first().appeal.on = false;
    office.desk.restart();
    Visitor visitor(office.desk);
    QVERIFY(visitor.open() && visitor.passChallenge());
    QVERIFY(!visitor.view.appeal);
    QCOMPARE(kindOf(visitor.perform(GiveAppealContact{QStringLiteral("mika@example.net")})),
             RefusalKind::WrongStage);
  }

  void strangersAreNotWrittenToWithoutEnd() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(office.reachAppealCode(visitor));
    for (int i = 1; i < 5; ++i) {
      const QString address = QStringLiteral("a%1@example.net").arg(i);
      QVERIFY(visitor.perform(GiveAppealContact{address}));
    }
    QCOMPARE(kindOf(visitor.perform(GiveAppealContact{QStringLiteral("one.more@example.net")})),
             RefusalKind::RateLimited);
    // Another recovery of the same source: ten an hour in all.
    Visitor other(office.desk, "other");
    QVERIFY(office.reachAppealCode(other, QStringLiteral("nobody@example.com"),
                                   QStringLiteral("b0@example.net")));
    for (int i = 1; i < 5; ++i) {
      QVERIFY(other.perform(GiveAppealContact{QStringLiteral("b%1@example.net").arg(i)}));
    }
    Visitor third(office.desk, "third");
    QVERIFY(
        !office.reachAppealCode(third, QStringLiteral("some@example.com"), QStringLiteral("c@example.net")));
    QCOMPARE(office.desk.messages(), 10);
    // No mail to such an address can stop anything.
    QCOMPARE(office.queued("appeal code"), 10);
    QCOMPARE(office.desk.count("objection_tickets"), 0);
  }

  void wrongCodesEndNoRecoveryAndLockNoFactor() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(office.reachAppealCode(visitor));
    const QString wrong = wrongFor(office.desk.lastCode());
    for (int i = 0; i < 4; ++i) QCOMPARE(kindOf(visitor.code(wrong)), RefusalKind::CodeWrong);
    QCOMPARE(kindOf(visitor.code(wrong)), RefusalKind::TooManyTries);
    QCOMPARE(kindOf(visitor.code(office.desk.lastCode())), RefusalKind::TooManyTries);
    QCOMPARE(office.desk.count("locks"), 0);
    QVERIFY(visitor.perform(GiveAppealContact{QStringLiteral("other@example.net")}));
    QCOMPARE(visitor.view.stage, Stage::AppealCode);
  }

  void threeADayAreFiledForOneAccount() {
    Office office;
    for (int i = 0; i < 3; ++i) {
      Visitor visitor(office.desk, QByteArray::number(i));
      QVERIFY(office.file(visitor, RecoveryDesk::person().key, QStringLiteral("m%1@example.net").arg(i)));
      office.desk.clock.advance(minute);
    }
    Visitor visitor(office.desk, "fourth");
    QVERIFY(visitor.open() && visitor.passChallenge());
    const auto refused = visitor.perform(GiveAppealContact{QStringLiteral("m4@example.net")});
    QCOMPARE(kindOf(refused), RefusalKind::RateLimited);
    QVERIFY(refused.error().retryIn > 23 * 3600);
    QCOMPARE(office.desk.count("appeals WHERE state = 1"), 3);
  }

  void whatIsSaidIsComparedAndPasswordsAreNotKept() {
    Office office;
    TwoPasswords memory;
    RecoveryDesk& desk = office.desk;
    RecoveryParts parts{desk.bench->store(), desk.directory, desk.renderer, desk.writer,
                        desk.numbering,      desk.keys,      desk.box,      desk.slowHash,
                        desk.signatures,     desk.clock,     desk.random,   {}};
    parts.passwords = &memory;
    desk.service = std::make_unique<RecoveryService>(parts, desk.policy);
    Visitor visitor(desk);
    QVERIFY(office.reachForm(visitor));
    const auto form = [] {
      FileAppeal made;
      made.names = QStringLiteral("ＡＢＣ, ms");
      made.birthDate = QStringLiteral("1984");
      made.passwords.emplace_back("Older-pass-1");
      made.passwords.emplace_back("Never-pass-1");
      made.contacts = {QStringLiteral("090-9876-5432"), QStringLiteral("nobody@example.com")};
      made.fields = {{QStringLiteral("staff-number"), QStringLiteral("A-1")}};
      return made;
    };
    memory.isDown = true;
    QCOMPARE(kindOf(visitor.perform(form())), RefusalKind::Unavailable);
    memory.isDown = false;
    QVERIFY(visitor.perform(form()));
    const auto answers = openAnswers(desk.box, office.latest());
    QVERIFY(answers);
    const QList<AppealAnswer> expected{
        {QStringLiteral("names"), QStringLiteral("ＡＢＣ, ms"), Comparison::Match},
        {QStringLiteral("birth-date"), QStringLiteral("1984"), Comparison::CannotCheck},
        {QStringLiteral("password"), {}, Comparison::Match},
        {QStringLiteral("password"), {}, Comparison::NoMatch},
        {QStringLiteral("contact"), QStringLiteral("090-9876-5432"), Comparison::Match},
        {QStringLiteral("contact"), QStringLiteral("nobody@example.com"), Comparison::NoMatch},
        {QStringLiteral("staff-number"), QStringLiteral("A-1"), Comparison::CannotCheck}};
    QCOMPARE(*answers, expected);
  }

  void whoeverFillsInTheFormIsNotIdle_data() {
    QTest::addColumn<int>("minutes");
    QTest::addColumn<bool>("filed");
    QTest::newRow("three idle limits later") << 45 << true;
    QTest::newRow("at the end of the recovery") << 60 << false;
  }
  void whoeverFillsInTheFormIsNotIdle() {
    QFETCH(int, minutes);
    QFETCH(bool, filed);
    AppealOffice office;
    Visitor visitor(office.desk);
    const qint64 begun = office.desk.clock.now();
    QVERIFY(office.reachForm(visitor));
    QCOMPARE(visitor.view.idleExpiresAt, visitor.view.expiresAt);
    office.desk.clock.advance(begun + minutes * 60'000 - office.desk.clock.now());
    const auto answer = visitor.perform(FileAppeal{});
    QCOMPARE(answer.has_value(), filed);
    if (!filed) QCOMPARE(answer.error().kind, RefusalKind::Unauthorized);
  }

  void fieldsThatTheRealmDoesNotNameAreRefused_data() {
    QTest::addColumn<QStringList>("ids");
    QTest::addColumn<QString>("value");
    QTest::newRow("another") << QStringList{QStringLiteral("shoe-size")} << QStringLiteral("42");
    QTest::newRow("twice") << QStringList{QStringLiteral("staff-number"), QStringLiteral("staff-number")}
                           << QStringLiteral("A-1");
    QTest::newRow("too long") << QStringList{QStringLiteral("staff-number")} << QStringLiteral("A-1234567");
  }
  void fieldsThatTheRealmDoesNotNameAreRefused() {
    QFETCH(QStringList, ids);
    QFETCH(QString, value);
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(office.reachForm(visitor));
    FileAppeal form;
    for (const QString& id : ids) form.fields.append({id, value});
    const auto refused = visitor.perform(std::move(form));
    QCOMPARE(kindOf(refused), RefusalKind::InvalidField);
    QCOMPARE(refused.error().field, QStringLiteral("/fields"));
  }

  void aCodeGoesOutWhenItsTimeHasCome_data() {
    QTest::addColumn<bool>("hasFactors");
    QTest::addColumn<int>("hours");
    QTest::newRow("nothing is registered") << false << 24;
    QTest::newRow("something still works") << true << 72;
  }
  void aCodeGoesOutWhenItsTimeHasCome() {
    QFETCH(bool, hasFactors);
    QFETCH(int, hours);
    Office office;
    if (!hasFactors) {
      Account account = RecoveryDesk::person();
      account.contacts.clear();
      office.desk.directory.put(account, "Old-pass-1");
    }
    Visitor visitor(office.desk);
    QVERIFY(office.file(visitor));
    const auto decision = office.approve(office.latest().id);
    QVERIFY(decision);
    QCOMPARE(decision->hasFactors, hasFactors);
    office.desk.clock.advance(hours * hour - 1);
    QCOMPARE(office.desk.service->releaseAppeals(), 0);
    QCOMPARE(office.queued("appeal released"), 0);
    office.desk.clock.advance(1);
    QCOMPARE(office.desk.service->releaseAppeals(), 1);
    QVERIFY(office.openByApproval(office.codeIn("appeal released")));
  }

  void aCodeOpensOneRecovery() {
    Office office;
    Visitor visitor(office.desk);
    const QString code = office.approvedCode(visitor);
    QVERIFY(!code.isEmpty());
    const auto first = office.openByApproval(code, "one", 1);
    QVERIFY(first);
    const auto repeated = office.openByApproval(code, "one", 1);  // the very same write
    QVERIFY(repeated && repeated->repeated);
    QCOMPARE(kindOf(office.openByApproval(code, "two", 2)), RefusalKind::ApprovalRefused);
    QCOMPARE(kindOf(office.openByApproval(QStringLiteral("AAAA-AAAA-AAAA-AAAA"), "three", 3)),
             RefusalKind::ApprovalRefused);
  }

  void aCodeIsGoodForAWeek() {
    Office office;
    Visitor visitor(office.desk);
    const QString code = office.approvedCode(visitor);
    office.desk.clock.advance(7 * 24 * hour);
    QCOMPARE(kindOf(office.openByApproval(code)), RefusalKind::ApprovalRefused);
  }

  void ofManyDecisionsOneCounts() {
    Office office;
    office.desk.policy.realms.first().appeal.perDay = 1000;
    office.desk.policy.realms.first().appeal.perHourAndSource = 1000;
    office.desk.policy.realms.first().appeal.contactsPerHourAndSource = 1000;
    office.desk.restart();
    for (int round = 0; round < raceRounds(2); ++round) {
      Visitor visitor(office.desk, QByteArray::number(round));
      QVERIFY(office.file(visitor, RecoveryDesk::person().key, QStringLiteral("m%1@example.net").arg(round)));
      const QString id = office.latest().id;
      std::atomic<int> approved = 0;
      std::atomic<int> denied = 0;
      std::atomic<int> late = 0;
      atOnce(8, [&](int i) {
        const auto decision = i % 4 == 0 ? office.review().deny(id, QStringLiteral("boss@example.com"))
                                         : office.review().approve(id, QStringLiteral("boss@example.com"),
                                                                   RecoveryDesk::person());
        if (!decision) {
          if (decision.error() == AppealFault::Decided) ++late;
        } else {
          ++(decision->state == AppealState::Approved ? approved : denied);
        }
      });
      QCOMPARE(approved + denied, 1);
      QCOMPARE(late.load(), 7);
      office.desk.clock.advance(minute);
    }
  }

  void ofManyThatComeWithOneCodeOneIsLetIn() {
    Office office;
    for (int round = 0; round < raceRounds(2); ++round) {
      Visitor visitor(office.desk, QByteArray::number(round));
      const QString code = office.approvedCode(visitor);
      QVERIFY(!code.isEmpty());
      std::atomic<int> opened = 0;
      atOnce(8, [&](int i) {
        if (office.openByApproval(code, "PC " + QByteArray::number(100 * round + i))) ++opened;
      });
      QCOMPARE(opened.load(), 1);
      office.desk.clock.advance(2 * minute);  // so that another code may be sent
    }
  }

  void aPrivilegedAccountIsNotGivenBack() {
    Office office;
    Account account = RecoveryDesk::person();
    account.status = AccountStatus::Privileged;
    office.desk.directory.put(account, "Old-pass-1");
    Visitor visitor(office.desk);
    QVERIFY(office.file(visitor));  // it looks as for everybody
    QVERIFY(office.desk.lastBody("appeal to review").contains(QStringLiteral(" privileged")));
    const auto refused = office.approve(office.latest().id);
    QVERIFY(!refused);
    QCOMPARE(refused.error(), AppealFault::Privileged);
  }

  void anAccountThatBecamePrivilegedIsNotGivenBack() {
    Office office;
    Visitor visitor(office.desk);
    const QString code = office.approvedCode(visitor);
    Account account = RecoveryDesk::person();
    account.status = AccountStatus::Privileged;
    office.desk.directory.put(account, "Old-pass-1");
    QCOMPARE(kindOf(office.openByApproval(code)), RefusalKind::ApprovalRefused);
  }

  void nobodyDecidesAboutThemselves() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(office.file(visitor));
    const QString id = office.latest().id;
    QCOMPARE(office.approve(id, RecoveryDesk::person().key).error(), AppealFault::OwnAppeal);
    QCOMPARE(office.review().deny(id, RecoveryDesk::person().key).error(), AppealFault::OwnAppeal);
    QCOMPARE(office.approve(QStringLiteral("no such")).error(), AppealFault::NoSuchAppeal);
  }

  void aNameWithoutAnAccountLooksTheSameAndCannotBeApproved() {
    Office office;
    Visitor real(office.desk, "real");
    Visitor twin(office.desk, "twin");
    const QString nobody = QStringLiteral("nobody@outlook.com");
    QVERIFY(office.file(real));
    office.desk.clock.advance(minute);
    QVERIFY(office.file(twin, nobody, QStringLiteral("some@example.net")));
    QCOMPARE(twin.view.stage, real.view.stage);
    QCOMPARE(twin.view.appeal->waitsAtLeast, real.view.appeal->waitsAtLeast);
    QCOMPARE(office.latest().cause, Cause::Unknown);
    QCOMPARE(office.approve(office.latest().id).error(), AppealFault::NotPossible);
    QCOMPARE(office.queued("appeal filed"), 3);
    QVERIFY(office.review().deny(office.latest().id, QStringLiteral("boss@example.com")));
    QCOMPARE(office.queued("appeal denied"), 1);
    QVERIFY(office.desk.lastBody("appeal denied").endsWith(QStringLiteral(" en")));
  }

  void thisWasNotMeCancelsIt() {
    Office office;
    Visitor visitor(office.desk);
    const QString code = office.approvedCode(visitor);
    const auto objected = office.object(office.codeIn("appeal approved"));
    QVERIFY(objected);
    QCOMPARE(objected->appealsEnded, 1);
    QVERIFY(objected->mayAppeal);
    QCOMPARE(kindOf(office.openByApproval(code)), RefusalKind::ApprovalRefused);
    QCOMPARE(office.latest().state, AppealState::Cancelled);
    // The owner may file one while the account is stopped; it is approved once that was cleared up.
    Visitor owner(office.desk, "owner");
    QVERIFY(office.file(owner, RecoveryDesk::person().key, QStringLiteral("owner@example.net")));
    QCOMPARE(office.approve(office.latest().id).error(), AppealFault::Stopped);
    QVERIFY(office.unfreeze());
    QVERIFY(office.approve(office.latest().id));
  }

  void aRecoveryByItIsStoppedToo() {
    Office office;
    Visitor visitor(office.desk);
    const auto opened = office.openByApproval(office.approvedCode(visitor));
    QVERIFY(opened);
    Visitor second(office.desk, "second PC");
    take(second, opened);
    QVERIFY(second.perform(SubmitCode{platform::Secret(office.desk.lastCode().toStdString())}));
    QVERIFY(office.object(office.codeIn("appeal filed")));
    QCOMPARE(kindOf(second.password("Quiet-Lake-42")), RefusalKind::RecoverySuperseded);
    QCOMPARE(office.desk.directory.changes, 0);
  }

  void anAccountThatIsBackEndsItsAppeals() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(office.file(visitor));
    Visitor other(office.desk, "other");
    QVERIFY(other.reachPassword() && other.password("Quiet-Lake-42"));
    QCOMPARE(office.latest().state, AppealState::Superseded);
    QCOMPARE(office.approve(office.latest().id).error(), AppealFault::Decided);
  }

  // Going on from another PC (docs/decisions/0022).
  void aReceiptDoesNotLeadIntoWhatAnApprovalOpened() {
    Office office;
    Visitor visitor(office.desk);
    const auto opened = office.openByApproval(office.approvedCode(visitor));
    QVERIFY(opened);
    Visitor second(office.desk, "second PC");
    take(second, opened);
    const QString code = office.desk.lastCode();
    office.desk.clock.advance(61'000);

    // Whoever has the receipt and can prove something has a recovery of their own, and touches no other one.
    Visitor third(office.desk, "third PC");
    QVERIFY(third.open(RecoveryDesk::person().key, Reason::ForgotPassword, second.view.receipt));
    QVERIFY(third.passChallenge() && third.choose(MethodKind::Mail) &&
            third.confirm(QStringLiteral("msabc123.backup")) && third.code(office.desk.lastCode()));
    QCOMPARE(third.view.continuation, Continuation::NothingFound);
    QVERIFY(third.view.receipt != second.view.receipt && !third.view.byAppeal);
    QVERIFY(second.perform(SubmitCode{platform::Secret(code.toStdString())}));
    QCOMPARE(second.view.stage, Stage::Password);
    QVERIFY(second.password("Quiet-Lake-42"));
    QCOMPARE(office.latest().state, AppealState::Completed);
  }

  void anAppealHasTheReceiptThatItsRecoveryWentOnWith() {
    Office office;
    office.desk.policy.realms.first().gates = 2;
    office.desk.restart();
    Visitor first(office.desk, "first PC");
    QVERIFY(office.reachForm(first));
    office.desk.clock.advance(61'000);
    Visitor second(office.desk, "second PC");
    QVERIFY(second.open(RecoveryDesk::person().key, Reason::ForgotPassword, first.view.receipt));
    QVERIFY(second.passChallenge() &&
            second.perform(GiveAppealContact{QStringLiteral("second@example.net")}));
    // Its code proves an address that anybody may name: it leads nowhere yet.
    QVERIFY(second.code(office.desk.lastCode()));
    QCOMPARE(second.view.stage, Stage::AppealForm);
    QCOMPARE(second.view.continuation, Continuation::Waiting);
    QVERIFY(second.choose(MethodKind::Mail) && second.confirm(QStringLiteral("msabc123.backup")) &&
            second.code(office.desk.lastCode()));
    QCOMPARE(second.view.continuation, Continuation::Continued);
    QCOMPARE(second.view.gatesPassed, 1);

    // What the other PC had begun is over with it.
    const auto seen = office.desk.service->look(first.token, first.caller);
    QVERIFY(seen && !seen->appeal);
    QCOMPARE(kindOf(first.perform(FileAppeal{})), RefusalKind::WrongStage);
    QCOMPARE(kindOf(first.perform(GiveAppealContact{QStringLiteral("mika@example.net")})),
             RefusalKind::WrongStage);

    office.desk.clock.advance(61'000);
    QVERIFY(second.perform(GiveAppealContact{QStringLiteral("third@example.net")}));
    QVERIFY(second.code(office.desk.lastCode()) && second.perform(FileAppeal{}));
    QCOMPARE(second.view.stage, Stage::Appealed);
    QCOMPARE(second.view.receipt, first.view.receipt);
    QCOMPARE(office.latest().receipt, first.view.receipt);
  }

  void namesAreComparedAsPeopleWriteThem_data() {
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("known");
    QTest::addColumn<Comparison>("comparison");
    QTest::newRow("the other way round")
        << QStringLiteral("SATO, Mika") << QStringLiteral("Mika Sato") << Comparison::Match;
    QTest::newRow("Japanese without a blank")
        << QStringLiteral("佐藤未来") << QStringLiteral("佐藤　未来") << Comparison::Match;
    QTest::newRow("a part") << QStringLiteral("Mika") << QStringLiteral("Mika Sato") << Comparison::NoMatch;
    QTest::newRow("nothing known") << QStringLiteral("Mika") << QString() << Comparison::CannotCheck;
  }
  void namesAreComparedAsPeopleWriteThem() {
    QFETCH(QString, said);
    QFETCH(QString, known);
    QFETCH(Comparison, comparison);
    QCOMPARE(compareNames(said, known), comparison);
  }
};

QTEST_GUILESS_MAIN(AppealsTest)
#include "appeals_test.moc"
