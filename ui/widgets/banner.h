// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QPushButton;

namespace latchkey::ui::widgets {

class StaticLabel;

/// A sentence over the whole width: what has happened, and perhaps one thing to do about it. Announced when
/// it appears. Hidden while it has nothing to say. For what belongs to one field use FieldError.
class Banner : public QWidget {
  Q_OBJECT
public:
  enum class Kind { Info, Success, Warning, Error };

  explicit Banner(QWidget* parent = nullptr);

  void showMessage(Kind kind, const QString& text);
  void clear();
  [[nodiscard]] QString text() const;
  [[nodiscard]] Kind kind() const { return m_kind; }
  void setAction(const QString& text);  ///< empty: none

Q_SIGNALS:
  void actionTriggered();

protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  void applyTheme();

  StaticLabel* m_label;
  QPushButton* m_action;
  Kind m_kind = Kind::Info;
};

}  // namespace latchkey::ui::widgets
