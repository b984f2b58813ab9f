// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/template_writer.h"

#include <QDateTime>
#include <QFile>
#include <QLocale>
#include <QSet>
#include <QStringList>
#include <stdexcept>

#include "service/delivery/channel_name.h"
#include "service/delivery/text_template.h"
#include "service/domain/records.h"

// The macro must stand outside of every namespace; a static library's resources are dropped without it.
static void initializeTemplates() {
  Q_INIT_RESOURCE(templates);
}

namespace latchkey::service::delivery {
namespace {

constexpr domain::Channel kChannels[] = {domain::Channel::Mail, domain::Channel::Text,
                                         domain::Channel::Voice};
constexpr domain::Language kLanguages[] = {domain::Language::English, domain::Language::Japanese};

const QString kCode = QStringLiteral("code");
const QString kPasswordChanged = QStringLiteral("password_changed");
const QString kContactAdded = QStringLiteral("contact_added");
const QString kContactRemoved = QStringLiteral("contact_removed");
const QString kFactorLocked = QStringLiteral("factor_locked");
const QString kAdministratorAsked = QStringLiteral("administrator_asked");
const QString kQuestionsChanged = QStringLiteral("questions_changed");
const QString kAccountUnlocked = QStringLiteral("account_unlocked");
const QString kStartCodeIssued = QStringLiteral("start_code_issued");
const QString kStartCodeUsed = QStringLiteral("start_code_used");

QString keyOf(domain::Channel channel, domain::Language language, const QString& kind) {
  return languageTag(language) + QLatin1Char('/') + channelName(channel) + QLatin1Char('_') + kind;
}

QString causeKey(domain::Language language, const QString& code) {
  return languageTag(language) + QLatin1Char('/') + code;
}

QSet<QString> factsOf(const QString& kind) {
  QSet<QString> names{QStringLiteral("service"), QStringLiteral("account"), QStringLiteral("support")};
  const QSet<QString> ofRecoveries{QStringLiteral("receipt"), QStringLiteral("receiptSpelled")};
  if (kind == kAdministratorAsked) {
    return {QStringLiteral("service"), QStringLiteral("account"), QStringLiteral("realm"),
            QStringLiteral("receipt"), QStringLiteral("when"),    QStringLiteral("cause")};
  }
  if (kind == kStartCodeIssued) {
    names.insert(QStringLiteral("until"));
  } else if (kind == kCode) {
    names.unite(ofRecoveries)
        .unite({QStringLiteral("code"), QStringLiteral("digits"), QStringLiteral("minutes")});
  } else if (kind == kPasswordChanged || kind == kStartCodeUsed || kind == kAccountUnlocked) {
    names.unite(ofRecoveries).insert(QStringLiteral("when"));
  } else if (kind == kFactorLocked) {
    names.unite(ofRecoveries).insert(QStringLiteral("until"));
  } else if (kind == kQuestionsChanged) {
    names.insert(QStringLiteral("when"));
  } else {
    names.unite({QStringLiteral("contact"), QStringLiteral("when")});
  }
  return names;
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
    for (const auto channel : kChannels) {
      for (const QString& kind : {kCode, kPasswordChanged, kFactorLocked, kQuestionsChanged, kStartCodeIssued,
                                  kAccountUnlocked, kContactAdded, kContactRemoved}) {
        const QString key = keyOf(channel, language, kind);
        m_templates.insert(key, load(key, channel, kind));
      }
    }
    const QString asked = keyOf(domain::Channel::Mail, language, kAdministratorAsked);
    m_templates.insert(asked, load(asked, domain::Channel::Mail, kAdministratorAsked));
    const QString used = keyOf(domain::Channel::Mail, language, kStartCodeUsed);
    m_templates.insert(used, load(used, domain::Channel::Mail, kStartCodeUsed));
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
  for (int cause = 0; cause <= static_cast<int>(domain::Cause::OnlyStartCode); ++cause) {
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
  return filled(m_templates.value(keyOf(channel, language, kCode)),
                {{QStringLiteral("code"), cleaned(facts.code)},
                 {QStringLiteral("digits"), spelled(facts.code, language)},
                 {QStringLiteral("service"), cleaned(facts.serviceName)},
                 {QStringLiteral("account"), cleaned(facts.accountMask)},
                 {QStringLiteral("receipt"), cleaned(facts.receipt)},
                 {QStringLiteral("receiptSpelled"), spelled(facts.receipt, language)},
                 {QStringLiteral("minutes"), QString::number(facts.validMinutes)},
                 {QStringLiteral("support"), cleaned(facts.supportContact)}});
}

domain::MessageText TemplateWriter::passwordChanged(domain::Channel channel, domain::Language language,
                                                    const domain::NoticeFacts& facts) const {
  return notice(kPasswordChanged, QStringLiteral("when"), channel, language, facts);
}

domain::MessageText TemplateWriter::factorLocked(domain::Channel channel, domain::Language language,
                                                 const domain::NoticeFacts& facts) const {
  return notice(kFactorLocked, QStringLiteral("until"), channel, language, facts);
}

domain::MessageText TemplateWriter::questionsChanged(domain::Channel channel, domain::Language language,
                                                     const domain::NoticeFacts& facts) const {
  return notice(kQuestionsChanged, QStringLiteral("when"), channel, language, facts);
}

domain::MessageText TemplateWriter::accountUnlocked(domain::Channel channel, domain::Language language,
                                                    const domain::NoticeFacts& facts) const {
  return notice(kAccountUnlocked, QStringLiteral("when"), channel, language, facts);
}

domain::MessageText TemplateWriter::startCodeIssued(domain::Channel channel, domain::Language language,
                                                    const domain::NoticeFacts& facts) const {
  return notice(kStartCodeIssued, QStringLiteral("until"), channel, language, facts);
}

domain::MessageText TemplateWriter::startCodeUsed(domain::Language language,
                                                  const domain::NoticeFacts& facts) const {
  return notice(kStartCodeUsed, QStringLiteral("when"), domain::Channel::Mail, language, facts);
}

domain::MessageText TemplateWriter::notice(const QString& kind, const QString& timeName,
                                           domain::Channel channel, domain::Language language,
                                           const domain::NoticeFacts& facts) const {
  return filled(m_templates.value(keyOf(channel, language, kind)),
                {{timeName, readableTime(facts.when, language)},
                 {QStringLiteral("service"), cleaned(facts.serviceName)},
                 {QStringLiteral("account"), cleaned(facts.accountMask)},
                 {QStringLiteral("receipt"), cleaned(facts.receipt)},
                 {QStringLiteral("receiptSpelled"), spelled(facts.receipt, language)},
                 {QStringLiteral("support"), cleaned(facts.supportContact)}});
}

domain::MessageText TemplateWriter::administratorAsked(domain::Language language,
                                                       const domain::AdministratorFacts& facts) const {
  return filled(m_templates.value(keyOf(domain::Channel::Mail, language, kAdministratorAsked)),
                {{QStringLiteral("service"), cleaned(facts.serviceName)},
                 {QStringLiteral("account"), cleaned(facts.account)},
                 {QStringLiteral("realm"), cleaned(facts.realm)},
                 {QStringLiteral("receipt"), cleaned(facts.receipt)},
                 {QStringLiteral("when"), readableTime(facts.when, language)},
                 {QStringLiteral("cause"), m_causes.value(causeKey(language, facts.cause))}});
}

domain::MessageText TemplateWriter::contactChanged(domain::Channel channel, domain::Language language,
                                                   const domain::ContactFacts& facts) const {
  const QString& kind = facts.event == domain::ContactEvent::Added ? kContactAdded : kContactRemoved;
  return filled(m_templates.value(keyOf(channel, language, kind)),
                {{QStringLiteral("when"), readableTime(facts.when, language)},
                 {QStringLiteral("service"), cleaned(facts.serviceName)},
                 {QStringLiteral("account"), cleaned(facts.accountMask)},
                 {QStringLiteral("contact"), cleaned(facts.contactMask)},
                 {QStringLiteral("support"), cleaned(facts.supportContact)}});
}

}  // namespace latchkey::service::delivery
