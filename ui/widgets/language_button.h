// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QPushButton>
#include <QString>

class QActionGroup;
class QMenu;

namespace latchkey::ui::widgets {

/// A language to choose: its code and its own name ("日本語"), which is never translated.
struct LanguageEntry {
  QString code;
  QString nativeName;
};

/// "English ▾": the present language, with a menu of all. Shows the choice only when setCurrent() says so.
class LanguageButton : public QPushButton {
  Q_OBJECT
public:
  explicit LanguageButton(QWidget* parent = nullptr);

  void setLanguages(const QList<LanguageEntry>& languages);
  void setCurrent(const QString& code);
  void setNameText(const QString& text);  ///< "Language", for screen readers: "Language, English"

Q_SIGNALS:
  void languageChosen(const QString& code);

private:
  void refresh();

  QMenu* m_menu;
  QActionGroup* m_group = nullptr;
  QList<LanguageEntry> m_languages;
  QString m_current;
  QString m_name;
};

}  // namespace latchkey::ui::widgets
