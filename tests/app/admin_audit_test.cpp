// SPDX-License-Identifier: GPL-3.0-or-later
// latchkeyctl audit, receipt and why beside a running latchkeyd: what they tell of a recovery that happened.
#include <QJsonArray>
#include <QTest>
#include <algorithm>
#include <array>

#include "service/keys/file_keys.h"
#include "service/store/sql_store.h"
#include "service/store/sqlite_database.h"
#include "tests/support/admin_desk.h"
#include "tests/support/at_once.h"
#include "tests/support/recovery_caller.h"
#include "tests/support/seeded_random.h"
#include "tests/support/service_process.h"

using namespace latchkey;  // NOLINT
using tests::AdminDesk;
using tests::ProgramRun;
using tests::RecoveryCaller;
using tests::ServiceProcess;

namespace {

const QString program = QStringLiteral(LATCHKEY_PROGRAM);
const QString serviceProgram = QStringLiteral(LATCHKEY_SECOND_PROGRAM);
constexpr int patience = 30'000;
const QString account = u"msabc123@outlook.com"_qs;

QJsonArray arrayOf(const ProgramRun& run) {
  return QJsonDocument::fromJson(run.out).array();
}

/// As the service would note it.
void note(const AdminDesk& desk, const service::domain::JournalEntry& entry) {
  tests::SeededRandom random;
  const auto keys = service::keys::FileKeys::open(desk.path(u"keys/master.key"_qs), random);
  const auto database = service::store::SqliteDatabase::open(desk.databasePath(), keys->get());
  service::store::SqlStore store(**database);
  const auto tables = store.begin(service::domain::Access::Write);
  tables->outgoing().note(entry);
  QVERIFY(tables->commit());
}

}  // namespace

class AdminAuditTest : public QObject {
  Q_OBJECT

  std::unique_ptr<AdminDesk> m_desk;
  std::unique_ptr<ServiceProcess> m_service;
  QString m_receipt;
  QString m_code;

  ProgramRun run(const QString& words) const { return m_desk->run(words); }

  /// Everything that a person can get wrong, and then right.
  void recover() {
    RecoveryCaller caller(m_service->url(), m_service->authority());
    const auto post = [&caller](const char* path, const QJsonObject& body) {
      return caller.post(path, body);
    };
    m_receipt =
        post("/v1/recoveries",
             {{u"account"_qs, account}, {u"reason"_qs, u"forgot-password"_qs}, {u"language"_qs, u"en"_qs}})
            .recovery()
            .value(u"receipt")
            .toString();
    for (const bool right : {false, true}) {
      const QJsonObject challenge = post("/v1/recovery/challenge", {{u"kind"_qs, u"work"_qs}})
                                        .recovery()
                                        .value(u"challenge")
                                        .toObject();
      const QString counter = right ? RecoveryCaller::solve(challenge) : u"18446744073709551615"_qs;
      (void)post("/v1/recovery/challenge/answer",
                 {{u"id"_qs, challenge.value(u"id")}, {u"workCounter"_qs, counter}});
    }
    const QJsonArray methods = caller.get("/v1/recovery").recovery().value(u"methods").toArray();
    QVERIFY(!methods.isEmpty());
    (void)post("/v1/recovery/method", {{u"handle"_qs, methods.first().toObject().value(u"handle")}});
    QCOMPARE(post("/v1/recovery/confirm", {{u"entry"_qs, u"somebody.else"_qs}}).stage(), u"code"_qs);
    QCOMPARE(post("/v1/recovery/confirm", {{u"entry"_qs, u"msabc123.backup"_qs}}).stage(), u"code"_qs);
    QTRY_COMPARE_WITH_TIMEOUT(m_service->codes().size(), 1, patience);
    m_code = m_service->codes().last();
    const QString wrong = (m_code.startsWith(u'1') ? u"2"_qs : u"1"_qs) + m_code.sliced(1);
    QCOMPARE(post("/v1/recovery/code", {{u"code"_qs, wrong}}).problem(), u"code-wrong"_qs);
    QCOMPARE(post("/v1/recovery/code", {{u"code"_qs, m_code}}).stage(), u"password"_qs);
    QCOMPARE(post("/v1/recovery/password", {{u"password"_qs, u"tiny"_qs}}).problem(), u"password-refused"_qs);
    QCOMPARE(post("/v1/recovery/password", {{u"password"_qs, u"Quiet-Lake-42"_qs}}).stage(), u"done"_qs);
  }

private Q_SLOTS:
  void initTestCase() {
    m_desk = std::make_unique<AdminDesk>(program);
    QCOMPARE(run(u"policy|set|consumer|work_bits|8"_qs).status, 0);
    m_service = std::make_unique<ServiceProcess>(serviceProgram, ServiceProcess::demo(m_desk->folder()));
    QVERIFY2(m_service->isReady(), m_service->errors().constData());
    recover();
    QTRY_COMPARE_WITH_TIMEOUT(m_service->delivered().size(), 4, patience);
  }

  void aReceiptTellsTheWholeStory_data() {
    QTest::addColumn<QString>("typed");
    QTest::newRow("as it is") << m_receipt;
    QTest::newRow("lower case, no hyphen") << m_receipt.toLower().remove(u'-');
    QTest::newRow("blanks") << u' ' + m_receipt.first(3) + u"  "_qs + m_receipt.last(3);
  }
  void aReceiptTellsTheWholeStory() {
    QFETCH(QString, typed);
    const ProgramRun told = run(u"receipt|"_qs + typed + u"|--json"_qs);
    QVERIFY2(told.status == 0, told.err.constData());
    QCOMPARE(arrayOf(told).size(), 1);
    const QJsonObject story = arrayOf(told).first().toObject();
    QCOMPARE(story.value(u"receipt").toString(), m_receipt);
    QCOMPARE(story.value(u"account").toString(), account);
    QCOMPARE(story.value(u"state").toString(), u"done"_qs);
    QStringList events;
    for (const QJsonValue& step : story.value(u"steps").toArray()) {
      events << step.toObject().value(u"event").toString();
    }
    QCOMPARE(
        events.join(u' '),
        u"opened challenge-failed challenge-passed methods-offered code-withheld code-queued gate-failed "
        "gate-passed password-refused password-changed notices-queued"_qs);
    QStringList deliveries;
    for (const QJsonValue& value : story.value(u"deliveries").toArray()) {
      const QJsonObject message = value.toObject();
      deliveries << message.value(u"kind").toString() + u' ' + message.value(u"channel").toString() + u' ' +
                        message.value(u"to").toString() + u' ' + message.value(u"state").toString();
    }
    QCOMPARE(deliveries.join(u'\n'),
             u"code mail ms*****@example.com accepted\n"
             "notice mail ms*****@example.com accepted\n"
             "notice voice ********78 accepted\n"
             "notice text *********32 accepted"_qs);
    const ProgramRun text = run(u"receipt|"_qs + typed);
    QVERIFY2(text.out.contains("state    done") && text.out.contains("  gate-passed ") &&
                 text.out.contains("ms*****@example.com  accepted by the relay at "),
             text.out.constData());
  }

  void aReceiptThatIsNoneIsToldFromOneThatIsUnknown() {
    QCOMPARE(run(u"receipt|ABC"_qs).status, 2);
    const ProgramRun unknown = run(u"receipt|222-222"_qs);
    QVERIFY(unknown.status == 1 && unknown.errorLines() == 1);
  }

  void theTrailIsShownByAccountReceiptAndLimit() {
    const ProgramRun byReceipt = run(u"audit|show|--json|--receipt|"_qs + m_receipt.toLower());
    QCOMPARE(arrayOf(byReceipt).size(), 11);
    QCOMPARE(arrayOf(run(u"audit|show|--json|--account|MSABC123@outlook.com"_qs)).size(), 11);
    const ProgramRun nobody = run(u"audit|show|--json|--account|nobody@outlook.com"_qs);
    QCOMPARE(nobody.status, 0);
    QCOMPARE(nobody.out.trimmed(), "[]");
    const QJsonArray last = arrayOf(run(u"audit|show|--json|--limit|2"_qs));
    QCOMPARE(last.size(), 2);
    QCOMPARE(last.last().toObject().value(u"event").toString(), u"notices-queued"_qs);
    const ProgramRun text = run(u"audit|show"_qs);
    QVERIFY2(text.out.startsWith("NUMBER  TIME") && text.out.contains("setting-changed") &&
                 text.out.contains("accounts-added"),
             text.out.constData());
  }

  void noContactCodeOrPasswordStandsInTheTrail() {
    const QByteArray all = run(u"audit|export|-"_qs).out;
    QVERIFY(all.contains("ms*****@example.com"));
    for (const QByteArray& secret :
         {QByteArray("msabc123.backup"), QByteArray("somebody.else"), QByteArray("9098765432"),
          QByteArray("0312345978"), QByteArray("tiny"), QByteArray("Quiet"), m_code.toUtf8()}) {
      QVERIFY2(!all.contains(secret), secret.constData());
    }
  }

  void anExportIsCsvForItsOwnerAlone() {
    const QString path = m_desk->path(u"trail.csv"_qs);
    const ProgramRun done = run(u"audit|export|"_qs + path);
    QVERIFY2(done.status == 0, done.err.constData());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray all = file.readAll();
    QVERIFY(all.startsWith("number,at,event,account,receipt,recovery,detail,link\r\n1,"));
    QCOMPARE(all.count("\r\n"), all.count('\n'));
    QCOMPARE(done.out, "exported " + QByteArray::number(all.count('\n') - 1) + " rows\n");
    QCOMPARE(all, run(u"audit|export|-"_qs).out);
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFile::permissions(path) & others));
    QCOMPARE(run(u"audit|export|/no/such/folder/trail.csv"_qs).status, 1);
  }

  // In a realm that takes no contacts, none would help.
  void whyNamesWhatTheRealmTakes() {
    const ProgramRun before = run(u"why|pupil@school.example"_qs);
    QCOMPARE(before.status, 0);
    QVERIFY2(!before.out.contains("registered"), before.out.constData());
    QCOMPARE(run(u"accounts|questions|remove|pupil@school.example"_qs).status, 0);
    const ProgramRun told = run(u"why|pupil@school.example"_qs);
    QCOMPARE(told.status, 0);
    QVERIFY2(told.out.startsWith("nothing is registered that could prove who it is. Next: register security "
                                 "questions: `latchkeyctl accounts questions set pupil@school.example`"),
             told.out.constData());
    QVERIFY(!told.out.contains("contacts"));
  }

  void whySaysWhatWasWrongTooOften_data() {
    QTest::addColumn<QString>("way");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("questions") << u"questions"_qs
                               << QByteArray("too many wrong answers: the security questions are locked");
    QTest::newRow("authenticator") << u"authenticator"_qs
                                   << QByteArray(
                                          "too many wrong codes of the authenticator app: it is locked");
    QTest::newRow("text") << u"text"_qs << QByteArray("too many wrong codes: codes by text are locked");
  }
  void whySaysWhatWasWrongTooOften() {
    QFETCH(QString, way);
    QFETCH(QByteArray, told);
    const AdminDesk desk(program);
    QCOMPARE(desk.run(u"accounts|add|a@outlook.com"_qs).status, 0);
    note(desk, {QDateTime::currentMSecsSinceEpoch(), u"factor-locked"_qs, {}, u"a@outlook.com"_qs, way, {}});
    const ProgramRun why = desk.run(u"why|a@outlook.com"_qs);
    QCOMPARE(why.status, 0);
    QVERIFY2(why.out.contains(told), why.out.constData());
  }

  void aTrailThatWasTakenInIsNamed() {
    const AdminDesk desk(program);
    QCOMPARE(desk.run(u"accounts|add|a@outlook.com"_qs).status, 0);
    QVERIFY(!desk.run(u"audit|verify"_qs).out.contains("taken in"));
    note(desk, {1'700'000'000'000, u"journal-adopted"_qs, {}, {}, u"8 rows, up to row 8"_qs, {}});
    const ProgramRun text = desk.run(u"audit|verify"_qs);
    QCOMPARE(text.status, 0);
    QVERIFY2(text.out.contains("2023-11-14T22:13:20.000Z was taken in as it was found (8 rows, up to row 8)"),
             text.out.constData());
    const QJsonObject report = QJsonDocument::fromJson(desk.run(u"audit|verify|--json"_qs).out).object();
    QVERIFY(report.value(u"whole").toBool());
    QCOMPARE(report.value(u"adopted").toString(), u"8 rows, up to row 8"_qs);
    QVERIFY(desk.run(u"audit|show"_qs).out.contains("journal-adopted"));
  }

  // What a receipt tells once the recovery itself is pruned, as the journal alone has it.
  void aPrunedRecoveryIsReadFromItsSteps_data() {
    QTest::addColumn<QString>("receipt");
    QTest::addColumn<QStringList>("events");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("cause");
    const auto row = [](const char* name, const char* receipt, const QStringList& events, const char* state,
                        const char* cause) {
      QTest::newRow(name) << QString::fromLatin1(receipt) << events << QString::fromLatin1(state)
                          << QString::fromLatin1(cause);
    };
    row("a twin that was left", "A23-A23", {u"opened"_qs, u"not-possible disabled"_qs},
        "over; the recovery itself is no longer kept", "disabled");
    row("a twin that was cancelled", "A24-A24", {u"not-possible unknown-account"_qs, u"cancelled"_qs},
        "cancelled", "unknown-account");
    row("done", "A28-A28", {u"opened"_qs, u"password-changed"_qs, u"notices-queued"_qs}, "done", "");
    row("unlocked", "A29-A29", {u"opened"_qs, u"account-unlocked"_qs, u"notices-queued"_qs},
        "done: unlocked, the password stayed", "");
    row("by misses", "A25-A25", {u"gate-failed mail"_qs, u"ended-by-proof-misses mail"_qs},
        "ended: too-many-tries", "");
    row("by misses, as it was called before", "A26-A26", {u"ended-by-code-misses"_qs},
        "ended: too-many-tries", "");
    row("by entries", "A27-A27", {u"ended-by-confirm-misses"_qs}, "ended: too-many-tries", "");
  }
  void aPrunedRecoveryIsReadFromItsSteps() {
    QFETCH(QString, receipt);
    QFETCH(QStringList, events);
    QFETCH(QString, state);
    QFETCH(QString, cause);
    const AdminDesk desk(program);
    QCOMPARE(desk.run(u"accounts|add|a@outlook.com"_qs).status, 0);
    for (const QString& event : events) {
      note(desk, {1000, event.section(u' ', 0, 0), u"gone"_qs, u"a@outlook.com"_qs, event.section(u' ', 1),
                  receipt});
    }
    const ProgramRun told = desk.run(u"receipt|"_qs + receipt + u"|--json"_qs);
    QVERIFY2(told.status == 0, told.err.constData());
    const QJsonObject story = arrayOf(told).first().toObject();
    QCOMPARE(story.value(u"state").toString(), state);
    QCOMPARE(story.value(u"cause").toString(), cause);
  }

  void whyTellsWhatIsWrong_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("obstacles");
    const auto row = [](const char* name, int status, const char* obstacles) {
      QTest::newRow(name) << QString::fromLatin1(name) << status << QString::fromLatin1(obstacles);
    };
    row("msabc123@outlook.com", 0,
        "no-country-code cannot-text no-country-code entry-mismatch accepted accepted accepted");
    row("mailonly@outlook.com", 0, "no-mobile nothing-asked");
    row("textonly@outlook.com", 0, "nothing-asked");
    row("landline@outlook.com", 0, "cannot-text no-mobile nothing-asked");
    row("itself@outlook.com", 0, "account-itself nothing-asked");
    row("abroad@outlook.com", 0, "country-not-allowed nothing-asked");
    row("nocountry@outlook.com", 0, "no-country-code nothing-asked");
    row("leadingzero@outlook.com", 0, "leading-zero nothing-asked");
    row("voip@outlook.com", 0, "cannot-text no-mobile nothing-asked");
    row("unreadable@outlook.com", 0, "invalid-number no-mobile nothing-asked");
    row("nocontact@outlook.com", 0, "nothing-registered no-mobile nothing-asked");
    row("disabled@outlook.com", 0, "disabled no-mobile nothing-asked");
    row("notenabled@contoso.example", 0, "not-enabled-for-reset no-mobile nothing-asked");
    row("managed@contoso.example", 0, "managed-elsewhere no-mobile nothing-asked");
    row("nobody@outlook.com", 1, "unknown-account nothing-asked");
  }
  void whyTellsWhatIsWrong() {
    QFETCH(QString, name);
    QFETCH(int, status);
    QFETCH(QString, obstacles);
    const ProgramRun told = run(u"why|"_qs + name + u"|--json"_qs);
    QCOMPARE(told.status, status);
    QStringList codes;
    for (const QJsonValue& value : arrayOf(told)) {
      const QJsonObject found = value.toObject();
      codes << found.value(u"obstacle").toString();
      QVERIFY(!found.value(u"cause").toString().isEmpty() && !found.value(u"next").toString().isEmpty());
    }
    QCOMPARE(codes.join(u' '), obstacles);
    const ProgramRun text = run(u"why|"_qs + name);
    QCOMPARE(text.status, status);
    QCOMPARE(text.out.count('\n'), codes.size());
    QCOMPARE(text.out.count(". Next: "), codes.size());
    QVERIFY2(!text.out.contains("@example") || text.out.contains("*****@example"), text.out.constData());
  }

  void wrongUsageIsTold_data() {
    QTest::addColumn<QString>("words");
    for (const char* words :
         {"audit|show|--limit|0", "audit|show|--limit|many", "audit|show|--receipt|ABC",
          "audit|show|--account|", "audit|verify|--head|1", "audit|verify|--head|1:abc", "audit|verify|word",
          "audit|export", "audit|forget", "receipt", "why", "why|"}) {
      QTest::newRow(words) << QString::fromLatin1(words);
    }
  }
  void wrongUsageIsTold() {
    QFETCH(QString, words);
    const ProgramRun told = run(words);
    QVERIFY2(told.status == 2 && told.errorLines() == 1 && told.out.isEmpty(), told.err.constData());
  }

  void everyFormHasItsHelp() {
    for (const QString& words :
         {u"audit|show"_qs, u"audit|verify"_qs, u"audit|export"_qs, u"receipt"_qs, u"why"_qs, u"audit"_qs}) {
      const ProgramRun help = m_desk->bare(words.split(u'|') + QStringList{u"--help"_qs});
      QVERIFY2(help.status == 0 && help.out.contains("latchkeyctl "), help.err.constData());
    }
  }

  void severalProgramsAtOnceMakeOneChain() {
    std::array<int, 6> statuses{};
    tests::atOnce(6, [&](int number) {
      statuses.at(static_cast<std::size_t>(number)) =
          run(u"accounts|add|beside%1@outlook.com"_qs.arg(number)).status;
    });
    QCOMPARE(std::count(statuses.begin(), statuses.end(), 0), 6);
    QCOMPARE(run(u"audit|verify"_qs).status, 0);
    QCOMPARE(run(u"audit|export|-"_qs).out.count("beside"), 6);
  }

  void aChangedTrailShows() {
    const ProgramRun whole = run(u"audit|verify"_qs);
    QVERIFY2(whole.status == 0 && whole.out.startsWith("the audit trail is whole: "), whole.err.constData());
    const QString head = QString::fromLatin1(whole.out.split('\n').at(1)).section(u' ', 1);
    QCOMPARE(run(u"audit|verify|--head|"_qs + head).status, 0);
    // What latchkeyctl writes meanwhile is part of the same chain.
    QCOMPARE(run(u"accounts|contacts|add|mailonly@outlook.com|new@example.org"_qs).status, 0);
    QCOMPARE(run(u"audit|verify|--head|"_qs + head).status, 0);
    QCOMPARE(m_service->stop(), 0);
    {
      const auto database = service::store::SqliteDatabase::open(m_desk->databasePath(), nullptr);
      QVERIFY((*database)->connection()->run(
          u"UPDATE journal SET account_key = 'another@outlook.com' WHERE event = 'password-changed'"_qs));
    }
    const ProgramRun broken = run(u"audit|verify"_qs);
    QVERIFY2(
        broken.status == 1 && broken.errorLines() == 1 && broken.err.contains("was changed, moved or put in"),
        broken.err.constData());
    const ProgramRun json = run(u"audit|verify|--json"_qs);
    QCOMPARE(json.status, 1);
    const QJsonObject report = QJsonDocument::fromJson(json.out).object();
    QCOMPARE(report.value(u"whole").toBool(true), false);
    QCOMPARE(report.value(u"fault").toString(), u"changed"_qs);
    QVERIFY(broken.err.contains("row " + QByteArray::number(report.value(u"row").toInt())));
  }
};

QTEST_GUILESS_MAIN(AdminAuditTest)
#include "admin_audit_test.moc"
