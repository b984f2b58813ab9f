// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secret_edit_accessible.h"

#include "ui/widgets/secret_edit.h"

namespace latchkey::ui::widgets {

SecretEditInterface::SecretEditInterface(SecretEdit* edit)
    : QAccessibleWidget(edit, QAccessible::EditableText) {}

SecretEdit& SecretEditInterface::edit() const {
  return *static_cast<SecretEdit*>(widget());
}

void* SecretEditInterface::interface_cast(QAccessible::InterfaceType type) {
  if (type == QAccessible::TextInterface) return static_cast<QAccessibleTextInterface*>(this);
  if (type == QAccessible::EditableTextInterface) return static_cast<QAccessibleEditableTextInterface*>(this);
  return QAccessibleWidget::interface_cast(type);
}

QString SecretEditInterface::text(QAccessible::Text what) const {
  if (what == QAccessible::Value) return edit().spokenText();
  return QAccessibleWidget::text(what);
}

void SecretEditInterface::setText(QAccessible::Text what, const QString& text) {
  if (what == QAccessible::Value) replaceText(0, characterCount(), text);
}

QAccessible::State SecretEditInterface::state() const {
  QAccessible::State state = QAccessibleWidget::state();
  state.editable = true;
  state.selectableText = true;
  state.passwordEdit = edit().isMasked();
  return state;
}

void SecretEditInterface::selection(int index, int* start, int* end) const {
  const bool selected = index == 0 && selectionCount() == 1;
  *start = selected ? edit().selectionStart() : 0;
  *end = selected ? edit().selectionEnd() : 0;
}

int SecretEditInterface::selectionCount() const {
  return edit().selectionStart() == edit().selectionEnd() ? 0 : 1;
}

void SecretEditInterface::addSelection(int start, int end) {
  setSelection(0, start, end);
}

void SecretEditInterface::removeSelection(int index) {
  if (index == 0) edit().setCursorPosition(edit().cursorPosition());
}

void SecretEditInterface::setSelection(int index, int start, int end) {
  if (index != 0) return;
  edit().setCursorPosition(start);
  edit().setCursorPosition(end, true);
}

int SecretEditInterface::cursorPosition() const {
  return edit().cursorPosition();
}

void SecretEditInterface::setCursorPosition(int position) {
  edit().setCursorPosition(position);
}

QString SecretEditInterface::text(int start, int end) const {
  return edit().spokenText().mid(start, end - start);
}

int SecretEditInterface::characterCount() const {
  return edit().length();
}

QRect SecretEditInterface::characterRect(int) const {
  return rect();
}

int SecretEditInterface::offsetAtPoint(const QPoint&) const {
  return -1;
}

void SecretEditInterface::scrollToSubstring(int start, int) {
  edit().setCursorPosition(start);
}

QString SecretEditInterface::attributes(int, int* start, int* end) const {
  *start = 0;
  *end = characterCount();
  return {};
}

void SecretEditInterface::deleteText(int start, int end) {
  edit().removeRange(start, end);
}

void SecretEditInterface::insertText(int offset, const QString& text) {
  edit().setCursorPosition(offset);
  edit().insertText(text);
}

void SecretEditInterface::replaceText(int start, int end, const QString& text) {
  edit().setCursorPosition(start);
  edit().setCursorPosition(end, true);
  edit().insertText(text);
}

void tellReplaced(SecretEdit& edit, int start, int removed, int added) {
  if (!QAccessible::isActive()) return;
  if (removed > 0) {
    QAccessibleTextRemoveEvent event(&edit, start, QString(removed, QChar(0x2022)));
    QAccessible::updateAccessibility(&event);
  }
  if (added > 0) {
    QAccessibleTextInsertEvent event(&edit, start, edit.spokenText().mid(start, added));
    QAccessible::updateAccessibility(&event);
  }
}

void tellCursorMoved(SecretEdit& edit) {
  if (!QAccessible::isActive()) return;
  QAccessibleTextCursorEvent event(&edit, edit.cursorPosition());
  QAccessible::updateAccessibility(&event);
}

}  // namespace latchkey::ui::widgets
