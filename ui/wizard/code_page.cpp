// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/code_page.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/text/appeal_text.h"
#include "ui/text/choice_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/code_field.h"
#include "ui/widgets/countdown_label.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/method_entries.h"
#include "ui/wizard/other_methods.h"
#include "ui/wizard/panel_contents.h"

namespace latchkey::ui::wizard {

using protocol::CodeView;
using protocol::MethodKind;
using protocol::ProblemKind;

namespace {

/// How often the page asks by itself what became of the code, and after how many seconds: the first few soon,
/// then after twice as long each time. A look keeps the recovery from idling out, so they are few.
constexpr int maximumLooks = 3;
constexpr int maximumLooksWithNews = 8;  // four minutes: relays and gateways answer for a while
constexpr int secondsBetweenLooks = 5;

int secondsToLook(int looks) {
  return secondsBetweenLooks << std::max(0, looks - maximumLooks + 1);
}

}  // namespace

CodePage::CodePage(WizardSession& session, flow::Step step, QWidget* parent)
    : StepPage(session, step, parent),
      m_entryRow(new QWidget),
      m_entry(new widgets::StaticLabel),
      m_correct(newLink(QStringLiteral("correctButton"))),
      m_delivery(new widgets::StaticLabel),
      m_label(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_code(new widgets::CodeField),
      m_error(new widgets::FieldError(m_code)),
      m_expiry(new widgets::CountdownLabel(session.settings().now)),
      m_resendLine(new widgets::CountdownLabel(session.settings().now)),
      m_resend(newLink(QStringLiteral("resendButton"))),
      m_missing(newLink(QStringLiteral("codeMissingButton"))),
      m_others(new OtherMethods),
      m_helper(*this, session, [this](flow::CodeRemedy what) { remedy(what); }) {
  build();
  setFocusProxy(m_code);

  connect(m_code, &widgets::SecretEdit::textEdited, this, [this] {
    if (m_code->length() > 0) {
      m_error->clear();
      clearProblem();
    }
    Q_EMIT readinessChanged();
  });
  connect(m_correct, &QPushButton::clicked, this, [this] { flow().goBack(); });
  connect(m_resend, &QPushButton::clicked, this, [this] { act([this] { flow().resendCode(); }); });
  connect(m_missing, &QPushButton::clicked, this, &CodePage::helpWithMissing);
  connect(m_others, &OtherMethods::chosen, this,
          [this](const QString& handle) { act([this, handle] { flow().chooseMethod(handle); }); });
  connect(m_expiry, &widgets::CountdownLabel::reached, this, &CodePage::showTimes);
  connect(m_resendLine, &widgets::CountdownLabel::reached, this, &CodePage::showTimes);
  connect(&session, &WizardSession::ticked, this, &CodePage::lookForDelivery);
}

void CodePage::build() {
  m_entry->setObjectName(QStringLiteral("shownEntryLabel"));
  m_delivery->setObjectName(QStringLiteral("deliveryLabel"));
  m_delivery->setTone(widgets::Tone::Muted);
  m_code->setObjectName(QStringLiteral("codeField"));
  m_label->setBuddy(m_code);
  m_error->setObjectName(QStringLiteral("codeFieldError"));
  m_expiry->setObjectName(QStringLiteral("codeExpiryLabel"));
  m_resendLine->setObjectName(QStringLiteral("resendLabel"));
  m_resendLine->setTone(widgets::Tone::Muted);

  auto* row = new QHBoxLayout(m_entryRow);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(theme::spacing::twice);
  row->addWidget(m_entry);
  row->addWidget(m_correct, 0, Qt::AlignTop);
  row->addStretch(1);
  column()->addWidget(m_entryRow);
  column()->addWidget(m_delivery);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_label);
  column()->addWidget(m_code, 0, Qt::AlignLeading);
  column()->addWidget(m_error);
  column()->addWidget(m_expiry);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_resendLine);
  column()->addWidget(m_resend, 0, Qt::AlignLeading);
  column()->addWidget(m_missing, 0, Qt::AlignLeading);
  column()->addWidget(m_others);
}

bool CodePage::isComplete() const {
  return m_code->isComplete();
}

void CodePage::retranslate() {
  StepPage::retranslate();
  const CodeView code = view().code.value_or(CodeView());
  m_entry->setText(text::codeEntryShown(widgets::shownOutside(code.shownEntry)));
  m_entryRow->setVisible(!code.shownEntry.isEmpty());
  m_correct->setText(text::codeCorrectButton());
  m_delivery->setText(text::codeOnItsWay(code));
  m_delivery->setTone(flow::isLost(code) ? widgets::Tone::Warning : widgets::Tone::Muted);
  m_label->setText(text::codeLabel(code.digits));
  m_code->setAccessibleName(text::withoutMnemonic(m_label->text()));
  m_code->setMenuTexts(text::pasteAction(), text::selectAllAction());
  m_resend->setText(text::codeResendButton());
  m_missing->setText(text::codeMissingButton(code.kind));
  m_others->showBeside(step() == flow::Step::Code ? view() : protocol::RecoveryView());
  showTimes();
}

void CodePage::present() {
  StepPage::present();
  if (view().code) m_code->setDigits(view().code->digits);
  const QString said = m_delivery->text();
  retranslate();
  const bool news = view().code && flow::isLost(*view().code) && m_delivery->text() != said;
  if (news && !hasPanel()) widgets::announce(*m_delivery, widgets::Urgency::Polite);
  m_helper.update();
  tellIfSent();
  m_lookAt = session().now().addSecs(secondsToLook(m_looks));
  Q_EMIT readinessChanged();
}

void CodePage::leave() {
  m_code->clear();
}

void CodePage::enter() {
  m_code->clear();
  m_looks = 0;
}

void CodePage::submit() {
  // A copy: a lost answer leaves the code in its field, so that "Try again" has it.
  act([this] { flow().submitCode(m_code->secret().clone()); });
}

QString CodePage::whySentence() const {
  if (step() == flow::Step::Code && view().byAppeal)
    return text::approvalCodeWhy(widgets::shownOutside(view().code.value_or(CodeView()).mask));
  return view().code && flow::isLost(*view().code) ? QString() : StepPage::whySentence();
}

void CodePage::placeProblem(const QString& sentence) {
  const bool isOfMessage = asksAdministrator() && !sentence.isEmpty();
  if (std::exchange(m_saysAbove, isOfMessage) || isOfMessage)
    StepPage::placeProblem(isOfMessage ? sentence : QString());
  m_error->setError(isOfMessage ? QString() : sentence);
}

void CodePage::problemShown(const protocol::Problem& problem) {
  if (problem.kind != ProblemKind::CodeWrong && problem.kind != ProblemKind::CodeExpired) return;
  m_code->clear();
  takeFocus();
}

void CodePage::showTimes() {
  if (flow().step() != step() || !view().code) return;
  const CodeView& code = *view().code;
  // Nothing was sent for an authenticator: its code comes from the app and is always a fresh one.
  const bool isSent = text::isPhone(code.kind) || code.kind == MethodKind::Mail;
  const QDateTime now = session().now();

  m_expiry->setVisible(isSent);
  const QDateTime expiry = session().momentAfterAnswer(code.expiresIn);
  if (now < expiry) {
    m_expiry->start(expiry, text::codeExpiryLine);
  } else {
    m_expiry->stop();
    m_expiry->setText(code.resendsLeft > 0 ? text::codeExpiredLine() : text::codeExpiredForGood());
  }

  const QDateTime resend = session().momentAfterAnswer(code.resendIn);
  const bool mayResend = code.resendsLeft > 0 && now >= resend;
  m_resend->setVisible(isSent && mayResend);
  m_resendLine->setVisible(isSent && !mayResend);
  if (code.resendsLeft <= 0) {
    m_resendLine->stop();
    m_resendLine->setText(text::codeNoResend());
  } else if (!mayResend) {
    m_resendLine->start(resend, text::resendLine);
  }
}

void CodePage::lookForDelivery() {
  if (flow().step() != step() || !view().code || !flow::mayLearnMore(*view().code)) return;
  const int most = view().code->news ? maximumLooksWithNews : maximumLooks;
  if (m_looks >= most || m_code->length() > 0 || session().now() < m_lookAt) return;
  ++m_looks;
  m_lookAt = session().now().addSecs(secondsToLook(m_looks));  // also where no answer comes
  lookQuietly();
}

void CodePage::helpWithMissing() {
  if (flow::canHelpWith(text::chosenKind(view()))) {
    m_looks = 0;  // somebody waits for what becomes of it
    m_lookAt = session().now().addSecs(secondsBetweenLooks);
    return m_helper.start();
  }
  openPanel([this] { return missingContent(); });
}

void CodePage::remedy(flow::CodeRemedy remedy) {
  switch (remedy) {
    case flow::CodeRemedy::SendAgain:
      return act([this] { flow().resendCode(); });
    case flow::CodeRemedy::Call:
      return act([this, handle = m_helper.callHandle()] { flow().chooseMethod(handle); });
    case flow::CodeRemedy::OtherWays:
      reveal(*m_others);
      return m_others->takeFocus();
    case flow::CodeRemedy::Correct:
      return flow().goBack();
    case flow::CodeRemedy::StartAgain:
      flow().cancel();
      return flow().startAgain();
    case flow::CodeRemedy::AskAdministrator:
      return askAdministrator();
    case flow::CodeRemedy::GoBack:
    case flow::CodeRemedy::AskForSupport:
      return;
  }
}

PanelContent CodePage::missingContent() const {
  PanelContent content = supportContent(session());
  const MethodKind kind = text::chosenKind(view());
  content.title = text::codeMissingTitle(kind);
  content.paragraphs = {text::codeMissingBody(kind)};
  content.points = text::codeMissingAdvice(kind);
  return content;
}

}  // namespace latchkey::ui::wizard
