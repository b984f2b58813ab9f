// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>

#include "service/domain/budget_alarm.h"
#include "service/domain/ports.h"

/// The simplest things that keep the promises of the service's ports.
namespace latchkey::tests {

/// "Renders" a challenge as its text, so that a test can read it.
class ReadableRenderer final : public service::domain::ChallengeRenderer {
public:
  [[nodiscard]] QByteArray picture(const QString& letters, QByteArrayView) const override {
    return letters.toUtf8();
  }
  [[nodiscard]] QByteArray clip(const QString& digits, service::domain::Language,
                                QByteArrayView) const override {
    return digits.toUtf8();
  }
};

class PlainWriter final : public service::domain::MessageWriter, public service::domain::AlarmWriter {
public:
  [[nodiscard]] service::domain::MessageText code(service::domain::Channel, service::domain::Language,
                                                  const service::domain::CodeFacts& facts) const override {
    const auto subject = [&facts] {
      using service::domain::CodeUse;
      switch (facts.use) {
        case CodeUse::Recovery:
          return QStringLiteral("code");
        case CodeUse::AppealAddress:
        case CodeUse::Approval:
          return QStringLiteral("appeal code");
        case CodeUse::Rehearsal:
          return QStringLiteral("rehearsal code");
        case CodeUse::FreshProof:
          return QStringLiteral("proof code");
        case CodeUse::Registration:
          return QStringLiteral("registration code");
      }
      return QString();
    };
    return {subject(), facts.code + u' ' + facts.receipt + u' ' + facts.objection};
  }
  [[nodiscard]] service::domain::MessageText notice(
      service::domain::Notice notice, service::domain::Channel, service::domain::Language language,
      const service::domain::NoticeFacts& facts) const override {
    using service::domain::Notice;
    const bool japanese = language == service::domain::Language::Japanese;
    const QString tag = japanese ? QStringLiteral(" ja") : QStringLiteral(" en");
    const QString code = facts.objection.isEmpty() ? QString() : u' ' + facts.objection;
    const QString former = facts.isFormer ? QStringLiteral(" former") : QString();
    switch (notice) {
      case Notice::PasswordChanged:
        return {QStringLiteral("changed"), facts.receipt + code + former};
      case Notice::AccountUnlocked:
        return {QStringLiteral("unlocked"), facts.receipt + code + former};
      case Notice::FactorLocked:
        return {QStringLiteral("locked"), facts.when + code};
      case Notice::QuestionsChanged:
        return {QStringLiteral("questions"), facts.accountMask + tag + code};
      case Notice::KeysChanged:
        return {QStringLiteral("keys"), facts.accountMask + tag + code};
      case Notice::StartCodeIssued:
        return {QStringLiteral("start code"), facts.accountMask + u' ' + facts.when + code};
      case Notice::PasswordReplaced:
        return {QStringLiteral("replaced"), facts.accountMask + tag + code};
      case Notice::TemporaryPassword:
        return {QStringLiteral("temporary"), facts.password + code};
      case Notice::RecoveryStopped:
        return {QStringLiteral("stopped"), facts.accountMask + u' ' + facts.receipt + code};
      case Notice::RecoveryAllowed:
        return {QStringLiteral("allowed"), facts.accountMask + u' ' + facts.when + code};
      case Notice::AppealFiled:
        return {QStringLiteral("appeal filed"), facts.accountMask + u' ' + facts.receipt + code};
      case Notice::AppealApproved:
        return {QStringLiteral("appeal approved"), facts.accountMask + u' ' + facts.when + code};
      case Notice::AppealDenied:
        return {QStringLiteral("appeal denied"), facts.accountMask + u' ' + facts.receipt + tag};
      case Notice::AppealReleased:
        return {QStringLiteral("appeal released"),
                facts.accountMask + u' ' + facts.when + tag + u' ' + facts.ticket};
      case Notice::FreezeLifted:
        return {QStringLiteral("freeze lifted"), facts.accountMask + u' ' + facts.when + tag + code};
      case Notice::StartCodeHandedOut:
        return {QStringLiteral("start code handed out"), facts.accountMask + u' ' + facts.when + tag + code};
      case Notice::AuthenticatorsChanged:
        return {QStringLiteral("authenticators"), facts.accountMask + tag + code};
      case Notice::RegistrationChanged:
        return {QStringLiteral("registration changed"), facts.accountMask + tag};
      case Notice::StartCodeUsed:
        return {QStringLiteral("start code used"), facts.accountMask + u' ' + facts.receipt + tag};
    }
    return {};
  }
  [[nodiscard]] service::domain::MessageText contactChanged(
      service::domain::Channel, service::domain::Language language,
      const service::domain::ContactFacts& facts) const override {
    const bool added = facts.event == service::domain::ContactEvent::Added;
    const bool japanese = language == service::domain::Language::Japanese;
    return {added ? QStringLiteral("added") : QStringLiteral("removed"),
            facts.contactMask + (japanese ? QStringLiteral(" ja") : QStringLiteral(" en")) +
                (facts.objection.isEmpty() ? QString() : u' ' + facts.objection)};
  }
  [[nodiscard]] service::domain::MessageText budgetSpent(
      service::domain::Language language, const service::domain::BudgetFacts& facts) const override {
    const bool japanese = language == service::domain::Language::Japanese;
    return {QStringLiteral("budget spent"),
            QStringLiteral("%1 %2 %3").arg(facts.realm).arg(facts.limit).arg(facts.prefix) +
                (japanese ? QStringLiteral(" ja") : QStringLiteral(" en"))};
  }
  [[nodiscard]] service::domain::MessageText administratorAsked(
      service::domain::Language language, const service::domain::AdministratorFacts& facts) const override {
    const bool japanese = language == service::domain::Language::Japanese;
    return {facts.isAppeal ? QStringLiteral("appeal to review") : QStringLiteral("administrator asked"),
            facts.account + u' ' + facts.receipt + u' ' + facts.cause +
                (japanese ? QStringLiteral(" ja") : QStringLiteral(" en"))};
  }
  [[nodiscard]] service::domain::MessageText administratorTold(
      service::domain::Language language, const service::domain::ObjectionFacts& facts) const override {
    const bool japanese = language == service::domain::Language::Japanese;
    return {QStringLiteral("administrator told"),
            facts.account + u' ' + facts.receipt +
                (facts.passwordChanged ? QStringLiteral(" changed") : QStringLiteral(" unchanged")) +
                (japanese ? QStringLiteral(" ja") : QStringLiteral(" en"))};
  }
};

/// Japanese numbers only: 0A… becomes +81A…; 050 is internet telephony, 0990 (premium rate) of no known type.
class JapaneseNumbering final : public service::domain::Numbering {
public:
  [[nodiscard]] service::domain::PhoneNumber judge(const QString& raw, const QString& region) const override {
    ++judged;
    service::domain::PhoneNumber number;
    number.raw = raw;
    if (raw.startsWith(QLatin1String("+81 0")))
      number.problems = {service::domain::PhoneProblem::LeadingZero};
    QString digits = raw;
    digits.remove(u'-');
    if (region != QLatin1String("JP") || !digits.startsWith(u'0')) return number;
    number.national = raw;
    number.e164 = QStringLiteral("+81") + digits.sliced(1);
    const bool voip = digits.startsWith(QLatin1String("050"));
    const bool mobile = digits.startsWith(QLatin1String("070")) || digits.startsWith(QLatin1String("080")) ||
                        digits.startsWith(QLatin1String("090"));
    if (!digits.startsWith(QLatin1String("0990"))) {
      number.type = mobile ? service::domain::PhoneType::Mobile
                    : voip ? service::domain::PhoneType::Voip
                           : service::domain::PhoneType::Fixed;
    }
    return number;
  }
  mutable std::atomic<int> judged = 0;
};

}  // namespace latchkey::tests
