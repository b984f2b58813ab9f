// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/theme/theme_keeper.h"

/// The faces of the window, by name, and how each comes about: what the tests of all pages have in common.
namespace latchkey::tests {

/// Every face of the window that a person can meet: brought about, not drawn.
inline const QStringList faces{QStringLiteral("reason"),
                               QStringLiteral("reason-advice"),
                               QStringLiteral("account"),
                               QStringLiteral("account-error"),
                               QStringLiteral("account-keep"),
                               QStringLiteral("challenge"),
                               QStringLiteral("method"),
                               QStringLiteral("method-none"),
                               QStringLiteral("confirm-mail"),
                               QStringLiteral("confirm-phone"),
                               QStringLiteral("confirm-error"),
                               QStringLiteral("code"),
                               QStringLiteral("code-resend"),
                               QStringLiteral("code-wrong"),
                               QStringLiteral("code-missing"),
                               QStringLiteral("code-missing-entry"),
                               QStringLiteral("code-missing-phone"),
                               QStringLiteral("code-missing-wait"),
                               QStringLiteral("code-missing-call"),
                               QStringLiteral("code-missing-support"),
                               QStringLiteral("code-start"),
                               QStringLiteral("code-start-missing"),
                               QStringLiteral("questions"),
                               QStringLiteral("questions-wrong"),
                               QStringLiteral("security-key"),
                               QStringLiteral("security-key-pin"),
                               QStringLiteral("security-key-refused"),
                               QStringLiteral("password"),
                               QStringLiteral("password-typed"),
                               QStringLiteral("password-refused"),
                               QStringLiteral("password-suggested"),
                               QStringLiteral("password-locked"),
                               QStringLiteral("password-not-locked"),
                               QStringLiteral("done"),
                               QStringLiteral("done-domain"),
                               QStringLiteral("done-first"),
                               QStringLiteral("done-refused"),
                               QStringLiteral("done-unlocked"),
                               QStringLiteral("done-somebody-else"),
                               QStringLiteral("done-card"),
                               QStringLiteral("done-cases"),
                               QStringLiteral("rehearsal"),
                               QStringLiteral("rehearsal-account"),
                               QStringLiteral("rehearsed"),
                               QStringLiteral("rehearsed-only-way"),
                               QStringLiteral("cancel"),
                               QStringLiteral("cancelled"),
                               QStringLiteral("expired"),
                               QStringLiteral("too-many"),
                               QStringLiteral("not-possible"),
                               QStringLiteral("unknown-account"),
                               QStringLiteral("disabled"),
                               QStringLiteral("managed-elsewhere"),
                               QStringLiteral("not-enabled"),
                               QStringLiteral("nothing-registered"),
                               QStringLiteral("only-administrator"),
                               QStringLiteral("stopped"),
                               QStringLiteral("continued-elsewhere"),
                               QStringLiteral("receipt"),
                               QStringLiteral("receipt-error"),
                               QStringLiteral("receipt-continued"),
                               QStringLiteral("receipt-nothing"),
                               QStringLiteral("administrator-told"),
                               QStringLiteral("method-administrator"),
                               QStringLiteral("help"),
                               QStringLiteral("place-busy"),
                               QStringLiteral("unreachable"),
                               QStringLiteral("certificate"),
                               QStringLiteral("two-gates"),
                               QStringLiteral("method-administrator-told"),
                               QStringLiteral("method-start-code"),
                               QStringLiteral("password-first"),
                               QStringLiteral("appeal-offered"),
                               QStringLiteral("appeal-offered-at-end"),
                               QStringLiteral("appeal-contact"),
                               QStringLiteral("appeal-contact-refused"),
                               QStringLiteral("appeal-limit"),
                               QStringLiteral("appeal-code"),
                               QStringLiteral("appeal-form"),
                               QStringLiteral("appeal-memory"),
                               QStringLiteral("appeal-review"),
                               QStringLiteral("appeal-review-empty"),
                               QStringLiteral("appeal-filed"),
                               QStringLiteral("approval"),
                               QStringLiteral("approval-mistyped"),
                               QStringLiteral("approval-code"),
                               QStringLiteral("done-tried"),
                               QStringLiteral("place-back"),
                               QStringLiteral("place-afresh"),
                               QStringLiteral("place-unreadable"),
                               QStringLiteral("place-not-kept")};

/// Of somebody at their own PC.
inline bool isPlace(const QString& face) {
  return face.startsWith(QLatin1String("place"));
}

/// Of somebody who rehearses.
inline bool isRehearsal(const QString& face) {
  return face.startsWith(QLatin1String("rehears"));
}

inline void bringRehearsalAbout(WizardFixture& f, const QString& face) {
  if (face == QLatin1String("rehearsal")) return;
  if (face == QLatin1String("rehearsal-account")) return f.toAccount();
  protocol::RecoveryView view = WizardFixture::rehearsedView();
  if (face == QLatin1String("rehearsed-only-way")) {
    view.provenBy.first().warning = protocol::MethodWarning::LockedAccountItself;
    view.methods.clear();
  }
  f.open(view);
}

inline void bringPlaceAbout(WizardFixture& f, const QString& face) {
  using namespace protocol;
  using ui::wizard::PlaceNotice;
  if (face == QLatin1String("place-busy")) {
    f.wizard->resume(Reason::ForgotPassword);
    f.gateway.refuse(Problem{ProblemKind::RequestInProgress, 409, {}, {}, {}, {}});
    return;
  }
  if (face == QLatin1String("place-unreadable")) return f.wizard->notePlace(PlaceNotice::Unreadable);
  if (face == QLatin1String("place-not-kept")) {
    f.open(Stage::Challenge);
    return f.wizard->notePlace(PlaceNotice::NotKept);
  }
  auto view = WizardFixture::view(face == QLatin1String("place-back") ? Stage::Confirm : Stage::Method);
  view.freshProof = face == QLatin1String("place-afresh");
  f.wizard->resume(Reason::ForgotPassword);
  f.gateway.answer(view);
  WizardFixture::settle();
}

/// Of somebody who goes on from another PC.
inline void bringReceiptAbout(WizardFixture& f, const QString& face) {
  using namespace protocol;
  if (face == QLatin1String("receipt") || face == QLatin1String("receipt-error")) {
    f.toAccount();
    f.type("accountLineEdit", QStringLiteral("msabc123@outlook.com"));
    f.press("haveReceiptButton");
    f.type("receiptLineEdit", QStringLiteral("7q4 k2"));
    if (face == QLatin1String("receipt-error")) f.press("nextButton");
    return;
  }
  auto view = WizardFixture::view(Stage::Method);
  view.gatesNeeded = 2;
  view.gatesPassed = 1;
  view.continuation =
      face == QLatin1String("receipt-continued") ? Continuation::Continued : Continuation::NothingFound;
  f.open(Stage::Code);
  f.flow.submitCode(platform::Secret("1234567"));
  f.gateway.answer(view);
  WizardFixture::settle();
}

/// Of somebody who was handed a start code.
inline protocol::RecoveryView startView(protocol::Stage stage) {
  auto view = WizardFixture::startCodeView();
  view.stage = stage;
  if (stage != protocol::Stage::Code) view.code.reset();
  return view;
}

/// Of somebody who appeals, and of what an approval opens.
inline void bringAppealAbout(WizardFixture& f, const QString& face) {
  using namespace protocol;
  const auto is = [&](const char* name) { return face == QLatin1String(name); };
  if (is("appeal-offered")) {
    f.open(WizardFixture::appealable(Stage::Method));
    return f.press("methodNoneButton");
  }
  if (is("appeal-offered-at-end")) return f.open(WizardFixture::appealable(Stage::Ended));
  if (is("appeal-code")) return f.appealTo(Stage::AppealCode);
  if (is("appeal-filed")) return f.appealTo(Stage::Appealed);
  if (face.startsWith(QLatin1String("approval"))) {
    f.press("approvalButton");
    WizardFixture::settle();
    if (is("approval")) return;
    f.type("approvalCodeField",
           is("approval-code") ? QStringLiteral("7Q4K-2MXY-A3B4-C5D6") : QStringLiteral("7Q4K"));
    f.press("nextButton");
    if (is("approval-code")) f.gateway.answer(WizardFixture::approvedView());
    return WizardFixture::settle();
  }
  if (face.startsWith(QLatin1String("appeal-contact")) || is("appeal-limit")) {
    f.open(WizardFixture::appealable(Stage::Method));
    f.press("methodNoneButton");
    f.press("panelPrimaryButton");
    WizardFixture::settle();
    if (is("appeal-contact")) return;
    f.type("appealContactLineEdit", QStringLiteral("msabc123@outlook.com"));
    f.press("nextButton");
    const bool limit = is("appeal-limit");
    f.gateway.refuse(limit ? Problem{ProblemKind::RateLimited, 429, {}, {}, {}, 3600}
                           : Problem{ProblemKind::AppealContactRefused, 422, {}, {}, {}, {}});
    return;
  }
  f.appealTo(Stage::AppealForm);
  if (is("appeal-review")) {
    f.type("appealNamesLineEdit", QStringLiteral("Mika Sato"));
    f.type("appealPassword1Field", QStringLiteral("tall-Oak-39"));
  }
  if (is("appeal-form")) return;
  f.press("nextButton");
  if (is("appeal-memory")) return;
  if (is("appeal-review")) f.type("appealField1LineEdit", QStringLiteral("A-1042"));
  f.press("nextButton");
}

/// Of somebody with a security key.
inline void bringKeyAbout(WizardFixture& f, const QString& face) {
  using namespace protocol;
  f.open(Stage::SecurityKey);
  if (face == QLatin1String("security-key")) return f.keys.tell(flow::KeyNews::Touch);
  if (face == QLatin1String("security-key-pin"))
    return f.keys.end(unexpected(flow::KeyError{flow::KeyFault::PinNeeded, 8}));
  f.keys.end(flow::KeyAnswer{"first", QByteArray(37, 'd'), "signature"});
  f.gateway.refuse(Problem{ProblemKind::KeyRefused, 422, {}, {}, 4, {}});
  auto next = WizardFixture::view(Stage::SecurityKey);
  next.securityKey->challenge = QByteArray(32, 'n');
  f.gateway.answer(next);
  WizardFixture::settle();
}

inline WizardFixture windowFor(const QString& face, protocol::Language language = protocol::Language::English,
                               QSize size = {920, 640}) {
  return WizardFixture(language, size, isPlace(face) || face == QLatin1String("account-keep"),
                       isRehearsal(face));
}

inline void bringAbout(WizardFixture& f, const QString& face) {
  using namespace protocol;
  using flow::GatewayFault;
  const auto is = [&](const char* name) { return face == QLatin1String(name); };
  if (is("reason")) return;
  if (isPlace(face)) return bringPlaceAbout(f, face);
  if (isRehearsal(face)) return bringRehearsalAbout(f, face);
  if (face.startsWith(QLatin1String("receipt"))) return bringReceiptAbout(f, face);
  if (face.startsWith(QLatin1String("security-key"))) return bringKeyAbout(f, face);
  if (face.startsWith(QLatin1String("appeal")) || face.startsWith(QLatin1String("approval")))
    return bringAppealAbout(f, face);
  if (is("method-start-code") || is("password-first")) {
    f.choose("neverHadPassword");
    return f.open(startView(is("password-first") ? Stage::Password : Stage::Method));
  }
  if (is("reason-advice")) {
    return f.choose("cannotSignIn");
  }
  if (face.startsWith(QLatin1String("account"))) {
    f.toAccount();
    f.type("accountLineEdit",
           is("account-error") ? QStringLiteral("a@@b") : QStringLiteral("CONTOSO\\alain"));
    if (is("account-error")) f.press("nextButton");
    return;
  }
  if (is("challenge")) return f.open(Stage::Challenge);
  if (is("method")) return f.open(Stage::Method);
  if (is("method-none")) {
    f.open(Stage::Method);
    return f.press("methodNoneButton");
  }
  if (is("confirm-phone")) {
    auto view = WizardFixture::view(Stage::Confirm);
    view.chosenHandle = QStringLiteral("call");
    return f.open(view);
  }
  if (face.startsWith(QLatin1String("confirm"))) {
    f.open(Stage::Confirm);
    if (is("confirm-mail")) return;
    f.type("confirmLineEdit", QStringLiteral("nobody"));
    f.press("nextButton");
    f.gateway.refuse(Problem{ProblemKind::EntryMismatch, 422, {}, {}, 3, {}});
    return;
  }
  if (face.startsWith(QLatin1String("code-start"))) {
    f.choose("neverHadPassword");
    f.open(WizardFixture::startCodeView());
    if (is("code-start-missing")) f.press("codeMissingButton");
    return;
  }
  if (face.startsWith(QLatin1String("code-missing"))) {
    auto view = WizardFixture::view(Stage::Code);
    if (is("code-missing-phone") || is("code-missing-call")) {
      view.chosenHandle = QStringLiteral("text");
      view.code->kind = protocol::MethodKind::Text;
      view.code->mask = QStringLiteral("*********32");
    }
    if (is("code-missing-support")) view.methods = view.methods.mid(1, 1);
    f.open(view);
    f.press("codeMissingButton");
    // How many times the first reply, and which one then.
    if (is("code-missing-entry") || is("code-missing-wait")) f.press("panelReply0Button");
    if (is("code-missing-entry") || is("code-missing-wait")) f.press("panelReply0Button");
    if (is("code-missing-wait")) f.press("panelReply0Button");
    if (is("code-missing-call")) f.press("panelReply3Button");
    if (is("code-missing-support")) f.press("panelReply1Button");
    return;
  }
  if (face.startsWith(QLatin1String("code"))) {
    f.open(Stage::Code);
    if (is("code-resend")) {
      f.now = f.now.addSecs(61);
      f.wizard->currentStep()->present();
      auto view = WizardFixture::view(Stage::Code);
      view.code->resendIn = 0;
      f.flow.refresh();
      f.gateway.answer(view);
    }
    if (is("code-wrong")) {
      f.type("codeField", QStringLiteral("7654321"));
      f.press("nextButton");
      f.gateway.refuse(Problem{ProblemKind::CodeWrong, 422, {}, {}, 4, {}});
    }
    return;
  }
  if (face.startsWith(QLatin1String("questions"))) {
    f.open(Stage::Questions);
    if (is("questions")) return;
    f.type("answer1Field", QStringLiteral("Sakura"));
    f.type("answer2Field", QStringLiteral("Fuji"));
    f.press("nextButton");
    f.gateway.refuse(Problem{ProblemKind::AnswersWrong, 422, {}, {}, 4, {}});
    return;
  }
  if (face.startsWith(QLatin1String("password"))) {
    auto view = WizardFixture::view(Stage::Password);
    if (is("password-locked")) view.lock = protocol::AccountLock::Locked;
    if (is("password-not-locked")) view.lock = protocol::AccountLock::Open;
    f.open(view);
    if (is("password-typed")) f.type("newPasswordField", QStringLiteral("Blau"));
    if (is("password-suggested")) f.press("suggestButton");
    if (is("password-refused")) {
      f.type("newPasswordField", QStringLiteral("Rofadu-84"));
      f.type("repeatPasswordField", QStringLiteral("Rofadu-84"));
      f.press("nextButton");
      f.gateway.refuse(
          Problem{ProblemKind::PasswordRefused, 422, {}, {QStringLiteral("in-history")}, {}, {}});
    }
    return;
  }
  if (face.startsWith(QLatin1String("done"))) {
    auto view = WizardFixture::view(Stage::Done);
    if (is("done-first")) f.choose("neverHadPassword");
    if (is("done-domain") || is("done-first")) view.accountKind = protocol::AccountKind::Domain;
    if (is("done-somebody-else")) {
      f.choose("somebodyElse");
      view.contacts = {QStringLiteral("ms*****@example.com"), QStringLiteral("*********32")};
      view.signInsEndIn = 36'000;
    }
    if (is("done-unlocked")) view.outcome = protocol::Outcome::Unlocked;
    if (is("done-refused")) view.signIn = protocol::SignInResult::Refused;
    if (is("done-tried")) view.signIn = protocol::SignInResult::Accepted;
    f.open(view);
    if (is("done-card")) f.press("cardButton");
    if (is("done-cases")) f.press("lockedPcButton");
    return;
  }
  if (is("cancel") || is("cancelled")) {
    f.open(Stage::Method);
    f.press("cancelButton");
    if (is("cancelled")) f.press("panelPrimaryButton");
    return;
  }
  if (is("expired")) return f.open(Stage::Expired);
  if (is("too-many") || is("not-possible")) {
    auto view = WizardFixture::view(Stage::Ended);
    view.ending = is("too-many") ? Ending::TooManyTries : Ending::NotPossible;
    view.retryIn = is("too-many") ? 3600 : 0;
    return f.open(view);
  }
  if (face.startsWith(QLatin1String("method-administrator"))) {
    auto view = WizardFixture::view(Stage::Method);
    view.administrator =
        is("method-administrator") ? AdministratorContact::Offered : AdministratorContact::Sent;
    f.open(view);
    return f.press("methodAdministratorButton");
  }
  static const QMap<QString, Ending> ends{{QStringLiteral("unknown-account"), Ending::UnknownAccount},
                                          {QStringLiteral("disabled"), Ending::Disabled},
                                          {QStringLiteral("managed-elsewhere"), Ending::ManagedElsewhere},
                                          {QStringLiteral("not-enabled"), Ending::NotEnabled},
                                          {QStringLiteral("administrator-told"), Ending::NotEnabled},
                                          {QStringLiteral("nothing-registered"), Ending::NothingRegistered},
                                          {QStringLiteral("stopped"), Ending::Stopped},
                                          {QStringLiteral("continued-elsewhere"), Ending::ContinuedElsewhere},
                                          {QStringLiteral("only-administrator"), Ending::OnlyAdministrator}};
  if (ends.contains(face)) {
    auto view = WizardFixture::view(Stage::Ended);
    view.ending = ends.value(face);
    const bool offered = is("disabled") || is("not-enabled") || is("nothing-registered") || is("stopped");
    view.administrator = is("administrator-told") ? AdministratorContact::Sent
                         : offered                ? AdministratorContact::Offered
                                                  : AdministratorContact::NotOffered;
    return f.open(view);
  }
  if (is("help")) {
    f.open(Stage::Method);
    return f.press("helpButton");
  }
  if (is("unreachable") || is("certificate")) {
    f.toAccount();
    f.type("accountLineEdit", QStringLiteral("msabc123@outlook.com"));
    f.press("nextButton");
    f.gateway.fail(is("certificate") ? GatewayFault::CertificateUntrusted : GatewayFault::Unreachable);
    return;
  }
  if (is("two-gates")) {
    auto view = WizardFixture::view(Stage::Method);
    view.gatesNeeded = 2;
    return f.open(view);
  }
  QFAIL("unknown face");
}

/// What tests of all faces share: the theme that they are shown in.
class FacesTest : public QObject {
protected:
  void show(double scale = 1.0, ui::theme::Scheme scheme = ui::theme::Scheme::Light) {
    m_theme.choose({scheme, scale, {}});
  }

private:
  ui::theme::ThemeKeeper m_theme{*qApp, {ui::theme::Scheme::Light, 1.0, {}}};
};

}  // namespace latchkey::tests
