// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QString>
#include <QWidget>
#include <optional>

#include "core/platform/secret.h"
#include "ui/theme/theme.h"

namespace latchkey::ui::widgets {

/// A one-line field whose text lives in platform::Secret alone. QLineEdit keeps what was typed in the heap,
/// even after clear() and after it is gone; this one never holds the whole text in a QString, has no undo,
/// gives nothing to the clipboard, and wipes what it gives away.
///
/// Positions count code points. The text runs from left to right in every language.
class SecretEdit : public QWidget {
  Q_OBJECT
public:
  ~SecretEdit() override;

  [[nodiscard]] const platform::Secret& secret() const { return m_text; }
  /// Moves the text out; the field is empty afterwards and textEdited() has been emitted.
  [[nodiscard]] platform::Secret takeSecret();
  void setSecret(const platform::Secret& text);  ///< e.g. a suggested password; emits textEdited()
  void clear();

  [[nodiscard]] int length() const;
  void setMaximumLength(int codePoints);
  [[nodiscard]] int maximumLength() const { return m_maximum; }
  void setPlaceholder(const QString& text);
  /// Words of the context menu; without them there is none.
  void setMenuTexts(const QString& paste, const QString& selectAll);

  [[nodiscard]] int cursorPosition() const { return m_cursor; }
  [[nodiscard]] int selectionStart() const;
  [[nodiscard]] int selectionEnd() const;  ///< equal to the start: nothing selected
  void setCursorPosition(int position, bool keepAnchor = false);
  void selectAll();
  /// Replaces the selection, as typing does. What does not fit, or is not admitted, changes nothing and
  /// emits entryRefused(): nothing is ever cut off silently.
  void insertText(const QString& typed);
  void removeRange(int start, int end);

  /// Dots instead of letters, for eyes and screen readers alike.
  [[nodiscard]] bool isMasked() const { return m_masked; }
  /// What a screen reader may have: dots while masked, else the text.
  [[nodiscard]] QString spokenText() const;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] QVariant inputMethodQuery(Qt::InputMethodQuery query) const override;

Q_SIGNALS:
  void textEdited();
  void entryRefused();  ///< something typed or pasted was not taken
  void submitted();     ///< Enter; the dialog's default button gets it too

protected:
  SecretEdit(bool masked, QWidget* parent);

  void setMasked(bool masked);

  /// What of a typed or pasted text goes in; nothing: it is refused as a whole.
  [[nodiscard]] virtual std::optional<QString> admitted(const QString& typed) const = 0;
  /// A paste that replaces everything, whatever is selected.
  [[nodiscard]] virtual bool replacesAll(const QString& admittedText) const;
  [[nodiscard]] virtual theme::TextRole textRole() const { return theme::TextRole::CardTitle; }
  [[nodiscard]] virtual QRect textPlace() const;
  /// Distance of the position from the first one, in px.
  [[nodiscard]] virtual double xOf(int position) const;
  /// Where position 0 is drawn; further left than the place when the text is longer than the field.
  [[nodiscard]] virtual double originOf(const QRect& place) const;
  virtual void paintText(QPainter& painter, const QRectF& place, double origin) const;
  virtual void edited() {}  ///< before textEdited()

  bool event(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void inputMethodEvent(QInputMethodEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void timerEvent(QTimerEvent* event) override;
  void changeEvent(QEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

private:
  bool moveByKey(QKeyEvent& event);
  bool editByKey(QKeyEvent& event);
  void paste(bool primarySelection);
  void textChanged();
  void restartCursor();
  [[nodiscard]] int positionAt(double x) const;
  [[nodiscard]] double dotWidth() const;

  platform::Secret m_text;
  QString m_placeholder;
  QString m_pasteText;
  QString m_selectAllText;
  QString m_preedit;  ///< of an input method, while it composes
  QBasicTimer m_blink;
  int m_maximum = 128;
  int m_cursor = 0;
  int m_anchor = 0;
  bool m_masked;
  bool m_cursorShown = true;
};

}  // namespace latchkey::ui::widgets
