// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/bounces_command.h"

#include "app/admin/service_data.h"
#include "service/delivery/bounce_address.h"
#include "service/delivery/bounce_reader.h"
#include "service/domain/delivery_outcome.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using service::delivery::BounceFault;

QString explain(BounceFault fault) {
  const QString lead = QStringLiteral("standard input: ");
  switch (fault) {
    case BounceFault::TooLarge:
      return lead + QStringLiteral("the mail is over 256 KiB");
    case BounceFault::NoReport:
      return lead + QStringLiteral("this is no delivery status notification (RFC 3464)");
    case BounceFault::Malformed:
      return lead + QStringLiteral("this delivery status notification is cut off or contradicts itself");
  }
  return lead;
}

}  // namespace

CommandForm BouncesCommand::form() {
  return {
      QStringLiteral("deliveries bounced"),
      {QStringLiteral("RECIPIENT")},
      dataOptions(),
      QStringLiteral("take in a mail that came back to this address below mail.bounces; reads the delivery "
                     "status notification from standard input. For the mail server to call: status 75 "
                     "means that it shall try again later")};
}

int BouncesCommand::later(const QString& text) {
  m_console.complain(text);
  return TryLater;
}

int BouncesCommand::run(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error() == Negative ? TryLater : data.error();
  const auto& mail = (*data)->configuration.mail;
  if (!mail || mail->bounces.isEmpty()) {
    return later(QStringLiteral("mail.bounces is not set, so no mail comes back here"));
  }
  // The address alone says which message it was: nothing of the mail is looked at before.
  const auto message =
      service::delivery::BounceAddress(mail->bounces, *(*data)->keys).messageOf(arguments.operands.first());
  if (!message) return m_console.fail(QStringLiteral("RECIPIENT: no mail of this service comes back there"));

  auto input = m_console.readBytes(service::delivery::largestBounce + 1);
  if (!input) return later(QStringLiteral("standard input cannot be read"));
  const auto bounce = service::delivery::readBounce(*input);
  platform::wipe(*input);  // with it comes the mail that was sent, and its code
  if (!bounce) return m_console.fail(explain(bounce.error()));
  if (!bounce->failed) {
    m_console.print(QStringLiteral("nothing was changed: the mail is late, or has arrived somewhere"));
    return Succeeded;
  }
  const QString reason = QStringLiteral("bounce-") + QString::fromLatin1(bounce->status);
  switch (domain::settleDelivery((*data)->store, m_numbering,
                                 {*message, domain::Channel::Mail, domain::MessageState::Undelivered, reason},
                                 (*data)->clock.now())) {
    case domain::Settlement::Entered:
      m_console.print(QStringLiteral("the mail has come back: %1").arg(reason));
      return Succeeded;
    case domain::Settlement::Unchanged:
      m_console.print(QStringLiteral("nothing was changed: what became of this mail is known already"));
      return Succeeded;
    case domain::Settlement::UnknownMessage:
      m_console.print(QStringLiteral("nothing was changed: this mail was sent too long ago to be known"));
      return Succeeded;
    case domain::Settlement::Unavailable:
      break;
  }
  return later(storeComplaint(**data));
}

}  // namespace latchkey::admin
