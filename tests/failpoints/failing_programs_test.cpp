// SPDX-License-Identifier: GPL-3.0-or-later
// The real programs with the n-th operation failing, until it goes through untouched: a configured latchkeyd
// that starts on data that are there, and what latchkeyctl reads and writes.
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include "service/domain/sealed_deliveries.h"
#include "service/keys/file_keys.h"
#include "service/store/sqlite_database.h"
#include "tests/support/loopback_identity.h"
#include "tests/support/program_run.h"
#include "tests/support/service_process.h"

using namespace latchkey::tests;  // NOLINT

namespace {

const QString service = QStringLiteral(LATCHKEY_PROGRAM);
const QString admin = QStringLiteral(LATCHKEY_SECOND_PROGRAM);

/// With LATCHKEY_EVERY_FAILPOINT=1 each call, in a quick run one in so many.
int stride() {
  return qEnvironmentVariableIsSet("LATCHKEY_EVERY_FAILPOINT") ? 1 : 23;
}

void write(const QString& path, const QByteArray& bytes) {
  QFile file(path);
  if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
    qFatal("cannot write a test file");
}
QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList failing(qint64 at) {
  return {QStringLiteral("LATCHKEY_FAILPOINT=fail:%1").arg(at)};
}
/// Where it was made to fail or die. Empty: nowhere.
QByteArray placeIn(const QByteArray& errors) {
  for (const QByteArrayView word : {QByteArrayView("failed at "), QByteArrayView("killed at ")}) {
    const qsizetype start = errors.indexOf(word);
    if (start >= 0) return errors.sliced(start + word.size()).split('\n').first();
  }
  return {};
}
void copyFolder(const QString& from, const QString& to) {
  QDir(to).removeRecursively();
  const auto closed = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
  if (!QDir().mkpath(to) || !QFile::setPermissions(to, closed)) qFatal("cannot make a test folder");
  for (const QFileInfo& entry : QDir(from).entryInfoList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot)) {
    const QString target = QDir(to).filePath(entry.fileName());
    if (entry.isDir()) {
      copyFolder(entry.filePath(), target);
    } else if (!QFile::copy(entry.filePath(), target)) {
      qFatal("cannot copy a test file");
    }
  }
}
QByteArray where(qint64 at, const QByteArray& place, const QByteArray& what) {
  return QByteArray::number(at) + ' ' + place + ": " + what;
}

void checkPlaces(const QSet<QByteArray>& places, const QByteArrayList& expected) {
  QVERIFY(places.size() > 1);
  if (stride() > 1) return;
  for (const QByteArray& place : expected) QVERIFY2(places.contains(place), place);
}

}  // namespace

class FailingProgramsTest : public QObject {
  Q_OBJECT

  LoopbackIdentity m_identity;
  QTemporaryDir m_folder;

  [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QLatin1String(name)); }
  [[nodiscard]] ProgramRun run(const QStringList& words, const QStringList& environment = {}) const {
    return runProgram(admin, words + QStringList{QStringLiteral("--config"), path("latchkeyd.toml")}, {},
                      environment);
  }
  [[nodiscard]] qsizetype accounts() const {
    return run({QStringLiteral("accounts"), QStringLiteral("list")}).out.count('@');
  }
  /// That open with the key that is in place; none where one does not.
  [[nodiscard]] int waitingMessages() const {
    SeededRandom random;
    const auto keys = latchkey::service::keys::FileKeys::open(path("data/keys/master.key"), random);
    const auto database =
        latchkey::service::store::SqliteDatabase::open(path("data/latchkey.sqlite"), keys->get());
    if (!database) return 0;
    const auto box = (*keys)->box(random);
    const auto rows =
        (*database)->connection()->rows({"SELECT id, body, code FROM messages WHERE body <> ''"});
    for (const QVariantList& row : *rows) {
      latchkey::service::domain::Message message;
      message.id = row.at(0).toString();
      message.body = row.at(1).toString();
      message.code = row.at(2).toString();
      if (reseal(message, *box, *box) != latchkey::service::domain::Resealing::Done) return 0;
    }
    return static_cast<int>(rows->size());
  }

private Q_SLOTS:
  void initTestCase() {
    write(path("latchkeyd.toml"),
          "[service]\nname = \"Test\"\nlisten = \"127.0.0.1:0\"\npublic_url = \"https://127.0.0.1:1\"\n"
          "data = \"data\"\n[tls]\ncertificate = \"" +
              m_identity.certificateFile().toUtf8() + "\"\nkey = \"" + m_identity.keyFile().toUtf8() +
              "\"\n[mail]\nhost = \"localhost\"\nfrom = \"no-reply@contoso.example\"\nuser = \"relay\"\n"
              "password_file = \"mail.password\"\n"
              "[outbox]\nfolder = \"outbox\"\n[[realm]]\nid = \"consumer\"\nname = \"People\"\nprofile = "
              "\"consumer\"\n");
    write(path("mail.password"), "Relay-9-word\n");
    QFile::setPermissions(path("mail.password"), QFile::ReadOwner | QFile::WriteOwner);
    write(path("first.csv"),
          "account,display_name,realm,mail,mobile,phone,status\na@example.com,A,consumer,x@example.net,,,\n");
    const ProgramRun made = run({QStringLiteral("accounts"), QStringLiteral("import"), path("first.csv")});
    QVERIFY2(made.status == 0, made.err.constData());
  }

  void whateverFailsTheServiceStartsOrSaysWhyNot() {
    QSet<QByteArray> places;
    for (qint64 at = 1;; at += stride()) {
      ServiceProcess process(service, {QStringLiteral("--config"), path("latchkeyd.toml")}, failing(at));
      const bool isReady = process.isReady();
      const int status = isReady ? process.stop() : process.ended();
      const QByteArray errors = process.errors();
      const QByteArray place = placeIn(errors);
      if (place.isEmpty()) {
        QVERIFY2(isReady && status == 0, where(at, place, errors));
        break;
      }
      places.insert(place);
      if (isReady) {
        QVERIFY2(status == 0, where(at, place, errors));
      } else if (place != "random.fill") {  // without entropy it ends on the spot
        QVERIFY2(status == 1, where(at, place, errors));
        QVERIFY2(errors.contains("\nlatchkeyd: "), where(at, place, errors));
      }
      QVERIFY2(!errors.contains("Relay-9-word"), where(at, place, errors));
    }
    checkPlaces(places, {"file.read", "file.secret", "file.lock", "tls.certificate", "tls.key", "store.open",
                         "store.run", "store.begin", "store.row", "clock.now"});
  }

  void whateverFailsAnExportIsWholeOrTheFileIsAsItWas() {
    const QString target = path("trail.csv");
    const QStringList words{QStringLiteral("audit"), QStringLiteral("export"), target};
    QCOMPARE(run(words).status, 0);
    const QByteArray whole = contents(target);
    QVERIFY(whole.count('\n') > 1);
    QSet<QByteArray> places;
    for (qint64 at = 1;; at += stride()) {
      write(target, "as it was");
      const ProgramRun done = run(words, failing(at));
      const QByteArray place = placeIn(done.err);
      const QByteArray expected = done.status == 0 ? whole : QByteArray("as it was");
      QVERIFY2(contents(target) == expected, where(at, place, done.err));
      if (place.isEmpty()) {
        QCOMPARE(done.status, 0);
        break;
      }
      places.insert(place);
    }
    checkPlaces(places, {"file.read", "export.open", "export.write", "export.rename", "store.open",
                         "store.row", "store.statement"});
  }

  void whateverFailsOrKillsABackupHasItsNameWhenItIsWhole_data() {
    QTest::addColumn<QString>("how");
    QTest::newRow("fails") << QStringLiteral("fail");
    QTest::newRow("is killed") << QStringLiteral("kill");
  }
  void whateverFailsOrKillsABackupHasItsNameWhenItIsWhole() {
    QFETCH(QString, how);
    const QString target = path("copy.sqlite");
    const QStringList words{QStringLiteral("backup"), QStringLiteral("--with-key"), QStringLiteral("--to"),
                            target};
    QSet<QByteArray> places;
    for (qint64 at = 1;; at += stride()) {
      for (const char* end : {"", ".part", ".part-wal", ".part-shm", ".part-journal", ".key"}) {
        QFile::remove(target + QLatin1String(end));
      }
      const ProgramRun done = run(words, {QStringLiteral("LATCHKEY_FAILPOINT=%1:%2").arg(how).arg(at)});
      const QByteArray place = placeIn(done.err);
      const bool isThere = QFile::exists(target);
      if (how == QStringLiteral("fail")) {
        QVERIFY2(isThere == (done.status == 0), where(at, place, done.err));
        QVERIFY2(!QFile::exists(target + QStringLiteral(".part")), where(at, place, done.err));
        QVERIFY2(QFile::exists(target + QStringLiteral(".key")) == isThere, where(at, place, done.err));
      }
      if (isThere) {
        QTemporaryDir restored;
        QVERIFY(QFile::copy(target, restored.filePath(QStringLiteral("latchkey.sqlite"))));
        QVERIFY(QDir(restored.path()).mkdir(QStringLiteral("keys")));
        QFile::setPermissions(restored.filePath(QStringLiteral("keys")), QFile::Permissions(0x7000));
        QVERIFY(QFile::copy(target + QStringLiteral(".key"),
                            restored.filePath(QStringLiteral("keys/master.key"))));
        const ProgramRun checked = runProgram(admin, {QStringLiteral("audit"), QStringLiteral("verify"),
                                                      QStringLiteral("--data"), restored.path()});
        QVERIFY2(checked.status == 0, where(at, place, checked.err));
      }
      if (place.isEmpty()) {
        QCOMPARE(done.status, 0);
        break;
      }
      places.insert(place);
    }
    checkPlaces(places, {"file.create", "file.fsync", "file.name", "store.open", "store.statement"});
  }

  void whateverFailsOrKillsARotationLeavesAServiceThatStarts_data() {
    QTest::addColumn<QString>("how");
    QTest::newRow("fails") << QStringLiteral("fail");
    QTest::newRow("is killed") << QStringLiteral("kill");
  }
  void whateverFailsOrKillsARotationLeavesAServiceThatStarts() {
    QFETCH(QString, how);
    // Of this the owner is told: sealed messages that wait.
    const ProgramRun told =
        run({QStringLiteral("accounts"), QStringLiteral("contacts"), QStringLiteral("add"),
             QStringLiteral("a@example.com"), QStringLiteral("%1@example.net").arg(how)});
    QVERIFY2(told.status == 0, told.err.constData());
    const QStringList words{QStringLiteral("keys"), QStringLiteral("rotate")};
    QSet<QByteArray> places;
    int rotated = 0;
    // From the same data each time: a rotation links every row of the trail, and leaves one itself.
    copyFolder(path("data"), path("before"));
    for (qint64 at = 1;; at += stride()) {
      copyFolder(path("before"), path("data"));
      const QByteArray before = contents(path("data/keys/master.key"));
      const ProgramRun done = run(words, {QStringLiteral("LATCHKEY_FAILPOINT=%1:%2").arg(how).arg(at)});
      const QByteArray place = placeIn(done.err);
      // One of each kind of place: a start takes a second, and latchkeyctl opens what it opens.
      if (!places.contains(place)) {
        ServiceProcess process(service, {QStringLiteral("--config"), path("latchkeyd.toml")});
        QVERIFY2(process.isReady(), where(at, place, process.errors()));
        QCOMPARE(process.stop(), 0);
      }
      const ProgramRun trail = run({QStringLiteral("audit"), QStringLiteral("verify")});
      QVERIFY2(trail.status == 0, where(at, place, trail.err));
      QVERIFY2(waitingMessages() > 0, where(at, place, "the messages cannot be opened any more"));
      const QByteArray after = contents(path("data/keys/master.key"));
      QCOMPARE(after.size(), 32);
      if (after != before) ++rotated;
      // The key that the backups of before need.
      if (after != before) QCOMPARE(contents(path("data/keys/master.key.old")), before);
      if (place.isEmpty()) {
        QVERIFY2(done.status == 0, done.err.constData());
        QVERIFY(after != before);
        break;
      }
      places.insert(place);
    }
    QVERIFY(rotated > 0);
    if (how == QStringLiteral("fail")) return;
    checkPlaces(places, {"file.create", "file.lock", "store.statement", "store.commit.before",
                         "store.commit.after", "file.rename"});
  }

  /// Last: it leaves accounts behind.
  void whateverFailsAnImportAddsAllOfItsAccountsOrNone() {
    QSet<QByteArray> places;
    qsizetype before = accounts();
    for (qint64 at = 1;; at += stride()) {
      QByteArray rows = "account,display_name,realm,mail,mobile,phone,status\n";
      for (const char* name : {"one", "two", "three"}) {
        rows += QByteArray(name) + QByteArray::number(at) + "@example.com,A,consumer,x@example.net,,,\n";
      }
      write(path("more.csv"), rows);
      const ProgramRun done =
          run({QStringLiteral("accounts"), QStringLiteral("import"), path("more.csv")}, failing(at));
      const QByteArray place = placeIn(done.err);
      const qsizetype added = accounts() - before;
      before += added;
      QVERIFY2(added == 3 || (added == 0 && done.status != 0), where(at, place, done.err));
      // After the commit alone nobody knows.
      QVERIFY2(added == 0 || done.status == 0 || place == "store.commit.after", where(at, place, done.err));
      if (place.isEmpty()) {
        QCOMPARE(done.status, 0);
        break;
      }
      places.insert(place);
    }
    checkPlaces(places, {"import.open", "store.run", "store.statement", "store.commit.after"});
  }
};

QTEST_GUILESS_MAIN(FailingProgramsTest)
#include "failing_programs_test.moc"
