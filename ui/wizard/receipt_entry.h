// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <optional>

class QLineEdit;
class QPushButton;

namespace latchkey::ui::widgets {
class FieldError;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

/// "I have a receipt from before": a link that most people pass by, and the field that it opens. Forgiving
/// about how the receipt is typed.
class ReceiptEntry : public QWidget {
  Q_OBJECT
public:
  explicit ReceiptEntry(QWidget* parent = nullptr);

  /// The receipt in the form in which it is shown; empty where none is given. Nothing, and said beside the
  /// field, when what stands there is no receipt.
  [[nodiscard]] std::optional<QString> read();
  /// As when nobody had pressed the link.
  void reset();
  void retranslate();

Q_SIGNALS:
  void edited();
  void opened();  ///< the field can be seen now

private:
  void open();
  void showOpen(bool isOpen);

  QPushButton* m_link;
  widgets::StaticLabel* m_label;
  QLineEdit* m_field;
  widgets::FieldError* m_error;
  widgets::StaticLabel* m_hint;
  bool m_refused = false;
};

}  // namespace latchkey::ui::wizard
