// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/smtp_sender.h"

#include <QFile>
#include <QRegularExpression>
#include <QUrl>
#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

#include "service/delivery/mail_address.h"

namespace latchkey::service::delivery {
namespace {

using domain::SendError;
using domain::SendFault;

/// The mail on its way out; libcurl asks for it after the relay's 354.
struct Upload {
  const QByteArray& mail;
  qsizetype sent = 0;
  bool ended = false;  ///< libcurl was told that there is no more, and ends the mail with a dot

  static size_t read(char* into, size_t size, size_t count, void* self) {
    auto& upload = *static_cast<Upload*>(self);
    const qsizetype part = std::min(static_cast<qsizetype>(size) * static_cast<qsizetype>(count),
                                    upload.mail.size() - upload.sent);
    std::memcpy(into, upload.mail.constData() + upload.sent, static_cast<size_t>(part));
    upload.sent += part;
    upload.ended = part == 0;
    return static_cast<size_t>(part);
  }
};

/// What the relay says to each command, line by line: the last refusal's enhanced status code (RFC 3463), of
/// which libcurl tells nothing. Its words are not looked at.
struct Replies {
  QByteArray status;  ///< "5.1.1"; empty: none

  static size_t note(char* line, size_t size, size_t count, void* self) {
    const auto length = static_cast<qsizetype>(size) * static_cast<qsizetype>(count);
    static_cast<Replies*>(self)->read(QByteArray::fromRawData(line, std::min(length, qsizetype{64})));
    return size * count;
  }
  void read(const QByteArray& line) {
    static const QRegularExpression form(
        QStringLiteral("\\A([45])\\d\\d[ -](\\1\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])"));
    const auto match = form.match(QString::fromLatin1(line));
    if (match.hasMatch()) status = match.captured(2).toLatin1();  // what comes after it is the leave-taking
  }
};

/// RFC 4954 and 3207: the relay wants another login or more protection; no word on the message.
bool concernsLogin(CURLcode code, long reply) {
  return code == CURLE_LOGIN_DENIED || reply == 530 || reply == 534 || reply == 535 || reply == 538;
}

SendError errorOf(CURLcode code, long reply, const QByteArray& status, bool wholeMailSent) {
  if (concernsLogin(code, reply)) {
    return {SendFault::Transient, QStringLiteral("smtp-login-%1").arg(reply)};
  }
  if (reply >= 400 && reply < 600 && code != CURLE_OPERATION_TIMEDOUT) {
    QString reason = QStringLiteral("smtp-%1").arg(reply);
    if (status.startsWith(reply >= 500 ? '5' : '4')) reason += u'-' + QString::fromLatin1(status);
    return {reply >= 500 ? SendFault::Permanent : SendFault::Transient, reason};
  }
  return {wholeMailSent ? SendFault::Unknown : SendFault::Transient, reasonOf(code)};
}

QByteArray urlOf(const SmtpSettings& settings) {
  const bool ipv6 = settings.host.contains(QLatin1Char(':'));
  const QByteArray host = ipv6 ? '[' + settings.host.toLatin1() + ']' : QUrl::toAce(settings.host);
  return QByteArray(settings.security == SmtpSecurity::Tls ? "smtps://" : "smtp://") + host + ':' +
         QByteArray::number(settings.port) + '/' + QUrl::toPercentEncoding(settings.heloName);
}

void require(bool holds, const char* otherwise) {
  if (!holds) throw std::invalid_argument(std::string("mail relay: ") + otherwise);
}

}  // namespace

SmtpSender::SmtpSender(SmtpSettings settings) : m_settings(std::move(settings)) {
  require(!m_settings.host.isEmpty() && !hasControlCharacter(m_settings.host), "a host name is needed");
  require(m_settings.port != 0, "a port is needed");
  require(m_settings.security != SmtpSecurity::None || isLoopback(m_settings.host),
          "without encryption only a relay on this machine (localhost) may be used");
  require(!hasControlCharacter(m_settings.fromName), "the sender's name has a control character");
  require(!hasControlCharacter(m_settings.heloName), "the name for EHLO has a control character");
  require(m_settings.caFile.isEmpty() || QFile::exists(m_settings.caFile),
          "the file of authorities does not exist");
  require(m_settings.user.isEmpty() || !m_settings.password.isEmpty(), "the user has no password");
  const auto from = envelopeAddress(m_settings.from);
  require(from.has_value(), "the sender's address is no plain mail address");
  m_from = {*from, m_settings.fromName};
  m_url = urlOf(m_settings);
}

void SmtpSender::prepare(CurlSession& session) const {
  session.set(CURLOPT_USE_SSL,
              m_settings.security == SmtpSecurity::None ? long{CURLUSESSL_NONE} : long{CURLUSESSL_ALL});
  // After a timeout libcurl still says QUIT and waits for the answer, for two minutes unless told otherwise.
  session.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, (m_settings.deadlines.total + 999) / 1000);
  if (m_settings.user.isEmpty()) return;
  session.set(CURLOPT_USERNAME, m_settings.user.toUtf8().constData());
  QByteArray password(m_settings.password.view().data(), qsizetype(m_settings.password.size()));
  session.set(CURLOPT_PASSWORD, password.constData());
  platform::wipe(password);
}

Result<void, SendError> SmtpSender::probe() {
  CurlSession session(m_url, "smtp,smtps", QFile::encodeName(m_settings.caFile), m_settings.deadlines);
  prepare(session);
  session.set(CURLOPT_CUSTOMREQUEST, "NOOP");
  session.set(CURLOPT_NOBODY, 1L);  // else libcurl takes it for a question with a listing for an answer
  Replies replies;
  session.set(CURLOPT_HEADERFUNCTION, &Replies::note);
  session.set(CURLOPT_HEADERDATA, &replies);
  const CURLcode code = session.perform(CurlSession::Peer::Relay);
  if (code == CURLE_OK) return {};
  return unexpected(errorOf(code, session.responseCode(), replies.status, false));
}

Result<void, SendError> SmtpSender::send(const domain::Message& message) {
  const auto refused = [](const char* reason) {
    return unexpected(SendError{SendFault::Permanent, QString::fromLatin1(reason)});
  };
  const auto to = envelopeAddress(message.to);
  if (!to) {
    return refused(to.error() == MailAddressFault::NeedsSmtpUtf8 ? "address-needs-smtputf8"
                                                                 : "address-malformed");
  }
  auto mail = mailMessage(message, *to, m_from);
  if (!mail) return refused("header-malformed");

  CurlSession session(m_url, "smtp,smtps", QFile::encodeName(m_settings.caFile), m_settings.deadlines);
  prepare(session);
  CurlList recipients;
  append(recipients, '<' + *to + '>');
  const auto comesBackTo = m_settings.bounces ? m_settings.bounces->senderOf(message.id) : std::nullopt;
  session.set(CURLOPT_MAIL_FROM, QByteArray('<' + comesBackTo.value_or(m_from.address) + '>').constData());
  session.set(CURLOPT_MAIL_RCPT, recipients.get());
  Upload upload{*mail};
  session.set(CURLOPT_UPLOAD, 1L);
  session.set(CURLOPT_READFUNCTION, &Upload::read);
  session.set(CURLOPT_READDATA, &upload);
  Replies replies;
  session.set(CURLOPT_HEADERFUNCTION, &Replies::note);
  session.set(CURLOPT_HEADERDATA, &replies);

  const CURLcode code = session.perform(CurlSession::Peer::Relay);
  platform::wipe(*mail);
  if (code == CURLE_OK) return {};
  return unexpected(errorOf(code, session.responseCode(), replies.status, upload.ended));
}

}  // namespace latchkey::service::delivery
