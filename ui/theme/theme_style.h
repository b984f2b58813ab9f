// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

#include "ui/theme/theme.h"

class QAbstractButton;
class QStyleOptionButton;

namespace latchkey::ui::theme {

/// How a push button looks. Without one set: Main for the dialog's default button, else Plain.
enum class ButtonKind {
  Main,   ///< filled with the accent: the one thing to do
  Plain,  ///< outlined
  Quiet,  ///< text alone until it is touched: Cancel
  Link    ///< accent text alone: "Get help"
};
void setButtonKind(QAbstractButton& button, ButtonKind kind);

/// Marks a field as wrong: its outline is drawn in the error colour. The words stand beside it.
void setFieldInvalid(QWidget& field, bool invalid);
[[nodiscard]] bool isFieldInvalid(const QWidget& field);

/// Fusion, drawn with the colours and measures of a theme. No stylesheet anywhere: one would hide this
/// style from the widgets that paint themselves.
class ThemeStyle : public QProxyStyle {
  Q_OBJECT
public:
  explicit ThemeStyle(const Theme& theme);

  [[nodiscard]] const Theme& theme() const { return m_theme; }

  using QProxyStyle::polish;
  using QProxyStyle::unpolish;
  void polish(QApplication* application) override;
  void unpolish(QApplication* application) override;
  void polish(QWidget* widget) override;
  [[nodiscard]] QPalette standardPalette() const override { return m_theme.palette(); }
  [[nodiscard]] int pixelMetric(PixelMetric metric, const QStyleOption* option,
                                const QWidget* widget) const override;
  [[nodiscard]] int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                              QStyleHintReturn* result) const override;
  [[nodiscard]] QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                       const QWidget* widget) const override;
  [[nodiscard]] QRect subControlRect(ComplexControl control, const QStyleOptionComplex* option,
                                     SubControl part, const QWidget* widget) const override;
  void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                          const QWidget* widget) const override;
  [[nodiscard]] QRect subElementRect(SubElement element, const QStyleOption* option,
                                     const QWidget* widget) const override;
  void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                   const QWidget* widget) const override;
  void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;

protected:
  /// Letters of shortcuts are underlined while Alt is held: nobody else is bothered with them.
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void underlineShortcuts(bool on);
  void drawButton(const QStyleOptionButton& option, QPainter& painter, const QWidget* widget) const;
  void drawButtonText(const QStyleOptionButton& option, QPainter* painter, const QWidget* widget) const;
  void drawIndicator(const QStyleOption& option, QPainter& painter, bool round) const;
  void drawProgress(const QStyleOption& option, QPainter& painter, bool groove) const;

  Theme m_theme;
  bool m_underlines = false;
};

/// A field's or card's outline: rounded, thicker and in the accent when it has the focus.
void drawFieldFrame(QPainter& painter, const QRectF& rectangle, const Theme& theme, bool focused,
                    bool invalid = false);

}  // namespace latchkey::ui::theme
