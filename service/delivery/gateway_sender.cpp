// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/gateway_sender.h"

#include <QFile>
#include <QRegularExpression>
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "service/delivery/gateway_words.h"
#include "service/delivery/mail_message.h"
#include "service/delivery/report_reader.h"
#include "service/domain/delivery_news.h"

namespace latchkey::service::delivery {
namespace {

using domain::SendError;
using domain::SendFault;

constexpr qsizetype kMostAnswer = 64 * 1024;  // bytes; more ends the exchange
constexpr qsizetype kMostRead = 4 * 1024;     // what a refusal may take to say why

struct Answer {
  qsizetype size = 0;
  QByteArray begin;

  static size_t take(char* part, size_t size, size_t count, void* self) {
    auto& answer = *static_cast<Answer*>(self);
    const auto length = static_cast<qsizetype>(size) * static_cast<qsizetype>(count);
    answer.size += length;
    answer.begin.append(part, std::min(length, kMostRead - answer.begin.size()));
    return answer.size <= kMostAnswer ? size * count : 0;
  }
};

SendError errorOfStatus(long status, GatewayForm form, const Answer& answer) {
  const bool passes = status == 429 || status == 401 || status >= 500;
  QString reason = QStringLiteral("http-%1").arg(status);
  if (passes) return {SendFault::Transient, reason};
  const QString word = domain::wordFor(faultOfAnswer(form, answer.begin));
  if (!word.isEmpty()) reason += u'-' + word;
  return {SendFault::Permanent, reason};
}

/// The Date of an answer (RFC 9110, section 6.6.1).
struct DateField {
  std::optional<QByteArray> value;

  static size_t note(char* line, size_t size, size_t count, void* self) {
    const auto length = static_cast<qsizetype>(size) * static_cast<qsizetype>(count);
    const QByteArray field(line, std::min(length, qsizetype{128}));
    constexpr QByteArrayView name("date:");
    if (field.toLower().startsWith(name)) {
      static_cast<DateField*>(self)->value = field.sliced(name.size()).trimmed();
    }
    return size * count;
  }
};

bool isE164(const QString& number) {
  static const QRegularExpression form(QStringLiteral("\\A\\+[1-9][0-9]{3,14}\\z"));
  return form.match(number).hasMatch();
}

bool isExtension(const QString& extension) {
  static const QRegularExpression form(QStringLiteral("\\A[0-9*#wW]{0,32}\\z"));
  return form.match(extension).hasMatch();
}

void check(bool holds, const char* otherwise) {
  if (!holds) throw std::invalid_argument(std::string("message gateway: ") + otherwise);
}

void authenticate(CurlSession& session, CurlList& headers, const GatewaySettings& settings) {
  if (settings.credentials.isEmpty()) return;
  QByteArray credentials(settings.credentials.view().data(), qsizetype(settings.credentials.size()));
  if (settings.form == GatewayForm::Twilio) {
    session.set(CURLOPT_HTTPAUTH, static_cast<long>(CURLAUTH_BASIC));
    session.set(CURLOPT_USERPWD, credentials.constData());
  } else {
    QByteArray line = "Authorization: Bearer " + credentials;
    append(headers, line);
    platform::wipe(line);
  }
  platform::wipe(credentials);
}

}  // namespace

GatewaySender::GatewaySender(GatewaySettings settings) : m_settings(std::move(settings)) {
  const QUrl& url = m_settings.url;
  const bool secure = url.scheme() == QStringLiteral("https");
  const bool local = url.scheme() == QStringLiteral("http") && isLoopback(url.host());
  check(url.isValid() && !url.host().isEmpty() && (secure || local),
        "the address must begin with https:// (http:// on this machine only)");
  check(url.userInfo().isEmpty() && !url.hasFragment(), "no user and no fragment belong into the address");
  check(m_settings.channel != domain::Channel::Mail, "mails go by a relay");
  check(m_settings.caFile.isEmpty() || QFile::exists(m_settings.caFile),
        "the file of authorities does not exist");
  check(!hasControlCharacter(m_settings.from), "the sender has a control character");
  const std::string_view credentials = m_settings.credentials.view();
  check(credentials.find_first_of("\r\n\0", 0, 3) == std::string_view::npos,
        "the credentials must be one line");
  if (m_settings.form == GatewayForm::Twilio) {
    check(credentials.find(':') != std::string_view::npos, "the credentials must be SID:token");
    check(!m_settings.from.isEmpty(), "the number that messages come from is needed");
    check(m_settings.channel != domain::Channel::Voice ||
              m_settings.keyPressUrl.scheme() == QStringLiteral("https"),
          "calls need the https address that goes on after a key was pressed");
  }
}

Result<std::optional<QByteArray>, SendError> GatewaySender::probe() {
  // Not what is posted to: nobody knows what a gateway makes of another request there.
  const QUrl host = m_settings.url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery);
  CurlSession session(host.toEncoded() + '/', "https,http", QFile::encodeName(m_settings.caFile),
                      m_settings.deadlines);
  DateField date;
  session.set(CURLOPT_NOBODY, 1L);
  session.set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
  session.set(CURLOPT_HEADERFUNCTION, &DateField::note);
  session.set(CURLOPT_HEADERDATA, &date);
  const CURLcode code = session.perform(CurlSession::Peer::Gateway);
  if (code == CURLE_OK && session.responseCode() > 0) return date.value;
  return unexpected(SendError{SendFault::Transient, reasonOf(code)});
}

Result<void, SendError> GatewaySender::send(const domain::Message& message) {
  if (message.channel != m_settings.channel) {
    return unexpected(SendError{SendFault::Permanent, QStringLiteral("wrong-channel")});
  }
  if (!isE164(message.to) || !isExtension(message.extension)) {
    return unexpected(SendError{SendFault::Permanent, QStringLiteral("number-malformed")});
  }
  GatewayRequest request = gatewayRequest(m_settings.form, message, m_settings.from, m_settings.keyPressUrl,
                                          reportUrlFor(m_settings.form, m_settings.reportUrl, message.id));

  CurlSession session(m_settings.url.toEncoded(), "https,http", QFile::encodeName(m_settings.caFile),
                      m_settings.deadlines);
  CurlList headers;
  append(headers, "Content-Type: " + request.contentType);
  append(headers, "Accept: application/json");
  append(headers, "Idempotency-Key: " + headerToken(message.id));
  append(headers, "Expect:");  // no 100-continue: one exchange
  authenticate(session, headers, m_settings);
  Answer answer;
  session.set(CURLOPT_HTTPHEADER, headers.get());
  session.set(CURLOPT_HTTP_VERSION, long{CURL_HTTP_VERSION_1_1});
  session.set(CURLOPT_POST, 1L);
  session.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
  session.set(CURLOPT_POSTFIELDS, request.body.constData());
  session.set(CURLOPT_WRITEFUNCTION, &Answer::take);
  session.set(CURLOPT_WRITEDATA, &answer);

  const CURLcode code = session.perform(CurlSession::Peer::Gateway);
  const bool wholeRequestSent = session.uploaded() >= request.body.size();
  platform::wipe(request.body);
  const long status = session.responseCode();
  if (status >= 200 && status < 300) return {};  // the status decides, whatever became of the answer's body
  if (status >= 300) return unexpected(errorOfStatus(status, m_settings.form, answer));
  return unexpected(SendError{wholeRequestSent ? SendFault::Unknown : SendFault::Transient, reasonOf(code)});
}

}  // namespace latchkey::service::delivery
