// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/rules/objection_code.h"
#include "core/rules/receipt.h"
#include "service/domain/appeals.h"
#include "service/domain/limits.h"
#include "service/domain/objection_tickets.h"
#include "service/domain/random_text.h"
#include "tests/service/domain/race_contract.h"
#include "tests/support/key_desk.h"
#include "tests/support/question_desk.h"

/// The same write many times at once (A14): it does what it does once. What that is, a first round shows in
/// which it is made once.
namespace latchkey::tests::racecontract {

/// The alternatives of Command in their order, so that a new one needs its case here; then all other writes,
/// and two that are refused.
enum class Repeated {
  NewChallenge,
  AnswerChallenge,
  ChooseMethod,
  ConfirmContact,
  ResendCode,
  SubmitCode,
  SubmitAnswers,
  SubmitAssertion,
  SetPassword,
  UnlockAccount,
  CancelRecovery,
  SetLanguage,
  ContactAdministrator,
  TrySignIn,
  ResumeRecovery,
  GiveAppealContact,
  FileAppeal,
  Open,
  OpenByApproval,
  Object,
  WrongCode,
  WrongAnswers
};
static_assert(std::variant_size_v<Command> == static_cast<std::size_t>(Repeated::Open));
constexpr int repeatedWrites = static_cast<int>(Repeated::WrongAnswers) + 1;

struct RepeatingDesk : QuestionDesk {
  explicit RepeatingDesk(std::unique_ptr<StoreBench> on) : QuestionDesk(std::move(on)) {
    realm().administrators = {QStringLiteral("it@example.com")};
    realm().factors.append(MethodKind::SecurityKey);
    realm().appeal.on = true;
    restart();
    const auto tables = bench->store().begin(Access::Write);
    tables->factors().put(person().key, paperKey());
    if (!tables->commit()) qFatal("the key cannot be written");
  }

  /// What a write may change, anywhere.
  [[nodiscard]] QList<int> state() const {
    QList<int> counts = {directory.changes, directory.unlocks, directory.signIns};
    for (const char* what :
         {"journal", "messages WHERE recipient <> ''", "messages", "tallies", "writes", "recoveries", "codes",
          "objection_tickets", "objection_tickets WHERE used_at <> 0", "freezes", "finishes", "locks",
          "appeals", "appeals WHERE state > 1"}) {
      counts += count(what);
    }
    counts += ask(QStringLiteral("SELECT COALESCE(SUM(attempts), 0) FROM codes")).toInt();
    counts += ask(QStringLiteral("SELECT COALESCE(SUM(version), 0) FROM recoveries")).toInt();
    counts += ask(QStringLiteral("SELECT COALESCE(SUM(epoch), 0) FROM recoveries")).toInt();
    return counts;
  }

  /// Takes the visitor to where the write can be made.
  [[nodiscard]] bool reach(Visitor& visitor, Repeated what) {
    switch (what) {
      case Repeated::Open:
        return true;
      case Repeated::OpenByApproval:
        return approveAppeal();
      case Repeated::Object: {
        const auto tables = bench->store().begin(Access::Write);
        std::ignore = tables->objections().unfreeze(person().key, clock.now());
        if (!tables->commit() || !visitor.reachCode()) return false;
        return true;
      }
      case Repeated::NewChallenge:
      case Repeated::AnswerChallenge:
      case Repeated::CancelRecovery:
      case Repeated::SetLanguage:
      case Repeated::ResumeRecovery:
        return visitor.open().has_value();
      case Repeated::ChooseMethod:
      case Repeated::ContactAdministrator:
      case Repeated::GiveAppealContact:
        return visitor.open() && visitor.passChallenge();
      case Repeated::ConfirmContact:
        return visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Mail);
      case Repeated::FileAppeal:
        return visitor.open() && visitor.passChallenge() && visitor.perform(GiveAppealContact{applicant()}) &&
               visitor.code(lastCode()) && visitor.view.stage == Stage::AppealForm;
      case Repeated::ResendCode:
      case Repeated::SubmitCode:
      case Repeated::WrongCode:
        return visitor.reachCode();
      case Repeated::SubmitAnswers:
      case Repeated::WrongAnswers:
        return reachQuestions(visitor);
      case Repeated::SubmitAssertion:
        return reachKey(visitor);
      case Repeated::SetPassword:
        return visitor.reachPassword();
      case Repeated::UnlockAccount: {
        Account locked = person();
        locked.lock = LockState::Locked;
        directory.put(locked, "Old-pass-1");
        return visitor.reachPassword(Reason::CannotSignIn);
      }
      case Repeated::TrySignIn:
        return visitor.reachPassword() && visitor.password("Quiet-Lake-42");
    }
    return false;
  }

  [[nodiscard]] Command command(const Visitor& visitor, Repeated what) const {
    switch (what) {
      case Repeated::NewChallenge:
        return NewChallenge{ChallengeKind::Work};
      case Repeated::AnswerChallenge: {
        const auto letters = service->media(Media::Picture, visitor.token, visitor.caller);
        return AnswerChallenge{
            visitor.view.challenge->id, QString::fromUtf8(letters.value_or(QByteArray())), {}};
      }
      case Repeated::ChooseMethod:
        return ChooseMethod{visitor.handle(MethodKind::Mail)};
      case Repeated::ConfirmContact:
        return ConfirmContact{QStringLiteral("msabc123.backup")};
      case Repeated::ResendCode:
        return ResendCode{};
      case Repeated::SubmitCode:
        return SubmitCode{platform::Secret(lastCode().toStdString())};
      case Repeated::WrongCode:
        return SubmitCode{platform::Secret(wrongFor(lastCode()).toStdString())};
      case Repeated::SubmitAnswers:
        return SubmitAnswers{asCommand(rightAnswers())};
      case Repeated::WrongAnswers:
        return SubmitAnswers{asCommand(wrongAnswers())};
      case Repeated::SubmitAssertion: {
        const auto last = ask(QStringLiteral("SELECT sign_count FROM security_keys")).toUInt();
        return answerFor(visitor, last + 1);
      }
      case Repeated::SetPassword:
        return SetPassword{platform::Secret("Quiet-Lake-42")};
      case Repeated::UnlockAccount:
        return UnlockAccount{};
      case Repeated::CancelRecovery:
        return CancelRecovery{};
      case Repeated::ContactAdministrator:
        return ContactAdministrator{};
      case Repeated::TrySignIn:
        return TrySignIn{platform::Secret("Quiet-Lake-42")};
      case Repeated::ResumeRecovery:
        return ResumeRecovery{};
      case Repeated::GiveAppealContact:
        return GiveAppealContact{applicant()};
      case Repeated::FileAppeal: {
        FileAppeal form;
        form.names = QStringLiteral("Ms Abc");
        return form;
      }
      case Repeated::SetLanguage:
      case Repeated::Open:
      case Repeated::OpenByApproval:
      case Repeated::Object:
        break;
    }
    return SetLanguage{Language::Japanese};
  }

  /// What Object answers is told by its receipt alone.
  [[nodiscard]] Result<Outcome, Refusal> give(RecoveryService& at, const Visitor& visitor, Repeated what,
                                              Command command, const QString& objection,
                                              const WriteKey& key) const {
    if (what == Repeated::Open) {
      return at.open({person().key, Reason::ForgotPassword, Language::English}, visitor.caller, key);
    }
    if (what == Repeated::OpenByApproval) {
      return at.openByApproval({platform::Secret(m_approval.toStdString()), Language::English},
                               visitor.caller, key);
    }
    if (what != Repeated::Object) return at.perform(std::move(command), visitor.token, visitor.caller, key);
    const auto objected = at.object({platform::Secret(objection.toStdString())}, visitor.caller, key);
    if (!objected) return unexpected(objected.error());
    Outcome outcome;
    outcome.snapshot.receipt = objected->receipt;
    return outcome;
  }

private:
  [[nodiscard]] static QString applicant() { return QStringLiteral("mika@example.net"); }
  /// One of the person's, with a code as its mail would carry it.
  [[nodiscard]] bool approveAppeal() {
    m_approval = rules::groupedObjection(randomText(random, rules::receiptAlphabet(), rules::objectionSigns));
    AppealRecord appeal;
    appeal.id = randomId(random);
    appeal.receipt = QStringLiteral("7Q4-K2M");
    appeal.accountKey = appeal.givenName = person().key;
    appeal.realm = realm().id;
    appeal.handle = randomId(random);
    appeal.slot = appealSlot(appeal.id);
    appeal.contactMask = QStringLiteral("mi*****@example.net");
    appeal.contact = sealContact(box, appeal.id, applicant());
    appeal.state = AppealState::Approved;
    const auto tables = bench->store().begin(Access::Write);
    tables->appeals().begin(appeal);
    return tables->appeals().file(appeal) && tables->appeals().decide(appeal) &&
           tables->appeals().release(appeal.id, approvalMac(keys, m_approval), clock.now(),
                                     clock.now() + day) &&
           tables->commit();
  }
  QString m_approval;
};

/// Answered alike, or told to come back; done once, and the last word when it is given once more.
inline void theSameWriteAtOnceActsOnce(const StoreBenchMaker& make, Repeated what, int rounds) {
  RepeatingDesk desk(make());
  TwoInstances services(desk);
  constexpr int many = 8;
  Crew crew(many);
  QList<int> once;
  // The first round is the one that shows what it does.
  for (int round = 0; round <= rounds; ++round) {
    desk.clock.advance(day + second);  // what the rounds before have counted is forgotten
    Visitor visitor(desk, "visitor" + QByteArray::number(round));
    QVERIFY(desk.reach(visitor, what));
    desk.clock.advance(60 * second);
    if (what < Repeated::Open)
      QCOMPARE(static_cast<int>(desk.command(visitor, what).index()), static_cast<int>(what));
    std::vector<Command> commands;
    for (int i = 0; i <= many; ++i) commands.push_back(desk.command(visitor, what));
    const QString objection = desk.lastBody("code").section(u' ', -1);
    const WriteKey key = writeFor(round, "same");
    const QList<int> before = desk.state();
    std::mutex mutex;
    QList<RefusalKind> refusals;
    QSet<QString> receipts;
    QSet<QByteArray> tokens;
    const auto give = [&](RecoveryService& service, int i) {
      const auto answer =
          desk.give(service, visitor, what, std::move(commands[static_cast<std::size_t>(i)]), objection, key);
      const std::lock_guard lock(mutex);
      if (answer) {
        receipts.insert(answer->snapshot.receipt);
        tokens.insert(answer->newToken);
      } else if (answer.error().kind != RefusalKind::RequestInProgress) {
        refusals.append(answer.error().kind);
      }
    };
    if (round == 0) {
      give(*desk.service, 0);
    } else {
      crew.atOnce([&](int i) { give(services[i], i); });
    }
    give(*desk.service, many);
    const bool wrong = what == Repeated::WrongCode || what == Repeated::WrongAnswers;
    const RefusalKind expected =
        what == Repeated::WrongAnswers ? RefusalKind::AnswersWrong : RefusalKind::CodeWrong;
    for (const RefusalKind kind : refusals) QCOMPARE(kind, expected);
    QCOMPARE(refusals.isEmpty(), !wrong);
    QCOMPARE(receipts.size(), wrong ? 0 : 1);
    QCOMPARE(tokens.size(), wrong ? 0 : 1);
    QList<int> done = desk.state();
    for (qsizetype i = 0; i < done.size(); ++i) done[i] -= before.at(i);
    if (round == 0) once = done;
    QCOMPARE(done, once);
  }
  QVERIFY(std::ranges::any_of(once, [](int change) { return change != 0; }));
}

}  // namespace latchkey::tests::racecontract
