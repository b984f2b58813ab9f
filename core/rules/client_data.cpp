// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/client_data.h"

namespace latchkey::rules {

namespace {
QByteArrayView beforeChallengeOf(KeyCeremony ceremony) {
  switch (ceremony) {
    case KeyCeremony::Get:
      return R"({"type":"webauthn.get","challenge":")";
    case KeyCeremony::Create:
      return R"({"type":"webauthn.create","challenge":")";
  }
  Q_UNREACHABLE();
}
constexpr QByteArrayView beforeOrigin = R"(","origin":")";
constexpr QByteArrayView afterOrigin = R"(","crossOrigin":false})";

/// What stands between the two, the second taken at its first place; moves `from` behind it.
std::optional<QByteArray> between(const QByteArray& text, QByteArrayView before, QByteArrayView after,
                                  qsizetype& from) {
  if (!QByteArrayView(text).sliced(from).startsWith(before)) return std::nullopt;
  const qsizetype begin = from + before.size();
  const qsizetype end = text.indexOf(after, begin);
  if (end < 0) return std::nullopt;
  from = end;
  return text.sliced(begin, end - begin);
}
}  // namespace

QString originOf(const QUrl& url) {
  if (url.scheme() != QLatin1String("https") || url.host().isEmpty()) return {};
  QUrl origin;
  origin.setScheme(url.scheme());
  origin.setHost(url.host());
  if (const int port = url.port(443); port != 443) origin.setPort(port);
  return origin.toString(QUrl::FullyEncoded);
}

QByteArray clientDataFor(const QByteArray& challenge, const QString& origin, KeyCeremony ceremony) {
  const QByteArray encoded =
      challenge.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
  QByteArray text;
  text += beforeChallengeOf(ceremony);
  text += encoded;
  text += beforeOrigin;
  text += origin.toUtf8();
  text += afterOrigin;
  return text;
}

std::optional<ClientDataFault> faultInClientData(const QByteArray& given, const QByteArray& challenge,
                                                 const QString& origin, KeyCeremony ceremony) {
  const QByteArray expected = clientDataFor(challenge, origin, ceremony);
  const QByteArrayView beforeChallenge = beforeChallengeOf(ceremony);
  if (given == expected) return std::nullopt;
  qsizetype from = 0;
  qsizetype expectedFrom = 0;
  const auto givenChallenge = between(given, beforeChallenge, beforeOrigin, from);
  if (!givenChallenge) return ClientDataFault::Malformed;
  if (givenChallenge != between(expected, beforeChallenge, beforeOrigin, expectedFrom)) {
    return ClientDataFault::OtherChallenge;
  }
  const auto givenOrigin = between(given, beforeOrigin, afterOrigin, from);
  const bool ends = givenOrigin && from + afterOrigin.size() == given.size();
  return ends ? ClientDataFault::OtherOrigin : ClientDataFault::Malformed;
}

bool mayAskFor(const QString& rpId, const QString& host) {
  if (rpId.isEmpty()) return false;
  if (rpId == host) return true;
  // A name alone, such as a top-level domain, is nobody's.
  return rpId.contains(u'.') && !rpId.startsWith(u'.') && host.endsWith(u'.' + rpId) &&
         !host.at(host.size() - 1).isDigit();
}

}  // namespace latchkey::rules
