// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

/// What a text in the configuration may be. Each takes the text as it stands there.
namespace latchkey::service::config {

[[nodiscard]] bool isPlainText(const QString& text);  ///< no control, bidi or line-breaking character
[[nodiscard]] bool isFilledText(const QString& text);
[[nodiscard]] bool isQuestion(const QString& text);    ///< isFilledText() of at most 200 code points
[[nodiscard]] bool isIdentifier(const QString& text);  ///< a-z, 0-9 and hyphens inside, at most 32
[[nodiscard]] bool isDomain(const QString& text);
[[nodiscard]] bool isShortDomain(const QString& text);
[[nodiscard]] bool isRegion(const QString& text);  ///< "JP"
[[nodiscard]] bool isMailAddress(const QString& text);
[[nodiscard]] bool isMailAddressOrEmpty(const QString& text);
/// Short and plain enough that the reference of a delivery goes into it: "bounces+reference@example.com".
[[nodiscard]] bool isBounceAddress(const QString& text);
[[nodiscard]] bool isHost(const QString& text);
/// isHost(), several with commas between, or the absolute path of a folder.
[[nodiscard]] bool isStoreHost(const QString& text);
[[nodiscard]] bool isStoreFile(const QString& text);  ///< isFilledText() that the database's driver takes
[[nodiscard]] bool isOrigin(const QString& text);     ///< "https://host[:port]", nothing behind it
[[nodiscard]] bool isWebAddressOrEmpty(const QString& text);
/// https, or http to this very machine; no user or password in it.
[[nodiscard]] bool isHttpsAddress(const QString& text);
[[nodiscard]] bool isGatewayAddress(const QString& text);
[[nodiscard]] bool isListenAddress(const QString& text);  ///< "host:port", "[::1]:8443"
/// "ldaps://host[:port]" or "ldap://host[:port]", nothing behind it.
[[nodiscard]] bool isDirectoryAddress(const QString& text);
[[nodiscard]] bool isDistinguishedName(const QString& text);  ///< "OU=People,DC=example,DC=com"
[[nodiscard]] bool isAttributeName(const QString& text);
[[nodiscard]] bool isNetwork(const QString& text);  ///< "10.0.0.0/8", "2001:db8::/32", or one address
[[nodiscard]] bool isLoopback(const QString& host);

}  // namespace latchkey::service::config
