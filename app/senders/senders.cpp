// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/senders/senders.h"

#include <stdexcept>

#include "app/start/secret_file.h"
#include "app/start/start_failure.h"
#include "service/delivery/gateway_sender.h"
#include "service/delivery/outbox_sender.h"
#include "service/delivery/report_reader.h"
#include "service/delivery/smtp_sender.h"

namespace latchkey::app {
namespace {

namespace config = service::config;
namespace delivery = service::delivery;
namespace domain = service::domain;

delivery::SmtpSecurity securityOf(config::MailSecurity security) {
  switch (security) {
    case config::MailSecurity::None:
      return delivery::SmtpSecurity::None;
    case config::MailSecurity::StartTls:
      return delivery::SmtpSecurity::StartTls;
    case config::MailSecurity::Tls:
      return delivery::SmtpSecurity::Tls;
  }
  return delivery::SmtpSecurity::StartTls;
}

delivery::GatewayForm formOf(config::GatewayKind kind) {
  switch (kind) {
    case config::GatewayKind::Generic:
      return delivery::GatewayForm::Json;
    case config::GatewayKind::Twilio:
      return delivery::GatewayForm::Twilio;
  }
  return delivery::GatewayForm::Json;
}

/// Settings that each are fine and together can never work are found out when the sender is made.
template <typename Sender, typename Settings>
std::unique_ptr<Sender> make(const QString& section, Settings settings) {
  try {
    return std::make_unique<Sender>(std::move(settings));
  } catch (const std::invalid_argument& fault) {
    throw StartFailure(QStringLiteral("[%1] %2").arg(section, QString::fromUtf8(fault.what())));
  }
}

std::unique_ptr<domain::MessageSender> outboxFor(const QString& folder) {
  return folder.isEmpty() ? nullptr : std::make_unique<delivery::OutboxSender>(folder);
}

std::unique_ptr<delivery::SmtpSender> relayFor(const std::optional<config::MailSettings>& mail,
                                               const QString& senderName, const domain::KeyedHash& keys) {
  if (!mail) return nullptr;
  delivery::SmtpSettings settings;
  settings.host = mail->host;
  settings.port = mail->port;
  settings.security = securityOf(mail->security);
  settings.caFile = mail->caFile;
  settings.user = mail->user;
  settings.password = secretIn(mail->passwordFile);
  settings.from = mail->from;
  settings.fromName = senderName;
  if (!mail->bounces.isEmpty()) settings.bounces.emplace(mail->bounces, keys);
  return make<delivery::SmtpSender>(QStringLiteral("mail"), std::move(settings));
}

QUrl reportUrlOf(const config::GatewaySettings& gateway, const QUrl& publicUrl, const char* route) {
  if (gateway.reportKeyFile.isEmpty() || !gateway.reportUrl.isEmpty()) return gateway.reportUrl;
  QUrl url = publicUrl;
  url.setPath(QString::fromLatin1(route));
  return url;
}

std::unique_ptr<delivery::GatewaySender> gatewayFor(const std::optional<config::GatewaySettings>& gateway,
                                                    domain::Channel channel, const QString& section,
                                                    const QUrl& reportUrl) {
  if (!gateway) return nullptr;
  delivery::GatewaySettings settings;
  settings.form = formOf(gateway->kind);
  settings.channel = channel;
  settings.url = gateway->url;
  settings.caFile = gateway->caFile;
  settings.credentials = secretIn(gateway->credentialsFile);
  settings.from = gateway->from;
  settings.keyPressUrl = gateway->keyPressUrl;
  settings.reportUrl = reportUrl;
  return make<delivery::GatewaySender>(section, std::move(settings));
}

std::unique_ptr<domain::ReportReader> readerFor(const std::optional<config::GatewaySettings>& gateway,
                                                domain::Channel channel, const QUrl& reportUrl) {
  if (!gateway || gateway->reportKeyFile.isEmpty()) return nullptr;
  return std::make_unique<delivery::GatewayReportReader>(
      delivery::ReportSettings{formOf(gateway->kind), channel, secretIn(gateway->reportKeyFile), reportUrl});
}

QUrl textReportUrl(const config::ServiceConfiguration& configuration) {
  return configuration.text ? reportUrlOf(*configuration.text, configuration.publicUrl, "/v1/deliveries/text")
                            : QUrl();
}
QUrl voiceReportUrl(const config::ServiceConfiguration& configuration) {
  return configuration.voice
             ? reportUrlOf(*configuration.voice, configuration.publicUrl, "/v1/deliveries/voice")
             : QUrl();
}

}  // namespace

Senders::Senders(const config::ServiceConfiguration& configuration, const domain::KeyedHash& keys)
    : m_outbox(outboxFor(configuration.outbox)),
      m_mail(relayFor(configuration.mail, configuration.policy.serviceName, keys)),
      m_text(gatewayFor(configuration.text, domain::Channel::Text, QStringLiteral("text"),
                        textReportUrl(configuration))),
      m_voice(gatewayFor(configuration.voice, domain::Channel::Voice, QStringLiteral("voice"),
                         voiceReportUrl(configuration))),
      m_textReports(readerFor(configuration.text, domain::Channel::Text, textReportUrl(configuration))),
      m_voiceReports(readerFor(configuration.voice, domain::Channel::Voice, voiceReportUrl(configuration))),
      m_router({m_mail ? m_mail.get() : m_outbox.get(), m_text ? m_text.get() : m_outbox.get(),
                m_voice ? m_voice.get() : m_outbox.get()}) {}

QList<WayOut> tryWaysOut(const config::ServiceConfiguration& configuration, const domain::KeyedHash& keys) {
  QList<WayOut> ways;
  const auto attempt = [&ways](const QString& section, const auto& act) {
    WayOut way{section, {}, {}, {}};
    try {
      act(way);
    } catch (const StartFailure& failure) {
      way.unusable = failure.line();
    }
    ways.append(way);
  };
  if (configuration.mail) {
    attempt(QStringLiteral("mail"), [&](WayOut& way) {
      const auto tried = relayFor(configuration.mail, configuration.policy.serviceName, keys)->probe();
      if (!tried) way.reason = tried.error().reason;
    });
  }
  const auto gateway = [&](const QString& section, const std::optional<config::GatewaySettings>& settings,
                           domain::Channel channel) {
    if (!settings) return;
    attempt(section, [&](WayOut& way) {
      const auto tried = gatewayFor(settings, channel, section, {})->probe();
      if (tried) {
        way.clock = tried->value_or(QByteArray());
      } else {
        way.reason = tried.error().reason;
      }
    });
  };
  gateway(QStringLiteral("text"), configuration.text, domain::Channel::Text);
  gateway(QStringLiteral("voice"), configuration.voice, domain::Channel::Voice);
  return ways;
}

}  // namespace latchkey::app
