// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/ground.h"

#include <signal.h>

#include <QFileInfo>
#include <QSaveFile>

#include "core/platform/clock.h"
#include "tests/support/free_port.h"
#include "tests/support/program_run.h"
#include "tests/support/raw_tls_client.h"

namespace latchkey::chaos {

namespace {
constexpr int answerDeadline = 5'000;  ///< ms, after which a client asks again

QString dnOf(const QString& login) {
  return QStringLiteral("uid=%1,ou=people,dc=latchkey,dc=test").arg(login);
}
QString loginOf(int number) {
  return QStringLiteral("person%1").arg(number);
}
}  // namespace

Ground::Ground(const Programs& programs, tests::PostgresServer& database, Directory directory,
               const QString& folder)
    : server(database),
      relay(QStringLiteral("smtp_server.py"), {QStringLiteral("--tls"), QStringLiteral("none")}),
      m_programs(programs),
      m_folder(folder.isEmpty() ? QDir::temp().filePath(QStringLiteral("chaos-XXXXXX"))
                                : folder + QStringLiteral("/services-XXXXXX")),
      m_ports{tests::freePort(), tests::freePort()} {
  if (directory == Directory::OpenLdap) {
    m_directory = std::make_unique<tests::HelperServer>(QStringLiteral("slapd_server.py"));
    m_line = std::make_unique<tests::HelperServer>(
        QStringLiteral("between.py"),
        QStringList{QStringLiteral("--to"), QString::number(m_directory->port())});
    m_admin = std::make_unique<tests::LdapAdmin>(
        QStringLiteral("ldaps://127.0.0.1:%1").arg(m_directory->port()), m_directory->authority(),
        QStringLiteral("cn=admin,dc=latchkey,dc=test"), QStringLiteral("Adm1n-Start-9"));
    write("directory.password", "Serv1ce-Start-9\n");
  }
  passTime(0);
  for (const int which : {0, 1}) write("service" + QByteArray::number(which) + ".toml", configuration(which));
  addPeople();
  for (const int which : {0, 1}) start(which);
}

QByteArray Ground::configuration(int which) const {
  const auto options = server.options(m_database);
  const QByteArray home = m_programs.home.toUtf8();
  QByteArray text =
      "[service]\nname = \"Test\"\nworkers = 4\nlisten = \"127.0.0.1:" +
      QByteArray::number(m_ports.at(static_cast<std::size_t>(which))) + "\"\npublic_url = \"" +
      origin().toString().toLatin1() + "\"\ndata = \"data" + QByteArray::number(which) + "\"\nkey_file = \"" +
      home + "/keys/master.key\"\n[tls]\ncertificate = \"" + home + "/tls/server.pem\"\nkey = \"" + home +
      "/tls/server.key\"\n[store]\nkind = \"postgresql\"\nhost = \"" + options.host.toUtf8() +
      "\"\nport = " + QByteArray::number(options.port) + "\nname = \"" + m_database.toUtf8() +
      "\"\nuser = \"latchkey\"\n[mail]\nhost = \"127.0.0.1\"\nport = " + QByteArray::number(relay.port()) +
      "\nsecurity = \"none\"\nfrom = \"no-reply@example.com\"\n";
  if (m_directory) {
    text += "[directory]\nkind = \"openldap\"\nurls = [\"ldaps://127.0.0.1:" +
            QByteArray::number(m_line->port()) + "\"]\nca_file = \"" + m_directory->authority().toUtf8() +
            "\"\nbind_dn = \"cn=latchkey,ou=services,dc=latchkey,dc=test\"\n"
            "password_file = \"directory.password\"\nbase = \"ou=people,dc=latchkey,dc=test\"\n"
            "domain = \"latchkey.test\"\nmail_attributes = [\"recoveryMail\"]\n"
            "password_policy = \"cn=default,ou=policies,dc=latchkey,dc=test\"\n";
  }
  text +=
      "[[realm]]\nid = \"consumer\"\nprofile = \"consumer\"\nname = \"People\"\nfactors = "
      "[\"mail\"]\nwork_bits = 8\n"
      "[realm.code]\ntries = 10\nresend_after = \"10s\"\nresends_per_hour = 20\nresends_per_day = 20\n"
      "[realm.limits]\nopens_per_hour_and_account = 1000\nopens_per_hour_and_source = 10000\n"
      "challenges_per_hour_and_source = 10000\nmisses_per_day = 50\n";
  return text;
}

void Ground::addPeople() {
  if (m_directory) {
    QByteArray entries;
    for (int i = 0; i < people; ++i) {
      const QByteArray login = loginOf(i).toLatin1();
      entries += "dn: " + dnOf(loginOf(i)).toLatin1() +
                 "\nobjectClass: inetOrgPerson\nobjectClass: reachable\nuid: " + login +
                 "\ncn: Pat\nsn: Pat\nrecoveryMail: " + someone(i).address.toLatin1() +
                 "\nuserPassword: Old-pass-11\n\n";
    }
    if (!m_admin->apply(entries)) qFatal("the directory takes no people");
    return;
  }
  QByteArray table = "account,display_name,realm,mail,mobile,phone,status\n";
  for (int i = 0; i < people; ++i) {
    table += someone(i).account.toLatin1() + ",Pat,consumer," + someone(i).address.toLatin1() + ",,,\n";
  }
  write("accounts.csv", table);
  const auto imported = tests::runProgram(
      controlOf(m_version),
      QStringList{QStringLiteral("accounts"), QStringLiteral("import"), path("accounts.csv")} + fileOf(0));
  if (imported.status != 0) qFatal("%s", imported.err.constData());
}

QString Ground::serviceOf(Version version) const {
  return version == Version::Present && !m_programs.before.isEmpty() ? m_programs.before : m_programs.service;
}

QString Ground::controlOf(Version version) const {
  if (version == Version::Next || m_programs.before.isEmpty()) return m_programs.control;
  return QFileInfo(m_programs.before).dir().filePath(QStringLiteral("latchkeyctl"));
}

QStringList Ground::environment(Version version) const {
  // Hours pass for the services, and not for their database.
  QStringList all{QStringLiteral("LATCHKEY_CLOCK=") + clockFile(),
                  QStringLiteral("LATCHKEY_GUARD_OFF=OneClock")};
  if (version == Version::Next && m_programs.before.isEmpty()) {
    // As migrations do: they only add.
    all << QStringLiteral(
        "LATCHKEY_NEXT_SCHEMA=ALTER TABLE recoveries ADD COLUMN of_next TEXT NOT NULL DEFAULT '';\n"
        "ALTER TABLE messages ADD COLUMN of_next BIGINT NOT NULL DEFAULT 0;\n"
        "CREATE TABLE of_next (id TEXT PRIMARY KEY, at BIGINT NOT NULL)");
  }
  return all;
}

void Ground::start(int which, Version version) {
  if (version == Version::Next) m_version = version;
  auto& service = services.at(static_cast<std::size_t>(which));
  service = std::make_unique<tests::ServiceProcess>(serviceOf(version), fileOf(which), environment(version));
  if (!service->isReady()) qFatal("%s", service->errors().constData());
}

bool Ground::isRefusedAsTooOld(int which) const {
  const auto run =
      tests::runProgram(serviceOf(Version::Present), fileOf(which), {}, environment(Version::Present));
  return run.status == 1 && run.err.contains("later version");
}

void Ground::holdStill(int which) const {
  ::kill(static_cast<pid_t>(services.at(static_cast<std::size_t>(which))->id()), SIGSTOP);
}

void Ground::wake(int which) const {
  ::kill(static_cast<pid_t>(services.at(static_cast<std::size_t>(which))->id()), SIGCONT);
}

void Ground::passTime(qint64 seconds) {
  m_passed += seconds * 1000;
  QSaveFile file(clockFile());  // at one go: a program may look at any moment
  if (!file.open(QIODevice::WriteOnly) || file.write(QByteArray::number(m_passed)) < 0 || !file.commit())
    qFatal("the clock cannot be set");
}

qint64 Ground::now() const {
  return platform::systemNow() + m_passed;
}

Someone Ground::someone(int number) const {
  const QString login = loginOf(number);
  const QString entry = QStringLiteral("backup%1").arg(number);
  return {login + (m_directory ? QStringLiteral("@latchkey.test") : QStringLiteral("@contoso.example")),
          entry, entry + QStringLiteral("@example.com")};
}

bool Ground::signsIn(int number) const {
  return m_admin->signIn(dnOf(loginOf(number)), newPassword(number)).isEmpty();
}

tests::RawAnswer Ground::ask(int which, const QByteArray& request) const {
  tests::RawTlsClient client(m_ports.at(static_cast<std::size_t>(which)),
                             m_programs.home + QStringLiteral("/ca.pem"));
  if (!client.connectNow(answerDeadline)) return {};
  client.send(request);
  return client.receive(answerDeadline);
}

bool Ground::isTrailWhole() const {
  const auto run = tests::runProgram(
      controlOf(m_version), QStringList{QStringLiteral("audit"), QStringLiteral("verify")} + fileOf(0), {},
      environment(m_version));
  if (run.status != 0) qWarning().noquote() << run.out << run.err;
  return run.status == 0;
}

QStringList Ground::fileOf(int which) const {
  return {QStringLiteral("--config"), path("service" + QByteArray::number(which) + ".toml")};
}

QString Ground::path(const QByteArray& name) const {
  return m_folder.filePath(QString::fromLatin1(name));
}

void Ground::write(const QByteArray& name, const QByteArray& content) const {
  QFile file(path(name));
  if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0)
    qFatal("cannot write %s", name.constData());
  file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
}

}  // namespace latchkey::chaos
