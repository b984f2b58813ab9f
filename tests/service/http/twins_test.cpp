// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts and those that only seem to be: the same script for both, step by step, through the real handler,
// embedded directory and database. What comes back and what was done must be the same (A17, A18).
#include <QTest>

#include "service/directory/embedded_directory.h"
#include "service/domain/decoys.h"
#include "service/store/sqlite_accounts.h"
#include "tests/support/handler_desk.h"
#include "tests/support/key_steps.h"
#include "tests/support/question_desk.h"
#include "tests/support/recovery_steps.h"
#include "tests/support/sql_trace.h"

namespace latchkey::service::http {
namespace {

using domain::Account;
using domain::AccountStatus;
using domain::Contact;
using domain::ContactKind;
using tests::HandlerDesk;
using tests::RecoveryCaller;
using tests::SqlTrace;
namespace steps = tests::steps;
using Answer = RecoveryCaller::Answer;

constexpr qint64 minute = 60'000;
const QString realName = QStringLiteral("twin-a@outlook.com");
const QString seemingName = QStringLiteral("twin-b@outlook.com");  // of the same length

enum Only { Everything, QuestionsAlone, AuthenticatorAlone, KeysAlone };
enum Kind { Unknown, Disabled, NotEnabled, Managed, Privileged, Contactless, Stopped };

/// Writes down what the directory is asked.
class NotedDirectory final : public domain::Directory {
public:
  [[nodiscard]] Result<std::optional<Account>, domain::DirectoryError> find(const QString& key) override {
    calls += QStringLiteral("find");
    return inner->find(key);
  }
  [[nodiscard]] Result<void, domain::DirectoryError> setPassword(const QString& key,
                                                                 const platform::Secret& password,
                                                                 const QString& marker,
                                                                 domain::PasswordUse use) override {
    calls += QStringLiteral("hash");
    return inner->setPassword(key, password, marker, use);
  }
  [[nodiscard]] Result<bool, domain::DirectoryError> changedBy(const QString& key,
                                                               const QString& marker) override {
    calls += QStringLiteral("changedBy");
    return inner->changedBy(key, marker);
  }
  [[nodiscard]] Result<void, domain::DirectoryError> unlock(const QString& key) override {
    calls += QStringLiteral("unlock");
    return inner->unlock(key);
  }
  [[nodiscard]] Result<domain::SignInVerdict, domain::DirectoryError> signIn(
      const QString& key, const platform::Secret& password) override {
    calls += QStringLiteral("hash");
    return inner->signIn(key, password);
  }
  domain::Directory* inner = nullptr;
  QStringList calls;
};

struct Side {
  RecoveryCaller caller;
  QString account;
  Answer last;
};

/// What may differ between two recoveries of one account: random texts and the name. Their length counts.
QString shapeOf(const QJsonValue& value, const QString& name = {}) {
  static const QStringList random = {
      QStringLiteral("receipt"),      QStringLiteral("token"),     QStringLiteral("handle"),
      QStringLiteral("chosenHandle"), QStringLiteral("id"),        QStringLiteral("workSeed"),
      QStringLiteral("accountName"),  QStringLiteral("challenge"), QStringLiteral("credentials")};
  switch (value.type()) {
    case QJsonValue::Object: {
      QString shape(u'{');
      const QJsonObject object = value.toObject();
      for (auto it = object.begin(); it != object.end(); ++it) {
        shape += it.key() + u':' + shapeOf(it.value(), it.key()) + u',';
      }
      return shape + u'}';
    }
    case QJsonValue::Array: {
      QString shape(u'[');
      for (const QJsonValue& item : value.toArray()) shape += shapeOf(item, name) + u',';
      return shape + u']';
    }
    case QJsonValue::String:
      return random.contains(name) ? QStringLiteral("%1 characters").arg(value.toString().size())
                                   : value.toString();
    default:
      return value.toVariant().toString();
  }
}

struct Pair {
  HandlerDesk service;
  std::unique_ptr<store::SqliteAccounts> accounts;
  std::unique_ptr<directory::EmbeddedDirectory> embedded;
  NotedDirectory noted;
  std::unique_ptr<SqlTrace> trace;
  Side real{service.caller("192.0.2.7"), realName, {}};
  Side seeming{service.caller("192.0.2.8"), seemingName, {}};
  QString entry;  ///< right for the real one's mail address
  QString digits;

  explicit Pair(Kind kind, Only only = Everything, int gates = 1) {
    domain::Realm& realm = service.desk.policy.realms[0];
    realm.gates = gates;
    if (only != Everything) realm.factors.clear();
    if (only == QuestionsAlone) tests::askQuestions(realm, domain::QuestionUse::Alone);
    if (only == AuthenticatorAlone) realm.factors = {domain::MethodKind::Authenticator};
    if (only == KeysAlone) realm.factors = {domain::MethodKind::SecurityKey};
    realm.limits.opensPerHourAndAccount = 6;
    realm.appeal.on = true;
    realm.limits.idle = realm.limits.absolute = 3600;
    realm.administrators = {QStringLiteral("it@example.com"), QStringLiteral("boss@example.com")};
    service.desk.otherDirectory = &noted;
    restart();
    const QList<Contact> contacts = contactsOfBoth();
    for (const Contact& contact : contacts) {
      if (contact.kind == ContactKind::Mail)
        entry = contact.value.section(u'@', 0, 0);
      else
        digits = contact.value.last(4);
    }
    add(realName, contacts, AccountStatus::Enabled);
    registerFactor(only, realName);
    switch (kind) {
      case Unknown:
        break;
      case Disabled:
        add(seemingName, contacts, AccountStatus::Disabled);
        break;
      case NotEnabled:
        add(seemingName, contacts, AccountStatus::NotEnabledForReset);
        break;
      case Managed:
        add(seemingName, contacts, AccountStatus::ManagedElsewhere);
        break;
      case Privileged:
        add(seemingName, contacts, AccountStatus::Privileged);
        break;
      case Contactless:
        add(seemingName, {}, AccountStatus::Enabled);
        break;
      case Stopped:
        add(seemingName, contacts, AccountStatus::Enabled);
        registerFactor(only, seemingName);
        stop(seemingName);
        break;
    }
  }
  void restart() {
    trace.reset();
    service.restart();
    auto& bench = static_cast<tests::SqliteBench&>(*service.desk.bench);
    accounts = std::make_unique<store::SqliteAccounts>(bench.database(), service.desk.clock);
    embedded = std::make_unique<directory::EmbeddedDirectory>(
        *accounts, service.desk.clock, directory::HashCost::minimum(), [](const QString&) {
          return directory::EmbeddedDirectory::RealmRules{5, false};
        });
    noted.inner = embedded.get();
    trace = std::make_unique<SqlTrace>();
  }
  /// Those that the seeming one gets: so that nothing but truth tells the two apart.
  QList<Contact> contactsOfBoth() const {
    const auto& keys = service.desk.keys;
    const QByteArray name = seemingName.toUtf8();
    const QByteArray stream =
        keys.mac(domain::KeyPurpose::Decoy, "1:" + name) + keys.mac(domain::KeyPurpose::Decoy, "2:" + name);
    QList<Contact> contacts = domain::decoyContacts(stream, seemingName, service.desk.policy.realms[0]);
    for (Contact& contact : contacts) {
      if (contact.value == seemingName) contact.value = contact.raw = realName;
    }
    return contacts;
  }
  void registerFactor(Only only, const QString& key) {
    if (only == QuestionsAlone) registerQuestions(key);
    if (only == KeysAlone) registerKey(key);
    if (only != AuthenticatorAlone) return;
    const auto& desk = service.desk;
    const QString id = QStringLiteral("app");
    const auto sealed =
        service.desk.box.seal(platform::Secret("12345678901234567890"), domain::sealingContext(key, id));
    const auto tables = desk.bench->store().begin(domain::Access::Write);
    tables->factors().put(key, domain::Authenticator{id, sealed, 0, desk.clock.now()});
    if (!tables->commit()) qFatal("cannot register an authenticator");
  }
  /// The ones that the seeming one is asked.
  void registerQuestions(const QString& key) {
    const auto& desk = service.desk;
    domain::QuestionSet set;
    set.ids = domain::decoyQuestionIds(desk.keys.mac(domain::KeyPurpose::Decoy, "3:" + seemingName.toUtf8()),
                                       desk.policy.realms[0]);
    set.verifier = desk.slowHash.hash(platform::Secret("nobody answers this"));
    const auto tables = desk.bench->store().begin(domain::Access::Write);
    tables->factors().put(key, set);
    if (!tables->commit()) qFatal("cannot register questions");
  }
  /// With an id as long as that of the seeming one's.
  void registerKey(const QString& key) {
    const auto& desk = service.desk;
    const QByteArray stream = desk.keys.mac(domain::KeyPurpose::Decoy, "4:" + seemingName.toUtf8());
    domain::SecurityKey registered = tests::paperKey();
    registered.credential.resize(
        domain::decoyKeys(stream, 0, desk.policy.realms[0]).first().credential.size(), 'x');
    registered.label.clear();
    const auto tables = desk.bench->store().begin(domain::Access::Write);
    tables->factors().put(key, registered);
    if (!tables->commit()) qFatal("cannot register a key");
  }
  /// By "this was not me".
  void stop(const QString& key) {
    const qint64 now = service.desk.clock.now();
    const auto tables = service.desk.bench->store().begin(domain::Access::Write);
    tables->objections().freeze(key, now, now + 7 * 24 * 60 * minute);
    if (!tables->commit()) qFatal("cannot stop an account");
  }
  void add(const QString& key, const QList<Contact>& contacts, AccountStatus status) {
    Account account;
    account.key = key;
    account.realm = QStringLiteral("people");
    account.status = status;
    account.contacts = contacts;
    if (!accounts->add({{account, "verifier", {}}})) qFatal("cannot add an account");
  }

  /// To both, together.
  int administratorMails() const {
    return service.desk
        .ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE recipient IN ('it@example.com', "
                            "'boss@example.com')"))
        .toInt();
  }
  int personalMessages() const { return service.desk.messages() - administratorMails(); }

  /// One step of the script, by the one and by the other.
  template <typename Act>
  void both(const char* what, Act act) {
    if (QTest::currentTestFailed()) return;
    const qint64 before = recipients();
    std::ignore = trace->take();
    noted.calls.clear();
    service.desk.slowHash.hashes = 0;
    service.desk.signatures.checks = 0;
    real.last = act(real);
    const int hashesOfReal = service.desk.slowHash.hashes.exchange(0);
    const int checksOfReal = service.desk.signatures.checks.exchange(0);
    const SqlTrace::Work workOfReal = trace->take();
    const QStringList callsOfReal = std::exchange(noted.calls, {});
    const qint64 between = recipients();
    std::ignore = trace->take();
    seeming.last = act(seeming);
    const SqlTrace::Work workOfSeeming = trace->take();
    // Whom messages go to is what may differ: those of twins go to nobody.
    compare(workOfReal, workOfSeeming, (between - before) - (recipients() - between));
    if (!QTest::currentTestFailed()) QCOMPARE(noted.calls, callsOfReal);
    if (!QTest::currentTestFailed()) QCOMPARE(service.desk.slowHash.hashes.load(), hashesOfReal);
    if (!QTest::currentTestFailed()) QCOMPARE(service.desk.signatures.checks.load(), checksOfReal);
    if (QTest::currentTestFailed()) qWarning("at: %s", what);
  }

private:
  [[nodiscard]] qint64 recipients() const {
    return service.desk.ask(QStringLiteral("SELECT COALESCE(SUM(LENGTH(recipient)), 0) FROM messages"))
        .toLongLong();
  }
  void compare(const SqlTrace::Work& ofReal, const SqlTrace::Work& ofSeeming, qint64 moreRecipients) const {
    QCOMPARE(seeming.last.status(), real.last.status());
    QCOMPARE(seeming.last.raw.head, real.last.raw.head);  // names and values, and how long the body is
    QCOMPARE(shapeOf(seeming.last.json), shapeOf(real.last.json));
    QCOMPARE(seeming.last.raw.body.size(), real.last.raw.body.size());
    // The one statement that differs queues a real message, or notes that there is none.
    const auto alike = [](QStringList statements) {
      for (QString& statement : statements) {
        if (statement.startsWith(QLatin1String("INSERT INTO messages"))) statement = QStringLiteral("out");
        if (statement.startsWith(QLatin1String("INSERT INTO journal"))) statement = QStringLiteral("out");
      }
      return statements;
    };
    QCOMPARE(alike(ofSeeming.statements), alike(ofReal.statements));
    // A few for the words of the journal.
    const qint64 more = ofReal.bytesWritten - ofSeeming.bytesWritten - moreRecipients;
    QVERIFY2(qAbs(more) <= 64, QByteArray::number(more));
  }
};

}  // namespace

class TwinsTest : public QObject {
  Q_OBJECT

  static void addKinds() {
    QTest::addColumn<int>("kind");
    QTest::newRow("A17, A18: unknown") << int(Unknown);
    QTest::newRow("A17, A18: disabled") << int(Disabled);
    QTest::newRow("A17, A18: not enabled for reset") << int(NotEnabled);
    QTest::newRow("A17, A18: managed elsewhere") << int(Managed);
    QTest::newRow("A17, A18: privileged") << int(Privileged);
    QTest::newRow("A17, A18: without contacts") << int(Contactless);
    QTest::newRow("A17, A18: stopped by \"this was not me\"") << int(Stopped);
  }
  static void begin(Pair& pair, const QString& reason = QStringLiteral("forgot-password")) {
    pair.both("open", [&](Side& side) { return steps::open(side.caller, side.account, reason); });
    pair.both("work", [](Side& side) { return steps::askForWork(side.caller); });
    pair.both("answer", [](Side& side) {
      return side.caller.post("/v1/recovery/challenge/answer", steps::rightAnswer(side.last));
    });
  }
  static void choose(Pair& pair, const char* kind) {
    pair.both(kind, [&](Side& side) {
      const Answer view = side.caller.get("/v1/recovery");
      const QString handle = steps::handleOf(view, QLatin1String(kind));
      return side.caller.post("/v1/recovery/method", steps::member("handle", handle));
    });
  }
  static void confirm(Pair& pair, const QString& entry) {
    pair.both(qPrintable(entry), [&](Side& side) {
      return side.caller.post("/v1/recovery/confirm", steps::member("entry", entry));
    });
  }
  static void resend(Pair& pair) {
    pair.both("resend", [](Side& side) { return side.caller.post("/v1/recovery/resend"); });
  }
  /// No code of anybody's.
  static void miss(Pair& pair) {
    pair.both("code", [](Side& side) { return steps::submit(side.caller, QStringLiteral("123456")); });
  }
  static void askAdministrators(Pair& pair) {
    pair.both("administrator", [](Side& side) { return side.caller.post("/v1/recovery/administrator"); });
  }
  /// The same to every question.
  static void answer(Pair& pair, const QString& text) {
    pair.both(qPrintable(text), [&](Side& side) {
      const Answer view = side.caller.get("/v1/recovery");
      return side.caller.post("/v1/recovery/answers", steps::answersTo(view, text));
    });
  }
  /// One that has the id that is asked for, and another secret.
  static domain::SecurityKey strangeKeyFor(const Answer& view) {
    const QJsonObject asked = view.recovery().value(QLatin1String("securityKey")).toObject();
    domain::SecurityKey key = tests::paperKey('s');
    key.credential = QByteArray::fromBase64(
        asked.value(QLatin1String("credentials")).toArray().at(0).toString().toLatin1(),
        QByteArray::Base64UrlEncoding);
    return key;
  }
  static void look(Pair& pair) {
    pair.both("look", [](Side& side) { return side.caller.get("/v1/recovery"); });
  }

private Q_SLOTS:
  void anAppealLooksTheSame_data() { addKinds(); }
  void anAppealLooksTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    begin(pair);
    pair.both("address", [&](Side& side) {
      const QString address =
          &side == &pair.real ? QStringLiteral("one@example.net") : QStringLiteral("two@example.net");
      return side.caller.post("/v1/recovery/appeal/contact", steps::member("contact", address));
    });
    look(pair);
    miss(pair);
    QMap<QString, QString> codes;
    pair.service.desk.clock.advance(minute);
    pair.both("resend", [&](Side& side) {
      const Answer answer = side.caller.post("/v1/recovery/resend");
      codes.insert(side.account, pair.service.desk.lastCode());
      return answer;
    });
    pair.both("code", [&](Side& side) { return steps::submit(side.caller, codes.value(side.account)); });
    QCOMPARE(pair.real.last.stage(), QStringLiteral("appeal-form"));
    pair.both("form", [](Side& side) {
      return side.caller.post("/v1/recovery/appeal",
                              {{QStringLiteral("names"), QStringLiteral("Mika Sato")},
                               {QStringLiteral("contacts"), QJsonArray{QStringLiteral("090-1111-2222")}}});
    });
    QCOMPARE(pair.real.last.stage(), QStringLiteral("appealed"));
    look(pair);
    // Both wait for their review, and it is shown which of them can be approved.
    QCOMPARE(pair.service.desk.count("appeals WHERE state = 1"), 2);
  }

  void theSameScriptLooksTheSame_data() { addKinds(); }
  void theSameScriptLooksTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    pair.both("open", [](Side& side) { return steps::open(side.caller, side.account); });
    pair.both("picture", [](Side& side) {
      return side.caller.post("/v1/recovery/challenge", steps::member("kind", QStringLiteral("picture")));
    });
    pair.both("wrong answer", [](Side& side) {
      const QJsonObject challenge = side.last.recovery().value(QLatin1String("challenge")).toObject();
      return side.caller.post("/v1/recovery/challenge/answer",
                              {{QStringLiteral("id"), challenge.value(QLatin1String("id"))},
                               {QStringLiteral("text"), QStringLiteral("no")}});
    });
    begin(pair);
    // Only the journal knows which of the two is not what it seems.
    QCOMPARE(pair.service.desk.count("journal WHERE event = 'not-possible'"), 1);
    look(pair);
    pair.both("no such handle", [](Side& side) {
      return side.caller.post("/v1/recovery/method", steps::member("handle", QString(22, u'x')));
    });
    askAdministrators(pair);
    QCOMPARE(pair.administratorMails(), 2 * 2);
    askAdministrators(pair);  // sent already
    QCOMPARE(pair.administratorMails(), 2 * 2);
    choose(pair, "mail");
    askAdministrators(pair);
    confirm(pair, QStringLiteral("@"));
    confirm(pair, QStringLiteral("somebody"));
    look(pair);
    confirm(pair, pair.entry);
    QVERIFY(pair.personalMessages() == 1);
    resend(pair);
    miss(pair);
    pair.service.desk.clock.advance(5'000);
    look(pair);
    pair.service.desk.clock.advance(minute);
    resend(pair);
    QVERIFY(pair.personalMessages() == 2);
    for (int i = 0; i < 6; ++i) {
      miss(pair);
      resend(pair);
      pair.service.desk.clock.advance(minute);
    }
    look(pair);
    if (!pair.digits.isEmpty()) {
      choose(pair, "call");
      confirm(pair, pair.digits);
      for (int i = 0; i < 6; ++i) miss(pair);
    }
    look(pair);
    pair.both("language", [](Side& side) {
      return side.caller.post("/v1/recovery/language", steps::member("language", QStringLiteral("ja")));
    });
    pair.both("cancel", [](Side& side) { return side.caller.post("/v1/recovery/cancel"); });
    look(pair);
    QCOMPARE(pair.service.desk
                 .ask(QStringLiteral(
                          "SELECT COUNT(*) FROM messages WHERE recipient <> '' AND "
                          "recipient NOT IN ('it@example.com', 'boss@example.com') AND recovery_id NOT IN "
                          "(SELECT id FROM recoveries WHERE account_key = '%1')")
                          .arg(realName))
                 .toInt(),
             0);
  }

  /// Whoever overhears a receipt learns nothing of the account by it.
  void aReceiptThatLeadsSomewhereLooksLikeOneThatDoesNot_data() { addKinds(); }
  void aReceiptThatLeadsSomewhereLooksLikeOneThatDoesNot() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    Side owner{pair.service.caller("192.0.2.9"), realName, {}};
    const Answer opened = steps::open(owner.caller, realName);
    const QString receipt = opened.recovery().value(QLatin1String("receipt")).toString();
    QVERIFY(!receipt.isEmpty());
    pair.service.desk.clock.advance(1000);
    pair.both("open", [&](Side& side) {
      const bool isReal = side.account == realName;
      return steps::open(side.caller, side.account, QStringLiteral("forgot-password"),
                         isReal ? receipt : QStringLiteral("222-222"));
    });
    pair.both("work", [](Side& side) { return steps::askForWork(side.caller); });
    pair.both("answer", [](Side& side) {
      return side.caller.post("/v1/recovery/challenge/answer", steps::rightAnswer(side.last));
    });
    choose(pair, "mail");
    confirm(pair, pair.entry);
    for (int i = 0; i < 5; ++i) miss(pair);
    look(pair);
    QCOMPARE(owner.caller.get("/v1/recovery").stage(), QStringLiteral("challenge"));
  }

  void questionsLookTheSame_data() { addKinds(); }
  void questionsLookTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind), QuestionsAlone);
    begin(pair);
    choose(pair, "questions");
    QCOMPARE(pair.real.last.stage(), QStringLiteral("questions"));
    look(pair);
    answer(pair, QStringLiteral("Sakura"));
    QCOMPARE(pair.real.last.problem(), QStringLiteral("answers-wrong"));
    answer(pair, QStringLiteral("ab"));  // can be no answer
    pair.both("too few answers", [](Side& side) {
      return side.caller.post(
          "/v1/recovery/answers",
          steps::member("answers",
                        QJsonArray{QJsonObject{{QStringLiteral("question"), QStringLiteral("alpha")},
                                               {QStringLiteral("answer"), QStringLiteral("Sakura")}}}));
    });
    QCOMPARE(pair.real.last.problem(), QStringLiteral("invalid-field"));
    pair.both("language", [](Side& side) {
      return side.caller.post("/v1/recovery/language", steps::member("language", QStringLiteral("ja")));
    });
    for (int i = 0; i < 4; ++i) answer(pair, QStringLiteral("Sakura %1").arg(i));
    look(pair);
    pair.restart();
    begin(pair);
    choose(pair, "questions");
    answer(pair, QStringLiteral("Sakura"));
    pair.service.desk.clock.advance(10 * minute);
    answer(pair, QStringLiteral("Sakura"));
  }

  void authenticatorsLookTheSame_data() { addKinds(); }
  void authenticatorsLookTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind), AuthenticatorAlone);
    begin(pair);
    choose(pair, "authenticator");
    QCOMPARE(pair.real.last.stage(), QStringLiteral("code"));
    look(pair);
    for (int i = 0; i < 6; ++i) miss(pair);  // five end it
    look(pair);
  }

  void twoGatesLookTheSame_data() { addKinds(); }
  void twoGatesLookTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind), Everything, 2);
    begin(pair);
    QCOMPARE(pair.real.last.recovery().value(QLatin1String("gatesNeeded")).toInt(), 2);
    choose(pair, "mail");
    confirm(pair, pair.entry);
    miss(pair);
    pair.service.desk.clock.advance(minute);
    resend(pair);
    look(pair);
  }

  void keysLookTheSame_data() { addKinds(); }
  void keysLookTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind), KeysAlone);
    for (int recovery = 0; recovery < 2; ++recovery) {
      begin(pair);
      choose(pair, "security-key");
      QCOMPARE(pair.real.last.stage(), QStringLiteral("security-key"));
      for (int i = 0; i < 3; ++i) {
        look(pair);
        pair.both("a key of nobody's", [](Side& side) {
          return side.caller.post("/v1/recovery/assertion",
                                  steps::touchOf(side.last, strangeKeyFor(side.last)));
        });
        QCOMPARE(pair.real.last.problem(), QStringLiteral("key-refused"));
        pair.service.desk.clock.advance(2 * minute);
      }
      pair.restart();
    }
    begin(pair);
    choose(pair, "security-key");
    QCOMPARE(pair.real.last.stage(), QStringLiteral("security-key"));
  }

  void startCodesLookTheSame_data() { addKinds(); }
  void startCodesLookTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    pair.service.desk.policy.realms[0].factors.append(domain::MethodKind::StartCode);
    pair.restart();
    const QString first = QStringLiteral("never-had-password");
    for (int recovery = 0; recovery < 3; ++recovery) {
      pair.real.caller = pair.service.caller("198.51.100." + QByteArray::number(recovery));
      pair.seeming.caller = pair.service.caller("203.0.113." + QByteArray::number(recovery));
      begin(pair, first);
      if (recovery == 2) break;
      choose(pair, "start-code");
      QCOMPARE(pair.real.last.stage(), QStringLiteral("code"));
      look(pair);
      for (int i = 0; i < 6; ++i) {
        pair.both("start code",
                  [](Side& side) { return steps::submit(side.caller, QStringLiteral("123456789012")); });
      }
    }
    choose(pair, "start-code");
    QCOMPARE(pair.real.last.problem(), QStringLiteral("too-many-tries"));
  }

  void throttlingBeginsAtTheSameMoment_data() { addKinds(); }
  void throttlingBeginsAtTheSameMoment() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    // Recoveries after one another: waits of one source, from the fourth on other sources, the lock of the
    // factor, then the cap on openings.
    for (int recovery = 0; recovery < 8; ++recovery) {
      if (recovery >= 3) {
        pair.real.caller = pair.service.caller("198.51.100." + QByteArray::number(recovery));
        pair.seeming.caller = pair.service.caller("203.0.113." + QByteArray::number(recovery));
      }
      begin(pair);
      choose(pair, "mail");
      confirm(pair, pair.entry);
      for (int i = 0; i < 6; ++i) {
        miss(pair);
        if (i % 2 == 1) pair.service.desk.clock.advance(minute);
      }
    }
    const auto locked = [&](const QString& name) {
      return pair.service.desk
          .ask(QStringLiteral("SELECT locked_until FROM locks WHERE scope LIKE 'miss:%:") + name + u'\'')
          .toLongLong();
    };
    QVERIFY(locked(realName) > 0);
    QCOMPARE(locked(seemingName), locked(realName));
    for (int more = 0; more < 6; ++more) {
      pair.both("open", [](Side& side) { return steps::open(side.caller, side.account); });
    }
    QCOMPARE(pair.real.last.status(), 429);
    pair.service.desk.clock.advance(60 * minute);
    begin(pair);
    choose(pair, "mail");
    QCOMPARE(pair.real.last.problem(), QStringLiteral("too-many-tries"));
  }

  void aSpentBudgetLooksTheSame_data() { addKinds(); }
  void aSpentBudgetLooksTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    pair.service.desk.policy.realms[0].phones.textsPerHour = 1;
    pair.restart();
    begin(pair);
    choose(pair, "call");
    confirm(pair, pair.digits);
    for (int i = 0; i < 3; ++i) {
      pair.service.desk.clock.advance(minute);
      resend(pair);
    }
    // The alarm, once; that of the twin goes to nobody.
    QCOMPARE(pair.administratorMails(), 2);
    QCOMPARE(pair.personalMessages(), 1);
  }

  void administratorsAreWrittenToAsOften_data() { addKinds(); }
  void administratorsAreWrittenToAsOften() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    for (int recovery = 0; recovery < 5; ++recovery) {
      begin(pair);
      askAdministrators(pair);
      QCOMPARE(pair.real.last.problem(), recovery < 3 ? QString() : QStringLiteral("rate-limited"));
      pair.service.desk.clock.advance(minute);
    }
    QCOMPARE(pair.administratorMails(), 3 * 2 * 2);
    look(pair);
  }

  void contactsThatOnlySeemStayTheSameOverARestart_data() { addKinds(); }
  void contactsThatOnlySeemStayTheSameOverARestart() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    begin(pair);
    const QString before = shapeOf(pair.seeming.last.recovery().value(QLatin1String("methods")));
    pair.restart();
    look(pair);
    QCOMPARE(shapeOf(pair.seeming.last.recovery().value(QLatin1String("methods"))), before);
    begin(pair);
    QCOMPARE(shapeOf(pair.seeming.last.recovery().value(QLatin1String("methods"))), before);
  }
};

}  // namespace latchkey::service::http

QTEST_GUILESS_MAIN(latchkey::service::http::TwinsTest)
#include "twins_test.moc"
