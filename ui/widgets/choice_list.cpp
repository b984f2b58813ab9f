// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice_list.h"

#include <QButtonGroup>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"

namespace latchkey::ui::widgets {

ChoiceList::ChoiceList(QWidget* parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)), m_group(new QButtonGroup(this)) {
  provideAccessible<ChoiceList, RoleInterface<ChoiceList, QAccessible::Grouping>>();
  m_layout->setContentsMargins(0, 0, 0, 0);
  m_layout->setSpacing(theme::spacing::wide);
  connect(m_group, &QButtonGroup::buttonToggled, this, [this](QAbstractButton* button, bool on) {
    if (!on) return;
    leadTabTo(button);
    Q_EMIT selectionChanged(static_cast<ChoiceCard*>(button)->choice().id);
  });
}

void ChoiceList::setChoices(const QList<Choice>& choices) {
  const QString chosen = selectedId();
  while (m_cards.size() > choices.size()) delete m_cards.takeLast();
  while (m_cards.size() < choices.size()) addCard();
  for (int i = 0; i < choices.size(); ++i) {
    m_cards.at(i)->setChoice(choices.at(i));
    m_cards.at(i)->setObjectName(choices.at(i).id + QStringLiteral("ChoiceCard"));
  }
  // The chosen card may stand elsewhere now, or be gone; only the latter is news.
  if (selectedId() == chosen) return;
  {
    const QSignalBlocker quiet(m_group);
    select(chosen);
  }
  if (selectedId() != chosen) Q_EMIT selectionChanged(QString());
}

void ChoiceList::leadTabTo(const QAbstractButton* chosen) {
  // Qt does the same when a card gets the focus, but not when it is chosen from elsewhere.
  for (ChoiceCard* card : m_cards)
    card->setFocusPolicy(chosen == nullptr || card == chosen ? Qt::StrongFocus : Qt::ClickFocus);
}

void ChoiceList::addCard() {
  auto* card = new ChoiceCard(this);
  m_cards.append(card);
  m_group->addButton(card);
  m_layout->addWidget(card);
  connect(card, &ChoiceCard::activated, this, [this, card] { Q_EMIT activated(card->choice().id); });
  if (m_cards.size() == 1) setFocusProxy(card);
}

QString ChoiceList::selectedId() const {
  const auto* card = static_cast<ChoiceCard*>(m_group->checkedButton());
  return card == nullptr ? QString() : card->choice().id;
}

void ChoiceList::select(const QString& id) {
  for (ChoiceCard* card : m_cards) {
    if (card->choice().id == id) {
      card->setChecked(true);
      return;
    }
  }
  clearSelection();
}

void ChoiceList::clearSelection() {
  if (m_group->checkedButton() == nullptr) return;
  m_group->setExclusive(false);
  m_group->checkedButton()->setChecked(false);
  m_group->setExclusive(true);
  leadTabTo(nullptr);
  if (!m_group->signalsBlocked()) Q_EMIT selectionChanged(QString());
}

}  // namespace latchkey::ui::widgets
