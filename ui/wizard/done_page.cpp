// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/done_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/after_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/fault_text.h"
#include "ui/text/problem_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/bullet_list.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/panel_contents.h"
#include "ui/wizard/recovery_card.h"
#include "ui/wizard/sign_in_trial.h"
#include "ui/wizard/support_box.h"

namespace latchkey::ui::wizard {

using protocol::ProblemKind;
using widgets::shownOutside;

namespace {
QStringList reviewSentences(const protocol::RecoveryView& view, protocol::Reason reason,
                            const WizardSession& session) {
  protocol::RecoveryView shown = view;
  for (QString& mask : shown.contacts) mask = shownOutside(mask);
  const QString until = view.signInsEndIn == 0
                            ? QString()
                            : text::timeFrom(session.momentAfterAnswer(view.signInsEndIn), session.now());
  return text::reviewAdvice(reason, shown, until);
}
}  // namespace

DonePage::DonePage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Done, parent),
      m_account(new widgets::PlainLabel),
      m_reviewPart(new QWidget),
      m_reviewHeading(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_review(new BulletList),
      m_support(new SupportBox),
      m_heading(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_advice(new BulletList),
      m_cases(newLink(QStringLiteral("lockedPcButton"))),
      m_trial(new SignInTrial),
      m_addressRow(new QWidget),
      m_address(new widgets::PlainLabel),
      m_copy(newLink(QStringLiteral("copyAddressButton"))),
      m_notified(new widgets::StaticLabel),
      m_secure(newLink(QStringLiteral("secureAccountButton"))),
      m_receipt(new widgets::StaticLabel),
      m_card(newLink(QStringLiteral("cardButton"))),
      m_print(newLink(QStringLiteral("printCardButton"))),
      m_cardNote(new widgets::PlainLabel),
      m_openCard(newLink(QStringLiteral("openCardButton"))) {
  build();
  connect(m_copy, &QPushButton::clicked, this, &DonePage::copyAddress);
  connect(m_cases, &QPushButton::clicked, this, &DonePage::openCases);
  connect(m_card, &QPushButton::clicked, this, &DonePage::saveCard);
  connect(m_print, &QPushButton::clicked, this, &DonePage::printCard);
  connect(m_secure, &QPushButton::clicked, this,
          [this] { this->session().settings().secureAccount(view().accountName); });
  connect(m_openCard, &QPushButton::clicked, this,
          [this] { this->session().settings().openCard(m_cardPath); });
  connect(m_trial, &SignInTrial::opened, this, [this] { reveal(*m_trial); });
  connect(m_trial, &SignInTrial::tried, this, [this] {
    // A copy: after a lost answer the password is still in its field, for "Try again".
    act([this] { flow().trySignIn(m_trial->secret()); });
  });
  connect(&flow(), &flow::RecoveryFlow::busyChanged, m_trial, &SignInTrial::setBusy);
  connect(&session, &WizardSession::discovered, this, [this] {
    if (flow().step() == step()) retranslate();
  });
}

void DonePage::build() {
  m_account->setObjectName(QStringLiteral("doneAccountLabel"));
  m_account->setTextRole(theme::TextRole::CardTitle);
  m_trial->setObjectName(QStringLiteral("signInTrial"));
  m_address->setObjectName(QStringLiteral("signInAddressLabel"));
  m_address->setSelectable(true);
  m_notified->setObjectName(QStringLiteral("notifiedLabel"));
  m_receipt->setObjectName(QStringLiteral("doneReceiptLabel"));
  m_receipt->setTone(widgets::Tone::Muted);
  m_cardNote->setObjectName(QStringLiteral("cardNoteLabel"));
  auto* row = new QHBoxLayout(m_addressRow);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(theme::spacing::twice);
  row->addWidget(m_address);
  row->addWidget(m_copy, 0, Qt::AlignTop);
  row->addStretch(1);

  setSign(theme::Icon::Check, widgets::Tone::Success);
  column()->addWidget(m_account);
  column()->addWidget(m_addressRow);
  column()->addSpacing(theme::spacing::unit);
  auto* review = new QVBoxLayout(m_reviewPart);
  review->setContentsMargins(0, 0, 0, theme::spacing::twice);
  review->setSpacing(theme::spacing::unit);
  review->addWidget(m_reviewHeading);
  review->addWidget(m_review);
  review->addSpacing(theme::spacing::unit);
  review->addWidget(m_support);
  column()->addWidget(m_reviewPart);
  column()->addWidget(m_heading);
  column()->addWidget(m_advice);
  column()->addWidget(m_cases, 0, Qt::AlignLeading);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_trial);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_notified);
  column()->addWidget(m_secure, 0, Qt::AlignLeading);
  column()->addWidget(m_print, 0, Qt::AlignLeading);
  column()->addWidget(m_card, 0, Qt::AlignLeading);
  column()->addWidget(m_cardNote);
  column()->addWidget(m_openCard, 0, Qt::AlignLeading);
  column()->addWidget(m_receipt);  // last: the footer has it too
}

void DonePage::retranslate() {
  StepPage::retranslate();
  setFinalPage(true);
  m_account->setOutsideText(view().accountName);
  m_account->setVisible(!view().accountName.isEmpty());
  const QStringList review = reviewSentences(view(), flow().reason(), session());
  m_reviewHeading->setText(text::reviewHeading());
  m_review->setSentences(review);
  m_support->setLines(text::supportHeading(), text::supportLines(session().support()));
  m_reviewPart->setVisible(!review.isEmpty());
  m_heading->setText(text::doneHeading(flow().reason()));
  m_advice->setSentences(text::doneAdvice(flow().reason(), view()));
  m_cases->setText(text::lockedPcButton());
  m_trial->retranslate();
  const QString address = view().signInUrl.toString();
  m_address->setOutsideText(text::doneSignInAddress(address));
  m_addressRow->setVisible(!address.isEmpty());
  m_copy->setText(m_copied ? text::copiedNote() : text::copyButton());
  const QString notified = text::doneNotified(view().contactsNotified);
  m_notified->setText(notified);
  m_notified->setVisible(!notified.isEmpty());
  m_receipt->setText(text::doneReceipt(shownOutside(view().receipt)));
  m_receipt->setVisible(!view().receipt.isEmpty());
  m_secure->setText(text::secureAccountButton());
  m_secure->setVisible(session().settings().secureAccount != nullptr);
  m_print->setText(text::cardPrintButton());
  m_openCard->setText(text::cardOpenButton());
  showCard();
}

void DonePage::present() {
  StepPage::present();
  m_copied = false;
  retranslate();
  // What was tried is not needed any more, whatever came of it.
  if (view().signIn) m_trial->clear();
  m_trial->showResult(view().signIn, view().signInTriesLeft, flow().reason());
}

void DonePage::enter() {
  leave();
  m_cardPath.clear();
  m_cardNews = CardNews::None;
  const WizardSettings& settings = session().settings();
  if (!settings.lookForPrinter || !settings.printCard) return;
  settings.lookForPrinter([page = QPointer(this)](bool hasPrinter) {
    if (!page) return;
    page->m_hasPrinter = hasPrinter;
    page->showCard();
  });
}

void DonePage::leave() {
  m_trial->close();
}

QString DonePage::primaryText() const {
  return text::closeButton();
}

void DonePage::primaryAtEnd() {
  wizard()->accept();
}

QString DonePage::problemSentence(const protocol::Problem& problem, const QDateTime& at) const {
  const bool isOver = problem.kind == ProblemKind::Unauthorized || problem.kind == ProblemKind::WrongStage ||
                      problem.kind == ProblemKind::TooManyTries;
  return isOver ? text::trialOver() : text::problemText(problem, at);
}

void DonePage::placeProblem(const QString& sentence) {
  m_trial->setError(sentence);
}

void DonePage::copyAddress() {
  QGuiApplication::clipboard()->setText(view().signInUrl.toString());
  m_copied = true;
  m_copy->setText(text::copiedNote());
  widgets::announce(*m_copy, widgets::Urgency::Polite);
}

void DonePage::openCases() {
  openPanel([this] {
    PanelContent content = supportContent(session());
    content.sign = theme::Icon::Computer;
    content.title = text::lockedPcTitle(flow().reason());
    content.paragraphs = {text::lockedPcBody()};
    content.points = text::lockedPcCases(flow().reason());
    return content;
  });
}

// --- the card -------------------------------------------------------------------------------------

RecoveryCard DonePage::card() const {
  return cardOf(view(), flow().reason(), session().support(),
                reviewSentences(view(), flow().reason(), session()));
}

void DonePage::printCard() {
  session().settings().printCard(*window(), toPrinted(card()), [page = QPointer(this)](bool isPrinted) {
    if (page) page->tellOfCard(isPrinted ? CardNews::Printed : CardNews::NotPrinted);
  });
}

void DonePage::saveCard() {
  CardToSave wanted;
  wanted.pdf = toPdf(card());
  wanted.title = text::cardDialogTitle();
  wanted.fileName = text::cardFileName();
  wanted.fileKind = text::cardFileKind();
  session().settings().saveCard(*window(), wanted,
                                [page = QPointer(this)](const std::optional<QString>& path) {
                                  if (page) page->cardWasSaved(path);
                                });
}

void DonePage::cardWasSaved(const std::optional<QString>& path) {
  m_cardPath = path.value_or(QString());
  tellOfCard(path ? CardNews::Saved : CardNews::NotSaved);
}

void DonePage::tellOfCard(CardNews news) {
  m_cardNews = news;
  showCard();
  widgets::announce(*m_cardNote, widgets::Urgency::Polite);
  reveal(*m_cardNote);
}

void DonePage::showCard() {
  const WizardSettings& settings = session().settings();
  m_card->setVisible(settings.saveCard != nullptr);
  m_card->setText(m_hasPrinter ? text::cardSaveButton() : text::cardButton());
  m_print->setVisible(m_hasPrinter);
  m_cardNote->setVisible(m_cardNews != CardNews::None);
  m_openCard->setVisible(m_cardNews == CardNews::Saved && settings.openCard != nullptr);
  switch (m_cardNews) {
    case CardNews::None:
      return;
    case CardNews::Saved:
      return m_cardNote->setOutsideText(text::cardSaved(m_cardPath));
    case CardNews::NotSaved:
      return m_cardNote->setOutsideText(text::cardFailed());
    case CardNews::Printed:
      return m_cardNote->setOutsideText(text::cardPrinted());
    case CardNews::NotPrinted:
      return m_cardNote->setOutsideText(text::cardNotPrinted());
  }
}

}  // namespace latchkey::ui::wizard
