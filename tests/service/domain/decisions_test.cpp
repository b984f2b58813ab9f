// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtEndian>
#include <QtTest>

#include "service/domain/answer_codec.h"
#include "service/domain/challenge.h"
#include "service/domain/decoys.h"
#include "service/domain/delivery_plan.h"
#include "service/domain/limits.h"
#include "service/domain/method_offers.h"
#include "service/domain/random_text.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/stage_table.h"
#include "tests/support/plain_parts.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_keyed_hash.h"

using namespace latchkey;                   // NOLINT
using namespace latchkey::service::domain;  // NOLINT
using namespace latchkey::tests;            // NOLINT

namespace {
constexpr qint64 noon = 1'767'268'800'000;

QByteArray streamOf(const QString& key) {
  const TestKeyedHash keys;
  return keys.mac(KeyPurpose::Decoy, "1:" + key.toUtf8()) + keys.mac(KeyPurpose::Decoy, "2:" + key.toUtf8());
}
}  // namespace

/// The pure decisions of the domain.
class DecisionsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  // A08: every stage against every verb.
  void onlyDrawnEdgesAreAllowed() {
    const QHash<Stage, QString> drawn = {// NewChallenge AnswerChallenge ChooseMethod Confirm Resend Submit
                                         // SubmitAnswers SubmitAssertion SetPassword Unlock Cancel
                                         // Language Administrator TrySignIn Resume AppealContact FileAppeal
                                         // Look Media
                                         {Stage::Challenge, QStringLiteral("xx........xx..x..xx")},
                                         {Stage::Method, QStringLiteral("..x.......xxx.xx.x.")},
                                         {Stage::Confirm, QStringLiteral("..xx......xxx.xx.x.")},
                                         {Stage::Code, QStringLiteral("..xxxx....xxx.xx.x.")},
                                         {Stage::Questions, QStringLiteral("..x...x...xxx.xx.x.")},
                                         {Stage::SecurityKey, QStringLiteral("..x....x..xxx.xx.x.")},
                                         {Stage::Password, QStringLiteral("........xxxx..x..x.")},
                                         {Stage::Done, QStringLiteral(".............x.....")},
                                         {Stage::Cancelled, QStringLiteral("...................")},
                                         {Stage::Expired, QStringLiteral("...................")},
                                         {Stage::Ended, QStringLiteral("............x..x.x.")},
                                         {Stage::AppealCode, QStringLiteral("..x.xx....xx..xx.x.")},
                                         {Stage::AppealForm, QStringLiteral("..x.......xx..x.xx.")},
                                         {Stage::Appealed, QStringLiteral(".................x.")}};
    QCOMPARE(drawn.size(), 14);
    for (auto row = drawn.begin(); row != drawn.end(); ++row) {
      for (int verb = 0; verb <= int(Verb::FetchMedia); ++verb) {
        const bool expected = row.value().at(verb) == u'x';
        QVERIFY2(isDrawn(row.key(), static_cast<Verb>(verb)) == expected,
                 qPrintable(QStringLiteral("stage %1, verb %2").arg(int(row.key())).arg(verb)));
      }
    }
    QCOMPARE(verbOf(Command(ResendCode{})), Verb::ResendCode);
    QCOMPARE(verbOf(Command(SetLanguage{})), Verb::SetLanguage);
    QCOMPARE(verbOf(Command(ContactAdministrator{})), Verb::ContactAdministrator);
    QCOMPARE(verbOf(Command(ResumeRecovery{})), Verb::Resume);
    QCOMPARE(verbOf(Command(FileAppeal{})), Verb::FileAppeal);
  }

  void aLimitOfNoneLetsNothingThrough() {
    CodePolicy none;
    none.resendsPerHour = 0;
    const SendAllowance allowance = allowanceOf({}, none, noon);
    QCOMPARE(allowance.left, 0);
    QCOMPARE(allowance.allowedAt, noon + hour);
  }
  void sendsAreAllowedByPauseHourAndDay_data() {
    QTest::addColumn<QList<int>>("minutesAgo");
    QTest::addColumn<int>("left");
    QTest::addColumn<int>("secondsToWait");
    QTest::addColumn<bool>("tooEarly");
    QTest::newRow("none yet") << QList<int>{} << 5 << 0 << false;
    QTest::newRow("one just now") << QList<int>{0} << 4 << 60 << true;
    QTest::newRow("one a minute ago") << QList<int>{1} << 4 << 0 << false;
    QTest::newRow("five in the hour") << QList<int>{50, 40, 30, 20, 10} << 0 << 600 << false;
    QTest::newRow("the oldest left the hour") << QList<int>{60, 40, 30, 20, 10} << 1 << 0 << false;
    QTest::newRow("ten in the day") << QList<int>{1000, 900, 800, 700, 600, 500, 400, 300, 200, 100} << 0
                                    << 440 * 60 << false;
  }
  void sendsAreAllowedByPauseHourAndDay() {
    QFETCH(QList<int>, minutesAgo);
    QFETCH(int, left);
    QFETCH(int, secondsToWait);
    QFETCH(bool, tooEarly);
    QList<qint64> times;
    for (const int minutes : minutesAgo) times += noon - minutes * 60 * second;
    const SendAllowance allowance = allowanceOf(times, CodePolicy(), noon);
    QCOMPARE(allowance.left, left);
    QCOMPARE(secondsUntil(allowance.allowedAt, noon), secondsToWait);
    QCOMPARE(allowance.tooEarly, tooEarly);
  }

  void waitingGrowsWithEachMiss() {
    QList<qint64> misses;
    const int expected[] = {0, 0, 0, 0, 60, 120, 240, 480, 960, 1920, 3600, 3600};
    for (const int seconds : expected) {
      misses += noon;
      QCOMPARE(secondsUntil(waitUntil(misses, 5), noon), seconds);
    }
  }

  void aMessageIsTriedAgainUntilItsEnd() {
    QCOMPARE(nextTry(1, noon, 0, noon), noon + 5 * second);
    QCOMPARE(nextTry(2, noon, 0, noon), noon + 15 * second);
    QCOMPARE(nextTry(50, noon, 0, noon), noon + hour / 2);
    QVERIFY(!nextTry(1, noon - day, 0, noon));
    QVERIFY(!nextTry(1, noon, noon + 5 * second, noon));
    QVERIFY(nextTry(1, noon, noon + 6 * second, noon));
  }

  void challengeTextsAreReadableAndAnswersForgiving() {
    const ChallengeText text = challengeText(streamOf(QStringLiteral("a challenge")).first(32));
    QCOMPARE(text.letters.size(), pictureLength);
    QCOMPARE(text.digits.size(), clipLength);
    for (const QChar letter : text.letters) QVERIFY(pictureAlphabet().contains(letter));
    QVERIFY(answersChallenge(text, text.letters.toLower()));
    QVERIFY(answersChallenge(text, text.digits.first(3) + u' ' + text.digits.sliced(3)));
    QString wide;
    for (const QChar digit : text.digits) wide += QChar(digit.unicode() - u'0' + u'０');
    QVERIFY(answersChallenge(text, wide));
    QVERIFY(!answersChallenge(text, {}));
    QVERIFY(!answersChallenge(text, text.letters.chopped(1)));
    QVERIFY(!answersChallenge(text, text.letters + text.digits));
    QVERIFY(!answersChallenge(text, QString(100'000, u' ') + text.letters));
  }

  void challengeSignsAreEvenlySpread() {
    QHash<QChar, int> counts;
    for (int i = 0; i < 2000; ++i) {
      for (const QChar sign : challengeText(streamOf(QString::number(i))).letters) ++counts[sign];
    }
    QCOMPARE(counts.size(), pictureAlphabet().size());
    const double mean = 2000.0 * pictureLength / double(pictureAlphabet().size());
    for (const int count : counts) QVERIFY(count > mean * 0.75 && count < mean * 1.25);
  }

  void workIsCheckedByItsLeadingZeros() {
    const QByteArray seed(16, 's');
    quint64 counter = 0;
    while (!isWorkDone(seed, counter, 12)) ++counter;
    const quint64 bigEndian = qToBigEndian(counter);
    const QByteArray hash = QCryptographicHash::hash(
        seed + QByteArray(reinterpret_cast<const char*>(&bigEndian), 8), QCryptographicHash::Sha256);
    QCOMPARE(hash.at(0), '\0');
    QVERIFY((static_cast<unsigned char>(hash.at(1)) & 0xf0) == 0);
    QVERIFY(isWorkDone(seed, counter + 1, 0));
    QVERIFY(!isWorkDone(QByteArray(16, 't'), counter, 12) || !isWorkDone(QByteArray(16, 'u'), counter, 12));
    QVERIFY(!isWorkDone(seed, counter, 256));
  }

  void codesUseEveryDigitAlike() {
    SeededRandom random;
    QHash<QChar, int> counts;
    for (int i = 0; i < 3000; ++i) {
      const QString code = randomCode(random, 7);
      QCOMPARE(code.size(), 7);
      for (const QChar digit : code) ++counts[digit];
    }
    QCOMPARE(counts.size(), 10);
    for (const int count : counts) QVERIFY(count > 1900 && count < 2300);
    QCOMPARE(randomId(random).size(), 22);
  }

  void decoysAreStableDifferentAndPlausible() {
    const Realm realm = Realm::consumer();
    const JapaneseNumbering numbering;
    QSet<QString> firstMasks;
    int itself = 0;
    for (int i = 0; i < 400; ++i) {
      const QString key = QStringLiteral("user%1@outlook.com").arg(i);
      const auto contacts = decoyContacts(streamOf(key), key, realm);
      const auto methods = methodsOf({key}, contacts, {}, realm, numbering);
      const auto again = methodsOf({key}, decoyContacts(streamOf(key), key, realm), {}, realm, numbering);
      QVERIFY(!methods.isEmpty());
      QCOMPARE(methods.size(), again.size());
      for (qsizetype m = 0; m < methods.size(); ++m) QCOMPARE(methods[m].mask, again[m].mask);
      firstMasks.insert(methods.first().mask);
      if (methods.last().warning == MethodWarning::LockedAccountItself) ++itself;
      for (const Contact& contact : contacts) {
        if (contact.kind == ContactKind::Mobile) QCOMPARE(contact.value.size(), 13);  // +81 90 1234 5678
      }
    }
    QVERIFY(firstMasks.size() > 200);
    QVERIFY(itself > 20 && itself < 90);
  }

  void methodsComeOneForEachWay() {
    const JapaneseNumbering numbering;
    Realm realm = Realm::consumer();
    const QString key = QStringLiteral("me@outlook.com");
    const Contact own{
        QStringLiteral("c1"), ContactKind::Mail, QStringLiteral("Me@Outlook.com"), {}, {}, {}, true};
    const Contact mobile{QStringLiteral("c2"),
                         ContactKind::Mobile,
                         QStringLiteral("+819098765432"),
                         {},
                         QStringLiteral("090-9876-5432"),
                         {},
                         true};
    Contact unusable = mobile;
    unusable.usable = false;
    const auto methods = methodsOf({key}, {own, unusable, mobile}, {}, realm, numbering);
    QCOMPARE(methods.size(), 3);
    QCOMPARE(methods[0].kind, MethodKind::Text);
    QCOMPARE(methods[1].kind, MethodKind::Call);
    QCOMPARE(methods[2].warning, MethodWarning::LockedAccountItself);
    realm.factors = {MethodKind::Call};
    QCOMPARE(methodsOf({key}, {own, mobile}, {}, realm, numbering).size(), 1);
  }

  void causesAreTold_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::newRow("enabled, no contact") << int(AccountStatus::Enabled) << "too-few-contacts";
    QTest::newRow("disabled") << int(AccountStatus::Disabled) << "disabled";
    QTest::newRow("not enabled") << int(AccountStatus::NotEnabledForReset) << "not-enabled-for-reset";
    QTest::newRow("elsewhere") << int(AccountStatus::ManagedElsewhere) << "managed-elsewhere";
    QTest::newRow("privileged") << int(AccountStatus::Privileged) << "privileged";
  }
  void causesAreTold() {
    QFETCH(int, status);
    QFETCH(QString, code);
    Account account;
    account.status = static_cast<AccountStatus>(status);
    QCOMPARE(codeOf(causeOf(account, Realm::consumer(), {}, false)), code);
    QCOMPARE(codeOf(causeOf(std::nullopt, Realm::consumer(), {}, true)), QStringLiteral("unknown-account"));
  }

  void everyFormOfANameHasOneKey() {
    Realm work = Realm::workplace();
    work.domains = {QStringLiteral("contoso.com")};
    work.shortDomains = {QStringLiteral("CONTOSO")};
    const ServicePolicy policy{
        .serviceName = QStringLiteral("Latchkey"), .origin = {}, .realms = {work, Realm::consumer()}};
    for (const char16_t* form : {u"alain@contoso.com", u"CONTOSO\\Alain", u" Ａｌａｉｎ@CONTOSO.com "}) {
      const NamedAccount named = lookUp(*rules::AccountName::parse(form), policy);
      QCOMPARE(named.key, QStringLiteral("alain@contoso.com"));
      QCOMPARE(named.realm->id, QStringLiteral("workplace"));
    }
    QCOMPARE(lookUp(*rules::AccountName::parse(u"x@other.org"), policy).realm->id,
             QStringLiteral("consumer"));
  }

  void aDirectorysOwnLoginsHaveOneKeyWithAndWithoutADomain_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("given");
    QTest::addColumn<QString>("realm");
    const auto row = [](const char* name, const QString& typed, const QString& key, const QString& given,
                        const QString& realm) { QTest::newRow(name) << typed << key << given << realm; };
    const QString own = QStringLiteral("alain@corp.test");
    const QString work = QStringLiteral("workplace");
    const QString rest = QStringLiteral("consumer");
    row("bare", QStringLiteral("Alain"), own, QStringLiteral("alain"), work);
    row("domain", own, own, own, work);
    row("domain before a backslash", QStringLiteral("corp.test\\alain"), own, own, work);
    row("the directory's short name", QStringLiteral("CORP\\alain"), own, own, work);
    row("the realm's short name", QStringLiteral("CONTOSO\\alain"), own, own, work);
    row("blank", QStringLiteral("alain m"), QStringLiteral("alain m@corp.test"), QStringLiteral("alain m"),
        work);
    row("another domain of the directory", QStringLiteral("alain@annex.test"), own,
        QStringLiteral("alain@annex.test"), work);
    row("another domain of the realm", QStringLiteral("alain@contoso.com"),
        QStringLiteral("alain@contoso.com"), QStringLiteral("alain@contoso.com"), work);
    row("another short name", QStringLiteral("OTHER\\alain"), QStringLiteral("other\\alain"),
        QStringLiteral("other\\alain"), rest);
    row("another domain", QStringLiteral("alain@other.org"), QStringLiteral("alain@other.org"),
        QStringLiteral("alain@other.org"), rest);
  }
  void aDirectorysOwnLoginsHaveOneKeyWithAndWithoutADomain() {
    QFETCH(QString, typed);
    Realm work = Realm::workplace();
    work.domains = {QStringLiteral("contoso.com"), QStringLiteral("corp.test")};
    work.shortDomains = {QStringLiteral("CONTOSO")};
    const ServicePolicy policy{
        .origin = {},
        .directory = {QStringLiteral("corp.test"), QStringLiteral("corp"), {QStringLiteral("annex.test")}},
        .realms = {Realm::consumer(), work}};
    const NamedAccount named = lookUp(*rules::AccountName::parse(typed), policy);
    QTEST(named.key, "key");
    QTEST(named.given, "given");
    QTEST(named.realm->id, "realm");
    // Without such a directory a bare name is one of its own.
    const ServicePolicy without{.origin = {}, .realms = {Realm::consumer(), work}};
    QCOMPARE(lookUp(*rules::AccountName::parse(u"alain"), without).key, QStringLiteral("alain"));
  }

  void answersSurviveBeingKept() {
    Outcome outcome;
    outcome.snapshot.receipt = QStringLiteral("7Q4-K2M");
    outcome.snapshot.stage = Stage::Code;
    outcome.snapshot.methods = {{QStringLiteral("h"), MethodKind::Call, QStringLiteral("********78"),
                                 MethodWarning::LockedAccountItself}};
    outcome.snapshot.code =
        CodeOffer{MethodKind::Call,         QStringLiteral("m"), QStringLiteral("5978"), 7, 1, 2, 3, 4,
                  DeliveryState::HandedOver};
    outcome.snapshot.code->news = DeliveryNews{DeliveryStanding::Bounced, DeliveryFault::MailboxFull};
    outcome.snapshot.code->problems = {PhoneProblem::LeadingZero};
    outcome.snapshot.code->sender = QStringLiteral("no-reply@example.com");
    outcome.snapshot.ending = Ending::TooManyTries;
    outcome.snapshot.realmFactors = {MethodKind::Questions, MethodKind::Authenticator};
    outcome.snapshot.rehearsal = true;
    outcome.snapshot.provenBy = {{QStringLiteral("p"), MethodKind::Text, QStringLiteral("*********32"), {}}};
    outcome.newToken = "never kept";
    const QByteArray bytes = encodeAnswer(outcome);
    QVERIFY(!bytes.contains("never kept"));
    const auto back = decodeAnswer(bytes);
    QVERIFY(back && *back);
    QCOMPARE((*back)->snapshot.code->shownEntry, QStringLiteral("5978"));
    QCOMPARE((*back)->snapshot.realmFactors, outcome.snapshot.realmFactors);
    QVERIFY((*back)->snapshot.rehearsal);
    QCOMPARE((*back)->snapshot.provenBy.first().mask, QStringLiteral("*********32"));
    QCOMPARE((*back)->snapshot.code->news, outcome.snapshot.code->news);
    QCOMPARE((*back)->snapshot.code->problems, outcome.snapshot.code->problems);
    QCOMPARE((*back)->snapshot.code->sender, outcome.snapshot.code->sender);
    QCOMPARE((*back)->snapshot.methods.first().warning, MethodWarning::LockedAccountItself);
    QCOMPARE((*back)->snapshot.ending, Ending::TooManyTries);
    QCOMPARE(encodeAnswer(*back), bytes);
    for (qsizetype cut = 0; cut < bytes.size(); ++cut) QVERIFY(!decodeAnswer(bytes.first(cut)));
    Refusal refusal;
    refusal.kind = RefusalKind::PasswordRefused;
    refusal.violations = {QStringLiteral("too-short")};
    refusal.triesLeft = 0;
    const auto refused = decodeAnswer(encodeAnswer(unexpected(refusal)));
    QVERIFY(refused && !*refused);
    QCOMPARE(refused->error().violations, refusal.violations);
    QCOMPARE(refused->error().triesLeft, 0);
    QVERIFY(!refused->error().retryIn);
  }

  void accountsAreMaskedInMessages_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("mask");
    QTest::newRow("mail") << "msabc123@outlook.com"
                          << "ms*****@outlook.com";
    QTest::newRow("short domain") << "contoso\\alain"
                                  << "contoso\\al*****";
    QTest::newRow("bare") << "bob"
                          << "b*****";
  }
  void accountsAreMaskedInMessages() {
    QFETCH(QString, key);
    QFETCH(QString, mask);
    QCOMPARE(maskAccount(key), mask);
  }
};

QTEST_GUILESS_MAIN(DecisionsTest)
#include "decisions_test.moc"
