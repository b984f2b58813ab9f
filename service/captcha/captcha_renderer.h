// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/ports.h"

namespace latchkey::service::captcha {

/// Draws and speaks challenges on this machine: no font, no display, no network. Thread-safe; a picture
/// or a clip takes some milliseconds of CPU.
class CaptchaRenderer final : public domain::ChallengeRenderer {
public:
  /// Throws std::runtime_error, saying what to install, when espeak-ng's voices are missing.
  CaptchaRenderer();

  [[nodiscard]] QByteArray picture(const QString& letters, QByteArrayView seed) const override;
  /// At most kMostDigits digits are spoken.
  [[nodiscard]] QByteArray clip(const QString& digits, domain::Language language,
                                QByteArrayView seed) const override;
};

}  // namespace latchkey::service::captcha
