// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/appeals.h"
#include "tests/support/objection_office.h"

namespace latchkey::tests {

/// An office whose realm takes appeals, and somebody who reviews them.
struct AppealOffice : ObjectionOffice {
  explicit AppealOffice(Disclosure disclosure = Disclosure::Uniform) : AppealOffice(anyBench(), disclosure) {}
  explicit AppealOffice(std::unique_ptr<StoreBench> on, Disclosure disclosure = Disclosure::Uniform)
      : ObjectionOffice(std::move(on), disclosure) {
    AppealPolicy& appeal = desk.policy.realms.first().appeal;
    appeal.on = true;
    appeal.fields = {{QStringLiteral("staff-number"), QStringLiteral("Staff number"), {}, 8}};
    desk.restart();
  }
  [[nodiscard]] Appeals review() {
    return Appeals(
        {desk.bench->store(), desk.keys, desk.writer, desk.numbering, desk.clock, desk.random, desk.box},
        desk.policy);
  }
  /// Opens, and gives the address: the stage is AppealCode.
  [[nodiscard]] static bool reachAppealCode(Visitor& visitor,
                                            const QString& account = RecoveryDesk::person().key,
                                            const QString& address = QStringLiteral("mika@example.net")) {
    return visitor.open(account) && visitor.passChallenge() && visitor.perform(GiveAppealContact{address}) &&
           visitor.view.stage == Stage::AppealCode;
  }
  [[nodiscard]] bool reachForm(Visitor& visitor, const QString& account = RecoveryDesk::person().key,
                               const QString& address = QStringLiteral("mika@example.net")) {
    return reachAppealCode(visitor, account, address) && visitor.code(desk.lastCode()) &&
           visitor.view.stage == Stage::AppealForm;
  }
  [[nodiscard]] bool file(Visitor& visitor, const QString& account = RecoveryDesk::person().key,
                          const QString& address = QStringLiteral("mika@example.net")) {
    FileAppeal form;
    form.names = QStringLiteral("abc MS");
    return reachForm(visitor, account, address) && visitor.perform(std::move(form)) &&
           visitor.view.stage == Stage::Appealed;
  }
  [[nodiscard]] AppealRecord latest() {
    const auto found = review().find({});
    return found && !found->isEmpty() ? found->first() : AppealRecord();
  }
  Result<Decision, AppealFault> approve(const QString& id,
                                        const QString& reviewer = QStringLiteral("boss@example.com")) {
    const auto account = desk.directory.find(latest().accountKey);
    return review().approve(id, reviewer, account.value_or(std::nullopt));
  }
  /// Filed, approved, waited for and sent: the code of the mail; empty where any of it failed.
  [[nodiscard]] QString approvedCode(Visitor& visitor) {
    if (!file(visitor) || !approve(latest().id)) return {};
    desk.clock.advance(72 * hourMs);
    if (desk.service->releaseAppeals() != 1) return {};
    return codeIn("appeal released");
  }
  Result<Outcome, Refusal> openByApproval(const QString& code, const QByteArray& name = "second PC",
                                          int number = 9001) {
    const QByteArray key = QByteArray::number(number).rightJustified(16, '0');
    return desk.service->openByApproval(
        {platform::Secret(code.toStdString()), Language::Japanese},
        {QCryptographicHash::hash(name, QCryptographicHash::Sha256), QStringLiteral("192.0.2.8")},
        {key, "fingerprint-" + key});
  }

  static constexpr qint64 hourMs = 3'600'000;
};

}  // namespace latchkey::tests
