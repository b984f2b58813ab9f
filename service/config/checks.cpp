// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/checks.h"

#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

#include "core/platform/network.h"
#include "core/rules/account_name.h"
#include "core/rules/mask.h"

namespace latchkey::service::config {

namespace {

bool matches(const QString& text, const QString& pattern) {
  return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(text).hasMatch();
}

bool isHidden(QChar unit) {
  const QChar::Category category = unit.category();
  return category == QChar::Other_Control || category == QChar::Other_Format ||
         category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
}

QUrl strictUrl(const QString& text) {
  const QUrl url(text, QUrl::StrictMode);
  return url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty() ? url : QUrl();
}

}  // namespace

bool isPlainText(const QString& text) {
  return text.isValidUtf16() && text.size() <= 1000 && std::none_of(text.begin(), text.end(), isHidden);
}

bool isFilledText(const QString& text) {
  return isPlainText(text) && !text.trimmed().isEmpty();
}

bool isQuestion(const QString& text) {
  return isFilledText(text) && text.toUcs4().size() <= 200;
}

bool isIdentifier(const QString& text) {
  return matches(text, QStringLiteral("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?"));
}

bool isDomain(const QString& text) {
  // One place decides what a domain is: the one that reads account names.
  const auto name = rules::AccountName::parse(QStringLiteral("a@") + text);
  return name.has_value() && name->user() == u"a" && name->domain() == text;
}

bool isShortDomain(const QString& text) {
  const auto name = rules::AccountName::parse(text + QStringLiteral("\\a"));
  return name.has_value() && name->hasShortDomain() && name->domain() == text.toLower();
}

bool isRegion(const QString& text) {
  return matches(text, QStringLiteral("[A-Z]{2}"));
}

bool isMailAddress(const QString& text) {
  return isPlainText(text) && rules::maskMail(text).has_value();
}

bool isMailAddressOrEmpty(const QString& text) {
  return text.isEmpty() || isMailAddress(text);
}

bool isBounceAddress(const QString& text) {
  // 64 octets are the most (RFC 5321, 4.5.3.1.1), and 44 are needed.
  return isMailAddress(text) &&
         matches(
             text,
             QStringLiteral(
                 "(?=[^@]{1,20}@)[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)*"));
}

bool isHost(const QString& text) {
  return !text.isEmpty() && text.size() <= 253 && matches(text, QStringLiteral("[A-Za-z0-9._:-]+")) &&
         !strictUrl(QStringLiteral("https://") + (text.contains(u':') ? u'[' + text + u']' : text)).isEmpty();
}

bool isStoreHost(const QString& text) {
  if (text.startsWith(u'/')) return isFilledText(text) && !text.contains(u',');
  const QStringList hosts = text.split(u',');
  return std::all_of(hosts.begin(), hosts.end(), [](const QString& host) { return isHost(host); });
}

bool isStoreFile(const QString& text) {
  return isFilledText(text) && !text.contains(u';');
}

bool isOrigin(const QString& text) {
  const QUrl url = strictUrl(text);
  return url.scheme() == u"https" && (url.path().isEmpty() || url.path() == u"/") && !url.hasQuery() &&
         !url.hasFragment();
}

bool isWebAddressOrEmpty(const QString& text) {
  if (text.isEmpty()) return true;
  const QUrl url = strictUrl(text);
  return url.scheme() == u"https" || url.scheme() == u"http";
}

bool isHttpsAddress(const QString& text) {
  return strictUrl(text).scheme() == u"https";
}

bool isGatewayAddress(const QString& text) {
  const QUrl url = strictUrl(text);
  return url.scheme() == u"https" || (url.scheme() == u"http" && isLoopback(url.host()));
}

bool isListenAddress(const QString& text) {
  static const QRegularExpression form(
      QStringLiteral("^(?:\\[([0-9a-fA-F:.]+)\\]|([A-Za-z0-9._-]+)):([0-9]{1,5})$"));
  const auto match = form.match(text);
  const QString host = match.captured(1) + match.captured(2);
  return match.hasMatch() && isHost(host) && match.captured(3).toInt() <= 65'535;
}

bool isDirectoryAddress(const QString& text) {
  const QUrl url = strictUrl(text);
  return (url.scheme() == u"ldaps" || url.scheme() == u"ldap") &&
         (url.path().isEmpty() || url.path() == u"/") && !url.hasQuery() && !url.hasFragment() &&
         isHost(url.host());
}

bool isDistinguishedName(const QString& text) {
  static const QString part = QStringLiteral("[A-Za-z0-9.-]+ *= *(?:[^,=+<>;\\\\\"]|\\\\.)+");
  return isFilledText(text) && matches(text, part + QStringLiteral("(?:, *") + part + QStringLiteral(")*"));
}

bool isAttributeName(const QString& text) {
  return matches(text, QStringLiteral("[A-Za-z][A-Za-z0-9-]{0,63}"));
}

bool isNetwork(const QString& text) {
  return platform::Network::parse(text.toLatin1()).has_value();
}

bool isLoopback(const QString& host) {
  return host == u"localhost" || host == u"::1" || matches(host, QStringLiteral("127\\.[0-9.]+"));
}

}  // namespace latchkey::service::config
