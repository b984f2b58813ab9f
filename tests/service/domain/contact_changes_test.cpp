// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/contact_changes.h"

#include <QtTest>

#include "service/store/sql_account_store.h"
#include "service/store/sql_store.h"
#include "service/store/sqlite_database.h"
#include "tests/support/at_once.h"
#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {

/// An account in the very database that its recoveries run on.
struct Office {
  Office() {
    Account account = RecoveryDesk::person();
    account.language = Language::Japanese;
    Contact broken = RecoveryDesk::mail(QStringLiteral("c4"), QStringLiteral("12-34"));
    broken.usable = false;
    account.contacts.append(broken);
    if (!accounts.add({{account, {}, {}}})) qFatal("cannot add");
    desk.policy.realms.first().support.mail = QStringLiteral("help@example.com");
  }
  [[nodiscard]] QString recipients() const {
    return desk
        .ask(QStringLiteral("SELECT GROUP_CONCAT(recipient, ' ') FROM (SELECT recipient FROM messages "
                            "ORDER BY recipient)"))
        .toString();
  }
  [[nodiscard]] QString journal() const {
    return desk.ask(QStringLiteral("SELECT event || ' ' || detail FROM journal ORDER BY rowid DESC LIMIT 1"))
        .toString();
  }
  [[nodiscard]] QString contacts() {
    const auto shown = accounts.show(key);
    QStringList ids;
    for (const Contact& contact : (*shown)->account.contacts) ids << contact.id;
    return ids.join(u' ');
  }

  const QString key = QStringLiteral("msabc123@outlook.com");
  RecoveryDesk desk;
  service::store::SqliteDatabase& database = static_cast<SqliteBench&>(*desk.bench).database();
  service::store::SqlAccountStore accounts{database, desk.clock};
  ContactChanges changes{{desk.bench->store(), desk.writer, desk.clock, desk.random, desk.keys, desk.box},
                         desk.policy};
};

}  // namespace

class ContactChangesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void anAddedContactIsToldToAllOthers() {
    Office office;
    const auto added =
        office.changes.add(office.key, RecoveryDesk::mail({}, QStringLiteral("newcomer@example.com")));
    QVERIFY(added);
    QCOMPARE(added->contact.id, QStringLiteral("c5"));
    QCOMPARE(added->told, 3);
    QCOMPARE(office.contacts(), QStringLiteral("c1 c2 c3 c4 c5"));
    QCOMPARE(office.recipients(), QStringLiteral("+81312345978 +819098765432 msabc123.backup@example.com"));
    QVERIFY(office.desk.lastBody("added").startsWith(QStringLiteral("ne*****@example.com ja ")));
    QCOMPARE(office.journal(), QStringLiteral("contact-added c5 ne*****@example.com 3"));
  }

  void aRemovedContactIsToldTooAndEndsOpenRecoveries() {
    Office office;
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    const QString code = office.desk.lastCode();
    const auto removed = office.changes.remove(office.key, QStringLiteral("c1"));
    QVERIFY(removed);
    QCOMPARE(removed->told, 3);
    QCOMPARE(office.contacts(), QStringLiteral("c2 c3 c4"));
    QVERIFY(office.recipients().contains(QStringLiteral("msabc123.backup@example.com")));
    QCOMPARE(office.journal(), QStringLiteral("contact-removed c1 ms*****@example.com 3"));
    QCOMPARE(kindOf(visitor.code(code)), RefusalKind::RecoverySuperseded);
  }

  void oneThatItsOwnerRegisteredIsRemovedAsWell() {
    Office office;
    {
      const auto tables = office.desk.bench->store().begin(Access::Write);
      RegisteredContact own{RecoveryDesk::mail(QStringLiteral("r1"), QStringLiteral("own@example.org")), 1,
                            1};
      tables->factors().put(office.key, own);
      QVERIFY(tables->commit());
    }
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachCode());
    const QString code = office.desk.lastCode();
    const auto removed = office.changes.remove(office.key, QStringLiteral("r1"));
    QVERIFY(removed);
    QCOMPARE(removed->told, 4);
    QCOMPARE(office.contacts(), QStringLiteral("c1 c2 c3 c4"));
    QVERIFY(office.recipients().contains(QStringLiteral("own@example.org")));
    QCOMPARE(office.journal(), QStringLiteral("contact-removed r1 o*****@example.org 4"));
    QCOMPARE(kindOf(visitor.code(code)), RefusalKind::RecoverySuperseded);
    {
      const auto tables = office.desk.bench->store().begin(Access::Read);
      QVERIFY(tables->factors().of(office.key).contacts.isEmpty());
      QCOMPARE(tables->factors().removedContacts(office.key, 0).size(), 1);
    }
    const auto again = office.changes.remove(office.key, QStringLiteral("r1"));
    QCOMPARE(again.error(), ContactFault::NoSuchContact);
  }

  /// As in Active Directory, which alone changes what it knows.
  void ofAnAccountThatLiesElsewhereTheRegisteredOnesAloneAreRemoved() {
    Office office;
    Account elsewhere = RecoveryDesk::person();
    elsewhere.key = QStringLiteral("elsewhere@outlook.com");
    {
      const auto tables = office.desk.bench->store().begin(Access::Write);
      const Contact own = RecoveryDesk::mail(QStringLiteral("r1"), QStringLiteral("own@example.org"));
      tables->factors().put(elsewhere.key, RegisteredContact{own, 1, 1});
      QVERIFY(tables->commit());
    }
    const auto theirs = office.changes.remove(elsewhere.key, QStringLiteral("c1"), &elsewhere);
    QCOMPARE(theirs.error(), ContactFault::OfDirectory);
    const auto nobodys = office.changes.remove(elsewhere.key, QStringLiteral("c9"), &elsewhere);
    QCOMPARE(nobodys.error(), ContactFault::NoSuchContact);
    QCOMPARE(office.desk.messages(), 0);
    const auto removed = office.changes.remove(elsewhere.key, QStringLiteral("r1"), &elsewhere);
    QVERIFY(removed);
    QCOMPARE(removed->told, 4);
    QVERIFY(office.recipients().contains(QStringLiteral("own@example.org")));
  }

  void aRemovedContactIsKeptForAWhile() {
    Office office;
    const auto keep = [&office](qint64 keepAfter) {
      return service::store::SqlStore(office.database).prune(0, 0, 0, keepAfter);
    };
    const auto tables = office.desk.bench->store().begin(Access::Write);
    AccountTable& accounts = tables->accounts();
    QVERIFY(accounts.removedContacts(office.key, 0).isEmpty());
    QVERIFY(accounts.removeContact(office.key, QStringLiteral("c3"), 10));
    const auto removed = accounts.removedContacts(office.key, 9);
    QCOMPARE(removed.size(), 1);
    const Contact contact = RecoveryDesk::person().contacts.last();
    QCOMPARE(removed.first().kind, contact.kind);
    QCOMPARE(removed.first().value, contact.value);
    QVERIFY(accounts.removedContacts(office.key, 10).isEmpty());
    QVERIFY(accounts.removedContacts(QStringLiteral("b@example.com"), 0).isEmpty());
    // Its time begins again with the next removal.
    QVERIFY(accounts.removeContact(office.key, accounts.addContact(office.key, contact), 20));
    QCOMPARE(accounts.removedContacts(office.key, 19).size(), 1);
    // What nobody could be reached by is nobody to tell.
    QVERIFY(accounts.removeContact(office.key, QStringLiteral("c4"), 30));
    QCOMPARE(accounts.removedContacts(office.key, 0).size(), 1);
    QVERIFY(tables->commit());
    QVERIFY(keep(20));
    QCOMPARE(office.desk.count("removed_contacts"), 1);
    QVERIFY(keep(21));
    QCOMPARE(office.desk.count("removed_contacts"), 0);
  }

  void aRemovedContactIsToldOfARecoveryForThirtyDays_data() {
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("again");
    QTest::addColumn<int>("told");
    QTest::newRow("the next day") << 1 << false << 1;
    QTest::newRow("on the thirtieth day") << 29 << false << 1;
    QTest::newRow("later") << 31 << false << 0;
    QTest::newRow("not twice, registered again") << 1 << true << 0;
  }
  void aRemovedContactIsToldOfARecoveryForThirtyDays() {
    QFETCH(int, days);
    QFETCH(bool, again);
    QFETCH(int, told);
    Office office;
    QVERIFY(office.changes.remove(office.key, QStringLiteral("c3")));
    Account account = RecoveryDesk::person();
    const Contact contact = account.contacts.takeLast();
    if (again) {
      QVERIFY(office.changes.add(office.key, contact));
      account.contacts.append(contact);
    }
    office.desk.directory.put(account);
    office.desk.clock.advance(days * 24 * 3600 * 1000LL);
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachPassword() && visitor.password("Quiet-Lake-42"));
    QCOMPARE(office.desk.count("messages WHERE subject = 'changed' AND body LIKE '% former'"), told);
    // Who recovered it may be who took the contact away.
    QCOMPARE(visitor.view.contactsNotified, again ? 3 : 2);
    const QString detail =
        office.desk.ask(QStringLiteral("SELECT detail FROM journal WHERE event = 'notices-queued'"))
            .toString();
    QCOMPARE(detail, QStringLiteral("password-changed, to %1").arg(again ? 3 : 2) +
                         (told > 0 ? QStringLiteral(" and 1 removed lately") : QString()));
  }

  void anotherExtensionIsSomebodyElse() {
    Office office;
    Contact former = RecoveryDesk::phone({}, ContactKind::Phone, QStringLiteral("03-1234-5978"));
    former.extension = QStringLiteral("12");
    Contact present = former;
    present.extension = QStringLiteral("99");
    const auto added = office.changes.add(office.key, former);
    QVERIFY(added);
    QVERIFY(office.changes.remove(office.key, added->contact.id));
    const auto other = office.changes.add(office.key, present);
    QVERIFY(other);
    Account account = RecoveryDesk::person();
    account.contacts.append(other->contact);
    office.desk.directory.put(account);
    office.desk.clock.advance(60'000);
    Visitor visitor(office.desk);
    QVERIFY(visitor.reachPassword() && visitor.password("Quiet-Lake-42"));
    const auto told = [&office](const char* extension) {
      return office.desk
          .ask(QStringLiteral("SELECT GROUP_CONCAT(body LIKE '% former') FROM messages WHERE subject = "
                              "'changed' AND recipient = '+81312345978' AND extension = '%1'")
                   .arg(QLatin1String(extension)))
          .toString();
    };
    QCOMPARE(told("12"), QStringLiteral("1"));
    QCOMPARE(told("99"), QStringLiteral("0"));
    QCOMPARE(told(""), QStringLiteral("0"));
    // Each is kept for itself.
    const auto tables = office.desk.bench->store().begin(Access::Write);
    QVERIFY(tables->accounts().removeContact(office.key, tables->accounts().addContact(office.key, present),
                                             office.desk.clock.now()));
    QCOMPARE(tables->accounts().removedContacts(office.key, 0).size(), 2);
  }

  void whereNobodyIsToldLaterNothingIsKept_data() {
    QTest::addColumn<int>("toldFor");
    QTest::addColumn<int>("kept");
    QTest::newRow("told") << 1 << 1;
    QTest::newRow("not told") << 0 << 0;
  }
  void whereNobodyIsToldLaterNothingIsKept() {
    QFETCH(int, toldFor);
    QFETCH(int, kept);
    Office office;
    ServicePolicy policy = office.desk.policy;
    policy.realms.first().limits.removedContacts = toldFor;
    ContactChanges changes({office.desk.bench->store(), office.desk.writer, office.desk.clock,
                            office.desk.random, office.desk.keys, office.desk.box},
                           policy);
    QVERIFY(changes.remove(office.key, QStringLiteral("c1")));
    QCOMPARE(office.desk.count("removed_contacts"), kept);
    QCOMPARE(removedContactsToldIn(policy), toldFor);
    policy.realms.prepend(Realm());
    policy.realms.first().limits.removedContacts = 5;
    QCOMPARE(removedContactsToldIn(policy), 5);
  }

  void whatIsRegisteredIsNotRegisteredTwice_data() {
    QTest::addColumn<QString>("value");
    QTest::newRow("the same") << QStringLiteral("msabc123.backup@example.com");
    QTest::newRow("another case") << QStringLiteral("MSABC123.Backup@example.com");
  }
  void whatIsRegisteredIsNotRegisteredTwice() {
    QFETCH(QString, value);
    Office office;
    const auto twice = office.changes.add(office.key, RecoveryDesk::mail({}, value));
    QCOMPARE(twice.error(), ContactFault::AlreadyRegistered);
    QCOMPARE(office.desk.messages(), 0);
  }

  void whatIsNotThereChangesNothing() {
    Office office;
    const auto contact = RecoveryDesk::mail({}, QStringLiteral("x@example.com"));
    QCOMPARE(office.changes.add(QStringLiteral("nobody"), contact).error(), ContactFault::NoSuchAccount);
    QCOMPARE(office.changes.remove(QStringLiteral("nobody"), QStringLiteral("c1")).error(),
             ContactFault::NoSuchAccount);
    QCOMPARE(office.changes.remove(office.key, QStringLiteral("c9")).error(), ContactFault::NoSuchContact);
    QCOMPARE(office.desk.messages(), 0);
    QCOMPARE(office.contacts(), QStringLiteral("c1 c2 c3 c4"));
  }

  /// Whoever reads a contact that is being removed has asked for one more code.
  void aRemovalAgainstASendLeavesNoCodeThatIsGood() {
    Office office;
    RecoveryDesk& desk = office.desk;
    tests::Crew crew(3);
    int sent = 0;
    for (int round = 1; round <= tests::raceRounds(); ++round) {
      desk.clock.advance(24 * 60 * 60 * 1000);
      Visitor stranger(desk, QByteArray::number(round));
      QVERIFY(stranger.reachCode());
      desk.clock.advance(61'000);
      const QString contact = office.contacts().section(u' ', round == 1 ? 0 : -1, round == 1 ? 0 : -1);
      const int before = desk.messages();
      Result<Outcome, Refusal> another{Outcome()};
      std::atomic<int> removed = 0;
      std::atomic<int> told = 0;
      crew.atOnce([&](int i) {
        if (i == 0) {
          another = stranger.perform(ResendCode{});
          return;
        }
        const auto change = office.changes.remove(office.key, contact);
        if (!change) return;
        ++removed;
        told = change->told;
      });
      QCOMPARE(removed.load(), 1);
      if (!another) QCOMPARE(kindOf(another), RefusalKind::RecoverySuperseded);
      sent += another ? 1 : 0;
      QCOMPARE(desk.messages() - before, told.load() + (another ? 1 : 0));
      QCOMPARE(kindOf(stranger.code(desk.lastCode())), RefusalKind::RecoverySuperseded);
      QVERIFY(office.changes.add(office.key, RecoveryDesk::person().contacts.first()));
    }
    qInfo("%d codes were sent first", sent);
  }

  void withoutTheNoticesThereIsNoChange() {
    Office office;
    QVERIFY(office.database.connection()->run(QStringLiteral(
        "CREATE TRIGGER full BEFORE INSERT ON messages BEGIN SELECT RAISE(FAIL, 'disk full'); END")));
    QCOMPARE(office.changes.remove(office.key, QStringLiteral("c1")).error(), ContactFault::Unavailable);
    QCOMPARE(office.contacts(), QStringLiteral("c1 c2 c3 c4"));
  }

  void aChangedPolicyIsGoodForCallsFromNowOn() {
    RecoveryDesk desk(Disclosure::Explicit);
    Visitor before(desk);
    QVERIFY(before.open());
    desk.policy.realms.first().resetEnabled = false;
    desk.service->usePolicy(desk.policy);
    QVERIFY(before.passChallenge());
    QCOMPARE(before.view.stage, Stage::Ended);
    desk.policy.realms.first().resetEnabled = true;
    desk.service->usePolicy(desk.policy);
    Visitor after(desk, "after");
    QVERIFY(after.open() && after.passChallenge());
    QCOMPARE(after.view.stage, Stage::Method);
  }
};

QTEST_GUILESS_MAIN(ContactChangesTest)
#include "contact_changes_test.moc"
