// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/otpauth.h"

#include <QUrl>
#include <algorithm>

#include "core/rules/hidden_character.h"

namespace latchkey::ui::enrol {

namespace {

constexpr qsizetype longestName = 64;  // code points: 12 bytes each where all are percent-encoded
constexpr std::size_t longestSecret = 128;

/// Blanks for what an app may take for its own sign, or shows to nobody.
QString plainName(const QString& name) {
  QList<char32_t> kept;
  for (const char32_t c : name.toUcs4()) {
    // U+FFFD stands for a lone surrogate, which has no form in UTF-8.
    kept << (rules::isHidden(c) || c == U':' || c == U'\uFFFD' ? U' ' : c);
  }
  const QString plain = QString::fromUcs4(kept.constData(), kept.size()).simplified();
  const QList<uint> points = plain.toUcs4();
  if (points.size() <= longestName) return plain;
  return QString::fromUcs4(reinterpret_cast<const char32_t*>(points.constData()), longestName).trimmed();
}

bool isBase32(std::string_view text) {
  return !text.empty() && text.size() <= longestSecret &&
         std::ranges::all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'); });
}

}  // namespace

std::optional<platform::Secret> otpauthUri(const QString& issuer, const QString& accountName,
                                           const platform::Secret& secret) {
  const QByteArray shownIssuer = QUrl::toPercentEncoding(plainName(issuer));
  const QByteArray account = QUrl::toPercentEncoding(plainName(accountName));
  if (!isBase32(secret.view()) || account.isEmpty()) return std::nullopt;
  platform::Secret uri(std::string_view("otpauth://totp/"));
  const auto append = [&uri](const QByteArray& part) {
    uri.append({part.constData(), static_cast<std::size_t>(part.size())});
  };
  if (!shownIssuer.isEmpty()) append(shownIssuer + ':');
  append(account + "?secret=");
  uri.append(secret.view());
  if (!shownIssuer.isEmpty()) append("&issuer=" + shownIssuer);
  // The defaults, told all the same: some apps ask for what is not there.
  append("&algorithm=SHA1&digits=6&period=30");
  return uri;
}

}  // namespace latchkey::ui::enrol
