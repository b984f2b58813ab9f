// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/appeal_form_page.h"

#include <QVBoxLayout>

#include "ui/text/chrome_text.h"
#include "ui/text/problem_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/appeal_form.h"
#include "ui/wizard/panel_contents.h"

namespace latchkey::ui::wizard {

using protocol::ProblemKind;
using text::AppealFace;

namespace {
void addReviewRow(QVBoxLayout& column, const AppealForm::Written& written) {
  widgets::ThemedLabel* label = nullptr;
  if (written.isOutside) {
    auto* outside = new widgets::PlainLabel;
    outside->setOutsideText(written.label);
    label = outside;
  } else {
    label = new widgets::StaticLabel;
    label->setText(written.label);
  }
  label->setTone(widgets::Tone::Muted);
  auto* value = new widgets::PlainLabel;
  value->setOutsideText(written.value);
  column.addWidget(label);
  column.addWidget(value);
  column.addSpacing(theme::spacing::unit);
}
}  // namespace

AppealFormPage::AppealFormPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::AppealForm, parent),
      m_form(new AppealForm),
      m_nothing(new widgets::Banner),
      m_review(new QWidget) {
  m_form->setObjectName(QStringLiteral("appealForm"));
  m_nothing->setObjectName(QStringLiteral("appealNothingBanner"));
  column()->addWidget(m_form);
  column()->addWidget(m_nothing);
  column()->addWidget(m_review);
}

void AppealFormPage::retranslate() {
  StepPage::retranslate();
  m_form->retranslate();
  showFace();
}

void AppealFormPage::present() {
  StepPage::present();
  m_form->setFields(view().appeal.value_or(protocol::AppealView()).fields);
  showFace();
}

void AppealFormPage::enter() {
  m_form->clear();
  m_face = AppealFace::About;
}

void AppealFormPage::leave() {
  m_form->clear();
  m_face = AppealFace::About;
  showFace();  // what was looked through goes with it
}

QString AppealFormPage::titleSentence() const {
  return text::appealFormTitle(m_face);
}

QString AppealFormPage::whySentence() const {
  return text::appealFormWhy(m_face);
}

QString AppealFormPage::primaryText() const {
  return m_face == AppealFace::Review ? text::appealFileButton() : text::nextButton();
}

bool AppealFormPage::hasWayBack() const {
  return m_face != AppealFace::About;
}

void AppealFormPage::goBack() {
  if (flow().isBusy()) return;
  turnTo(m_face == AppealFace::Review ? AppealFace::Memory : AppealFace::About);
}

void AppealFormPage::submit() {
  switch (m_face) {
    case AppealFace::About:
      return turnTo(AppealFace::Memory);
    case AppealFace::Memory:
      return turnTo(AppealFace::Review);
    case AppealFace::Review:
      // Copies: after a lost answer everything is still in its field, for "Try again".
      return act([this] { flow().fileAppeal(m_form->answers()); });
  }
}

void AppealFormPage::turnTo(AppealFace face) {
  clearProblem();
  m_face = face;
  StepPage::present();
  showFace();
  scrollToTop();
  Q_EMIT faceTurned();
}

void AppealFormPage::showFace() {
  m_form->setVisible(m_face != AppealFace::Review);
  m_form->showFace(m_face);
  setFocusProxy(m_face == AppealFace::Review ? nullptr : m_form->firstField(m_face));
  showReview();
}

void AppealFormPage::showReview() {
  const bool shown = m_face == AppealFace::Review;
  if (shown && m_form->isEmpty())
    m_nothing->showMessage(widgets::Banner::Kind::Warning, text::appealReviewEmpty());
  else
    m_nothing->clear();
  // Built anew each time: what stood there is gone from memory with its labels.
  auto* review = new QWidget;
  auto* rows = new QVBoxLayout(review);
  rows->setContentsMargins(0, 0, 0, 0);
  rows->setSpacing(0);
  if (shown) {
    for (const AppealForm::Written& written : m_form->written()) addReviewRow(*rows, written);
    if (const int count = m_form->passwordCount(); count > 0)
      addReviewRow(*rows, {text::appealPasswordsHeading(), text::appealReviewPasswords(count), false});
    const QString mask = view().appeal.value_or(protocol::AppealView()).contactMask;
    if (!mask.isEmpty()) addReviewRow(*rows, {text::appealReviewAnswer(), mask, false});
  }
  delete column()->replaceWidget(m_review, review);  // the item, not the widget
  m_review->deleteLater();
  m_review->hide();
  m_review = review;
  m_review->setVisible(shown);
}

QString AppealFormPage::problemSentence(const protocol::Problem& problem, const QDateTime& at) const {
  return problem.kind == ProblemKind::RateLimited ? text::appealLimitBody(problem.retryIn.value_or(0), at)
                                                  : text::problemText(problem, at);
}

void AppealFormPage::problemShown(const protocol::Problem& problem) {
  if (problem.kind != ProblemKind::RateLimited) return;
  openPanel([this, retryIn = problem.retryIn.value_or(0), at = session().now()] {
    return appealLimitContent(session(), retryIn, at);
  });
}

}  // namespace latchkey::ui::wizard
