// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/code_sending.h"

#include "core/rules/code_entry.h"
#include "service/domain/limits.h"

namespace latchkey::service::domain {

platform::Secret digitsOf(const platform::Secret& typed) {
  const std::string_view bytes = typed.view();
  QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
  std::optional<QString> digits = rules::digitsOfCode(text);
  platform::wipe(text);
  if (!digits) return {};
  platform::Secret secret = platform::Secret::consume(digits->toLatin1());
  platform::wipe(*digits);
  return secret;
}

Channel channelOf(MethodKind kind) {
  switch (kind) {
    case MethodKind::Text:
      return Channel::Text;
    case MethodKind::Call:
      return Channel::Voice;
    case MethodKind::Mail:
    case MethodKind::Authenticator:
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
    case MethodKind::StartCode:
      return Channel::Mail;
  }
  return Channel::Mail;
}

qint64 lifetimeOf(MethodKind kind, const CodePolicy& policy) {
  return (kind == MethodKind::Mail ? policy.mailLifetime : policy.phoneLifetime) * second;
}

QString senderOf(MethodKind kind, const MessageSenders& senders) {
  switch (kind) {
    case MethodKind::Mail:
      return senders.mail;
    case MethodKind::Text:
      return senders.text;
    case MethodKind::Call:
      return senders.voice;
    case MethodKind::Authenticator:
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
    case MethodKind::StartCode:
      return {};
  }
  return {};
}

QByteArray macOfCode(const KeyedHash& keys, const CodeRecord& record, const platform::Secret& code) {
  QByteArray data = record.recoveryId.toLatin1() + '|' + record.handle.toLatin1() + '|' +
                    QByteArray::number(static_cast<int>(record.purpose)) + '|';
  data.append(code.view().data(), static_cast<qsizetype>(code.size()));
  const QByteArray mac = keys.mac(KeyPurpose::Code, data);
  platform::wipe(data);
  return mac;
}

QByteArray challengeOfKey(const KeyedHash& keys, const CodeRecord& record) {
  const QByteArray data = record.recoveryId.toLatin1() + '|' + record.handle.toLatin1() + '|' +
                          QByteArray::number(record.attempts) + '|' + record.mac;
  return keys.mac(KeyPurpose::SecurityKey, data);
}

}  // namespace latchkey::service::domain
