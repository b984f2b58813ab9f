// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/step_page.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>
#include <utility>

#include "ui/text/chrome_text.h"
#include "ui/text/dead_end_text.h"
#include "ui/text/problem_text.h"
#include "ui/text/step_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/sign_disc.h"
#include "ui/wizard/panel_contents.h"
#include "ui/wizard/scroll_column.h"

namespace latchkey::ui::wizard {

int pageIdOf(flow::Step step) {
  return static_cast<int>(step);
}

StepPage::StepPage(WizardSession& session, flow::Step step, QWidget* parent)
    : QWizardPage(parent),
      m_session(session),
      m_step(step),
      m_layers(new QStackedLayout(this)),
      m_scroll(new ScrollColumn) {
  m_layers->setContentsMargins(0, 0, 0, 0);
  m_layers->addWidget(m_scroll);

  m_title = new widgets::TitleLabel;
  m_title->setObjectName(QStringLiteral("pageTitleLabel"));
  m_why = new widgets::StaticLabel;
  m_why->setObjectName(QStringLiteral("pageWhyLabel"));
  m_why->setTone(widgets::Tone::Muted);
  m_banner = new widgets::Banner;
  m_banner->setObjectName(QStringLiteral("problemBanner"));
  m_progress = new widgets::ProgressLine;
  m_progress->setObjectName(QStringLiteral("waitingProgress"));
  m_column = new QVBoxLayout;
  m_column->setSpacing(theme::spacing::unit);

  m_sign = new widgets::SignDisc;
  auto* heading = new QHBoxLayout;
  heading->setSpacing(theme::spacing::twice);
  heading->addWidget(m_sign);
  heading->addWidget(m_title, 1);

  QVBoxLayout* page = m_scroll->column();
  page->addLayout(heading);
  page->addWidget(m_why);
  page->addSpacing(theme::spacing::wide);
  page->addWidget(m_banner);
  page->addLayout(m_column);
  page->addWidget(m_progress);
  page->addStretch();
  connect(&flow(), &flow::RecoveryFlow::busyChanged, this, &StepPage::showWaiting);
}

void StepPage::setSign(theme::Icon icon, widgets::Tone tone) {
  m_sign->setSign(icon, tone);
}

void StepPage::showWaiting() {
  if (flow().isBusy() && flow().step() == m_step && !m_quiet) {
    m_progress->start(text::waiting());
  } else {
    m_progress->stop();
  }
}

void StepPage::initializePage() {
  clearProblem();
  showNotice({}, {});
  m_lastAction = {};
  m_asksAdministrator = false;
  enter();
  retranslate();
  present();
}

bool StepPage::validatePage() {
  // At an end nothing is asked any more, and QWizard asks once again before it closes.
  if (flow().step() != m_step || flow::isEnd(m_step)) return true;
  if (!flow().isBusy() && isComplete()) submit();
  return false;
}

int StepPage::nextId() const {
  return flow().step() == m_step ? -1 : pageIdOf(flow().step());
}

void StepPage::retranslate() {
  m_title->setText(titleSentence());
  m_why->setText(whySentence());
  sayProblem();
}

void StepPage::present() {
  m_title->setText(titleSentence());
  m_why->setText(whySentence());
}

QString StepPage::titleSentence() const {
  return text::titleOf(m_step, view(), flow().reason());
}

QString StepPage::whySentence() const {
  return text::whyOf(m_step, view(), flow().reason());
}

void StepPage::scrollToTop() {
  m_scroll->verticalScrollBar()->setValue(0);
}

void StepPage::scrollByPage(bool down) {
  m_scroll->verticalScrollBar()->triggerAction(down ? QAbstractSlider::SliderPageStepAdd
                                                    : QAbstractSlider::SliderPageStepSub);
}

void StepPage::reveal(QWidget& widget) {
  // Only after the layout has given the widget its place.
  QTimer::singleShot(0, &widget, [this, &widget] { m_scroll->ensureWidgetVisible(&widget); });
}

void StepPage::takeFocus() {
  if (hasPanel()) {
    m_panel->takeFocus();
  } else if (QWidget* first = focusProxy()) {
    first->setFocus(Qt::OtherFocusReason);
  }
}

void StepPage::arrive() {
  takeFocus();
  widgets::announce(*m_title, widgets::Urgency::Polite);
}

QString StepPage::primaryText() const {
  return text::nextButton();
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): a copy, since it may be the last action itself
void StepPage::act(std::function<void()> action) {
  if (flow().isBusy()) return;
  m_quiet = false;
  m_asksAdministrator = false;
  clearProblem();
  showNotice({}, {});
  m_lastAction = action;
  action();
}

void StepPage::retry() {
  if (m_lastAction) {
    act(m_lastAction);
  } else {
    flow().refresh();
  }
}

void StepPage::askAdministrator() {
  if (view().administrator == protocol::AdministratorContact::Sent)
    return openPanel([this] { return administratorSentContent(session()); });
  openPanel([this] { return askAdministratorContent(session()); },
            [this] {
              act([this] {
                m_asksAdministrator = true;
                flow().contactAdministrator();
              });
            });
}

void StepPage::tellIfSent() {
  if (!m_asksAdministrator || view().administrator != protocol::AdministratorContact::Sent) return;
  m_asksAdministrator = false;
  askAdministrator();
}

void StepPage::lookQuietly() {
  if (flow().isBusy() || !flow().isOpen()) return;
  m_quiet = true;
  flow().refresh();
}

bool StepPage::takeQuiet() {
  return std::exchange(m_quiet, false);
}

// --- problems -------------------------------------------------------------------------------------

void StepPage::showProblem(const protocol::Problem& problem) {
  m_problem = problem;
  m_problemAt = session().now();
  sayProblem();
  problemShown(problem);
}

void StepPage::clearProblem() {
  if (!m_problem) return;
  m_problem.reset();
  placeProblem({});
}

// NOLINTNEXTLINE(performance-unnecessary-value-param): moved
void StepPage::showNotice(widgets::Banner::Kind kind, std::function<QString()> sentence) {
  const bool had = m_notice != nullptr;
  m_notice = std::move(sentence);
  m_noticeKind = kind;
  if (m_notice) sayNotice();
  if (had && !m_notice && !m_problem) m_banner->clear();
}

void StepPage::sayNotice() {
  if (m_notice) m_banner->showMessage(m_noticeKind, m_notice());
}

void StepPage::sayProblem() {
  if (m_problem) {
    placeProblem(problemSentence(*m_problem, m_problemAt));
  } else {
    sayNotice();
  }
  if (m_progress->isRunning()) m_progress->start(text::waiting());
}

QString StepPage::problemSentence(const protocol::Problem& problem, const QDateTime& at) const {
  const bool limited = m_asksAdministrator && problem.kind == protocol::ProblemKind::RateLimited;
  return limited ? text::administratorLimit(problem.retryIn.value_or(0), at) : text::problemText(problem, at);
}

void StepPage::placeProblem(const QString& sentence) {
  if (sentence.isEmpty()) {
    m_banner->clear();
  } else {
    m_banner->showMessage(widgets::Banner::Kind::Error, sentence);
  }
}

// --- panels ---------------------------------------------------------------------------------------

void StepPage::openPanel(std::function<PanelContent()> content, std::function<void()> primary) {
  openPanel(std::move(content), PanelActions{std::move(primary), {}, {}});
}

void StepPage::openPanel(std::function<PanelContent()> content, PanelActions actions) {
  if (!m_panel) {
    m_panel = new MessagePanel;
    m_layers->addWidget(m_panel);
    connect(m_panel, &MessagePanel::primaryClicked, this, [this] {
      const auto action = std::exchange(m_panelActions, {}).primary;
      closePanel();
      if (action) action();
    });
    // Copies: what they do may be to open another panel.
    connect(m_panel, &MessagePanel::replied, this, [this](int index) {
      if (const auto action = m_panelActions.replied) action(index);
    });
    connect(m_panel, &MessagePanel::secondaryClicked, this, [this] {
      if (const auto action = m_panelActions.secondary) return action();
      closePanel();
    });
  }
  ++m_panelNumber;
  m_panelActions = std::move(actions);
  m_panel->setContent(std::move(content));
  m_layers->setCurrentWidget(m_panel);
  m_panel->takeFocus();
  Q_EMIT panelChanged();
}

void StepPage::closePanel() {
  if (!hasPanel()) return;
  m_layers->setCurrentIndex(0);
  takeFocus();
  Q_EMIT panelChanged();
}

bool StepPage::hasPanel() const {
  return m_panel && m_layers->currentWidget() == m_panel;
}

void StepPage::changeEvent(QEvent* event) {
  QWizardPage::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    Q_EMIT primaryTextChanged();
  }
}

}  // namespace latchkey::ui::wizard
