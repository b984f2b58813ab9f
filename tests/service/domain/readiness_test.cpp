// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/readiness.h"

#include <QTest>
#include <functional>

#include "service/domain/rehearsals.h"
#include "tests/support/plain_parts.h"
#include "tests/support/recovery_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {
/// Somebody who is ready: a mailbox, a mobile and a phone, each confirmed, and rehearsed.
struct Case {
  Case() {
    facts.account.accountKey = RecoveryDesk::person().key;
    facts.account.account = RecoveryDesk::person();
    facts.account.realm = &realm;
    facts.rehearsal = Rehearsal{1000, {MethodKind::Mail}};
    for (const Contact& contact : facts.account.account->contacts) confirm(contact);
  }
  void confirm(const Contact& contact) { facts.confirmed.insert(contactKeyOf(keys, contact.value), 900); }
  [[nodiscard]] Account& account() { return *facts.account.account; }
  /// This contact alone, confirmed.
  void only(const QList<Contact>& contacts) {
    account().contacts = contacts;
    for (const Contact& contact : contacts) confirm(contact);
  }
  [[nodiscard]] ReadinessFound found() const { return readinessOf(facts, numbering, keys); }
  /// "doubtful: no-spare-way, never-confirmed c1"
  [[nodiscard]] QString told() const {
    const ReadinessFound result = found();
    QStringList all;
    for (const ObstacleFound& one : result.obstacles) {
      all << codeOf(one.obstacle) + (one.contactId.isEmpty() ? QString() : u' ' + one.contactId);
    }
    const QString word = codeOf(result.readiness);
    return all.isEmpty() ? word : word + QStringLiteral(": ") + all.join(QStringLiteral(", "));
  }
  Realm realm;
  JapaneseNumbering numbering;
  TestKeyedHash keys;
  ReadinessFacts facts;
};
using Change = std::function<void(Case&)>;

Contact own() {
  return RecoveryDesk::mail(QStringLiteral("c9"), RecoveryDesk::person().key);
}
Contact mailbox() {
  return RecoveryDesk::person().contacts.at(0);
}
Contact mobile() {
  return RecoveryDesk::person().contacts.at(1);
}
}  // namespace
Q_DECLARE_METATYPE(Change)

class ReadinessTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void eachCauseIsFound_data() {
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("told");
    const auto row = [](const char* name, Change change, const char* told) {
      QTest::newRow(name) << std::move(change) << QString::fromLatin1(told);
    };
    row(
        "nothing is missing", [](Case&) {}, "ready");
    // could not recover today
    row(
        "unknown", [](Case& c) { c.facts.account.account.reset(); }, "not-ready: unknown-account");
    row(
        "realm gone", [](Case& c) { c.facts.account.realm = nullptr; }, "not-ready: no-realm");
    row(
        "disabled", [](Case& c) { c.account().status = AccountStatus::Disabled; }, "not-ready: disabled");
    row(
        "not enabled", [](Case& c) { c.account().status = AccountStatus::NotEnabledForReset; },
        "not-ready: not-enabled-for-reset");
    row(
        "managed elsewhere", [](Case& c) { c.account().status = AccountStatus::ManagedElsewhere; },
        "not-ready: managed-elsewhere");
    row(
        "privileged", [](Case& c) { c.account().status = AccountStatus::Privileged; },
        "not-ready: privileged");
    row(
        "switched off", [](Case& c) { c.realm.resetEnabled = false; }, "not-ready: reset-switched-off");
    row(
        "stopped", [](Case& c) { c.facts.account.isStopped = true; }, "not-ready: stopped");
    row(
        "nothing registered", [](Case& c) { c.only({}); }, "not-ready: nothing-registered");
    row(
        "one way, two gates",
        [](Case& c) {
          c.realm.gates = 2;
          c.only({mailbox()});
        },
        "not-ready: too-few-contacts");
    row(
        "the locked mailbox alone", [](Case& c) { c.only({own()}); },
        "not-ready: only-locked-mailbox, account-itself c9");
    row(
        "two gates, one of them the locked mailbox",
        [](Case& c) {
          c.realm.gates = 2;
          c.only({mobile(), own()});
        },
        "not-ready: only-locked-mailbox, account-itself c9");
    // could, but
    row(
        "one way", [](Case& c) { c.only({mailbox()}); }, "doubtful: no-spare-way");
    row(
        "text and call to one phone are one way", [](Case& c) { c.only({mobile()}); },
        "doubtful: no-spare-way");
    row(
        "the other one is the locked mailbox",
        [](Case& c) {
          c.only({mailbox(), own()});
        },
        "doubtful: no-spare-way, account-itself c9");
    row(
        "two ways, two gates",
        [](Case& c) {
          c.realm.gates = 2;
          c.only({mailbox(), mobile()});
        },
        "doubtful: no-spare-way");
    row(
        "questions beside one way",
        [](Case& c) {
          c.only({mailbox()});
          c.facts.account.factors.authenticators.append({QStringLiteral("a"), {}, 0, 0});
          c.realm.factors.append(MethodKind::Authenticator);
        },
        "ready");
    row(
        "leading 0", [](Case& c) { c.account().contacts[1].raw = QStringLiteral("+81 090-9876-5432"); },
        "doubtful: leading-zero c2");
    row(
        "internet telephony",
        [](Case& c) {
          const Contact voip =
              RecoveryDesk::phone(QStringLiteral("c5"), ContactKind::Phone, QStringLiteral("050-1234-5678"));
          c.only(c.account().contacts + QList<Contact>{voip});
        },
        "doubtful: internet-telephony c5");
    row(
        "another country",
        [](Case& c) {
          c.account().contacts.append({QStringLiteral("c6"),
                                       ContactKind::Mobile,
                                       QStringLiteral("+15555550100"),
                                       QStringLiteral("+1 555 555 0100"),
                                       QStringLiteral("(555) 555-0100"),
                                       {},
                                       true});
        },
        "doubtful: country-not-allowed c6");
    row(
        "a channel that is switched off",
        [](Case& c) {
          c.realm.factors = {MethodKind::Text, MethodKind::Call};
        },
        "doubtful: channel-switched-off c1");
    row(
        "an address that cannot be read",
        [](Case& c) {
          c.account().contacts.append(
              {QStringLiteral("c7"), ContactKind::Mail, {}, QStringLiteral("mika at home"), {}, {}, false});
        },
        "doubtful: invalid-address c7");
    row(
        "never confirmed", [](Case& c) { c.facts.confirmed.remove(contactKeyOf(c.keys, mobile().value)); },
        "doubtful: never-confirmed c2");
    row(
        "registered by its owner",
        [](Case& c) {
          c.facts.confirmed.clear();
          c.facts.account.now = 1000;
          c.account().contacts.clear();
          for (const Contact& contact : {mailbox(), mobile()})
            c.facts.account.factors.contacts.append({contact, 900, 900});
        },
        "ready");
    row(
        "registered, and not usable yet",
        [](Case& c) {
          c.only({mailbox()});
          c.facts.account.now = 1000;
          c.facts.account.factors.contacts.append({mobile(), 900, 2000});
        },
        "doubtful: no-spare-way");
    row(
        "never rehearsed", [](Case& c) { c.facts.rehearsal.reset(); }, "doubtful: never-rehearsed");
    // Who cannot recover it at all is not told what else would be missing then.
    row(
        "disabled and never rehearsed",
        [](Case& c) {
          c.account().status = AccountStatus::Disabled;
          c.facts.rehearsal.reset();
          c.facts.confirmed.clear();
        },
        "not-ready: disabled");
  }
  void eachCauseIsFound() {
    QFETCH(Change, change);
    QFETCH(QString, told);
    Case one;
    change(one);
    QCOMPARE(one.told(), told);
  }

  void whatItCouldBeProvenByIsNamed() {
    Case one;
    const ReadinessFound found = one.found();
    QCOMPARE(found.ways, (QList<MethodKind>{MethodKind::Mail, MethodKind::Text, MethodKind::Call}));
    QCOMPARE(found.rehearsal->at, 1000);
    QCOMPARE(found.accountKey, RecoveryDesk::person().key);
    QCOMPARE(found.realm, QStringLiteral("people"));
  }

  void contactsAreMasked() {
    Case one;
    one.facts.confirmed.clear();
    one.account().contacts[1].raw = QStringLiteral("+81 090-9876-5432");
    const auto found = one.found().obstacles;
    QCOMPARE(found.size(), 4);
    for (const ObstacleFound& each : found) {
      QVERIFY(each.mask.contains(u'*'));
      QCOMPARE(each.detail, each.mask);
    }
  }
};

QTEST_GUILESS_MAIN(ReadinessTest)
#include "readiness_test.moc"
