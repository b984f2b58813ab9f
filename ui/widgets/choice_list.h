// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include "ui/widgets/choice_card.h"

class QAbstractButton;
class QButtonGroup;
class QVBoxLayout;

namespace latchkey::ui::widgets {

/// A column of cards of which at most one is chosen. Arrow keys move and choose, space chooses, Tab enters
/// and leaves the list once. Nothing is chosen at first. The group's name is its accessibleName().
class ChoiceList : public QWidget {
  Q_OBJECT
public:
  explicit ChoiceList(QWidget* parent = nullptr);

  /// May be called again (language change): what was chosen stays, by id, and so does the focus.
  void setChoices(const QList<Choice>& choices);
  [[nodiscard]] QString selectedId() const;  ///< empty: nothing yet
  void select(const QString& id);            ///< an unknown id chooses nothing
  void clearSelection();

Q_SIGNALS:
  void selectionChanged(const QString& id);
  void activated(const QString& id);  ///< double click or Enter: the page may go on

private:
  void addCard();
  /// Tab reaches the chosen card, or all while none is chosen.
  void leadTabTo(const QAbstractButton* chosen);

  QVBoxLayout* m_layout;
  QButtonGroup* m_group;
  QList<ChoiceCard*> m_cards;
};

}  // namespace latchkey::ui::widgets
