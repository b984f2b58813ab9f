// SPDX-License-Identifier: GPL-3.0-or-later
// Where a recovery cannot go on: what a realm that discloses says, and the message to the administrators.
#include <QtTest>

#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {

const QString first = QStringLiteral("it@outlook.com");
const QString second = QStringLiteral("boss@outlook.com");
const QString name = QStringLiteral("stuck@outlook.com");
constexpr qint64 hours = 3'600'000;

/// A desk whose realm has two administrators, and one account in a state of its own.
struct Office : RecoveryDesk {
  explicit Office(Disclosure disclosure = Disclosure::Explicit) : RecoveryDesk(disclosure) {
    policy.realms[0].administrators = {first, second};
    policy.realms[0].support.name = QStringLiteral("Help desk");
    restart();
  }
  void put(AccountStatus status, bool contacts = true) {
    Account account = person(name);
    account.status = status;
    if (!contacts) account.contacts.clear();
    directory.put(account, "Old-pass-1");
  }
  [[nodiscard]] QStringList mailed() const {
    return ask(QStringLiteral("SELECT GROUP_CONCAT(recipient, ' ') FROM messages WHERE subject = "
                              "'administrator asked'"))
        .toString()
        .split(u' ', Qt::SkipEmptyParts);
  }
};

/// From its opening to what follows the challenge.
bool arrive(Visitor& visitor, const QString& account = name) {
  return visitor.open(account) && visitor.passChallenge();
}
Result<Outcome, Refusal> ask(Visitor& visitor) {
  return visitor.perform(ContactAdministrator{});
}

}  // namespace

class AdministratorsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void eachCauseHasAnEndOfItsOwn_data() {
    QTest::addColumn<int>("status");  // -1: no such account
    QTest::addColumn<bool>("contacts");
    QTest::addColumn<QString>("administrator");
    QTest::addColumn<int>("ending");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<bool>("offered");
    const auto row = [](const char* what, int status, bool contacts, const QString& administrator,
                        Ending ending, const char* cause, bool offered) {
      QTest::newRow(what) << status << contacts << administrator << int(ending) << QString::fromLatin1(cause)
                          << offered;
    };
    const auto number = [](AccountStatus status) { return static_cast<int>(status); };
    row("unknown", -1, true, first, Ending::UnknownAccount, "unknown-account", false);
    row("disabled", number(AccountStatus::Disabled), true, first, Ending::Disabled, "disabled", true);
    row("managed elsewhere", number(AccountStatus::ManagedElsewhere), true, first, Ending::ManagedElsewhere,
        "managed-elsewhere", false);
    row("not enabled", number(AccountStatus::NotEnabledForReset), true, first, Ending::NotEnabled,
        "not-enabled-for-reset", true);
    row("privileged, where they are not recovered", number(AccountStatus::Privileged), true, first,
        Ending::NotEnabled, "privileged", true);
    row("without contacts", number(AccountStatus::Enabled), false, first, Ending::NothingRegistered,
        "too-few-contacts", true);
    row("the only administrator, without contacts", number(AccountStatus::Enabled), false, name,
        Ending::OnlyAdministrator, "too-few-contacts", false);
    row("the only administrator, by an address of theirs", number(AccountStatus::Privileged), true,
        QStringLiteral("MSABC123.backup@example.com"), Ending::OnlyAdministrator, "privileged", false);
    row("the only administrator, managed elsewhere", number(AccountStatus::ManagedElsewhere), true, name,
        Ending::ManagedElsewhere, "managed-elsewhere", false);
    row("nobody to write to", number(AccountStatus::NotEnabledForReset), true, QString(), Ending::NotEnabled,
        "not-enabled-for-reset", false);
  }
  void eachCauseHasAnEndOfItsOwn() {
    QFETCH(int, status);
    QFETCH(bool, contacts);
    QFETCH(QString, administrator);
    QFETCH(int, ending);
    QFETCH(QString, cause);
    QFETCH(bool, offered);
    Office office;
    if (status >= 0) office.put(static_cast<AccountStatus>(status), contacts);
    office.policy.realms[0].administrators =
        administrator.isEmpty() ? QStringList() : QStringList{administrator};
    office.policy.realms[0].vendorSupport.name = QStringLiteral("Vendor");
    office.restart();

    Visitor visitor(office);
    QVERIFY(visitor.open(name));
    // Never before the challenge: neither in the view nor by a wrong answer.
    QVERIFY(!visitor.view.ending && visitor.view.administrator == AdministratorContact::NotOffered);
    QCOMPARE(kindOf(visitor.perform(AnswerChallenge{visitor.view.challenge->id, QStringLiteral("no"), {}})),
             RefusalKind::ChallengeFailed);
    QVERIFY(visitor.perform(NewChallenge{}) && visitor.passChallenge());
    QCOMPARE(visitor.view.stage, Stage::Ended);
    QCOMPARE(int(visitor.view.ending.value_or(Ending::TooManyTries)), ending);
    QCOMPARE(visitor.view.administrator == AdministratorContact::Offered, offered);
    QCOMPARE(visitor.view.support.name, ending == int(Ending::OnlyAdministrator)
                                            ? QStringLiteral("Vendor")
                                            : QStringLiteral("Help desk"));
    QVERIFY(visitor.view.methods.isEmpty());
    QCOMPARE(office.ask(QStringLiteral("SELECT detail FROM journal WHERE event = 'not-possible'")).toString(),
             cause);
    const auto answer = ask(visitor);
    QCOMPARE(answer.has_value(), offered);
    if (!offered) QCOMPARE(kindOf(answer), RefusalKind::WrongStage);
    QCOMPARE(office.mailed().size(), offered ? 1 : 0);
  }

  void theOnlyAdministratorIsNotSentToThemselves_data() {
    QTest::addColumn<bool>("discloses");
    QTest::newRow("explicit") << true;
    QTest::newRow("uniform: that would tell the account apart") << false;
  }
  void theOnlyAdministratorIsNotSentToThemselves() {
    QFETCH(bool, discloses);
    Office office(discloses ? Disclosure::Explicit : Disclosure::Uniform);
    office.policy.realms[0].administrators = {RecoveryDesk::person().key};
    office.policy.realms[0].vendorSupport.name = QStringLiteral("Vendor");
    office.restart();
    Visitor visitor(office);
    const auto looksRight = [&] {
      const bool offered = visitor.view.administrator == AdministratorContact::Offered;
      return offered != discloses && visitor.view.support.name ==
                                         (discloses ? QStringLiteral("Vendor") : QStringLiteral("Help desk"));
    };
    QVERIFY(visitor.open() && visitor.view.support.name == u"Help desk");  // before the challenge, nothing
    QVERIFY(visitor.passChallenge());
    QVERIFY(looksRight());
    QVERIFY(visitor.choose(MethodKind::Mail));
    QVERIFY(looksRight());
    QVERIFY(visitor.confirm(QStringLiteral("msabc123.backup")));
    QVERIFY(looksRight());
    if (discloses) QCOMPARE(kindOf(ask(visitor)), RefusalKind::WrongStage);
    office.policy.realms[0].limits.confirmMisses = 1;
    office.restart();
    QVERIFY(visitor.choose(MethodKind::Text) && visitor.confirm(QStringLiteral("0000")));
    QCOMPARE(visitor.view.stage, Stage::Ended);
    QCOMPARE(visitor.view.ending.value(), Ending::TooManyTries);
    QVERIFY(looksRight());
  }

  void theSwitchOfTheRealmIsOneOfTheCauses() {
    Office office;
    office.policy.realms[0].resetEnabled = false;
    office.restart();
    Visitor visitor(office);
    QVERIFY(arrive(visitor, RecoveryDesk::person().key));
    QCOMPARE(visitor.view.ending.value_or(Ending::NotPossible), Ending::NotEnabled);
    QVERIFY(ask(visitor));
    QVERIFY(
        office.ask(QStringLiteral("SELECT body FROM messages")).toString().contains(u"reset-switched-off"));
  }

  void everyAdministratorIsToldOnceAndOfNoContact_data() {
    QTest::addColumn<bool>("japanese");  // the administrators; the person chooses the other one
    QTest::newRow("en") << false;
    QTest::newRow("ja") << true;
  }
  void everyAdministratorIsToldOnceAndOfNoContact() {
    QFETCH(bool, japanese);
    Office office;
    office.put(AccountStatus::NotEnabledForReset);
    office.policy.administratorLanguage = japanese ? Language::Japanese : Language::English;
    office.restart();
    Visitor visitor(office);
    QVERIFY(visitor.open(name));
    if (!japanese) QVERIFY(visitor.perform(SetLanguage{Language::Japanese}));
    QVERIFY(visitor.passChallenge());
    QVERIFY(ask(visitor));
    QCOMPARE(visitor.view.stage, Stage::Ended);
    QCOMPARE(visitor.view.administrator, AdministratorContact::Sent);
    QCOMPARE(office.mailed(), QStringList({first, second}));
    const QString body = office.ask(QStringLiteral("SELECT body FROM messages")).toString();
    QCOMPARE(body, name + u' ' + visitor.view.receipt + QStringLiteral(" not-enabled-for-reset ") +
                       (japanese ? QStringLiteral("ja") : QStringLiteral("en")));
    QCOMPARE(office.ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE code <> ''")).toInt(), 0);
    QCOMPARE(office.ask(QStringLiteral("SELECT detail FROM journal WHERE event = 'administrator-asked'")),
             QVariant(QStringLiteral("not-enabled-for-reset")));
    // Again, by a second press or a repeated write: sent already, and nothing more goes out.
    QVERIFY(visitor.repeat(ContactAdministrator{}));
    QVERIFY(ask(visitor));
    QCOMPARE(visitor.view.administrator, AdministratorContact::Sent);
    QCOMPARE(office.mailed().size(), 2);
    QCOMPARE(office
                 .ask(QStringLiteral("SELECT COUNT(*) FROM tallies WHERE scope LIKE "
                                     "'administrator-account:%'"))
                 .toInt(),
             1);
  }

  void whoeverIsAskedForAProofMayAskToo_data() {
    QTest::addColumn<int>("stage");
    QTest::newRow("method") << int(Stage::Method);
    QTest::newRow("confirm") << int(Stage::Confirm);
    QTest::newRow("code") << int(Stage::Code);
  }
  void whoeverIsAskedForAProofMayAskToo() {
    QFETCH(int, stage);
    Office office(Disclosure::Uniform);
    Visitor visitor(office);
    QVERIFY(arrive(visitor, RecoveryDesk::person().key));
    if (stage != int(Stage::Method)) QVERIFY(visitor.choose(MethodKind::Mail));
    if (stage == int(Stage::Code)) QVERIFY(visitor.confirm(QStringLiteral("msabc123.backup")));
    QCOMPARE(visitor.view.administrator, AdministratorContact::Offered);
    QVERIFY(ask(visitor));
    QCOMPARE(int(visitor.view.stage), stage);
    QCOMPARE(visitor.view.administrator, AdministratorContact::Sent);
    QVERIFY(office.ask(QStringLiteral("SELECT body FROM messages WHERE subject = 'administrator asked'"))
                .toString()
                .contains(u" none "));
  }

  void uniformRealmsTellTheCauseToAdministratorsAlone() {
    Office office(Disclosure::Uniform);
    office.put(AccountStatus::Disabled);
    Visitor visitor(office);
    QVERIFY(arrive(visitor));
    QCOMPARE(visitor.view.stage, Stage::Method);
    QVERIFY(!visitor.view.ending && visitor.view.administrator == AdministratorContact::Offered);
    QVERIFY(ask(visitor));
    QCOMPARE(visitor.view.stage, Stage::Method);
    QVERIFY(office.ask(QStringLiteral("SELECT body FROM messages")).toString().contains(u" disabled "));
  }

  void threeADayForAnAccountOverAllRecoveriesAndSources() {
    Office office;
    office.put(AccountStatus::NotEnabledForReset);
    for (int i = 0; i < 3; ++i) {
      Visitor visitor(office, QByteArray::number(i));
      visitor.caller.source = QStringLiteral("192.0.2.%1").arg(i);
      QVERIFY(arrive(visitor) && ask(visitor));
      office.clock.advance(hours);
    }
    Visitor fourth(office, "fourth");
    fourth.caller.source = QStringLiteral("198.51.100.9");
    QVERIFY(arrive(fourth));
    const auto refused = ask(fourth);
    QCOMPARE(kindOf(refused), RefusalKind::RateLimited);
    QCOMPARE(refused.error().retryIn.value_or(0), 21 * 3600);
    QCOMPARE(office.mailed().size(), 3 * 2);
    // Refused is not sent: it is offered still, and nothing of it was counted.
    QVERIFY(visitorSees(office, fourth) == AdministratorContact::Offered);
    QCOMPARE(
        office.ask(QStringLiteral("SELECT COUNT(*) FROM tallies WHERE scope LIKE 'administrator-%'")).toInt(),
        3 * 4);
    office.clock.advance(21 * hours);
    Visitor later(office, "later");
    QVERIFY(arrive(later) && ask(later));
    QCOMPARE(office.mailed().size(), 4 * 2);
  }

  void otherLimitsAreThoseOfTheSourceAndTheRealm_data() {
    QTest::addColumn<bool>("ofSource");
    QTest::newRow("source") << true;
    QTest::newRow("realm") << false;
  }
  void otherLimitsAreThoseOfTheSourceAndTheRealm() {
    QFETCH(bool, ofSource);
    Office office(Disclosure::Uniform);
    RecoveryLimits& limits = office.policy.realms[0].limits;
    (ofSource ? limits.administratorMessagesPerHourAndSource : limits.administratorMessagesPerHour) = 2;
    office.restart();
    for (int i = 0; i < 4; ++i) {
      Visitor visitor(office, QByteArray::number(i));
      if (!ofSource) visitor.caller.source = QStringLiteral("192.0.2.%1").arg(i);
      QVERIFY(arrive(visitor, QStringLiteral("nobody%1@outlook.com").arg(i)));
      const auto answer = ask(visitor);
      QCOMPARE(answer.has_value(), i < 2);
      if (i >= 2) QCOMPARE(answer.error().retryIn.value_or(0), 3600);
    }
    QCOMPARE(office.mailed().size(), 2 * 2);
    office.clock.advance(hours);
    Visitor later(office, "later");
    QVERIFY(arrive(later) && ask(later));
  }

  void aPauseSaysWhetherAnotherWayWorksNow() {
    RecoveryDesk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString wrong = wrongFor(desk.lastCode());
    for (int i = 0; i < 4; ++i) QCOMPARE(kindOf(visitor.code(wrong)), RefusalKind::CodeWrong);
    // The pause is one of account and source: another way, chosen now, would not be judged either.
    auto refused = visitor.code(wrong);
    QCOMPARE(kindOf(refused), RefusalKind::TooManyTries);
    QCOMPARE(refused.error().otherWays, std::optional(false));
    QCOMPARE(refused.error().retryIn, std::optional(60));
    QVERIFY(visitor.choose(MethodKind::Text) && visitor.confirm(QStringLiteral("5432")));
    refused = visitor.code(desk.lastCode());
    QCOMPARE(kindOf(refused), RefusalKind::TooManyTries);
    QCOMPARE(refused.error().otherWays, std::optional(false));
    desk.clock.advance(61'000);
    QVERIFY(visitor.code(desk.lastCode()));
  }

  // Five misses an hour close the authenticator without a lock.
  void theMissesOfTheHourAreNoOtherWay() {
    RecoveryDesk desk;
    Realm& realm = desk.policy.realms[0];
    realm.factors.append(MethodKind::Authenticator);
    realm.limits.missesPerDay = 5;
    realm.limits.authenticatorMissesPerHour = 1;
    Account person = RecoveryDesk::person();
    person.contacts = {person.contacts.first()};
    desk.directory.put(person, "Old-pass-1");
    desk.restart();
    {
      const auto tables = desk.bench->store().begin(Access::Write);
      tables->factors().put(person.key,
                            Authenticator{QStringLiteral("app"), QByteArray("sealed"), 0, desk.clock.now()});
      QVERIFY(tables->commit());
    }
    int visitors = 0;
    const auto arrived = [&](MethodKind kind) {
      auto visitor = std::make_unique<Visitor>(desk, QByteArray::number(++visitors));
      visitor->caller.source = QStringLiteral("192.0.2.%1").arg(visitors);
      const bool chose = visitor->open() && visitor->passChallenge();
      return std::pair(std::move(visitor), chose ? kind : MethodKind::SecurityKey);
    };
    {
      const auto [visitor, kind] = arrived(MethodKind::Mail);
      QVERIFY(visitor->choose(kind) && visitor->confirm(QStringLiteral("msabc123.backup")));
      for (int i = 0; i < 5; ++i) (void)visitor->code(wrongFor(desk.lastCode()));  // and mail is locked
    }
    {
      const auto [visitor, kind] = arrived(MethodKind::Authenticator);
      QVERIFY(visitor->choose(kind));
      QCOMPARE(kindOf(visitor->code(QStringLiteral("000000"))), RefusalKind::CodeWrong);
    }
    const auto otherWays = [&] {
      const auto [visitor, kind] = arrived(MethodKind::Mail);
      const auto refused = visitor->choose(kind);
      return kindOf(refused) == RefusalKind::TooManyTries ? refused.error().otherWays : std::nullopt;
    };
    QCOMPARE(otherWays(), std::optional(false));
    desk.clock.advance(hours + 1);
    QCOMPARE(otherWays(), std::optional(true));
  }

  void aLockIsOneOfItsWayAlone() {
    RecoveryDesk desk;
    desk.policy.realms[0].limits.missesPerDay = 5;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString wrong = wrongFor(desk.lastCode());
    for (int i = 0; i < 5; ++i) (void)visitor.code(wrong);
    Visitor other(desk, "other");
    other.caller.source = QStringLiteral("198.51.100.7");
    QVERIFY(other.open() && other.passChallenge());
    const auto refused = other.choose(MethodKind::Mail);
    QCOMPARE(kindOf(refused), RefusalKind::TooManyTries);
    QCOMPARE(refused.error().otherWays, std::optional(true));
  }

private:
  static AdministratorContact visitorSees(Office& office, const Visitor& visitor) {
    const auto seen = office.service->look(visitor.token, visitor.caller);
    return seen ? seen->administrator : AdministratorContact::NotOffered;
  }
};

QTEST_GUILESS_MAIN(AdministratorsTest)
#include "administrators_test.moc"
