// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/questions_page.h"

#include <QVBoxLayout>
#include <algorithm>

#include "core/rules/security_answer.h"
#include "ui/text/chrome_text.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/answer_field.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/method_entries.h"
#include "ui/wizard/other_methods.h"

namespace latchkey::ui::wizard {

using protocol::ProblemKind;
using protocol::Question;
using protocol::QuestionsView;

namespace {
/// Room for blanks that the rule takes away; far below what the service reads.
constexpr int longestEntry = 120;
}  // namespace

QuestionsPage::QuestionsPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Questions, parent),
      m_rowColumn(new QVBoxLayout),
      m_hint(new widgets::StaticLabel),
      m_others(new OtherMethods) {
  m_hint->setObjectName(QStringLiteral("answersHintLabel"));
  m_hint->setTone(widgets::Tone::Muted);
  m_rowColumn->setSpacing(theme::spacing::twice);
  column()->addLayout(m_rowColumn);
  column()->addWidget(m_hint);
  column()->addWidget(m_others);
  addRow();
  setFocusProxy(m_rows.first().answer);
  connect(m_others, &OtherMethods::chosen, this,
          [this](const QString& handle) { act([this, handle] { flow().chooseMethod(handle); }); });
}

void QuestionsPage::addRow() {
  const Row row{new QWidget, new widgets::PlainLabel, new widgets::AnswerField};
  const qsizetype number = m_rows.size() + 1;
  row.question->setObjectName(QStringLiteral("question%1Label").arg(number));
  row.question->setTextRole(theme::TextRole::Strong);
  row.answer->setObjectName(QStringLiteral("answer%1Field").arg(number));
  row.answer->setMaximumLength(longestEntry);
  auto* const layout = new QVBoxLayout(row.box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::spacing::unit);
  layout->addWidget(row.question);
  layout->addWidget(row.answer);
  m_rowColumn->addWidget(row.box);
  connect(row.answer, &widgets::SecretEdit::textEdited, this, [this] {
    clearProblem();
    Q_EMIT readinessChanged();
  });
  m_rows.append(row);
}

bool QuestionsPage::isComplete() const {
  return !m_ids.isEmpty() && std::all_of(m_rows.begin(), m_rows.begin() + m_ids.size(), [](const Row& row) {
    return rules::normaliseAnswer(row.answer->secret().view()).has_value();
  });
}

void QuestionsPage::retranslate() {
  StepPage::retranslate();
  m_hint->setText(text::answersHint());
  m_others->showBeside(view());
  showQuestions();
}

void QuestionsPage::present() {
  StepPage::present();
  retranslate();
}

void QuestionsPage::showQuestions() {
  const QList<Question> asked = view().questions.value_or(QuestionsView()).asked;
  QStringList ids;
  for (const Question& question : asked) ids << question.id;
  while (m_rows.size() < asked.size()) addRow();
  if (ids != m_ids) leave();  // an answer belongs to its question
  m_ids = ids;
  for (qsizetype i = 0; i < m_rows.size(); ++i) {
    const Row& row = m_rows.at(i);
    row.answer->setToggleTexts(text::passwordShowButton(), text::passwordHideButton());
    row.answer->setMenuTexts(text::pasteAction(), text::selectAllAction());
    row.box->setVisible(i < asked.size());
    if (i >= asked.size()) continue;
    row.question->setOutsideText(asked.at(i).text);
    row.answer->setAccessibleName(widgets::visibleText(asked.at(i).text));
    row.answer->setAccessibleDescription(text::answersHint());
  }
  Q_EMIT readinessChanged();
}

void QuestionsPage::enter() {
  leave();
}

void QuestionsPage::leave() {
  for (const Row& row : m_rows) {
    row.answer->clear();
    row.answer->setRevealed(false);
  }
}

void QuestionsPage::submit() {
  act([this] {
    // Copies: a lost answer of the service leaves those of the person in their fields, for "Try again".
    std::vector<protocol::GivenAnswer> answers;
    for (qsizetype i = 0; i < m_ids.size(); ++i)
      answers.push_back({m_ids.at(i), m_rows.at(i).answer->secret().clone()});
    flow().submitAnswers(std::move(answers));
  });
}

void QuestionsPage::problemShown(const protocol::Problem& problem) {
  if (problem.kind != ProblemKind::AnswersWrong) return;
  m_rows.first().answer->selectAll();
  takeFocus();
}

}  // namespace latchkey::ui::wizard
