// SPDX-License-Identifier: GPL-3.0-or-later
// Scripts of a hostile client that take hours, or a directory that fails: the whole service but for its
// sockets, under a clock and a directory of the test's own.
#include <QTest>

#include "service/directory/embedded_directory.h"
#include "service/domain/method_offers.h"
#include "service/numbering/phone_numbering.h"
#include "service/store/sql_account_store.h"
#include "tests/support/handler_desk.h"
#include "tests/support/recovery_steps.h"

namespace latchkey::service::http {
namespace {

using domain::CodePurpose;
using domain::DirectoryError;
using tests::HandlerDesk;
using tests::RecoveryCaller;
using tests::RecoveryDesk;
using tests::wrongFor;
namespace steps = tests::steps;
using Answer = RecoveryCaller::Answer;

constexpr qint64 minute = 60'000;
const QString person = QStringLiteral("msabc123@outlook.com");
const QString entry = QStringLiteral("msabc123.backup");

void compareUnavailable(const Answer& answer) {
  QCOMPARE(answer.status(), 503);
  QVERIFY(answer.raw.field("retry-after").toInt() >= 1);
}

}  // namespace

class HostileScriptTest : public QObject {
  Q_OBJECT

  static void row(const char* name) {
    QTest::addColumn<int>("case");
    QTest::newRow(name) << 0;
  }
  static Answer choose(RecoveryCaller& caller, const char* kind) {
    const Answer view = caller.get("/v1/recovery");
    return caller.post("/v1/recovery/method",
                       steps::member("handle", steps::handleOf(view, QLatin1String(kind))));
  }
  static Answer confirm(RecoveryCaller& caller, const QString& typed) {
    return caller.post("/v1/recovery/confirm", steps::member("entry", typed));
  }

private Q_SLOTS:
  void anotherCodeDoesNotGiveNewTries_data() { row("A04"); }
  void anotherCodeDoesNotGiveNewTries() {
    HandlerDesk service;
    RecoveryCaller one = service.caller();
    QCOMPARE(steps::reachCode(one, person, entry).stage(), QStringLiteral("code"));
    for (int i = 0; i < 4; ++i) {
      const Answer answer = steps::submit(one, wrongFor(service.desk.lastCode()));
      QCOMPARE(answer.problem(), QStringLiteral("code-wrong"));
      QCOMPARE(answer.json.value(QLatin1String("triesLeft")).toInt(), 4 - i);
    }
    service.desk.clock.advance(minute);
    const Answer again = one.post("/v1/recovery/resend");
    QCOMPARE(
        again.recovery().value(QLatin1String("code")).toObject().value(QLatin1String("triesLeft")).toInt(),
        1);
    QCOMPARE(steps::submit(one, wrongFor(service.desk.lastCode())).problem(),
             QStringLiteral("too-many-tries"));
    QCOMPARE(steps::submit(one, service.desk.lastCode()).problem(), QStringLiteral("too-many-tries"));
    // Nor does leaving for another way and coming back.
    QCOMPARE(choose(one, "text").stage(), QStringLiteral("confirm"));
    QCOMPARE(choose(one, "mail").stage(), QStringLiteral("confirm"));
    QCOMPARE(confirm(one, entry).problem(), QStringLiteral("too-many-tries"));
    QCOMPARE(service.desk.ask(QStringLiteral("SELECT SUM(attempts) FROM codes")).toInt(), 5);
  }

  void aCodeOfAnotherPurposeIsNone_data() { row("A07"); }
  void aCodeOfAnotherPurposeIsNone() {
    HandlerDesk service;
    RecoveryCaller one = service.caller();
    QCOMPARE(steps::reachCode(one, person, entry).stage(), QStringLiteral("code"));
    const QString code = service.desk.lastCode();
    // The very code, but given out for a registration: as if this recovery had never had one.
    const QString id = QString::fromLatin1(one.token().first(22));
    {
      const auto tables = service.desk.bench->store().begin(domain::Access::Write);
      auto record = tables->codes().find(id, QStringLiteral("c1"), CodePurpose::Recovery);
      QVERIFY(record);
      record->purpose = CodePurpose::Registration;
      tables->codes().put(*record);
      QVERIFY(tables->commit());
    }
    const auto drop = QStringLiteral("DELETE FROM codes WHERE purpose = %1").arg(int(CodePurpose::Recovery));
    QVERIFY(!service.desk.ask(drop).isValid());
    QCOMPARE(steps::submit(one, code).problem(), QStringLiteral("wrong-stage"));
    QCOMPARE(service.desk.ask(QStringLiteral("SELECT attempts FROM codes")).toInt(), 0);
  }

  void aCodeOfAWayThatWasLeftIsNone_data() { row("A09"); }
  void aCodeOfAWayThatWasLeftIsNone() {
    HandlerDesk service;
    RecoveryCaller one = service.caller();
    QCOMPARE(steps::reachCode(one, person, entry).stage(), QStringLiteral("code"));
    const QString mailCode = service.desk.lastCode();
    QCOMPARE(choose(one, "text").stage(), QStringLiteral("confirm"));
    QCOMPARE(steps::submit(one, mailCode).problem(), QStringLiteral("wrong-stage"));
    QCOMPARE(confirm(one, QStringLiteral("5432")).stage(), QStringLiteral("code"));
    QCOMPARE(steps::submit(one, mailCode).problem(), QStringLiteral("code-wrong"));
    QCOMPARE(choose(one, "mail").stage(), QStringLiteral("confirm"));
    QCOMPARE(steps::setPassword(one, QStringLiteral("Quiet-Lake-42")).problem(),
             QStringLiteral("wrong-stage"));
    QCOMPARE(service.desk.directory.changes, 0);
  }

  void ahundredSendsRunIntoTheCaps_data() { row("A25: over recoveries and addresses"); }
  void ahundredSendsRunIntoTheCaps() {
    HandlerDesk service;
    domain::Realm& realm = service.desk.policy.realms[0];
    realm.limits.idle = realm.limits.absolute = 24 * 3600;
    service.restart();
    for (int i = 0; i < 100; ++i) {
      RecoveryCaller one = service.caller("198.51.100." + QByteArray::number(i));
      const char* const kind = i % 2 == 0 ? "text" : "mail";
      QCOMPARE(steps::passChallenge(one, person).stage(), QStringLiteral("method"));
      QCOMPARE(choose(one, kind).stage(), QStringLiteral("confirm"));
      (void)confirm(one, i % 2 == 0 ? QStringLiteral("5432") : entry);
      service.desk.clock.advance(minute);
      (void)one.post("/v1/recovery/resend");
      service.desk.clock.advance(9 * minute);
    }
    const auto sent = [&](const char* to) {
      return service.desk
          .ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE recipient = '%1'").arg(QLatin1String(to)))
          .toInt();
    };
    // 100 × 10 min are less than a day: ten for each contact, and not one more.
    QCOMPARE(sent("+819098765432"), 10);
    QCOMPARE(sent("msabc123.backup@example.com"), 10);
  }

  void numbersThatCostMoneyAreNotOffered_data() {
    QTest::addColumn<QString>("written");
    QTest::addColumn<QString>("region");
    QTest::addColumn<bool>("offered");
    QTest::newRow("A25: home") << "090-1234-5678"
                               << "JP" << true;
    QTest::newRow("A25: premium rate") << "0990-504-123"
                                       << "JP" << false;
    QTest::newRow("A25: shared cost") << "0570-000-911"
                                      << "JP" << false;
    QTest::newRow("A25: abroad") << "+44 7400 123456"
                                 << "" << false;
    QTest::newRow("A25: premium rate abroad") << "+44 909 879 0000"
                                              << "" << false;
    QTest::newRow("A25: satellite") << "+881 6 1234 5678"
                                    << "" << false;
    QTest::newRow("A25: international premium rate") << "+979 123 456 789"
                                                     << "" << false;
    QTest::newRow("A25: the Caribbean, which looks like home to Americans") << "+1 876 555 0123"
                                                                            << "" << false;
  }
  void numbersThatCostMoneyAreNotOffered() {
    QFETCH(QString, written);
    QFETCH(QString, region);
    QFETCH(bool, offered);
    const numbering::PhoneNumbering numbering;
    const domain::PhoneNumber number = numbering.judge(written, region);
    domain::Contact contact;
    contact.id = QStringLiteral("c1");
    contact.kind = domain::ContactKind::Mobile;
    contact.value = number.e164;
    contact.national = number.national;
    const auto methods = domain::methodsOf({person}, {contact}, {}, domain::Realm::consumer(), numbering);
    QCOMPARE(!methods.isEmpty(), offered);
  }

  void passwordsAreJudgedExactly_data() {
    QTest::addColumn<bool>("nist");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("violation");
    const auto face = QString::fromUtf8("\xf0\x9f\x98\x80");
    const auto row = [](const char* name, bool nist, const QString& password, const char* violation) {
      QTest::newRow(name) << nist << password << QString::fromLatin1(violation);
    };
    row("A29: classic, 7", false, QStringLiteral("Qu1et-L"), "too-short");
    row("A29: classic, 8", false, QStringLiteral("Qu1et-Lk"), "");
    row("A29: classic, 16", false, QStringLiteral("Qu1et-Lake-Road7"), "");
    row("A29: classic, 17", false, QStringLiteral("Qu1et-Lake-Road77"), "too-long");
    row("A29: classic, blanks at the ends count", false, QStringLiteral(" Qu1etL "), "");
    row("A29: classic, a face", false, QStringLiteral("Qu1et-L") + face, "character-not-allowed");
    row("A29: nist, 14 code points", true, QStringLiteral("quiet lake roa"), "too-short");
    row("A29: nist, 15 code points", true, QStringLiteral("quiet lake road"), "");
    row("A29: nist, 14 code points in 15 units", true, QStringLiteral("quiet lake ro") + face, "too-short");
    row("A29: nist, 15 code points in 16 units", true, QStringLiteral("quiet lake roa") + face, "");
    row("A29: nist, 64 code points in 256 bytes", true, face.repeated(63) + u'x', "");
    row("A29: nist, 65 code points", true, face.repeated(64) + u'x', "too-long");
    row("A29: nist, blanks at the ends count", true, QStringLiteral("  quiet lake r "), "");
  }
  void passwordsAreJudgedExactly() {
    QFETCH(bool, nist);
    QFETCH(QString, password);
    QFETCH(QString, violation);
    HandlerDesk service;
    domain::Realm& realm = service.desk.policy.realms[0];
    realm.password = nist ? rules::PasswordPolicy::nist() : rules::PasswordPolicy::classic();
    service.restart();
    RecoveryCaller one = service.caller();
    QCOMPARE(steps::reachCode(one, person, entry).stage(), QStringLiteral("code"));
    QCOMPARE(steps::submit(one, service.desk.lastCode()).stage(), QStringLiteral("password"));
    const Answer answer = steps::setPassword(one, password);
    if (violation.isEmpty()) {
      QVERIFY2(answer.stage() == QLatin1String("done"), answer.raw.body.constData());
      QCOMPARE(service.desk.directory.passwordOf(person), password.toUtf8());  // nothing trimmed or cut
      return;
    }
    QCOMPARE(answer.problem(), QStringLiteral("password-refused"));
    QVERIFY2(answer.json.value(QLatin1String("violations")).toArray().contains(violation),
             answer.raw.body.constData());
    QCOMPARE(service.desk.directory.changes, 0);
  }

  void everyByteOfAPasswordCounts_data() { row("A29: a difference after byte 72"); }
  void everyByteOfAPasswordCounts() {
    HandlerDesk service;
    auto& bench = static_cast<tests::SqliteBench&>(*service.desk.bench);
    store::SqlAccountStore accounts(bench.database(), service.desk.clock);
    const directory::PasswordHasher hasher(directory::HashCost::minimum());
    QVERIFY(accounts.add({{RecoveryDesk::person(), hasher.hash(platform::Secret("Old-pass-1")), {}}}));
    directory::EmbeddedDirectory embedded(accounts, service.desk.clock, directory::HashCost::minimum(), {});
    const QString face = QString::fromUtf8("\xf0\x9f\x98\x80");
    const std::string set = (face.repeated(30) + QStringLiteral("x")).toStdString();    // 121 bytes
    const std::string other = (face.repeated(30) + QStringLiteral("y")).toStdString();  // differs in the last
    QVERIFY(embedded.setPassword(person, platform::Secret(set), QStringLiteral("m"),
                                 domain::PasswordUse::Lasting));
    QCOMPARE(*embedded.signIn(person, platform::Secret(set)), domain::SignInVerdict::Accepted);
    QCOMPARE(*embedded.signIn(person, platform::Secret(other)), domain::SignInVerdict::Refused);
    QCOMPARE(*embedded.signIn(person, platform::Secret(set.substr(0, 72))), domain::SignInVerdict::Refused);
  }

  void aDirectoryThatFailsIsToldAndLookedUp_data() {
    QTest::addColumn<int>("fault");
    QTest::addColumn<bool>("changes");
    QTest::addColumn<QString>("problem");
    QTest::newRow("A30: in history") << int(DirectoryError::InHistory) << false << "password-refused";
    QTest::newRow("A30: too recent") << int(DirectoryError::TooRecent) << false << "password-refused";
    QTest::newRow("A30: refuses") << int(DirectoryError::Refused) << false << "password-refused";
    QTest::newRow("A30: times out before") << int(DirectoryError::Unavailable) << false << "unavailable";
    QTest::newRow("A30: times out, nothing changed")
        << int(DirectoryError::OutcomeUnknown) << false << "unavailable";
    QTest::newRow("A30: dies after the change") << int(DirectoryError::OutcomeUnknown) << true << QString();
  }
  void aDirectoryThatFailsIsToldAndLookedUp() {
    QFETCH(int, fault);
    QFETCH(bool, changes);
    QFETCH(QString, problem);
    HandlerDesk service;
    RecoveryCaller one = service.caller();
    QCOMPARE(steps::reachCode(one, person, entry).stage(), QStringLiteral("code"));
    const QString code = service.desk.lastCode();
    QCOMPARE(steps::submit(one, code).stage(), QStringLiteral("password"));
    const int before = service.desk.messages();
    service.desk.directory.fault = static_cast<DirectoryError>(fault);
    service.desk.directory.changesAllTheSame = changes;
    const Answer answer = steps::setPassword(one, QStringLiteral("Quiet-Lake-42"));
    QCOMPARE(answer.problem(), problem);
    service.desk.directory.fault.reset();
    QCOMPARE(service.desk.directory.changes, changes ? 1 : 0);
    if (changes) {
      QCOMPARE(answer.stage(), QStringLiteral("done"));
      QCOMPARE(service.desk.messages(), before + 3);
      QCOMPARE(one.get("/v1/recovery").problem(), QStringLiteral("unauthorized"));
      return;
    }
    if (problem == QLatin1String("unavailable")) compareUnavailable(answer);
    QCOMPARE(service.desk.messages(), before);
    // The code is not revived, and the permit goes on.
    QCOMPARE(steps::submit(one, code).problem(), QStringLiteral("wrong-stage"));
    QCOMPARE(steps::setPassword(one, QStringLiteral("Other-Lake-43")).stage(), QStringLiteral("done"));
    QCOMPARE(service.desk.directory.passwordOf(person), "Other-Lake-43");
  }

  void aDirectoryThatNobodyReachesLeavesTheOutcomeOpen_data() {
    row("A30: dies after the change and stays away");
  }
  void aDirectoryThatNobodyReachesLeavesTheOutcomeOpen() {
    HandlerDesk service;
    RecoveryCaller one = service.caller();
    QCOMPARE(steps::reachCode(one, person, entry).stage(), QStringLiteral("code"));
    QCOMPARE(steps::submit(one, service.desk.lastCode()).stage(), QStringLiteral("password"));
    auto& directory = service.desk.directory;
    directory.fault = DirectoryError::OutcomeUnknown;
    directory.changesAllTheSame = directory.markersDown = true;
    compareUnavailable(steps::setPassword(one, QStringLiteral("Quiet-Lake-42")));
    // Nobody else's attempt goes through meanwhile.
    QCOMPARE(steps::setPassword(one, QStringLiteral("Other-Lake-43")).problem(),
             QStringLiteral("request-in-progress"));
    directory.fault.reset();
    directory.markersDown = false;
    service.restart();
    service.desk.clock.advance(2 * minute);
    QCOMPARE(service.desk.service->settle(), 1);
    QCOMPARE(directory.passwordOf(person), "Quiet-Lake-42");
    QCOMPARE(directory.changes, 1);
    QCOMPARE(one.get("/v1/recovery").problem(), QStringLiteral("unauthorized"));
  }
};

}  // namespace latchkey::service::http

QTEST_GUILESS_MAIN(latchkey::service::http::HostileScriptTest)
#include "hostile_script_test.moc"
