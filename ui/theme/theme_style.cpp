// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme_style.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QStyleOption>
#include <QVariant>
#include <QWidget>
#include <algorithm>

#include "ui/theme/combo_box.h"
#include "ui/theme/contrast.h"
#include "ui/theme/icons.h"
#include "ui/theme/scroll_bar.h"

namespace latchkey::ui::theme {

namespace {

constexpr int menuSign = 16;         // px at 100 %: the arrow of a button with a menu
constexpr int narrowestButton = 96;  // px

constexpr char kindProperty[] = "latchkeyButtonKind";
constexpr char invalidProperty[] = "latchkeyInvalid";

ButtonKind kindOf(const QStyleOptionButton& option, const QWidget* widget) {
  if (widget != nullptr) {
    const QVariant kind = widget->property(kindProperty);
    if (kind.isValid()) return static_cast<ButtonKind>(kind.toInt());
  }
  if (option.features.testFlag(QStyleOptionButton::DefaultButton)) return ButtonKind::Main;
  return option.features.testFlag(QStyleOptionButton::Flat) ? ButtonKind::Quiet : ButtonKind::Plain;
}

bool showsFocus(const QStyleOption& option) {
  return option.state.testFlag(QStyle::State_HasFocus) &&
         option.state.testFlag(QStyle::State_KeyboardFocusChange);
}

/// A line of the width that lies wholly inside the rectangle, so that it is not cut and stays sharp.
QRectF inside(const QRectF& rectangle, double width) {
  return rectangle.adjusted(width / 2, width / 2, -width / 2, -width / 2);
}

}  // namespace

void setButtonKind(QAbstractButton& button, ButtonKind kind) {
  button.setProperty(kindProperty, static_cast<int>(kind));
  button.updateGeometry();
  button.update();
}

void setFieldInvalid(QWidget& field, bool invalid) {
  field.setProperty(invalidProperty, invalid);
  field.update();
}

bool isFieldInvalid(const QWidget& field) {
  return field.property(invalidProperty).toBool();
}

void drawFieldFrame(QPainter& painter, const QRectF& rectangle, const Theme& theme, bool focused,
                    bool invalid) {
  const Colours& c = theme.colours();
  const int width = focused || invalid ? theme.focusWidth() : theme.borderWidth();
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(invalid ? c.error : (focused ? c.accent : c.border), width));
  painter.setBrush(c.field);
  painter.drawRoundedRect(inside(rectangle, width), radius::control, radius::control);
  painter.restore();
}

ThemeStyle::ThemeStyle(const Theme& theme) : QProxyStyle(QStringLiteral("Fusion")), m_theme(theme) {}

void ThemeStyle::polish(QApplication* application) {
  QProxyStyle::polish(application);
  application->installEventFilter(this);
}

void ThemeStyle::unpolish(QApplication* application) {
  application->removeEventFilter(this);
  QProxyStyle::unpolish(application);
}

bool ThemeStyle::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease) {
    if (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Alt)
      underlineShortcuts(event->type() == QEvent::KeyPress);
  } else if (event->type() == QEvent::WindowDeactivate) {
    underlineShortcuts(false);  // Alt+Tab: the release goes to another window
  }
  return QProxyStyle::eventFilter(watched, event);
}

void ThemeStyle::underlineShortcuts(bool on) {
  if (m_underlines == on) return;
  m_underlines = on;
  for (QWidget* window : QApplication::topLevelWidgets()) window->update();
}

void ThemeStyle::polish(QWidget* widget) {
  QProxyStyle::polish(widget);
  if (qobject_cast<QAbstractButton*>(widget) != nullptr) widget->setAttribute(Qt::WA_Hover);
}

int ThemeStyle::pixelMetric(PixelMetric metric, const QStyleOption* option, const QWidget* widget) const {
  // Only those that we care about: the enumeration is Qt's and long.
  if (metric == PM_IndicatorWidth || metric == PM_IndicatorHeight || metric == PM_ExclusiveIndicatorWidth ||
      metric == PM_ExclusiveIndicatorHeight || metric == PM_ButtonIconSize || metric == PM_SmallIconSize)
    return m_theme.scaled(20);
  if (metric == PM_LayoutLeftMargin || metric == PM_LayoutRightMargin || metric == PM_LayoutTopMargin ||
      metric == PM_LayoutBottomMargin)
    // Without a layout only a QWizard asks, for itself and for a label of its: its parts bring their own
    // margins.
    return widget != nullptr && widget->layout() == nullptr ? 0 : spacing::twice;
  if (metric == PM_LayoutHorizontalSpacing || metric == PM_CheckBoxLabelSpacing ||
      metric == PM_RadioButtonLabelSpacing)
    return spacing::wide;
  if (metric == PM_LayoutVerticalSpacing) return spacing::unit;
  if (metric == PM_ButtonShiftHorizontal || metric == PM_ButtonShiftVertical) return 0;
  if (metric == PM_ButtonDefaultIndicator) return 0;
  if (metric == PM_ScrollBarExtent) return scrollBarExtent;
  if (metric == PM_MenuButtonIndicator) return m_theme.scaled(menuSign) + spacing::half;
  return QProxyStyle::pixelMetric(metric, option, widget);
}

int ThemeStyle::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                          QStyleHintReturn* result) const {
  if (hint == SH_EtchDisabledText || hint == SH_DialogButtonBox_ButtonsHaveIcons) return 0;
  if (hint == SH_DitherDisabledText) return 0;
  if (hint == SH_ComboBox_Popup) return 0;  // the list stands below its box, where it can be scrolled
  if (hint == SH_UnderlineShortcut) return m_underlines ? 1 : 0;
  return QProxyStyle::styleHint(hint, option, widget, result);
}

QSize ThemeStyle::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& size,
                                   const QWidget* widget) const {
  if (type == CT_PushButton) {
    const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option);
    const bool link = button != nullptr && kindOf(*button, widget) == ButtonKind::Link;
    // A link stands in line with the text around it; its focus is a ground and a line, not a ring.
    const int sides = link ? 0 : spacing::twice;
    const int gap =
        button != nullptr && !button->icon.isNull() ? spacing::half : 0;  // Qt counts the other half
    const int height = std::max(m_theme.scaled(link ? 28 : 36), size.height() + 2 * spacing::half);
    const int width = size.width() + 2 * sides + gap;
    return {link ? width : std::max(width, narrowestButton), height};
  }
  QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
  if (type == CT_LineEdit || type == CT_ComboBox)
    result.setHeight(std::max(result.height(), m_theme.scaled(44)));
  if (type == CT_CheckBox || type == CT_RadioButton)
    result.setHeight(std::max(result.height(), m_theme.scaled(32)));
  if (type == CT_MenuItem) result += QSize(spacing::twice, spacing::unit);
  return result;
}

QRect ThemeStyle::subControlRect(ComplexControl control, const QStyleOptionComplex* option, SubControl part,
                                 const QWidget* widget) const {
  const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
  if (control == CC_ScrollBar && bar != nullptr) return scrollBarPart(*bar, part);
  const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
  if (control == CC_ComboBox && box != nullptr && part == SC_ComboBoxEditField)
    return comboBoxText(*box, m_theme);
  return QProxyStyle::subControlRect(control, option, part, widget);
}

void ThemeStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                                    QPainter* painter, const QWidget* widget) const {
  const auto* bar = qstyleoption_cast<const QStyleOptionSlider*>(option);
  if (control == CC_ScrollBar && bar != nullptr) return drawScrollBar(*painter, *bar, m_theme);
  const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
  if (control == CC_ComboBox && box != nullptr)
    return drawComboBox(*painter, *box, m_theme, widget != nullptr && isFieldInvalid(*widget));
  QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect ThemeStyle::subElementRect(SubElement element, const QStyleOption* option,
                                 const QWidget* widget) const {
  const QRect rectangle = QProxyStyle::subElementRect(element, option, widget);
  // The text keeps off the frame; a field without one (inside another widget) has its owner's margins.
  const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option);
  const bool framed = element == SE_LineEditContents && frame != nullptr && frame->lineWidth > 0;
  return framed ? rectangle.adjusted(spacing::wide, 0, -spacing::wide, 0) : rectangle;
}

void ThemeStyle::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                             const QWidget* widget) const {
  if (element == CE_PushButtonBevel || element == CE_PushButtonLabel) {
    if (const auto* button = qstyleoption_cast<const QStyleOptionButton*>(option)) {
      if (element == CE_PushButtonBevel) {
        drawButton(*button, *painter, widget);
      } else {
        drawButtonText(*button, painter, widget);
      }
      return;
    }
  }
  if (element == CE_ProgressBarGroove || element == CE_ProgressBarContents) {
    drawProgress(*option, *painter, element == CE_ProgressBarGroove);
    return;
  }
  QProxyStyle::drawControl(element, option, painter, widget);
}

void ThemeStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                               const QWidget* widget) const {
  if (element == PE_PanelLineEdit || element == PE_FrameLineEdit) {
    if (const auto* frame = qstyleoption_cast<const QStyleOptionFrame*>(option)) {
      if (element == PE_PanelLineEdit && frame->lineWidth > 0) {
        drawFieldFrame(*painter, QRectF(option->rect), m_theme, option->state.testFlag(State_HasFocus),
                       widget != nullptr && isFieldInvalid(*widget));
      }
      return;
    }
  }
  if (element == PE_IndicatorCheckBox || element == PE_IndicatorRadioButton) {
    drawIndicator(*option, *painter, element == PE_IndicatorRadioButton);
    return;
  }
  if (element == PE_FrameFocusRect) {
    // Push buttons draw their own ring.
    if (qobject_cast<const QPushButton*>(widget) != nullptr || !showsFocus(*option)) return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme.colours().accent, m_theme.focusWidth()));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(inside(QRectF(option->rect), m_theme.focusWidth()), radius::small,
                             radius::small);
    painter->restore();
    return;
  }
  QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ThemeStyle::drawButton(const QStyleOptionButton& option, QPainter& painter,
                            const QWidget* widget) const {
  const Colours& c = m_theme.colours();
  const ButtonKind kind = kindOf(option, widget);
  const bool enabled = option.state.testFlag(State_Enabled);
  const bool hovered = enabled && option.state.testFlag(State_MouseOver);
  const bool pressed = enabled && (option.state.testFlag(State_Sunken) || option.state.testFlag(State_On));
  const QRectF rectangle(option.rect);

  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  QColor fill = Qt::transparent;
  QPen outline = Qt::NoPen;
  switch (kind) {
    case ButtonKind::Main:
      // Away from the text's colour, so that the text reads better, not worse, while pressed.
      fill = enabled ? blended(c.accent, blackOrWhiteOn(c.onAccent), pressed ? 0.22 : (hovered ? 0.12 : 0.0))
                     : c.divider;
      if (m_theme.isHighContrast()) {
        fill = enabled ? c.accent : c.window;
        if (!enabled) outline = QPen(c.border, m_theme.borderWidth(), Qt::DashLine);
      }
      break;
    case ButtonKind::Plain:
      fill = blended(c.field, c.accent, pressed ? 0.14 : (hovered ? 0.07 : 0.0));
      if (m_theme.isHighContrast()) fill = c.field;
      outline = QPen(enabled ? c.border : c.divider, m_theme.borderWidth());
      if (m_theme.isHighContrast() && (hovered || pressed)) outline = QPen(c.accent, m_theme.focusWidth());
      break;
    case ButtonKind::Quiet:
      if (hovered && !m_theme.isHighContrast()) fill = blended(c.window, c.accent, pressed ? 0.14 : 0.07);
      if (hovered && m_theme.isHighContrast()) outline = QPen(c.accent, m_theme.borderWidth());
      break;
    case ButtonKind::Link:
      if (showsFocus(option)) fill = c.accentSoft;
      break;
  }
  painter.setPen(outline);
  painter.setBrush(fill);
  painter.drawRoundedRect(inside(rectangle, outline.style() == Qt::NoPen ? 0.0 : outline.widthF()),
                          radius::control, radius::control);
  if (kind == ButtonKind::Link && (hovered || showsFocus(option))) {
    const double line = showsFocus(option) ? m_theme.focusWidth() : 1.0;
    painter.fillRect(QRectF(rectangle.left(), rectangle.bottom() - line, rectangle.width(), line), c.accent);
  }
  if (showsFocus(option) && kind != ButtonKind::Link) {
    // Inside the button, so that its edges stay in line with everything else on the grid.
    const bool main = kind == ButtonKind::Main;
    const double gap = main ? 3.0 : 0.0;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(main ? c.onAccent : c.accent, m_theme.focusWidth()));
    painter.drawRoundedRect(inside(rectangle.adjusted(gap, gap, -gap, -gap), m_theme.focusWidth()),
                            radius::control - gap / 2, radius::control - gap / 2);
  }
  painter.restore();

  if (option.features.testFlag(QStyleOptionButton::HasMenu)) {
    const int side = m_theme.scaled(menuSign);
    const int edge = kind == ButtonKind::Link ? 0 : spacing::wide;
    const QRect place(option.rect.right() - edge - side + 1, option.rect.center().y() - side / 2 + 1, side,
                      side);
    const QColor colour = kind == ButtonKind::Link ? c.accent : c.text;
    paintIcon(painter, Icon::ChevronDown, QRectF(visualRect(option.direction, option.rect, place)), colour);
  }
}

void ThemeStyle::drawButtonText(const QStyleOptionButton& option, QPainter* painter,
                                const QWidget* widget) const {
  const Colours& c = m_theme.colours();
  const ButtonKind kind = kindOf(option, widget);
  const bool enabled = option.state.testFlag(State_Enabled);
  QColor colour = c.text;
  if (kind == ButtonKind::Main) colour = c.onAccent;
  if (kind == ButtonKind::Link) colour = c.accent;
  if (!enabled) colour = m_theme.palette().color(QPalette::Disabled, QPalette::ButtonText);

  QRect room = option.rect;
  if (option.features.testFlag(QStyleOptionButton::HasMenu)) {
    const int arrow = m_theme.scaled(menuSign) + spacing::half;
    room = visualRect(option.direction, option.rect, room.adjusted(0, 0, -arrow, 0));
  }
  painter->save();
  if (kind == ButtonKind::Main) {
    QFont font = painter->font();
    font.setWeight(QFont::DemiBold);
    painter->setFont(font);
  }
  const int flags = Qt::AlignVCenter | Qt::TextSingleLine |
                    static_cast<int>(m_underlines ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
  const int mark = option.icon.isNull() ? 0 : option.iconSize.width();
  const int gap = mark == 0 ? 0 : spacing::unit;
  const int words = painter->fontMetrics().size(Qt::TextShowMnemonic, option.text).width();
  QRect content(0, 0, mark + gap + words, room.height());
  content.moveCenter(room.center());
  const auto visual = [&](const QRect& logical) { return visualRect(option.direction, content, logical); };
  if (mark > 0) {
    const QRect place(content.left(), content.center().y() - mark / 2 + 1, mark, mark);
    option.icon.paint(painter, visual(place), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
  }
  painter->setPen(colour);
  painter->drawText(visual(QRect(content.left() + mark + gap, room.top(), words + 1, room.height())),
                    flags | static_cast<int>(visualAlignment(option.direction, Qt::AlignLeft)), option.text);
  painter->restore();
}

void ThemeStyle::drawIndicator(const QStyleOption& option, QPainter& painter, bool round) const {
  const Colours& c = m_theme.colours();
  const bool on = option.state.testFlag(State_On);
  const bool enabled = option.state.testFlag(State_Enabled);
  const double line = std::max(2.0, m_theme.scaled(2) * 1.0);
  const QRectF box = inside(QRectF(option.rect), line);
  const QColor edge = enabled ? (on ? c.accent : c.mutedText) : c.divider;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(edge, line));
  painter.setBrush(on && !round ? edge : c.field);
  if (round) {
    painter.drawEllipse(box);
    if (on) {
      const double dot = box.width() * 0.25;
      painter.setPen(Qt::NoPen);
      painter.setBrush(edge);
      painter.drawEllipse(box.center(), dot, dot);
    }
  } else {
    painter.drawRoundedRect(box, radius::small, radius::small);
    if (on) paintIcon(painter, Icon::Check, box, c.onAccent);
  }
  painter.restore();
}

void ThemeStyle::drawProgress(const QStyleOption& option, QPainter& painter, bool groove) const {
  const auto* bar = qstyleoption_cast<const QStyleOptionProgressBar*>(&option);
  if (bar == nullptr) return;
  const Colours& c = m_theme.colours();
  const double height = std::min<double>(m_theme.scaled(6), option.rect.height());
  QRectF track(option.rect.left(), option.rect.center().y() + 0.5 - height / 2, option.rect.width(), height);
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(m_theme.isHighContrast() && groove ? QPen(c.border, 1) : QPen(Qt::NoPen));
  painter.setBrush(groove ? c.divider : c.accent);
  if (m_theme.isHighContrast() && groove) painter.setBrush(c.window);
  if (!groove) {
    // minimum == maximum means "no idea how long": a steady half, told by the text; nothing that blinks.
    const double range = bar->maximum - bar->minimum;
    const double share = range > 0 ? (bar->progress - bar->minimum) / range : 0.5;
    const double length = track.width() * std::clamp(share, 0.0, 1.0);
    if (option.direction == Qt::RightToLeft) track.setLeft(track.right() - length);
    track.setWidth(length);
  }
  painter.drawRoundedRect(track, height / 2, height / 2);
  painter.restore();
}

}  // namespace latchkey::ui::theme
