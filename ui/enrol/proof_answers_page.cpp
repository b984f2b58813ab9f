// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/proof_answers_page.h"

#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/rules/security_answer.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_proof_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/answer_field.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::enrol {

using protocol::Question;

namespace {
constexpr int longestProofEntry = 120;  // room for blanks that the rule takes away
}

ProofAnswersPage::ProofAnswersPage(Send send, Now now, QWidget* parent)
    : AddPage(std::move(send), std::move(now), parent),
      m_column(new QVBoxLayout),
      m_banner(new widgets::Banner),
      m_hint(new widgets::StaticLabel) {
  m_banner->setObjectName(QStringLiteral("proofAnswersBanner"));
  m_hint->setObjectName(QStringLiteral("proofAnswersHintLabel"));
  m_hint->setTone(widgets::Tone::Muted);
  m_column->setSpacing(theme::spacing::twice);
  auto* const layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::spacing::twice);
  layout->addWidget(m_banner);
  layout->addLayout(m_column);
  layout->addWidget(m_hint);
  retranslate();
}

void ProofAnswersPage::addRow() {
  const Row row{new QWidget, new widgets::PlainLabel, new widgets::AnswerField};
  const qsizetype number = m_rows.size() + 1;
  row.question->setObjectName(QStringLiteral("proofQuestion%1Label").arg(number));
  row.question->setTextRole(theme::TextRole::Strong);
  row.answer->setObjectName(QStringLiteral("proofAnswer%1Field").arg(number));
  row.answer->setMaximumLength(longestProofEntry);
  auto* const layout = new QVBoxLayout(row.box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::spacing::half);
  layout->addWidget(row.question);
  layout->addWidget(row.answer);
  m_column->addWidget(row.box);
  connect(row.answer, &widgets::SecretEdit::textEdited, this, [this] {
    m_banner->clear();
    Q_EMIT readinessChanged();
  });
  m_rows.append(row);
}

void ProofAnswersPage::begin() {
  for (const Row& row : m_rows) {
    row.answer->clear();
    row.answer->setRevealed(false);
  }
  m_banner->clear();
}

void ProofAnswersPage::present(const protocol::EnrolmentView& view) {
  if (!view.proof || !view.proof->questions) return;
  const auto idsOf = [](const QList<Question>& questions) {
    QStringList ids;
    for (const Question& question : questions) ids << question.id;
    return ids;
  };
  const QList<Question>& asked = view.proof->questions->asked;
  if (idsOf(asked) != idsOf(m_asked)) begin();  // an answer belongs to its question
  m_asked = asked;
  while (m_rows.size() < m_asked.size()) addRow();
  for (qsizetype i = 0; i < m_rows.size(); ++i) m_rows.at(i).box->setVisible(i < m_asked.size());
  retranslate();
  Q_EMIT readinessChanged();
}

void ProofAnswersPage::leave() {
  begin();
}

void ProofAnswersPage::retranslate() {
  m_hint->setText(text::answersHint());
  for (qsizetype i = 0; i < m_asked.size(); ++i) {
    const Row& row = m_rows.at(i);
    row.question->setOutsideText(m_asked.at(i).text);
    row.answer->setAccessibleName(widgets::visibleText(m_asked.at(i).text));
    row.answer->setAccessibleDescription(text::answersHint());
    row.answer->setToggleTexts(text::passwordShowButton(), text::passwordHideButton());
    row.answer->setMenuTexts(text::pasteAction(), text::selectAllAction());
  }
}

QString ProofAnswersPage::title() const {
  return text::proofQuestionsTitle();
}

QString ProofAnswersPage::why() const {
  return text::proofWhy();
}

QString ProofAnswersPage::whoSees() const {
  return text::proofAnswersWhoSees();
}

QString ProofAnswersPage::primaryText() const {
  return text::nextButton();
}

bool ProofAnswersPage::isComplete() const {
  return !m_asked.isEmpty() &&
         std::all_of(m_rows.begin(), m_rows.begin() + m_asked.size(), [](const Row& row) {
           return rules::normaliseAnswer(row.answer->secret().view()).has_value();
         });
}

void ProofAnswersPage::submit() {
  if (!isComplete()) return;
  // Copies: a lost answer of the service leaves those of the person in their fields.
  protocol::SubmitEnrolAnswers command;
  for (qsizetype i = 0; i < m_asked.size(); ++i)
    command.answers.push_back({m_asked.at(i).id, m_rows.at(i).answer->secret().clone()});
  send(std::move(command));
}

void ProofAnswersPage::showProblem(const protocol::Problem& problem) {
  m_banner->showMessage(widgets::Banner::Kind::Error, text::enrolProblemText(problem, now()));
  if (problem.kind != protocol::ProblemKind::AnswersWrong || m_asked.isEmpty()) return;
  m_rows.first().answer->selectAll();
  takeFocus();
}

void ProofAnswersPage::takeFocus() {
  if (!m_asked.isEmpty()) m_rows.first().answer->setFocus(Qt::OtherFocusReason);
}

}  // namespace latchkey::ui::enrol
