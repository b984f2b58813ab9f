// SPDX-License-Identifier: GPL-3.0-or-later
// What "Secure your account" says of an account is what the readiness says of it, for every account of the
// demo and in every policy that decides about it.
#include <QTest>
#include <algorithm>
#include <functional>
#include <limits>

#include "app/service/sample_accounts.h"
#include "service/domain/readiness.h"
#include "tests/support/enrollee.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
constexpr qint64 later = 24 * hour;

struct Named {
  const char* name;
  std::function<void(Realm&)> change;
};
/// What somebody registered.
struct Registered {
  const char* name;
  std::function<void(FactorTable&, const QString&, qint64)> put;
};

QList<Named> policies() {
  QList<Named> all = {{"one gate", [](Realm& realm) { realm.gates = 1; }},
                      {"two gates", [](Realm& realm) { realm.gates = 2; }},
                      {"nist", [](Realm& realm) { realm.password = rules::PasswordPolicy::nist(); }},
                      {"two ways wanted", [](Realm& realm) { realm.registration.methods = 2; }},
                      {"no resets", [](Realm& realm) { realm.resetEnabled = false; }},
                      {"none for the privileged", [](Realm& realm) { realm.gatesForPrivileged = 0; }}};
  return all;
}

Authenticator app(const char* id, qint64 usableAt) {
  Authenticator factor;
  factor.id = QString::fromLatin1(id);
  factor.sealed = "sealed";
  factor.usableAt = usableAt;
  return factor;
}
SecurityKey key(const char* credential) {
  SecurityKey factor;
  factor.credential = credential;
  factor.publicKey = QByteArray(64, 'k');
  return factor;
}

QList<Registered> registrations() {
  return {{"nothing", [](FactorTable&, const QString&, qint64) {}},
          {"an app", [](FactorTable& f, const QString& k, qint64) { f.put(k, app("a", 0)); }},
          {"an app that waits",
           [](FactorTable& f, const QString& k, qint64 now) { f.put(k, app("a", now + later)); }},
          {"an app, and one that waits",
           [](FactorTable& f, const QString& k, qint64 now) {
             f.put(k, app("a", 0));
             f.put(k, app("b", now + later));
           }},
          {"two keys",
           [](FactorTable& f, const QString& k, qint64) {
             f.put(k, key("one"));
             f.put(k, key("two"));
           }},
          {"an app and a key",
           [](FactorTable& f, const QString& k, qint64) {
             f.put(k, app("a", 0));
             f.put(k, key("one"));
           }},
          {"questions", [](FactorTable& f, const QString& k, qint64) {
             f.put(k, QuestionSet{{QStringLiteral("first-school")}, "verifier", 0, 0});
           }}};
}

bool has(const ReadinessFound& found, Obstacle obstacle) {
  return std::ranges::any_of(found.obstacles,
                             [obstacle](const ObstacleFound& each) { return each.obstacle == obstacle; });
}

/// The judgement of administrators in the words of owners.
Strength strengthBy(const ReadinessFound& found) {
  for (const Obstacle closed : {Obstacle::Disabled, Obstacle::NotEnabledForReset, Obstacle::ManagedElsewhere,
                                Obstacle::Privileged, Obstacle::ResetSwitchedOff, Obstacle::Stopped}) {
    // Beside another cause a stop changes nothing of it.
    const bool decides = closed != Obstacle::Stopped || found.obstacles.first().obstacle == closed;
    if (has(found, closed) && decides) return Strength::Closed;
  }
  if (found.readiness == Readiness::NotReady) return Strength::None;
  return has(found, Obstacle::NoSpareWay) ? Strength::Fragile : Strength::Good;
}
}  // namespace

class SameJudgementTest : public QObject {
  Q_OBJECT

  static ReadinessFound readinessAt(RecoveryDesk& desk, const Account& account, bool isStopped, qint64 now) {
    ReadinessFacts facts;
    facts.account.accountKey = account.key;
    facts.account.account = account;
    facts.account.realm = &desk.policy.realms.first();
    facts.account.isStopped = isStopped;
    facts.account.now = now;
    const auto tables = desk.bench->store().begin(Access::Read);
    facts.account.factors = tables->factors().of(account.key);
    return readinessOf(facts, desk.numbering, desk.keys);
  }

private Q_SLOTS:
  void thePageAndTheReadinessAgree_data() {
    QTest::addColumn<int>("preset");
    QTest::addColumn<int>("policy");
    QTest::addColumn<bool>("isStopped");
    const char* const presets[] = {"consumer", "workplace", "school"};
    for (int preset = 0; preset < 3; ++preset) {
      for (int policy = 0; policy < policies().size(); ++policy) {
        QTest::addRow("%s, %s", presets[preset], policies()[policy].name) << preset << policy << false;
      }
      QTest::addRow("%s, stopped", presets[preset]) << preset << 0 << true;
    }
  }
  void thePageAndTheReadinessAgree() {
    QFETCH(const int, preset);
    QFETCH(const int, policy);
    QFETCH(const bool, isStopped);
    Realm realm = preset == 0 ? Realm::consumer() : preset == 1 ? Realm::workplace() : Realm::school();
    for (const MethodKind kind : {MethodKind::SecurityKey, MethodKind::Questions}) {
      if (preset != 0 && !realm.factors.contains(kind)) realm.factors.append(kind);
    }
    realm.questions.list = {{QStringLiteral("first-school"), QStringLiteral("School?"), {}}};
    realm.questions.asked = 1;
    realm.registration.signInsPerHourAndSource = 10'000;
    policies()[policy].change(realm);

    RecoveryDesk desk;
    desk.policy.realms = {realm};
    desk.restart();
    const auto samples = app::sampleAccounts(desk.numbering, "verifier");
    QVERIFY(samples.size() > 20);
    // All of them where most ways are taken and what they are worth differs most.
    constexpr int judgedByGates = 3;
    const bool isWorkplace = preset == 1;
    QList<Registered> sets = registrations();
    if (!isWorkplace) sets = {sets.at(1)};
    if (policy >= judgedByGates) sets.resize(1);
    QList<Strength> seen;
    for (int set = 0; set < sets.size(); ++set) {
      for (const NewAccount& sample : samples) {
        if (sample.account.status == AccountStatus::Disabled) continue;  // nobody signs in to it
        Account account = sample.account;
        account.key = QString::number(set) + account.key;
        account.realm = realm.id;
        desk.directory.put(account, "Old-pass-1");
        {
          const auto tables = desk.bench->store().begin(Access::Write);
          sets[set].put(tables->factors(), account.key, desk.clock.now());
          QVERIFY(tables->commit());
        }
        Enrollee person(desk, account.key.toUtf8());
        QVERIFY2(person.open("Old-pass-1", account.key), qPrintable(account.key));
        if (isStopped) {  // in that very moment: nobody signs in to it afterwards
          const auto tables = desk.bench->store().begin(Access::Write);
          tables->objections().freeze(account.key, desk.clock.now(), desk.clock.now() + later);
          QVERIFY(tables->commit());
        }
        QVERIFY2(person.look(), qPrintable(account.key));
        const QByteArray which = account.key.toUtf8() + ", " + sets[set].name;
        const auto now = readinessAt(desk, account, isStopped, desk.clock.now());
        const auto then = readinessAt(desk, account, isStopped, desk.clock.now() + later + 1);
        QVERIFY2(person.view.strength == strengthBy(now), which.constData());
        const RegistrationOffer& told = person.view.policy;
        if (told.isMet) QVERIFY2(then.readiness != Readiness::NotReady, which.constData());
        const bool asksForMore = then.readiness != Readiness::NotReady && !told.isMet;
        if (asksForMore) QVERIFY2(realm.registration.methods > 1, which.constData());
        QVERIFY2(told.wanted >= told.gatesNeeded, which.constData());
        seen.append(person.view.strength);
        // A sign-in script leaves alone who can do nothing.
        const auto need = desk.enrolments->need({account.key, person.view.reminder}, person.caller);
        QVERIFY(need);
        const bool isClosed = person.view.strength == Strength::Closed;
        QVERIFY2(need->isNeeded == !(told.isMet || isClosed), which.constData());
        if (isClosed) QVERIFY2(told.maySkip && !told.isMet, which.constData());
      }
    }
    const bool isAllClosed = isStopped || !realm.resetEnabled;
    for (const Strength each : {Strength::None, Strength::Fragile, Strength::Good}) {
      if (!isAllClosed && isWorkplace && policy < judgedByGates) QVERIFY(seen.contains(each));
    }
    QVERIFY(seen.contains(Strength::Closed));
  }
};

QTEST_GUILESS_MAIN(SameJudgementTest)
#include "same_judgement_test.moc"
