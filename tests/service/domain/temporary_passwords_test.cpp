// SPDX-License-Identifier: GPL-3.0-or-later
// Temporary passwords that administration sends to a registered contact.
#include <QTest>

#include "service/domain/limits.h"
#include "service/domain/temporary_passwords.h"
#include "tests/support/at_once.h"
#include "tests/support/recovery_desk.h"

namespace latchkey::service::domain {

using tests::RecoveryDesk;
using tests::Visitor;

namespace {

const QString somebody = RecoveryDesk::person().key;

struct Desk : RecoveryDesk {
  using RecoveryDesk::RecoveryDesk;
  [[nodiscard]] Realm& realm() { return policy.realms.first(); }
  Result<SentPassword, ResetFault> send(const QString& key = somebody, const QString& contact = {}) {
    TemporaryPasswords passwords({bench->store(), directory, writer, numbering, clock, random, keys, box},
                                 policy);
    return passwords.send(key, contact);
  }
  int endDue(TemporaryEnds& ends) {
    return TemporaryPasswords({bench->store(), directory, writer, numbering, clock, random, keys, box},
                              policy)
        .endDue(ends);
  }
  /// What stands in the message.
  [[nodiscard]] QByteArray sentPassword() const { return lastBody("temporary").section(u' ', 0, 0).toUtf8(); }
  [[nodiscard]] QString recipientOf(const char* subject) const {
    return ask(QStringLiteral(
                   "SELECT group_concat(recipient, ' ') FROM (SELECT recipient FROM messages WHERE "
                   "subject = '%1' ORDER BY rowid)")
                   .arg(QLatin1String(subject)))
        .toString();
  }
  [[nodiscard]] QString journal() const {
    return ask(QStringLiteral(
                   "SELECT group_concat(event, ' ') FROM (SELECT event FROM journal WHERE event LIKE "
                   "'temporary-%' ORDER BY number)"))
        .toString();
  }
  /// Up to the step that sets a password.
  void reachPassword(Visitor& visitor) {
    QVERIFY(visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::Mail));
    QVERIFY(visitor.confirm(QStringLiteral("msabc123.backup")));
    QVERIFY(visitor.code(lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Password);
  }
};

/// A directory that does not end temporary passwords by itself.
struct Ends final : TemporaryEnds {
  Result<QList<TemporaryPassword>, DirectoryError> due(int /*limit*/) override {
    if (isDown) return unexpected(DirectoryError::Unavailable);
    return passwords;
  }
  Result<bool, DirectoryError> end(const TemporaryPassword& which, const platform::Secret& other) override {
    asked += which.accountKey + u' ' + which.marker;
    given = QByteArray(other.view().data(), static_cast<qsizetype>(other.size()));
    if (meanwhile) meanwhile();
    return answer;
  }
  QList<TemporaryPassword> passwords;
  Result<bool, DirectoryError> answer = true;
  bool isDown = false;
  std::function<void()> meanwhile;
  QStringList asked;
  QByteArray given;
};

}  // namespace

class TemporaryPasswordsTest : public QObject {
  Q_OBJECT

private Q_SLOTS:
  void onePersonReadsItAndAllOthersAreTold() {
    Desk desk;
    const auto sent = desk.send();
    QVERIFY(sent);
    QCOMPARE(sent->mask, QStringLiteral("ms*****@example.com"));
    QCOMPARE(sent->told, 2);
    const QByteArray password = desk.sentPassword();
    QVERIFY(password.size() >= 8);
    QCOMPARE(desk.directory.passwordOf(somebody), password);
    QCOMPARE(desk.recipientOf("temporary"), QStringLiteral("msabc123.backup@example.com"));
    QCOMPARE(desk.recipientOf("replaced"), QStringLiteral("+819098765432 +81312345978"));
    QVERIFY(!desk.lastBody("replaced").contains(QString::fromUtf8(password)));
    QCOMPARE(desk.journal(), QStringLiteral("temporary-password-begun temporary-password-sent"));
    QCOMPARE(desk.count("finishes"), 0);
    QCOMPARE(desk.count("objection_tickets"), 3);
    // Nothing of it is kept readable.
    QCOMPARE(desk.count("messages WHERE body LIKE char(1) || 'sealed:%'"), 3);
  }

  void theContactCanBeChosen_data() {
    QTest::addColumn<QString>("contact");
    QTest::addColumn<QString>("to");
    QTest::addColumn<int>("fault");
    QTest::newRow("a mobile") << QStringLiteral("c2") << QStringLiteral("+819098765432") << -1;
    QTest::newRow("a fixed line, which nobody reads")
        << QStringLiteral("c3") << QString() << int(ResetFault::NoSuchContact);
    QTest::newRow("none of this account")
        << QStringLiteral("c9") << QString() << int(ResetFault::NoSuchContact);
  }
  void theContactCanBeChosen() {
    QFETCH(QString, contact);
    QFETCH(QString, to);
    QFETCH(int, fault);
    Desk desk;
    const auto sent = desk.send(somebody, contact);
    QCOMPARE(sent ? -1 : int(sent.error()), fault);
    QCOMPARE(desk.recipientOf("temporary"), to);
    if (fault >= 0) QCOMPARE(desk.directory.passwordOf(somebody), QByteArray("Old-pass-1"));
  }

  void whoGetsNone_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("enabled");
    QTest::addColumn<bool>("stopped");
    QTest::addColumn<int>("fault");
    const auto row = [](const char* name, AccountStatus status, bool enabled, bool stopped,
                        ResetFault fault) {
      QTest::newRow(name) << int(status) << enabled << stopped << int(fault);
    };
    using enum AccountStatus;
    row("privileged, though its realm recovers such", Privileged, true, false, ResetFault::Privileged);
    row("disabled", Disabled, true, false, ResetFault::NotResettable);
    row("not enabled for reset", NotEnabledForReset, true, false, ResetFault::NotResettable);
    row("managed elsewhere", ManagedElsewhere, true, false, ResetFault::NotResettable);
    row("reset is off", Enabled, false, false, ResetFault::NotResettable);
    row("this was not me", Enabled, true, true, ResetFault::Stopped);
  }
  void whoGetsNone() {
    QFETCH(int, status);
    QFETCH(bool, enabled);
    QFETCH(bool, stopped);
    QFETCH(int, fault);
    Desk desk;
    Account account = RecoveryDesk::person();
    account.status = static_cast<AccountStatus>(status);
    desk.directory.put(account, "Old-pass-1");
    desk.realm().resetEnabled = enabled;
    desk.realm().gatesForPrivileged = 2;
    if (stopped) {
      const auto tables = desk.bench->store().begin(Access::Write);
      tables->objections().freeze(somebody, desk.clock.now(), desk.clock.now() + day);
      QVERIFY(tables->commit());
    }
    const auto sent = desk.send();
    QVERIFY(!sent);
    QCOMPARE(int(sent.error()), fault);
    QCOMPARE(desk.messages(), 0);
    QCOMPARE(desk.directory.passwordOf(somebody), QByteArray("Old-pass-1"));
  }

  void whereNoContactCanReadItThereIsNone_data() {
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("mobile");
    QTest::addColumn<bool>("sent");
    QTest::newRow("the locked mailbox alone") << somebody << QString() << false;
    QTest::newRow("nothing") << QString() << QString() << false;
    QTest::newRow("a premium number") << QString() << QStringLiteral("0990-123-456") << false;
    QTest::newRow("a mobile beside the locked mailbox")
        << somebody << QStringLiteral("090-9876-5432") << true;
  }
  void whereNoContactCanReadItThereIsNone() {
    QFETCH(QString, address);
    QFETCH(QString, mobile);
    QFETCH(bool, sent);
    Desk desk;
    Account account = RecoveryDesk::person();
    account.contacts.clear();
    if (!address.isEmpty()) account.contacts << RecoveryDesk::mail(QStringLiteral("c1"), address);
    if (!mobile.isEmpty())
      account.contacts << RecoveryDesk::phone(QStringLiteral("c2"), ContactKind::Mobile, mobile);
    desk.directory.put(account, "Old-pass-1");
    const auto answer = desk.send();
    QCOMPARE(answer.has_value(), sent);
    if (!sent) QCOMPARE(answer.error(), ResetFault::NoContact);
    QCOMPARE(desk.directory.changes, sent ? 1 : 0);
  }

  // One that was added lately reads nothing: its owner may not know of it yet.
  void whatSomebodyRegisteredReadsItOnceItIsUsable() {
    Desk desk;
    Account account = RecoveryDesk::person();
    account.contacts.clear();
    desk.directory.put(account, "Old-pass-1");
    const auto contact = RecoveryDesk::mail(QStringLiteral("r1"), QStringLiteral("own@example.net"));
    {
      const auto tables = desk.bench->store().begin(Access::Write);
      tables->factors().put(somebody, RegisteredContact{contact, desk.clock.now(), desk.clock.now() + day});
      QVERIFY(tables->commit());
    }
    QCOMPARE(desk.send().error(), ResetFault::NoContact);
    account.contacts = {
        RecoveryDesk::phone(QStringLiteral("c2"), ContactKind::Mobile, QStringLiteral("090-9876-5432"))};
    desk.directory.put(account, "Old-pass-1");
    QVERIFY(desk.send());
    QCOMPARE(desk.recipientOf("temporary"), QStringLiteral("+819098765432"));
    QCOMPARE(desk.recipientOf("replaced"), contact.value);  // but it is told
    desk.clock.advance(day);
    QVERIFY(desk.send(somebody, contact.id));
    QCOMPARE(desk.recipientOf("temporary"), QStringLiteral("+819098765432 own@example.net"));
  }

  void anOpenRecoveryEnds() {
    Desk desk;
    Visitor visitor(desk);
    desk.reachPassword(visitor);
    QVERIFY(desk.send());
    const QByteArray temporary = desk.directory.passwordOf(somebody);
    QVERIFY(!visitor.password("Fresh-pass-2"));
    QCOMPARE(desk.directory.passwordOf(somebody), temporary);
  }

  // Whoever is first has the account; the other one changes nothing.
  void oneOfARecoveryAndAResetWins() {
    for (int round = 0; round < tests::raceRounds(); ++round) {
      Desk desk;
      Visitor visitor(desk);
      desk.reachPassword(visitor);
      bool isReset = false;
      bool isRecovered = false;
      tests::atOnce(2, [&](int who) {
        if (who == 0) {
          isReset = desk.send().has_value();
        } else {
          isRecovered = visitor.password("Fresh-pass-2").has_value();
        }
      });
      const QByteArray password = desk.directory.passwordOf(somebody);
      QVERIFY(isReset || isRecovered);
      // A reset may follow a recovery that is done, never the other way round.
      if (isReset) QCOMPARE(password, desk.sentPassword());
      if (!isReset) QCOMPARE(password, QByteArray("Fresh-pass-2"));
      QCOMPARE(desk.count("messages WHERE subject = 'temporary'"), isReset ? 1 : 0);
      QCOMPARE(desk.count("messages WHERE subject = 'changed'"), isRecovered ? 3 : 0);
      QCOMPARE(desk.directory.changes, int(isReset) + int(isRecovered));
      QCOMPARE(desk.count("finishes"), 0);
    }
  }

  void whileARecoverySetsAPasswordNobodyElseDoes() {
    Desk desk;
    Visitor visitor(desk);
    desk.reachPassword(visitor);
    std::optional<ResetFault> met;
    desk.directory.beforeChange = [&] {
      desk.directory.beforeChange = {};
      const auto sent = desk.send();
      if (!sent) met = sent.error();
    };
    QVERIFY(visitor.password("Fresh-pass-2"));
    QVERIFY(met == ResetFault::Busy);
    QCOMPARE(desk.directory.passwordOf(somebody), QByteArray("Fresh-pass-2"));
  }

  void whatTheDirectorySays_data() {
    QTest::addColumn<int>("says");
    QTest::addColumn<bool>("changes");
    QTest::addColumn<bool>("keepsEnds");
    QTest::addColumn<int>("fault");  ///< -1: none
    const auto row = [](const char* name, DirectoryError says, bool changes, bool keepsEnds, int fault) {
      QTest::newRow(name) << int(says) << changes << keepsEnds << fault;
    };
    row("no", DirectoryError::Refused, false, false, int(ResetFault::Refused));
    row("nothing", DirectoryError::Unavailable, false, false, int(ResetFault::DirectoryUnavailable));
    row("a lost answer, done, and it ends", DirectoryError::OutcomeUnknown, true, true, -1);
    row("a lost answer, done, and who knows whether it ends", DirectoryError::OutcomeUnknown, true, false,
        int(ResetFault::OutcomeUnknown));
    row("a lost answer, not done", DirectoryError::OutcomeUnknown, false, false,
        int(ResetFault::DirectoryUnavailable));
    row("done, and it would last", DirectoryError::NotTemporary, true, false, int(ResetFault::NotTemporary));
  }
  void whatTheDirectorySays() {
    QFETCH(int, says);
    QFETCH(bool, changes);
    QFETCH(bool, keepsEnds);
    QFETCH(int, fault);
    Desk desk;
    desk.directory.fault = static_cast<DirectoryError>(says);
    desk.directory.changesAllTheSame = changes;
    desk.directory.keepsEnds = keepsEnds;
    const auto sent = desk.send();
    QCOMPARE(sent ? -1 : int(sent.error()), fault);
    QCOMPARE(desk.count("finishes"), 0);
    // Nobody is given what may last; who has the account hears that its password is another one.
    QCOMPARE(desk.count("messages WHERE subject = 'temporary'"), fault < 0 ? 1 : 0);
    QCOMPARE(desk.messages(), changes ? 3 : 0);
    QCOMPARE(desk.journal().contains(QStringLiteral("temporary-password-lost")), changes && fault >= 0);
    desk.directory.fault.reset();
    QVERIFY(desk.send());
  }

  // It was cut off behind the change: whoever comes next sees to it that the owner hears of it.
  void whatWasCutOffIsToldLater_data() {
    QTest::addColumn<bool>("byService");
    QTest::newRow("by the service") << true;
    QTest::newRow("by the next attempt") << false;
  }
  void whatWasCutOffIsToldLater() {
    QFETCH(bool, byService);
    Desk desk;
    desk.directory.fault = DirectoryError::OutcomeUnknown;
    desk.directory.changesAllTheSame = true;
    desk.directory.markersDown = true;
    QCOMPARE(desk.send().error(), ResetFault::OutcomeUnknown);
    QVERIFY(desk.directory.passwordOf(somebody) != "Old-pass-1");
    QCOMPARE(desk.messages(), 0);
    desk.directory.fault.reset();
    desk.directory.markersDown = false;
    QCOMPARE(desk.send().error(), ResetFault::Busy);  // somebody may still be at work on it
    desk.clock.advance(2 * claimLease());
    if (byService) {
      QCOMPARE(desk.service->settle(), 1);
    } else {
      QVERIFY(desk.send());
    }
    QVERIFY(desk.journal().contains(QStringLiteral("temporary-password-lost")));
    QCOMPARE(desk.count("messages WHERE subject = 'replaced'"), byService ? 3 : 5);
    QCOMPARE(desk.count("messages WHERE subject = 'temporary'"), byService ? 0 : 1);
    QCOMPARE(desk.count("finishes"), 0);
  }

  /// As where the machine stood still for longer than the lease.
  void aChangeIsToldThoughItsAttemptWasGivenUpBeforeIt() {
    Desk desk;
    desk.directory.beforeChange = [&] {
      desk.clock.advance(2 * claimLease());
      QCOMPARE(desk.service->settle(), 1);  // nothing has changed yet
    };
    QVERIFY(desk.send());
    QCOMPARE(desk.count("messages WHERE subject = 'temporary'"), 1);
    QCOMPARE(desk.count("messages WHERE subject = 'replaced'"), 2);
  }

  void oneWhoseTimeIsOverEnds() {
    Desk desk;
    Ends ends;
    ends.passwords = {{somebody, QStringLiteral("m1")}};
    QCOMPARE(desk.endDue(ends), 1);
    QCOMPARE(ends.asked, QStringList{somebody + QStringLiteral(" m1")});
    // Of every kind of character, so that no directory refuses it; another one each time, and told to nobody.
    const QString first = QString::fromUtf8(ends.given);
    for (const char* kind : {"[A-Z]", "[a-z]", "[0-9]", "[^A-Za-z0-9]"}) {
      QVERIFY2(first.contains(QRegularExpression(QString::fromLatin1(kind))), kind);
    }
    QVERIFY(first.size() >= 22);
    QCOMPARE(desk.endDue(ends), 1);
    QVERIFY(ends.given != first.toUtf8());
    QCOMPARE(desk.journal(), QStringLiteral("temporary-password-ended temporary-password-ended"));
    QCOMPARE(desk.messages(), 0);
    QCOMPARE(desk.count("finishes"), 0);
  }

  void whatTheDirectoryLeavesAloneIsNotSaidToHaveEnded_data() {
    QTest::addColumn<int>("says");  // -1: that somebody has used it
    QTest::newRow("used by its owner") << -1;
    QTest::newRow("out of reach") << int(DirectoryError::Unavailable);
    QTest::newRow("a lost answer") << int(DirectoryError::OutcomeUnknown);
    QTest::newRow("refused") << int(DirectoryError::Refused);
  }
  void whatTheDirectoryLeavesAloneIsNotSaidToHaveEnded() {
    QFETCH(const int, says);
    Desk desk;
    Ends ends;
    ends.passwords = {{somebody, QStringLiteral("m1")}, {QStringLiteral("b"), QStringLiteral("m2")}};
    if (says < 0) {
      ends.answer = false;
    } else {
      ends.answer = unexpected(static_cast<DirectoryError>(says));
    }
    QCOMPARE(desk.endDue(ends), 0);
    QCOMPARE(ends.asked.size(), 2);  // one that fails holds up no other
    QCOMPARE(desk.journal(), QString());
    QCOMPARE(desk.count("finishes"), 0);
    ends.isDown = true;
    QCOMPARE(desk.endDue(ends), 0);
  }

  void whileARecoverySetsAPasswordNoneEnds() {
    Desk desk;
    Ends ends;
    ends.passwords = {{somebody, QStringLiteral("m1")}};
    Visitor visitor(desk);
    desk.reachPassword(visitor);
    int ended = -1;
    desk.directory.beforeChange = [&] { ended = desk.endDue(ends); };
    QVERIFY(visitor.password("Fresh-pass-2"));
    QCOMPARE(ended, 0);
    QCOMPARE(ends.asked, QStringList());
    QCOMPARE(desk.directory.passwordOf(somebody), QByteArray("Fresh-pass-2"));
    // And the other way round: whoever comes while one is being ended waits for a second.
    Visitor other(desk, "other");
    desk.clock.advance(60 * second);
    desk.reachPassword(other);
    std::optional<RefusalKind> met;
    ends.meanwhile = [&] {
      const auto refused = other.password("Fresh-pass-3");
      if (!refused) met = refused.error().kind;
    };
    QCOMPARE(desk.endDue(ends), 1);
    QVERIFY(met == RefusalKind::RequestInProgress);
    QVERIFY(other.password("Fresh-pass-3"));
  }

  void oneThatWasCutOffWhileItEndedHoldsUpNobodyForLong() {
    Desk desk;
    Ends ends;
    ends.passwords = {{somebody, QStringLiteral("m1")}};
    ends.meanwhile = [] { throw std::runtime_error("killed"); };
    QVERIFY_EXCEPTION_THROWN(std::ignore = desk.endDue(ends), std::runtime_error);
    QCOMPARE(desk.count("finishes"), 1);
    desk.clock.advance(2 * claimLease());
    QCOMPARE(desk.service->settle(), 1);
    QCOMPARE(desk.count("finishes"), 0);
    QCOMPARE(desk.messages(), 0);  // nothing of it concerns anybody
  }

private:
  /// Longer than any deadline of a directory.
  static qint64 claimLease() { return 60'000; }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::TemporaryPasswordsTest)
#include "temporary_passwords_test.moc"
