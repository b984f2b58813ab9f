// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/captcha/captcha_renderer.h"

#include <QBuffer>

#include "service/captcha/clip.h"
#include "service/captcha/picture.h"
#include "service/captcha/wav.h"

namespace latchkey::service::captcha {

CaptchaRenderer::CaptchaRenderer() {
  static_cast<void>(DigitBank::ofThisProcess());
}

QByteArray CaptchaRenderer::picture(const QString& letters, QByteArrayView seed) const {
  QByteArray png;
  QBuffer buffer(&png);
  buffer.open(QIODevice::WriteOnly);
  if (!drawPicture(letters, seed, Distortion::Full).save(&buffer, "PNG")) return {};
  return png;
}

QByteArray CaptchaRenderer::clip(const QString& digits, domain::Language language,
                                 QByteArrayView seed) const {
  return wavOf(mixClip(digits, language, seed, Distortion::Full));
}

}  // namespace latchkey::service::captcha
