// SPDX-License-Identifier: GPL-3.0-or-later
// What `latchkeyctl` tells administrators of what people registered themselves, through the program itself.
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "service/domain/notices.h"
#include "service/domain/rehearsals.h"
#include "service/keys/file_keys.h"
#include "service/keys/system_random.h"
#include "service/store/sql_store.h"
#include "service/store/sqlite_database.h"
#include "tests/support/admin_desk.h"

using namespace latchkey;                   // NOLINT
using namespace latchkey::service::domain;  // NOLINT
using tests::AdminDesk;
using tests::ProgramRun;

namespace {

const QString program = QStringLiteral(LATCHKEY_PROGRAM);
const QString person = QStringLiteral("me@outlook.com");
constexpr qint64 day = qint64{24} * 60 * 60 * 1000;

/// Somebody with a contact of the directory's and one of each kind that people register.
struct Registry {
  Registry() {
    if (desk.run(u"accounts|add|%1|--mail|old@example.com"_qs.arg(person)).status != 0) qFatal("no account");
    const auto database = service::store::SqliteDatabase::open(desk.databasePath(), nullptr);
    service::store::SqlStore store(**database);
    const auto tables = store.begin(Access::Write);
    FactorTable& factors = tables->factors();
    const QString address = QStringLiteral("own@example.org");
    factors.put(person,
                RegisteredContact{{QStringLiteral("r1"), ContactKind::Mail, address, address, {}, {}, true},
                                  now - 3 * day,
                                  now - 2 * day});
    factors.put(person, RegisteredContact{{QStringLiteral("r2"),
                                           ContactKind::Mobile,
                                           QStringLiteral("+819098765432"),
                                           QStringLiteral("+819098765432"),
                                           QStringLiteral("090-9876-5432"),
                                           {},
                                           true},
                                          now - 1000,
                                          now + day});
    factors.put(person, Authenticator{QStringLiteral("a1"), "Sealed-canary", 0, now, now + day,
                                      QStringLiteral("Work phone")});
    factors.put(person,
                SecurityKey{"credential", QByteArray(64, 'P'), QStringLiteral("Blue key"), 7, now, now});
    factors.put(person, QuestionSet{{QStringLiteral("first-trip")}, "Verifier-canary", now, 0});
    service::keys::SystemRandom random;
    const auto keys = service::keys::FileKeys::open(desk.path(u"keys/master.key"_qs), random);
    factors.noteConfirmed(person, contactKeyOf(**keys, address), now - day);
    factors.noteRehearsal(person, {now - 2 * day, {MethodKind::Mail, MethodKind::Authenticator}});
    if (!tables->commit()) qFatal("not registered");
  }
  [[nodiscard]] QJsonDocument json(const QString& words) const {
    const ProgramRun run = desk.run(words + u"|%1|--json"_qs.arg(person));
    return QJsonDocument::fromJson(run.out);
  }
  const qint64 now = service::keys::SystemClock().now() / 1000 * 1000;
  AdminDesk desk{program};
};

QJsonObject firstOf(const QJsonArray& entries, const QString& kind) {
  for (const QJsonValue& entry : entries) {
    if (entry[u"kind"].toString() == kind) return entry.toObject();
  }
  return {};
}

}  // namespace

class AdminRegisteredTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void anAccountIsShownWithAllThatItsOwnerRegistered() {
    const Registry registry;
    const QJsonObject shown = registry.json(u"accounts|show"_qs).object();
    QCOMPARE(shown.value(u"contacts").toArray().size(), 1);
    const QJsonArray own = shown.value(u"registered").toArray();
    QCOMPARE(own.size(), 5);
    const auto since = [&registry](qint64 after) { return isoTime(registry.now + after); };

    const QJsonObject mail = firstOf(own, u"mail"_qs);
    QCOMPARE(mail.value(u"value").toString(), u"own@example.org"_qs);
    // By the last code that was passed with it, which may be later than its registration.
    QCOMPARE(mail.value(u"confirmedAt").toString(), since(-day));
    QVERIFY(mail.value(u"waitsUntil").isNull());
    const QJsonObject mobile = firstOf(own, u"mobile"_qs);
    QCOMPARE(mobile.value(u"confirmedAt").toString(), since(-1000));
    QCOMPARE(mobile.value(u"waitsUntil").toString(), since(day));
    const QJsonObject app = firstOf(own, u"authenticator"_qs);
    QCOMPARE(app.value(u"id").toString(), u"a1"_qs);
    QCOMPARE(app.value(u"label").toString(), u"Work phone"_qs);
    QCOMPARE(app.value(u"waitsUntil").toString(), since(day));
    const QJsonObject key = firstOf(own, u"security-key"_qs);
    QCOMPARE(key.value(u"label").toString(), u"Blue key"_qs);
    QVERIFY(key.value(u"waitsUntil").isNull());
    QCOMPARE(firstOf(own, u"questions"_qs).value(u"label").toString(), u"first-trip"_qs);

    QCOMPARE(shown.value(u"rehearsedAt").toString(), since(-2 * day));
    QCOMPARE(shown.value(u"rehearsedBy").toArray(), (QJsonArray{u"mail"_qs, u"authenticator"_qs}));
    QCOMPARE(shown.value(u"recovery").toString(), u"yes, by mail"_qs);

    const ProgramRun text = registry.desk.run(u"accounts|show|"_qs + person);
    for (const QString& part :
         {u"own@example.org"_qs, u"090-9876-5432"_qs, u"Work phone"_qs, u"Blue key"_qs,
          u"confirmed "_qs + since(-day) + u"\n"_qs, u"recovers nothing before %1"_qs.arg(since(day)),
          since(-2 * day) + u" by mail, authenticator"_qs}) {
      QVERIFY2(text.out.contains(part.toUtf8()), text.out.constData());
    }
  }

  void contactsAreListedWithThoseOfTheOwner() {
    const Registry registry;
    const QJsonArray contacts = registry.json(u"accounts|contacts|list"_qs).array();
    QCOMPARE(contacts.size(), 3);
    QCOMPARE(contacts[0][u"value"].toString(), u"old@example.com"_qs);
    QVERIFY(contacts[0][u"confirmedAt"].isUndefined());
    QCOMPARE(contacts[1][u"value"].toString(), u"own@example.org"_qs);
    QCOMPARE(contacts[2][u"waitsUntil"].toString(), isoTime(registry.now + day));
    const ProgramRun text = registry.desk.run(u"accounts|contacts|list|"_qs + person);
    QCOMPARE(text.out.count('\n'), 3);
    QCOMPARE(text.out.count("registered by its owner"), 2);
  }

  void nothingSecretIsPrinted() {
    const Registry registry;
    for (const QString& words : {u"accounts|show|"_qs, u"accounts|contacts|list|"_qs, u"accounts|list|"_qs}) {
      for (const QString& form : {u""_qs, u"|--json"_qs}) {
        const QString line =
            words == u"accounts|list|"_qs ? u"accounts|list"_qs + form : words + person + form;
        const ProgramRun run = registry.desk.run(line);
        QVERIFY2(run.status == 0, run.err.constData());
        QVERIFY2(!run.out.contains("canary") && !run.out.contains("PPPP"), run.out.constData());
        QVERIFY2(!run.out.contains(QByteArray("canary").toBase64().chopped(3)), run.out.constData());
      }
    }
  }

  void anAdministratorTakesARegisteredContactAway() {
    const Registry registry;
    const ProgramRun removed = registry.desk.run(u"accounts|contacts|remove|%1|r1"_qs.arg(person));
    QVERIFY2(removed.status == 0, removed.err.constData());
    // The one that is removed, too.
    QCOMPARE(removed.out, QByteArray("removed r1 (mail) of me@outlook.com; messages to the owner: 3\n"));
    QCOMPARE(registry.json(u"accounts|contacts|list"_qs).array().size(), 2);
    QCOMPARE(registry.desk.run(u"accounts|contacts|remove|%1|r1"_qs.arg(person)).status, 1);
  }

  void anAdministratorTakesAnAppAway() {
    const Registry registry;
    const QString remove = u"accounts|authenticators|remove|%1|"_qs.arg(person);
    const ProgramRun listed = registry.desk.run(u"accounts|authenticators|list|"_qs + person);
    QVERIFY2(listed.out.startsWith("a1 ") && listed.out.contains("Work phone"), listed.out.constData());
    QVERIFY(!listed.out.contains("canary"));
    const ProgramRun wrong = registry.desk.run(remove + u"r1"_qs);  // the id of a contact
    QCOMPARE(wrong.status, 1);
    QVERIFY2(wrong.errorLines() == 1 && wrong.err.contains("accounts authenticators list"),
             wrong.err.constData());
    const ProgramRun removed = registry.desk.run(remove + u"a1"_qs);
    QVERIFY2(removed.status == 0, removed.err.constData());
    QCOMPARE(removed.out,
             QByteArray("an authenticator app of me@outlook.com was taken away; messages to the owner: 3\n"));
    QVERIFY(registry.desk.run(u"accounts|authenticators|list|"_qs + person).out.isEmpty());
    QCOMPARE(registry.desk.run(remove + u"a1"_qs).status, 1);
  }

  void whoRegisteredNothingHasNeverRehearsed() {
    const AdminDesk desk(program);
    QCOMPARE(desk.run(u"accounts|add|new@outlook.com"_qs).status, 0);
    const QJsonObject shown =
        QJsonDocument::fromJson(desk.run(u"accounts|show|new@outlook.com|--json"_qs).out).object();
    QCOMPARE(shown.value(u"registered").toArray(), QJsonArray());
    QVERIFY(shown.value(u"rehearsedAt").isNull());
    QVERIFY(desk.run(u"accounts|show|new@outlook.com"_qs).out.contains("never"));
    QCOMPARE(desk.run(u"accounts|contacts|list|new@outlook.com|--json"_qs).out, QByteArray("[]\n"));
  }
};

QTEST_GUILESS_MAIN(AdminRegisteredTest)
#include "admin_registered_test.moc"
