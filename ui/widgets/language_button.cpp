// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/language_button.h"

#include <QActionGroup>
#include <QMenu>

#include "ui/theme/theme_style.h"

namespace latchkey::ui::widgets {

LanguageButton::LanguageButton(QWidget* parent) : QPushButton(parent), m_menu(new QMenu(this)) {
  setObjectName(QStringLiteral("languageButton"));
  m_menu->setObjectName(QStringLiteral("languageMenu"));
  setAutoDefault(false);
  setCursor(Qt::PointingHandCursor);
  theme::setButtonKind(*this, theme::ButtonKind::Link);
  setMenu(m_menu);
}

void LanguageButton::setLanguages(const QList<LanguageEntry>& languages) {
  m_languages = languages;
  refresh();
}

void LanguageButton::setCurrent(const QString& code) {
  m_current = code;
  refresh();
}

void LanguageButton::setNameText(const QString& text) {
  m_name = text;
  refresh();
}

void LanguageButton::refresh() {
  m_menu->clear();
  delete m_group;
  m_group = new QActionGroup(m_menu);
  QString shown;
  for (const LanguageEntry& language : m_languages) {
    // An ampersand would become a mnemonic.
    QAction* action =
        m_menu->addAction(QString(language.nativeName).replace(QLatin1Char('&'), QLatin1String("&&")));
    action->setObjectName(language.code + QStringLiteral("LanguageAction"));
    action->setCheckable(true);
    action->setActionGroup(m_group);
    action->setChecked(language.code == m_current);
    if (language.code == m_current) shown = language.nativeName;
    // Queued: whoever hears it sets the current language, which makes this menu anew.
    connect(
        action, &QAction::triggered, this,
        [this, code = language.code] {
          if (code != m_current) Q_EMIT languageChosen(code);
        },
        Qt::QueuedConnection);
  }
  setText(shown);
  setAccessibleName(m_name.isEmpty() ? shown : m_name + QStringLiteral(", ") + shown);
}

}  // namespace latchkey::ui::widgets
