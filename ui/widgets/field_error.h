// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPointer>
#include <QWidget>

namespace latchkey::ui::widgets {

class StaticLabel;

/// What is wrong with one field and what to do, below it. Colours the field's outline, becomes the field's
/// accessible description, and is announced at once. Hidden while nothing is wrong.
class FieldError : public QWidget {
  Q_OBJECT
public:
  /// @param field not owned; may go first.
  explicit FieldError(QWidget* field, QWidget* parent = nullptr);

  void setError(const QString& text);  ///< empty: nothing is wrong
  void clear() { setError(QString()); }
  [[nodiscard]] QString text() const;

protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  void applyTheme();

  QPointer<QWidget> m_field;
  QString m_fieldDescription;  ///< what it had before
  StaticLabel* m_label;
};

}  // namespace latchkey::ui::widgets
