// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/enrol/add_page.h"

class QVBoxLayout;

namespace latchkey::ui::widgets {
class AnswerField;
class Banner;
class PlainLabel;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::enrol {

/// The registered security questions prove afresh who is sitting there. What is wrong is said of all answers
/// together, as the service knows it; what was typed stays.
class ProofAnswersPage : public AddPage {
  Q_OBJECT
public:
  ProofAnswersPage(Send send, Now now, QWidget* parent = nullptr);

  void begin() override;
  void present(const protocol::EnrolmentView& view) override;
  void leave() override;
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
  [[nodiscard]] QString whoSees() const override;
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool isComplete() const override;
  void submit() override;
  void showProblem(const protocol::Problem& problem) override;
  void takeFocus() override;

private:
  struct Row {
    QWidget* box;
    widgets::PlainLabel* question;
    widgets::AnswerField* answer;
  };
  void addRow();

  QList<protocol::Question> m_asked;
  QList<Row> m_rows;
  QVBoxLayout* m_column;
  widgets::Banner* m_banner;
  widgets::StaticLabel* m_hint;
};

}  // namespace latchkey::ui::enrol
