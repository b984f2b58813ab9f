// SPDX-License-Identifier: GPL-3.0-or-later
// Security questions and security keys that people register themselves, and that prove them afresh.
#include <QTest>
#include <QtEndian>

#include "core/rules/client_data.h"
#include "service/domain/limits.h"
#include "tests/support/enrollee.h"
#include "tests/support/key_desk.h"
#include "tests/support/question_desk.h"

namespace latchkey::service::domain {

using tests::Enrollee;
using tests::paperKey;
using tests::PaperTouch;
using tests::RecoveryDesk;

class EnrolmentFactorsTest : public QObject {
  Q_OBJECT

  static QString newcomer() { return QStringLiteral("new@outlook.com"); }

  /// Somebody of whom nothing is known, in a realm that takes questions and keys.
  struct Desk : RecoveryDesk {
    Desk() {
      Realm& realm = policy.realms.first();
      realm.factors.append(MethodKind::SecurityKey);
      tests::askQuestions(realm, QuestionUse::Alone);
      realm.questions.list.first().english = QStringLiteral("What was your first school?");
      realm.questions.list.first().japanese = QStringLiteral("最初に通った学校は？");
      restart();
      Account account = person(newcomer());
      account.contacts.clear();
      directory.put(account, "New-pass-1");
    }
  };
  static bool signIn(Enrollee& person) { return person.open("New-pass-1", newcomer()); }

  /// What a key makes when it is touched to be registered.
  static RegisterKey made(const Enrollee& person, const SecurityKey& key = paperKey(),
                          const PaperTouch& like = {}) {
    PaperTouch touch = like;
    if (touch.challenge.isEmpty()) touch.challenge = person.view.adding->challenge;
    touch.flags = static_cast<char>(touch.flags | 0x40);
    RegisterKey command;
    command.credential = key.credential;
    command.publicKey = key.publicKey;
    command.clientData = rules::clientDataFor(touch.challenge, touch.origin, rules::KeyCeremony::Create);
    QByteArray size(2, '\0');
    qToBigEndian(static_cast<quint16>(key.credential.size()), size.data());
    command.authenticatorData = tests::authenticatorDataOf(touch) + QByteArray(16, 'g') + size +
                                key.credential + QByteArray::fromHex("a5010203262001215820") +
                                key.publicKey.first(32) + QByteArray::fromHex("225820") +
                                key.publicKey.last(32);
    return command;
  }
  static bool addKey(Enrollee& person, const SecurityKey& key = paperKey()) {
    AddMethod command;
    command.kind = MethodKind::SecurityKey;
    command.label = key.label;
    return person.perform(std::move(command)) && person.perform(made(person, key));
  }

private Q_SLOTS:
  void answersAreRegisteredAndProveAfresh() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person));
    QCOMPARE(person.view.policy.questions.size(), 6);
    QVERIFY(person.add(MethodKind::Questions));
    QCOMPARE(person.view.stage, EnrolStage::Questions);
    desk.slowHash.hashes = 0;
    QVERIFY(person.answers(tests::rightAnswers()));
    QCOMPARE(desk.slowHash.hashes.load(), 1);
    QCOMPARE(person.view.stage, EnrolStage::List);
    QCOMPARE(person.view.methods.size(), 1);
    QVERIFY(person.view.methods.first().resetOnly);
    // As long as they are fresh they prove what is done next.
    QVERIFY(!person.view.proofNeeded);
    desk.clock.advance(10 * 60 * second);
    QVERIFY(person.look() && person.view.proofNeeded);
    QVERIFY(!person.add(MethodKind::SecurityKey));
    QCOMPARE(person.kind(), RefusalKind::ProofNeeded);

    QVERIFY(person.choose(MethodKind::Questions));
    QCOMPARE(person.view.proof->questions->asked.size(), 3);
    QVERIFY(!person.answers(tests::wrongAnswers()));
    QCOMPARE(person.kind(), RefusalKind::AnswersWrong);
    QCOMPARE(person.refused->triesLeft, 4);
    QVERIFY(person.answers(tests::rightAnswers()));
    QVERIFY(!person.view.proofNeeded);
    QVERIFY(person.perform(RemoveMethod{person.handle(MethodKind::Questions)}));
    QCOMPARE(desk.count("question_sets"), 0);
  }

  void keysAreToldApartByTheirNames() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person) && addKey(person));
    const auto begin = [&person](const QString& label, const QString& replaces = {}) {
      AddMethod command;
      command.kind = MethodKind::SecurityKey;
      command.label = label;
      command.replaces = replaces;
      return person.perform(std::move(command));
    };
    for (const QString& label :
         {QString(), QStringLiteral("  "), paperKey().label, paperKey().label.toUpper()}) {
      QVERIFY2(!begin(label), qPrintable(label));
      QCOMPARE(person.kind(), RefusalKind::InvalidField);
      QCOMPARE(person.refused->field, QStringLiteral("/label"));
    }
    QVERIFY(begin(QStringLiteral("another one")));
    // What takes the place of a key may have its name.
    QVERIFY(begin(paperKey().label, person.handle(MethodKind::SecurityKey)));
  }

  void whatTheRealmTakesNoMoreProvesNothing() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person) && person.add(MethodKind::Questions) && person.answers(tests::rightAnswers()));
    QVERIFY(addKey(person));
    const auto proves = [&person](MethodKind kind) {
      return std::ranges::find(person.view.methods, kind, &RegisteredMethod::kind)->proves;
    };
    QVERIFY(proves(MethodKind::Questions) && proves(MethodKind::SecurityKey));
    desk.policy.realms.first().factors.removeAll(MethodKind::SecurityKey);
    desk.restart();
    desk.clock.advance(25 * hour);
    QVERIFY(signIn(person));
    QVERIFY(proves(MethodKind::Questions) && !proves(MethodKind::SecurityKey));
    QVERIFY(!person.choose(MethodKind::SecurityKey));
    QCOMPARE(person.kind(), RefusalKind::UnknownMethod);
    QVERIFY(person.choose(MethodKind::Questions));
  }

  void answersThatCannotBeRegistered_data() {
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("next");
    QTest::addColumn<QString>("field");
    const QString bad = QStringLiteral("/answers/0/answer");
    QTest::newRow("too short") << QStringLiteral("ab") << QStringLiteral("Hanako") << bad;
    QTest::newRow("too long") << QString(41, u'a') << QStringLiteral("Hanako") << bad;
    QTest::newRow("the same twice") << QStringLiteral("Hanako") << QStringLiteral(" hanako ")
                                    << QStringLiteral("/answers/1/answer");
    QTest::newRow("the account's name")
        << QStringLiteral("New@Outlook.com") << QStringLiteral("Hanako") << bad;
    QTest::newRow("a part of it") << QStringLiteral("ＮＥＷ") << QStringLiteral("Hanako") << bad;
    QTest::newRow("a word of the question") << QStringLiteral("School") << QStringLiteral("Hanako") << bad;
    QTest::newRow("of the other language's")
        << QStringLiteral("通った学校") << QStringLiteral("Hanako") << bad;
  }
  void answersThatCannotBeRegistered() {
    QFETCH(const QString, first);
    QFETCH(const QString, next);
    QFETCH(const QString, field);
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person) && person.add(MethodKind::Questions));
    desk.slowHash.hashes = 0;
    tests::Given given = tests::rightAnswers();
    given[0].second = first;
    given[1].second = next;
    QVERIFY(!person.answers(given));
    QCOMPARE(person.kind(), RefusalKind::InvalidField);
    QCOMPARE(person.refused->field, field);
    QCOMPARE(desk.slowHash.hashes.load(), 0);
    QCOMPARE(desk.count("question_sets"), 0);
    // It may be corrected.
    QVERIFY(person.answers(tests::rightAnswers()));
  }

  void privilegedAccountsRegisterNone() {
    Desk desk;
    Account account = RecoveryDesk::person(newcomer());
    account.contacts.clear();
    account.status = AccountStatus::Privileged;
    desk.directory.put(account, "New-pass-1");
    Enrollee person(desk);
    QVERIFY(signIn(person));
    QVERIFY(!person.view.policy.kinds.contains(MethodKind::Questions));
    QVERIFY(!person.add(MethodKind::Questions));
    QCOMPARE(person.kind(), RefusalKind::InvalidField);
  }

  void keysAreRegisteredWithTheirNamesAndProveAfresh() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person));
    QVERIFY(addKey(person));
    QCOMPARE(person.view.methods.size(), 1);
    QCOMPARE(person.view.methods.first().label, QStringLiteral("blue"));
    QCOMPARE(person.view.methods.first().usableAt, 0);
    QVERIFY(person.choose(MethodKind::SecurityKey));
    QCOMPARE(person.view.proof->securityKey->credentials, QList<QByteArray>{paperKey().credential});
    PaperTouch touch;
    touch.challenge = person.view.proof->securityKey->challenge;
    touch.counter = 2;
    const SubmitAssertion answer = tests::touched(paperKey(), touch);
    QVERIFY(person.perform(SubmitEnrolAssertion{answer}));
    QVERIFY(!person.view.proofNeeded);
    SecurityKey another = paperKey('s');
    another.label = QStringLiteral("red");
    QVERIFY(addKey(person, another));
    QCOMPARE(person.view.methods.size(), 2);
    QCOMPARE(person.view.methods.last().usableAt, desk.clock.now() + day);
    // A copy of it, which has not counted on.
    QVERIFY(person.choose(MethodKind::SecurityKey));
    touch.challenge = person.view.proof->securityKey->challenge;
    QVERIFY(!person.perform(SubmitEnrolAssertion{tests::touched(paperKey(), touch)}));
    QCOMPARE(person.kind(), RefusalKind::KeyRefused);
    // Used once: its challenge was of that try.
    QVERIFY(person.choose(MethodKind::SecurityKey));
    QVERIFY(!person.perform(SubmitEnrolAssertion{answer}));
    QCOMPARE(person.kind(), RefusalKind::KeyRefused);
  }

  void whatAKeyHasMadeIsWhatWasAskedFor() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person) && person.add(MethodKind::SecurityKey));
    const RegisterKey good = made(person);
    const auto refuses = [&](const RegisterKey& command) {
      return !person.perform(command) && person.kind() == RefusalKind::KeyRefused;
    };
    PaperTouch other;
    other.challenge = QByteArray(32, 'x');
    QVERIFY(refuses(made(person, paperKey(), other)));
    other = {};
    other.origin = QStringLiteral("https://elsewhere.example");
    QVERIFY(refuses(made(person, paperKey(), other)));
    other = {};
    other.rpId = QStringLiteral("elsewhere.example");
    QVERIFY(refuses(made(person, paperKey(), other)));
    other = {};
    other.flags = 0;  // nobody touched it
    QVERIFY(refuses(made(person, paperKey(), other)));
    other.flags = static_cast<char>(0x81);  // extensions, of which none was asked for
    QVERIFY(refuses(made(person, paperKey(), other)));
    RegisterKey command = good;
    command.credential += 'x';
    QVERIFY(refuses(command));
    command = good;
    command.publicKey[0] = static_cast<char>(command.publicKey.at(0) + 1);
    QVERIFY(refuses(command));
    command = good;
    command.authenticatorData.chop(1);
    QVERIFY(refuses(command));
    command = good;
    command.authenticatorData += '\0';
    QVERIFY(refuses(command));
    command = good;
    command.authenticatorData.truncate(40);
    QVERIFY(refuses(command));
    command = good;
    command.clientData.replace("webauthn.create", "webauthn.get");
    QVERIFY(refuses(command));
    QCOMPARE(desk.count("security_keys"), 0);
    QVERIFY(person.perform(good));
    QVERIFY(!person.view.proofNeeded);
    desk.clock.advance(10 * 60 * second);
    QVERIFY(person.look() && person.view.proofNeeded);
  }

  void aRealmMayWantAPin() {
    Desk desk;
    desk.policy.realms.first().keys.verifiesPerson = true;
    desk.restart();
    Enrollee person(desk);
    QVERIFY(signIn(person) && person.add(MethodKind::SecurityKey));
    QVERIFY(person.view.adding->verifiesPerson);
    QVERIFY(!person.perform(made(person)));
    QCOMPARE(person.kind(), RefusalKind::KeyRefused);
    PaperTouch verified;
    verified.flags = tests::userPresent | tests::userVerified;
    QVERIFY(person.perform(made(person, paperKey(), verified)));
  }

  void theSecretIsNowhereInTheDatabase_data() {  // A40
    QTest::addColumn<bool>("hides");
    QTest::newRow("sealed") << true;
    // The control: the search finds what a box leaves readable.
    QTest::newRow("sealed by nothing") << false;
  }
  void theSecretIsNowhereInTheDatabase() {
    QFETCH(const bool, hides);
    Desk desk;
    desk.box.hides = hides;
    desk.policy.realms.first().factors.append(MethodKind::Authenticator);
    desk.restart();
    Enrollee person(desk);
    QVERIFY(signIn(person) && person.add(MethodKind::Authenticator));
    const QByteArray shown = person.secret().toLatin1();
    const QByteArray bytes = QByteArray::fromStdString(Enrollee::bytesOf(person.secret()));
    QCOMPARE(bytes.size(), static_cast<qsizetype>(totpSecretBytes));
    int rows = 0;
    for (const char* column :
         {"enrolments.pending", "writes.answer", "enrolment_codes.mac", "journal.detail"}) {
      const QString name = QString::fromLatin1(column);
      for (const QByteArray& spelled :
           {shown, bytes, bytes.toHex(), bytes.toHex().toUpper(), bytes.toBase64()}) {
        rows += desk.ask(QStringLiteral("SELECT COUNT(*) FROM %1 WHERE instr(hex(%2), '%3') > 0")
                             .arg(name.section(u'.', 0, 0), name.section(u'.', 1),
                                  QString::fromLatin1(spelled.toHex().toUpper())))
                    .toInt();
      }
    }
    QCOMPARE(rows, hides ? 0 : 1);
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::EnrolmentFactorsTest)
#include "enrolment_factors_test.moc"
