// SPDX-License-Identifier: GPL-3.0-or-later
// What is being added: begun here, registered by nothing but its confirmation, gone when it is left or when
// its time is over. One at a time: another one that is begun takes its place.
#include <QDataStream>
#include <QIODevice>
#include <algorithm>
#include <array>

#include "core/platform/guard.h"
#include "core/rules/extension.h"
#include "core/rules/mask.h"
#include "service/domain/contact_entry.h"
#include "service/domain/enrolling.h"
#include "service/domain/labels.h"
#include "service/domain/limits.h"
#include "service/domain/notices.h"
#include "service/domain/random_text.h"
#include "service/domain/totp.h"

namespace latchkey::service::domain {

namespace {
constexpr quint8 pendingVersion = 1;
/// Nobody has more; each costs work at every sign-in.
constexpr qsizetype mostApps = 8;
constexpr qsizetype mostContacts = 16;
constexpr qsizetype mostKeysRegistered = 16;

QByteArray pendingContext(const QString& enrolmentId) {
  return "enrolment|" + enrolmentId.toLatin1();
}

Refusal badMember(const char* pointer, const char* why) {
  Refusal bad = refusal(RefusalKind::InvalidField, why);
  bad.field = QString::fromLatin1(pointer);
  return bad;
}

bool isSameContact(const Contact& a, const Contact& b) {
  return a.value.compare(b.value, Qt::CaseInsensitive) == 0 && a.extension == b.extension;
}

/// What is there already gives all that the other one would. A mobile that was registered for calls may be
/// registered for texts as well, and is one number all the same; what the directory has stands for itself.
bool covers(const Contact& there, const Contact& given, const Account& account) {
  if (!there.usable || !isSameContact(there, given)) return false;
  const bool isOwn = std::ranges::none_of(
      account.contacts, [&there](const Contact& contact) { return contact.id == there.id; });
  return !(isOwn && there.kind == ContactKind::Phone && given.kind == ContactKind::Mobile);
}

/// Keys are told apart by their names alone.
bool tellsApart(const PendingMethod& key, const QList<RegisteredWay>& ways) {
  return !key.label.isEmpty() && std::ranges::none_of(ways, [&key](const RegisteredWay& way) {
    return way.kind == MethodKind::SecurityKey && way.slot != key.replaces &&
           way.shown.label.compare(key.label, Qt::CaseInsensitive) == 0;
  });
}
}  // namespace

QByteArray Enrolling::sealed(const PendingMethod& pending, const QString& enrolmentId) {
  QByteArray bytes;
  QDataStream out(&bytes, QIODevice::WriteOnly);
  out.setVersion(QDataStream::Qt_6_4);
  const Contact& contact = pending.contact;
  QByteArray secret(pending.secret.view().data(), static_cast<qsizetype>(pending.secret.size()));
  out << pendingVersion << pending.id << pending.kind << contact.id << contact.kind << contact.value
      << contact.raw << contact.national << contact.extension << secret << pending.label << pending.replaces;
  platform::wipe(secret);
  return m_parts.box.seal(platform::Secret::consume(std::move(bytes)), pendingContext(enrolmentId));
}

std::optional<PendingMethod> Enrolling::pendingOf(const EnrolmentRecord& enrolment) const {
  if (enrolment.pending.isEmpty()) return std::nullopt;
  const auto open = m_parts.box.open(enrolment.pending, pendingContext(enrolment.id));
  if (!open) return std::nullopt;  // sealed under a key that is gone
  QByteArray bytes(open->view().data(), static_cast<qsizetype>(open->size()));
  QDataStream in(bytes);
  in.setVersion(QDataStream::Qt_6_4);
  quint8 version = 0;
  QByteArray secret;
  PendingMethod pending;
  Contact& contact = pending.contact;
  in >> version >> pending.id >> pending.kind >> contact.id >> contact.kind >> contact.value >> contact.raw >>
      contact.national >> contact.extension >> secret >> pending.label >> pending.replaces;
  const bool isRead = version == pendingVersion && in.status() == QDataStream::Ok && in.atEnd();
  pending.secret = platform::Secret::consume(std::move(secret));
  platform::wipe(bytes);
  if (!isRead) return std::nullopt;
  return pending;
}

std::optional<MethodRecord> Enrolling::pendingContact(const EnrolSeat& seat) const {
  const auto pending = pendingOf(seat.enrolment);
  if (!pending || !isContact(pending->kind)) return std::nullopt;
  const Contact& contact = pending->contact;
  MethodRecord method;
  method.kind = pending->kind;
  method.slot = seat.enrolment.slot;
  method.mask = maskContact(contact);
  method.value = contact.value;
  method.national = contact.national;
  method.extension = contact.extension;
  const QStringList own = QStringList{seat.account.key} + seat.account.ownAddresses;
  if (contact.kind == ContactKind::Mail && own.contains(contact.value, Qt::CaseInsensitive)) {
    method.warning = MethodWarning::LockedAccountItself;
  }
  return method;
}

void Enrolling::toList(EnrolSeat& seat) {
  EnrolmentRecord& enrolment = seat.enrolment;
  enrolment.stage = EnrolStage::List;
  enrolment.isProof = false;
  enrolment.slot.clear();
  enrolment.handle.clear();
  enrolment.pending.clear();
  enrolment.pendingUntil = 0;
}

void Enrolling::begin(EnrolSeat& seat, const PendingMethod& pending, EnrolStage stage, qint64 until) {
  toList(seat);
  EnrolmentRecord& enrolment = seat.enrolment;
  enrolment.stage = stage;
  enrolment.handle = pending.id;
  // An address keeps its count of tries, however often it is begun with.
  enrolment.slot = QStringLiteral("add:") +
                   (isContact(pending.kind) ? hashed("contact", pending.contact.value) : pending.id);
  enrolment.pending = sealed(pending, enrolment.id);
  enrolment.pendingUntil = std::min(until, enrolment.expiresAt);
}

Result<Contact, Refusal> Enrolling::contactFrom(const AddMethod& command, const EnrolSeat& seat) const {
  const auto malformed = [](const char* why) {
    return unexpected(refusal(RefusalKind::EntryMalformed, why));
  };
  Contact contact;
  if (command.kind == MethodKind::Mail) {
    const auto mail = mailContact(command.contact);
    if (!mail) return malformed("no mail address");
    contact = *mail;
  } else {
    const PhonePolicy& phones = seat.realm->phones;
    const QString region = command.region.isEmpty() ? phones.homeRegion : command.region;
    contact = phoneContact(command.contact, region, m_parts.numbering);
    if (!contact.usable) return malformed("no number");
    if (command.kind == MethodKind::Text && contact.kind != ContactKind::Mobile) {
      return unexpected(refusal(RefusalKind::ContactCannotText, "takes no texts"));
    }
    // A code will have come to it: what was wrong with how it was typed is no fault of the number.
    contact.raw = contact.value;
    // What was confirmed by a call takes calls, whatever else it may be good for.
    if (command.kind == MethodKind::Call) contact.kind = ContactKind::Phone;
    if (!command.extension.isEmpty()) contact.extension = command.extension;
    const bool isDigits =
        std::ranges::all_of(contact.extension, [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (!isDigits || contact.extension.size() > rules::longestExtension)
      return unexpected(badMember("/extension", "no extension"));
    if (command.kind == MethodKind::Text && !contact.extension.isEmpty()) {
      return unexpected(badMember("/extension", "no text goes to an extension"));
    }
    contact.id = QStringLiteral("new");
    if (methodsOf({}, {contact}, {}, *seat.realm, m_parts.numbering).isEmpty()) {
      return unexpected(badMember("/region", "not a number that messages may go to"));
    }
  }
  const QList<Contact> there = allContactsOf(seat.account.contacts, seat.factors);
  for (const Contact& other : there) {
    if (covers(other, contact, seat.account)) {
      return unexpected(refusal(RefusalKind::ContactRegistered, "registered before"));
    }
  }
  contact.id = QStringLiteral("r-") + randomId(m_parts.random);
  return contact;
}

std::optional<Refusal> Enrolling::countStranger(Transaction& tables, const EnrolSeat& seat) {
  const EnrolmentRecord& enrolment = seat.enrolment;
  const RegistrationPolicy& policy = seat.realm->registration;
  const QString mark = randomId(m_parts.random);
  const struct {
    QString scope;
    qint64 window;
    int most;
  } limits[] = {
      {QStringLiteral("enrol-code-source:") + enrolment.source, hour, policy.codesPerHourAndSource},
      {QStringLiteral("enrol-code-account:") + enrolment.accountKey, day, policy.codesPerDayAndAccount}};
  for (const auto& limit : limits) {
    const qint64 since = seat.now - limit.window;
    if (tables.tallies().addBelow(limit.scope, mark, seat.now, since, limit.most)) continue;
    for (const auto& counted : limits) tables.tallies().takeBack(counted.scope, mark);
    const QList<qint64> times = tables.tallies().since(limit.scope, since);
    return refusalUntil(RefusalKind::RateLimited, (times.isEmpty() ? seat.now : times.first()) + limit.window,
                        seat.now, "codes to new addresses used up");
  }
  return std::nullopt;
}

EnrolAnswer Enrolling::add(const AddMethod& command, const Request& request) {
  return run(EnrolVerb::Add, request, [&](Transaction& tables, EnrolSeat& seat) -> Step {
    EnrolmentRecord& enrolment = seat.enrolment;
    if (!registrableKinds(seat.account, *seat.realm).contains(command.kind)) {
      return unexpected(badMember("/kind", "not in this realm, or not for this account"));
    }
    if (needsProof(seat)) return unexpected(refusal(RefusalKind::ProofNeeded, "no fresh proof"));
    PendingMethod pending;
    pending.id = randomId(m_parts.random);
    pending.kind = command.kind;
    if (!command.replaces.isEmpty()) {
      const auto way = wayBy(seat, command.replaces);
      const bool fits = way && !way->shown.byDirectory && isContact(way->kind) == isContact(command.kind) &&
                        (isContact(way->kind) || way->kind == command.kind);
      if (!fits) return unexpected(refusal(RefusalKind::UnknownMethod, "nothing that it could replace"));
      pending.replaces = way->slot;
    }
    pending.label = command.label.trimmed();
    if (!isPlainLabel(pending.label)) return unexpected(badMember("/label", "no label"));
    if (pending.kind == MethodKind::SecurityKey && !tellsApart(pending, waysOf(seat))) {
      return unexpected(badMember("/label", "no name, or that of another key"));
    }
    const bool isMore = pending.replaces.isEmpty();
    const auto tooMany = [&](qsizetype there, qsizetype most) { return isMore && there >= most; };
    CodeRecord row;
    row.recoveryId = enrolment.id;
    row.purpose = CodePurpose::Registration;
    row.sentAt = seat.now;
    switch (command.kind) {
      case MethodKind::Mail:
      case MethodKind::Text:
      case MethodKind::Call: {
        if (tooMany(seat.factors.contacts.size(), mostContacts)) {
          return unexpected(badMember("/kind", "too many contacts"));
        }
        auto contact = contactFrom(command, seat);
        if (!contact) return unexpected(contact.error());
        pending.contact = *contact;
        if (const auto limited = countStranger(tables, seat)) return unexpected(*limited);
        const EnrolmentRecord present = enrolment;
        begin(seat, pending, EnrolStage::Code, enrolment.expiresAt);
        const auto method = pendingContact(seat);
        if (!method) return unexpected(refusal(RefusalKind::Unavailable, "pending contact"));
        if (const auto refused = sendCode(tables, seat, *method)) {
          enrolment = present;
          return unexpected(*refused);
        }
        return Deed();
      }
      case MethodKind::Authenticator: {
        if (tooMany(seat.factors.authenticators.size(), mostApps)) {
          return unexpected(badMember("/kind", "too many apps"));
        }
        std::array<std::byte, totpSecretBytes> random{};
        m_parts.random.fill(random);
        pending.secret =
            platform::Secret(std::string_view(reinterpret_cast<const char*>(random.data()), random.size()));
        platform::secureZero(random.data(), random.size());
        begin(seat, pending, EnrolStage::Code, seat.now + seat.realm->registration.secretFor * second);
        row.slot = enrolment.slot;
        row.handle = enrolment.handle;
        row.expiresAt = enrolment.pendingUntil;
        tables.enrolments().putCode(row);
        seat.shown = pending.id;
        return Deed();
      }
      case MethodKind::Questions:
        begin(seat, pending, EnrolStage::Questions, enrolment.expiresAt);
        return Deed();
      case MethodKind::SecurityKey: {
        if (tooMany(seat.factors.keys.size(), mostKeysRegistered)) {
          return unexpected(badMember("/kind", "too many keys"));
        }
        begin(seat, pending, EnrolStage::Key, enrolment.expiresAt);
        return Deed();
      }
      case MethodKind::StartCode:
        break;
    }
    return unexpected(refusal(RefusalKind::InternalError, "no such kind"));
  });
}

}  // namespace latchkey::service::domain
