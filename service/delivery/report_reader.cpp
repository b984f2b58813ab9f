// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/report_reader.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMessageAuthenticationCode>
#include <QUrlQuery>
#include <algorithm>
#include <cctype>

#include "core/platform/guard.h"
#include "service/delivery/gateway_words.h"
#include "service/domain/delivery_news.h"

namespace latchkey::service::delivery {
namespace {

using domain::DeliveryFault;
using domain::DeliveryReport;
using domain::RawReport;
using domain::ReportFault;

constexpr qint64 windowMs = 5 * 60 * 1000;
constexpr qsizetype mostFields = 100;
constexpr qsizetype mostIdLength = 64;

QByteArray hmac(QCryptographicHash::Algorithm algorithm, const platform::Secret& key,
                const QByteArray& data) {
  QByteArray bytes(key.view().data(), static_cast<qsizetype>(key.size()));
  QByteArray mac = QMessageAuthenticationCode::hash(data, bytes, algorithm);
  platform::wipe(bytes);
  return mac;
}

/// In the same time wherever they differ.
bool isSame(const QByteArray& a, const QByteArray& b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (qsizetype i = 0; i < a.size(); ++i) {
    difference |= static_cast<unsigned char>(a.at(i)) ^ static_cast<unsigned char>(b.at(i));
  }
  return difference == 0 || !platform::isOn(platform::Guard::ReportSignature);
}

std::optional<QByteArray> decoded(QByteArray text) {
  text.replace('+', ' ');
  for (qsizetype at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at + 1)) {
    const auto isHex = [&text](qsizetype i) {
      return i < text.size() && std::isxdigit(static_cast<unsigned char>(text.at(i))) != 0;
    };
    if (!isHex(at + 1) || !isHex(at + 2)) return std::nullopt;
  }
  return QByteArray::fromPercentEncoding(text);
}

/// Members of a JSON document as they were written, with each that stands twice: the colons outside of texts.
qsizetype membersWritten(const QByteArray& json) {
  qsizetype members = 0;
  bool isText = false;
  for (qsizetype i = 0; i < json.size(); ++i) {
    const char c = json.at(i);
    if (isText && c == '\\')
      ++i;
    else if (c == '"')
      isText = !isText;
    else if (c == ':' && !isText)
      ++members;
  }
  return members;
}

bool isId(const QString& id) {
  return !id.isEmpty() && id.size() <= mostIdLength && std::all_of(id.begin(), id.end(), [](QChar c) {
    return c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'-' || c == u'_');
  });
}

/// SmsStatus and CallStatus of Twilio's reports. Nothing: not a word of theirs.
std::optional<DeliveryReport> twilioVerdict(const QByteArray& status, int error) {
  DeliveryReport report;
  const auto is = [&status](std::initializer_list<const char*> words) {
    return std::find(words.begin(), words.end(), status) != words.end();
  };
  if (is({"accepted", "scheduled", "queued", "sending", "sent", "initiated", "ringing", "in-progress"})) {
    report.settles = false;
  } else if (is({"delivered", "read", "completed"})) {
    report.delivered = true;
  } else if (is({"busy", "no-answer"})) {
    report.fault = DeliveryFault::Unreachable;
  } else if (is({"undelivered", "failed", "canceled"})) {
    report.fault = faultOfTwilio(error);
  } else {
    return std::nullopt;
  }
  return report;
}

}  // namespace

QUrl reportUrlFor(GatewayForm form, const QUrl& url, const QString& messageId) {
  if (url.isEmpty() || form == GatewayForm::Json) return url;
  QUrl full = url;
  QUrlQuery query(url);
  query.addQueryItem(QStringLiteral("message"), messageId);
  full.setQuery(query);
  return full;
}

std::optional<QList<std::pair<QByteArray, QByteArray>>> formFields(const QByteArray& body) {
  QList<std::pair<QByteArray, QByteArray>> fields;
  if (body.isEmpty()) return fields;
  for (const QByteArray& part : body.split('&')) {
    const qsizetype equals = part.indexOf('=');
    if (equals <= 0 || fields.size() >= mostFields) return std::nullopt;
    const auto name = decoded(part.first(equals));
    const auto value = decoded(part.sliced(equals + 1));
    if (!name || !value) return std::nullopt;
    fields.append({*name, *value});
  }
  std::sort(fields.begin(), fields.end());
  const auto twice = std::adjacent_find(fields.begin(), fields.end(),
                                        [](const auto& a, const auto& b) { return a.first == b.first; });
  return twice == fields.end() ? std::optional(fields) : std::nullopt;
}

Result<DeliveryReport, ReportFault> GatewayReportReader::read(const RawReport& raw, qint64 now) const {
  if (m_settings.key.isEmpty()) return unexpected(ReportFault::NotConfigured);
  switch (m_settings.form) {
    case GatewayForm::Json:
      return readJson(raw, now);
    case GatewayForm::Twilio:
      return readTwilio(raw);
  }
  return unexpected(ReportFault::NotConfigured);
}

GatewayReportReader::Read GatewayReportReader::readJson(const RawReport& raw, qint64 now) const {
  const QByteArray mac = hmac(QCryptographicHash::Sha256, m_settings.key, raw.timestamp + '.' + raw.body);
  if (!isSame("v1=" + mac.toHex(), raw.signature)) return unexpected(ReportFault::BadSignature);
  bool isNumber = false;
  const qint64 seconds = raw.timestamp.toLongLong(&isNumber);
  // Bounded before it is multiplied: whoever has the key may still err.
  if (!isNumber || seconds < 0 || seconds > now / 1000 + windowMs || seconds * 1000 < now - windowMs ||
      seconds * 1000 > now + windowMs) {
    return unexpected(ReportFault::Stale);
  }
  const QJsonObject body = QJsonDocument::fromJson(raw.body).object();
  DeliveryReport report;
  report.messageId = body.value(QLatin1String("id")).toString();
  const QString status = body.value(QLatin1String("status")).toString();
  report.settles = status != QLatin1String("accepted");
  report.delivered = status == QLatin1String("delivered");
  const QJsonValue reason = body.value(QLatin1String("reason"));
  // Of what stands twice one reader takes the first and another the last: nobody knows what was meant.
  const bool whole = body.size() == (reason.isUndefined() ? 2 : 3) &&
                     (reason.isUndefined() || reason.isString()) && membersWritten(raw.body) == body.size();
  const bool known = !report.settles || report.delivered || status == QLatin1String("undelivered");
  if (!raw.query.isEmpty() || !whole || !known || !isId(report.messageId))
    return unexpected(ReportFault::Malformed);
  if (report.settles && !report.delivered) {
    report.fault = domain::faultNamed(reason.toString());
  }
  report.replayId = "report:" + mac.first(16).toHex();
  report.forgetAt = now + 2 * windowMs;
  return report;
}

GatewayReportReader::Read GatewayReportReader::readTwilio(const RawReport& raw) const {
  const auto fields = formFields(raw.body);
  if (!fields) return unexpected(ReportFault::BadSignature);
  QByteArray text = m_settings.url.toEncoded(QUrl::RemoveQuery);
  if (!raw.query.isEmpty()) text += '?' + raw.query;
  for (const auto& [name, value] : *fields) text += name + value;
  const QByteArray mac = hmac(QCryptographicHash::Sha1, m_settings.key, text);
  if (!isSame(mac.toBase64(), raw.signature)) return unexpected(ReportFault::BadSignature);
  const auto valueOf = [&fields](const char* wanted) {
    for (const auto& [name, value] : *fields) {
      if (name == wanted) return value;
    }
    return QByteArray();
  };
  const bool call = m_settings.channel == domain::Channel::Voice;
  const auto verdict =
      twilioVerdict(valueOf(call ? "CallStatus" : "MessageStatus"), valueOf("ErrorCode").toInt());
  const QString id =
      QUrlQuery(QString::fromLatin1(raw.query)).queryItemValue(QStringLiteral("message"), QUrl::FullyDecoded);
  if (!verdict || !isId(id)) return unexpected(ReportFault::Malformed);
  DeliveryReport report = *verdict;
  report.messageId = id;
  return report;
}

}  // namespace latchkey::service::delivery
