// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/question_page.h"

#include <QRegularExpression>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <algorithm>

#include "core/rules/chosen_answers.h"
#include "ui/enrol/choice_box.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_question_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/answer_field.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::enrol {

using protocol::Question;

namespace {
/// Room for blanks that the rule takes away; far below what the service reads.
constexpr int longestEntry = 120;
constexpr int mostQuestions = 8;
}  // namespace

QuestionPage::QuestionPage(Send send, Now now, QWidget* parent)
    : AddPage(std::move(send), std::move(now), parent),
      m_column(new QVBoxLayout),
      m_hint(new widgets::StaticLabel),
      m_banner(new widgets::Banner),
      m_whoSees(new widgets::StaticLabel) {
  m_hint->setObjectName(QStringLiteral("questionsHintLabel"));
  m_hint->setTone(widgets::Tone::Muted);
  m_banner->setObjectName(QStringLiteral("questionsBanner"));
  m_whoSees->setObjectName(QStringLiteral("whoSeesLabel"));
  m_whoSees->setTone(widgets::Tone::Muted);
  m_column->setSpacing(theme::spacing::section);
  auto* const layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::spacing::twice);
  layout->addWidget(m_banner);
  layout->addLayout(m_column);
  layout->addWidget(m_hint);
  layout->addWidget(m_whoSees);
  retranslate();
}

void QuestionPage::addRow() {
  const Row row = [] {
    auto* const answer = new widgets::AnswerField;
    return Row{new QWidget, new widgets::StaticLabel(theme::TextRole::Strong), new ChoiceBox, answer,
               new widgets::FieldError(answer)};
  }();
  const qsizetype index = m_rows.size();
  row.question->setObjectName(QStringLiteral("question%1ComboBox").arg(index + 1));
  row.answer->setObjectName(QStringLiteral("newAnswer%1Field").arg(index + 1));
  row.answer->setMaximumLength(longestEntry);
  row.error->setObjectName(QStringLiteral("newAnswer%1FieldError").arg(index + 1));
  row.label->setBuddy(row.question);
  auto* const column = new QVBoxLayout(row.box);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::half);
  column->addWidget(row.label);
  column->addWidget(row.question);
  column->addWidget(row.answer);
  column->addWidget(row.error);
  m_column->addWidget(row.box);
  connect(row.question, &QComboBox::currentIndexChanged, this, [this, index] { chosen(index); });
  connect(row.answer, &widgets::SecretEdit::textEdited, this, [this, error = row.error] {
    error->clear();
    m_banner->clear();
    Q_EMIT readinessChanged();
  });
  m_rows.append(row);
}

void QuestionPage::begin() {
  for (const Row& row : m_rows) {
    row.question->setCurrentIndex(-1);
    row.answer->clear();
    row.answer->setRevealed(false);
    row.error->clear();
  }
  m_banner->clear();
}

void QuestionPage::present(const protocol::EnrolmentView& view) {
  m_names = {view.accountName, view.accountName.section(u'@', 0, 0), view.displayName};
  // More than the list has would be a page that nobody can fill in.
  m_wanted =
      std::min({view.policy.questionsAsked, mostQuestions, static_cast<int>(view.policy.questions.size())});
  while (m_rows.size() < m_wanted) addRow();
  for (qsizetype i = 0; i < m_rows.size(); ++i) m_rows.at(i).box->setVisible(i < m_wanted);
  if (m_list != view.policy.questions) {
    m_list = view.policy.questions;
    fillBoxes();
  }
  retranslate();
  Q_EMIT readinessChanged();
}

void QuestionPage::leave() {
  begin();
}

void QuestionPage::retranslate() {
  m_hint->setText(text::chosenAnswersHint());
  m_whoSees->setText(text::whoSeesAnswers());
  for (qsizetype i = 0; i < m_rows.size(); ++i) {
    const Row& row = m_rows.at(i);
    const int number = static_cast<int>(i) + 1;
    row.label->setText(text::questionNumber(number));
    row.question->setAccessibleName(text::withoutMnemonic(text::questionNumber(number)));
    row.question->setPlaceholderText(text::questionPlaceholder());
    row.answer->setAccessibleName(text::answerNumber(number));
    row.answer->setAccessibleDescription(text::chosenAnswersHint());
    row.answer->setPlaceholder(text::answerPlaceholder());
    row.answer->setToggleTexts(text::passwordShowButton(), text::passwordHideButton());
    row.answer->setMenuTexts(text::pasteAction(), text::selectAllAction());
  }
}

QString QuestionPage::title() const {
  return text::chooseQuestionsTitle();
}

QString QuestionPage::why() const {
  return text::chooseQuestionsWhy(m_wanted);
}

QString QuestionPage::primaryText() const {
  return text::registerAnswersButton();
}

bool QuestionPage::isComplete() const {
  if (m_wanted == 0) return false;
  return std::all_of(m_rows.begin(), m_rows.begin() + m_wanted, [](const Row& row) {
    return row.question->currentIndex() >= 0 && row.answer->length() > 0;
  });
}

void QuestionPage::submit() {
  if (!isComplete()) return;
  std::vector<rules::ChosenAnswer> chosen;
  for (qsizetype i = 0; i < m_wanted; ++i)
    chosen.push_back({textOf(idOf(i)), &m_rows.at(i).answer->secret()});
  const auto faults = rules::faultsInChosen(chosen, m_names);
  qsizetype first = -1;
  for (qsizetype i = m_wanted - 1; i >= 0; --i) {
    const auto& fault = faults.at(static_cast<std::size_t>(i));
    showError(i, fault ? text::chosenAnswerFault(*fault) : QString());
    if (fault) first = i;
  }
  if (first >= 0) return m_rows.at(first).answer->setFocus(Qt::OtherFocusReason);
  // Copies: a lost answer of the service leaves those of the person in their fields.
  protocol::SubmitEnrolAnswers command;
  for (qsizetype i = 0; i < m_wanted; ++i)
    command.answers.push_back({idOf(i), m_rows.at(i).answer->secret().clone()});
  send(std::move(command));
}

void QuestionPage::showProblem(const protocol::Problem& problem) {
  static const QRegularExpression ofRow(QStringLiteral("^/answers/([0-9]{1,2})(?:/|$)"));
  const auto match = ofRow.match(problem.field);
  const int row = match.hasMatch() ? match.captured(1).toInt() : m_wanted;
  if (problem.kind == protocol::ProblemKind::InvalidField && row < m_wanted) {
    showError(row, text::chosenAnswerRefused());
    return m_rows.at(row).answer->setFocus(Qt::OtherFocusReason);
  }
  m_banner->showMessage(widgets::Banner::Kind::Error, text::enrolProblemText(problem, now()));
}

void QuestionPage::takeFocus() {
  if (m_rows.isEmpty()) return;
  const Row& row = m_rows.first();
  if (row.question->currentIndex() < 0) return row.question->setFocus(Qt::OtherFocusReason);
  row.answer->setFocus(Qt::OtherFocusReason);
}

void QuestionPage::fillBoxes() {
  for (const Row& row : m_rows) {
    const QString before = row.question->currentData().toString();
    const QSignalBlocker quiet(row.question);
    row.question->clear();
    for (const Question& question : m_list)
      row.question->addItem(widgets::visibleText(question.text), question.id);
    row.question->setCurrentIndex(before.isEmpty() ? -1 : row.question->findData(before));
    if (row.question->currentIndex() < 0) row.answer->clear();  // an answer belongs to its question
  }
  greyOut();
}

void QuestionPage::greyOut() {
  for (qsizetype i = 0; i < m_rows.size(); ++i) {
    auto* const model = qobject_cast<QStandardItemModel*>(m_rows.at(i).question->model());
    if (model == nullptr) continue;
    for (int entry = 0; entry < model->rowCount(); ++entry) {
      bool isFree = true;
      for (qsizetype other = 0; other < m_rows.size(); ++other)
        isFree = isFree && (other == i || m_rows.at(other).question->currentIndex() != entry);
      model->item(entry)->setEnabled(isFree);
    }
  }
}

void QuestionPage::chosen(qsizetype row) {
  greyOut();
  showError(row, {});
  m_rows.at(row).question->setToolTip(m_rows.at(row).question->currentText());
  Q_EMIT readinessChanged();
}

void QuestionPage::showError(qsizetype row, const QString& sentence) {
  m_rows.at(row).error->setError(sentence);
}

QString QuestionPage::idOf(qsizetype row) const {
  return m_rows.at(row).question->currentData().toString();
}

QString QuestionPage::textOf(const QString& id) const {
  const auto found = std::ranges::find(m_list, id, &Question::id);
  return found == m_list.end() ? QString() : found->text;
}

}  // namespace latchkey::ui::enrol
