// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/template_writer.h"

#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QSet>
#include <QStringList>
#include <iterator>
#include <stdexcept>

#include "service/delivery/channel_name.h"
#include "service/delivery/text_template.h"
#include "service/domain/records.h"

// The macro must stand outside of every namespace; a static library's resources are dropped without it.
static void initializeTemplates() {
  Q_INIT_RESOURCE(templates);
}

namespace latchkey::service::delivery {

using domain::Notice;

namespace {

constexpr domain::Channel kChannels[] = {domain::Channel::Mail, domain::Channel::Text,
                                         domain::Channel::Voice};
constexpr domain::Language kLanguages[] = {domain::Language::English, domain::Language::Japanese};

const QString kCode = QStringLiteral("code");
const QString kRehearsalCode = QStringLiteral("rehearsal_code");
const QString kAppealCode = QStringLiteral("appeal_code");
const QString kApprovalCode = QStringLiteral("approval_code");
const QString kProofCode = QStringLiteral("proof_code");
const QString kRegistrationCode = QStringLiteral("registration_code");
const QString kAppealToReview = QStringLiteral("appeal_to_review");
const QString kContactAdded = QStringLiteral("contact_added");
const QString kContactRemoved = QStringLiteral("contact_removed");
const QString kAdministratorAsked = QStringLiteral("administrator_asked");
const QString kAdministratorTold = QStringLiteral("administrator_told");
const QString kBudgetSpent = QStringLiteral("budget_spent");

enum class Reader {
  Owner,
  Chosen,     ///< one contact of the owner's, in writing
  Applicant,  ///< at the address of an appeal, by mail alone, as are administrators
  Administrator
};
enum class Objection { Possible, None };
struct NoticeForm {
  Notice notice;
  const char* kind;      ///< of the template files
  const char* timeName;  ///< what the templates call the time of the facts
  bool hasReceipt;
  bool tellsFormer;  ///< contacts that were taken away lately, too
  Reader reader;
  Objection objection;  ///< whether there is a code of "this was not me"
};
constexpr NoticeForm noticeForms[] = {
    {Notice::PasswordChanged, "password_changed", "when", true, true, Reader::Owner, Objection::Possible},
    {Notice::AccountUnlocked, "account_unlocked", "when", true, true, Reader::Owner, Objection::Possible},
    {Notice::FactorLocked, "factor_locked", "until", true, false, Reader::Owner, Objection::Possible},
    {Notice::QuestionsChanged, "questions_changed", "when", false, false, Reader::Owner, Objection::Possible},
    {Notice::KeysChanged, "keys_changed", "when", false, false, Reader::Owner, Objection::Possible},
    {Notice::StartCodeIssued, "start_code_issued", "until", false, false, Reader::Owner, Objection::Possible},
    {Notice::PasswordReplaced, "password_replaced", "when", false, false, Reader::Owner, Objection::Possible},
    {Notice::RecoveryStopped, "recovery_stopped", "until", true, false, Reader::Owner, Objection::None},
    {Notice::RecoveryAllowed, "recovery_allowed", "when", false, false, Reader::Owner, Objection::None},
    {Notice::AppealFiled, "appeal_filed", "when", true, false, Reader::Owner, Objection::Possible},
    {Notice::AppealApproved, "appeal_approved", "notBefore", true, false, Reader::Owner, Objection::Possible},
    {Notice::AuthenticatorsChanged, "authenticators_changed", "when", false, false, Reader::Owner,
     Objection::Possible},
    {Notice::TemporaryPassword, "temporary_password", "when", false, false, Reader::Chosen,
     Objection::Possible},
    {Notice::AppealDenied, "appeal_denied", "when", true, false, Reader::Applicant, Objection::None},
    {Notice::AppealReleased, "appeal_released", "until", true, false, Reader::Applicant, Objection::None},
    {Notice::FreezeLifted, "freeze_lifted", "when", false, false, Reader::Administrator, Objection::None},
    {Notice::StartCodeHandedOut, "start_code_handed_out", "until", false, false, Reader::Administrator,
     Objection::None},
    {Notice::StartCodeUsed, "start_code_used", "when", true, false, Reader::Administrator, Objection::None},
    {Notice::RegistrationChanged, "registration_changed", "when", false, false, Reader::Administrator,
     Objection::None},
};
bool isReadBy(Reader reader, domain::Channel channel) {
  switch (reader) {
    case Reader::Owner:
      return true;
    case Reader::Chosen:
      return channel != domain::Channel::Voice;
    case Reader::Applicant:
    case Reader::Administrator:
      return channel == domain::Channel::Mail;
  }
  return false;
}
const NoticeForm& formOf(Notice notice) {
  return noticeForms[static_cast<std::size_t>(notice)];
}
static_assert([] {
  for (std::size_t i = 0; i < std::size(noticeForms); ++i) {
    if (static_cast<std::size_t>(noticeForms[i].notice) != i) return false;
  }
  return std::size(noticeForms) == static_cast<std::size_t>(Notice::RegistrationChanged) + 1;
}());

QString keyOf(domain::Channel channel, domain::Language language, const QString& kind) {
  return languageTag(language) + QLatin1Char('/') + channelName(channel) + QLatin1Char('_') + kind;
}

QString causeKey(domain::Language language, const QString& code) {
  return languageTag(language) + QLatin1Char('/') + code;
}

QSet<QString> factsOf(const QString& kind) {
  if (kind == kAdministratorAsked || kind == kAppealToReview) {
    return {QStringLiteral("service"), QStringLiteral("account"), QStringLiteral("realm"),
            QStringLiteral("receipt"), QStringLiteral("when"),    QStringLiteral("cause")};
  }
  if (kind == kAdministratorTold) {
    return {QStringLiteral("service"), QStringLiteral("account"),  QStringLiteral("realm"),
            QStringLiteral("receipt"), QStringLiteral("when"),     QStringLiteral("until"),
            QStringLiteral("changed"), QStringLiteral("unchanged")};
  }
  if (kind == kBudgetSpent) {
    return {QStringLiteral("service"), QStringLiteral("realm"), QStringLiteral("whole"),
            QStringLiteral("prefix"),  QStringLiteral("limit"), QStringLiteral("when")};
  }
  QSet<QString> names{QStringLiteral("service"), QStringLiteral("account"), QStringLiteral("support")};
  const QSet<QString> ofRecoveries{QStringLiteral("receipt"), QStringLiteral("receiptSpelled")};
  const QSet<QString> ofObjections{QStringLiteral("notMe"), QStringLiteral("notMeSpelled")};
  if (kind == kAppealCode || kind == kApprovalCode) {
    return names.unite({QStringLiteral("receipt"), QStringLiteral("code"), QStringLiteral("minutes")});
  }
  if (kind == kRegistrationCode || kind == kProofCode) {
    names.unite({QStringLiteral("code"), QStringLiteral("digits"), QStringLiteral("minutes")});
    return kind == kProofCode ? names.unite(ofObjections) : names;
  }
  if (kind == kCode || kind == kRehearsalCode) {
    return names.unite(ofRecoveries)
        .unite(ofObjections)
        .unite({QStringLiteral("code"), QStringLiteral("digits"), QStringLiteral("minutes")});
  }
  for (const NoticeForm& form : noticeForms) {
    if (kind != QLatin1String(form.kind)) continue;
    if (form.hasReceipt) names.unite(ofRecoveries);
    if (form.objection == Objection::Possible) names.unite(ofObjections);
    if (form.reader == Reader::Applicant) names.insert(QStringLiteral("ticket"));
    if (form.reader == Reader::Chosen) names.insert(QStringLiteral("password"));
    if (form.tellsFormer) names.unite({QStringLiteral("registered"), QStringLiteral("formerly")});
    names.insert(QLatin1String(form.timeName));
    return names;
  }
  return names.unite(ofObjections).unite({QStringLiteral("contact"), QStringLiteral("when")});
}

QString read(const QString& key) {
  QFile file(QStringLiteral(":/latchkey/templates/") + key + QStringLiteral(".txt"));
  if (!file.open(QIODevice::ReadOnly)) {
    throw std::runtime_error("message template is missing: " + key.toStdString());
  }
  return QString::fromUtf8(file.readAll()).trimmed();
}

domain::MessageText load(const QString& key, domain::Channel channel, const QString& kind) {
  const std::string name = key.toStdString();
  domain::MessageText text{.subject = {}, .body = read(key)};
  if (channel == domain::Channel::Mail) {
    const QString lead = QStringLiteral("Subject: ");
    const qsizetype end = text.body.indexOf(QStringLiteral("\n\n"));
    if (!text.body.startsWith(lead) || end < 0) {
      throw std::runtime_error("message template has no subject: " + name);
    }
    text.subject = text.body.mid(lead.size(), end - lead.size());
    text.body = text.body.mid(end + 2);
  }
  const QSet<QString> known = factsOf(kind);
  const QStringList asked = placeholdersOf(text.subject) + placeholdersOf(text.body);
  for (const QString& fact : asked) {
    if (!known.contains(fact)) {
      throw std::runtime_error("message template " + name + " asks for " + fact.toStdString());
    }
  }
  return text;
}

/// One character after the other, so that a voice does not read "four million".
QString spelled(const QString& characters, domain::Language language) {
  QStringList single;
  for (const QChar character : characters) {
    if (character.isLetterOrNumber()) single << QString(character);
  }
  switch (language) {
    case domain::Language::English:
      return single.join(QStringLiteral(", "));
    case domain::Language::Japanese:
      return single.join(QStringLiteral("、"));
  }
  return {};
}

domain::MessageText filled(const domain::MessageText& text, const Facts& facts) {
  return {.subject = fill(text.subject, facts), .body = fill(text.body, facts)};
}

}  // namespace

TemplateWriter::TemplateWriter() {
  initializeTemplates();
  for (const auto language : kLanguages) {
    m_timeFormats.insert(language, read(languageTag(language) + QStringLiteral("/when")));
    const auto add = [&](domain::Channel channel, const QString& kind) {
      const QString key = keyOf(channel, language, kind);
      m_templates.insert(key, load(key, channel, kind));
    };
    for (const auto channel : kChannels) {
      for (const QString& kind :
           {kCode, kRehearsalCode, kProofCode, kRegistrationCode, kContactAdded, kContactRemoved})
        add(channel, kind);
      for (const NoticeForm& form : noticeForms) {
        if (isReadBy(form.reader, channel)) add(channel, QLatin1String(form.kind));
      }
    }
    for (const QString& kind : {kAppealCode, kApprovalCode, kAppealToReview, kAdministratorAsked,
                                kAdministratorTold, kBudgetSpent}) {
      add(domain::Channel::Mail, kind);
    }
    readCauses(language);
  }
}

// "disabled: The account is disabled." and so on, a line for each cause that there is.
void TemplateWriter::readCauses(domain::Language language) {
  const QString file = languageTag(language) + QStringLiteral("/causes");
  for (const QString& line : read(file).split(QLatin1Char('\n'))) {
    const qsizetype colon = line.indexOf(QStringLiteral(": "));
    if (colon > 0) m_causes.insert(causeKey(language, line.first(colon)), line.sliced(colon + 2));
  }
  for (int cause = 0; cause <= static_cast<int>(domain::Cause::Stopped); ++cause) {
    const QString code = domain::codeOf(static_cast<domain::Cause>(cause));
    if (!m_causes.contains(causeKey(language, code))) {
      throw std::runtime_error("message templates know no such cause: " + code.toStdString());
    }
  }
}

// "22 November 2026, 21:42 (UTC+09:00)", in the offset that the fact came with. What is no ISO date stays as
// it is: a notice with an odd date is better than none.
QString TemplateWriter::readableTime(const QString& iso, domain::Language language) const {
  const QDateTime time = QDateTime::fromString(iso, Qt::ISODate);
  if (!time.isValid()) return cleaned(iso);
  const int offset = time.offsetFromUtc() / 60;  // minutes
  const QString zone = QStringLiteral("UTC%1%2:%3")
                           .arg(QLatin1Char(offset < 0 ? '-' : '+'))
                           .arg(qAbs(offset) / 60, 2, 10, QLatin1Char('0'))
                           .arg(qAbs(offset) % 60, 2, 10, QLatin1Char('0'));
  return QLocale(QLocale::English).toString(time, m_timeFormats.value(language)).arg(zone);
}

domain::MessageText TemplateWriter::code(domain::Channel channel, domain::Language language,
                                         const domain::CodeFacts& facts) const {
  // To the address of an appeal by mail alone, and with nothing that could stop anything.
  const auto kind = [&] {
    const bool isMail = channel == domain::Channel::Mail;
    switch (facts.use) {
      case domain::CodeUse::Recovery:
        return kCode;
      case domain::CodeUse::AppealAddress:
        return isMail ? kAppealCode : kCode;
      case domain::CodeUse::Approval:
        return isMail ? kApprovalCode : kCode;
      case domain::CodeUse::Rehearsal:
        return kRehearsalCode;
      case domain::CodeUse::FreshProof:
        return kProofCode;
      case domain::CodeUse::Registration:
        return kRegistrationCode;
    }
    return kCode;
  };
  return filled(m_templates.value(keyOf(channel, language, kind())),
                {{QStringLiteral("code"), cleaned(facts.code)},
                 {QStringLiteral("digits"), spelled(facts.code, language)},
                 {QStringLiteral("service"), cleaned(facts.serviceName)},
                 {QStringLiteral("account"), cleaned(facts.accountMask)},
                 {QStringLiteral("receipt"), cleaned(facts.receipt)},
                 {QStringLiteral("receiptSpelled"), spelled(facts.receipt, language)},
                 {QStringLiteral("minutes"), QString::number(facts.validMinutes)},
                 {QStringLiteral("notMe"), cleaned(facts.objection)},
                 {QStringLiteral("notMeSpelled"), spelled(facts.objection, language)},
                 {QStringLiteral("support"), cleaned(facts.supportContact)}});
}

domain::MessageText TemplateWriter::notice(Notice notice, domain::Channel channel, domain::Language language,
                                           const domain::NoticeFacts& facts) const {
  const NoticeForm& form = formOf(notice);
  // One of the two lines stands in a mail: a fact without text leaves its line out.
  const QString account = cleaned(facts.accountMask);
  return filled(m_templates.value(keyOf(channel, language, QLatin1String(form.kind))),
                {{QLatin1String(form.timeName), readableTime(facts.when, language)},
                 {QStringLiteral("service"), cleaned(facts.serviceName)},
                 {QStringLiteral("account"), account},
                 {QStringLiteral("registered"), facts.isFormer ? QString() : account},
                 {QStringLiteral("ticket"), cleaned(facts.ticket)},
                 {QStringLiteral("password"), cleaned(facts.password)},
                 {QStringLiteral("formerly"), facts.isFormer ? account : QString()},
                 {QStringLiteral("receipt"), cleaned(facts.receipt)},
                 {QStringLiteral("receiptSpelled"), spelled(facts.receipt, language)},
                 {QStringLiteral("notMe"), cleaned(facts.objection)},
                 {QStringLiteral("notMeSpelled"), spelled(facts.objection, language)},
                 {QStringLiteral("support"), cleaned(facts.supportContact)}});
}

domain::MessageText TemplateWriter::administratorAsked(domain::Language language,
                                                       const domain::AdministratorFacts& facts) const {
  const QString& kind = facts.isAppeal ? kAppealToReview : kAdministratorAsked;
  return filled(m_templates.value(keyOf(domain::Channel::Mail, language, kind)),
                {{QStringLiteral("service"), cleaned(facts.serviceName)},
                 {QStringLiteral("account"), cleaned(facts.account)},
                 {QStringLiteral("realm"), cleaned(facts.realm)},
                 {QStringLiteral("receipt"), cleaned(facts.receipt)},
                 {QStringLiteral("when"), readableTime(facts.when, language)},
                 {QStringLiteral("cause"), m_causes.value(causeKey(language, facts.cause))}});
}

domain::MessageText TemplateWriter::administratorTold(domain::Language language,
                                                      const domain::ObjectionFacts& facts) const {
  // One of the two lines stands in the mail: a fact without text leaves its line out.
  const QString account = cleaned(facts.account);
  return filled(m_templates.value(keyOf(domain::Channel::Mail, language, kAdministratorTold)),
                {{QStringLiteral("service"), cleaned(facts.serviceName)},
                 {QStringLiteral("account"), account},
                 {QStringLiteral("realm"), cleaned(facts.realm)},
                 {QStringLiteral("receipt"), cleaned(facts.receipt)},
                 {QStringLiteral("when"), readableTime(facts.when, language)},
                 {QStringLiteral("until"), readableTime(facts.until, language)},
                 {QStringLiteral("changed"), facts.passwordChanged ? account : QString()},
                 {QStringLiteral("unchanged"), facts.passwordChanged ? QString() : account}});
}

domain::MessageText TemplateWriter::budgetSpent(domain::Language language,
                                                const domain::BudgetFacts& facts) const {
  // One of the two lines stands in the mail: a fact without text leaves its line out.
  const QString limit = QString::number(facts.limit);
  return filled(m_templates.value(keyOf(domain::Channel::Mail, language, kBudgetSpent)),
                {{QStringLiteral("service"), cleaned(facts.serviceName)},
                 {QStringLiteral("realm"), cleaned(facts.realm)},
                 {QStringLiteral("whole"), facts.prefix.isEmpty() ? limit : QString()},
                 {QStringLiteral("prefix"), cleaned(facts.prefix)},
                 {QStringLiteral("limit"), limit},
                 {QStringLiteral("when"), readableTime(facts.when, language)}});
}

domain::MessageText TemplateWriter::contactChanged(domain::Channel channel, domain::Language language,
                                                   const domain::ContactFacts& facts) const {
  const QString& kind = facts.event == domain::ContactEvent::Added ? kContactAdded : kContactRemoved;
  return filled(m_templates.value(keyOf(channel, language, kind)),
                {{QStringLiteral("when"), readableTime(facts.when, language)},
                 {QStringLiteral("service"), cleaned(facts.serviceName)},
                 {QStringLiteral("account"), cleaned(facts.accountMask)},
                 {QStringLiteral("contact"), cleaned(facts.contactMask)},
                 {QStringLiteral("notMe"), cleaned(facts.objection)},
                 {QStringLiteral("notMeSpelled"), spelled(facts.objection, language)},
                 {QStringLiteral("support"), cleaned(facts.supportContact)}});
}

}  // namespace latchkey::service::delivery
