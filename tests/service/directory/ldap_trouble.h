// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/service/directory/ldap_bench.h"
#include "tests/support/at_once.h"

namespace latchkey::tests {

/// Calls back between the look and the write: the moment at which a change is about to be sent.
class WatchedLedger final : public ChangeLedger {
public:
  explicit WatchedLedger(ChangeLedger& inner) : m_inner(inner) {}
  std::function<void()> afterBegin;

  Result<void, StoreError> begin(const DirectoryChange& change) override {
    auto begun = m_inner.begin(change);
    if (afterBegin) afterBegin();
    return begun;
  }
  Result<std::optional<DirectoryChange>, StoreError> find(const QString& key,
                                                          const QString& marker) override {
    return m_inner.find(key, marker);
  }
  Result<void, StoreError> confirm(const QString& key, const QString& marker, int keep) override {
    return m_inner.confirm(key, marker, keep);
  }
  Result<void, StoreError> drop(const QString& key, const QString& marker) override {
    return m_inner.drop(key, marker);
  }
  Result<QList<QByteArray>, StoreError> verifiers(const QString& key, int limit) override {
    return m_inner.verifiers(key, limit);
  }

private:
  ChangeLedger& m_inner;
};

/// What happens when the connection to a directory fails in the middle; for every kind of directory.
class LdapTrouble {
public:
  LdapTrouble(LdapBench& given, quint16 port)
      : bench(given),
        line(QStringLiteral("between.py"), {QStringLiteral("--to"), QString::number(port)}),
        ledger(*given.house.ledger) {}

  [[nodiscard]] std::unique_ptr<service::directory::LdapDirectory> through(QStringList urls = {}) {
    auto access = bench.access();
    access.urls = urls.isEmpty() ? QStringList{url()} : std::move(urls);
    return directory(std::move(access));
  }
  [[nodiscard]] std::unique_ptr<service::directory::LdapDirectory> directory(
      service::directory::LdapAccess access) {
    const auto report = [this](const service::directory::LdapEvent& event) {
      const std::lock_guard lock(bench.house.mutex);
      bench.house.events.append(event.what + u' ' + event.detail);
    };
    return std::make_unique<service::directory::LdapDirectory>(
        std::move(access), bench.layout, service::directory::HashCost::minimum(),
        service::directory::LdapParts{bench.house.numbering, ledger, bench.house.clock, report,
                                      bench.house.present(), bench.house.ledger.get()});
  }
  [[nodiscard]] QString url() const { return QStringLiteral("ldaps://127.0.0.1:%1").arg(line.port()); }

  LdapBench& bench;
  HelperServer line;
  WatchedLedger ledger;
};

namespace ldaptrouble {

/// ms after which one caller tries again where no controller has answered.
constexpr qint64 oncePerOutage = 5'000;

inline Result<void, DirectoryError> set(Directory& directory, const QString& key, const char* password,
                                        const char* marker) {
  return directory.setPassword(key, platform::Secret(password), QString::fromLatin1(marker),
                               PasswordUse::Lasting);
}

inline void aLostAnswerIsLookedUp(LdapTrouble& trouble) {
  const QString key = trouble.bench.add(QStringLiteral("lost1"));
  const auto directory = trouble.through();
  trouble.ledger.afterBegin = [&] { trouble.line.setMode(QStringLiteral("cut-answer-once")); };
  QVERIFY(set(*directory, key, "Quiet-Lake-42", "m1"));
  QVERIFY(trouble.bench.house.said().contains(QLatin1String("lost")));
  QCOMPARE(directory->changedBy(key, QStringLiteral("m1")), true);
  QCOMPARE(directory->signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::Accepted);
  trouble.ledger.afterBegin = nullptr;
  QCOMPARE(set(*directory, key, "Quiet-Lake-42", "m2").error(), DirectoryError::InHistory);
}

inline void aTemporaryPasswordIsOneThoughItsAnswerWasLost(LdapTrouble& trouble) {
  const QString login = QStringLiteral("lost6");
  const QString key = trouble.bench.add(login);
  const auto directory = trouble.through();
  trouble.ledger.afterBegin = [&] { trouble.line.setMode(QStringLiteral("cut-answer-once")); };
  QVERIFY(directory->setPassword(key, platform::Secret("Quiet-Lake-42"), QStringLiteral("m1"),
                                 PasswordUse::UntilNextSignIn));
  QVERIFY(trouble.bench.house.said().contains(QLatin1String("lost")));
  QCOMPARE(trouble.bench.mustChange(login), true);
  QCOMPARE(directory->signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::MustChange);
  trouble.bench.house.clock.advance(temporaryLasts);
  QCOMPARE(directory->end({key, QStringLiteral("m1")}, platform::Secret("nobody-Knows-9-Aa1")), true);
}

inline void aLostAnswerIsLookedUpLaterWhenNobodyAnswers(LdapTrouble& trouble) {
  const QString key = trouble.bench.add(QStringLiteral("lost2"));
  const auto directory = trouble.through();
  // The directory gets the change, its answer is lost, and then nobody answers any more.
  trouble.ledger.afterBegin = [&] { trouble.line.setMode(QStringLiteral("cut-answer")); };
  QCOMPARE(set(*directory, key, "Quiet-Lake-42", "m1").error(), DirectoryError::OutcomeUnknown);
  QCOMPARE(directory->changedBy(key, QStringLiteral("m1")).error(), DirectoryError::Unavailable);
  trouble.line.setMode(QStringLiteral("pass"));
  trouble.bench.house.clock.advance(oncePerOutage);
  QCOMPARE(directory->changedBy(key, QStringLiteral("m1")), true);
  QCOMPARE(directory->signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::Accepted);
}

inline void whereNobodyAnswersOneFindsOutForAll(LdapTrouble& trouble) {
  const QString key = trouble.bench.add(QStringLiteral("fail4"));
  const auto directory = trouble.through();
  trouble.line.setMode(QStringLiteral("refuse"));
  QCOMPARE(directory->find(key).error(), DirectoryError::Unavailable);
  trouble.line.setMode(QStringLiteral("pass"));
  trouble.bench.house.clock.advance(oncePerOutage - 1);
  QCOMPARE(directory->find(key).error(), DirectoryError::Unavailable);
  QCOMPARE(directory->signIn(key, platform::Secret("Old-pass-11")).error(), DirectoryError::Unavailable);
  trouble.bench.house.clock.advance(1);
  QVERIFY(directory->find(key).value_or(std::nullopt));
  QCOMPARE(directory->signIn(key, platform::Secret("Old-pass-11")), SignInVerdict::Accepted);
}

inline void aLostRequestIsNotSaidToHaveFailedTooEarly(LdapTrouble& trouble) {
  const QString key = trouble.bench.add(QStringLiteral("lost3"));
  const auto directory = trouble.through();
  trouble.ledger.afterBegin = [&] { trouble.line.setMode(QStringLiteral("cut-request-once")); };
  QCOMPARE(set(*directory, key, "Quiet-Lake-42", "m1").error(), DirectoryError::OutcomeUnknown);
  // The controller might still be at work on it.
  QCOMPARE(directory->changedBy(key, QStringLiteral("m1")).error(), DirectoryError::Unavailable);
  trouble.bench.house.clock.advance(44'000);
  QCOMPARE(directory->changedBy(key, QStringLiteral("m1")).error(), DirectoryError::Unavailable);
  trouble.bench.house.clock.advance(2'000);
  QCOMPARE(directory->changedBy(key, QStringLiteral("m1")), false);
  QCOMPARE(directory->signIn(key, platform::Secret("Old-pass-11")), SignInVerdict::Accepted);
  // What never was is no history.
  trouble.ledger.afterBegin = nullptr;
  QVERIFY(set(*directory, key, "Quiet-Lake-42", "m2"));
}

inline void anotherControllerNeedsLongerToBeBelieved(LdapTrouble& trouble) {
  const QString key = trouble.bench.add(QStringLiteral("lost4"));
  const QString other = trouble.bench.url();
  const auto directory = trouble.through({trouble.url(), other});
  trouble.ledger.afterBegin = [&] { trouble.line.setMode(QStringLiteral("cut-request")); };
  QCOMPARE(set(*directory, key, "Quiet-Lake-42", "m1").error(), DirectoryError::OutcomeUnknown);
  trouble.bench.house.clock.advance(60'000);
  QCOMPARE(directory->changedBy(key, QStringLiteral("m1")).error(), DirectoryError::Unavailable);
  trouble.bench.house.clock.advance(15 * 60'000);
  QCOMPARE(directory->changedBy(key, QStringLiteral("m1")), false);
}

inline void somebodyElsesChangeIsNotTakenForOurs(LdapTrouble& trouble) {
  const QString key = trouble.bench.add(QStringLiteral("lost5"));
  const auto directory = trouble.through();
  trouble.ledger.afterBegin = [&] {
    const auto another = trouble.bench.house.directory(trouble.bench.access(), trouble.bench.layout);
    QVERIFY(set(*another, key, "Loud-River-43", "admin"));
    trouble.line.setMode(QStringLiteral("cut-request-once"));
  };
  trouble.ledger.afterBegin = [&, once = trouble.ledger.afterBegin, done = false]() mutable {
    if (std::exchange(done, true)) return;
    once();
  };
  QCOMPARE(set(*directory, key, "Quiet-Lake-42", "m1").error(), DirectoryError::Unavailable);
  QCOMPARE(directory->changedBy(key, QStringLiteral("m1")), false);
  QCOMPARE(directory->signIn(key, platform::Secret("Loud-River-43")), SignInVerdict::Accepted);
  QCOMPARE(directory->signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::Refused);
}

inline void theNextControllerIsAsked(LdapTrouble& trouble) {
  const QString key = trouble.bench.add(QStringLiteral("fail1"));
  const auto directory = trouble.through({trouble.url(), trouble.bench.url()});
  trouble.line.setMode(QStringLiteral("refuse"));
  QVERIFY(directory->find(key).value_or(std::nullopt));
  QVERIFY(trouble.bench.house.said().startsWith(QLatin1String("certificate-or-tls-refused")));
  QVERIFY(set(*directory, key, "Quiet-Lake-42", "m1"));
  QCOMPARE(directory->signIn(key, platform::Secret("Quiet-Lake-42")), SignInVerdict::Accepted);
  // The one that failed is asked last for a while: it is not tried for every question.
  QCOMPARE(trouble.bench.house.said().count(QLatin1String("refused -")), 1);
}

inline void aConnectionThatDiedInThePoolCostsNobodyAnything(LdapTrouble& trouble) {
  const QString key = trouble.bench.add(QStringLiteral("fail2"));
  const auto directory = trouble.through();
  QVERIFY(directory->find(key).value_or(std::nullopt));
  trouble.line.setMode(QStringLiteral("cut-request-once"));
  QVERIFY(directory->find(key).value_or(std::nullopt));
  trouble.line.setMode(QStringLiteral("cut-request-once"));
  QVERIFY(set(*directory, key, "Quiet-Lake-42", "m1"));
  QCOMPARE(trouble.bench.house.said(), QString());
}

inline void whoDoesNotAnswerIsNotWaitedForTooLong(LdapTrouble& trouble, const QString& mode) {
  const QString key = trouble.bench.add(QStringLiteral("slow-") + mode);
  auto access = trouble.bench.access();
  access.urls = {trouble.url()};
  access.connectDeadline = std::chrono::seconds(2);
  access.operationDeadline = std::chrono::seconds(2);
  const auto directory = trouble.directory(std::move(access));
  if (mode == u"stall") QVERIFY(directory->find(key).value_or(std::nullopt));  // in the middle of a talk
  trouble.line.setMode(mode);
  QElapsedTimer timer;
  timer.start();
  const auto found = directory->find(key);
  QVERIFY(!found);
  QCOMPARE(found.error(), DirectoryError::Unavailable);
  QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
}

/// What a service account is locked by: what was tried, by the minute.
inline void aWrongPasswordOfOurOwnIsTriedMoreAndMoreSeldom(LdapTrouble& trouble) {
  const QString key = trouble.bench.add(QStringLiteral("fail3"));
  auto access = trouble.bench.access();
  access.urls = {trouble.bench.url(), trouble.url()};
  access.password = platform::Secret("Serv1ce-Start-8");
  // Nobody there, so that the service account of the others is not locked by it.
  access.bindDn.prepend(access.bindDn.contains('=') ? "cn=nobody," : "nobody-");
  access.passwordNow = [] { return platform::Secret("Serv1ce-Start-8"); };
  const auto directory = trouble.directory(std::move(access));
  const auto tried = [&trouble] {
    return trouble.bench.house.said().count(QLatin1String("bind-refused 49"));
  };
  atOnce(4, [&](int) { (void)directory->find(key); });
  QCOMPARE(tried(), 1);
  QVERIFY(!trouble.bench.house.said().contains(QLatin1String("Start")));
  QList<int> minutes;
  for (int minute = 1; minute <= 1'000; ++minute) {
    trouble.bench.house.clock.advance(60'000);
    const auto before = tried();
    for (int i = 0; i < 2; ++i) QCOMPARE(directory->find(key).error(), DirectoryError::Unavailable);
    if (tried() > before) minutes << minute;
  }
  QCOMPARE(minutes, (QList<int>{1, 3, 7, 15, 31, 63, 127, 255, 495, 735, 975}));
}

inline void aPasswordThatIsPutRightIsTriedAtOnce(LdapTrouble& trouble) {
  const QString key = trouble.bench.add(QStringLiteral("fail5"));
  auto access = trouble.bench.access();
  access.password = platform::Secret("Serv1ce-Start-8");
  QByteArray file("Serv1ce-Start-8");
  access.passwordNow = [&file] { return platform::Secret(file.toStdString()); };
  const auto directory = trouble.directory(std::move(access));
  QCOMPARE(directory->find(key).error(), DirectoryError::Unavailable);
  file.clear();  // it is just being written
  QCOMPARE(directory->find(key).error(), DirectoryError::Unavailable);
  QCOMPARE(trouble.bench.house.said().count(QLatin1String("bind-refused 49")), 1);
  file = "Serv1ce-Start-9";
  QVERIFY(directory->find(key).value_or(std::nullopt));
}

using Case = void (*)(LdapTrouble&);

inline void addCases() {
  QTest::addColumn<Case>("trouble");
#define CASE(name) QTest::newRow(#name) << Case(&name)
  CASE(aLostAnswerIsLookedUp);
  CASE(aTemporaryPasswordIsOneThoughItsAnswerWasLost);
  CASE(aLostAnswerIsLookedUpLaterWhenNobodyAnswers);
  CASE(aLostRequestIsNotSaidToHaveFailedTooEarly);
  CASE(anotherControllerNeedsLongerToBeBelieved);
  CASE(somebodyElsesChangeIsNotTakenForOurs);
  CASE(theNextControllerIsAsked);
  CASE(whereNobodyAnswersOneFindsOutForAll);
  CASE(aConnectionThatDiedInThePoolCostsNobodyAnything);
  CASE(aWrongPasswordOfOurOwnIsTriedMoreAndMoreSeldom);
  CASE(aPasswordThatIsPutRightIsTriedAtOnce);
#undef CASE
  QTest::newRow("silent") << Case(
      [](LdapTrouble& t) { whoDoesNotAnswerIsNotWaitedForTooLong(t, QStringLiteral("silent")); });
  QTest::newRow("stall") << Case(
      [](LdapTrouble& t) { whoDoesNotAnswerIsNotWaitedForTooLong(t, QStringLiteral("stall")); });
}

}  // namespace ldaptrouble
}  // namespace latchkey::tests

Q_DECLARE_METATYPE(latchkey::tests::ldaptrouble::Case)
