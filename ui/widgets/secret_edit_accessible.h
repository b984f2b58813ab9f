// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAccessibleEditableTextInterface>
#include <QAccessibleTextInterface>
#include <QAccessibleWidget>

namespace latchkey::ui::widgets {

class SecretEdit;

/// The accessible side of SecretEdit: editable text, with the password state while it is masked (AT-SPI then
/// calls it "password text"). The text is told only while it is shown on the screen.
// NOLINTNEXTLINE(cppcoreguidelines-virtual-class-destructor): as QAccessibleWidget has it
class SecretEditInterface : public QAccessibleWidget,
                            public QAccessibleTextInterface,
                            public QAccessibleEditableTextInterface {
public:
  explicit SecretEditInterface(SecretEdit* edit);

  void* interface_cast(QAccessible::InterfaceType type) override;
  [[nodiscard]] QString text(QAccessible::Text what) const override;
  void setText(QAccessible::Text what, const QString& text) override;
  [[nodiscard]] QAccessible::State state() const override;

  void selection(int index, int* start, int* end) const override;
  [[nodiscard]] int selectionCount() const override;
  void addSelection(int start, int end) override;
  void removeSelection(int index) override;
  void setSelection(int index, int start, int end) override;
  [[nodiscard]] int cursorPosition() const override;
  void setCursorPosition(int position) override;
  [[nodiscard]] QString text(int start, int end) const override;
  [[nodiscard]] int characterCount() const override;
  [[nodiscard]] QRect characterRect(int offset) const override;
  [[nodiscard]] int offsetAtPoint(const QPoint& point) const override;
  void scrollToSubstring(int start, int end) override;
  QString attributes(int offset, int* start, int* end) const override;

  void deleteText(int start, int end) override;
  void insertText(int offset, const QString& text) override;
  void replaceText(int start, int end, const QString& text) override;

private:
  [[nodiscard]] SecretEdit& edit() const;
};

/// What assistive technology hears of an edit; the texts are those of spokenText().
void tellReplaced(SecretEdit& edit, int start, int removed, int added);
void tellCursorMoved(SecretEdit& edit);

}  // namespace latchkey::ui::widgets
