// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/server_address.h"

namespace latchkey::client {

namespace {
constexpr qsizetype longestAddress = 300;  // a host has at most 253 characters
constexpr int httpsPort = 443;
}  // namespace

Result<QUrl, AddressFault> parseServerAddress(const QString& text) {
  const QString trimmed = text.trimmed();
  if (trimmed.size() > longestAddress) return unexpected(AddressFault::NotAnOrigin);
  if (!trimmed.startsWith(QLatin1String("https://"), Qt::CaseInsensitive))
    return unexpected(AddressFault::NotHttps);
  QUrl url(trimmed, QUrl::StrictMode);
  const bool isOrigin = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() &&
                        !url.authority().contains(QLatin1Char('@')) && url.port() != 0 && !url.hasQuery() &&
                        !url.hasFragment() && (url.path().isEmpty() || url.path() == QLatin1String("/"));
  if (!isOrigin) return unexpected(AddressFault::NotAnOrigin);
  url.setPath(QString());
  if (url.port() == httpsPort) url.setPort(-1);
  return url;
}

}  // namespace latchkey::client
