// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

#include "ui/theme/theme.h"

namespace latchkey::ui::widgets {

enum class Tone { Normal, Muted, Accent, Error, Warning, Success };

/// What both kinds of label share: plain text only (QLabel's automatic format would load local files), a
/// text role and a tone that follow the theme, word wrap, no width forced on the window.
class ThemedLabel : public QLabel {
  Q_OBJECT
public:
  void setTextRole(theme::TextRole role);
  void setTone(Tone tone);

  /// One line as long as it is comfortable to read; QLabel asks for a narrow block instead.
  [[nodiscard]] QSize sizeHint() const override;

protected:
  explicit ThemedLabel(QWidget* parent);
  void changeEvent(QEvent* event) override;
  /// Stands above the tone that the page has set.
  void setAlarm(bool alarm);

private:
  void alignToLeading();
  void applyTheme();

  bool m_alarm = false;
  theme::TextRole m_role = theme::TextRole::Body;
  Tone m_tone = Tone::Normal;
};

/// A sentence of our own catalogues.
class StaticLabel : public ThemedLabel {
  Q_OBJECT
public:
  explicit StaticLabel(QWidget* parent = nullptr);
  explicit StaticLabel(theme::TextRole role, QWidget* parent = nullptr);
};

/// What to do on this page: 20 pt, a heading for screen readers.
class TitleLabel : public StaticLabel {
  Q_OBJECT
public:
  explicit TitleLabel(QWidget* parent = nullptr);
};

/// The one label for text from outside (SECURITY: C13): bidi isolated, hidden characters made visible,
/// suspicious texts marked, wrapped inside words where nothing else helps.
class PlainLabel : public ThemedLabel {
  Q_OBJECT
public:
  explicit PlainLabel(QWidget* parent = nullptr);

  void setOutsideText(const QString& text);
  [[nodiscard]] const QString& outsideText() const { return m_outside; }  ///< as received
  [[nodiscard]] bool isMarked() const;                                    ///< suspicious, see outside_text.h
  /// Our sentence that is added, in the warning tone, to a suspicious text.
  void setSuspicionText(const QString& text);
  /// Off by default. On for what people copy, e.g. the receipt.
  void setSelectable(bool selectable);

  void setText(const QString&) = delete;

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] int heightForWidth(int width) const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  void refresh();
  [[nodiscard]] QString shownText() const;
  [[nodiscard]] bool isSelectable() const;

  QString m_outside;
  QString m_suspicion;
};

}  // namespace latchkey::ui::widgets
