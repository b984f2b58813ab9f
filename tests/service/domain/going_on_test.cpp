// SPDX-License-Identifier: GPL-3.0-or-later
// Going on from another PC: the receipt of a recovery and a fresh proof.
#include <QtTest>

#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {

const QString name = QStringLiteral("msabc123@outlook.com");
const QString other = QStringLiteral("other@outlook.com");

struct TwoGates : RecoveryDesk {
  TwoGates() {
    policy.realms[0].gates = 2;
    directory.put(person(other), "Old-pass-1");
    restart();
  }
};

/// Somebody at a PC of their own.
struct AtPc : Visitor {
  AtPc(RecoveryDesk& at, const QByteArray& pc) : Visitor(at, pc), desk(at) {}

  bool begin(const QString& account = name) { return open(account) && passChallenge(); }
  /// A moment later, as somebody is who walked to another PC.
  Result<Outcome, Refusal> openWith(const QString& receipt, const QString& account = name) {
    desk.clock.advance(1000);
    return open(account, Reason::ForgotPassword, receipt);
  }
  bool beginWith(const QString& receipt, const QString& account = name) {
    return openWith(receipt, account) && passChallenge();
  }
  bool askByMail() {
    return choose(MethodKind::Mail) && confirm(QStringLiteral("msabc123.backup")) &&
           view.stage == Stage::Code;
  }
  bool proveByMail() { return askByMail() && code(desk.lastCode()); }
  bool proveByText() {
    return choose(MethodKind::Text) && confirm(QStringLiteral("5432")) && code(desk.lastCode());
  }
  [[nodiscard]] Result<Snapshot, Refusal> look() const { return desk.service->look(token, caller); }
  /// Where the service has it, without a word to the person.
  [[nodiscard]] QString state() const {
    return desk
        .ask(QStringLiteral("SELECT stage || ' ' || live || ' ' || gates_passed || ' ' || epoch || ' ' || "
                            "version || ' ' || receipt FROM recoveries WHERE id = '%1'")
                 .arg(id()))
        .toString();
  }
  [[nodiscard]] QString id() const { return QString::fromLatin1(token.view().data(), 22); }

  RecoveryDesk& desk;
};

QString eventsOf(const AtPc& pc) {
  return pc.desk
      .ask(QStringLiteral(
               "SELECT group_concat(event, ' ') FROM (SELECT event FROM journal WHERE recovery_id = "
               "'%1' ORDER BY rowid)")
               .arg(pc.id()))
      .toString();
}

}  // namespace

class GoingOnTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theOtherPcIsOutOnceItIsProvenHere_data() {
    QTest::addColumn<int>("gates");
    QTest::newRow("nothing passed there") << 0;
    QTest::newRow("one of two gates passed there") << 1;
    QTest::newRow("a password may be set there") << 2;
  }
  void theOtherPcIsOutOnceItIsProvenHere() {
    QFETCH(int, gates);
    TwoGates desk;
    AtPc first(desk, "first");
    AtPc second(desk, "second");
    QVERIFY(first.begin());
    if (gates > 0) QVERIFY(first.proveByMail());
    if (gates > 1) QVERIFY(first.proveByText());
    const QString receipt = first.view.receipt;
    desk.clock.advance(60'000);

    QVERIFY(second.beginWith(receipt));
    const QString its = second.view.receipt;
    QVERIFY(its != receipt);
    QVERIFY(second.proveByMail());
    QCOMPARE(second.view.continuation, Continuation::Continued);
    QCOMPARE(second.view.receipt, receipt);  // what help desk and card have goes on to be right
    // A receipt is worth no gate, and neither is what was passed where it was shown.
    QCOMPARE(second.view.gatesPassed, 1);
    QCOMPARE(second.view.stage, Stage::Method);

    const auto told = first.look();
    QVERIFY(told);
    QCOMPARE(told->stage, Stage::Ended);
    QCOMPARE(told->ending, Ending::ContinuedElsewhere);
    QCOMPARE(told->administrator, AdministratorContact::NotOffered);
    QVERIFY(told->methods.isEmpty());
    QVERIFY(!told->passwordRules);
    QCOMPARE(kindOf(first.password("Quiet-Lake-41")), RefusalKind::WrongStage);
    QCOMPARE(kindOf(first.choose(MethodKind::Text)), RefusalKind::WrongStage);
    QCOMPARE(kindOf(first.perform(ResumeRecovery{})),
             gates == 0 ? RefusalKind::WrongStage : RefusalKind::Unauthorized);
    QCOMPARE(desk.directory.changes, 0);

    QVERIFY(second.proveByText());
    QCOMPARE(second.view.stage, Stage::Password);
    QVERIFY(second.password("Quiet-Lake-42"));
    QCOMPARE(second.view.stage, Stage::Done);
    QCOMPARE(second.view.receipt, receipt);
    QCOMPARE(first.look()->ending, Ending::ContinuedElsewhere);  // and not that another one came first
  }

  void aReceiptAloneChangesNothingAnywhere() {
    TwoGates desk;
    AtPc first(desk, "first");
    AtPc thief(desk, "thief");
    QVERIFY(first.begin() && first.proveByMail());
    const QString before = first.state();
    const QString events = eventsOf(first);
    desk.clock.advance(61'000);
    QVERIFY(thief.beginWith(first.view.receipt));
    QVERIFY(thief.askByMail());
    for (int tries = 0; tries < 4; ++tries) QVERIFY(!thief.code(wrongFor(desk.lastCode())));
    QVERIFY(thief.perform(CancelRecovery()));
    QCOMPARE(first.state(), before);
    QCOMPARE(eventsOf(first), events);
    QVERIFY(first.proveByText());
    QVERIFY(first.password("Quiet-Lake-42"));
  }

  void whatLeadsNowhereLooksTheSame_data() {
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"nobody's", "another account's", "cancelled", "done", "expired",
                             "idle for too long", "its own", "younger than this one"}) {
      QTest::newRow(kind) << QString::fromLatin1(kind);
    }
  }
  void whatLeadsNowhereLooksTheSame() {
    QFETCH(QString, kind);
    TwoGates desk;
    AtPc first(desk, "first");
    AtPc second(desk, "second");
    QVERIFY(first.begin(kind == u"another account's" ? other : name) && first.proveByMail());
    QString receipt = first.view.receipt;
    if (kind == u"nobody's")
      receipt = receipt == u"222-222" ? QStringLiteral("333-333") : QStringLiteral("222-222");
    if (kind == u"cancelled") QVERIFY(first.perform(CancelRecovery()));
    if (kind == u"done") QVERIFY(first.proveByText() && first.password("Quiet-Lake-41"));
    if (kind == u"expired") desk.clock.advance(3'600'000);
    if (kind == u"idle for too long") desk.clock.advance(15 * 60'000);
    desk.clock.advance(61'000);  // the pause between two codes
    if (kind == u"younger than this one") {
      QVERIFY(first.perform(CancelRecovery()));
      QVERIFY(second.openWith(receipt) && second.passChallenge());
      AtPc late(desk, "late");
      QVERIFY(late.begin());
      // Receipts are given out by chance: that one comes again is put up here.
      std::ignore = desk.ask(
          QStringLiteral("UPDATE recoveries SET receipt = '%1' WHERE id = '%2'").arg(receipt, late.id()));
    } else {
      QVERIFY(second.beginWith(receipt));
      if (kind == u"its own") {
        std::ignore =
            desk.ask(QStringLiteral("UPDATE recoveries SET earlier_receipt = receipt WHERE id = '%1'")
                         .arg(second.id()));
      }
    }
    const QString its = second.view.receipt;
    const QString before = first.state();
    QCOMPARE(second.view.continuation, Continuation::Waiting);
    QVERIFY(second.proveByMail());
    QCOMPARE(second.view.continuation, Continuation::NothingFound);
    QCOMPARE(second.view.receipt, its);
    QCOMPARE(second.view.gatesPassed, 1);
    QCOMPARE(first.state(), before);
    QVERIFY(second.proveByText());
    QCOMPARE(second.view.stage, Stage::Password);
  }

  void formsOfAReceipt_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isTaken");
    QTest::newRow("as shown") << "7Q4-K2M" << true;
    QTest::newRow("small, with blanks") << " 7q4 k2m " << true;
    QTest::newRow("full-width") << QStringLiteral("７Ｑ４－Ｋ２Ｍ") << true;
    QTest::newRow("none") << QString() << true;
    QTest::newRow("too short") << "7Q4-K2" << false;
    QTest::newRow("a sign that none has") << "7Q4-K2O" << false;
    QTest::newRow("blanks alone") << "   " << false;
  }
  void formsOfAReceipt() {
    QFETCH(QString, typed);
    QFETCH(bool, isTaken);
    RecoveryDesk desk;
    AtPc pc(desk, "pc");
    const auto answer = pc.openWith(typed);
    QCOMPARE(answer.has_value(), isTaken);
    if (isTaken) return;
    QCOMPARE(answer.error().kind, RefusalKind::InvalidField);
    QCOMPARE(answer.error().field, QStringLiteral("/receipt"));
    QCOMPARE(desk.count("recoveries"), 0);
  }

  void countsNeverFall() {
    TwoGates desk;
    AtPc first(desk, "first");
    AtPc second(desk, "second");
    QVERIFY(first.begin() && first.proveByMail());
    QVERIFY(first.choose(MethodKind::Text) && first.confirm(QStringLiteral("5432")));
    for (int tries = 0; tries < 3; ++tries) QVERIFY(!first.code(wrongFor(desk.lastCode())));
    desk.clock.advance(3'600'000 / 5);
    QVERIFY(second.beginWith(first.view.receipt) && second.proveByMail());
    QCOMPARE(second.view.continuation, Continuation::Continued);
    QVERIFY(second.choose(MethodKind::Text) && second.confirm(QStringLiteral("5432")));
    QCOMPARE(second.view.code->triesLeft, 2);
    QCOMPARE(
        desk.ask(QStringLiteral("SELECT confirms FROM recoveries WHERE id = '%1'").arg(second.id())).toInt(),
        4);
    QCOMPARE(second.code(wrongFor(desk.lastCode())).error().triesLeft, std::optional(1));
  }

  void theOneMessageToTheAdministratorsIsSentOnce() {
    TwoGates desk;
    desk.policy.realms[0].administrators = {QStringLiteral("it@example.com")};
    desk.restart();
    AtPc first(desk, "first");
    AtPc second(desk, "second");
    QVERIFY(first.begin() && first.perform(ContactAdministrator()));
    QVERIFY(second.beginWith(first.view.receipt));
    QCOMPARE(second.view.administrator, AdministratorContact::Offered);  // nothing is told before a proof
    QVERIFY(second.proveByMail());
    QCOMPARE(second.view.administrator, AdministratorContact::Sent);
  }

  void aPasswordThatIsBeingSetIsLeftAlone() {
    RecoveryDesk desk;
    AtPc first(desk, "first");
    AtPc second(desk, "second");
    QVERIFY(first.begin() && first.proveByMail());
    desk.clock.advance(61'000);
    QVERIFY(second.beginWith(first.view.receipt) && second.askByMail());
    const QString code = desk.lastCode();
    Result<Outcome, Refusal> proven = unexpected(Refusal());
    desk.directory.beforeChange = [&] { proven = second.code(code); };
    QVERIFY(first.password("Quiet-Lake-42"));
    QCOMPARE(first.view.stage, Stage::Done);
    QVERIFY(proven);
    QCOMPARE(second.view.continuation, Continuation::NothingFound);
    QCOMPARE(kindOf(second.password("Quiet-Lake-43")), RefusalKind::RecoverySuperseded);
  }

  void theFirstAnswerSaysItAgain() {
    RecoveryDesk desk;
    AtPc first(desk, "first");
    AtPc second(desk, "second");
    QVERIFY(first.begin());
    QVERIFY(second.beginWith(first.view.receipt) && second.askByMail());
    const QString code = desk.lastCode();
    QVERIFY(second.code(code));
    const QByteArray token(second.token.view().data(), qsizetype(second.token.size()));
    const auto again = second.repeat(SubmitCode{platform::Secret(code.toStdString())});
    QVERIFY(again);
    QCOMPARE(again->snapshot.continuation, Continuation::Continued);
    QCOMPARE(again->snapshot.receipt, first.view.receipt);
    QCOMPARE(again->newToken, token);
  }

  void bothJournalsTellIt() {
    TwoGates desk;
    AtPc first(desk, "first");
    AtPc second(desk, "second");
    QVERIFY(first.begin() && first.proveByMail());
    desk.clock.advance(61'000);
    QVERIFY(second.beginWith(first.view.receipt));
    const QString its = second.view.receipt;
    QVERIFY(second.proveByMail());
    QVERIFY(eventsOf(first).endsWith(QStringLiteral("gate-passed continued-elsewhere")));
    QVERIFY(eventsOf(second).endsWith(QStringLiteral("code-queued continued gate-passed")));
    const auto detail = [&](const char* event) {
      return desk
          .ask(QStringLiteral("SELECT receipt || ': ' || detail FROM journal WHERE event = '%1'")
                   .arg(QLatin1String(event)))
          .toString();
    };
    QCOMPARE(detail("continued-elsewhere"),
             first.view.receipt +
                 QStringLiteral(": on a PC that opened with the receipt %1; 1 of 2 gates to pass afresh")
                     .arg(its));
    QCOMPARE(detail("continued"),
             its + QStringLiteral(": from another PC, by its receipt ") + first.view.receipt);
  }

  void oneGoesOnAfterTheOther() {
    RecoveryDesk desk;
    AtPc first(desk, "first");
    AtPc second(desk, "second");
    AtPc third(desk, "third");
    QVERIFY(first.begin());
    const QString receipt = first.view.receipt;
    QVERIFY(second.beginWith(receipt) && second.proveByMail());
    desk.clock.advance(61'000);
    QVERIFY(third.beginWith(receipt) && third.proveByMail());
    QCOMPARE(third.view.continuation, Continuation::Continued);
    QCOMPARE(third.view.receipt, receipt);
    QCOMPARE(second.look()->ending, Ending::ContinuedElsewhere);
    QVERIFY(third.password("Quiet-Lake-42"));
  }
};

QTEST_GUILESS_MAIN(GoingOnTest)
#include "going_on_test.moc"
