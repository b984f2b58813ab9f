// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/start_codes.h"
#include "tests/support/recovery_desk.h"

namespace latchkey::tests {

/// A desk with administrators, and somebody who says "this was not me".
struct ObjectionOffice {
  explicit ObjectionOffice(Disclosure disclosure = Disclosure::Uniform)
      : ObjectionOffice(anyBench(), disclosure) {}
  explicit ObjectionOffice(std::unique_ptr<StoreBench> on, Disclosure disclosure = Disclosure::Uniform)
      : desk(std::move(on), disclosure) {
    Realm& realm = desk.policy.realms.first();
    realm.administrators = {QStringLiteral("it@example.com")};
    desk.restart();
  }
  /// The code of "this was not me" in the message that was queued last with such a subject, or in one before.
  [[nodiscard]] QString codeIn(const char* subject, int before = 0) const {
    return desk.lastBody(subject, before).section(u' ', -1);
  }
  Result<Objected, Refusal> object(const QString& code, const QString& source = QStringLiteral("192.0.2.9"),
                                   int number = 0) {
    const QByteArray key = QByteArray::number(number == 0 ? ++writes : number).rightJustified(16, '0');
    return desk.service->object({platform::Secret(code.toStdString())},
                                {QCryptographicHash::hash("owner", QCryptographicHash::Sha256), source},
                                {key, "fingerprint-" + key});
  }
  [[nodiscard]] QString journal(const char* event) const {
    return desk
        .ask(QStringLiteral("SELECT detail FROM journal WHERE event = '%1' ORDER BY number DESC LIMIT 1")
                 .arg(QLatin1String(event)))
        .toString();
  }
  [[nodiscard]] int queued(const char* subject) const {
    return desk
        .ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE subject = '%1' AND recipient <> ''")
                 .arg(QLatin1String(subject)))
        .toInt();
  }

  void freeze(qint64 until) {
    const auto tables = desk.bench->store().begin(Access::Write);
    tables->objections().freeze(RecoveryDesk::person().key, desk.clock.now(), until);
    if (!tables->commit()) qFatal("no freeze");
  }
  [[nodiscard]] bool unfreeze() {
    const auto tables = desk.bench->store().begin(Access::Write);
    const bool lifted = tables->objections().unfreeze(RecoveryDesk::person().key, desk.clock.now());
    return tables->commit() && lifted;
  }
  void lock(LockState state = LockState::Locked) {
    Account account = RecoveryDesk::person();
    account.lock = state;
    desk.directory.put(account, "Old-pass-1");
  }
  /// From here on the realm takes start codes. Its administrators are not told: the message that is queued
  /// last goes to a contact.
  QString issueStartCode() {
    desk.policy.realms.first().factors.append(MethodKind::StartCode);
    desk.restart();
    ServicePolicy quiet = desk.policy;
    quiet.realms.first().administrators.clear();
    StartCodes codes(
        {desk.bench->store(), desk.keys, desk.writer, desk.numbering, desk.clock, desk.random, desk.box},
        quiet);
    const auto issued = codes.issue(**desk.directory.find(RecoveryDesk::person().key));
    if (!issued) qFatal("no start code");
    const std::string_view digits = issued->digits.view();
    return QString::fromLatin1(digits.data(), static_cast<qsizetype>(digits.size()));
  }

  RecoveryDesk desk;
  int writes = 1000;
};

[[nodiscard]] inline bool proveByMail(Visitor& visitor, const ObjectionOffice& office) {
  return visitor.choose(MethodKind::Mail) && visitor.confirm(QStringLiteral("msabc123.backup")) &&
         visitor.code(office.desk.lastCode()) && visitor.view.stage == Stage::Password;
}
[[nodiscard]] inline bool reachUnlocking(Visitor& visitor, const ObjectionOffice& office) {
  return visitor.open(RecoveryDesk::person().key, Reason::CannotSignIn) && visitor.passChallenge() &&
         proveByMail(visitor, office);
}
[[nodiscard]] inline bool reachStartCode(Visitor& visitor) {
  return visitor.open(RecoveryDesk::person().key, Reason::NeverHadPassword) && visitor.passChallenge() &&
         visitor.choose(MethodKind::StartCode) && visitor.view.stage == Stage::Code;
}

/// RefusalKind::InternalError: it was none.
[[nodiscard]] inline RefusalKind kindOf(const Result<Objected, Refusal>& answer) {
  return answer ? RefusalKind::InternalError : answer.error().kind;
}

}  // namespace latchkey::tests
