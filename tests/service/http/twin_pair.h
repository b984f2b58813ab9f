// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>
#include <functional>

#include "service/directory/embedded_directory.h"
#include "service/domain/decoys.h"
#include "service/store/sql_account_store.h"
#include "tests/support/handler_desk.h"
#include "tests/support/key_steps.h"
#include "tests/support/question_desk.h"
#include "tests/support/recovery_steps.h"
#include "tests/support/server_trace.h"
#include "tests/support/sql_trace.h"

/// An account and one that only seems to be, and what is done with both at once. With a database on a server
/// (LATCHKEY_TEST_STORE) there are two services on it, and each step is taken at the other one.
namespace latchkey::service::http {
namespace {

using domain::Account;
using domain::AccountStatus;
using domain::Contact;
using domain::ContactKind;
using tests::HandlerDesk;
using tests::RecoveryCaller;
using tests::ServerTrace;
using tests::SqlTrace;
namespace steps = tests::steps;
using Answer = RecoveryCaller::Answer;

constexpr qint64 minute = 60'000;
const QString realName = QStringLiteral("twin-a@outlook.com");
const QString seemingName = QStringLiteral("twin-b@outlook.com");  // of the same length

enum Only { Everything, MailAlone, TextAlone, CallAlone, QuestionsAlone, AuthenticatorAlone, KeysAlone };
/// What the seeming one is. Each is a page of its own where the realm discloses (SPEC section 2).
enum Kind {
  Unknown,
  Disabled,
  NotEnabled,
  Managed,
  Privileged,
  Contactless,
  Stopped,
  OnlyAdministrator,
  Starter
};

/// Writes down what the directory is asked.
class NotedDirectory final : public domain::Directory, public domain::PasswordMemory {
public:
  [[nodiscard]] Result<std::optional<bool>, domain::DirectoryError> knew(
      const QString& key, const QString& realm, const platform::Secret& password) override {
    calls += QStringLiteral("knew");
    return inner->knew(key, realm, password);
  }
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
  directory::EmbeddedDirectory* inner = nullptr;
  QStringList calls;
};

struct Side {
  RecoveryCaller caller;
  QString account;
  Answer last;
  QString address = {};  ///< of its appeal: one that the other one did not give, and that it is shown again
  bool hasOwnMasks = false;  ///< it shows other contacts than the other one, of the same length
};

/// What may differ between two recoveries of one account: random texts and the name. Their length counts.
QString shapeOf(const QJsonValue& value, const QString& name = {}, bool hasOwnMasks = false) {
  static const QStringList random = {
      QStringLiteral("receipt"),      QStringLiteral("token"),     QStringLiteral("handle"),
      QStringLiteral("chosenHandle"), QStringLiteral("id"),        QStringLiteral("workSeed"),
      QStringLiteral("accountName"),  QStringLiteral("challenge"), QStringLiteral("credentials")};
  switch (value.type()) {
    case QJsonValue::Object: {
      QString shape(u'{');
      const QJsonObject object = value.toObject();
      for (auto it = object.begin(); it != object.end(); ++it) {
        shape += it.key() + u':' + shapeOf(it.value(), it.key(), hasOwnMasks) + u',';
      }
      return shape + u'}';
    }
    case QJsonValue::Array: {
      QString shape(u'[');
      for (const QJsonValue& item : value.toArray()) shape += shapeOf(item, name, hasOwnMasks) + u',';
      return shape + u']';
    }
    case QJsonValue::String:
      return random.contains(name) || (hasOwnMasks && name == QLatin1String("mask"))
                 ? QStringLiteral("%1 characters").arg(value.toString().size())
                 : value.toString();
    default:
      return value.toVariant().toString();
  }
}

QString shapeOf(const Side& side) {
  QString shape = shapeOf(side.last.json, {}, side.hasOwnMasks);
  return side.address.isEmpty() ? shape : shape.replace(side.address, QStringLiteral("own address"));
}

struct Pair {
  HandlerDesk service;
  std::unique_ptr<store::SqlAccountStore> accounts;
  std::unique_ptr<directory::EmbeddedDirectory> embedded;
  NotedDirectory noted;
  std::unique_ptr<SqlTrace> trace;
  std::unique_ptr<ServerTrace> serverTrace;  ///< in its place
  int step = 0;
  Side real{service.caller("192.0.2.7"), realName, {}};
  Side seeming{service.caller("192.0.2.8"), seemingName, {}};
  QString entry;  ///< right for the real one's mail address
  QString digits;
  QString mobile;

  /// @param change what is special about their realm
  /// @param status of the real one
  explicit Pair(Kind kind, Only only = Everything, int gates = 1,
                const std::function<void(domain::Realm&)>& change = {},
                AccountStatus status = AccountStatus::Enabled) {
    domain::Realm& realm = service.desk.policy.realms[0];
    realm.gates = gates;
    if (only != Everything) realm.factors.clear();
    if (only == MailAlone) realm.factors = {domain::MethodKind::Mail};
    if (only == TextAlone) realm.factors = {domain::MethodKind::Text};
    if (only == CallAlone) realm.factors = {domain::MethodKind::Call};
    if (only == QuestionsAlone) tests::askQuestions(realm, domain::QuestionUse::Alone);
    if (only == AuthenticatorAlone) realm.factors = {domain::MethodKind::Authenticator};
    if (only == KeysAlone) realm.factors = {domain::MethodKind::SecurityKey};
    realm.limits.opensPerHourAndAccount = 6;
    realm.appeal.on = true;
    realm.limits.idle = realm.limits.absolute = 3600;
    realm.administrators = {QStringLiteral("it@example.com"), QStringLiteral("boss@example.com")};
    if (change) change(realm);
    service.desk.otherDirectory = &noted;
    restart();
    const QList<Contact> contacts = contactsOfBoth();
    for (const Contact& contact : contacts) {
      if (contact.kind == ContactKind::Mail)
        entry = contact.value.section(u'@', 0, 0);
      else
        digits = contact.value.last(4);
      if (contact.kind == ContactKind::Mobile) mobile = contact.value.last(4);
    }
    add(realName, contacts, status);
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
      case OnlyAdministrator:
        add(seemingName, administrators(), AccountStatus::Disabled);
        break;
      case Starter:
        add(seemingName, {}, AccountStatus::Enabled);
        issueStartCode(seemingName);
        break;
    }
  }
  void restart() {
    trace.reset();
    serverTrace.reset();
    const auto* const shared = dynamic_cast<tests::PostgresBench*>(service.desk.bench.get());
    if (shared != nullptr) ServerTrace::turnOn(shared->name());
    service.restart();
    accounts = std::make_unique<store::SqlAccountStore>(service.desk.bench->database(), service.desk.clock);
    embedded = std::make_unique<directory::EmbeddedDirectory>(
        *accounts, service.desk.clock, directory::HashCost::minimum(), [](const QString&) {
          return directory::EmbeddedDirectory::RealmRules{5, false};
        });
    noted.inner = embedded.get();
    if (shared != nullptr)
      serverTrace = std::make_unique<ServerTrace>();
    else
      trace = std::make_unique<SqlTrace>();
  }
  [[nodiscard]] SqlTrace::Work takeWork() { return serverTrace ? serverTrace->take() : trace->take(); }
  /// Those that the seeming one gets: so that nothing but truth tells the two apart.
  QList<Contact> contactsOfBoth() const {
    QList<Contact> contacts = decoysOf(seemingName);
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
  QList<Contact> decoysOf(const QString& account) const {
    const auto& keys = service.desk.keys;
    const QByteArray name = account.toUtf8();
    const QByteArray stream =
        keys.mac(domain::KeyPurpose::Decoy, "1:" + name) + keys.mac(domain::KeyPurpose::Decoy, "2:" + name);
    return domain::decoyContacts(stream, account, service.desk.policy.realms[0]);
  }
  QList<Contact> administrators() const {
    QList<Contact> contacts;
    for (const QString& address : service.desk.policy.realms[0].administrators) {
      contacts += tests::RecoveryDesk::mail(QStringLiteral("a%1").arg(contacts.size()), address);
    }
    return contacts;
  }
  void issueStartCode(const QString& key) {
    const auto tables = service.desk.bench->store().begin(domain::Access::Write);
    const qint64 now = service.desk.clock.now();
    tables->factors().put(
        key, domain::StartCode{QStringLiteral("code"), QByteArray(32, 'm'), now, now + 24 * 60 * minute});
    if (!tables->commit()) qFatal("cannot issue a start code");
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
    service.askOther(++step % 2 == 0);
    const qint64 before = recipients();
    std::ignore = takeWork();
    noted.calls.clear();
    std::ignore = counted();
    real.last = act(real);
    const QString countsOfReal = counted();
    const SqlTrace::Work workOfReal = takeWork();
    const QStringList callsOfReal = std::exchange(noted.calls, {});
    const qint64 between = recipients();
    std::ignore = takeWork();
    seeming.last = act(seeming);
    const SqlTrace::Work workOfSeeming = takeWork();
    // Whom messages go to is what may differ: those of twins go to nobody.
    compare(workOfReal, workOfSeeming, (between - before) - (recipients() - between));
    if (!QTest::currentTestFailed()) QCOMPARE(noted.calls, callsOfReal);
    if (!QTest::currentTestFailed()) QCOMPARE(counted(), countsOfReal);
    if (QTest::currentTestFailed()) qWarning("at: %s", what);
  }

private:
  /// The slow work since it was last asked for.
  [[nodiscard]] QString counted() {
    auto& desk = service.desk;
    return QStringLiteral("%1 hashes, %2 signatures, %3 numbers judged, %4 secrets opened")
        .arg(desk.slowHash.hashes.exchange(0))
        .arg(desk.signatures.checks.exchange(0))
        .arg(desk.numbering.judged.exchange(0))
        .arg(desk.box.opened.exchange(0));
  }
  [[nodiscard]] qint64 recipients() const {
    return service.desk.ask(QStringLiteral("SELECT COALESCE(SUM(LENGTH(recipient)), 0) FROM messages"))
        .toLongLong();
  }
  void compare(const SqlTrace::Work& ofReal, const SqlTrace::Work& ofSeeming, qint64 moreRecipients) const {
    QCOMPARE(seeming.last.status(), real.last.status());
    QCOMPARE(seeming.last.raw.head, real.last.raw.head);  // names and values, and how long the body is
    QCOMPARE(shapeOf(seeming), shapeOf(real));
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
    // As many pages where there is a row as where there is none: each is a call of the system.
    QCOMPARE(ofSeeming.reads, ofReal.reads);
    QCOMPARE(ofSeeming.rowsScanned + ofReal.rowsScanned, 0);
    // A few for the words of the journal.
    const qint64 more = ofReal.bytesWritten - ofSeeming.bytesWritten - moreRecipients;
    QVERIFY2(qAbs(more) <= 64, QByteArray::number(more));
  }
};

}  // namespace
}  // namespace latchkey::service::http
