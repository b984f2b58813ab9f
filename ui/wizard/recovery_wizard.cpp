// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/recovery_wizard.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QLayout>
#include <QResizeEvent>
#include <QScreen>
#include <utility>

#include "core/flow/settle.h"
#include "ui/text/chrome_text.h"
#include "ui/text/place_text.h"
#include "ui/text/step_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/widgets/step_trail.h"
#include "ui/wizard/approval_page.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/new_page.h"
#include "ui/wizard/objection_dialog.h"
#include "ui/wizard/panel_contents.h"
#include "ui/wizard/reason_page.h"
#include "ui/wizard/tab_order.h"
#include "ui/wizard/wizard_footer.h"
#include "ui/wizard/wizard_session.h"

namespace latchkey::ui::wizard {

using flow::GatewayError;
using flow::GatewayFault;
using flow::Step;

namespace {
constexpr QSize comfortable(920, 680);  // px at 100 %
constexpr int wizardLine = 2;           // px
}  // namespace

RecoveryWizard::RecoveryWizard(flow::RecoveryFlow& flow, const WizardSettings& settings, QWidget* parent)
    : QWizard(parent),
      m_catalogue(settings.language),
      m_session(std::make_unique<WizardSession>(flow, settings)) {
  build();
  makePage(Step::Reason);
  setStartId(pageIdOf(Step::Reason));
  connectAll();
  restart();
  // QWizard's own frames leave a margin around trail and pages, which bring theirs.
  for (QWidget* inner : {static_cast<QWidget*>(m_trail), static_cast<QWidget*>(currentPage())})
    for (QWidget* frame = inner->parentWidget(); frame != this; frame = frame->parentWidget())
      if (frame->layout()) frame->layout()->setContentsMargins(0, 0, 0, 0);
  follow(flow.step());
  refreshTrail();
  refreshFooter();
  qApp->installEventFilter(this);
  currentStep()->takeFocus();
  // As in the sketches; larger with larger text, never larger than the screen.
  const theme::Theme& theme = theme::themeOf(*this);
  resize(QSize(theme.scaled(comfortable.width()), theme.scaled(comfortable.height()))
             .boundedTo(screen()->availableGeometry().size()));
}

RecoveryWizard::~RecoveryWizard() = default;

void RecoveryWizard::build() {
  setObjectName(QStringLiteral("recoveryWizard"));
  setWizardStyle(ModernStyle);
  setOptions(NoDefaultButton | NoBackButtonOnStartPage);
  setButtonLayout({});  // the footer has the buttons: QWizard's row cannot hold a receipt or break in two
  m_trail = new widgets::StepTrail;
  m_trail->setObjectName(QStringLiteral("stepTrail"));
  setSideWidget(m_trail);
  m_footer = new WizardFooter(this);
  m_footer->setObjectName(QStringLiteral("wizardFooter"));
  m_footer->setLanguage(m_session->language());
}

void RecoveryWizard::makePage(Step step) {
  StepPage* const page = newPage(step, *m_session);
  setPage(pageIdOf(step), page);
  connect(page, &StepPage::readinessChanged, this, &RecoveryWizard::refreshFooter);
  connect(page, &StepPage::primaryTextChanged, this, &RecoveryWizard::refreshFooter);
  connect(page, &StepPage::panelChanged, this, &RecoveryWizard::refreshFooter);
  connect(page, &StepPage::panelChanged, this, [this, page] { orderTabs({page, m_footer}); });
  connect(page, &StepPage::faulted, this, &RecoveryWizard::showRefusal);
  connect(page, &StepPage::faceTurned, this, [this, page] {
    orderTabs({page, m_footer});
    refreshFooter();
    refreshTitle();
    page->arrive();
  });
  if (auto* const reason = qobject_cast<ReasonPage*>(page)) {
    connect(reason, &ReasonPage::objectionWanted, this, [this] { openObjection({}); });
    connect(reason, &ReasonPage::approvalWanted, this, [this] { m_session->flow().enterApproval(); });
  }
}

void RecoveryWizard::connectAll() {
  const flow::RecoveryFlow& flow = m_session->flow();
  connect(&flow, &flow::RecoveryFlow::moved, this, &RecoveryWizard::follow);
  connect(&flow, &flow::RecoveryFlow::refused, this, &RecoveryWizard::showRefusal);
  connect(&flow, &flow::RecoveryFlow::busyChanged, this, &RecoveryWizard::refreshFooter);
  connect(m_footer, &WizardFooter::primaryClicked, this, &RecoveryWizard::pressPrimary);
  connect(m_footer, &WizardFooter::backClicked, this, [this] { currentStep()->goBack(); });
  connect(m_footer, &WizardFooter::cancelClicked, this, &RecoveryWizard::reject);
  connect(m_footer, &WizardFooter::helpClicked, this, &RecoveryWizard::openHelp);
  connect(m_footer, &WizardFooter::languageChosen, this, &RecoveryWizard::chooseLanguage);
}

StepPage* RecoveryWizard::currentStep() const {
  return static_cast<StepPage*>(currentPage());
}

// --- following the flow ---------------------------------------------------------------------------

void RecoveryWizard::follow(Step step) {
  const int id = pageIdOf(step);
  // When it is first turned to: nobody sees all of them, and whoever starts the program sees one.
  if (page(id) == nullptr) makePage(step);
  const bool turns = id != currentId();
  if (turns) turnTo(id);
  if (!currentStep()) return;
  currentStep()->present();
  orderTabs({currentStep(), m_footer});
  refreshTrail();
  refreshFooter();
  if (!turns) return;
  refreshTitle();
  currentStep()->arrive();
  if (!currentStep()->hasFieldToFill()) m_footer->focusPrimary();
  noteContinuation();
  welcomeBack();
}

void RecoveryWizard::noteContinuation() {
  using protocol::Continuation;
  const protocol::RecoveryView& view = m_session->view();
  if (std::exchange(m_continuation, view.continuation) == view.continuation) return;
  if (!m_session->flow().isOpen() || view.continuation == Continuation::None) return;
  const QString receipt = widgets::shownOutside(view.receipt);
  if (view.continuation == Continuation::NothingFound) {
    return currentStep()->showNotice(widgets::Banner::Kind::Warning,
                                     [receipt] { return text::receiptNothingFound(receipt); });
  }
  const bool provesAgain = view.gatesPassed < view.gatesNeeded;
  currentStep()->showNotice(widgets::Banner::Kind::Info,
                            [receipt, provesAgain] { return text::receiptContinued(receipt, provesAgain); });
}

void RecoveryWizard::resume(protocol::Reason reason) {
  const flow::RecoveryFlow& flow = m_session->flow();
  if (flow.step() != Step::Reason || flow.isBusy() || currentStep()->hasPanel()) return;
  m_session->setKeepsPlace(true);  // the answer that was given when it was kept
  m_resuming = true;
  static_cast<ReasonPage*>(currentStep())->resume(reason);
}

void RecoveryWizard::welcomeBack() {
  if (!std::exchange(m_resuming, false) || !m_session->flow().isOpen()) return;
  const bool proof = m_session->view().freshProof;
  currentStep()->showNotice(widgets::Banner::Kind::Info,
                            proof ? &text::placeNeedsProof : &text::placeResumed);
}

void RecoveryWizard::notePlace(PlaceNotice notice) {
  using Kind = widgets::Banner::Kind;
  switch (notice) {
    case PlaceNotice::NotKept:
      return currentStep()->showNotice(Kind::Warning, &text::placeNotKept);
    case PlaceNotice::Unreadable:
      return currentStep()->showNotice(Kind::Warning, &text::placeUnreadable);
  }
}

void RecoveryWizard::turnTo(int id) {
  m_askingToStop = false;
  StepPage* left = currentStep();
  left->closePanel();
  left->leave();
  if (!visitedIds().contains(id)) return next();
  const bool forward = id > currentId();
  while (currentId() != id) back();
  // Who came back to a kept place has later pages behind the earlier ones: they are entered anew all the
  // same.
  if (forward) currentStep()->initializePage();
}

void RecoveryWizard::showRefusal(const GatewayError& error) {
  StepPage* page = currentStep();
  refreshFooter();
  if (page->takeQuiet()) return;
  // Beside "Next", which would give up the place, nothing is said that may be over in a minute.
  const bool placeHolds = m_resuming && !flow::leavesNothingToResume(error);
  const bool saidOnPage = !placeHolds && error.fault == GatewayFault::Refused &&
                          error.problem.kind != protocol::ProblemKind::InternalError;
  if (saidOnPage) return page->showProblem(error.problem);
  m_session->discover();
  m_askingToStop = false;
  page->openPanel(
      [error, placeHolds, at = m_session->now()] {
        return placeHolds ? placeFaultContent(error, at) : faultContent(error, at);
      },
      [page] { page->retry(); });
}

// --- what the person presses ----------------------------------------------------------------------

void RecoveryWizard::pressPrimary() {
  if (flow::isEnd(m_session->flow().step())) return currentStep()->primaryAtEnd();
  next();
}

void RecoveryWizard::reject() {
  if (flow::isEnd(m_session->flow().step())) return QWizard::reject();
  if (!m_askingToStop) return askToStop();
  // Asked once already: the window's close button or Escape is answer enough.
  m_session->flow().cancel();
  QWizard::reject();
}

void RecoveryWizard::askToStop() {
  currentStep()->openPanel([] { return cancelContent(); }, [this] { m_session->flow().cancel(); });
  m_askingToStop = true;
  refreshFooter();
}

void RecoveryWizard::openObjection(platform::Secret code) {
  if (!code.isEmpty()) m_linkedCode = std::move(code);
  if (m_objection) return m_objection->open();  // it was closed while it waits for its answer
  m_objection = new ObjectionDialog(*m_session, m_linkedCode, *this);
  connect(m_objection, &ObjectionDialog::taken, this, [this] { m_linkedCode.wipe(); });
  connect(m_objection, &ObjectionDialog::languageChosen, this, &RecoveryWizard::chooseLanguage);
  connect(m_objection, &ObjectionDialog::appealWanted, this, [this] {
    m_session->wantAppeal();
    m_session->flow().chooseReason(protocol::Reason::SomebodyElse);
  });
  connect(m_objection, &QDialog::finished, this, [this] {
    m_objection->deleteLater();
    m_objection = nullptr;
  });
  m_objection->open();
}

void RecoveryWizard::openAppeal() {
  if (m_session->flow().step() != Step::Reason || m_session->settings().rehearsal) return;
  m_session->wantAppeal();
  m_session->flow().chooseReason(protocol::Reason::ForgotPassword);
}

void RecoveryWizard::openApproval(platform::Secret code) {
  if (m_session->flow().step() != Step::Reason || m_session->settings().rehearsal) return;
  m_session->flow().enterApproval();
  if (auto* const approval = qobject_cast<ApprovalPage*>(currentStep())) approval->fill(code);
}

void RecoveryWizard::openHelp() {
  m_askingToStop = false;
  currentStep()->openPanel([this] { return helpContent(*m_session); });
}

void RecoveryWizard::chooseLanguage(protocol::Language language) {
  if (language == m_session->language()) return;
  m_session->setLanguage(language);
  m_catalogue.use(language);
  m_session->flow().changeLanguage(language);
}

// --- what stands around the page ------------------------------------------------------------------

void RecoveryWizard::refreshTrail() {
  const protocol::RecoveryView& view = m_session->view();
  const Step step = m_session->flow().step();
  if (const int index = text::trailIndexOf(step, view);
      index >= 0) {  // at an end the trail stays where it was
    m_trailIndex = index;
    const bool rehearsal = m_session->settings().rehearsal;
    m_trailKind = rehearsal ? text::TrailKind::Rehearsal : text::trailKindOf(step, view);
  }
  m_trail->setBrand(text::productName());
  m_trail->setTexts({text::trailName(), text::trailPosition(), text::trailDone(), text::trailCurrent(),
                     text::trailToCome()});
  m_trail->setSteps(text::trail(m_trailKind, view.gatesNeeded));
  m_trail->setCurrent(m_trailIndex);
}

void RecoveryWizard::refreshFooter() {
  StepPage* page = currentStep();
  if (!page) return;
  const flow::RecoveryFlow& flow = m_session->flow();
  const bool atEnd = flow::isEnd(flow.step());
  const bool panel = page->hasPanel();
  if (!panel) m_askingToStop = false;
  m_footer->setReceipt(m_session->view().receipt);
  // The pages that things went well on close by their main button, also while something is waited for.
  const bool wentWell =
      flow.step() == Step::Done || flow.step() == Step::Rehearsed || flow.step() == Step::Appealed;
  m_footer->setPrimary(panel ? QString() : page->primaryText(),
                       (wentWell || !flow.isBusy()) && page->isComplete());
  m_footer->setBackVisible(!panel && page->hasWayBack());
  m_footer->setCancel(m_askingToStop || wentWell ? QString()
                      : atEnd                    ? text::closeButton()
                                                 : text::cancelButton());
  placeFooter();
}

void RecoveryWizard::refreshTitle() {
  setWindowTitle(text::windowTitle(currentStep()->titleSentence()));
}

void RecoveryWizard::placeFooter() {
  if (m_footer->height() == m_footer->heightForWidth(width())) return;
  QResizeEvent again(size(), size());
  resizeEvent(&again);
}

void RecoveryWizard::changeEvent(QEvent* event) {
  QWizard::changeEvent(event);
  // An early event of the base class; or it is closed, and kept until its last word has arrived.
  if (!m_footer || !currentStep()) return;
  if (event->type() == QEvent::LanguageChange) {
    m_footer->setLanguage(m_session->language());
    refreshTrail();
    refreshFooter();
    refreshTitle();
  }
}

/// QWizard hides all pages for a moment whenever a page says that it is complete or not, with updates off. A
/// hidden field gives its focus to what comes next, which would be the footer: somebody who types would be
/// thrown out of the field by the first letter.
bool RecoveryWizard::focusNextPrevChild(bool next) {
  return updatesEnabled() && QWizard::focusNextPrevChild(next);
}

/// Enter held down would press the default button again and again: through page after page, and "Try again"
/// as often as the key repeats. One press is one press (SECURITY: C20).
bool RecoveryWizard::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->isAutoRepeat()) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    const auto* const widget = qobject_cast<QWidget*>(watched);
    const bool isOurs = widget != nullptr && (widget == this || isAncestorOf(widget));
    if (isOurs && (key == Qt::Key_Return || key == Qt::Key_Enter)) return true;
  }
  return QWizard::eventFilter(watched, event);
}

void RecoveryWizard::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Cancel) && currentStep()->hasPanel()) return currentStep()->closePanel();
  if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown)
    return currentStep()->scrollByPage(event->key() == Qt::Key_PageDown);
  if (pressByEnter(*this, *event)) return;
  QWizard::keyPressEvent(event);
}

void RecoveryWizard::resizeEvent(QResizeEvent* event) {
  if (!m_footer) return QWizard::resizeEvent(event);
  m_trail->setForm(widgets::StepTrail::formFor(width(), theme::themeOf(*this)));
  // QWizard gives all of the window to its pages: it is told a size without the footer, which lies over the
  // line that QWizard draws above buttons.
  const int footer = m_footer->heightForWidth(width());
  QResizeEvent inner(event->size() - QSize(0, footer - wizardLine), event->oldSize());
  QWizard::resizeEvent(&inner);
  m_footer->setGeometry(0, height() - footer, width(), footer);
  m_footer->raise();
}

}  // namespace latchkey::ui::wizard
