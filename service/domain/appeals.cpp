// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/appeals.h"

#include <QDataStream>
#include <QIODevice>
#include <QRegularExpression>

#include "core/platform/guard.h"
#include "core/rules/account_name.h"
#include "service/domain/random_text.h"
#include "service/domain/sealed_deliveries.h"

namespace latchkey::service::domain {

namespace {
constexpr quint8 answersVersion = 1;

QString slotLead() {
  return QStringLiteral("appeal:");
}
}  // namespace

QByteArray appealContext(const char* part, const QString& appealId) {
  return QByteArray("appeal ") + part + ' ' + appealId.toLatin1();
}

QString appealSlot(const QString& hash) {
  return slotLead() + hash;
}

bool isAppealSlot(const QString& slot) {
  return slot.startsWith(slotLead());
}

CodePurpose purposeOf(const RecoveryRecord& recovery) {
  return recovery.stage == Stage::AppealCode ? CodePurpose::Appeal : CodePurpose::Recovery;
}

std::optional<QString> appealAddress(const QString& typed) {
  // One spelling, so that no other one gets sends of its own. Small letters: no mailbox that people use tells
  // them apart.
  const auto name = rules::AccountName::parse(typed);
  if (!name || name->hasShortDomain()) return std::nullopt;
  static const QRegularExpression form(
      QStringLiteral("\\A[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@"
                     "(?=.{4,190}\\z)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
                     "(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+\\z"));
  QString address = name->key();
  if (!form.match(address).hasMatch()) return std::nullopt;
  return address;
}

Cause appealCauseOf(const std::optional<Account>& account, const Realm& realm) {
  if (!account) return Cause::Unknown;
  switch (account->status) {
    case AccountStatus::Enabled:
      return realm.resetEnabled ? Cause::None : Cause::ResetSwitchedOff;
    case AccountStatus::Disabled:
      return Cause::Disabled;
    case AccountStatus::NotEnabledForReset:
      return Cause::NotEnabledForReset;
    case AccountStatus::ManagedElsewhere:
      return Cause::ManagedElsewhere;
    case AccountStatus::Privileged:
      break;
  }
  return platform::isOn(platform::Guard::AppealPrivileged) ? Cause::Privileged : Cause::None;
}

QByteArray approvalMac(const KeyedHash& keys, const QString& code) {
  QByteArray data = code.toLatin1();
  const QByteArray mac = keys.mac(KeyPurpose::Approval, data);
  platform::wipe(data);
  return mac;
}

QByteArray sealContact(SecretBox& box, const QString& appealId, const QString& address) {
  return box.seal(platform::Secret::consume(address.toUtf8()), appealContext("contact", appealId));
}

std::optional<QString> openContact(const SecretBox& box, const AppealRecord& appeal) {
  const auto open = box.open(appeal.contact, appealContext("contact", appeal.id));
  if (!open) return std::nullopt;
  return QString::fromUtf8(open->view().data(), static_cast<qsizetype>(open->size()));
}

QByteArray sealAnswers(SecretBox& box, const QString& appealId, const QList<AppealAnswer>& answers) {
  QByteArray bytes;
  QDataStream out(&bytes, QIODevice::WriteOnly);
  out.setVersion(QDataStream::Qt_6_4);
  out << answersVersion << static_cast<qint32>(answers.size());
  for (const AppealAnswer& answer : answers) out << answer.field << answer.text << answer.comparison;
  return box.seal(platform::Secret::consume(std::move(bytes)), appealContext("answers", appealId));
}

std::optional<QList<AppealAnswer>> openAnswers(const SecretBox& box, const AppealRecord& appeal) {
  const auto open = box.open(appeal.answers, appealContext("answers", appeal.id));
  if (!open) return std::nullopt;
  QByteArray bytes(open->view().data(), static_cast<qsizetype>(open->size()));
  QDataStream in(bytes);
  in.setVersion(QDataStream::Qt_6_4);
  quint8 version = 0;
  qint32 count = 0;
  in >> version >> count;
  QList<AppealAnswer> answers;
  for (qint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
    AppealAnswer answer;
    in >> answer.field >> answer.text >> answer.comparison;
    answers.append(answer);
  }
  if (version != answersVersion || in.status() != QDataStream::Ok) return std::nullopt;
  return answers;
}

std::optional<Message> mailToApplicant(const MessageWriter& writer, SecretBox& box, Random& random,
                                       const AppealRecord& appeal, Notice notice, const NoticeFacts& facts,
                                       qint64 now) {
  const auto address = openContact(box, appeal);
  if (!address) return std::nullopt;  // sealed under a key that is gone: nobody can be written to
  MessageText text = writer.notice(notice, Channel::Mail, appeal.language, facts);
  Message message;
  message.id = randomId(random);
  message.channel = Channel::Mail;
  message.to = *address;
  message.language = appeal.language;
  message.subject = text.subject;
  message.body = std::move(text.body);  // no copy that seal() does not wipe
  message.createdAt = now;
  seal(message, box);
  return message;
}

QString codeOf(AppealState state) {
  switch (state) {
    case AppealState::Begun:
      return QStringLiteral("begun");
    case AppealState::Filed:
      return QStringLiteral("filed");
    case AppealState::Approved:
      return QStringLiteral("approved");
    case AppealState::Released:
      return QStringLiteral("code-sent");
    case AppealState::Used:
      return QStringLiteral("code-used");
    case AppealState::Denied:
      return QStringLiteral("denied");
    case AppealState::Cancelled:
      return QStringLiteral("cancelled");
    case AppealState::Superseded:
      return QStringLiteral("superseded");
    case AppealState::Completed:
      return QStringLiteral("completed");
  }
  return {};
}

QString codeOf(Comparison comparison) {
  switch (comparison) {
    case Comparison::Match:
      return QStringLiteral("match");
    case Comparison::NoMatch:
      return QStringLiteral("no match");
    case Comparison::CannotCheck:
      return QStringLiteral("cannot be checked");
  }
  return {};
}

}  // namespace latchkey::service::domain
