// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/service_configuration.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include "service/config/realm_table.h"
#include "service/config/service_table.h"
#include "tests/support/source_dir.h"

using namespace latchkey::service::config;
using latchkey::service::domain::AccountKind;
using latchkey::service::domain::ChallengeKind;
using latchkey::service::domain::Disclosure;
using latchkey::service::domain::Language;
using latchkey::service::domain::MethodKind;

namespace {

const QByteArray service = R"([service]
public_url = "https://recovery.example.com"
data = "data"
[tls]
certificate = "tls/cert.pem"
key = "/abs/key.pem"
)";
const QByteArray outbox = "[outbox]\nfolder = \"outbox\"\n";
const QByteArray realm = "[[realm]]\nid = \"staff\"\nprofile = \"consumer\"\n";

QByteArray sampleText() {
  QFile file(latchkey::tests::sourcePath(QLatin1String("packaging/latchkeyd.sample.toml")));
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class ServiceConfigurationTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aSmallFileIsEnough() {
    const auto read = parseConfiguration(service + outbox + realm, u"/etc/latchkey/latchkeyd.toml"_qs);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message()));
    QCOMPARE(read->listen.host, u"127.0.0.1"_qs);
    QCOMPARE(read->listen.port, 8443);
    QCOMPARE(read->publicUrl, QUrl(u"https://recovery.example.com"_qs));
    QCOMPARE(read->dataDirectory, u"/etc/latchkey/data"_qs);
    QCOMPARE(read->keyFile, u"/etc/latchkey/data/keys/master.key"_qs);
    QCOMPARE(read->tls.certificate, u"/etc/latchkey/tls/cert.pem"_qs);
    QCOMPARE(read->tls.key, u"/abs/key.pem"_qs);
    QCOMPARE(read->outbox, u"/etc/latchkey/outbox"_qs);
    QVERIFY(!read->mail && !read->text && !read->voice);
    QCOMPARE(read->languages, (QList{Language::English, Language::Japanese}));
    QCOMPARE(read->policy.realms.size(), 1);
    const auto& staff = read->policy.realms.first();
    QCOMPARE(staff.id, u"staff"_qs);
    QCOMPARE(staff.profile, u"consumer"_qs);
    QVERIFY(staff.disclosure == Disclosure::Uniform);
    QCOMPARE(staff.code.digits, 7);
  }

  void questionsAreReadInTheirOrder() {
    const QByteArray questions =
        "disclosure = \"explicit\"\nfactors = [\"authenticator\", \"questions\"]\n"
        "questions_use = \"alone\"\nquestions_asked = 2\n"
        "[[realm.questions]]\nid = \"first-trip\"\nen = \"Where?\"\nja = \"どこ？\"\n"
        "[[realm.questions]]\nid = \"first-dish\"\nen = \"What?\"\nja = \"何？\"\n[realm.code]\ndigits = 6\n";
    const auto read =
        parseConfiguration(service + outbox + realm + questions, u"/etc/latchkey/latchkeyd.toml"_qs);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message()));
    const auto& asked = read->policy.realms.first().questions;
    QVERIFY(asked.use == latchkey::service::domain::QuestionUse::Alone);
    QCOMPARE(asked.asked, 2);
    QCOMPARE(asked.list.size(), 2);
    QCOMPARE(asked.list.first().id, u"first-trip"_qs);
    QCOMPARE(asked.list.last().in(Language::Japanese), u"何？"_qs);
    QCOMPARE(read->policy.realms.first().code.digits, 6);
  }

  void theFieldsOfAnAppealAreReadInTheirOrder() {
    const QByteArray fields =
        "[realm.appeal]\nwait = \"12h\"\n"
        "[[realm.appeal_fields]]\nid = \"staff-number\"\nen = \"Staff number\"\nja = "
        "\"社員番号\"\nmaximum_length = 8\n"
        "[[realm.appeal_fields]]\nid = \"room\"\nen = \"Room\"\nja = \"部屋\"\n";
    const auto read = parseConfiguration(service + outbox + realm + fields, u"/x/a.toml"_qs);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message()));
    const auto& appeal = read->policy.realms.first().appeal;
    QVERIFY(appeal.on);  // as its profile says
    QCOMPARE(appeal.wait, 12 * 3600);
    QCOMPARE(appeal.fields.size(), 2);
    QCOMPARE(appeal.fields.first().maximumLength, 8);
    QCOMPARE(appeal.fields.last().in(Language::Japanese), u"部屋"_qs);
    const QByteArray twice = QByteArray(fields).replace("\"room\"", "\"staff-number\"");
    QVERIFY(!parseConfiguration(service + outbox + realm + twice, u"/x/a.toml"_qs));
  }

  void theSampleIsAcceptedAndSaysWhatItShows() {
    const QByteArray text = sampleText();
    const auto read = parseConfiguration(text, u"/etc/latchkey/latchkeyd.toml"_qs);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message()));
    QCOMPARE(read->listen.host, u"0.0.0.0"_qs);
    QCOMPARE(read->mail->user, u"latchkey"_qs);
    QVERIFY(read->voice->kind == GatewayKind::Twilio);
    QCOMPARE(read->voice->keyPressUrl, QUrl(u"https://voice.example.com/bins/go-on"_qs));
    QCOMPARE(read->policy.realms.first().support.name, u"IT help desk"_qs);
    QCOMPARE(read->policy.realms.first().password.organisationWords, QStringList{u"example"_qs});
  }

  void theSampleNamesEverySettingAndItsDefaults() {
    QString text = QString::fromUtf8(sampleText());
    for (const auto& setting : serviceTable()) {
      const QString key = setting.name.section(u'.', 1);
      QVERIFY2(text.contains(QRegularExpression(u"(?m)^#? ?%1 = "_qs.arg(key))), qPrintable(setting.name));
    }
    for (const auto& setting : realmTable()) {
      const QString key = setting.name.section(u'.', -1);
      QVERIFY2(text.contains(QRegularExpression(u"(?m)^#? ?%1 = "_qs.arg(key))), qPrintable(setting.name));
    }
    // With every commented default switched on, nothing changes but what has no default.
    const auto before = parseConfiguration(text.toUtf8(), u"/x/a.toml"_qs);
    text.replace(QRegularExpression(u"(?m)^# ([a-z_]+ = |\\[)"_qs), u"\\1"_qs);
    const auto after = parseConfiguration(text.toUtf8(), u"/x/a.toml"_qs);
    QVERIFY2(after.has_value(), after ? "" : qPrintable(after.error().message()));
    for (const auto& setting : realmTable())
      QVERIFY2(setting.read(before->policy.realms.first()) == setting.read(after->policy.realms.first()),
               qPrintable(setting.name));
    QCOMPARE(after->workers, before->workers);
    QCOMPARE(after->limits.connections, before->limits.connections);
    QCOMPARE(after->limits.requestDeadline, before->limits.requestDeadline);
    QCOMPARE(after->limits.idleDeadline, before->limits.idleDeadline);
    QCOMPARE(after->limits.waitingWork, before->limits.waitingWork);
    QCOMPARE(after->mail->port, before->mail->port);
    QVERIFY(after->mail->security == before->mail->security);
  }

  void readsEveryKindOfValue() {
    const auto read = parseConfiguration(service + outbox + R"(
[limits]
request_deadline = 45
idle_deadline = "2m"
[[realm]]
id = "pupils"
profile = "school"
domains = ["school.example", "xn--r8jz45g.jp"]
short_domains = ["SCHOOL"]
disclosure = "uniform"
gates = 2
factors = ["text", "mail"]
challenges = ["work"]
reset_enabled = false
code.digits = 8
code.mail_lifetime = "1h"
[realm.password]
maximum_length = 32
preset = "nist"
[[realm]]
id = "rest"
profile = "workplace"
factors = ["mail"]
)",
                                         u"/x/a.toml"_qs);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message()));
    QCOMPARE(read->limits.requestDeadline, 45);
    QCOMPARE(read->limits.idleDeadline, 120);
    const auto& pupils = read->policy.realms.first();
    QCOMPARE(pupils.gates, 2);
    QCOMPARE(pupils.factors, (QList{MethodKind::Text, MethodKind::Mail}));
    QCOMPARE(pupils.challengeKinds, QList{ChallengeKind::Work});
    QVERIFY(!pupils.resetEnabled);
    QVERIFY(pupils.disclosure == Disclosure::Uniform);
    QCOMPARE(pupils.code.digits, 8);
    QCOMPARE(pupils.code.mailLifetime, 3600);
    // The preset counts first, though it stands last.
    QCOMPARE(pupils.password.minimumLength, 15);
    QCOMPARE(pupils.password.maximumLength, 32);
    QCOMPARE(read->policy.realms.last().code.digits, 7);
  }

  void theKindOfAccountFollowsTheDirectoryUnlessItIsSet_data() {
    QTest::addColumn<QByteArray>("directory");
    QTest::addColumn<QByteArray>("setting");
    QTest::addColumn<int>("kind");
    const QByteArray ad =
        "[directory]\nkind = \"active-directory\"\nurls = [\"ldaps://dc.example.com\"]\nca_file = \"ca\"\n"
        "bind_dn = \"CN=l,DC=x\"\npassword_file = \"p\"\nbase = \"DC=x\"\ndomain = \"example.com\"\n";
    QTest::newRow("profile") << QByteArray() << QByteArray() << int(AccountKind::Cloud);
    QTest::newRow("Active Directory") << ad << QByteArray() << int(AccountKind::Domain);
    QTest::newRow("set") << ad << QByteArray("account_kind = \"cloud\"\n") << int(AccountKind::Cloud);
    QTest::newRow("set, embedded") << QByteArray() << QByteArray("account_kind = \"other\"\n")
                                   << int(AccountKind::Other);
  }
  void theKindOfAccountFollowsTheDirectoryUnlessItIsSet() {
    QFETCH(QByteArray, directory);
    QFETCH(QByteArray, setting);
    QFETCH(int, kind);
    const auto read = parseConfiguration(service + outbox + directory + realm + setting, u"/x/a.toml"_qs);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message()));
    QCOMPARE(int(read->policy.realms.first().accountKind), kind);
  }

  void readsADirectory() {
    const auto read =
        parseConfiguration(service + outbox + realm +
                               "[directory]\n"
                               "kind = \"openldap\"\n"
                               "urls = [\"ldap://one.example.com:3389\", \"ldap://two.example.com\"]\n"
                               "security = \"starttls\"\n"
                               "ca_file = \"ca.pem\"\n"
                               "bind_dn = \"cn=latchkey,dc=example,dc=com\"\n"
                               "password_file = \"directory.password\"\n"
                               "base = \"ou=people, dc=example,dc=com\"\n"
                               "domain = \"example.com\"\n"
                               "short_domain = \"EXAMPLE\"\n"
                               "other_domains = [\"example.org\"]\n"
                               "mobile_attributes = [\"mobile\", \"pager\"]\n"
                               "privileged_groups = [\"cn=operators,dc=example,dc=com\"]\n"
                               "password_policy = \"cn=default,dc=example,dc=com\"\n"
                               "operation_deadline = 20\n",
                           u"/x/a.toml"_qs);
    QVERIFY2(read.has_value(), read ? "" : qPrintable(read.error().message()));
    const DirectorySettings& directory = read->directory;
    QVERIFY(directory.kind == DirectoryKind::OpenLdap);
    QVERIFY(directory.security == DirectorySecurity::StartTls);
    QCOMPARE(directory.urls.size(), 2);
    QCOMPARE(directory.caFile, u"/x/ca.pem"_qs);
    QCOMPARE(directory.passwordFile, u"/x/directory.password"_qs);
    QCOMPARE(directory.mobileAttributes, (QStringList{u"mobile"_qs, u"pager"_qs}));
    QCOMPARE(directory.mailAttributes, (QStringList{u"otherMailbox"_qs, u"mail"_qs}));
    QCOMPARE(directory.operationDeadline, 20);
    QCOMPARE(directory.connectDeadline, 5);
    QCOMPARE(read->policy.directory.domain, u"example.com"_qs);
    QCOMPARE(read->policy.directory.shortDomain, u"example"_qs);
    QCOMPARE(read->policy.directory.otherDomains, QStringList(u"example.org"_qs));
    // Without the section it is Latchkey's own.
    const auto none = parseConfiguration(service + outbox + realm, u"/x/a.toml"_qs);
    QVERIFY(none->directory.kind == DirectoryKind::Embedded);
    QVERIFY(none->policy.directory.domain.isEmpty());
  }

  void readsAStore_data() {
    QTest::addColumn<QByteArray>("store");
    QTest::addColumn<QString>("complaint");
    const QByteArray server = "kind = \"postgresql\"\n";
    QTest::newRow("file") << QByteArray("kind = \"sqlite\"\n") << QString();
    QTest::newRow("server") << server +
                                   "host = \"db1.example.com,db2.example.com\"\nport = 6432\n"
                                   "password_file = \"store.password\"\nca_file = \"ca.pem\"\n"
                            << QString();
    QTest::newRow("socket") << server + "host = \"/run/postgresql\"\nsecurity = \"none\"\n" << QString();
    QTest::newRow("loopback") << server + "host = \"127.0.0.1\"\nsecurity = \"none\"\n" << QString();
    QTest::newRow("no host") << server << u"store.host is missing"_qs;
    QTest::newRow("in the clear") << server + "host = \"db.example.com\"\nsecurity = \"none\"\n"
                                  << u"would cross the network in the clear"_qs;
    QTest::newRow("one of them in the clear")
        << server + "host = \"localhost,db.example.com\"\nsecurity = \"none\"\n"
        << u"would cross the network in the clear"_qs;
    QTest::newRow("no host at all") << server + "host = \"db.example.com, \"\n" << u"store.host"_qs;
    QTest::newRow("host of a file") << QByteArray("host = \"db.example.com\"\n")
                                    << u"SQLite has no such setting"_qs;
    QTest::newRow("a file that the driver cannot name")
        << server + "host = \"db.example.com\"\nca_file = \"a;b\"\n"
        << u"store.ca_file"_qs;
  }
  void readsAStore() {
    QFETCH(QByteArray, store);
    QFETCH(QString, complaint);
    const auto read = parseConfiguration(service + outbox + realm + "[store]\n" + store, u"/x/a.toml"_qs);
    QVERIFY2(read.has_value() == complaint.isEmpty(), read ? "" : qPrintable(read.error().message()));
    if (!read) {
      QVERIFY2(read.error().message().contains(complaint), qPrintable(read.error().message()));
    } else if (!read->store.passwordFile.isEmpty()) {
      QCOMPARE(read->store.port, 6432);
      QCOMPARE(read->store.passwordFile, u"/x/store.password"_qs);
      QCOMPARE(read->store.caFile, u"/x/ca.pem"_qs);
      QVERIFY(read->store.security == StoreSecurity::Tls);
    }
  }

  void refuses_data() {
    QTest::addColumn<QByteArray>("toml");
    QTest::addColumn<QString>("message");
    const auto row = [](const char* name, const QByteArray& toml, const QString& message) {
      QTest::newRow(name) << toml << message;
    };
    // Lines 1 to 6 are the service, 7 and 8 the outbox, 9 to 11 the realm.
    const QByteArray all = service + outbox + realm;
    row("empty", "", u"a.toml: no realm is set up; expected at least one [[realm]]"_qs);
    row("no TOML", "service = \n", u"a.toml:1:11: "_qs);
    row("key twice", all + "id = \"x\"\n", u"a.toml:12:"_qs);
    row("binary", QByteArray("\x00\x01\xff", 3), u"a.toml:1:2: "_qs);
    row("unknown setting", all + "gate = 1\n",
        u"a.toml:12:1: realm[1].gate: there is no such setting; did you mean gates?"_qs);
    row("unknown setting without a near one", all + "colour = \"red\"\n",
        u"a.toml:12:1: realm[1].colour: there is no such setting"_qs);
    row("unknown setting in a section", all + "[realm.code]\ndigit = 7\n",
        u"a.toml:13:1: realm[1].code.digit: there is no such setting; did you mean code.digits?"_qs);
    row("unknown section", "[servce]\nname = \"x\"\n" + all,
        u"a.toml:1:2: servce: there is no such setting; did you mean service?"_qs);
    row("password in the file", all + "[mail]\nhost = \"m\"\nfrom = \"a@b.c\"\npassword = \"hunter2\"\n",
        u"a.toml:15:1: mail.password: there is no such setting"_qs);
    row("text for a number", all + "gates = \"two\"\n",
        u"a.toml:12:9: realm[1].gates: text stands here; expected a whole number from 1 to 2"_qs);
    row("number for a text", service + "[outbox]\nfolder = 7\n" + realm,
        u"a.toml:8:10: outbox.folder: a whole number stands here; expected the path of a folder"_qs);
    row("point in a number", all + "gates = 1.5\n",
        u"a.toml:12:9: realm[1].gates: a number with a point stands here; expected a whole number from 1 to 2"_qs);
    row("text for a switch", all + "reset_enabled = \"yes\"\n",
        u"a.toml:12:17: realm[1].reset_enabled: text stands here; expected true or false"_qs);
    row("list for a text", all + "disclosure = [\"uniform\"]\n",
        u"a.toml:12:14: realm[1].disclosure: a list stands here; expected one of \"uniform\", \"explicit\""_qs);
    row("text for a list", all + "domains = \"example.com\"\n",
        u"a.toml:12:11: realm[1].domains: text stands here; expected a list of domains in small letters, such as [\"example.com\"], each once"_qs);
    row("number in a list", all + "factors = [\"mail\", 5]\n",
        u"a.toml:12:11: realm[1].factors: a list stands here; expected a list of some of \"mail\", "_qs);
    row("value for a section", all + "code = 7\n",
        u"a.toml:12:8: realm[1].code: a whole number stands here; expected a section, as in [realm[1].code]"_qs);
    row("section for a value", all + "[realm.gates]\nx = 1\n", u"a.toml:12:"_qs);
    row("too large", all + "gates = 3\n",
        u"a.toml:12:9: realm[1].gates: 3 is out of range; expected a whole number from 1 to 2"_qs);
    row("negative", all + "[realm.code]\ntries = -1\n",
        u"a.toml:13:9: realm[1].code.tries: -1 is out of range; expected a whole number from 1 to 10"_qs);
    row("larger than any integer", all + "gates = 99999999999999999999\n", u"a.toml:12:"_qs);
    row("larger than an int", all + "gates = 4294967297\n",
        u"a.toml:12:9: realm[1].gates: 4294967297 is out of range; "_qs);
    row("no network", all + "own_networks = [\"10.0.0.0/33\"]\n",
        u"a.toml:12:16: realm[1].own_networks: a list of another form stands here; expected a list of networks such as [\"10.0.0.0/8\", \"2001:db8::/32\"], each once"_qs);
    row("unknown word", all + "disclosure = \"open\"\n",
        u"a.toml:12:14: realm[1].disclosure: text of another form stands here; expected one of \"uniform\", \"explicit\""_qs);
    row("unknown factor", all + "factors = [\"mail\", \"sms\"]\n",
        u"a.toml:12:11: realm[1].factors: a list of another form stands here; expected a list of some of "_qs);
    row("factor twice", all + "factors = [\"mail\", \"mail\"]\n",
        u"a.toml:12:11: realm[1].factors: a list of another form stands here"_qs);
    row("no factor", all + "factors = []\n",
        u"a.toml:12:11: realm[1].factors: a list of another form stands here"_qs);
    row("duration without a unit that exists", all + "[realm.limits]\nidle = \"15 parsecs\"\n",
        u"a.toml:13:8: realm[1].limits.idle: text of another form stands here; expected a time from 1m to 1d, such as "_qs);
    row("duration too short", all + "[realm.limits]\nidle = 5\n",
        u"a.toml:13:8: realm[1].limits.idle: 5 is out of range; expected a time from 1m to 1d"_qs);
    row("domain in capitals", all + "domains = [\"Example.com\"]\n", u"a.toml:12:11: realm[1].domains: "_qs);
    row("profile that does not exist", service + outbox + "[[realm]]\nid = \"x\"\nprofile = \"office\"\n",
        u"a.toml:11:11: realm[1].profile: text of another form stands here; expected one of \"consumer\", \"workplace\", \"school\""_qs);
    row("no id", service + outbox + "[[realm]]\nprofile = \"school\"\n",
        u"a.toml:9:1: realm[1]: id is missing"_qs);
    row("no profile", service + outbox + "[[realm]]\nid = \"x\"\n",
        u"a.toml:9:1: realm[1]: profile is missing"_qs);
    row("realm in single brackets", service + outbox + "[realm]\nid = \"x\"\n", u"a.toml:9:"_qs);
    row("the same id twice", all + "domains = [\"a.b\"]\n" + realm,
        u"a.toml:14:1: realm[2].id: realm \"staff\" has \"staff\" already"_qs);
    row("two realms for all other domains", all + "[[realm]]\nid = \"b\"\nprofile = \"consumer\"\n",
        u"a.toml:12:1: realm[2]: realm \"staff\" takes all other domains already; expected domains in all realms but one"_qs);
    row("one domain in two realms",
        all +
            "domains = [\"a.example\"]\n[[realm]]\nid = \"b\"\nprofile = \"consumer\"\ndomains = "
            "[\"a.example\"]\n",
        u"a.toml:16:1: realm[2].domains: realm \"staff\" has \"a.example\" already"_qs);
    row("lengths against each other", all + "[realm.password]\nminimum_length = 20\n",
        u"a.toml:9:1: realm[1]: password.minimum_length is larger than password.maximum_length"_qs);
    row("idle longer than absolute", all + "[realm.limits]\nidle = \"2h\"\n",
        u"a.toml:9:1: realm[1]: limits.idle is larger than limits.absolute"_qs);
    row("texts to nowhere", all + "[realm.phones]\nallowed_countries = []\n",
        u"a.toml:9:1: realm[1]: factors has texts or calls, but phones.allowed_countries is empty"_qs);
    const QByteArray asked =
        all + "factors = [\"mail\", \"questions\"]\nquestions_asked = 1\n[[realm.questions]]\n";
    row("question without an id", asked + "en = \"a?\"\nja = \"a?\"\n",
        u"a.toml:14:1: realm[1].questions[1]: id is missing"_qs);
    row("question in one language", asked + "id = \"a\"\nen = \"a?\"\n",
        u"a.toml:14:1: realm[1].questions[1]: ja is missing; expected the question in each of service.languages"_qs);
    row("question with a bad id", asked + "id = \"First School\"\nen = \"a?\"\nja = \"a?\"\n",
        u"a.toml:15:6: realm[1].questions[1].id: text of another form stands here; expected small letters, "_qs);
    row("question of two lines", asked + "id = \"a\"\nen = \"a\\nb\"\nja = \"a?\"\n",
        u"a.toml:16:6: realm[1].questions[1].en: text of another form stands here; expected a question of at most"_qs);
    row("question too long", asked + "id = \"a\"\nen = \"" + QByteArray(201, 'a') + "\"\nja = \"a?\"\n",
        u"a.toml:16:6: realm[1].questions[1].en: "_qs);
    row("question in an unknown language", asked + "id = \"a\"\nen = \"a?\"\nja = \"a?\"\nxx = \"a?\"\n",
        u"a.toml:18:1: realm[1].questions[1].xx: there is no such setting"_qs);
    row("the same question twice",
        asked +
            "id = \"a\"\nen = \"a?\"\nja = \"a?\"\n[[realm.questions]]\nid = \"a\"\nen = \"b?\"\nja = "
            "\"b?\"\n",
        u"a.toml:19:1: realm[1].questions[2].id: this id stands here twice; expected an id of its own for each question"_qs);
    row("questions in single brackets", all + "[realm.questions]\nid = \"a\"\n", u"a.toml:12:"_qs);
    row("questions that are texts", all + "questions = [\"a?\"]\n",
        u"a.toml:12:13: realm[1].questions: a list stands here; expected [[realm.questions]], in double brackets"_qs);
    row("questions used without any",
        all + "factors = [\"mail\", \"questions\"]\nquestions_use = \"alone\"\n",
        u"a.toml:13:1: realm[1].questions_use: there are no questions; expected some [[realm.questions]]"_qs);
    row("questions used without the factor",
        all +
            "questions_use = \"alone\"\nquestions_asked = 1\n[[realm.questions]]\nid = \"a\"\nen = "
            "\"a?\"\nja = \"a?\"\n",
        u"a.toml:12:1: realm[1].questions_use: the realm's factors are without \"questions\"; expected factors that have it"_qs);
    row("fewer questions than are asked",
        all +
            "factors = [\"mail\", \"questions\"]\n[[realm.questions]]\nid = \"a\"\nen = \"a?\"\nja = "
            "\"a?\"\n",
        u"a.toml:9:1: realm[1]: questions_asked is 3, but there are 1 [[realm.questions]]"_qs);
    row("questions alone where decoys have to look alike",
        asked +
            "id = \"a\"\nen = \"a?\"\nja = \"a?\"\n[[realm]]\nid = \"b\"\nprofile = \"school\"\n"
            "domains = [\"b.example\"]\ndisclosure = \"uniform\"\nquestions_asked = 1\n"
            "[[realm.questions]]\nid = \"a\"\nen = \"a?\"\nja = \"a?\"\n",
        u"a.toml:18:1: realm[2]: questions_use is alone, which takes disclosure = \"explicit\" or two gates"_qs);
    row("a number of questions out of range", all + "questions_asked = 6\n",
        u"a.toml:12:19: realm[1].questions_asked: 6 is out of range; expected a whole number from 1 to 5"_qs);
    row("a use of questions that does not exist", all + "questions_use = \"first\"\n",
        u"a.toml:12:17: realm[1].questions_use: text of another form stands here; expected one of \"off\", "_qs);
    row("nothing but questions for the second gate", all + "factors = [\"questions\"]\n",
        u"a.toml:9:1: realm[1]: factors has nothing but questions, which by themselves pass no gate or too few"_qs);
    row("no way out", service + realm + "factors = [\"text\"]\n",
        u"a.toml:10:1: realm[1].factors: the factor \"text\" has no way out; expected a section [text] or [outbox], or factors without it"_qs);
    row("no way out for calls of a profile",
        service + "[mail]\nhost = \"m\"\nfrom = \"a@b.c\"\n[text]\nurl = \"https://g/\"\n" + realm,
        u"a.toml:12:1: realm[1]: the factor \"call\" has no way out; expected a section [voice] or [outbox]"_qs);
    row("no public address",
        "[service]\ndata = \"d\"\n[tls]\ncertificate = \"c\"\nkey = \"k\"\n" + outbox + realm,
        u"a.toml:1:2: service: service.public_url is missing"_qs);
    row("no TLS", "[service]\ndata = \"d\"\npublic_url = \"https://h\"\n" + outbox + realm,
        u"a.toml: tls: tls.certificate is missing"_qs);
    row("plain HTTP", "[service]\npublic_url = \"http://h\"\n",
        u"a.toml:2:14: service.public_url: text of another form stands here; expected an address such as \"https://recovery.example.com\" without a path"_qs);
    row("public address with a path", "[service]\npublic_url = \"https://h/recovery\"\n",
        u"a.toml:2:14: service.public_url: "_qs);
    row("port that does not exist", "[service]\nlisten = \"0.0.0.0:70000\"\n",
        u"a.toml:2:10: service.listen: text of another form stands here; expected host and port"_qs);
    row("no port", "[service]\nlisten = \"0.0.0.0\"\n", u"a.toml:2:10: service.listen: "_qs);
    row("no mail address", all + "[mail]\nhost = \"m\"\nfrom = \"Latchkey\"\n",
        u"a.toml:14:8: mail.from: text of another form stands here; expected a mail address"_qs);
    row("mail header in the sender", all + "[mail]\nhost = \"m\"\nfrom = \"a@b.c\\nBcc: x@y.z\"\n",
        u"a.toml:14:8: mail.from: "_qs);
    for (const char* const address :
         {"bounces", "bounces@", "a+b@c.example", "abcdefghijklmnopqrstu@c.example", "a@c..example",
          ".a@c.example", "a b@c.example", "\xC3\xA4@c.example", "a@\xC3\xA4.example", "a@c.example\\n"})
      row(QByteArray("no address to come back to: ").append(address).constData(),
          all + "[mail]\nhost = \"m\"\nfrom = \"a@b.c\"\nbounces = \"" + address + "\"\n",
          u"a.toml:15:11: mail.bounces: text of another form stands here; expected a mail address with at most 20"_qs);
    row("user without password", all + "[mail]\nhost = \"m\"\nfrom = \"a@b.c\"\nuser = \"u\"\n",
        u"a.toml:15:1: mail.user: there is no mail.password_file for this user"_qs);
    row("password in the clear",
        all +
            "[mail]\nhost = \"m\"\nfrom = \"a@b.c\"\nuser = \"u\"\npassword_file = \"p\"\nsecurity = "
            "\"none\"\n",
        u"a.toml:17:1: mail.security: a password would cross the network in the clear; expected \"starttls\" or \"tls\""_qs);
    row("gateway in the clear", all + "[text]\nurl = \"http://sms.example.com/\"\n",
        u"a.toml:13:7: text.url: text of another form stands here; expected an address that begins with https://"_qs);
    row("password in an address", all + "[text]\nurl = \"https://u:p@sms.example.com/\"\n",
        u"a.toml:13:7: text.url: "_qs);
    row("gateway without address", all + "[voice]\nkind = \"generic\"\n",
        u"a.toml:12:2: voice: voice.url is missing"_qs);
    row("Twilio without credentials",
        all + "[voice]\nkind = \"twilio\"\nurl = \"https://v/\"\nfrom = \"+1\"\n",
        u"a.toml:12:2: voice: voice.credentials_file is missing; expected a file with SID:token"_qs);
    row("Twilio calls that cannot go on",
        all + "[voice]\nkind = \"twilio\"\nurl = \"https://v/\"\ncredentials_file = \"c\"\nfrom = \"+1\"\n",
        u"a.toml:12:2: voice: voice.key_press_url is missing; expected the address that goes on after"_qs);
    row("reports without a key", all + "[text]\nurl = \"https://t/\"\nreport_url = \"https://r/x\"\n",
        u"a.toml:14:1: text.report_url: there is no text.report_key_file for these reports"_qs);
    row("reports to a query",
        all + "[text]\nurl = \"https://t/\"\nreport_key_file = \"k\"\nreport_url = \"https://r/x?y\"\n",
        u"a.toml:15:1: text.report_url: the address has a query; expected an address without one"_qs);
    row("key pressed in the clear", all + "[voice]\nurl = \"https://v/\"\nkey_press_url = \"http://v/\"\n",
        u"a.toml:14:17: voice.key_press_url: text of another form stands here; expected an address that begins"_qs);
    row("control character in a name", "[service]\nname = \"a\\u0007b\"\n",
        u"a.toml:2:8: service.name: text of another form stands here; expected text without control characters"_qs);
    row("bidi override in a name", "[service]\nname = \"a\\u202Eb\"\n", u"a.toml:2:8: service.name: "_qs);
    const QByteArray ad =
        all +
        "[directory]\nkind = \"active-directory\"\nca_file = \"ca\"\nbind_dn = \"CN=l,DC=x\"\npassword_file "
        "= \"p\"\ndomain = \"example.com\"\n";
    row("directory of a kind that does not exist", all + "[directory]\nkind = \"novell\"\n",
        u"a.toml:13:8: directory.kind: text of another form stands here; expected one of \"embedded\", \"active-directory\", \"openldap\""_qs);
    row("directory without controllers", ad + "base = \"DC=x\"\n",
        u"a.toml:12:2: directory: urls is missing"_qs);
    row("directory with an empty list", ad + "base = \"DC=x\"\nurls = []\n",
        u"a.toml:19:1: directory.urls: no controller is named; expected at least one"_qs);
    row("directory in the clear", ad + "base = \"DC=x\"\nurls = [\"ldap://dc1\"]\n",
        u"a.toml:19:1: directory.urls: ldap://dc1 does not fit directory.security; expected ldaps:// with \"tls\""_qs);
    row("no security at all", all + "[directory]\nsecurity = \"none\"\n",
        u"a.toml:13:12: directory.security: text of another form stands here; expected one of \"starttls\", \"tls\""_qs);
    row("StartTLS from the first byte",
        ad + "base = \"DC=x\"\nsecurity = \"starttls\"\nurls = [\"ldaps://dc1\"]\n",
        u"a.toml:20:1: directory.urls: ldaps://dc1 does not fit directory.security; expected ldap:// with \"starttls\""_qs);
    row("controller with a path", ad + "base = \"DC=x\"\nurls = [\"ldaps://dc1/DC=x\"]\n",
        u"a.toml:19:8: directory.urls: a list of another form stands here; expected a list of addresses such as \"ldaps://dc1.example.com\""_qs);
    row("controller with a password", ad + "urls = [\"ldaps://u:hunter2@dc1\"]\n",
        u"a.toml:18:8: directory.urls: a list of another form stands here"_qs);
    row("other domain that is the first one",
        ad + "base = \"DC=x\"\nurls = [\"ldaps://dc1\"]\nother_domains = [\"example.com\"]\n",
        u"a.toml:20:1: directory.other_domains: example.com is directory.domain; expected other domains than that"_qs);
    row("base that is no name", ad + "urls = [\"ldaps://dc1\"]\nbase = \"example.com\"\n",
        u"a.toml:19:8: directory.base: text of another form stands here; expected a name such as \"OU=People,DC=example,DC=com\""_qs);
    row("attribute with a filter in it",
        ad + "urls = [\"ldaps://dc1\"]\nbase = \"DC=x\"\nmobile_attributes = [\"mobile)(x=*\"]\n",
        u"a.toml:20:21: directory.mobile_attributes: a list of another form stands here; expected a list of names of attributes"_qs);
    row("deadline longer than a request", ad + "operation_deadline = \"5m\"\n",
        u"a.toml:18:22: directory.operation_deadline: text of another form stands here; expected a time from 1s to 30s"_qs);
    row("policy entry for Active Directory",
        ad + "urls = [\"ldaps://dc1\"]\nbase = \"DC=x\"\npassword_policy = \"CN=p,DC=x\"\n",
        u"a.toml:20:1: directory.password_policy: only OpenLDAP has such an entry"_qs);
    row("controllers of the embedded directory", all + "[directory]\nurls = [\"ldaps://dc1\"]\n",
        u"a.toml:13:1: directory.urls: the embedded directory has no such setting; expected directory.kind"_qs);
    row("first fault of the file first", "[service]\nworkers = 0\nlisten = \"x\"\ncolour = 1\n",
        u"a.toml:2:11: service.workers: 0 is out of range; expected a whole number from 1 to 64"_qs);
  }
  void refuses() {
    QFETCH(QByteArray, toml);
    QFETCH(QString, message);
    const auto read = parseConfiguration(toml, u"a.toml"_qs);
    QVERIFY(!read.has_value());
    const QString told = read.error().message();
    QVERIFY2(told.startsWith(message), qPrintable(told));
    QVERIFY(!told.contains(u'\n'));
    QVERIFY(!told.contains(u"hunter2"));
  }

  void looksAtTheFilesThatAreNamed() {
    QTemporaryDir folder;
    const QString path = folder.filePath(u"latchkeyd.toml"_qs);
    const auto write = [&folder](const QString& name, const QByteArray& text,
                                 QFile::Permissions permissions) {
      QFile file(folder.filePath(name));
      return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() &&
             file.setPermissions(permissions);
    };
    const auto owner = QFile::ReadOwner | QFile::WriteOwner;
    QVERIFY(write(u"latchkeyd.toml"_qs,
                  QByteArray(service + outbox + realm)
                      .replace("/abs/key.pem", "key.pem")
                      .replace("tls/cert.pem", "cert.pem"),
                  owner));
    auto read = readConfiguration(path);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().message(), path + u":5:1: tls.certificate: "_qs + folder.filePath(u"cert.pem"_qs) +
                                         u" cannot be read; expected a file that the service may read"_qs);
    QVERIFY(write(u"cert.pem"_qs, "c", owner | QFile::ReadOther));
    QVERIFY(write(u"key.pem"_qs, "k", owner | QFile::ReadOther));
    read = readConfiguration(path);
    QVERIFY(!read.has_value());
    QVERIFY2(
        read.error().message().startsWith(path + u":6:1: tls.key: everybody on this machine may read "_qs),
        qPrintable(read.error().message()));
    QVERIFY(write(u"key.pem"_qs, "k", owner));
    QVERIFY(readConfiguration(path).has_value());
  }

  void aFileThatIsNotThereIsTold() {
    QTemporaryDir folder;
    const QString path = folder.filePath(u"none.toml"_qs);
    const auto read = readConfiguration(path);
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().message(), path + u": this file cannot be read"_qs);
    QVERIFY(!readConfiguration(folder.path()).has_value());
  }
};

QTEST_APPLESS_MAIN(ServiceConfigurationTest)
#include "service_configuration_test.moc"
