// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/obstacles.h"

#include <QtTest>

#include "tests/support/plain_parts.h"
#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
const QString account = QStringLiteral("msabc123@outlook.com");

struct Case {
  Case() {
    facts.accountKey = account;
    facts.account = RecoveryDesk::person();
    facts.realm = &realm;
  }
  /// "accepted mail", "entry-mismatch x2"
  [[nodiscard]] QString found() const {
    QStringList all;
    for (const ObstacleFound& one : obstaclesOf(facts, numbering)) {
      QString text = codeOf(one.obstacle);
      if (!one.contactId.isEmpty()) text += u' ' + one.contactId;
      if (one.count > 1) text += QStringLiteral(" x%1").arg(one.count);
      all << text;
    }
    return all.join(QStringLiteral(", "));
  }
  MessageRecord& message(MessageState state, const char* reason = "", int attempts = 1) {
    MessageRecord made;
    made.to = QStringLiteral("msabc123.backup@example.com");
    made.state = state;
    made.attempts = attempts;
    made.reason = QString::fromLatin1(reason);
    made.createdAt = 100;
    facts.messages.append(made);
    return facts.messages.last();
  }
  void noted(const char* event, const char* detail, qint64 at = 50) {
    facts.journal.append(
        {1, {at, QString::fromLatin1(event), {}, account, QString::fromLatin1(detail), {}}, {}});
  }
  Realm realm;
  JapaneseNumbering numbering;
  ObstacleFacts facts;
};

const QString asked = QStringLiteral("nothing-asked");
}  // namespace

class ObstaclesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whatBecameOfAMessage_data() {
    QTest::addColumn<int>("state");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* name, MessageState state, const char* reason, int attempts,
                        const char* told) {
      QTest::newRow(name) << int(state) << QByteArray(reason) << attempts << QString::fromLatin1(told);
    };
    row("queued", MessageState::Queued, "", 0, "waiting");
    row("queued again", MessageState::Queued, "connect", 2, "tried-again");
    row("being sent", MessageState::Sending, "", 1, "being-sent");
    row("accepted", MessageState::Accepted, "", 1, "accepted");
    row("refused by the relay", MessageState::GivenUp, "smtp-550", 1, "refused");
    row("refused by the gateway", MessageState::GivenUp, "http-400", 1, "refused");
    row("put off until it was given up", MessageState::GivenUp, "smtp-451", 5, "given-up");
    row("gateway failing", MessageState::GivenUp, "http-503", 5, "given-up");
    row("out of reach", MessageState::GivenUp, "connect", 5, "given-up");
    row("expired", MessageState::GivenUp, "expired", 1, "too-late");
    row("answer lost", MessageState::Unknown, "interrupted", 1, "answer-lost");
  }
  void whatBecameOfAMessage() {
    QFETCH(int, state);
    QFETCH(QByteArray, reason);
    QFETCH(int, attempts);
    QFETCH(QString, told);
    Case one;
    one.message(static_cast<MessageState>(state), reason, attempts);
    QCOMPARE(one.found(), told);
    const ObstacleFound found = obstaclesOf(one.facts, one.numbering).last();
    QCOMPARE(found.mask, QStringLiteral("ms*****@example.com"));
    QCOMPARE(found.detail, QString::fromLatin1(reason));
  }

  void startCodesAreKnown_data() {
    QTest::addColumn<bool>("takes");
    QTest::addColumn<qint64>("expiresAt");  // 0: none was handed out
    QTest::addColumn<bool>("registered");
    QTest::addColumn<bool>("hasPassword");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* name, bool takes, qint64 expiresAt, bool registered, bool password,
                        const char* told) {
      QTest::newRow(name) << takes << expiresAt << registered << password << QString::fromLatin1(told);
    };
    row("handed out", true, 2000, false, false,
        "nothing-registered, start-code-waits, no-mobile, nothing-asked");
    row("handed out and over", true, 1000, false, false,
        "nothing-registered, start-code-over, no-mobile, nothing-asked");
    row("none", true, 0, false, false, "nothing-registered, start-code-missing, no-mobile, nothing-asked");
    row("none needed", true, 0, true, false, "nothing-asked");
    row("had a password", true, 0, false, true, "nothing-registered, no-mobile, nothing-asked");
    row("a realm without", false, 2000, false, false, "nothing-registered, no-mobile, nothing-asked");
  }
  void startCodesAreKnown() {
    QFETCH(bool, takes);
    QFETCH(qint64, expiresAt);
    QFETCH(bool, registered);
    QFETCH(bool, hasPassword);
    QFETCH(QString, told);
    Case one;
    if (takes) one.realm.factors.append(MethodKind::StartCode);
    if (!registered) one.facts.account->contacts.clear();
    one.facts.account->hasPassword = hasPassword;
    one.facts.now = 1000;
    if (expiresAt > 0) one.facts.factors.startCode = StartCode{QStringLiteral("id"), {}, 1, expiresAt};
    QCOMPARE(one.found(), told);
    // Guessed at by all names of the account: said beside one that could be used otherwise, and only there.
    one.facts.startCodeClosedUntil = 3000;
    QCOMPARE(one.found(), QString(told).replace(QStringLiteral("start-code-waits"),
                                                QStringLiteral("start-code-waits, start-code-closed")));
  }

  void noStartCodeIsAdvisedWhereItAloneIsNotEnough() {
    Case one;
    one.realm.factors.append(MethodKind::StartCode);
    one.facts.account->contacts.clear();
    one.realm.gates = 2;
    QCOMPARE(one.found(), QStringLiteral("nothing-registered, no-mobile, nothing-asked"));
  }

  void whatWasTried_data() {
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("detail");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* event, const char* detail, const char* told) {
      QTest::newRow(event) << QByteArray(event) << QByteArray(detail) << QString::fromLatin1(told);
    };
    row("code-withheld", "mail ms*****@example.com: no-match", "entry-mismatch");
    row("entry-mismatch", "mail ms*****@example.com", "entry-mismatch");
    row("limit-hit", "sends used up", "limit-reached");
    row("factor-locked", "mail", "factor-locked");
    row("code-queued", "mail ms*****@example.com: queued", "nothing-asked");
    row("opened", "forgot-password from x", "nothing-asked");
    QTest::newRow("limit") << QByteArray("code-withheld") << QByteArray("text *********32: limit")
                           << QStringLiteral("limit-reached");
    QTest::newRow("sent before") << QByteArray("code-withheld") << QByteArray("text *********32: sent-before")
                                 << asked;
  }
  void whatWasTried() {
    QFETCH(QByteArray, event);
    QFETCH(QByteArray, detail);
    QFETCH(QString, told);
    Case one;
    one.noted(event, detail);
    QCOMPARE(one.found(), told);
  }

  /// Seed S2: the text does not come, because the step of the first mail is not finished.
  void theFirstOfTwoProofsIsWaitedFor() {
    Case one;
    const auto queued = [&](qint64 at, const char* receipt) {
      one.noted("code-queued", "mail ms*****@example.com: queued", at);
      one.facts.journal.last().entry.receipt = QString::fromLatin1(receipt);
    };
    queued(50, "7Q4-K2M");
    queued(70, "7Q4-K2N");
    QCOMPARE(one.found(), asked);  // one proof is enough
    one.realm.gates = 2;
    QCOMPARE(one.found(), QStringLiteral("first-proof-waits x2"));
    const ObstacleFound found = obstaclesOf(one.facts, one.numbering).last();
    QCOMPARE(found.mask, QStringLiteral("ms*****@example.com"));
    QCOMPARE(found.at, 70);
    for (const char* receipt : {"7Q4-K2M", "7Q4-K2N"}) {
      one.noted("gate-passed", "mail, gate 1", 80);
      one.facts.journal.last().entry.receipt = QString::fromLatin1(receipt);
      QCOMPARE(one.found(),
               receipt == QByteArrayView("7Q4-K2M") ? QStringLiteral("first-proof-waits") : asked);
    }
  }

  void aMaskComesWithItsEntry() {
    Case one;
    one.noted("code-withheld", "text *********32: no-match");
    QCOMPARE(obstaclesOf(one.facts, one.numbering).last().mask, QStringLiteral("*********32"));
  }

  void whatHappenedAgainIsOneLineWithTheLastTime() {
    Case one;
    one.noted("entry-mismatch", "mail ms*****@example.com", 50);
    one.noted("entry-mismatch", "mail ms*****@example.com", 70);
    one.message(MessageState::Accepted).createdAt = 60;
    one.message(MessageState::GivenUp, "smtp-550").createdAt = 10;
    QCOMPARE(one.found(), QStringLiteral("refused, accepted, entry-mismatch x2"));
    QCOMPARE(obstaclesOf(one.facts, one.numbering).last().at, 70);
  }

  void whatIsWrongWithTheAccount_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* name, AccountStatus status, const char* told) {
      QTest::newRow(name) << int(status) << QString::fromLatin1(told);
    };
    row("nothing", AccountStatus::Enabled, "nothing-asked");
    row("disabled", AccountStatus::Disabled, "disabled, nothing-asked");
    row("not enabled", AccountStatus::NotEnabledForReset, "not-enabled-for-reset, nothing-asked");
    row("managed", AccountStatus::ManagedElsewhere, "managed-elsewhere, nothing-asked");
    row("privileged", AccountStatus::Privileged, "privileged, nothing-asked");
  }
  void whatIsWrongWithTheAccount() {
    QFETCH(int, status);
    QFETCH(QString, told);
    Case one;
    one.facts.account->status = static_cast<AccountStatus>(status);
    QCOMPARE(one.found(), told);
  }

  void whatIsWrongWithTheRealm() {
    Case one;
    one.realm.resetEnabled = false;
    QCOMPARE(one.found(), QStringLiteral("reset-switched-off, nothing-asked"));
    one.realm.resetEnabled = true;
    one.realm.gates = 4;
    QCOMPARE(one.found(), QStringLiteral("too-few-contacts, nothing-asked"));
    one.realm.gates = 1;
    one.realm.factors = {MethodKind::Mail};
    QCOMPARE(one.found(), QStringLiteral("channel-switched-off c2, channel-switched-off c3, nothing-asked"));
  }

  void anAccountWithTooLittleComesWithWhatTheRealmTakes() {
    Case one;
    one.realm.factors = {MethodKind::Questions, MethodKind::Authenticator};
    one.facts.account->contacts.clear();
    QCOMPARE(one.found(), QStringLiteral("nothing-registered, nothing-asked"));
    QCOMPARE(obstaclesOf(one.facts, one.numbering).first().factors, one.realm.factors);
    one.realm.gates = 2;
    one.facts.factors.authenticators.append({QStringLiteral("app"), {}, 0, 0});
    QCOMPARE(one.found(), QStringLiteral("too-few-contacts, nothing-asked"));
    QCOMPARE(obstaclesOf(one.facts, one.numbering).first().factors, one.realm.factors);
  }

  void whoSaidThatItWasNotThemIsToldWhateverElseThereIs() {
    Case one;
    one.facts.isStopped = true;
    QCOMPARE(one.found(), QStringLiteral("stopped, nothing-asked"));
    one.realm.factors = {MethodKind::Questions};
    one.facts.account->contacts.clear();
    QCOMPARE(one.found(), QStringLiteral("nothing-registered, stopped, nothing-asked"));
    one.facts.account.reset();
    one.facts.isKeptElsewhere = true;
    QCOMPARE(one.found(), QStringLiteral("stopped, nothing-asked"));
  }

  void anAccountOfAnotherDirectoryIsNotCalledUnknown() {
    Case one;
    one.facts.account.reset();
    QCOMPARE(one.found(), QStringLiteral("unknown-account, nothing-asked"));
    one.facts.isKeptElsewhere = true;
    QCOMPARE(one.found(), asked);
  }
};

QTEST_GUILESS_MAIN(ObstaclesTest)
#include "obstacles_test.moc"
