// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/demo_message.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace latchkey::ui::demo {

namespace {
constexpr qsizetype longestCode = 16;

std::optional<Channel> channelOf(const QString& name) {
  if (name == QLatin1String("mail")) return Channel::Mail;
  if (name == QLatin1String("text")) return Channel::Text;
  if (name == QLatin1String("voice")) return Channel::Voice;
  return std::nullopt;
}

bool isCode(const QString& text) {
  return text.size() <= longestCode && std::all_of(text.begin(), text.end(), [](QChar c) {
           return c < QChar(0x80) && c.isLetterOrNumber();
         });
}
}  // namespace

std::optional<DemoMessage> parseDemoMessage(const QString& id, const QByteArray& json) {
  if (json.size() > largestMessage) return std::nullopt;
  const QJsonDocument document = QJsonDocument::fromJson(json);
  if (!document.isObject()) return std::nullopt;
  const QJsonObject object = document.object();
  const std::optional<Channel> channel = channelOf(object.value(QStringLiteral("channel")).toString());
  const QJsonValue to = object.value(QStringLiteral("to"));
  const QJsonValue body = object.value(QStringLiteral("body"));
  if (!channel || !to.isString() || !body.isString()) return std::nullopt;

  DemoMessage message;
  message.id = id;
  message.channel = *channel;
  message.to = to.toString();
  message.subject = object.value(QStringLiteral("subject")).toString();
  message.body = body.toString();
  message.createdAt =
      QDateTime::fromString(object.value(QStringLiteral("createdAt")).toString(), Qt::ISODate);
  const QString code = object.value(QStringLiteral("code")).toString();
  if (isCode(code)) message.code = code;
  return message;
}

}  // namespace latchkey::ui::demo
