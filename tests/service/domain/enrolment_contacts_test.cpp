// SPDX-License-Identifier: GPL-3.0-or-later
// Contacts that people register themselves: confirmed by a code, told to all others, and good for a recovery.
#include <QTest>

#include "core/rules/extension.h"
#include "service/domain/limits.h"
#include "tests/support/enrollee.h"

namespace latchkey::service::domain {

using tests::Enrollee;
using tests::kindOf;
using tests::RecoveryDesk;
using tests::Visitor;

class EnrolmentContactsTest : public QObject {
  Q_OBJECT

  static QString newcomer() { return QStringLiteral("new@outlook.com"); }

  /// A desk with a second person of whom nothing is known.
  struct Desk : RecoveryDesk {
    Desk() {
      Realm& realm = policy.realms.first();
      realm.factors = {MethodKind::Mail, MethodKind::Text, MethodKind::Call, MethodKind::Authenticator};
      realm.administrators = {QStringLiteral("it@example.com")};
      restart();
      Account account = person(newcomer());
      account.contacts.clear();
      directory.put(account, "New-pass-1");
    }
    [[nodiscard]] int messagesOf(const char* subject) const {
      return ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE subject = '%1' AND recipient <> ''")
                     .arg(QLatin1String(subject)))
          .toInt();
    }
    [[nodiscard]] QString lastRecipient() const {
      return ask(QStringLiteral("SELECT recipient FROM messages WHERE code <> '' ORDER BY rowid DESC"))
          .toString();
    }
  };
  static bool signIn(Enrollee& person) { return person.open("New-pass-1", newcomer()); }
  static bool addMail(Desk& desk, Enrollee& person, const char* address = "me@example.org") {
    return person.add(MethodKind::Mail, address) && person.code(desk.lastCode());
  }

private Q_SLOTS:
  void aMailIsRegisteredByItsCodeAndRecovers() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person));
    QVERIFY(person.add(MethodKind::Mail, " Me@Example.org "));
    QCOMPARE(person.view.stage, EnrolStage::Code);
    QCOMPARE(person.view.adding->mask, QStringLiteral("M*****@Example.org"));
    QCOMPARE(desk.lastRecipient(), QStringLiteral("Me@Example.org"));
    QCOMPARE(desk.messagesOf("registration code"), 1);
    QVERIFY(!person.code(tests::wrongFor(desk.lastCode())));
    QCOMPARE(person.refused->triesLeft, 4);
    QCOMPARE(desk.count("registered_contacts"), 0);
    QVERIFY(person.code(desk.lastCode()));
    QCOMPARE(person.view.methods.size(), 1);
    QVERIFY(person.view.methods.first().resetOnly);
    QVERIFY(!person.view.methods.first().byDirectory);
    QCOMPARE(person.view.methods.first().confirmedAt, desk.clock.now());

    desk.clock.advance(60 * second);
    Visitor visitor(desk);
    QVERIFY(visitor.open(newcomer()) && visitor.passChallenge() && visitor.choose(MethodKind::Mail));
    QVERIFY(visitor.confirm(QStringLiteral("me")));
    QVERIFY(visitor.code(desk.lastCode()));
    QCOMPARE(visitor.view.stage, Stage::Password);
    QVERIFY(visitor.password("Fresh-pass-2"));
    // It is told, too.
    QCOMPARE(visitor.view.contactsNotified, 1);
  }

  void aNumberIsReadAsItIsDialled() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person));
    QVERIFY(person.add(MethodKind::Text, "090-1234-5678"));
    QCOMPARE(person.view.adding->dialled, QStringLiteral("+819012345678"));
    QCOMPARE(person.view.adding->mask, QStringLiteral("*********78"));
    QVERIFY(person.code(desk.lastCode()));
    QCOMPARE(person.view.methods.first().kind, MethodKind::Text);
    // A mobile: by text and by call.
    Visitor visitor(desk);
    QVERIFY(visitor.open(newcomer()) && visitor.passChallenge());
    QCOMPARE(visitor.view.methods.size(), 2);
  }

  void whatCannotBeUsedIsRefused_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("contact");
    QTest::addColumn<RefusalKind>("refusal");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* name, MethodKind kind, const char* contact, RefusalKind refusal,
                        const char* field) {
      QTest::newRow(name) << static_cast<int>(kind) << QString::fromLatin1(contact) << refusal
                          << QString::fromLatin1(field);
    };
    row("no address", MethodKind::Mail, "nobody", RefusalKind::EntryMalformed, "");
    row("no number", MethodKind::Text, "12", RefusalKind::EntryMalformed, "");
    row("a fixed line takes no texts", MethodKind::Text, "03-1234-5978", RefusalKind::ContactCannotText, "");
    row("the directory has it", MethodKind::Mail, "MSABC123.backup@example.com",
        RefusalKind::ContactRegistered, "");
    row("the directory has the mobile", MethodKind::Text, "090-9876-5432", RefusalKind::ContactRegistered,
        "");
    row("the mobile is called anyway", MethodKind::Call, "090-9876-5432", RefusalKind::ContactRegistered, "");
    row("a start code is registered by nobody", MethodKind::StartCode, "", RefusalKind::InvalidField,
        "/kind");
    row("not in this realm", MethodKind::SecurityKey, "", RefusalKind::InvalidField, "/kind");
  }
  void whatCannotBeUsedIsRefused() {
    QFETCH(const int, kind);
    QFETCH(const QString, contact);
    QFETCH(const RefusalKind, refusal);
    QFETCH(const QString, field);
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open() && person.prove());
    const int before = desk.messages();
    QVERIFY(!person.add(static_cast<MethodKind>(kind), contact.toUtf8().constData()));
    QCOMPARE(person.kind(), refusal);
    QCOMPARE(person.refused->field, field);
    QCOMPARE(desk.messages(), before);
  }

  /// It is one number all the same, and called once.
  void aMobileThatIsCalledMayBeAddedForTexts() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person));
    QVERIFY(person.add(MethodKind::Call, "090-1111-2222") && person.code(desk.lastCode()));
    QVERIFY(!person.add(MethodKind::Call, "090-1111-2222"));
    QCOMPARE(person.kind(), RefusalKind::ContactRegistered);
    desk.clock.advance(2 * 60 * second);  // between two codes to one number
    QVERIFY(person.add(MethodKind::Text, "090-1111-2222") && person.code(desk.lastCode()));
    QCOMPARE(person.view.methods.size(), 2);
    QCOMPARE(person.view.strength, Strength::Fragile);
    QVERIFY(!person.add(MethodKind::Text, "090-1111-2222"));
    QCOMPARE(person.kind(), RefusalKind::ContactRegistered);
    desk.clock.advance(25 * hour);
    Visitor visitor(desk);
    QVERIFY(visitor.open(newcomer()) && visitor.passChallenge());
    QList<MethodKind> offered;
    for (const auto& method : visitor.view.methods) offered.append(method.kind);
    QCOMPARE(offered.size(), 2);
    QVERIFY(offered.contains(MethodKind::Call) && offered.contains(MethodKind::Text));
  }

  void anExtensionIsAsLongAsItIsPromised() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person));
    AddMethod office;
    office.kind = MethodKind::Call;
    office.contact = QStringLiteral("03-1234-5978");
    office.extension = QString(rules::longestExtension + 1, u'7');
    QVERIFY(!person.perform(office));
    QCOMPARE(person.refused->field, QStringLiteral("/extension"));
    office.extension.chop(1);
    QVERIFY(person.perform(office) && person.code(desk.lastCode()));
  }

  /// As the defaults are.
  void aClassBehindOneAddressIsNotHeldUp() {
    Desk desk;
    for (int pupil = 0; pupil < 20; ++pupil) {
      Account account = RecoveryDesk::person(QStringLiteral("pupil%1@outlook.com").arg(pupil));
      account.contacts.clear();
      desk.directory.put(account, "New-pass-1");
      Enrollee person(desk, account.key.toLatin1());
      QVERIFY(person.open("New-pass-1", account.key));
      const QByteArray mailbox = "home" + QByteArray::number(pupil) + "@example.net";
      QVERIFY2(person.add(MethodKind::Mail, mailbox.constData()), mailbox.constData());
    }
  }

  void theLockedAccountItselfIsWarnedOf() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person));
    QVERIFY(person.add(MethodKind::Mail, "new@outlook.com"));
    QCOMPARE(person.view.adding->warning, MethodWarning::LockedAccountItself);
    QVERIFY(person.code(desk.lastCode()));
    QCOMPARE(person.view.strength, Strength::None);
    QVERIFY(!person.view.policy.isMet);
  }

  void allOthersAreTold() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open() && person.prove());
    desk.clock.advance(60 * second);
    const int before = desk.messages();
    QVERIFY(addMail(desk, person));
    QCOMPARE(person.view.contactsNotified, 3);
    QCOMPARE(desk.messages() - before, 1 + 3);  // the code to itself, and the others
    QCOMPARE(desk.count("messages WHERE recipient = 'me@example.org'"), 1);
    QCOMPARE(person.view.methods.last().usableAt, desk.clock.now() + day);
    // One that is taken away hears of it as well: whoever reads it may be the owner.
    QVERIFY(person.perform(RemoveMethod{person.view.methods.last().handle}));
    QCOMPARE(person.view.contactsNotified, 4);
    QCOMPARE(person.view.methods.size(), 3);
    QCOMPARE(desk.count("messages WHERE recipient = 'me@example.org'"), 2);
    // And for a while of recoveries, which it can stop no more.
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword() && visitor.password("Fresh-pass-2"));
    QCOMPARE(desk.count("messages WHERE recipient = 'me@example.org'"), 3);
  }

  void whatTheDirectoryHasIsTheDirectorysToRemove() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open() && person.prove());
    QVERIFY(!person.perform(RemoveMethod{person.handle(MethodKind::Text)}));
    QCOMPARE(person.kind(), RefusalKind::UnknownMethod);
    QVERIFY(!person.perform(RemoveMethod{QStringLiteral("AAAAAAAAAAAAAAAAAAAAAA")}));
    QCOMPARE(person.kind(), RefusalKind::UnknownMethod);
  }

  void aHandleOfAnotherSignInIsUnknown() {  // A23
    Desk desk;
    Enrollee person(desk, "one");
    Enrollee other(desk, "two");
    QVERIFY(person.open() && other.open());
    QVERIFY(!person.perform(ChooseProof{other.handle(MethodKind::Mail)}));
    QCOMPARE(person.kind(), RefusalKind::UnknownMethod);
  }

  void aCodeIsForItsPurposeAlone() {  // A07
    Desk desk;
    Enrollee person(desk);
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    const QString ofRecovery = desk.lastCode();
    desk.clock.advance(60 * second);
    QVERIFY(person.open() && person.choose(MethodKind::Mail));
    const QString ofProof = desk.lastCode();
    QVERIFY(!person.code(ofRecovery));
    QCOMPARE(person.kind(), RefusalKind::CodeWrong);
    QCOMPARE(kindOf(visitor.code(ofProof)), RefusalKind::CodeWrong);
    QVERIFY(person.code(ofProof));
    QVERIFY(person.add(MethodKind::Mail, "me@example.org"));
    const QString ofRegistration = desk.lastCode();
    QVERIFY(!person.code(ofProof));
    QCOMPARE(kindOf(visitor.code(ofRegistration)), RefusalKind::CodeWrong);
    QVERIFY(person.code(ofRegistration));
    QVERIFY(!person.code(ofRegistration));  // once
    QCOMPARE(person.kind(), RefusalKind::WrongStage);
  }

  void whereNobodyCanBeToldItIsShownLater() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person) && person.view.news.isEmpty());
    QVERIFY(!person.addApp().isEmpty());
    QCOMPARE(person.view.contactsNotified, 0);
    QCOMPARE(desk.messagesOf("registration changed"), 1);
    QVERIFY(person.view.news.isEmpty());  // not to who has just done it
    desk.clock.advance(day);
    Enrollee later(desk, "later");
    QVERIFY(signIn(later));
    QCOMPARE(later.view.news.size(), 1);
    QCOMPARE(later.view.news.first().kind, MethodKind::Authenticator);
    QVERIFY(later.view.news.first().added);
    QVERIFY(later.look() && later.view.news.size() == 1);
    // Whoever comes first does not take it from the next one.
    Enrollee next(desk, "next");
    QVERIFY(signIn(next));
    QCOMPARE(next.view.news.size(), 1);
    desk.clock.advance(6 * day - second);
    Enrollee last(desk, "last");
    QVERIFY(signIn(last) && last.view.news.size() == 1);
    desk.clock.advance(second);
    Enrollee tooLate(desk, "too late");
    QVERIFY(signIn(tooLate) && tooLate.view.news.isEmpty());
  }

  void codesToStrangersAreLimited() {
    Desk desk;
    desk.policy.realms.first().registration.codesPerDayAndAccount = 3;
    desk.restart();
    Enrollee person(desk);
    QVERIFY(signIn(person));
    for (const char* address : {"a@example.org", "b@example.org", "c@example.org"}) {
      QVERIFY(person.add(MethodKind::Mail, address));
    }
    QVERIFY(!person.add(MethodKind::Mail, "d@example.org"));
    QCOMPARE(person.kind(), RefusalKind::RateLimited);
    QCOMPARE(desk.messages(), 3);
    // One after the other to the same address is a question of its pause.
    Enrollee other(desk, "other");
    other.caller.source = QStringLiteral("198.51.100.1");
    QVERIFY(other.open() && other.prove());
    QVERIFY(!other.add(MethodKind::Mail, "c@example.org"));
    QCOMPARE(other.kind(), RefusalKind::ResendTooEarly);
  }

  void whatIsRefusedLeavesEverythingAsItWas() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open() && person.choose(MethodKind::Mail));
    const QString code = desk.lastCode();
    const int sent = desk.messages();
    QVERIFY(person.perform(LeaveStep{}));
    // Chosen again a moment later: the code that is on its way will do.
    QVERIFY(person.choose(MethodKind::Mail));
    QCOMPARE(desk.messages(), sent);
    QVERIFY(person.code(code));
    QVERIFY(!person.choose(MethodKind::Mail));
    QCOMPARE(person.kind(), RefusalKind::ResendTooEarly);
    QVERIFY(person.look());
    QCOMPARE(person.view.stage, EnrolStage::List);
    QVERIFY(person.add(MethodKind::Mail, "me@example.org") && person.perform(LeaveStep{}));
    QVERIFY(!person.add(MethodKind::Mail, "me@example.org"));
    QCOMPARE(person.kind(), RefusalKind::ResendTooEarly);
    QVERIFY(person.look());
    QCOMPARE(person.view.stage, EnrolStage::List);
  }

  void anAddressHasSoManyTriesHoweverOftenItIsBegunWith() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person) && person.add(MethodKind::Mail, "me@example.org"));
    for (int i = 0; i < 5; ++i) QVERIFY(!person.code(tests::wrongFor(desk.lastCode())));
    QCOMPARE(person.kind(), RefusalKind::TooManyTries);
    desk.clock.advance(60 * second);
    const int sent = desk.messages();
    QVERIFY(!person.add(MethodKind::Mail, "me@example.org"));
    QCOMPARE(person.kind(), RefusalKind::TooManyTries);
    QCOMPARE(desk.messages(), sent);
  }

  void theBudgetOfTextsHolds() {
    Desk desk;
    desk.policy.realms.first().phones.textsPerHour = 1;
    desk.policy.realms.first().phones.textsPerHourAndPrefix = 1;
    desk.restart();
    Enrollee person(desk);
    QVERIFY(signIn(person));
    QVERIFY(person.add(MethodKind::Text, "090-1234-5678"));
    QVERIFY(!person.add(MethodKind::Text, "090-1234-5679"));
    QCOMPARE(person.kind(), RefusalKind::RateLimited);
    QCOMPARE(desk.messagesOf("registration code"), 1);
    QCOMPARE(desk.spent.size(), 1);
  }

  void aNewCodeKeepsTheMisses() {  // A04
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open() && person.choose(MethodKind::Mail));
    for (int i = 0; i < 3; ++i) QVERIFY(!person.code(tests::wrongFor(desk.lastCode())));
    desk.clock.advance(60 * second);
    QVERIFY(person.perform(ResendEnrolCode{}));
    QCOMPARE(person.view.proof->code->triesLeft, 2);
    QVERIFY(!person.code(tests::wrongFor(desk.lastCode())));
    QVERIFY(!person.code(tests::wrongFor(desk.lastCode())));
    QCOMPARE(person.kind(), RefusalKind::TooManyTries);
    QVERIFY(!person.code(desk.lastCode()));
  }

  void missesAreSharedWithRecoveries() {  // A03
    Desk desk;
    desk.policy.realms.first().limits.missesPerDay = 4;
    desk.restart();
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    for (int i = 0; i < 2; ++i) QVERIFY(!visitor.code(tests::wrongFor(desk.lastCode())));
    desk.clock.advance(60 * second);
    Enrollee person(desk);
    QVERIFY(person.open() && person.choose(MethodKind::Mail));
    QVERIFY(!person.code(tests::wrongFor(desk.lastCode())));
    QCOMPARE(person.kind(), RefusalKind::CodeWrong);
    QVERIFY(!person.code(tests::wrongFor(desk.lastCode())));
    QCOMPARE(person.kind(), RefusalKind::TooManyTries);
    QVERIFY(!person.choose(MethodKind::Mail));
    QCOMPARE(person.kind(), RefusalKind::TooManyTries);
    QVERIFY(desk.messagesOf("locked") > 0);
    // The others stay open.
    QVERIFY(person.choose(MethodKind::Text));
  }

  void aChangeEndsOpenRecoveriesAndOtherSignIns() {
    Desk desk;
    Visitor visitor(desk);
    QVERIFY(visitor.reachCode());
    desk.clock.advance(60 * second);
    Enrollee person(desk, "one");
    Enrollee other(desk, "two");
    QVERIFY(person.open() && other.open() && person.prove());
    QVERIFY(!person.addApp().isEmpty());
    QCOMPARE(kindOf(visitor.code(desk.lastCode())), RefusalKind::RecoverySuperseded);
    QVERIFY(!other.look());
    QCOMPARE(other.kind(), RefusalKind::RecoverySuperseded);
    QVERIFY(person.look());
  }

  void aRecoveryEndsSignIns() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open());
    Visitor visitor(desk);
    QVERIFY(visitor.reachPassword() && visitor.password("Fresh-pass-2"));
    QVERIFY(!person.choose(MethodKind::Text));
    QCOMPARE(person.kind(), RefusalKind::RecoverySuperseded);
  }

  void tokensAreWorthNothingAfterwards() {  // A11
    Desk desk;
    Enrollee person(desk);
    QVERIFY(person.open() && person.perform(FinishEnrolment{}));
    QCOMPARE(person.view.stage, EnrolStage::Done);
    QVERIFY(!person.look());
    QCOMPARE(person.kind(), RefusalKind::Unauthorized);
    Enrollee idle(desk, "idle");
    QVERIFY(idle.open());
    desk.clock.advance(15 * 60 * second);
    QVERIFY(!idle.look());
    QCOMPARE(idle.kind(), RefusalKind::Unauthorized);
    Enrollee other(desk, "other");
    QVERIFY(other.open());
    other.caller.keyThumbprint = idle.caller.keyThumbprint;
    QVERIFY(!other.look());
    QCOMPARE(other.kind(), RefusalKind::Unauthorized);
  }

  void replacingTakesTheOldOneAway() {
    Desk desk;
    Enrollee person(desk);
    QVERIFY(signIn(person) && addMail(desk, person));
    desk.clock.advance(60 * second);
    QVERIFY(person.prove());
    AddMethod next;
    next.kind = MethodKind::Mail;
    next.contact = QStringLiteral("other@example.org");
    next.replaces = person.handle(MethodKind::Mail);
    QVERIFY(person.perform(std::move(next)));
    QVERIFY(person.view.adding->replaces);
    QVERIFY(person.code(desk.lastCode()));
    QCOMPARE(person.view.methods.size(), 1);
    QCOMPARE(person.view.methods.first().mask, QStringLiteral("ot*****@example.org"));
    // Though it was the only one: whoever has changed it may not be the owner.
    QCOMPARE(person.view.methods.first().usableAt, desk.clock.now() + day);
  }

  void whetherSomethingIsNeededIsToldWithTheReminderAlone() {
    Desk desk;
    const Caller caller{QByteArray(32, 'k'), QStringLiteral("192.0.2.77")};
    const auto isNeeded = [&](const QString& account, const QString& reminder) {
      const auto need = desk.enrolments->need({account, reminder}, caller);
      return !need || need->isNeeded;
    };
    Enrollee person(desk);
    QVERIFY(signIn(person));
    const QString reminder = person.view.reminder;
    QVERIFY(isNeeded(newcomer(), reminder));
    QVERIFY(!person.addApp().isEmpty());
    QVERIFY(!isNeeded(newcomer(), reminder));
    QVERIFY(isNeeded(newcomer(), QString()));
    QVERIFY(isNeeded(QStringLiteral("msabc123@outlook.com"), reminder));
    QVERIFY(isNeeded(QStringLiteral("nobody@outlook.com"), reminder));
  }
};

}  // namespace latchkey::service::domain

QTEST_GUILESS_MAIN(latchkey::service::domain::EnrolmentContactsTest)
#include "enrolment_contacts_test.moc"
