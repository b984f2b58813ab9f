// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/limits.h"
#include "service/domain/objection_tickets.h"
#include "tests/service/domain/race_contract.h"
#include "tests/support/appeal_office.h"

/// Appeals, "this was not me" and messages to administrators, each against what ends it at the same instant.
namespace latchkey::tests::racecontract {

constexpr int applicants = 8;

/// Each round is another day; what is not raced for is never in the way.
struct RaceOffice : AppealOffice {
  explicit RaceOffice(const StoreBenchMaker& make) : AppealOffice(make()) {
    constexpr int aYear = 400 * 24 * 60 * 60;
    Realm& realm = desk.policy.realms.first();
    realm.limits.idle = realm.limits.absolute = aYear;
    realm.code.mailLifetime = aYear;
    desk.restart();
  }
  [[nodiscard]] AppealPolicy& policy() { return desk.policy.realms.first().appeal; }

  /// The code of some message that went out before.
  [[nodiscard]] QString objection() {
    const Account person = RecoveryDesk::person();
    const auto tables = desk.bench->store().begin(Access::Write);
    const QString code = issueTicket(*tables, desk.keys, desk.random,
                                     {{},
                                      person.key,
                                      person.realm,
                                      {},
                                      {},
                                      MessageSubject::PasswordChanged,
                                      Channel::Mail,
                                      desk.clock.now(),
                                      desk.clock.now() + day});
    return tables->commit() ? code : QString();
  }
  [[nodiscard]] std::unique_ptr<Visitor> visitor(int round, int number = 0) {
    auto made = std::make_unique<Visitor>(desk, QByteArray::number(round) + ' ' + QByteArray::number(number));
    made->caller.source = QStringLiteral("198.51.100.%1").arg(number);
    return made;
  }
  [[nodiscard]] static QString address(int round, int number = 0) {
    return QStringLiteral("mika.%1.%2@example.net").arg(round).arg(number);
  }
  Result<Objected, Refusal> objectBy(RecoveryService& service, const QString& code, int round) const {
    return service.object({platform::Secret(code.toStdString())},
                          {QByteArray("owner"), QStringLiteral("192.0.2.9")}, writeFor(round, "objection"));
  }
  [[nodiscard]] int appeals(AppealState state) const {
    return desk.ask(QStringLiteral("SELECT COUNT(*) FROM appeals WHERE state = %1").arg(int(state))).toInt();
  }
  [[nodiscard]] static Command form() {
    FileAppeal form;
    form.names = QStringLiteral("Ms Abc");
    return form;
  }
};

/// Who has left sends nothing any more, and what was refused was not counted.
inline void aMessageAndACancelAtOnceAreInOneOrder(const StoreBenchMaker& make, int rounds) {
  RaceOffice office(make);
  TwoInstances services(office.desk);
  Crew crew(4);
  for (int round = 1; round <= rounds; ++round) {
    office.desk.clock.advance(day + second);
    const auto visitor = office.visitor(round);
    QVERIFY(visitor->open() && visitor->passChallenge());
    const int before = office.desk.count("messages");
    const int counted = office.desk.count("tallies WHERE scope LIKE 'administrator-account:%'");
    std::atomic<int> asked = 0;
    std::atomic<int> cancelled = 0;
    std::atomic<int> turnedAway = 0;
    crew.atOnce([&](int i) {
      Command command = ContactAdministrator{};
      // Both of each kind at each of the instances.
      if (i / 2 == round % 2) command = CancelRecovery{};
      const bool cancels = std::holds_alternative<CancelRecovery>(command);
      const auto answer =
          services[i].perform(std::move(command), visitor->token, visitor->caller, writeFor(round * 4 + i));
      if (answer) ++(cancels ? cancelled : asked);
      if (kindOf(answer) == RefusalKind::Unauthorized) ++turnedAway;
    });
    QCOMPARE(cancelled.load(), 1);
    QCOMPARE(asked + cancelled + turnedAway, 4);
    const int sent = asked > 0 ? 1 : 0;
    QCOMPARE(office.desk.count("messages") - before, sent);
    QCOMPARE(office.desk.count("tallies WHERE scope LIKE 'administrator-account:%'") - counted, sent);
    QCOMPARE(number(office.desk, "SELECT stage FROM recoveries ORDER BY created_at DESC LIMIT 1"),
             int(Stage::Cancelled));
  }
}

inline void ofManyAppealsAtOnceThreeAreFiled(const StoreBenchMaker& make, int rounds) {
  RaceOffice office(make);
  TwoInstances services(office.desk);
  Crew crew(applicants);
  for (int round = 1; round <= rounds; ++round) {
    office.desk.clock.advance(day + second);
    std::vector<std::unique_ptr<Visitor>> visitors;
    for (int i = 0; i < applicants; ++i) {
      visitors.push_back(office.visitor(round, i));
      QVERIFY(office.reachForm(*visitors.back(), RecoveryDesk::person().key, office.address(round, i)));
    }
    const int told = office.queued("appeal filed");
    std::atomic<int> filed = 0;
    std::atomic<int> limited = 0;
    crew.atOnce([&](int i) {
      const Visitor& visitor = *visitors[static_cast<std::size_t>(i)];
      const auto answer =
          services[i].perform(office.form(), visitor.token, visitor.caller, writeFor(round * applicants + i));
      if (answer && answer->snapshot.stage == Stage::Appealed) ++filed;
      if (kindOf(answer) == RefusalKind::RateLimited) ++limited;
    });
    QCOMPARE(filed.load(), 3);
    QCOMPARE(limited.load(), applicants - 3);
    QCOMPARE(office.appeals(AppealState::Filed), 3 * round);
    QCOMPARE(office.desk.count("journal WHERE event = 'appeal-filed'"), 3 * round);
    QCOMPARE(office.queued("appeal filed") - told, 3 * 3);  // each of the three contacts, of each
  }
}

/// Whoever names addresses has strangers written to: so many for a source, whichever recoveries they are of,
/// and so many for a recovery.
inline void ofManyAddressesAtOnceAsManyAreWrittenToAsAllowed(const StoreBenchMaker& make, bool ofSource,
                                                             int rounds) {
  RaceOffice office(make);
  (ofSource ? office.policy().contactsPerHourAndSource : office.policy().contactsPerRecovery) = 3;
  office.desk.restart();
  TwoInstances services(office.desk);
  Crew crew(applicants);
  for (int round = 1; round <= rounds; ++round) {
    office.desk.clock.advance(day + second);
    std::vector<std::unique_ptr<Visitor>> visitors;
    for (int i = 0; i < (ofSource ? applicants : 1); ++i) {
      visitors.push_back(office.visitor(round, i));
      visitors.back()->caller.source = QStringLiteral("192.0.2.7");
      QVERIFY(visitors.back()->open() && visitors.back()->passChallenge());
    }
    const int before = office.desk.messages();
    std::atomic<int> granted = 0;
    std::atomic<int> limited = 0;
    crew.atOnce([&](int i) {
      const Visitor& visitor = *visitors[ofSource ? static_cast<std::size_t>(i) : 0];
      const auto answer = services[i].perform(GiveAppealContact{office.address(round, i)}, visitor.token,
                                              visitor.caller, writeFor(round * applicants + i));
      if (answer) ++granted;
      if (kindOf(answer) == RefusalKind::RateLimited) ++limited;
    });
    QCOMPARE(granted.load(), 3);
    QCOMPARE(limited.load(), applicants - 3);
    QCOMPARE(office.desk.messages() - before, 3);
  }
}

/// What an objection comes upon at the same instant. Whichever is first: in the end nothing is left by which
/// anybody could go on.
enum class Against { Filing, Approval, Release, Opening };

inline void anObjectionEndsAnAppealWhateverItMeets(const StoreBenchMaker& make, Against against, int rounds) {
  RaceOffice office(make);
  TwoInstances services(office.desk);
  Crew crew(2);
  int first = 0;
  for (int round = 1; round <= rounds; ++round) {
    office.desk.clock.advance(8 * day);
    const auto visitor = office.visitor(round);
    const QString address = office.address(round);
    QString id;
    QString approval;
    if (against == Against::Filing) {
      QVERIFY(office.reachForm(*visitor, RecoveryDesk::person().key, address));
    } else {
      QVERIFY(office.file(*visitor, RecoveryDesk::person().key, address));
      id = office.latest().id;
    }
    if (against == Against::Release || against == Against::Opening) {
      QVERIFY(office.approve(id));
      office.desk.clock.advance(4 * day);
    }
    if (against == Against::Opening) {
      QCOMPARE(office.desk.service->releaseAppeals(), 1);
      approval = office.codeIn("appeal released");
    }
    const QString objection = office.objection();
    Result<Objected, Refusal> objected{Objected()};
    std::atomic<bool> went = false;
    crew.atOnce([&](int i) {
      // Either may have the instance that is asked first.
      if (i == round % 2) {
        objected = office.objectBy(services[i], objection, round);
        return;
      }
      switch (against) {
        case Against::Filing:
          went = services[i]
                     .perform(office.form(), visitor->token, visitor->caller, writeFor(round))
                     .has_value();
          break;
        case Against::Approval:
          went = office.review()
                     .approve(id, QStringLiteral("boss@example.com"), RecoveryDesk::person())
                     .has_value();
          break;
        case Against::Release:
          went = services[i].releaseAppeals() == 1;
          break;
        case Against::Opening:
          went = services[i]
                     .openByApproval({platform::Secret(approval.toStdString()), Language::English},
                                     {"PC " + QByteArray::number(round), QStringLiteral("192.0.2.8")},
                                     writeFor(round, "opening"))
                     .has_value();
          break;
      }
    });
    QVERIFY(objected);
    if (went) ++first;
    // What it found was cancelled, and it says so; what came later was refused.
    const int open = office.appeals(AppealState::Filed) + office.appeals(AppealState::Approved) +
                     office.appeals(AppealState::Released);
    QCOMPARE(open, 0);
    QCOMPARE(objected->appealsEnded, against != Against::Filing || went ? 1 : 0);
    if (against == Against::Opening) QCOMPARE(objected->recoveriesEnded, went ? 1 : 0);
    QCOMPARE(office.desk.count("recoveries WHERE live = 1"), 0);
    QVERIFY(!office.review().approve(id, QStringLiteral("boss@example.com"), RecoveryDesk::person()));
    // Nor when the stop is over.
    QVERIFY(office.unfreeze());
    office.desk.clock.advance(4 * day);
    QCOMPARE(office.desk.service->releaseAppeals(), 0);
    if (against == Against::Release && went) approval = office.codeIn("appeal released");
    if (!approval.isEmpty()) {
      QCOMPARE(kindOf(office.openByApproval(approval, "late " + QByteArray::number(round), 5000 + round)),
               RefusalKind::ApprovalRefused);
    }
    QCOMPARE(office.desk.directory.changes, 0);
  }
  qInfo("%d of %d times the other one was first", first, rounds);
}

}  // namespace latchkey::tests::racecontract
