// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "service/captcha/digit_bank.h"

namespace latchkey::service::captcha {

/// RIFF WAVE, PCM 16 bit, mono, kSampleRate. Samples beyond -1 and 1 are clipped.
[[nodiscard]] QByteArray wavOf(const Samples& samples);

}  // namespace latchkey::service::captcha
