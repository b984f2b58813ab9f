// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>
#include <optional>

/// The anti-robot challenge as pure functions. All of it is derived from one keyed hash of the
/// challenge's id, so that the database holds nothing that could be read off.
namespace latchkey::service::domain {

/// Capitals and digits that nobody takes for one another: no 0 O 1 I l, nor 2 Z, 5 S, 8 B.
[[nodiscard]] QString pictureAlphabet();
inline constexpr int pictureLength = 6;
inline constexpr int clipLength = 6;

struct ChallengeText {
  QString letters;  ///< of the picture
  QString digits;   ///< of the clip
};
/// @param stream at least 64 bytes, uniform and secret.
[[nodiscard]] ChallengeText challengeText(const QByteArray& stream);

/// Either answer, in any case and width, blanks and hyphens dropped.
[[nodiscard]] bool answers(const ChallengeText& text, QStringView typed);

/// SHA-256(seed || counter as 8 bytes big endian) begins with `bits` zero bits.
[[nodiscard]] bool worked(const QByteArray& seed, quint64 counter, int bits);

}  // namespace latchkey::service::domain
