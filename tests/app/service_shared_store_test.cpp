// SPDX-License-Identifier: GPL-3.0-or-later
// Two services on one PostgreSQL: whichever of them is asked, the recovery is the same one.
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/free_port.h"
#include "tests/support/postgres_bench.h"
#include "tests/support/program_run.h"
#include "tests/support/recovery_steps.h"
#include "tests/support/service_process.h"

namespace latchkey::app {
namespace {

using tests::PostgresServer;
using tests::RawAnswer;
using tests::RawTlsClient;
using tests::RecoveryCaller;
using tests::ServiceProcess;
using tests::steps::Answer;
using tests::steps::member;

constexpr int people = 8;

QString account(int number) {
  return QStringLiteral("person%1@contoso.example").arg(number);
}
QString entryOf(int number) {
  return QStringLiteral("backup%1").arg(number);
}

/// Both have one key, one certificate and one address, as behind a balancer.
class Pair {
public:
  Pair() {
    {
      ServiceProcess demo(QStringLiteral(LATCHKEY_PROGRAM), ServiceProcess::demo(path("demo")));
      if (!demo.isReady()) qFatal("%s", demo.errors().constData());
      m_authority = demo.authority();
    }
    for (const int which : {0, 1}) configure(which, path("demo/keys/master.key"));
    QByteArray table = "account,display_name,realm,mail,mobile,phone,status\n";
    for (int i = 0; i < people; ++i) {
      table += account(i).toLatin1() + ",Person,consumer," + entryOf(i).toLatin1() + "@example.com,,,\n";
    }
    write("accounts.csv", table);
    const auto imported = tests::runProgram(
        QStringLiteral(LATCHKEY_SECOND_PROGRAM),
        QStringList{QStringLiteral("accounts"), QStringLiteral("import"), path("accounts.csv")} + fileOf(0));
    if (imported.status != 0) qFatal("%s", imported.err.constData());
    for (const int which : {0, 1}) start(which);
  }

  void configure(int which, const QString& key) {
    const QByteArray name = QByteArray::number(which);
    const auto options = server.options(m_database);
    write("service" + name + ".toml",
          "[service]\nname = \"Test\"\nworkers = 4\nlisten = \"127.0.0.1:" +
              QByteArray::number(m_ports[which]) + "\"\npublic_url = \"" + m_origin.toString().toLatin1() +
              "\"\ndata = \"data" + name + "\"\nkey_file = \"" + key.toUtf8() +
              "\"\n[tls]\ncertificate = \"demo/tls/server.pem\"\nkey = \"demo/tls/server.key\"\n"
              "[store]\nkind = \"postgresql\"\nhost = \"" +
              options.host.toUtf8() + "\"\nport = " + QByteArray::number(options.port) + "\nname = \"" +
              m_database.toUtf8() + "\"\nuser = \"latchkey\"\n[outbox]\nfolder = \"outbox" + name +
              "\"\n[[realm]]\nid = \"consumer\"\nprofile = \"consumer\"\nname = \"People\"\nwork_bits = 8\n"
              "[realm.limits]\nopens_per_hour_and_account = 1000\nopens_per_hour_and_source = 1000\n");
  }
  void start(int which) {
    services[which] = std::make_unique<ServiceProcess>(QStringLiteral(LATCHKEY_PROGRAM), fileOf(which));
    if (!services[which]->isReady()) qFatal("%s", services[which]->errors().constData());
  }
  [[nodiscard]] QStringList fileOf(int which) const {
    return {QStringLiteral("--config"), path("service" + QByteArray::number(which) + ".toml")};
  }

  /// Asks both in turn, or one of them.
  [[nodiscard]] RecoveryCaller caller(std::optional<int> only = std::nullopt) {
    return {m_origin, [this, only, turn = 0](const QByteArray& request) mutable -> RawAnswer {
              return ask(only.value_or(++turn % 2), request);
            }};
  }
  /// Asks the one that is named at that moment.
  [[nodiscard]] RecoveryCaller callerOf(const int& which) {
    return {m_origin, [this, &which](const QByteArray& request) { return ask(which, request); }};
  }
  [[nodiscard]] RawAnswer ask(int which, const QByteArray& request) const {
    RawTlsClient client(m_ports[which], m_authority);
    if (!client.connectNow()) return {};
    client.send(request);
    return client.receive();
  }

  /// Codes that either has sent to this person, which is one for each that was asked for.
  [[nodiscard]] QStringList codesFor(int number) const {
    QStringList codes;
    for (const auto& service : services) {
      for (const QJsonObject& message : service->delivered()) {
        const QJsonValue code = message.value(QLatin1String("code"));
        const bool isTheirs =
            message.value(QLatin1String("to")).toString().startsWith(entryOf(number) + u'@');
        if (code.isString() && isTheirs) codes << code.toString();
      }
    }
    return codes;
  }
  [[nodiscard]] QVariant inDatabase(const QString& sql) const { return server.ask(m_database, sql); }
  [[nodiscard]] QString path(const QByteArray& name) const {
    return m_folder.filePath(QString::fromLatin1(name));
  }
  void write(const QByteArray& name, const QByteArray& content) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) < 0)
      qFatal("cannot write %s", name.constData());
  }

  PostgresServer server;
  std::array<std::unique_ptr<ServiceProcess>, 2> services;

private:
  QTemporaryDir m_folder;
  QString m_database = server.emptyDatabase().name;
  QString m_authority;
  std::array<quint16, 2> m_ports{tests::freePort(), tests::freePort()};
  QUrl m_origin{QStringLiteral("https://recovery.example.com")};
};

}  // namespace

class ServiceSharedStoreTest : public QObject {
  Q_OBJECT

  std::unique_ptr<Pair> m_pair;

private Q_SLOTS:
  void initTestCase() { m_pair = std::make_unique<Pair>(); }
  void cleanupTestCase() { m_pair.reset(); }

  void eachStepMayBeTakenAtTheOther() {
    RecoveryCaller caller = m_pair->caller();
    const Answer sent = tests::steps::reachCode(caller, account(0), entryOf(0));
    QVERIFY2(sent.stage() == QLatin1String("code"), sent.raw.body.constData());
    QTRY_COMPARE_WITH_TIMEOUT(m_pair->codesFor(0).size(), 1, 20'000);
    QCOMPARE(tests::steps::submit(caller, m_pair->codesFor(0).last()).stage(), QStringLiteral("password"));
    const Answer done = tests::steps::setPassword(caller, QStringLiteral("Harbour-Lamp-41"));
    QVERIFY2(done.stage() == QLatin1String("done"), done.raw.body.constData());
  }

  void aProofThatOneHasSeenIsUsedUpForBoth() {
    RecoveryCaller caller = m_pair->caller(0);
    QCOMPARE(tests::steps::open(caller, account(1)).status(), 201);
    const auto parts = caller.partsOf("GET", "/v1/recovery");
    QCOMPARE(caller.send(parts).status(), 200);
    RecoveryCaller elsewhere = m_pair->caller(1);
    QCOMPARE(elsewhere.send(parts).status(), 401);
  }

  void triesCountWhereverTheyAreMade() {
    const auto judged = [this](std::optional<int> only, int person) {
      RecoveryCaller caller = m_pair->caller(only);
      if (tests::steps::reachCode(caller, account(person), entryOf(person)).stage() != u"code") return -1;
      int wrong = 0;
      for (int i = 0; i < 12; ++i) {
        if (tests::steps::submit(caller, QStringLiteral("000000")).problem() == u"code-wrong") ++wrong;
      }
      return wrong;
    };
    const int alone = judged(0, 2);
    QVERIFY(alone > 0 && alone < 12);
    QCOMPARE(judged(std::nullopt, 3), alone);
  }

  void oneThatIsKilledLosesNothing() {
    int which = 0;
    RecoveryCaller caller = m_pair->callerOf(which);
    const Answer sent = tests::steps::reachCode(caller, account(4), entryOf(4));
    QVERIFY2(sent.stage() == QLatin1String("code"), sent.raw.body.constData());
    QTRY_COMPARE_WITH_TIMEOUT(m_pair->codesFor(4).size(), 1, 20'000);
    const QString code = m_pair->codesFor(4).last();
    m_pair->services[0]->kill();
    which = 1;
    QCOMPARE(tests::steps::submit(caller, code).stage(), QStringLiteral("password"));
    m_pair->start(0);
    const Answer done = tests::steps::setPassword(caller, QStringLiteral("Harbour-Lamp-42"));
    QVERIFY2(done.stage() == QLatin1String("done"), done.raw.body.constData());
    QCOMPARE(m_pair->codesFor(4).size(), 1);
  }

  void anotherKeyIsRefused() {
    const auto refused = [this](const QString& key) {
      m_pair->configure(1, key);
      const auto run = tests::runProgram(QStringLiteral(LATCHKEY_PROGRAM), m_pair->fileOf(1));
      m_pair->configure(1, m_pair->path("demo/keys/master.key"));
      return run;
    };
    m_pair->services[1]->stop();
    {
      ServiceProcess other(QStringLiteral(LATCHKEY_PROGRAM), ServiceProcess::demo(m_pair->path("other")));
      QVERIFY(other.isReady());
    }
    const auto foreign = refused(m_pair->path("other/keys/master.key"));
    QCOMPARE(foreign.status, 1);
    QVERIFY2(foreign.err.contains("another master key"), foreign.err.constData());
    const auto missing = refused(m_pair->path("missing/master.key"));
    QCOMPARE(missing.status, 1);
    QVERIFY2(missing.err.contains("copy the key file"), missing.err.constData());
    QVERIFY(!QFileInfo::exists(m_pair->path("missing/master.key")));
    m_pair->start(1);
  }

  void oneWhoseClockIsNotTheDatabasesDoesNotStart() {
    m_pair->services[1]->stop();
    m_pair->write("clock", "1200000");
    const QStringList astray{QStringLiteral("LATCHKEY_CLOCK=") + m_pair->path("clock")};
    const auto refused = tests::runProgram(QStringLiteral(LATCHKEY_PROGRAM), m_pair->fileOf(1), {}, astray);
    QCOMPARE(refused.status, 1);
    QVERIFY2(refused.err.contains(" s ahead of the database server's"), refused.err.constData());
    const auto doctor = [this](const QStringList& environment) {
      const auto run =
          tests::runProgram(QStringLiteral(LATCHKEY_SECOND_PROGRAM),
                            QStringList{QStringLiteral("doctor")} + m_pair->fileOf(1), {}, environment);
      // As PostgreSQL is without the steps of docs/operations.md.
      if (!run.out.contains("ALTER ROLE latchkey SET log_min_error_statement = panic;")) return run.out;
      QByteArray clock;
      for (const QByteArray& line : run.out.split('\n')) {
        if (line.contains(" clock ")) clock += line;
      }
      return clock;
    };
    const QByteArray wrong = doctor(astray);
    QVERIFY2(wrong.startsWith("FAIL") && wrong.contains("latchkeyd does not start"), wrong.constData());
    const QByteArray right = doctor({});
    QVERIFY2(right.startsWith("OK") && right.contains(" are 0 s apart"), right.constData());
    m_pair->start(1);
  }

  void theKeyIsChangedWhileNobodyIsAtWork() {
    const auto rotate = [this] {
      return tests::runProgram(
          QStringLiteral(LATCHKEY_SECOND_PROGRAM),
          QStringList{QStringLiteral("keys"), QStringLiteral("rotate")} + m_pair->fileOf(0));
    };
    m_pair->services[0]->stop();
    const auto early = rotate();  // the other one is at work
    QCOMPARE(early.status, 1);
    QVERIFY2(early.err.contains("Stop all of them first"), early.err.constData());
    m_pair->services[1]->stop();
    const auto rotated = rotate();
    QVERIFY2(rotated.status == 0, rotated.err.constData());
    QVERIFY2(rotated.out.contains("every other service"), rotated.out.constData());

    m_pair->configure(1, m_pair->path("demo/keys/master.key.old"));
    const auto old = tests::runProgram(QStringLiteral(LATCHKEY_PROGRAM), m_pair->fileOf(1));
    QCOMPARE(old.status, 1);
    QVERIFY2(old.err.contains("another master key"), old.err.constData());
    // As where it was cut off behind the change of the database: the next start puts the key in its place.
    const QString key = m_pair->path("demo/keys/master.key");
    QVERIFY(QFile::rename(key, key + QStringLiteral(".next")));
    QVERIFY(QFile::rename(key + QStringLiteral(".old"), key));
    m_pair->configure(1, key);
    for (const int which : {0, 1}) m_pair->start(which);
    RecoveryCaller caller = m_pair->caller();
    QCOMPARE(tests::steps::reachCode(caller, account(5), entryOf(5)).stage(), QStringLiteral("code"));
  }
};

}  // namespace latchkey::app

QTEST_GUILESS_MAIN(latchkey::app::ServiceSharedStoreTest)
#include "service_shared_store_test.moc"
