// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/contact_entry.h"

#include "core/rules/mask.h"

namespace latchkey::service::domain {

std::optional<Contact> mailContact(const QString& written) {
  Contact contact;
  contact.kind = ContactKind::Mail;
  contact.raw = written;
  contact.value = written.trimmed();
  if (!rules::maskMail(contact.value)) return std::nullopt;
  return contact;
}

Contact phoneContact(const QString& written, const QString& region, const Numbering& numbering) {
  const PhoneNumber number = numbering.judge(written, region);
  Contact contact;
  const bool takesTexts = number.type == PhoneType::Mobile || number.type == PhoneType::FixedOrMobile;
  contact.kind = takesTexts ? ContactKind::Mobile : ContactKind::Phone;
  contact.raw = written;
  contact.value = number.e164;
  contact.national = number.national;
  contact.extension = number.extension;
  contact.usable = !number.e164.isEmpty() && !number.problems.contains(PhoneProblem::Invalid);
  return contact;
}

}  // namespace latchkey::service::domain
