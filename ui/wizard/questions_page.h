// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include "ui/wizard/step_page.h"

namespace latchkey::ui::widgets {
class AnswerField;
class PlainLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

class OtherMethods;

/// The security questions, all on one page, each with a field for its answer. What is wrong is said of all of
/// them together; what was typed stays, so that one slip does not mean typing everything again.
class QuestionsPage : public StepPage {
  Q_OBJECT
public:
  explicit QuestionsPage(WizardSession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isComplete() const override;
  void retranslate() override;
  void present() override;
  void leave() override;

protected:
  void enter() override;
  void submit() override;
  void problemShown(const protocol::Problem& problem) override;

private:
  struct Row {
    QWidget* box;
    widgets::PlainLabel* question;
    widgets::AnswerField* answer;
  };
  void addRow();
  /// As many rows as are asked; what was typed is kept while the questions stay the same ones.
  void showQuestions();

  QStringList m_ids;
  QList<Row> m_rows;
  QVBoxLayout* m_rowColumn;
  widgets::StaticLabel* m_hint;
  OtherMethods* m_others;
};

}  // namespace latchkey::ui::wizard
