// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/service_configuration.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

#include "core/platform/files.h"
#include "service/config/checks.h"
#include "service/config/effective_policy.h"
#include "service/config/realm_settings.h"
#include "service/config/toml_reader.h"

namespace latchkey::service::config {

namespace {

using domain::Language;
using domain::Realm;

constexpr qint64 largestFile = qint64{1024} * 1024;

QString sectionOf(const QString& name) {
  return name.section(u'.', 0, 0);
}

/// What must be there: always, or where its section is.
void requireNames(TomlReader& reader) {
  const QStringList always{QStringLiteral("service"), QStringLiteral("tls")};
  for (const QString& name : requiredNames()) {
    const QString section = sectionOf(name);
    if (reader.has(name) || (!always.contains(section) && !reader.has(section))) continue;
    reader.complain(section, QStringLiteral("%1 is missing").arg(name));
  }
}

void checkMail(TomlReader& reader, const MailSettings& mail) {
  if (!mail.user.isEmpty() && mail.passwordFile.isEmpty())
    reader.complain(QStringLiteral("mail.user"),
                    QStringLiteral("there is no mail.password_file for this user"));
  if (mail.user.isEmpty() && !mail.passwordFile.isEmpty())
    reader.complain(QStringLiteral("mail.password_file"),
                    QStringLiteral("there is no mail.user for this password"));
  if (!mail.user.isEmpty() && mail.security == MailSecurity::None && !isLoopback(mail.host))
    reader.complain(QStringLiteral("mail.security"),
                    QStringLiteral("a password would cross the network in the clear"),
                    QStringLiteral("\"starttls\" or \"tls\""));
}

void checkDirectory(TomlReader& reader, const DirectorySettings& directory) {
  const QString section = QStringLiteral("directory");
  const auto at = [&reader, &section](const char* name) {
    const QString full = section + u'.' + QString::fromLatin1(name);
    return reader.has(full) ? full : section;
  };
  if (directory.kind == DirectoryKind::Embedded) {
    for (const char* const name :
         {"urls", "bind_dn", "password_file", "base", "domain", "other_domains", "ca_file"}) {
      if (reader.has(section + u'.' + QString::fromLatin1(name)))
        reader.complain(at(name), QStringLiteral("the embedded directory has no such setting"),
                        QStringLiteral("directory.kind = \"active-directory\" or \"openldap\""));
    }
    return;
  }
  for (const char* const name : {"urls", "ca_file", "bind_dn", "password_file", "base", "domain"}) {
    if (!reader.has(section + u'.' + QString::fromLatin1(name)))
      reader.complain(section, QStringLiteral("%1 is missing").arg(QLatin1String(name)));
  }
  if (reader.has(section + QStringLiteral(".urls")) && directory.urls.isEmpty())
    reader.complain(at("urls"), QStringLiteral("no controller is named"), QStringLiteral("at least one"));
  const bool isTls = directory.security == DirectorySecurity::Tls;
  const QString scheme = isTls ? QStringLiteral("ldaps://") : QStringLiteral("ldap://");
  for (const QString& url : directory.urls) {
    if (!url.startsWith(scheme))
      reader.complain(
          at("urls"), QStringLiteral("%1 does not fit directory.security").arg(url),
          isTls ? QStringLiteral("ldaps:// with \"tls\"") : QStringLiteral("ldap:// with \"starttls\""));
  }
  if (directory.otherDomains.contains(directory.domain))
    reader.complain(at("other_domains"), QStringLiteral("%1 is directory.domain").arg(directory.domain),
                    QStringLiteral("other domains than that"));
  if (!directory.passwordPolicy.isEmpty() && directory.kind != DirectoryKind::OpenLdap)
    reader.complain(at("password_policy"), QStringLiteral("only OpenLDAP has such an entry"),
                    QStringLiteral("nothing: Active Directory's policies are found by themselves"));
}

void checkStore(TomlReader& reader, const StoreSettings& store) {
  const QString host = QStringLiteral("store.host");
  if (store.kind == StoreKind::Sqlite) {
    for (const char* const name : {"host", "port", "name", "user", "password_file", "security", "ca_file"}) {
      const QString full = QStringLiteral("store.") + QString::fromLatin1(name);
      if (reader.has(full))
        reader.complain(full, QStringLiteral("SQLite has no such setting"),
                        QStringLiteral("store.kind = \"postgresql\""));
    }
    return;
  }
  if (!reader.has(host)) {
    reader.complain(QStringLiteral("store"), QStringLiteral("store.host is missing"));
    return;
  }
  const bool isHere = store.host.startsWith(u'/') || isLoopback(store.host);
  if (store.security == StoreSecurity::None && !isHere)
    reader.complain(QStringLiteral("store.security"),
                    QStringLiteral("contacts and codes would cross the network in the clear"),
                    QStringLiteral("\"tls\""));
}

void checkGateway(TomlReader& reader, const QString& section, const GatewaySettings& gateway) {
  if (!gateway.reportUrl.isEmpty() && gateway.reportKeyFile.isEmpty())
    reader.complain(section + QStringLiteral(".report_url"),
                    QStringLiteral("there is no %1.report_key_file for these reports").arg(section));
  if (gateway.reportUrl.hasQuery())
    reader.complain(section + QStringLiteral(".report_url"), QStringLiteral("the address has a query"),
                    QStringLiteral("an address without one: the message's id is put there"));
  if (gateway.kind != GatewayKind::Twilio) return;
  if (gateway.credentialsFile.isEmpty())
    reader.complain(section, QStringLiteral("%1.credentials_file is missing").arg(section),
                    QStringLiteral("a file with SID:token, which this kind of gateway asks for"));
  if (gateway.from.isEmpty())
    reader.complain(section, QStringLiteral("%1.from is missing").arg(section),
                    QStringLiteral("the number that messages come from"));
  if (section == u"voice" && gateway.keyPressUrl.isEmpty())
    reader.complain(section, QStringLiteral("voice.key_press_url is missing"),
                    QStringLiteral("the address that goes on after a key was pressed"));
}

/// Whatever a realm offers must have a way out.
void checkChannels(TomlReader& reader, const ServiceConfiguration& configuration) {
  for (qsizetype index = 0; index < configuration.policy.realms.size(); ++index) {
    const QString factors = TomlReader::realmName(index, QStringLiteral("factors"));
    const QString place = reader.has(factors) ? factors : TomlReader::realmName(index, {}).chopped(1);
    for (const MissingWay& way : missingWays(configuration, configuration.policy.realms.at(index))) {
      reader.complain(place, QStringLiteral("the factor \"%1\" has no way out").arg(way.factor),
                      QStringLiteral("a section [%1] or [outbox], or factors without it").arg(way.section));
    }
  }
}

/// The list of security questions, and what was said of them without there being any.
void checkQuestions(TomlReader& reader, qsizetype index, const Realm& realm,
                    const QList<Language>& languages) {
  const QString list = TomlReader::realmName(index, QStringLiteral("questions"));
  QStringList ids;
  for (qsizetype i = 0; i < realm.questions.list.size(); ++i) {
    const domain::SecurityQuestion& question = realm.questions.list.at(i);
    const QString place = TomlReader::entryName(list, i);
    if (question.id.isEmpty()) reader.complain(place, QStringLiteral("id is missing"));
    if (ids.contains(question.id))
      reader.complain(place + QStringLiteral(".id"), QStringLiteral("this id stands here twice"),
                      QStringLiteral("an id of its own for each question"));
    ids << question.id;
    for (const Language language : languages) {
      const bool english = language == Language::English;
      if ((english ? question.english : question.japanese).isEmpty())
        reader.complain(place, QStringLiteral("%1 is missing").arg(english ? u"en"_qs : u"ja"_qs),
                        QStringLiteral("the question in each of service.languages"));
    }
  }
  const QString use = TomlReader::realmName(index, QStringLiteral("questions_use"));
  if (!reader.has(use) || realm.questions.use == domain::QuestionUse::Off) return;
  if (realm.questions.list.isEmpty())
    reader.complain(use, QStringLiteral("there are no questions"),
                    QStringLiteral("some [[realm.questions]]"));
  if (!realm.factors.contains(domain::MethodKind::Questions))
    reader.complain(use, QStringLiteral("the realm's factors are without \"questions\""),
                    QStringLiteral("factors that have it"));
}

/// The fields that a realm adds to an appeal.
void checkAppealFields(TomlReader& reader, qsizetype index, const Realm& realm,
                       const QList<Language>& languages) {
  constexpr qsizetype mostFields = 16;  // as the interface takes
  const QString list = TomlReader::realmName(index, QStringLiteral("appeal_fields"));
  if (realm.appeal.fields.size() > mostFields)
    reader.complain(list, QStringLiteral("there are %1 fields").arg(realm.appeal.fields.size()),
                    QStringLiteral("%1 at most").arg(mostFields));
  QStringList ids;
  for (qsizetype i = 0; i < realm.appeal.fields.size(); ++i) {
    const domain::AppealField& field = realm.appeal.fields.at(i);
    const QString place = TomlReader::entryName(list, i);
    if (field.id.isEmpty()) reader.complain(place, QStringLiteral("id is missing"));
    if (ids.contains(field.id))
      reader.complain(place + QStringLiteral(".id"), QStringLiteral("this id stands here twice"),
                      QStringLiteral("an id of its own for each field"));
    ids << field.id;
    for (const Language language : languages) {
      const bool english = language == Language::English;
      if ((english ? field.english : field.japanese).isEmpty())
        reader.complain(place, QStringLiteral("%1 is missing").arg(english ? u"en"_qs : u"ja"_qs),
                        QStringLiteral("the label in each of service.languages"));
    }
  }
}

void checkRealms(TomlReader& reader, const ServiceConfiguration& configuration) {
  const QList<Realm>& realms = configuration.policy.realms;
  QHash<QString, QString> owners;  // of ids and domains
  QString catchAll;
  for (qsizetype i = 0; i < realms.size(); ++i) {
    const Realm& realm = realms.at(i);
    const QString place = TomlReader::realmName(i, {}).chopped(1);
    const auto at = [&reader, i, &place](const char* name) {
      const QString full = TomlReader::realmName(i, QString::fromLatin1(name));
      return reader.has(full) ? full : place;
    };
    for (const char* const name : {"id", "profile"}) {
      if (!reader.has(TomlReader::realmName(i, QString::fromLatin1(name))))
        reader.complain(place, QStringLiteral("%1 is missing").arg(QLatin1String(name)));
    }
    const auto claim = [&](const char* name, const QString& kind, const QString& value) {
      const QString key = kind + u' ' + value.toLower();
      if (owners.contains(key))
        reader.complain(at(name),
                        QStringLiteral("realm \"%1\" has \"%2\" already").arg(owners.value(key), value));
      owners.insert(key, realm.id);
    };
    claim("id", QStringLiteral("id"), realm.id);
    for (const QString& domain : realm.domains) claim("domains", QStringLiteral("domain"), domain);
    for (const QString& domain : realm.shortDomains) claim("short_domains", QStringLiteral("short"), domain);
    if (realm.domains.isEmpty()) {
      if (!catchAll.isEmpty())
        reader.complain(at("domains"),
                        QStringLiteral("realm \"%1\" takes all other domains already").arg(catchAll),
                        QStringLiteral("domains in all realms but one"));
      catchAll = realm.id;
    }
    checkQuestions(reader, i, realm, configuration.languages);
    checkAppealFields(reader, i, realm, configuration.languages);
    if (const QString contradiction = contradictionIn(realm); !contradiction.isEmpty())
      reader.complain(place, contradiction);
  }
}

void makeAbsolute(QString& path, const QDir& folder) {
  if (!path.isEmpty()) path = QDir::cleanPath(folder.absoluteFilePath(path));
}

ServiceConfiguration finished(TomlReader& reader, const QString& path) {
  Draft& draft = reader.draft();
  ServiceConfiguration configuration = draft.configuration;
  const QDir folder = QFileInfo(path).absoluteDir();
  for (QString* const named :
       {&configuration.dataDirectory, &configuration.keyFile, &configuration.outbox,
        &configuration.tls.certificate, &configuration.tls.key, &draft.mail.passwordFile, &draft.mail.caFile,
        &configuration.directory.caFile, &configuration.directory.passwordFile,
        &configuration.store.passwordFile, &configuration.store.caFile, &draft.text.credentialsFile,
        &draft.text.caFile, &draft.text.reportKeyFile, &draft.voice.credentialsFile, &draft.voice.caFile,
        &draft.voice.reportKeyFile})
    makeAbsolute(*named, folder);
  if (configuration.keyFile.isEmpty())
    configuration.keyFile = configuration.dataDirectory + QStringLiteral("/keys/master.key");
  if (reader.has(QStringLiteral("mail"))) configuration.mail = draft.mail;
  if (reader.has(QStringLiteral("text"))) configuration.text = draft.text;
  if (reader.has(QStringLiteral("voice"))) configuration.voice = draft.voice;
  configuration.policy.senders = {configuration.mail ? configuration.mail->from : QString(),
                                  configuration.text ? configuration.text->from : QString(),
                                  configuration.voice ? configuration.voice->from : QString()};
  if (configuration.directory.kind != DirectoryKind::Embedded) {
    configuration.policy.directory = {configuration.directory.domain,
                                      configuration.directory.shortDomain.toLower(),
                                      configuration.directory.otherDomains};
  }
  configuration.policy.administratorLanguage = configuration.languages.value(0, Language::English);
  return configuration;
}

void checkFiles(TomlReader& reader, const ServiceConfiguration& configuration) {
  for (const NamedFile& file : filesOf(configuration)) {
    const QFileInfo info(file.path);
    if (!info.isFile() || !platform::isReadable(file.path)) {
      reader.complain(file.name, QStringLiteral("%1 cannot be read").arg(file.path),
                      QStringLiteral("a file that the service may read"));
    } else if (file.isSecret && info.permission(QFile::ReadOther)) {
      reader.complain(file.name, QStringLiteral("everybody on this machine may read %1").arg(file.path),
                      QStringLiteral("a file that the service alone may read"));
    }
  }
}

/// Accounts of Active Directory belong to a domain unless the file says otherwise.
void chooseAccountKinds(const TomlReader& reader, ServiceConfiguration& configuration) {
  if (configuration.directory.kind != DirectoryKind::ActiveDirectory) return;
  for (qsizetype i = 0; i < configuration.policy.realms.size(); ++i) {
    if (reader.has(TomlReader::realmName(i, QStringLiteral("account_kind")))) continue;
    configuration.policy.realms[i].accountKind = domain::AccountKind::Domain;
  }
}

Result<ServiceConfiguration, ConfigurationError> parse(const QByteArray& toml, const QString& path,
                                                       bool lookAtFiles) {
  TomlReader reader(path);
  reader.read(toml);
  if (!reader.failed()) {
    requireNames(reader);
    checkDirectory(reader, reader.draft().configuration.directory);
    checkStore(reader, reader.draft().configuration.store);
    if (reader.has(QStringLiteral("mail"))) checkMail(reader, reader.draft().mail);
    if (reader.has(QStringLiteral("text"))) checkGateway(reader, QStringLiteral("text"), reader.draft().text);
    if (reader.has(QStringLiteral("voice")))
      checkGateway(reader, QStringLiteral("voice"), reader.draft().voice);
    checkRealms(reader, reader.draft().configuration);
  }
  if (reader.failed()) return unexpected(reader.firstError());
  ServiceConfiguration configuration = finished(reader, path);
  chooseAccountKinds(reader, configuration);
  checkChannels(reader, configuration);
  if (lookAtFiles) checkFiles(reader, configuration);
  if (reader.failed()) return unexpected(reader.firstError());
  return configuration;
}

}  // namespace

QString ConfigurationError::message() const {
  QString text = file;
  if (line > 0) text += QStringLiteral(":%1:%2").arg(line).arg(column);
  text += QStringLiteral(": ") + problem;
  if (!expected.isEmpty()) text += QStringLiteral("; expected ") + expected;
  for (QChar& unit : text) {
    if (unit.category() == QChar::Other_Control) unit = u' ';
  }
  return text;
}

Result<ServiceConfiguration, ConfigurationError> readConfiguration(const QString& path) {
  const auto failure = [&path](const QString& problem) {
    return unexpected(ConfigurationError{path, 0, 0, problem, {}});
  };
  if (!QFileInfo(path).isFile()) return failure(QStringLiteral("this file cannot be read"));
  const auto toml = platform::readFile(path, largestFile);
  if (toml) return parse(*toml, path, true);
  return failure(toml.error() == platform::FileFault::TooLarge ? QStringLiteral("this file is over 1 MiB")
                                                               : QStringLiteral("this file cannot be read"));
}

Result<ServiceConfiguration, ConfigurationError> parseConfiguration(const QByteArray& toml,
                                                                    const QString& path) {
  return parse(toml, path, false);
}

}  // namespace latchkey::service::config
