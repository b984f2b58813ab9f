// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/gateway_request.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QList>
#include <QUrlQuery>
#include <utility>

#include "service/delivery/channel_name.h"

namespace latchkey::service::delivery {
namespace {

QByteArray formEncoded(const QList<std::pair<const char*, QString>>& fields) {
  QByteArray body;
  for (const auto& [name, value] : fields) {
    if (!body.isEmpty()) body += '&';
    body += QByteArray(name) + '=' + QUrl::toPercentEncoding(value);
  }
  return body;
}

QString voiceLanguage(domain::Language language) {
  switch (language) {
    case domain::Language::English:
      return QStringLiteral("en-US");
    case domain::Language::Japanese:
      return QStringLiteral("ja-JP");
  }
  return {};
}

/// Says twice who calls and waits for a key; without one it hangs up and no answering machine has the code.
/// TwiML can go on after a key only at another address, so keyPressUrl gets the rest to say.
QString twiml(const domain::Message& message, const QUrl& keyPressUrl) {
  const SpokenParts parts = spokenParts(message.body);
  const QString language = voiceLanguage(message.language);
  QUrl next = keyPressUrl;
  QUrlQuery query(keyPressUrl);
  const auto encoded = [](const QString& text) { return QString::fromLatin1(QUrl::toPercentEncoding(text)); };
  query.addQueryItem(QStringLiteral("Language"), language);
  query.addQueryItem(QStringLiteral("Speech"), encoded(parts.afterKey));
  next.setQuery(query);
  const QString say =
      QStringLiteral("<Say language=\"%1\">%2</Say>").arg(language, parts.beforeKey.toHtmlEscaped());
  return QStringLiteral("<Response><Gather numDigits=\"1\" finishOnKey=\"\" timeout=\"10\" action=\"") +
         next.toString(QUrl::FullyEncoded).toHtmlEscaped() + QStringLiteral("\">") + say +
         QStringLiteral("<Pause length=\"3\"/>") + say + QStringLiteral("</Gather></Response>");
}

GatewayRequest jsonRequest(const domain::Message& message, const QString& from, const QUrl& reportUrl) {
  QJsonObject json{{QStringLiteral("id"), message.id},
                   {QStringLiteral("channel"), channelName(message.channel)},
                   {QStringLiteral("to"), message.to},
                   {QStringLiteral("language"), languageTag(message.language)},
                   {QStringLiteral("text"), message.body}};
  if (!from.isEmpty()) json.insert(QStringLiteral("from"), from);
  if (!reportUrl.isEmpty()) json.insert(QStringLiteral("reportUrl"), reportUrl.toString(QUrl::FullyEncoded));
  if (!message.code.isEmpty()) json.insert(QStringLiteral("code"), message.code);
  if (message.channel == domain::Channel::Voice) {
    const SpokenParts parts = spokenParts(message.body);
    json.insert(QStringLiteral("beforeKey"), parts.beforeKey);
    json.insert(QStringLiteral("afterKey"), parts.afterKey);
    if (!message.extension.isEmpty()) json.insert(QStringLiteral("extension"), message.extension);
  }
  return {"application/json", QJsonDocument(json).toJson(QJsonDocument::Compact)};
}

GatewayRequest twilioRequest(const domain::Message& message, const QString& from, const QUrl& keyPressUrl,
                             const QUrl& reportUrl) {
  QList<std::pair<const char*, QString>> fields{{"To", message.to}, {"From", from}};
  if (!reportUrl.isEmpty()) fields << std::pair{"StatusCallback", reportUrl.toString(QUrl::FullyEncoded)};
  if (message.channel == domain::Channel::Voice) {
    fields << std::pair{"Twiml", twiml(message, keyPressUrl)};
    // Each w waits for half a second: the line needs a moment before it hears the extension.
    if (!message.extension.isEmpty())
      fields << std::pair{"SendDigits", QStringLiteral("wwww") + message.extension};
  } else {
    fields << std::pair{"Body", message.body};
  }
  return {"application/x-www-form-urlencoded", formEncoded(fields)};
}

}  // namespace

SpokenParts spokenParts(const QString& body) {
  const qsizetype gap = body.indexOf(QStringLiteral("\n\n"));
  if (gap < 0) return {{}, body};
  return {body.left(gap), body.mid(gap + 2)};
}

GatewayRequest gatewayRequest(GatewayForm form, const domain::Message& message, const QString& from,
                              const QUrl& keyPressUrl, const QUrl& reportUrl) {
  switch (form) {
    case GatewayForm::Json:
      return jsonRequest(message, from, reportUrl);
    case GatewayForm::Twilio:
      return twilioRequest(message, from, keyPressUrl, reportUrl);
  }
  return {};
}

}  // namespace latchkey::service::delivery
