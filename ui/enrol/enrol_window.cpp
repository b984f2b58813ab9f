// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/enrol_window.h"

#include <QApplication>
#include <QEvent>
#include <QKeyEvent>
#include <QPointer>
#include <QScreen>
#include <QScrollBar>
#include <QStackedLayout>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "ui/enrol/end_page.h"
#include "ui/enrol/enrol_pages.h"
#include "ui/enrol/enrol_panels.h"
#include "ui/enrol/list_page.h"
#include "ui/enrol/proof_page.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/sign_disc.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/panel_contents.h"
#include "ui/wizard/scroll_column.h"
#include "ui/wizard/tab_order.h"
#include "ui/wizard/wizard_footer.h"

namespace latchkey::ui::enrol {

using flow::EnrolmentFlow;
using flow::EnrolStep;
using flow::GatewayError;
using flow::GatewayFault;
using protocol::MethodKind;
using widgets::Banner;

namespace {
constexpr QSize comfortableWindow(820, 820);  // px at 100 %

bool isOver(EnrolStep step) {
  return step == EnrolStep::Done || step == EnrolStep::Expired || step == EnrolStep::Ended;
}
}  // namespace

EnrolWindow::EnrolWindow(EnrolmentFlow& flow, EnrolSettings settings, QWidget* parent)
    : QDialog(parent),
      m_flow(flow),
      m_settings(std::move(settings)),
      m_catalogue(m_settings.language),
      m_layers(new QStackedLayout),
      m_scroll(new wizard::ScrollColumn),
      m_sign(new widgets::SignDisc),
      m_title(new widgets::TitleLabel),
      m_why(new widgets::StaticLabel),
      m_notice(new Banner),
      m_place(new QVBoxLayout),
      m_whoSees(new widgets::StaticLabel),
      m_progress(new widgets::ProgressLine),
      m_panel(new wizard::MessagePanel),
      m_footer(new wizard::WizardFooter) {
  build();
  makePages();
  m_expiry.setSingleShot(true);
  connect(&m_expiry, &QTimer::timeout, &m_flow, &EnrolmentFlow::refresh);
  connect(&m_flow, &EnrolmentFlow::moved, this, &EnrolWindow::follow);
  connect(&m_flow, &EnrolmentFlow::refused, this, &EnrolWindow::showRefusal);
  connect(&m_flow, &EnrolmentFlow::busyChanged, this, [this](bool busy) {
    if (busy)
      m_progress->start(text::waiting());
    else
      m_progress->stop();
    refreshFooter();
  });
  follow(m_flow.step());
  if (!m_settings.discover) return;
  m_settings.discover([self = QPointer(this)](const Result<protocol::Discovery, GatewayError>& discovery) {
    if (self && discovery) self->m_discovered = discovery->support;
  });
}

EnrolWindow::~EnrolWindow() = default;

void EnrolWindow::build() {
  setObjectName(QStringLiteral("enrolWindow"));
  setWindowFlags(Qt::Window);
  m_title->setObjectName(QStringLiteral("pageTitleLabel"));
  m_why->setObjectName(QStringLiteral("pageWhyLabel"));
  m_why->setTone(widgets::Tone::Muted);
  m_whoSees->setObjectName(QStringLiteral("enrolPageWhoSeesLabel"));
  m_whoSees->setTone(widgets::Tone::Muted);
  m_whoSees->setContentsMargins(0, theme::spacing::twice, 0, 0);
  m_notice->setObjectName(QStringLiteral("enrolNoticeBanner"));
  m_notice->clear();
  m_progress->setObjectName(QStringLiteral("waitingProgress"));
  auto* const heading = new QHBoxLayout;
  heading->setSpacing(theme::spacing::twice);
  heading->addWidget(m_sign);
  heading->addWidget(m_title, 1);
  QVBoxLayout* const column = m_scroll->column();
  column->addLayout(heading);
  column->addWidget(m_why);
  column->addSpacing(theme::spacing::wide);
  column->addWidget(m_notice);
  column->addLayout(m_place);
  column->addWidget(m_whoSees);
  column->addWidget(m_progress);
  column->addStretch(1);
  m_layers->addWidget(m_scroll);
  m_layers->addWidget(m_panel);
  auto* const whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->setSpacing(0);
  whole->addLayout(m_layers, 1);
  m_footer->setObjectName(QStringLiteral("wizardFooter"));
  m_footer->setLanguage(m_settings.language);
  whole->addWidget(m_footer);
  connect(m_footer, &wizard::WizardFooter::primaryClicked, this, &EnrolWindow::submit);
  connect(m_footer, &wizard::WizardFooter::backClicked, this, [this] { act([this] { m_flow.goBack(); }); });
  connect(m_footer, &wizard::WizardFooter::cancelClicked, this, &EnrolWindow::reject);
  connect(m_footer, &wizard::WizardFooter::helpClicked, this, &EnrolWindow::openHelp);
  connect(m_footer, &wizard::WizardFooter::languageChosen, this, &EnrolWindow::chooseLanguage);
  connect(m_panel, &wizard::MessagePanel::primaryClicked, this, [this] {
    const auto primary = std::exchange(m_whenPrimary, {});
    closePanel();
    if (primary) primary();
  });
  connect(m_panel, &wizard::MessagePanel::secondaryClicked, this, &EnrolWindow::closePanel);
  qApp->installEventFilter(this);
  const theme::Theme& theme = theme::themeOf(*this);
  resize(QSize(theme.scaled(comfortableWindow.width()), theme.scaled(comfortableWindow.height()))
             .boundedTo(screen()->availableGeometry().size()));
}

void EnrolWindow::makePages() {
  m_pages = std::make_unique<EnrolPages>(m_flow, m_settings, [this] { return m_catalogue.language(); });
  for (AddPage* const page : m_pages->all()) {
    page->hide();
    m_place->addWidget(page);
    connect(page, &AddPage::readinessChanged, this, &EnrolWindow::refreshFooter);
    connect(page, &AddPage::faceTurned, this, [this] {
      m_notice->clear();
      sayHeading();
      refreshFooter();
      wizard::orderTabs({m_page, m_footer});
    });
  }
  const ListPage* const list = &m_pages->list();
  connect(list, &ListPage::addAsked, this, [this](MethodKind kind, const QString& replaces) {
    act([this, kind, replaces] { m_flow.add(kind, replaces); });
  });
  connect(list, &ListPage::removalAsked, this, &EnrolWindow::askToRemove);
  connect(list, &ListPage::rehearsalAsked, this,
          [this] { m_settings.rehearse(m_flow.view().accountName, m_catalogue.language()); });
  connect(list, &ListPage::finishAsked, this, [this] { m_flow.finish(); });
  connect(&m_pages->proof(), &ProofPage::allLost, this, &EnrolWindow::openAllLost);
  connect(&m_pages->end(), &EndPage::closeAsked, this, &QDialog::accept);
  connect(&m_pages->end(), &EndPage::startAgainAsked, &m_flow, &EnrolmentFlow::startAgain);
}

// --- following the flow ---------------------------------------------------------------------------

void EnrolWindow::follow(EnrolStep step) {
  closePanel();
  const bool isOtherStep = std::exchange(m_shownStep, step) != step;
  AddPage* const page = m_pages->of(step);
  const bool turns = page != m_page || isOtherStep;
  if (turns) turnTo(*page);
  page->present(m_flow.view());
  sayHeading();
  if (step == EnrolStep::List) sayChange();
  refreshFooter();
  watchTime();
  wizard::orderTabs({page, m_footer});
  if (!turns) return;
  m_scroll->verticalScrollBar()->setValue(0);
  page->takeFocus();
  if (isOver(step)) m_footer->focusPrimary();
  widgets::announce(*m_title, widgets::Urgency::Assertive);
}

void EnrolWindow::turnTo(AddPage& page) {
  m_notice->clear();
  if (m_page) {
    m_page->leave();
    m_page->hide();
  }
  m_page = &page;
  page.begin();
  page.retranslate();
  page.show();
}

void EnrolWindow::sayChange() {
  const int contacts = m_flow.view().contactsNotified;
  switch (m_flow.lastChange()) {
    case EnrolmentFlow::Change::None:
      return m_notice->clear();
    case EnrolmentFlow::Change::Added:
      return m_notice->showMessage(Banner::Kind::Success, text::methodAdded(contacts));
    case EnrolmentFlow::Change::Replaced:
      return m_notice->showMessage(Banner::Kind::Success, text::methodReplaced(contacts));
    case EnrolmentFlow::Change::Removed:
      return m_notice->showMessage(Banner::Kind::Success, text::methodRemoved(contacts));
  }
}

void EnrolWindow::showRefusal(const GatewayError& error) {
  refreshFooter();
  const bool isSaidOnPage =
      error.fault == GatewayFault::Refused && error.problem.kind != protocol::ProblemKind::InternalError;
  if (isSaidOnPage) return m_page->showProblem(error.problem);
  openPanel([error, at = m_settings.now()] { return wizard::faultContent(error, at); },
            [this] {
              if (m_lastAction) m_lastAction();
            });
}

/// The service ends a sign-in that nobody goes on with; the page says so when it has.
void EnrolWindow::watchTime() {
  const protocol::EnrolmentView& view = m_flow.view();
  if (!m_flow.isOpen()) return m_expiry.stop();
  constexpr int second = 1000;
  m_expiry.start((std::min(view.idleExpiresIn, view.expiresIn) + 1) * second);
}

// --- what the person presses ----------------------------------------------------------------------

void EnrolWindow::act(std::function<void()> action) {
  m_lastAction = std::move(action);
  m_lastAction();
}

void EnrolWindow::submit() {
  if (m_flow.isBusy() || hasPanel() || !m_page->isComplete()) return;
  act([this] { m_page->submit(); });
}

void EnrolWindow::askToRemove(const QString& handle) {
  const auto& methods = m_flow.view().methods;
  const auto found = std::ranges::find(methods, handle, &protocol::RegisteredMethod::handle);
  if (found == methods.end()) return;
  openPanel(
      [method = *found, all = methods, at = m_settings.now()] { return removeContent(method, all, at); },
      [this, handle] { act([this, handle] { m_flow.remove(handle); }); });
}

void EnrolWindow::reject() {
  if (isOver(m_flow.step()) || !m_flow.isOpen()) return QDialog::reject();
  if (!std::exchange(m_askingToStop, true)) {
    openPanel([this] { return stopContent(isStillRequired()); }, [this] { m_flow.finish(); });
    m_askingToStop = true;
    return refreshFooter();
  }
  m_flow.finish();
  QDialog::reject();
}

protocol::SupportContact EnrolWindow::support() const {
  return m_flow.view().realmName.isEmpty() ? m_discovered : m_flow.view().support;
}

void EnrolWindow::openHelp() {
  openPanel([this] { return enrolHelpContent(support()); });
}

void EnrolWindow::openAllLost() {
  const bool mayAppeal = m_flow.view().policy.mayAppeal && m_settings.appeal;
  openPanel([this, mayAppeal] { return allLostContent(support(), mayAppeal); },
            [this] { m_settings.appeal(m_flow.view().accountName, m_catalogue.language()); });
}

bool EnrolWindow::isStillRequired() const {
  const auto& policy = m_flow.view().policy;
  return m_flow.isOpen() && !policy.isMet && !policy.maySkip;
}

void EnrolWindow::openPanel(std::function<wizard::PanelContent()> content, std::function<void()> primary) {
  m_askingToStop = false;
  m_whenPrimary = std::move(primary);
  m_panel->setContent(std::move(content));
  m_layers->setCurrentWidget(m_panel);
  refreshFooter();
  wizard::orderTabs({m_panel, m_footer});
  m_panel->takeFocus();
}

void EnrolWindow::closePanel() {
  m_askingToStop = false;
  m_whenPrimary = {};
  if (!hasPanel()) return;
  m_layers->setCurrentWidget(m_scroll);
  refreshFooter();
  wizard::orderTabs({m_page, m_footer});
  m_page->takeFocus();
}

bool EnrolWindow::hasPanel() const {
  return m_layers->currentWidget() == m_panel;
}

void EnrolWindow::chooseLanguage(protocol::Language language) {
  if (language == m_catalogue.language()) return;
  m_catalogue.use(language);
  m_flow.changeLanguage(language);
}

// --- what stands around the page ------------------------------------------------------------------

void EnrolWindow::sayHeading() {
  m_title->setText(m_page->title());
  m_why->setText(m_page->why());
  m_why->setVisible(!m_page->why().isEmpty());
  m_whoSees->setText(m_page->whoSees());
  m_whoSees->setVisible(!m_page->whoSees().isEmpty());
  const bool isDone = m_flow.step() == EnrolStep::Done;
  const bool isSecured =
      isDone && m_flow.view().policy.isMet && m_flow.view().strength == protocol::Strength::Good;
  m_sign->setSign(isSecured                   ? theme::Icon::Check
                  : isDone                    ? theme::Icon::Info
                  : isOver(m_flow.step())     ? theme::Icon::Clock
                  : m_pages->isSignIn(m_page) ? theme::Icon::Shield
                                              : theme::Icon::None,
                  isSecured ? widgets::Tone::Success : widgets::Tone::Accent);
  setWindowTitle(text::windowTitle(m_page->title()));
}

void EnrolWindow::refreshFooter() {
  if (!m_page) return;
  const bool panel = hasPanel();
  m_footer->setPrimary(panel ? QString() : m_page->primaryText(), !m_flow.isBusy() && m_page->isComplete());
  m_footer->setBackVisible(!panel && m_flow.canGoBack() && !m_flow.isBusy());
  const bool closes =
      m_flow.step() == EnrolStep::Done || (m_flow.step() == EnrolStep::List && !isStillRequired());
  m_footer->setCancel(panel || closes         ? QString()
                      : isOver(m_flow.step()) ? text::closeButton()
                                              : text::cancelButton());
  m_footer->setMinimumHeight(m_footer->heightForWidth(width()));
}

void EnrolWindow::changeEvent(QEvent* event) {
  QDialog::changeEvent(event);
  if (event->type() != QEvent::LanguageChange || !m_page) return;
  m_footer->setLanguage(m_catalogue.language());
  m_page->retranslate();
  sayHeading();
  if (m_flow.step() == EnrolStep::List) sayChange();
  refreshFooter();
}

void EnrolWindow::keyPressEvent(QKeyEvent* event) {
  if (event->matches(QKeySequence::Cancel) && hasPanel()) return closePanel();
  if (!hasPanel() && (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown))
    return m_scroll->verticalScrollBar()->triggerAction(event->key() == Qt::Key_PageDown
                                                            ? QAbstractSlider::SliderPageStepAdd
                                                            : QAbstractSlider::SliderPageStepSub);
  if (wizard::pressByEnter(*this, *event)) return;
  QDialog::keyPressEvent(event);
}

/// Enter held down is one press (SECURITY: C20).
bool EnrolWindow::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->isAutoRepeat()) {
    const int key = static_cast<QKeyEvent*>(event)->key();
    const auto* const widget = qobject_cast<QWidget*>(watched);
    const bool isOurs = widget != nullptr && (widget == this || isAncestorOf(widget));
    if (isOurs && (key == Qt::Key_Return || key == Qt::Key_Enter)) return true;
  }
  return QDialog::eventFilter(watched, event);
}

}  // namespace latchkey::ui::enrol
