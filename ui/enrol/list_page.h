// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "ui/enrol/add_page.h"
#include "ui/text/strength_text.h"

class QPushButton;
class QVBoxLayout;

namespace latchkey::ui::widgets {
class Banner;
class StaticLabel;
}  // namespace latchkey::ui::widgets
namespace latchkey::ui::wizard {
class SupportBox;
}

namespace latchkey::ui::enrol {

/// What is registered, how good that is, and what can be done about it.
class ListPage : public AddPage {
  Q_OBJECT
public:
  /// @param rehearses whether a rehearsal can be opened from here
  ListPage(Send send, Now now, bool rehearses = false, QWidget* parent = nullptr);

  void begin() override {}
  void present(const protocol::EnrolmentView& view) override;
  void leave() override {}
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
  /// Empty while the policy lets nobody go: there is Cancel, which says so.
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool isComplete() const override { return mayLeave(); }
  /// Signs out.
  void submit() override;
  void showProblem(const protocol::Problem& problem) override;
  void takeFocus() override;

Q_SIGNALS:
  void addAsked(latchkey::protocol::MethodKind kind, const QString& replaces);
  void removalAsked(const QString& handle);
  void finishAsked();
  void rehearsalAsked();

private:
  /// What the page shows of a view.
  struct Shown {
    QString account;
    QList<protocol::RegisteredMethod> methods;
    QList<protocol::MethodKind> addable;
    QList<protocol::MethodKind> changeable;
    QList<protocol::RegistrationNews> news;
    text::Security security;
    protocol::SupportContact support;
    int rehearsedDaysAgo = -1;
    int wanted = 1;
    bool isMet = false;
    bool maySkip = true;
  };
  [[nodiscard]] bool mayLeave() const { return m_shown.isMet || m_shown.maySkip; }
  /// Nothing that is registered could help at present.
  [[nodiscard]] bool isClosed() const { return m_shown.security.strength == protocol::Strength::Closed; }
  void showMethods();
  void showAdding();

  Shown m_shown;
  bool m_rehearses;
  widgets::Banner* m_problem;
  widgets::Banner* m_strength;
  wizard::SupportBox* m_support;
  widgets::StaticLabel* m_wanted;
  widgets::StaticLabel* m_news;
  widgets::StaticLabel* m_registered;
  QWidget* m_rows;
  widgets::StaticLabel* m_addHeading;
  QWidget* m_adding;
  widgets::StaticLabel* m_rehearsed;
  QPushButton* m_rehearse;
  widgets::StaticLabel* m_whoSees;
  QVBoxLayout* m_column;
};

}  // namespace latchkey::ui::enrol
