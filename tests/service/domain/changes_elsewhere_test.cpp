// SPDX-License-Identifier: GPL-3.0-or-later
// What administration takes away of accounts that another directory has: what their owners registered with
// Latchkey, and nothing else.
#include <QtTest>

#include "service/domain/authenticator_changes.h"
#include "service/domain/contact_changes.h"
#include "service/domain/key_changes.h"
#include "service/domain/question_changes.h"
#include "tests/support/fake_signatures.h"
#include "tests/support/question_desk.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

namespace {

/// The account is in the directory alone, and its owner has registered one of each.
struct Outpost {
  Outpost() {
    const auto tables = desk.bench->store().begin(Access::Write);
    tables->factors().put(
        key,
        RegisteredContact{RecoveryDesk::mail(QStringLiteral("r1"), QStringLiteral("own@example.org")), 1, 1});
    tables->factors().put(key, SecurityKey{"credential", QByteArray(64, 'P'), {}, 0, 1, 1});
    tables->factors().put(key, Authenticator{QStringLiteral("a1"), "sealed", 0, 1, 1, {}});
    if (!tables->commit()) qFatal("not registered");
  }
  [[nodiscard]] Account account() { return **desk.directory.find(key); }
  [[nodiscard]] Factors factors() const { return desk.bench->store().begin(Access::Read)->factors().of(key); }
  [[nodiscard]] QString journal() const {
    return desk
        .ask(QStringLiteral("SELECT event || ' ' || account_key FROM journal ORDER BY rowid DESC LIMIT 1"))
        .toString();
  }

  const QString key = RecoveryDesk::person().key;
  QuestionDesk desk;
  FakeSignatures signatures;
  ContactChanges contacts{{desk.bench->store(), desk.writer, desk.clock, desk.random, desk.keys, desk.box},
                          desk.policy};
  AuthenticatorChanges apps{{desk.bench->store(), desk.writer, desk.clock, desk.random, desk.keys, desk.box},
                            desk.policy};
  KeyChanges keys{
      {desk.bench->store(), signatures, desk.writer, desk.clock, desk.random, desk.keys, desk.box},
      desk.policy};
  QuestionChanges questions{
      {desk.bench->store(), desk.slowHash, desk.writer, desk.clock, desk.random, desk.keys, desk.box},
      desk.policy};
};

/// @return how many were told, -1 where nothing was removed
using Removal = int (*)(Outpost&, const Account*);
int removeContact(Outpost& outpost, const Account* elsewhere) {
  const auto change = outpost.contacts.remove(outpost.key, QStringLiteral("r1"), elsewhere);
  return change ? change->told : -1;
}
int removeApp(Outpost& outpost, const Account* elsewhere) {
  const auto change = outpost.apps.remove(outpost.key, QStringLiteral("a1"), elsewhere);
  return change ? change->told : -1;
}
int removeKey(Outpost& outpost, const Account* elsewhere) {
  const auto change = outpost.keys.remove(outpost.key, "credential", elsewhere);
  return change ? change->told : -1;
}
int removeQuestions(Outpost& outpost, const Account* elsewhere) {
  const auto change = outpost.questions.remove(outpost.key, elsewhere);
  return change ? change->told : -1;
}

}  // namespace

class ChangesElsewhereTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whatTheOwnerRegisteredIsTakenAway_data() {
    QTest::addColumn<Removal>("remove");
    QTest::addColumn<QString>("event");
    QTest::newRow("a contact") << &removeContact << QStringLiteral("contact-removed");
    QTest::newRow("an app") << &removeApp << QStringLiteral("authenticator-removed");
    QTest::newRow("a security key") << &removeKey << QStringLiteral("security-key-removed");
    QTest::newRow("the questions") << &removeQuestions << QStringLiteral("questions-removed");
  }
  void whatTheOwnerRegisteredIsTakenAway() {
    QFETCH(Removal, remove);
    QFETCH(QString, event);
    Outpost outpost;
    Visitor visitor(outpost.desk);
    QVERIFY(visitor.reachCode());
    const QString code = outpost.desk.lastCode();
    // Three contacts of the directory's and the owner's own one.
    const Account elsewhere = outpost.account();
    QCOMPARE(remove(outpost, nullptr), -1);
    QCOMPARE(remove(outpost, &elsewhere), 4);
    QCOMPARE(outpost.journal(), event + u' ' + outpost.key);
    const Factors left = outpost.factors();
    QCOMPARE(left.contacts.isEmpty(), event.startsWith(u"contact"));
    QCOMPARE(left.authenticators.isEmpty(), event.startsWith(u"authenticator"));
    QCOMPARE(left.keys.isEmpty(), event.startsWith(u"security"));
    QCOMPARE(left.questions.has_value(), !event.startsWith(u"questions"));
    QCOMPARE(kindOf(visitor.code(code)), RefusalKind::RecoverySuperseded);
    QCOMPARE(remove(outpost, &elsewhere), -1);
  }
};

QTEST_GUILESS_MAIN(ChangesElsewhereTest)
#include "changes_elsewhere_test.moc"
