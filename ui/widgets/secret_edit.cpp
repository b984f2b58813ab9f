// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/secret_edit.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QInputMethod>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QStyleHints>
#include <QTimerEvent>
#include <algorithm>
#include <cmath>
#include <utility>

#include "ui/widgets/code_points.h"
#include "ui/widgets/secret_edit_accessible.h"

namespace latchkey::ui::widgets {

using platform::Secret;

namespace {
/// Surrogates come in pairs here, or not at all: admitted() sees to it.
int countCodePoints(const QString& text) {
  return static_cast<int>(
      std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isLowSurrogate(); }));
}
}  // namespace

SecretEdit::SecretEdit(bool masked, QWidget* parent) : QWidget(parent), m_masked(masked) {
  setFocusPolicy(Qt::StrongFocus);
  setCursor(Qt::IBeamCursor);
  setAttribute(Qt::WA_InputMethodEnabled);
  setAttribute(Qt::WA_MacShowFocusRect);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

SecretEdit::~SecretEdit() = default;

Secret SecretEdit::takeSecret() {
  Secret taken = std::exchange(m_text, Secret());
  m_cursor = m_anchor = 0;
  textChanged();
  return taken;
}

void SecretEdit::setSecret(const Secret& text) {
  m_text = text.clone();
  m_cursor = m_anchor = length();
  textChanged();
}

void SecretEdit::clear() {
  if (!m_preedit.isEmpty()) {  // before the focus goes, or it would be committed to what is empty then
    platform::wipe(m_preedit);
    m_preedit.clear();
    if (hasFocus()) QGuiApplication::inputMethod()->reset();
    update();
  }
  if (m_text.isEmpty()) return;
  m_text.wipe();
  m_cursor = m_anchor = 0;
  textChanged();
}

int SecretEdit::length() const {
  return countCodePoints(m_text.view());
}

void SecretEdit::setMaximumLength(int codePoints) {
  m_maximum = codePoints;
}

void SecretEdit::setPlaceholder(const QString& text) {
  m_placeholder = text;
  update();
}

void SecretEdit::setMenuTexts(const QString& paste, const QString& selectAll) {
  m_pasteText = paste;
  m_selectAllText = selectAll;
}

int SecretEdit::selectionStart() const {
  return std::min(m_cursor, m_anchor);
}

int SecretEdit::selectionEnd() const {
  return std::max(m_cursor, m_anchor);
}

void SecretEdit::setCursorPosition(int position, bool keepAnchor) {
  m_cursor = std::clamp(position, 0, length());
  if (!keepAnchor) m_anchor = m_cursor;
  restartCursor();
  tellCursorMoved(*this);
}

void SecretEdit::selectAll() {
  m_anchor = 0;
  setCursorPosition(length(), true);
}

bool SecretEdit::replacesAll(const QString&) const {
  return false;
}

void SecretEdit::insertText(const QString& typed) {
  std::optional<QString> taken = admitted(typed);
  if (taken && replacesAll(*taken)) selectAll();
  const int added = taken ? countCodePoints(*taken) : 0;
  const int selected = selectionEnd() - selectionStart();
  if (!taken || length() - selected + added > m_maximum) {
    if (taken) platform::wipe(*taken);
    Q_EMIT entryRefused();
    return;
  }
  const int start = selectionStart();
  const std::size_t from = offsetOf(m_text.view(), start);
  m_text.replace(from, offsetOf(m_text.view(), selectionEnd()) - from, {});
  std::size_t offset = from;
  for (qsizetype i = 0; i < taken->size(); ++i) {
    char32_t c = taken->at(i).unicode();
    if (taken->at(i).isHighSurrogate() && i + 1 < taken->size()) {
      ++i;
      c = QChar::surrogateToUcs4(static_cast<char16_t>(c), taken->at(i).unicode());
    }
    char bytes[4];
    const std::size_t size = encodeCodePoint(c, bytes);
    m_text.replace(offset, 0, {bytes, size});
    offset += size;
  }
  platform::wipe(*taken);
  m_cursor = m_anchor = start + added;
  tellReplaced(*this, start, selected, added);
  if (selected > 0 || added > 0) textChanged();
}

void SecretEdit::removeRange(int start, int end) {
  start = std::clamp(start, 0, length());
  end = std::clamp(end, start, length());
  if (start == end) return;
  const std::size_t from = offsetOf(m_text.view(), start);
  m_text.replace(from, offsetOf(m_text.view(), end) - from, {});
  m_cursor = m_anchor = start;
  tellReplaced(*this, start, end - start, 0);
  textChanged();
}

QString SecretEdit::spokenText() const {
  if (m_masked) return QString(length(), QChar(0x2022));
  return QString::fromUtf8(m_text.view().data(), static_cast<qsizetype>(m_text.size()));
}

void SecretEdit::setMasked(bool masked) {
  m_masked = masked;
  update();
}

void SecretEdit::textChanged() {
  edited();
  restartCursor();
  Q_EMIT textEdited();
}

QVariant SecretEdit::inputMethodQuery(Qt::InputMethodQuery query) const {
  // Surrounding text and selection are not told: an input method might keep them.
  switch (static_cast<int>(query)) {
    case Qt::ImEnabled:
      return isEnabled();
    case Qt::ImHints:
      return static_cast<int>(inputMethodHints());
    case Qt::ImCursorRectangle: {
      const QRect place = textPlace();
      const int x = static_cast<int>(std::lround(originOf(place) + xOf(m_cursor)));
      return QRect(x, place.top(), 1, place.height());
    }
    case Qt::ImMaximumTextLength:
      return m_maximum;
    default:
      return QWidget::inputMethodQuery(query);
  }
}

bool SecretEdit::event(QEvent* event) {
  // A key that edits must not trigger a shortcut of the window first (QLineEdit does the same).
  if (event->type() == QEvent::ShortcutOverride) {
    auto* key = static_cast<QKeyEvent*>(event);
    const bool editing = key == QKeySequence::Paste || key == QKeySequence::SelectAll ||
                         key == QKeySequence::Copy || key == QKeySequence::Cut || key == QKeySequence::Undo ||
                         (key->modifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
    const bool leaving = key->key() == Qt::Key_Escape || key->key() == Qt::Key_Tab;
    if (editing && !leaving) event->accept();
  }
  return QWidget::event(event);
}

void SecretEdit::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
    // Held down it repeats; one press is one request (SECURITY: C20).
    if (event->isAutoRepeat()) {
      event->accept();
      return;
    }
    Q_EMIT submitted();
    event->ignore();
    return;
  }
  if (moveByKey(*event) || editByKey(*event)) {
    event->accept();
    return;
  }
  QString typed = event->text();
  const bool command = event->modifiers() & (Qt::ControlModifier | Qt::MetaModifier) &&
                       !(event->modifiers() & Qt::AltModifier);  // Ctrl with Alt is AltGr on Windows
  if (typed.isEmpty() || command || !typed.at(0).isPrint()) {
    // Surrogates are printable only as a pair.
    if (typed.isEmpty() || command || !typed.at(0).isHighSurrogate()) {
      event->ignore();
      return;
    }
  }
  insertText(typed);
  platform::wipe(typed);
  event->accept();
}

bool SecretEdit::moveByKey(QKeyEvent& event) {
  const int last = length();
  const int selected = selectionEnd() - selectionStart();
  // By words would tell where the words are: to the ends instead.
  if (&event == QKeySequence::MoveToStartOfLine || &event == QKeySequence::MoveToPreviousWord ||
      &event == QKeySequence::MoveToStartOfDocument) {
    setCursorPosition(0);
  } else if (&event == QKeySequence::MoveToEndOfLine || &event == QKeySequence::MoveToNextWord ||
             &event == QKeySequence::MoveToEndOfDocument) {
    setCursorPosition(last);
  } else if (&event == QKeySequence::SelectStartOfLine || &event == QKeySequence::SelectPreviousWord ||
             &event == QKeySequence::SelectStartOfDocument) {
    setCursorPosition(0, true);
  } else if (&event == QKeySequence::SelectEndOfLine || &event == QKeySequence::SelectNextWord ||
             &event == QKeySequence::SelectEndOfDocument) {
    setCursorPosition(last, true);
  } else if (&event == QKeySequence::MoveToPreviousChar) {
    setCursorPosition(selected > 0 ? selectionStart() : m_cursor - 1);
  } else if (&event == QKeySequence::MoveToNextChar) {
    setCursorPosition(selected > 0 ? selectionEnd() : m_cursor + 1);
  } else if (&event == QKeySequence::SelectPreviousChar) {
    setCursorPosition(m_cursor - 1, true);
  } else if (&event == QKeySequence::SelectNextChar) {
    setCursorPosition(m_cursor + 1, true);
  } else if (&event == QKeySequence::SelectAll) {
    selectAll();
  } else {
    return false;
  }
  return true;
}

bool SecretEdit::editByKey(QKeyEvent& event) {
  if (&event == QKeySequence::Paste) {
    paste(false);
    return true;
  }
  // Taken and dropped: nothing goes to the clipboard, and there is no history to go back to.
  if (&event == QKeySequence::Copy || &event == QKeySequence::Cut || &event == QKeySequence::Undo ||
      &event == QKeySequence::Redo)
    return true;
  const bool selected = selectionStart() != selectionEnd();
  if (&event == QKeySequence::DeleteStartOfWord || &event == QKeySequence::DeleteCompleteLine) {
    removeRange(0, selectionEnd());
  } else if (&event == QKeySequence::DeleteEndOfWord || &event == QKeySequence::DeleteEndOfLine) {
    removeRange(selectionStart(), length());
  } else if (event.key() == Qt::Key_Backspace) {
    selected ? removeRange(selectionStart(), selectionEnd()) : removeRange(m_cursor - 1, m_cursor);
  } else if (&event == QKeySequence::Delete) {
    selected ? removeRange(selectionStart(), selectionEnd()) : removeRange(m_cursor, m_cursor + 1);
  } else {
    return false;
  }
  return true;
}

void SecretEdit::paste(bool primarySelection) {
  // Our copy is wiped; the clipboard's own is the person's.
  QString text =
      QGuiApplication::clipboard()->text(primarySelection ? QClipboard::Selection : QClipboard::Clipboard);
  if (!text.isEmpty()) insertText(text);
  platform::wipe(text);
}

void SecretEdit::inputMethodEvent(QInputMethodEvent* event) {
  platform::wipe(m_preedit);
  m_preedit = event->preeditString();
  if (!event->commitString().isEmpty()) insertText(event->commitString());
  event->accept();
  update();
}

void SecretEdit::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return;
  const double x = event->position().x() - originOf(textPlace());
  setCursorPosition(positionAt(x), event->modifiers().testFlag(Qt::ShiftModifier));
}

void SecretEdit::mouseMoveEvent(QMouseEvent* event) {
  if (!event->buttons().testFlag(Qt::LeftButton)) return;
  setCursorPosition(positionAt(event->position().x() - originOf(textPlace())), true);
}

void SecretEdit::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::MiddleButton && QGuiApplication::clipboard()->supportsSelection()) paste(true);
}

void SecretEdit::mouseDoubleClickEvent(QMouseEvent*) {
  selectAll();
}

void SecretEdit::contextMenuEvent(QContextMenuEvent* event) {
  if (m_pasteText.isEmpty()) return;
  auto* menu = new QMenu(this);
  menu->setAttribute(Qt::WA_DeleteOnClose);
  menu->addAction(m_pasteText, this, [this] { paste(false); });
  menu->addAction(m_selectAllText, this, &SecretEdit::selectAll);
  menu->popup(event->globalPos());
}

void SecretEdit::focusInEvent(QFocusEvent* event) {
  if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason) selectAll();
  restartCursor();
}

void SecretEdit::focusOutEvent(QFocusEvent*) {
  if (!m_preedit.isEmpty()) QGuiApplication::inputMethod()->commit();
  m_blink.stop();
  update();
}

void SecretEdit::timerEvent(QTimerEvent* event) {
  if (event->timerId() != m_blink.timerId()) return;
  m_cursorShown = !m_cursorShown;
  update();
}

void SecretEdit::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) updateGeometry();
  update();
  QWidget::changeEvent(event);
}

void SecretEdit::restartCursor() {
  m_cursorShown = true;
  const int flash =
      QGuiApplication::styleHints() == nullptr ? 0 : QGuiApplication::styleHints()->cursorFlashTime();
  if (hasFocus() && flash > 0) m_blink.start(flash / 2, this);
  update();
  if (hasFocus()) updateMicroFocus();
}

}  // namespace latchkey::ui::widgets
