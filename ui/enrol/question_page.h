// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/enrol/add_page.h"

class QVBoxLayout;

namespace latchkey::ui::widgets {
class AnswerField;
class Banner;
class FieldError;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::enrol {

class ChoiceBox;

/// Security questions: as many different ones as the policy asks, chosen from the administrator's list, each
/// with its answer. What could be guessed is said beside its field before anything is sent.
class QuestionPage : public AddPage {
  Q_OBJECT
public:
  QuestionPage(Send send, Now now, QWidget* parent = nullptr);

  void begin() override;
  void present(const protocol::EnrolmentView& view) override;
  void leave() override;
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool isComplete() const override;
  void submit() override;
  void showProblem(const protocol::Problem& problem) override;
  void takeFocus() override;

private:
  struct Row {
    QWidget* box;
    widgets::StaticLabel* label;
    ChoiceBox* question;
    widgets::AnswerField* answer;
    widgets::FieldError* error;
  };
  void addRow();
  /// The list in each box, with what is chosen elsewhere greyed out.
  void fillBoxes();
  void greyOut();
  void chosen(qsizetype row);
  void showError(qsizetype row, const QString& sentence);
  [[nodiscard]] QString idOf(qsizetype row) const;
  [[nodiscard]] QString textOf(const QString& id) const;

  int m_wanted = 0;
  QList<protocol::Question> m_list;
  QStringList m_names;  ///< that are no answers
  QList<Row> m_rows;
  QVBoxLayout* m_column;
  widgets::StaticLabel* m_hint;
  widgets::Banner* m_banner;
  widgets::StaticLabel* m_whoSees;
};

}  // namespace latchkey::ui::enrol
