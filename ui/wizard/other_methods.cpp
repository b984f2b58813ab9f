// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/other_methods.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/method_entries.h"

namespace latchkey::ui::wizard {

OtherMethods::OtherMethods(QWidget* parent)
    : QWidget(parent), m_heading(new widgets::StaticLabel), m_rows(new QVBoxLayout(this)) {
  m_rows->setContentsMargins(0, theme::spacing::unit, 0, 0);
  m_rows->setSpacing(theme::spacing::half);
  m_heading->setTone(widgets::Tone::Muted);
  m_rows->addWidget(m_heading);
}

void OtherMethods::showBeside(const protocol::RecoveryView& view) {
  QList<protocol::Method> methods = offeredMethods(view);
  methods.removeIf([&](const protocol::Method& method) { return method.handle == view.chosenHandle; });
  m_heading->setText(text::codeOthersHeading());
  while (m_buttons.size() > methods.size()) delete m_buttons.takeLast();
  while (m_buttons.size() < methods.size()) {
    auto* button = newLink(QString());
    connect(button, &QPushButton::clicked, this,
            [this, button] { Q_EMIT chosen(button->property("handle").toString()); });
    m_rows->addWidget(button, 0, Qt::AlignLeading);
    m_buttons.append(button);
  }
  for (int i = 0; i < methods.size(); ++i) {
    const widgets::Choice card = cardOf(methods.at(i));
    m_buttons.at(i)->setObjectName(card.id + QStringLiteral("OtherMethodButton"));
    m_buttons.at(i)->setProperty("handle", card.id);
    // An ampersand in a mask is a sign, not a shortcut.
    m_buttons.at(i)->setText(QString(card.title).replace(QLatin1Char('&'), QStringLiteral("&&")));
    m_buttons.at(i)->setAccessibleDescription(card.warning.isEmpty() ? card.detail : card.warning);
    m_buttons.at(i)->setToolTip(card.warning.isEmpty() ? card.detail : card.warning);
  }
  setVisible(!methods.isEmpty());
}

void OtherMethods::takeFocus() {
  if (!m_buttons.isEmpty()) m_buttons.first()->setFocus(Qt::TabFocusReason);
}

}  // namespace latchkey::ui::wizard
