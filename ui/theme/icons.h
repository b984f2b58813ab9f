// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QIcon>
#include <QRectF>

class QPainter;

namespace latchkey::ui::theme {

class Theme;

/// Our own line icons (resources/icons, 24 px grid, 1.8 px lines), drawn in any colour.
enum class Icon {
  None,
  Logo,
  Mail,
  TextMessage,
  Phone,
  Landline,
  Authenticator,
  Questions,
  SecurityKey,
  Check,
  Circle,
  Cross,
  Warning,
  Error,
  Info,
  Clock,
  Eye,
  EyeOff,
  Speaker,
  Stop,
  Refresh,
  Computer,
  Processor,
  Globe,
  Help,
  Printer,
  ArrowForward,
  ChevronDown,
  ChevronForward,
  Suggest,
  Person,
  PersonAlert,
  PersonAdd,
  Lock,
  Shield,
  NoNetwork,
  Keyboard,
  CapsLock,
  Celebrate
};

/// "text-message"; empty for None.
[[nodiscard]] QString nameOf(Icon icon);

/// Draws the icon into the rectangle at the painter's resolution. Icons that point somewhere are mirrored
/// under a right-to-left layout when the painter's layout direction says so.
void paintIcon(QPainter& painter, Icon icon, const QRectF& rectangle, const QColor& colour);

/// @param size device-independent pixels.
[[nodiscard]] QPixmap iconPixmap(Icon icon, int size, const QColor& colour, double devicePixelRatio);

/// For buttons and menus: drawn at whatever resolution is asked for.
[[nodiscard]] QIcon iconOf(Icon icon, const QColor& colour, const QColor& disabled);
[[nodiscard]] QIcon iconOf(Icon icon, const Theme& theme);

}  // namespace latchkey::ui::theme
