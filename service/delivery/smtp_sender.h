// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

#include "core/platform/secret.h"
#include "service/delivery/bounce_address.h"
#include "service/delivery/curl_session.h"
#include "service/delivery/mail_message.h"
#include "service/domain/ports.h"

namespace latchkey::service::delivery {

enum class SmtpSecurity {
  StartTls,  ///< required: a relay that does not offer it gets nothing
  Tls,       ///< from the first byte
  None       ///< for a relay on this machine only
};
struct SmtpSettings {
  QString host;
  quint16 port = 587;
  SmtpSecurity security = SmtpSecurity::StartTls;
  QString caFile;  ///< PEM; then nothing else is trusted. Empty: the system's authorities
  QString user;    ///< empty: no authentication
  platform::Secret password;
  QString from;                          ///< address
  QString fromName;                      ///< may be empty
  QString heloName;                      ///< empty: this machine's name
  std::optional<BounceAddress> bounces;  ///< where mails come back to; nothing: to `from`
  Deadlines deadlines;
};

/// Mails by way of one relay. Each message has a connection of its own; thread-safe.
///
/// Faults: a reply of class 4 is Transient, of class 5 Permanent ("smtp-550-5.1.1", with the
/// enhanced status code where the relay gives one). What concerns the relay rather
/// than the message is Transient, since an administrator can mend it: no connection, no TLS, a refused login
/// ("smtp-login-535"). Whatever happens between the end of the mail and the relay's word on it is Unknown.
class SmtpSender final : public domain::MessageSender {
public:
  /// Throws std::invalid_argument, with what is wrong, for settings that can never work.
  explicit SmtpSender(SmtpSettings settings);

  [[nodiscard]] Result<void, domain::SendError> send(const domain::Message& message) override;
  /// Connects, begins TLS and signs in as for a mail, and sends none. For administrators.
  [[nodiscard]] Result<void, domain::SendError> probe();

private:
  void prepare(CurlSession& session) const;

  SmtpSettings m_settings;
  MailSender m_from;
  QByteArray m_url;
};

}  // namespace latchkey::service::delivery
