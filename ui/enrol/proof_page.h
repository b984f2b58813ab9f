// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/enrol/add_page.h"

class QPushButton;

namespace latchkey::ui::widgets {
class Banner;
class ChoiceList;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::enrol {

/// Which of the registered methods proves it afresh, before something is changed: those that do so now. While
/// there is none, when the first one will.
class ProofPage : public AddPage {
  Q_OBJECT
public:
  using Choose = std::function<void(const QString& handle)>;

  ProofPage(Choose choose, Now now, QWidget* parent = nullptr);

  void begin() override;
  void present(const protocol::EnrolmentView& view) override;
  void leave() override {}
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
  [[nodiscard]] QString whoSees() const override;
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool isComplete() const override;
  void submit() override;
  void showProblem(const protocol::Problem& problem) override;
  void takeFocus() override;

Q_SIGNALS:
  /// None of them can be used any more.
  void allLost();

private:
  Choose m_choose;
  QList<protocol::RegisteredMethod> m_methods;  ///< that prove it now
  int m_firstIn = 0;                            ///< seconds until the first of the others does; 0: none will
  QDateTime m_received;
  widgets::Banner* m_problem;
  widgets::StaticLabel* m_notYet;
  widgets::ChoiceList* m_choices;
  QPushButton* m_none;
};

}  // namespace latchkey::ui::enrol
