// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include "service/captcha/digit_bank.h"
#include "service/captcha/picture.h"

namespace latchkey::service::captcha {

/// At most as many digits as fit into 512 KiB with pauses that leave time to type.
inline constexpr int kMostDigits = 8;

/// The digits with pauses between them, in one voice for the whole clip, pitch and pace varying, over a
/// murmur of the same voice backwards and a soft hiss. Friction for programs, not a wall: no limit relies
/// on it. Distortion::None leaves the murmur and the hiss out. Characters that are no digits are left out.
[[nodiscard]] Samples mixClip(const QString& digits, domain::Language language, QByteArrayView seed,
                              Distortion distortion);

}  // namespace latchkey::service::captcha
