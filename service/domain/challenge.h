// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringView>

/// The anti-robot challenge as pure functions. All of it is derived from one keyed hash of the
/// challenge's id, so that the database holds nothing that could be read off.
namespace latchkey::service::domain {

inline constexpr int pictureLength = 6;
inline constexpr int clipLength = 6;

struct ChallengeText {
  QString letters;  ///< of pictureAlphabet()
  QString digits;   ///< of the clip
};
/// @param stream at least 32 bytes, uniform and secret; the first half makes the letters.
[[nodiscard]] ChallengeText challengeText(const QByteArray& stream);

/// Either answer, in any case and width; blanks, hyphens and commas between the signs do not matter.
[[nodiscard]] bool answersChallenge(const ChallengeText& text, QStringView typed);

/// SHA-256(seed || counter as 8 bytes big endian) begins with `bits` zero bits.
[[nodiscard]] bool isWorkDone(const QByteArray& seed, quint64 counter, int bits);

}  // namespace latchkey::service::domain
