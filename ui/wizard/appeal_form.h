// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include "core/protocol/messages.h"
#include "ui/text/appeal_text.h"

class QLineEdit;
class QVBoxLayout;

namespace latchkey::ui::widgets {
class PasswordField;
class PlainLabel;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

/// What somebody remembers of their account, in two faces: about them, and how they used it. Everything may
/// stay empty. Earlier passwords live in platform::Secret alone.
class AppealForm : public QWidget {
  Q_OBJECT
public:
  explicit AppealForm(QWidget* parent = nullptr);

  void retranslate();
  /// The fields that the realm adds. What was typed stays with its field.
  void setFields(const QList<protocol::AppealField>& fields);
  /// About or Memory.
  void showFace(text::AppealFace face);
  [[nodiscard]] QWidget* firstField(text::AppealFace face) const;

  [[nodiscard]] protocol::FileAppeal answers() const;
  /// What is filled in, for looking through it: the label without its shortcut, and the text. No password.
  struct Written {
    QString label;
    QString value;
    bool isOutside = false;  ///< the label is the service's
  };
  [[nodiscard]] QList<Written> written() const;
  [[nodiscard]] int passwordCount() const;
  [[nodiscard]] bool isEmpty() const;
  void clear();

private:
  struct Line {
    widgets::StaticLabel* label;
    QLineEdit* edit;
    QString (*labelText)();
    QString (*hintText)();
  };
  struct Further {
    QString id;
    QWidget* box;
    widgets::PlainLabel* label;
    QLineEdit* edit;
  };
  QLineEdit* addLine(QVBoxLayout& column, const QString& name, int most, QString (*label)(),
                     QString (*hint)());
  widgets::StaticLabel* addHeading(QVBoxLayout& column);
  void buildAbout();
  void buildMemory();
  void addFurther();

  QWidget* m_about;
  QWidget* m_memory;
  QList<Line> m_lines;
  QLineEdit* m_names = nullptr;
  QLineEdit* m_birthDate = nullptr;
  QLineEdit* m_lastSignIn = nullptr;
  QLineEdit* m_places = nullptr;
  QLineEdit* m_contacts = nullptr;
  QLineEdit* m_devices = nullptr;
  widgets::StaticLabel* m_namesHeading = nullptr;
  widgets::StaticLabel* m_passwordsHeading = nullptr;
  widgets::StaticLabel* m_passwordsHint = nullptr;
  widgets::StaticLabel* m_useHeading = nullptr;
  widgets::StaticLabel* m_registeredHeading = nullptr;
  widgets::StaticLabel* m_furtherHeading = nullptr;
  QList<widgets::StaticLabel*> m_passwordLabels;
  QList<widgets::PasswordField*> m_passwords;
  QVBoxLayout* m_furtherColumn = nullptr;
  QList<Further> m_further;
};

}  // namespace latchkey::ui::wizard
