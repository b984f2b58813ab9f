// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/qr_code.h"

#include <qrencode.h>

#include <QEvent>
#include <QHideEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "core/platform/released.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"

namespace latchkey::ui::enrol {

namespace {

constexpr int quietZone = 4;          // modules (ISO/IEC 18004)
constexpr int comfortableModule = 4;  // px at 100 %: what a phone reads from where it is held
constexpr int smallestModule = 2;     // px
constexpr int plateWithoutCode = 53;  // modules: a common length, so that nothing jumps when one comes

/// libqrencode frees without wiping.
void wipeAndFree(QRcode* code) {
  const auto width = static_cast<std::size_t>(code->width);
  platform::secureZero(code->data, width * width);
  QRcode_free(code);
}

}  // namespace

QrCode::QrCode(QWidget* parent) : QWidget(parent) {
  widgets::provideAccessible<QrCode, widgets::RoleInterface<QrCode, QAccessible::Graphic>>();
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

bool QrCode::setContent(const platform::Secret& content) {
  clear();
  const std::string_view bytes = content.view();
  // Of several levels of error correction the second: the code is read off a clean screen.
  const platform::Released<QRcode, wipeAndFree> code(
      bytes.empty()
          ? nullptr
          : QRcode_encodeData(static_cast<int>(bytes.size()),
                              reinterpret_cast<const unsigned char*>(bytes.data()), 0, QR_ECLEVEL_M));
  if (!code) return false;
  const auto count = static_cast<std::size_t>(code->width) * static_cast<std::size_t>(code->width);
  for (std::size_t i = 0; i < count; ++i) code->data[i] &= 1U;
  m_modules = platform::Secret({reinterpret_cast<const char*>(code->data), count});
  m_width = code->width;
  updateGeometry();
  update();
  return true;
}

void QrCode::clear() {
  m_modules.wipe();
  m_width = 0;
  update();
}

int QrCode::modulesAcross() const {
  return m_width > 0 ? m_width + 2 * quietZone : plateWithoutCode;
}

bool QrCode::isDark(int column, int row) const {
  return m_modules.view()[static_cast<std::size_t>(row) * static_cast<std::size_t>(m_width) +
                          static_cast<std::size_t>(column)] != 0;
}

QSize QrCode::sizeHint() const {
  const int side = modulesAcross() * theme::themeOf(*this).scaled(comfortableModule);
  return {side, side};
}

QSize QrCode::minimumSizeHint() const {
  const int side = modulesAcross() * smallestModule;
  return {side, side};
}

int QrCode::heightForWidth(int width) const {
  return std::min(width, sizeHint().height());
}

void QrCode::paintEvent(QPaintEvent*) {
  if (!hasContent()) return;
  QPainter painter(this);
  const QTransform toPixels = painter.deviceTransform();
  const double ratio = toPixels.m11();
  const double room = std::min({width(), height(), sizeHint().width()}) * ratio;
  const int module = std::max(1, static_cast<int>(std::floor(room / modulesAcross() + 1e-6)));
  const int side = module * modulesAcross();
  const double left = layoutDirection() == Qt::RightToLeft ? width() - side / ratio : 0;
  const QPointF corner = toPixels.map(QPointF(left, 0));
  // From here on a unit is a pixel of the screen: a module of 4.5 of them would be blurred.
  painter.setWorldTransform(QTransform::fromTranslate(std::round(corner.x()), std::round(corner.y())) *
                            toPixels.inverted());
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.fillRect(0, 0, side, side, Qt::white);
  for (int row = 0; row < m_width; ++row) {
    for (int column = 0; column < m_width; ++column) {
      if (isDark(column, row))
        painter.fillRect((column + quietZone) * module, (row + quietZone) * module, module, module,
                         Qt::black);
    }
  }
}

void QrCode::hideEvent(QHideEvent* event) {
  // A window that is only minimised comes back as it was.
  if (!event->spontaneous()) clear();
  QWidget::hideEvent(event);
}

void QrCode::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) updateGeometry();
  QWidget::changeEvent(event);
}

}  // namespace latchkey::ui::enrol
