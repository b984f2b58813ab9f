// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>
#include <algorithm>
#include <memory>

#include "ui/theme/theme.h"

// The icons are in a static library: without this the linker leaves them out. Not in a namespace (Qt).
static void loadIconResource() {
  Q_INIT_RESOURCE(icons);
}

namespace latchkey::ui::theme {

namespace {

bool pointsSomewhere(Icon icon) {
  return icon == Icon::ArrowForward || icon == Icon::ChevronForward;
}

/// SVG text with the colour put in: QtSvg has no way to set currentColor from outside.
QByteArray source(Icon icon, const QColor& colour) {
  static const bool loaded = (loadIconResource(), true);
  Q_UNUSED(loaded)
  QFile file(QStringLiteral(":/latchkey/icons/%1.svg").arg(nameOf(icon)));
  if (!file.open(QIODevice::ReadOnly)) return {};
  return file.readAll().replace("currentColor", colour.name(QColor::HexRgb).toLatin1());
}

/// Parsed once for each icon and colour; GUI thread only. Emptied when a theme change has filled it.
QSvgRenderer& rendererOf(Icon icon, const QColor& colour) {
  constexpr int mostKept = 400;
  static QHash<std::pair<int, QRgb>, std::shared_ptr<QSvgRenderer>> kept;
  const std::pair<int, QRgb> key(static_cast<int>(icon), colour.rgb());
  if (const auto found = kept.constFind(key); found != kept.constEnd()) return **found;
  if (kept.size() >= mostKept) kept.clear();
  return **kept.insert(key, std::make_shared<QSvgRenderer>(source(icon, colour)));
}

class LineIconEngine final : public QIconEngine {
public:
  LineIconEngine(Icon icon, const QColor& colour, const QColor& disabled)
      : m_icon(icon), m_colour(colour), m_disabled(disabled) {}

  void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
    paintIcon(*painter, m_icon, QRectF(rect), mode == QIcon::Disabled ? m_disabled : m_colour);
  }
  QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
    QPixmap pixmap(size);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    paint(&painter, QRect(QPoint(), size), mode, state);
    return pixmap;
  }
  [[nodiscard]] QIconEngine* clone() const override { return new LineIconEngine(*this); }

private:
  Icon m_icon;
  QColor m_colour;
  QColor m_disabled;
};

}  // namespace

QString nameOf(Icon icon) {
  switch (icon) {
    case Icon::None:
      return {};
    case Icon::Logo:
      return QStringLiteral("logo");
    case Icon::Mail:
      return QStringLiteral("mail");
    case Icon::TextMessage:
      return QStringLiteral("text-message");
    case Icon::Phone:
      return QStringLiteral("phone");
    case Icon::Landline:
      return QStringLiteral("landline");
    case Icon::Authenticator:
      return QStringLiteral("authenticator");
    case Icon::Questions:
      return QStringLiteral("questions");
    case Icon::SecurityKey:
      return QStringLiteral("security-key");
    case Icon::Check:
      return QStringLiteral("check");
    case Icon::Circle:
      return QStringLiteral("circle");
    case Icon::Cross:
      return QStringLiteral("cross");
    case Icon::Warning:
      return QStringLiteral("warning");
    case Icon::Error:
      return QStringLiteral("error");
    case Icon::Info:
      return QStringLiteral("info");
    case Icon::Clock:
      return QStringLiteral("clock");
    case Icon::Eye:
      return QStringLiteral("eye");
    case Icon::EyeOff:
      return QStringLiteral("eye-off");
    case Icon::Speaker:
      return QStringLiteral("speaker");
    case Icon::Stop:
      return QStringLiteral("stop");
    case Icon::Refresh:
      return QStringLiteral("refresh");
    case Icon::Computer:
      return QStringLiteral("computer");
    case Icon::Processor:
      return QStringLiteral("processor");
    case Icon::Globe:
      return QStringLiteral("globe");
    case Icon::Help:
      return QStringLiteral("help");
    case Icon::Printer:
      return QStringLiteral("printer");
    case Icon::ArrowForward:
      return QStringLiteral("arrow-forward");
    case Icon::ChevronDown:
      return QStringLiteral("chevron-down");
    case Icon::ChevronForward:
      return QStringLiteral("chevron-forward");
    case Icon::Suggest:
      return QStringLiteral("suggest");
    case Icon::Person:
      return QStringLiteral("person");
    case Icon::PersonAlert:
      return QStringLiteral("person-alert");
    case Icon::PersonAdd:
      return QStringLiteral("person-add");
    case Icon::Lock:
      return QStringLiteral("lock");
    case Icon::Shield:
      return QStringLiteral("shield");
    case Icon::NoNetwork:
      return QStringLiteral("no-network");
    case Icon::Keyboard:
      return QStringLiteral("keyboard");
    case Icon::CapsLock:
      return QStringLiteral("caps-lock");
    case Icon::Celebrate:
      return QStringLiteral("celebrate");
  }
  return {};
}

void paintIcon(QPainter& painter, Icon icon, const QRectF& rectangle, const QColor& colour) {
  if (icon == Icon::None || rectangle.isEmpty()) return;
  const double side = std::min(rectangle.width(), rectangle.height());
  QRectF square(0, 0, side, side);
  square.moveCenter(rectangle.center());
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  if (pointsSomewhere(icon) && painter.layoutDirection() == Qt::RightToLeft) {
    painter.translate(square.center());
    painter.scale(-1, 1);
    painter.translate(-square.center());
  }
  rendererOf(icon, colour).render(&painter, square);
  painter.restore();
}

QPixmap iconPixmap(Icon icon, int size, const QColor& colour, double devicePixelRatio) {
  const int pixels = qRound(size * devicePixelRatio);
  QPixmap pixmap(pixels, pixels);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  paintIcon(painter, icon, QRectF(0, 0, pixels, pixels), colour);
  painter.end();
  pixmap.setDevicePixelRatio(devicePixelRatio);
  return pixmap;
}

QIcon iconOf(Icon icon, const QColor& colour, const QColor& disabled) {
  if (icon == Icon::None) return {};
  return QIcon(new LineIconEngine(icon, colour, disabled));
}

QIcon iconOf(Icon icon, const Theme& theme) {
  return iconOf(icon, theme.colours().text, theme.palette().color(QPalette::Disabled, QPalette::Text));
}

}  // namespace latchkey::ui::theme
