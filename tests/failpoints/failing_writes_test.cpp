// SPDX-License-Identifier: GPL-3.0-or-later
// What else is written for a person or by administration, each once with its n-th operation failing, until it
// goes through untouched: the deed, its notices and its journal are there together or not at all, and asked
// for again it is done once.
#include <QSet>
#include <QTest>

#include "core/platform/failpoint.h"
#include "service/directory/embedded_directory.h"
#include "service/directory/password_hasher.h"
#include "service/domain/contact_changes.h"
#include "service/domain/freezes.h"
#include "service/store/sql_account_store.h"
#include "service/store/sql_audit_trail.h"
#include "tests/support/appeal_office.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT
using platform::FailMode;
using service::directory::HashCost;

namespace {

bool everyCall() {
  return qEnvironmentVariableIsSet("LATCHKEY_EVERY_FAILPOINT");
}
int stride() {
  return everyCall() ? 1 : 7;
}

constexpr auto oldOne = "Old-pass-1";
constexpr auto newOne = "Quiet-Lake-42";

/// An office that takes appeals, over the embedded directory, and somebody at work there.
struct Scene {
  Scene() {
    desk.policy.realms.first().factors.append(MethodKind::StartCode);
    desk.policy.realms.first().startCodesAgain = true;
    Account account = RecoveryDesk::person();
    const QByteArray verifier =
        service::directory::PasswordHasher(HashCost::minimum()).hash(platform::Secret(oldOne));
    if (!accounts.add({{account, verifier, {}}})) qFatal("cannot add");
    desk.otherDirectory = &embedded;
    desk.service = desk.makeService();
  }
  /// Goes on with a recovery that an approval has opened, from the second PC.
  bool openApproved() {
    const auto opened = office.openByApproval(code);
    if (!opened) return false;
    second.view = opened->snapshot;
    second.token =
        platform::Secret({opened->newToken.constData(), static_cast<std::size_t>(opened->newToken.size())});
    return second.view.stage == Stage::Code;
  }
  bool release() {
    if (!office.file(visitor) || !office.approve(office.latest().id)) return false;
    desk.clock.advance(72 * AppealOffice::hourMs);
    if (desk.service->releaseAppeals() != 1) return false;
    code = office.codeIn("appeal released");
    return true;
  }
  /// Nothing where the directory cannot be asked.
  [[nodiscard]] std::optional<Account> account() {
    return embedded.find(RecoveryDesk::person().key).value_or(std::nullopt);
  }
  [[nodiscard]] bool issueStartCode() {
    StartCodes codes(
        {desk.bench->store(), desk.keys, desk.writer, desk.numbering, desk.clock, desk.random, desk.box},
        desk.policy);
    const auto whose = account();
    return whose && codes.issue(*whose).has_value();
  }
  [[nodiscard]] ContactChanges contacts() {
    return ContactChanges({desk.bench->store(), desk.writer, desk.clock, desk.random, desk.keys, desk.box},
                          desk.policy);
  }
  [[nodiscard]] bool withdrawStartCode() {
    StartCodes codes(
        {desk.bench->store(), desk.keys, desk.writer, desk.numbering, desk.clock, desk.random, desk.box},
        desk.policy);
    return codes.withdraw(RecoveryDesk::person().key).value_or(false);
  }
  [[nodiscard]] bool hasPassword(const char* password) const {
    const QByteArray verifier = desk.ask(QStringLiteral("SELECT verifier FROM passwords")).toByteArray();
    return service::directory::PasswordHasher(HashCost::minimum())
        .verify(verifier, platform::Secret(password));
  }

  AppealOffice office;
  RecoveryDesk& desk = office.desk;
  service::store::SqlAccountStore accounts{static_cast<SqliteBench&>(*desk.bench).database(), desk.clock};
  service::directory::EmbeddedDirectory embedded{accounts, desk.clock, HashCost::minimum(), {}};
  Visitor visitor{desk};
  Visitor second{desk, "second PC"};
  platform::Secret opening;  ///< the token that a kept place has
  QString code;
};

/// Rows that the deed makes; fewer than none: that it takes away.
struct Effect {
  const char* rows;
  int change;
};

struct Deed {
  const char* name;
  bool (*prepare)(Scene&);
  /// @param again the same request under the same key. True: it is done, as far as who asked was told.
  bool (*act)(Scene&, bool again);
  /// Of one transaction.
  QList<Effect> effects;
  /// A key makes of a repeated request the same one. Without it somebody looks, and asks again if need be.
  bool hasKey = true;
  /// What must hold in the end, besides.
  bool (*holds)(Scene&) = nullptr;
};

template <typename MakeCommand>
bool say(Visitor& visitor, bool again, MakeCommand command) {
  return (again ? visitor.repeat(command()) : visitor.perform(command())).has_value();
}

FileAppeal form() {
  FileAppeal made;
  made.names = QStringLiteral("abc MS");
  return made;
}
SubmitCode lastCode(Scene& scene) {
  return {platform::Secret(scene.desk.lastCode().toStdString())};
}
SetPassword newPassword() {
  return {platform::Secret(newOne)};
}

/// What was used is worth nothing to the next one.
bool theApprovalIsUsedUp(Scene& scene) {
  return !scene.office.openByApproval(scene.code, "third PC", 9002);
}
bool theMailOpensOneRecovery(Scene& scene) {
  scene.code = scene.office.codeIn("appeal released");
  return scene.openApproved() && theApprovalIsUsedUp(scene);
}

const QList<Deed>& deeds() {
  static const QList<Deed> all{
      {"an administrator is asked",
       [](Scene& scene) { return scene.visitor.open() && scene.visitor.passChallenge(); },
       [](Scene& scene, bool again) {
         return say(scene.visitor, again, [] { return ContactAdministrator{}; });
       },
       {{"journal WHERE event = 'administrator-asked'", 1},
        {"messages WHERE subject = 'administrator asked'", 1},
        {"tallies WHERE scope LIKE 'administrator-recovery:%'", 1}}},
      {"a kept place is come back to",
       [](Scene& scene) {
         if (!scene.visitor.open()) return false;
         scene.opening = scene.visitor.token.clone();
         return scene.visitor.passChallenge() && scene.visitor.choose(MethodKind::Mail) &&
                scene.visitor.confirm(QStringLiteral("msabc123.backup")) &&
                scene.visitor.perform(lastCode(scene)) && scene.visitor.view.stage == Stage::Password;
       },
       [](Scene& scene, bool again) {
         scene.visitor.token = scene.opening.clone();
         return say(scene.visitor, again, [] { return ResumeRecovery{}; });
       },
       {{"journal WHERE event = 'resumed'", 1},
        {"recoveries WHERE gates_passed = 0 AND permit_until = 0", 1},
        {"tallies WHERE scope LIKE 'resum%'", 1}}},
      {"the address of an appeal is given",
       [](Scene& scene) { return scene.visitor.open() && scene.visitor.passChallenge(); },
       [](Scene& scene, bool again) {
         return say(scene.visitor, again,
                    [] { return GiveAppealContact{QStringLiteral("mika@example.net")}; });
       },
       {{"appeals", 1},
        {"messages WHERE subject = 'appeal code'", 1},
        {"codes WHERE sent > 0", 1},
        {"tallies WHERE scope LIKE 'appeal-contact:%'", 1}}},
      {"the address of an appeal is confirmed",
       [](Scene& scene) { return AppealOffice::reachAppealCode(scene.visitor); },
       [](Scene& scene, bool again) { return say(scene.visitor, again, [&] { return lastCode(scene); }); },
       {{"journal WHERE event = 'appeal-contact-confirmed'", 1}, {"codes WHERE live_contact IS NULL", 1}}},
      {"an appeal is filed",
       [](Scene& scene) { return scene.office.reachForm(scene.visitor); },
       [](Scene& scene, bool again) { return say(scene.visitor, again, form); },
       {{"appeals WHERE state = 1", 1},
        {"messages WHERE subject = 'appeal filed'", 3},
        {"messages WHERE subject = 'appeal to review'", 1},
        {"journal WHERE event = 'appeal-filed'", 1}}},
      {"an appeal is approved",
       [](Scene& scene) { return scene.office.file(scene.visitor); },
       [](Scene& scene, bool) { return scene.office.approve(scene.office.latest().id).has_value(); },
       {{"appeals WHERE state = 2", 1},
        {"messages WHERE subject = 'appeal approved'", 3},
        {"objection_tickets", 3},
        {"journal WHERE event = 'appeal-approved'", 1}},
       false},
      {"an appeal is denied",
       [](Scene& scene) { return scene.office.file(scene.visitor); },
       [](Scene& scene, bool) {
         return scene.office.review()
             .deny(scene.office.latest().id, QStringLiteral("boss@example.com"))
             .has_value();
       },
       {{"appeals WHERE state = 5", 1},
        {"messages WHERE subject = 'appeal denied'", 1},
        {"journal WHERE event = 'appeal-denied'", 1}},
       false},
      {"the wait of an approval is over",
       [](Scene& scene) {
         if (!scene.office.file(scene.visitor) || !scene.office.approve(scene.office.latest().id))
           return false;
         scene.desk.clock.advance(72 * AppealOffice::hourMs);
         return true;
       },
       [](Scene& scene, bool) { return scene.desk.service->releaseAppeals() == 1; },
       {{"appeals WHERE state = 3", 1},
        {"appeals WHERE ticket IS NOT NULL", 1},
        {"messages WHERE subject = 'appeal released'", 1},
        {"journal WHERE event = 'appeal-code-sent'", 1}},
       false,
       theMailOpensOneRecovery},
      {"the code of an approval is used",
       [](Scene& scene) { return scene.release(); },
       [](Scene& scene, bool) { return scene.office.openByApproval(scene.code).has_value(); },
       {{"appeals WHERE state = 4", 1},
        {"recoveries WHERE appeal_id <> ''", 1},
        {"messages WHERE subject = 'appeal code'", 1},
        {"journal WHERE event = 'appeal-code-used'", 1}},
       true,
       theApprovalIsUsedUp},
      {"the address is confirmed once more",
       [](Scene& scene) { return scene.release() && scene.openApproved(); },
       [](Scene& scene, bool again) { return say(scene.second, again, [&] { return lastCode(scene); }); },
       {{"journal WHERE event = 'gate-passed'", 1}, {"recoveries WHERE gates_passed = 1", 1}},
       true,
       theApprovalIsUsedUp},
      {"the password is set by an appeal",
       [](Scene& scene) {
         return scene.release() && scene.openApproved() && scene.second.perform(lastCode(scene)) &&
                scene.second.view.stage == Stage::Password;
       },
       [](Scene& scene, bool again) { return say(scene.second, again, newPassword); },
       {{"appeals WHERE state = 8", 1},
        {"messages WHERE subject = 'changed'", 3},
        {"journal WHERE event = 'password-changed'", 1}},
       true,
       [](Scene& scene) {
         return scene.hasPassword(newOne) && scene.desk.count("password_history WHERE marker <> ''") +
                                                     scene.desk.count("passwords WHERE marker <> ''") ==
                                                 1;
       }},
      {"a contact is added",
       [](Scene&) { return true; },
       [](Scene& scene, bool) {
         const Contact contact = RecoveryDesk::mail({}, QStringLiteral("newcomer@example.com"));
         return scene.contacts().add(RecoveryDesk::person().key, contact).has_value();
       },
       {{"contacts", 1},
        {"messages WHERE subject = 'added'", 3},
        {"objection_tickets", 3},
        {"journal WHERE event = 'contact-added'", 1}},
       false},
      {"a contact is removed while a recovery waits",
       [](Scene& scene) { return scene.visitor.reachCode(); },
       [](Scene& scene, bool) {
         return scene.contacts().remove(RecoveryDesk::person().key, QStringLiteral("c1")).has_value();
       },
       {{"contacts", -1},
        {"removed_contacts", 1},
        {"recoveries WHERE superseded = 1", 1},
        {"messages WHERE subject = 'removed'", 3},
        {"journal WHERE event = 'contact-removed'", 1}},
       false},
      {"a stop is lifted",
       [](Scene& scene) {
         if (!scene.visitor.reachCode() || !scene.office.object(scene.office.codeIn("code"))) return false;
         return scene.desk.count("freezes") == 1;
       },
       [](Scene& scene, bool) {
         RecoveryDesk& desk = scene.desk;
         const auto whose = scene.account();
         return whose && Freezes({desk.bench->store(), desk.writer, desk.clock, desk.random}, desk.policy)
                             .lift(*whose)
                             .has_value();
       },
       {{"messages WHERE subject = 'allowed'", 3},
        {"messages WHERE subject = 'freeze lifted'", 1},
        {"journal WHERE event = 'unfrozen'", 1}},
       false,
       [](Scene& scene) {
         scene.desk.clock.advance(61'000);  // a contact is sent a code once a minute
         return scene.second.reachCode();
       }},
      {"a start code is handed out",
       [](Scene&) { return true; },
       [](Scene& scene, bool) { return scene.issueStartCode(); },
       {{"start_codes", 1},
        {"messages WHERE subject = 'start code'", 3},
        {"messages WHERE subject = 'start code handed out'", 1},
        {"journal WHERE event = 'start-code-issued'", 1}},
       false},
      {"a start code is withdrawn",
       [](Scene& scene) { return scene.issueStartCode(); },
       [](Scene& scene, bool) { return scene.withdrawStartCode(); },
       {{"start_codes", -1}, {"journal WHERE event = 'start-code-withdrawn'", 1}},
       false},
      {"a setting is changed",  // as latchkeyctl does it
       [](Scene&) { return true; },
       [](Scene& scene, bool) {
         const QString realm = QStringLiteral("people");
         const auto tables = scene.desk.bench->store().begin(Access::Write);
         tables->settings().put(realm, QStringLiteral("reset_enabled"), QStringLiteral("false"));
         tables->outgoing().note(
             {scene.desk.clock.now(), QStringLiteral("setting-changed"), {}, {}, realm, {}});
         return tables->commit().has_value();
       },
       {{"settings", 1}, {"journal WHERE event = 'setting-changed'", 1}},
       false},
  };
  return all;
}

/// How many rows of each effect there are, and at last how many counts of tries and messages.
QList<int> rowsOf(const Scene& scene, const QList<Effect>& effects) {
  QStringList parts;
  for (const Effect& effect : effects)
    parts << QStringLiteral("(SELECT COUNT(*) FROM %1)").arg(QLatin1String(effect.rows));
  parts << QStringLiteral("(SELECT COUNT(*) + (SELECT COALESCE(SUM(attempts), 0) FROM codes) FROM tallies)");
  QList<int> rows;
  const QString all =
      scene.desk.ask(QStringLiteral("SELECT ") + parts.join(QLatin1String(" || ',' || "))).toString();
  for (const QString& number : all.split(u',')) rows << number.toInt();
  return rows;
}

/// 0: nothing of it, 1: all; what is not so, or nothing.
QString faultIn(const Deed& deed, const QList<int>& before, const QList<int>& now, int done) {
  for (qsizetype i = 0; i < deed.effects.size(); ++i) {
    const Effect& effect = deed.effects.at(i);
    if (now.at(i) - before.at(i) != done * effect.change) {
      return QStringLiteral("%1: %2 more rows where all is %3")
          .arg(QLatin1String(effect.rows))
          .arg(now.at(i) - before.at(i))
          .arg(done == 0 ? QStringLiteral("undone") : QStringLiteral("done"));
    }
  }
  return {};
}

struct Round {
  QString fault;
  QByteArray place;  ///< that failed; empty: none did
};

Round failAt(const Deed& deed, qint64 at) {
  Scene scene;
  if (!deed.prepare(scene)) return {QStringLiteral("cannot be prepared"), {}};
  const QList<int> before = rowsOf(scene, deed.effects);
  platform::armFailpoints(FailMode::Fail, at);
  const bool told = deed.act(scene, false);
  Round round{{}, platform::failReport().failed};
  platform::armFailpoints(FailMode::Off, 0);
  const auto fault = [&round](const QString& what) { return Round{what, round.place}; };

  QList<int> now = rowsOf(scene, deed.effects);
  bool done = now.first() != before.first();
  if (told && !done) return fault(QStringLiteral("told, and not done"));
  if (const QString half = faultIn(deed, before, now, done ? 1 : 0); !half.isEmpty())
    return fault(QStringLiteral("half done: ") + half);
  if (now.last() < before.last() && !told) return fault(QStringLiteral("a count fell"));
  if (!scene.hasPassword(oldOne) && !scene.hasPassword(newOne))
    return fault(QStringLiteral("neither the old password nor the new one"));

  // As the assistant and the service's upkeep go on, or as whoever administers looks and asks again.
  bool toldAtLast = told;
  for (int i = 0; i < 3 && (deed.hasKey ? !toldAtLast || i == 0 : !done); ++i) {
    scene.desk.clock.advance(61'000);
    std::ignore = scene.desk.service->settle();
    toldAtLast = deed.act(scene, true);
    now = rowsOf(scene, deed.effects);
    done = now.first() != before.first();
  }
  if (deed.hasKey && !toldAtLast) return fault(QStringLiteral("not told when asked again"));
  if (const QString wrong = faultIn(deed, before, now, 1); !wrong.isEmpty())
    return fault(QStringLiteral("in the end: ") + wrong);
  if (deed.holds != nullptr && !deed.holds(scene))
    return fault(QStringLiteral("what comes after it is wrong"));
  auto& database = static_cast<SqliteBench&>(*scene.desk.bench).database();
  const auto trail = service::store::SqlAuditTrail(database, scene.desk.keys).verify({});
  if (!trail || trail->broken) return fault(QStringLiteral("the journal is broken"));
  return round;
}

}  // namespace

class FailingWritesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whateverFailsItIsDoneAndToldOnceOrNotAtAll_data() {
    QTest::addColumn<int>("index");
    for (qsizetype i = 0; i < deeds().size(); ++i) QTest::newRow(deeds().at(i).name) << static_cast<int>(i);
  }
  void whateverFailsItIsDoneAndToldOnceOrNotAtAll() {
    QFETCH(int, index);
    const Deed& deed = deeds().at(index);
    QSet<QByteArray> places;
    int failed = 0;
    for (qint64 at = 1;; at += stride()) {
      const Round round = failAt(deed, at);
      QVERIFY2(
          round.fault.isEmpty(),
          qPrintable(QStringLiteral("call %1, %2: %3").arg(at).arg(QLatin1String(round.place), round.fault)));
      if (round.place.isEmpty()) break;
      ++failed;
      places.insert(round.place);
    }
    QVERIFY2(failed > 0, "nothing failed");
    if (!everyCall()) return;
    QVERIFY2(failed > 5, QByteArray::number(failed));
    for (const char* place : {"store.begin", "store.statement", "store.commit.before", "store.commit.after"})
      QVERIFY2(places.contains(place), place);
  }
};

QTEST_GUILESS_MAIN(FailingWritesTest)
#include "failing_writes_test.moc"
