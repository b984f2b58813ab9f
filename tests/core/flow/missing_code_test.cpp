// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/flow/missing_code.h"

using latchkey::flow::canHelpWith;
using latchkey::flow::CodeAdvice;
using latchkey::flow::CodeCause;
using latchkey::flow::CodeQuestion;
using latchkey::flow::CodeRemedy;
using latchkey::flow::CodeReply;
using latchkey::flow::MissingCode;
using latchkey::protocol::AdministratorContact;
using latchkey::protocol::CodeView;
using latchkey::protocol::DeliveryFault;
using latchkey::protocol::DeliveryNews;
using latchkey::protocol::DeliveryStanding;
using latchkey::protocol::DeliveryState;
using latchkey::protocol::Method;
using latchkey::protocol::MethodKind;
using latchkey::protocol::MethodWarning;
using latchkey::protocol::NumberProblem;
using latchkey::protocol::RecoveryView;

namespace {

constexpr CodeReply fine = CodeReply::Fine;

/// How it stands with the code, beside its kind.
struct Situation {
  bool mayResend = true;
  int resendsLeft = 3;
  DeliveryState delivery = DeliveryState::HandedOver;
  bool isLockedAccount = false;
  bool hasCall = false;  ///< of the same number
  bool hasOthers = true;
  std::optional<DeliveryNews> news = {};
  QList<NumberProblem> problems = {};
  bool discloses = false;
  AdministratorContact administrator = AdministratorContact::Offered;
  int gatesPassed = 0;
  bool byAppeal = false;
};

RecoveryView viewOf(MethodKind kind, const Situation& situation) {
  RecoveryView view;
  view.stage = latchkey::protocol::Stage::Code;
  view.chosenHandle = QStringLiteral("chosen");
  const QString mask = QStringLiteral("*********32");
  view.methods = {{view.chosenHandle, kind, mask,
                   situation.isLockedAccount ? MethodWarning::LockedAccountItself : MethodWarning::None}};
  if (situation.hasOthers)
    view.methods.append({QStringLiteral("home"), MethodKind::Call, QStringLiteral("********78"), {}});
  if (situation.hasCall) view.methods.append({QStringLiteral("call"), MethodKind::Call, mask, {}});
  CodeView code;
  code.kind = kind;
  code.mask = mask;
  code.resendsLeft = situation.resendsLeft;
  code.delivery = situation.delivery;
  code.news = situation.news;
  code.problems = situation.problems;
  view.code = code;
  view.discloses = situation.discloses;
  view.administrator = situation.administrator;
  view.gatesPassed = situation.gatesPassed;
  view.byAppeal = situation.byAppeal;
  return view;
}

MissingCode runOf(MethodKind kind, const Situation& situation, const QList<CodeReply>& replies = {}) {
  MissingCode run(viewOf(kind, situation), situation.mayResend);
  for (const CodeReply reply : replies) run.reply(reply);
  return run;
}

QString shown(const MissingCode& run) {
  const auto next = run.next();
  if (const auto* question = std::get_if<CodeQuestion>(&next))
    return QStringLiteral("question %1").arg(static_cast<int>(*question));
  const auto& advice = std::get<CodeAdvice>(next);
  return QStringLiteral("cause %1 remedy %2")
      .arg(static_cast<int>(advice.cause))
      .arg(static_cast<int>(advice.remedy));
}
QString shown(CodeCause cause, CodeRemedy remedy) {
  return QStringLiteral("cause %1 remedy %2").arg(static_cast<int>(cause)).arg(static_cast<int>(remedy));
}

}  // namespace

class MissingCodeTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void eachCauseHasOneThingToDo_data() {
    QTest::addColumn<MethodKind>("kind");
    QTest::addColumn<QList<CodeReply>>("replies");
    QTest::addColumn<Situation>("situation");
    QTest::addColumn<QString>("advice");
    const auto row = [](const char* name, MethodKind kind, const QList<CodeReply>& replies,
                        const Situation& situation, CodeCause cause, CodeRemedy remedy) {
      QTest::newRow(name) << kind << replies << situation << shown(cause, remedy);
    };
    const Situation now;
    const Situation early{.mayResend = false};
    const Situation spent{.mayResend = false, .resendsLeft = 0};
    const Situation alone{.hasOthers = false};
    const Situation lost{.mayResend = false, .resendsLeft = 0, .hasOthers = false};
    const auto mail = MethodKind::Mail;
    row("being sent", mail, {}, {.delivery = DeliveryState::Sending}, CodeCause::BeingSent,
        CodeRemedy::GoBack);
    row("locked itself, known", mail, {}, {.isLockedAccount = true}, CodeCause::LockedAccount,
        CodeRemedy::OtherWays);
    row("locked itself, alone", mail, {}, {.isLockedAccount = true, .hasOthers = false},
        CodeCause::LockedAccount, CodeRemedy::AskForSupport);
    row("locked itself, told", mail, {CodeReply::LockedAccount}, now, CodeCause::LockedAccount,
        CodeRemedy::OtherWays);
    row("no access", mail, {CodeReply::NoAccess}, now, CodeCause::NoAccess, CodeRemedy::OtherWays);
    row("no access, alone", mail, {CodeReply::NoAccess}, alone, CodeCause::NoAccess,
        CodeRemedy::AskForSupport);
    row("full", mail, {CodeReply::Full}, now, CodeCause::MailboxFull, CodeRemedy::SendAgain);
    row("full, early", mail, {CodeReply::Full}, early, CodeCause::MailboxFull, CodeRemedy::GoBack);
    row("full, none left", mail, {CodeReply::Full}, spent, CodeCause::MailboxFull, CodeRemedy::OtherWays);
    row("full, nothing left", mail, {CodeReply::Full}, lost, CodeCause::MailboxFull,
        CodeRemedy::AskForSupport);
    row("junk", mail, {fine, CodeReply::NotYet}, now, CodeCause::JunkMail, CodeRemedy::GoBack);
    row("wrong mailbox", mail, {fine, fine, CodeReply::WrongContact}, now, CodeCause::WrongContact,
        CodeRemedy::Correct);
    row("wrong account", mail, {fine, fine, CodeReply::WrongAccount}, now, CodeCause::WrongAccount,
        CodeRemedy::StartAgain);
    row("nothing found", mail, {fine, fine, fine}, now, CodeCause::Unknown, CodeRemedy::SendAgain);
    row("nothing found, early", mail, {fine, fine, fine}, early, CodeCause::StillUnderWay,
        CodeRemedy::GoBack);
    row("nothing found, none left", mail, {fine, fine, fine}, spent, CodeCause::Unknown,
        CodeRemedy::OtherWays);
    row("nothing found, nothing left", mail, {fine, fine, fine}, lost, CodeCause::NotSetUp,
        CodeRemedy::AskAdministrator);
    Situation told = lost;
    told.discloses = true;
    row("nothing found, nothing left, told", mail, {fine, fine, fine}, told, CodeCause::Unknown,
        CodeRemedy::AskForSupport);
    row("another mail first", mail, {fine, CodeReply::FirstMail}, now, CodeCause::FirstMailWaits,
        CodeRemedy::GoBack);
    row("not set up", mail, {fine, fine, CodeReply::NotSetUp}, now, CodeCause::NotSetUp,
        CodeRemedy::AskAdministrator);
    row("not set up, nobody to write to", mail, {fine, fine, CodeReply::NotSetUp},
        {.administrator = AdministratorContact::NotOffered}, CodeCause::NotSetUp, CodeRemedy::AskForSupport);
    const auto text = MethodKind::Text;
    row("phone off", text, {CodeReply::SwitchedOff}, now, CodeCause::PhoneOff, CodeRemedy::SendAgain);
    row("old number", text, {CodeReply::OldNumber}, now, CodeCause::OldNumber, CodeRemedy::OtherWays);
    row("landline", text, {CodeReply::Landline}, now, CodeCause::Landline, CodeRemedy::OtherWays);
    row("landline, callable", text, {CodeReply::Landline}, {.hasCall = true}, CodeCause::Landline,
        CodeRemedy::Call);
    row("texts blocked", text, {fine, CodeReply::Blocked}, now, CodeCause::TextsBlocked,
        CodeRemedy::SendAgain);
    row("no texts", text, {fine, CodeReply::NeverAny}, now, CodeCause::NoTexts, CodeRemedy::OtherWays);
    row("no texts, callable", text, {fine, CodeReply::NeverAny}, {.hasCall = true}, CodeCause::NoTexts,
        CodeRemedy::Call);
    row("no texts, alone", text, {fine, CodeReply::NeverAny}, alone, CodeCause::NoTexts,
        CodeRemedy::AskForSupport);
    row("wrong number", text, {fine, fine, CodeReply::WrongContact}, now, CodeCause::WrongContact,
        CodeRemedy::Correct);
    const auto call = MethodKind::Call;
    row("calls blocked", call, {fine, CodeReply::Blocked}, now, CodeCause::CallsBlocked,
        CodeRemedy::SendAgain);
    row("call, old number", call, {CodeReply::OldNumber}, alone, CodeCause::OldNumber,
        CodeRemedy::AskForSupport);
    row("no mobile", call, {CodeReply::WantsText}, now, CodeCause::NoMobile, CodeRemedy::SendAgain);
    row("no mobile, early", call, {CodeReply::WantsText}, early, CodeCause::NoMobile, CodeRemedy::GoBack);
    row("call, nothing found", call, {fine, fine, fine}, now, CodeCause::Unknown, CodeRemedy::SendAgain);
  }
  void eachCauseHasOneThingToDo() {
    QFETCH(MethodKind, kind);
    QFETCH(QList<CodeReply>, replies);
    QFETCH(Situation, situation);
    QFETCH(QString, advice);
    QCOMPARE(shown(runOf(kind, situation, replies)), advice);
  }

  /// What the service knows is not asked (seed S2's causes, as a realm that discloses tells them).
  void whatTheServiceKnowsGoesFirst_data() {
    QTest::addColumn<MethodKind>("kind");
    QTest::addColumn<Situation>("situation");
    QTest::addColumn<QString>("next");
    const auto row = [](const char* name, MethodKind kind, Situation situation, DeliveryStanding standing,
                        DeliveryFault fault, const QString& next) {
      situation.news = DeliveryNews{standing, fault};
      QTest::newRow(name) << kind << situation << next;
    };
    const auto none = DeliveryFault::None;
    const Situation now;
    const Situation early{.mayResend = false};
    const Situation lost{.mayResend = false, .resendsLeft = 0, .hasOthers = false};
    const auto mail = MethodKind::Mail;
    row("queued", mail, now, DeliveryStanding::Queued, none, shown(CodeCause::BeingSent, CodeRemedy::GoBack));
    row("being sent", mail, now, DeliveryStanding::BeingSent, none,
        shown(CodeCause::BeingSent, CodeRemedy::GoBack));
    row("delayed", mail, now, DeliveryStanding::Delayed, DeliveryFault::Other,
        shown(CodeCause::Delayed, CodeRemedy::GoBack));
    row("delayed, full", mail, now, DeliveryStanding::Delayed, DeliveryFault::MailboxFull,
        shown(CodeCause::DelayedFull, CodeRemedy::GoBack));
    row("full", mail, now, DeliveryStanding::Bounced, DeliveryFault::MailboxFull,
        shown(CodeCause::CameBackFull, CodeRemedy::SendAgain));
    row("full, early", mail, early, DeliveryStanding::Bounced, DeliveryFault::MailboxFull,
        shown(CodeCause::CameBackFull, CodeRemedy::GoBack));
    row("full, nothing left", mail, lost, DeliveryStanding::Bounced, DeliveryFault::MailboxFull,
        shown(CodeCause::CameBackFull, CodeRemedy::AskForSupport));
    row("no mailbox", mail, now, DeliveryStanding::Bounced, DeliveryFault::NoSuchMailbox,
        shown(CodeCause::NoSuchMailbox, CodeRemedy::OtherWays));
    row("no mailbox, alone", mail, lost, DeliveryStanding::Bounced, DeliveryFault::NoSuchMailbox,
        shown(CodeCause::NoSuchMailbox, CodeRemedy::AskForSupport));
    row("junk", mail, now, DeliveryStanding::Bounced, DeliveryFault::Unwanted,
        shown(CodeCause::Unwanted, CodeRemedy::OtherWays));
    row("came back", mail, now, DeliveryStanding::Bounced, DeliveryFault::Other,
        shown(CodeCause::CameBack, CodeRemedy::OtherWays));
    row("given up", mail, now, DeliveryStanding::GivenUp, DeliveryFault::TooLate,
        shown(CodeCause::NotSent, CodeRemedy::SendAgain));
    row("given up, early", mail, early, DeliveryStanding::GivenUp, DeliveryFault::Other,
        shown(CodeCause::NotSent, CodeRemedy::OtherWays));
    row("withheld", mail, now, DeliveryStanding::Withheld, none,
        shown(CodeCause::Withheld, CodeRemedy::OtherWays));
    const auto text = MethodKind::Text;
    const Situation callable{.hasCall = true};
    row("takes no texts", text, now, DeliveryStanding::Refused, DeliveryFault::CannotText,
        shown(CodeCause::CannotText, CodeRemedy::OtherWays));
    row("takes no texts, callable", text, callable, DeliveryStanding::Refused, DeliveryFault::CannotText,
        shown(CodeCause::CannotText, CodeRemedy::Call));
    row("no country code", text, callable, DeliveryStanding::Refused, DeliveryFault::NoCountryCode,
        shown(CodeCause::NoCountryCode, CodeRemedy::OtherWays));
    row("no such number", text, callable, DeliveryStanding::Refused, DeliveryFault::InvalidNumber,
        shown(CodeCause::InvalidNumber, CodeRemedy::OtherWays));
    row("malformed number", text, now, DeliveryStanding::GivenUp, DeliveryFault::InvalidNumber,
        shown(CodeCause::InvalidNumber, CodeRemedy::OtherWays));
    row("blocked", text, callable, DeliveryStanding::Refused, DeliveryFault::Blocked,
        shown(CodeCause::NumberBlocked, CodeRemedy::Call));
    row("phone off", text, now, DeliveryStanding::Refused, DeliveryFault::Unreachable,
        shown(CodeCause::Unreachable, CodeRemedy::SendAgain));
    row("not taken", text, callable, DeliveryStanding::Refused, DeliveryFault::Other,
        shown(CodeCause::NotTaken, CodeRemedy::Call));
    // A number that cannot take texts, by its form alone; unless one has arrived all the same.
    const Situation landline{.hasCall = true, .problems = {NumberProblem::CannotText}};
    row("landline", text, landline, DeliveryStanding::Accepted, none,
        shown(CodeCause::CannotText, CodeRemedy::Call));
    row("landline that took one", text, landline, DeliveryStanding::Delivered, none,
        QStringLiteral("question %1").arg(int(CodeQuestion::Phone)));
    row("landline, called", MethodKind::Call, landline, DeliveryStanding::Accepted, none,
        QStringLiteral("question %1").arg(int(CodeQuestion::Phone)));
    for (const auto standing :
         {DeliveryStanding::Accepted, DeliveryStanding::Delivered, DeliveryStanding::Unknown})
      row(qPrintable(QStringLiteral("out of sight %1").arg(int(standing))), mail, now, standing, none,
          QStringLiteral("question %1").arg(int(CodeQuestion::Mailbox)));
  }
  void whatTheServiceKnowsGoesFirst() {
    QFETCH(MethodKind, kind);
    QFETCH(Situation, situation);
    QFETCH(QString, next);
    QCOMPARE(shown(runOf(kind, situation)), next);
  }

  void itGoesOnWhenTheServiceKnowsMore() {
    MissingCode run = runOf(MethodKind::Mail, {.delivery = DeliveryState::Sending});
    QVERIFY(run.waits());
    run.update(viewOf(MethodKind::Mail, {}), true);
    QVERIFY(!run.waits());
    QCOMPARE(shown(run), QStringLiteral("question %1").arg(int(CodeQuestion::Mailbox)));
    run.reply(fine);
    const QString asked = shown(run);
    run.update(viewOf(MethodKind::Mail, {.mayResend = false}), false);
    QCOMPARE(shown(run), asked);  // what was replied stays
    const DeliveryNews full{DeliveryStanding::Bounced, DeliveryFault::MailboxFull};
    run.update(viewOf(MethodKind::Mail, {.news = full}), true);
    QCOMPARE(shown(run), shown(CodeCause::CameBackFull, CodeRemedy::SendAgain));
  }

  /// Whatever is replied: at most three questions, none of them twice, then advice that can be followed.
  void everyPathEndsAfterThreeQuestions_data() {
    QTest::addColumn<MethodKind>("kind");
    QTest::newRow("mail") << MethodKind::Mail;
    QTest::newRow("text") << MethodKind::Text;
    QTest::newRow("call") << MethodKind::Call;
  }
  void everyPathEndsAfterThreeQuestions() {
    QFETCH(MethodKind, kind);
    int ends = 0;
    for (const bool mayResend : {false, true}) {
      for (const int left : {0, 3}) {
        if (mayResend && left == 0) continue;
        for (const bool hasOthers : {false, true}) {
          for (const bool hasCall : {false, true}) {
            Situation situation{.mayResend = mayResend, .resendsLeft = left};
            situation.hasOthers = hasOthers;
            situation.hasCall = hasCall;
            walk(runOf(kind, situation), situation, {}, ends);
          }
        }
      }
    }
    QVERIFY(ends > 50);
  }

  void whatIsNoReplyChangesNothing() {
    MissingCode run = runOf(MethodKind::Mail, {});
    const QString before = shown(run);
    run.reply(CodeReply::NotYet);  // to another question
    run.reply(CodeReply::Landline);
    QCOMPARE(shown(run), before);
    QVERIFY(!run.canGoBack());
    run.reply(CodeReply::NoAccess);
    const QString advised = shown(run);
    run.reply(fine);  // nothing is asked any more
    QCOMPARE(shown(run), advised);
  }

  void eachReplyCanBeTakenBack() {
    MissingCode run = runOf(MethodKind::Text, {});
    QStringList met;
    for (int i = 0; i < 3; ++i) {
      met.append(shown(run));
      run.reply(fine);
    }
    while (run.goBack()) QCOMPARE(shown(run), met.takeLast());
    QVERIFY(met.isEmpty());
    QVERIFY(!run.goBack());
  }

  void aCallGoesToTheSameNumberOnly() {
    QCOMPARE(runOf(MethodKind::Text, {.hasCall = true}).callHandle(), QStringLiteral("call"));
    QCOMPARE(runOf(MethodKind::Text, {}).callHandle(), QString());
    QCOMPARE(runOf(MethodKind::Mail, {.hasCall = true}).callHandle(), QString());
    QCOMPARE(runOf(MethodKind::Call, {.hasCall = true}).callHandle(), QString());
  }

  /// What could not be true is not offered as a reply.
  void repliesFitTheSituation() {
    const auto offers = [](const MissingCode& run, CodeQuestion question, CodeReply reply) {
      return run.replies(question).contains(reply);
    };
    const auto call = MethodKind::Call;
    QVERIFY(offers(runOf(call, {}), CodeQuestion::Phone, CodeReply::WantsText));
    // What passed the first gate may have been the mobile.
    QVERIFY(!offers(runOf(call, {.gatesPassed = 1}), CodeQuestion::Phone, CodeReply::WantsText));
    QVERIFY(!offers(runOf(MethodKind::Text, {}), CodeQuestion::Phone, CodeReply::WantsText));
    RecoveryView mobile = viewOf(call, {});
    mobile.methods.append({QStringLiteral("text"), MethodKind::Text, QStringLiteral("*********32"), {}});
    QVERIFY(!offers(MissingCode(mobile, true), CodeQuestion::Phone, CodeReply::WantsText));

    const auto mail = MethodKind::Mail;
    QVERIFY(offers(runOf(mail, {}), CodeQuestion::Entry, CodeReply::NotSetUp));
    // Who is told what is wrong with the account would have been told before.
    QVERIFY(!offers(runOf(mail, {.discloses = true}), CodeQuestion::Entry, CodeReply::NotSetUp));
    // The mail of an approval has been answered already, and that of an appeal is the first.
    QVERIFY(!offers(runOf(mail, {.byAppeal = true}), CodeQuestion::JunkMail, CodeReply::FirstMail));
    RecoveryView appeal = viewOf(mail, {});
    appeal.stage = latchkey::protocol::Stage::AppealCode;
    const MissingCode run(appeal, true);
    QVERIFY(!offers(run, CodeQuestion::JunkMail, CodeReply::FirstMail));
    QVERIFY(!offers(run, CodeQuestion::Entry, CodeReply::NotSetUp));
  }

  void onlyWhatIsSentCanBeMissing() {
    QVERIFY(canHelpWith(MethodKind::Mail));
    QVERIFY(canHelpWith(MethodKind::Text));
    QVERIFY(canHelpWith(MethodKind::Call));
    for (const auto kind :
         {MethodKind::Authenticator, MethodKind::Questions, MethodKind::SecurityKey, MethodKind::StartCode})
      QVERIFY(!canHelpWith(kind));
  }

private:
  static void walk(const MissingCode& run, const Situation& situation, QList<CodeQuestion> asked, int& ends) {
    const auto next = run.next();
    if (const auto* advice = std::get_if<CodeAdvice>(&next)) {
      ++ends;
      const bool hasWays = situation.hasOthers || situation.hasCall;
      if (advice->remedy == CodeRemedy::SendAgain) QVERIFY(situation.mayResend);
      if (advice->remedy == CodeRemedy::OtherWays) QVERIFY(hasWays);
      if (advice->remedy == CodeRemedy::AskForSupport) QVERIFY(!hasWays);
      if (advice->remedy == CodeRemedy::Call) QVERIFY(!run.callHandle().isEmpty());
      return;
    }
    const CodeQuestion question = std::get<CodeQuestion>(next);
    QVERIFY(!asked.contains(question));
    asked.append(question);
    QVERIFY(asked.size() <= 3);
    QCOMPARE(run.replies(question).first(), fine);
    for (const CodeReply reply : run.replies(question)) {
      MissingCode further = run;
      further.reply(reply);
      walk(further, situation, asked, ends);
    }
  }
};

QTEST_GUILESS_MAIN(MissingCodeTest)
#include "missing_code_test.moc"
