// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtTest>

#include "service/domain/store_ports.h"

namespace latchkey::tests {

using namespace service::domain;  // NOLINT: the vocabulary of these tests

inline RecoveryRecord sampleRecovery(const QString& id) {
  RecoveryRecord record;
  record.id = id;
  record.receipt = QStringLiteral("R-") + id;
  record.accountKey = QStringLiteral("a@example.com");
  record.displayName = QStringLiteral("渡辺 '); DROP TABLE recoveries; --");
  record.realm = QStringLiteral("people");
  record.cause = Cause::Disabled;
  record.language = Language::Japanese;
  record.ownerLanguage = Language::Japanese;
  record.reason = Reason::SomebodyElse;
  record.stage = Stage::Code;
  record.ending = Ending::TooManyTries;
  record.createdAt = 1;
  record.touchedAt = 2;
  record.expiresAt = 9'000'000'000'000;
  record.chosenHandle = QStringLiteral("h");
  record.shownEntry = QStringLiteral("entry");
  record.givenName = QStringLiteral("CONTOSO\\a");
  record.directoryRules = {12, 99, 3, true};
  return record;
}

/// What every store keeps to, whatever database is behind it. The test of a database calls each function
/// of this with a store on fresh, empty tables.
namespace storecontract {

inline void put(Store& store, const RecoveryRecord& record) {
  const auto tables = store.begin(Access::Write);
  QVERIFY(tables->recoveries().insert(record));
  QVERIFY(tables->commit());
}

inline void rowsComeBackAsTheyWere(Store& store) {
  put(store, sampleRecovery(QStringLiteral("one")));
  const auto tables = store.begin(Access::Read);
  const auto record = tables->recoveries().find(QStringLiteral("one"));
  QVERIFY(record);
  QCOMPARE(record->displayName, sampleRecovery({}).displayName);
  QCOMPARE(record->stage, Stage::Code);
  QCOMPARE(record->ending, Ending::TooManyTries);
  QCOMPARE(record->cause, Cause::Disabled);
  QCOMPARE(record->expiresAt, 9'000'000'000'000);
  QCOMPARE(record->shownEntry, QStringLiteral("entry"));
  QCOMPARE(record->ownerLanguage, Language::Japanese);
  QCOMPARE(record->givenName, QStringLiteral("CONTOSO\\a"));
  QCOMPARE(record->directoryRules, (DirectoryRules{12, 99, 3, true}));
  QVERIFY(!tables->recoveries().find(QStringLiteral("two")));
}

inline void theCanonicalNameAndItsRulesAreWrittenLater(Store& store) {
  put(store, sampleRecovery(QStringLiteral("one")));
  {
    const auto tables = store.begin(Access::Write);
    auto record = tables->recoveries().find(QStringLiteral("one"));
    record->accountKey = QStringLiteral("b@example.com");
    record->directoryRules = {7, 0, 2, false};
    record->startKey = QStringLiteral("c@example.com");
    record->finishedAt = 77;
    QVERIFY(tables->recoveries().update(*record) && tables->commit());
  }
  const auto record = store.begin(Access::Read)->recoveries().find(QStringLiteral("one"));
  QCOMPARE(record->accountKey, QStringLiteral("b@example.com"));
  QCOMPARE(record->directoryRules, (DirectoryRules{7, 0, 2, false}));
  QCOMPARE(record->startKey, QStringLiteral("c@example.com"));
  QCOMPARE(record->finishedAt, 77);
}

inline void whatIsNotCommittedNeverWas(Store& store) {
  {
    const auto tables = store.begin(Access::Write);
    QVERIFY(tables->recoveries().insert(sampleRecovery(QStringLiteral("one"))));
  }
  QVERIFY(!store.begin(Access::Read)->recoveries().find(QStringLiteral("one")));
}

inline void liveReceiptsAreUnique(Store& store) {
  put(store, sampleRecovery(QStringLiteral("one")));
  RecoveryRecord twin = sampleRecovery(QStringLiteral("two"));
  twin.receipt = QStringLiteral("R-one");
  const auto tables = store.begin(Access::Write);
  QVERIFY(!tables->recoveries().insert(twin));
  QVERIFY(!tables->failed());
  auto first = tables->recoveries().find(QStringLiteral("one"));
  first->stage = Stage::Done;
  QVERIFY(tables->recoveries().update(*first));
  QVERIFY(tables->recoveries().insert(twin));
}

inline void aKeyFindsTheDoneRecoveriesThatItActedOn(Store& store) {
  const QByteArray mine(32, 'm');
  const auto tables = store.begin(Access::Write);
  for (const auto& [id, stage, key] :
       {std::tuple("mine, done", Stage::Done, mine), std::tuple("mine, cancelled", Stage::Cancelled, mine),
        std::tuple("theirs", Stage::Done, QByteArray(32, 't')),
        std::tuple("nobody's", Stage::Done, QByteArray())}) {
    RecoveryRecord record = sampleRecovery(QString::fromLatin1(id));
    record.stage = stage;
    QVERIFY(tables->recoveries().insert(record));
    if (key.isEmpty()) continue;
    WriteRecord write;
    write.thumbprint = key;
    write.recoveryId = record.id;
    write.fingerprint = "fingerprint";
    for (const char* each : {"k1", "k2"}) {
      write.key = QByteArray(each) + id;
      QVERIFY(tables->writes().finish(write));
    }
  }
  QCOMPARE(tables->recoveries().doneBy(mine), QStringList{QStringLiteral("mine, done")});
  QCOMPARE(tables->recoveries().doneBy(QByteArray(32, 'x')), QStringList());
}

inline void anUpdateNeedsTheVersionThatWasRead(Store& store) {
  put(store, sampleRecovery(QStringLiteral("one")));
  const auto tables = store.begin(Access::Write);
  auto early = tables->recoveries().find(QStringLiteral("one"));
  auto late = early;
  QVERIFY(tables->recoveries().update(*early));
  QVERIFY(!tables->recoveries().update(*late));
  QVERIFY(tables->recoveries().update(*early));
}

inline void endingOthersLeavesTheWinnerAndOtherAccounts(Store& store) {
  put(store, sampleRecovery(QStringLiteral("winner")));
  put(store, sampleRecovery(QStringLiteral("loser")));
  RecoveryRecord stranger = sampleRecovery(QStringLiteral("stranger"));
  stranger.accountKey = QStringLiteral("b@example.com");
  put(store, stranger);
  const auto tables = store.begin(Access::Write);
  QCOMPARE(tables->recoveries().endOthers(QStringLiteral("a@example.com"), QStringLiteral("winner")), 1);
  QVERIFY(tables->recoveries().find(QStringLiteral("loser"))->superseded);
  QCOMPARE(tables->recoveries().find(QStringLiteral("loser"))->stage, Stage::Ended);
  QCOMPARE(tables->recoveries().find(QStringLiteral("winner"))->stage, Stage::Code);
  QCOMPARE(tables->recoveries().find(QStringLiteral("stranger"))->stage, Stage::Code);
}

inline void aChallengeIsConsumedOnceAndReplacedByTheNext(Store& store) {
  put(store, sampleRecovery(QStringLiteral("one")));
  const auto tables = store.begin(Access::Write);
  tables->challenges().replace({QStringLiteral("c1"), QStringLiteral("one"), ChallengeKind::Work, 20, 5});
  tables->challenges().replace({QStringLiteral("c2"), QStringLiteral("one"), ChallengeKind::Picture, 0, 5});
  QCOMPARE(tables->challenges().live(QStringLiteral("one"))->id, QStringLiteral("c2"));
  QVERIFY(!tables->challenges().consume(QStringLiteral("one"), QStringLiteral("c1")));
  QVERIFY(!tables->challenges().consume(QStringLiteral("two"), QStringLiteral("c2")));
  QVERIFY(tables->challenges().consume(QStringLiteral("one"), QStringLiteral("c2")));
  QVERIFY(!tables->challenges().consume(QStringLiteral("one"), QStringLiteral("c2")));
  QVERIFY(!tables->challenges().live(QStringLiteral("one")));
}

inline CodeRecord sampleCode(const QString& recovery, const QByteArray& mac, const QString& contact) {
  CodeRecord code;
  code.recoveryId = recovery;
  code.slot = QStringLiteral("c1");
  code.handle = QStringLiteral("h");
  code.mac = mac;
  code.expiresAt = 7;
  code.matched = code.sent = true;
  code.liveContact = contact;
  return code;
}

inline void codesCountReplaceAndAreConsumedOnce(Store& store) {
  const QString one = QStringLiteral("one");
  const QString slot = QStringLiteral("c1");
  const auto purpose = CodePurpose::Recovery;
  put(store, sampleRecovery(one));
  put(store, sampleRecovery(QStringLiteral("two")));
  const auto tables = store.begin(Access::Write);
  CodeTable& codes = tables->codes();
  codes.put(sampleCode(one, "mac1", QStringLiteral("contact")));
  QCOMPARE(codes.countAttempt(one, slot, purpose, 3)->attempts, 1);
  QCOMPARE(codes.countAttempt(one, slot, purpose, 3)->attempts, 2);
  // A07: the purpose is part of the key.
  QVERIFY(!codes.find(one, slot, CodePurpose::Registration));
  QVERIFY(!codes.countAttempt(one, slot, CodePurpose::Registration, 3));
  const auto old = codes.find(one, slot, purpose);
  codes.put(sampleCode(one, "mac2", QStringLiteral("contact")));
  QCOMPARE(codes.find(one, slot, purpose)->attempts, 2);
  QVERIFY(!codes.consume(*old));
  QCOMPARE(codes.countAttempt(one, slot, purpose, 3)->attempts, 3);
  QVERIFY(!codes.countAttempt(one, slot, purpose, 3));
  QCOMPARE(codes.find(one, slot, purpose)->attempts, 3);

  const auto before = codes.find(one, slot, purpose);
  codes.put(sampleCode(QStringLiteral("two"), "mac3", QStringLiteral("contact")));
  QVERIFY(codes.find(one, slot, purpose)->liveContact.isEmpty());
  QVERIFY(!codes.consume(*before));
  const auto live = codes.find(QStringLiteral("two"), slot, purpose);
  QVERIFY(codes.consume(*live));
  QVERIFY(!codes.consume(*live));
  QVERIFY(tables->commit());
}

inline void talliesStopAtTheLimitOfTheWindow(Store& store) {
  const QString scope = QStringLiteral("s");
  const auto tables = store.begin(Access::Write);
  TallyTable& tallies = tables->tallies();
  QVERIFY(tallies.addBelow(scope, QStringLiteral("m1"), 10, 0, 2));
  QVERIFY(tallies.addBelow(scope, QStringLiteral("m2"), 10, 0, 2));
  QVERIFY(!tallies.addBelow(scope, QStringLiteral("m3"), 11, 0, 2));
  QVERIFY(tallies.addBelow(QStringLiteral("t"), {}, 11, 0, 2));
  QVERIFY(tallies.addBelow(scope, QStringLiteral("m3"), 30, 10, 2));
  QCOMPARE(tallies.since(scope, 0), QList<qint64>({10, 10, 30}));
  tallies.takeBack(scope, QStringLiteral("m2"));
  QCOMPARE(tallies.since(scope, 0), QList<qint64>({10, 30}));
}

inline void aLockIsTakenOnceUntilItEnds(Store& store) {
  const QString scope = QStringLiteral("l");
  const auto tables = store.begin(Access::Write);
  QCOMPARE(tables->locks().lockedUntil(scope, 0), 0);
  QVERIFY(tables->locks().lock(scope, 0, 10));
  QVERIFY(!tables->locks().lock(scope, 5, 99));
  QCOMPARE(tables->locks().lockedUntil(scope, 9), 10);
  QCOMPARE(tables->locks().lockedUntil(scope, 10), 0);
  QVERIFY(tables->locks().lock(scope, 10, 20));
}

inline void aCodeOfAnObjectionIsUsedOnceAndAFreezeEnds(Store& store) {
  const QString account = QStringLiteral("a@example.com");
  const ObjectionTicket ticket{"mac",
                               account,
                               QStringLiteral("people"),
                               QStringLiteral("r"),
                               QStringLiteral("7Q4-K2M"),
                               MessageSubject::FactorLocked,
                               Channel::Voice,
                               5,
                               10};
  const auto tables = store.begin(Access::Write);
  ObjectionTable& objections = tables->objections();
  objections.issue(ticket);
  QVERIFY(!objections.find("other", 6));
  QVERIFY(!objections.find("mac", 10));
  QVERIFY(!objections.use("mac", 10));
  const auto found = objections.find("mac", 9);
  QVERIFY(found);
  QCOMPARE(found->accountKey, account);
  QCOMPARE(found->receipt, ticket.receipt);
  QCOMPARE(found->subject, ticket.subject);
  QCOMPARE(found->channel, ticket.channel);
  QVERIFY(objections.use("mac", 9));
  QVERIFY(!objections.use("mac", 9));
  QVERIFY(!objections.find("mac", 9));

  QCOMPARE(objections.frozenUntil(account, 0), 0);
  objections.freeze(account, 0, 20);
  objections.freeze(account, 1, 15);  // never shorter
  QCOMPARE(objections.frozenUntil(account, 19), 20);
  QCOMPARE(objections.frozenUntil(account, 20), 0);
  QCOMPARE(objections.frozenUntil(QStringLiteral("b@example.com"), 0), 0);
  QVERIFY(objections.takeTelling(account));
  QVERIFY(!objections.takeTelling(account));
  objections.freeze(account, 19, 30);  // goes on: they have been told
  QVERIFY(!objections.takeTelling(account));
  objections.freeze(account, 30, 40);  // begins anew
  QVERIFY(objections.takeTelling(account));
  QVERIFY(!objections.unfreeze(account, 40));
  QVERIFY(objections.unfreeze(account, 39));
  QCOMPARE(objections.frozenUntil(account, 0), 0);
  QVERIFY(!objections.takeTelling(account));
}

inline void ticketsOfAnAccountAreDroppedTogether(Store& store) {
  const auto ticket = [](const char* mac, const char* account) {
    ObjectionTicket made;
    made.mac = mac;
    made.accountKey = QString::fromLatin1(account);
    made.expiresAt = 10;
    return made;
  };
  const auto tables = store.begin(Access::Write);
  ObjectionTable& objections = tables->objections();
  for (const char* const mac : {"one", "two"}) objections.issue(ticket(mac, "a@example.com"));
  objections.issue(ticket("three", "b@example.com"));
  objections.dropTickets(QStringLiteral("a@example.com"));
  QVERIFY(!objections.find("one", 1));
  QVERIFY(!objections.find("two", 1));
  QVERIFY(objections.find("three", 1));
}

inline void ticketsOfAReaderAreDroppedAlone(Store& store) {
  const QString account = QStringLiteral("a@example.com");
  const auto ticket = [](const char* mac, const char* owner, const char* reader) {
    ObjectionTicket made;
    made.mac = mac;
    made.accountKey = QString::fromLatin1(owner);
    made.expiresAt = 10;
    made.reader = QString::fromLatin1(reader);
    return made;
  };
  const auto tables = store.begin(Access::Write);
  ObjectionTable& objections = tables->objections();
  objections.issue(ticket("one", "a@example.com", "x"));
  objections.issue(ticket("two", "a@example.com", "y"));
  objections.issue(ticket("three", "b@example.com", "x"));
  objections.issue(ticket("unknown", "a@example.com", ""));  // by a program that keeps no reader
  objections.dropTicketsOf(account, QStringLiteral("x"));
  QVERIFY(!objections.find("one", 1));
  QCOMPARE(objections.find("two", 1)->reader, QStringLiteral("y"));
  QVERIFY(objections.find("three", 1));
  QVERIFY(objections.find("unknown", 1));
}

inline void aWriteIsClaimedOnceAndFinishedOnce(Store& store) {
  WriteRecord write;
  write.thumbprint = QByteArray("t\0t", 3);
  write.key = "key";
  write.fingerprint = "f";
  write.recoveryId = QStringLiteral("one");
  write.claimedAt = 100;
  const auto tables = store.begin(Access::Write);
  QVERIFY(tables->writes().claim(write, 0));
  QVERIFY(!tables->writes().claim(write, 100));
  QVERIFY(tables->writes().claim(write, 101));  // the first one's lease is over
  write.answer = QByteArray("a\0b", 3);
  write.tokenEpoch = 2;
  QVERIFY(tables->writes().finish(write));
  QVERIFY(!tables->writes().finish(write));
  QVERIFY(!tables->writes().claim(write, 1000));
  tables->writes().release(write.thumbprint, write.key);
  const auto found = tables->writes().find(write.thumbprint, write.key);
  QVERIFY(found && found->finished);
  QCOMPARE(found->answer, write.answer);
  QCOMPARE(found->tokenEpoch, 2);
  QVERIFY(!tables->writes().find("t", write.key));
}

inline void aStartReleasesWhatNobodyWorksOnAnyMore(Store& store) {
  const auto tables = store.begin(Access::Write);
  const auto write = [](const char* key) {
    WriteRecord record;
    record.thumbprint = "t";
    record.key = key;
    record.fingerprint = "f";
    record.recoveryId = QStringLiteral("one");
    record.claimedAt = 100;
    return record;
  };
  for (const char* key : {"code", "finished", "password"}) QVERIFY(tables->writes().claim(write(key), 0));
  QVERIFY(tables->writes().finish(write("finished")));
  QVERIFY(tables->finishes().claim({QStringLiteral("a@example.com"), QStringLiteral("one"),
                                    QStringLiteral("m1"), 100, Finish::PasswordSet, "t", "password", "f"}));
  tables->writes().releaseAll();
  QVERIFY(!tables->writes().find("t", "code"));
  const auto finished = tables->writes().find("t", "finished");
  QVERIFY(finished && finished->finished);
  QVERIFY(tables->writes().find("t", "password"));
}

inline void oneAttemptAtAPasswordForEachAccount(Store& store) {
  const QString account = QStringLiteral("a@example.com");
  const auto tables = store.begin(Access::Write);
  QVERIFY(tables->finishes().claim(
      {account, QStringLiteral("one"), QStringLiteral("m1"), 5, Finish::Unlocked, {}, {}, {}}));
  QVERIFY(!tables->finishes().claim(
      {account, QStringLiteral("two"), QStringLiteral("m2"), 6, Finish::PasswordSet, {}, {}, {}}));
  QVERIFY(!tables->finishes().remove(account, QStringLiteral("m2")));
  QCOMPARE(tables->finishes().startedBefore(5).size(), 0);
  QCOMPARE(tables->finishes().startedBefore(6).size(), 1);
  QCOMPARE(tables->finishes().find(account)->finish, Finish::Unlocked);
  QVERIFY(tables->finishes().remove(account, QStringLiteral("m1")));
  QVERIFY(tables->finishes().claim(
      {account, QStringLiteral("two"), QStringLiteral("m2"), 6, Finish::PasswordSet, {}, {}, {}}));
}

inline void securityKeysCountUpAndNeverBack(Store& store) {
  const QString account = QStringLiteral("key@example.com");
  const QByteArray id("k\0x", 3);
  const auto tables = store.begin(Access::Write);
  QVERIFY(tables->factors().of(account).keys.isEmpty());
  tables->factors().put(account, SecurityKey{id, QByteArray(64, 'p'), QStringLiteral("blue"), 0, 5});
  tables->factors().put(account, SecurityKey{"other", QByteArray(64, 'q'), {}, 0, 6});
  const auto keys = tables->factors().of(account).keys;
  QCOMPARE(keys.size(), 2);
  QCOMPARE(keys.first().credential, id);
  QCOMPARE(keys.first().publicKey, QByteArray(64, 'p'));
  QCOMPARE(keys.first().label, QStringLiteral("blue"));
  QVERIFY(tables->factors().raiseCounter(account, id, 0));  // one that does not count
  QVERIFY(tables->factors().raiseCounter(account, id, 7));
  for (const qint64 back : {0, 6, 7}) QVERIFY(!tables->factors().raiseCounter(account, id, back));
  QVERIFY(tables->factors().raiseCounter(account, id, 4'294'967'295));
  QCOMPARE(tables->factors().of(account).keys.first().counter, 4'294'967'295);
  QCOMPARE(tables->factors().of(account).keys.last().counter, 0);
  QVERIFY(!tables->factors().raiseCounter(QStringLiteral("b@example.com"), id, 9));
  QVERIFY(!tables->factors().removeKey(QStringLiteral("b@example.com"), id));
  QVERIFY(tables->factors().removeKey(account, id));
  QVERIFY(!tables->factors().removeKey(account, id));
  QCOMPARE(tables->factors().of(account).keys.size(), 1);
}

/// Names that have nothing have something read for them all the same, as far as the nearest one has it.
inline void nobodyIsGivenWhatTheNearestNameHas(Store& store) {
  const QStringList owners = {QStringLiteral("b@example.com"), QStringLiteral("d@example.com")};
  const auto tables = store.begin(Access::Write);
  for (const QString& owner : owners) {
    tables->factors().put(owner, Authenticator{QStringLiteral("app"), "sealed", 0, 1});
    tables->factors().put(owner, SecurityKey{"key", QByteArray(64, 'p'), {}, 0, 1});
    tables->factors().put(owner, QuestionSet{{QStringLiteral("trip")}, "verifier", 1});
    RegisteredContact registered;
    registered.contact.id = owner;
    registered.contact.value = QStringLiteral("own@example.net");
    tables->factors().put(owner, registered);
    tables->factors().notePassword(owner, 1);
    tables->factors().put(owner, StartCode{QStringLiteral("code"), "mac", 1, 10});
    tables->objections().freeze(owner, 1, 10);
  }
  for (const char* const name : {"a", "b", "c", "d", "e"}) {
    const QString account = QLatin1String(name) + QStringLiteral("@example.com");
    const auto factors = tables->factors().of(account);
    const bool owns = owners.contains(account);
    QCOMPARE(factors.authenticators.size(), owns ? 1 : 0);
    QCOMPARE(factors.keys.size(), owns ? 1 : 0);
    QCOMPARE(factors.contacts.size(), owns ? 1 : 0);
    if (owns) QCOMPARE(factors.contacts.first().contact.id, account);
    QCOMPARE(factors.questions.has_value(), owns);
    QCOMPARE(factors.startCode.has_value(), owns);
    QCOMPARE(factors.hadPassword, owns);
    QCOMPARE(factors.passwordSetAt, owns ? 1 : 0);
    QCOMPARE(tables->objections().frozenUntil(account, 1), owns ? 10 : 0);
  }
}

inline void factorsAreKeptByAccount(Store& store) {
  const QString account = QStringLiteral("a@example.com");
  const QStringList ids = {QStringLiteral("first-school"), QStringLiteral("first-trip")};
  const auto tables = store.begin(Access::Write);
  QVERIFY(!tables->factors().of(account).questions);
  tables->factors().put(account, QuestionSet{{QStringLiteral("other")}, "old", 1});
  tables->factors().put(account, QuestionSet{ids, QByteArray("v\0w", 3), 2});
  const auto set = tables->factors().of(account).questions;
  QVERIFY(set);
  QCOMPARE(set->ids, ids);
  QCOMPARE(set->verifier, QByteArray("v\0w", 3));
  QCOMPARE(set->registeredAt, 2);
  QVERIFY(!tables->factors().of(QStringLiteral("b@example.com")).questions);
  QVERIFY(!tables->factors().removeQuestions(QStringLiteral("b@example.com")));
  QVERIFY(tables->factors().removeQuestions(account));
  QVERIFY(!tables->factors().removeQuestions(account));
  QVERIFY(!tables->factors().of(account).questions);

  QVERIFY(!tables->factors().of(account).startCode);
  tables->factors().put(account, StartCode{QStringLiteral("old"), "m", 1, 10});
  tables->factors().put(account, StartCode{QStringLiteral("new"), QByteArray("n\0o", 3), 2, 20});
  const auto code = tables->factors().of(account).startCode;
  QVERIFY(code);
  QCOMPARE(code->id, QStringLiteral("new"));
  QCOMPARE(code->mac, QByteArray("n\0o", 3));
  QCOMPARE(code->expiresAt, 20);
  QCOMPARE(code->reservedBy, QString());
  const QString recovery = QStringLiteral("one");
  StartCode old = *code;
  old.id = QStringLiteral("old");
  QVERIFY(!tables->factors().reserveStartCode(account, old, recovery, 5));
  QVERIFY(!tables->factors().reserveStartCode(account, *code, recovery, 20));
  QVERIFY(!tables->factors().reserveStartCode(QStringLiteral("b@example.com"), *code, recovery, 5));
  QVERIFY(tables->factors().reserveStartCode(account, *code, recovery, 19));
  QCOMPARE(tables->factors().of(account).startCode->reservedBy, recovery);
  // Whoever saw it free is too late; whoever sees whose it is may decide that it is free again.
  QVERIFY(!tables->factors().reserveStartCode(account, *code, QStringLiteral("two"), 19));
  const StartCode taken = *tables->factors().of(account).startCode;
  QVERIFY(tables->factors().reserveStartCode(account, taken, QStringLiteral("two"), 19));
  // It ends whoever has it.
  QVERIFY(!tables->factors().endStartCode(QStringLiteral("b@example.com")));
  QVERIFY(tables->factors().endStartCode(account));
  QVERIFY(!tables->factors().endStartCode(account));
  QVERIFY(!tables->factors().of(account).startCode);
  tables->factors().put(account, StartCode{QStringLiteral("third"), "t", 3, 30});
  QCOMPARE(tables->factors().of(account).startCode->reservedBy, QString());
  QVERIFY(!tables->factors().of(account).hadPassword);
  tables->factors().notePassword(account, 4);
  tables->factors().notePassword(account, 5);
  QCOMPARE(tables->factors().of(account).passwordSetAt, 5);
  // Another one within the same millisecond is another one.
  tables->factors().notePassword(account, 5);
  QCOMPARE(tables->factors().of(account).passwordSetAt, 6);
  QVERIFY(tables->factors().of(account).hadPassword);
  QVERIFY(!tables->factors().of(account).startCode);

  QVERIFY(tables->recoveries().insert(sampleRecovery(QStringLiteral("one"))));
  MethodRecord method;
  method.handle = QStringLiteral("h");
  method.kind = MethodKind::Questions;
  method.slot = QStringLiteral("questions");
  method.asked = ids;
  MethodRecord other;
  other.position = 1;
  other.handle = QStringLiteral("i");
  other.slot = QStringLiteral("c1");
  tables->methods().insert(QStringLiteral("one"), {method, other});
  const auto methods = tables->methods().of(QStringLiteral("one"));
  QCOMPARE(methods.size(), 2);
  QCOMPARE(methods.first().asked, ids);
  QCOMPARE(methods.last().asked, QStringList());
  QVERIFY(tables->commit());
}

inline void aFailedTransactionDoesNothingMore(Store& store) {
  {
    const auto tables = store.begin(Access::Write);
    QVERIFY(tables->recoveries().insert(sampleRecovery(QStringLiteral("one"))));
    // Methods of a recovery that does not exist.
    tables->methods().insert(QStringLiteral("nobody"), {MethodRecord()});
    QVERIFY(tables->failed());
    QVERIFY(!tables->recoveries().find(QStringLiteral("one")));
    QVERIFY(!tables->tallies().addBelow(QStringLiteral("s"), {}, 1, 0, 10));
    const auto done = tables->commit();
    QVERIFY(!done);
    QCOMPARE(done.error(), StoreError::Conflict);
  }
  QVERIFY(!store.begin(Access::Read)->recoveries().find(QStringLiteral("one")));
}

inline void settingsAreKeptByRealm(Store& store) {
  const QString realm = QStringLiteral("people");
  const QString name = QStringLiteral("gates");
  const auto tables = store.begin(Access::Write);
  tables->settings().put(realm, name, QStringLiteral("1"));
  tables->settings().put(realm, name, QStringLiteral("2"));
  tables->settings().put(realm, QStringLiteral("empty"), QString());
  QCOMPARE(tables->settings().of(realm),
           (QHash<QString, QString>{{name, QStringLiteral("2")}, {QStringLiteral("empty"), QString()}}));
  QVERIFY(tables->settings().of(QStringLiteral("others")).isEmpty());
  QVERIFY(!tables->settings().remove(QStringLiteral("others"), name));
  QVERIFY(tables->settings().remove(realm, name));
  QVERIFY(!tables->settings().remove(realm, name));
  QVERIFY(tables->commit());
}

}  // namespace storecontract
}  // namespace latchkey::tests
