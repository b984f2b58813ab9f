// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/failpoints/ledger.h"

namespace latchkey::tests {

inline const QByteArray oldPassword = QByteArrayLiteral("Old-pass-1");
inline const QByteArray newPassword = QByteArrayLiteral("Quiet-Lake-42");
inline const QByteArray nextPassword = QByteArrayLiteral("Other-Lake-43");

/// A database with one account, made once and copied for each round.
inline void prepareFolder(const QString& folder) {
  const ManualClock clock;
  SeededRandom random;
  const auto service = ServiceInFolder::start(folder, clock, random);
  if (!service) qFatal("cannot make the database");
  NewAccount account;
  account.account.key = QStringLiteral("msabc123@outlook.com");
  account.account.displayName = QStringLiteral("Ms Abc");
  account.account.realm = QStringLiteral("people");
  const auto contact = [](const char* id, ContactKind kind, const char* value, const char* national) {
    return Contact{QString::fromLatin1(id),
                   kind,
                   QString::fromLatin1(value),
                   QString::fromLatin1(*national == 0 ? value : national),
                   QString::fromLatin1(national),
                   {},
                   true};
  };
  account.account.contacts = {contact("c1", ContactKind::Mail, "msabc123.backup@example.com", ""),
                              contact("c2", ContactKind::Mobile, "+819098765432", "090-9876-5432"),
                              contact("c3", ContactKind::Phone, "+81312345978", "03-1234-5978")};
  account.verifier = service::directory::PasswordHasher(service::directory::HashCost::minimum())
                         .hash(platform::Secret(oldPassword.toStdString()));
  if (!service->accounts.add({account})) qFatal("cannot add the account");
  const QString key = account.account.key;
  const QString app = QStringLiteral("app");
  QuestionSet questions;
  for (const auto& [id, answer] : rightAnswers()) questions.ids << id;
  questions.ids = inOrder(questions.ids);
  questions.verifier = service->slowHash.hash(joinAnswers(questions.ids, asCommand(rightAnswers())).text);
  const auto tables = service->store.begin(Access::Write);
  tables->factors().put(
      key, Authenticator{app, service->box.seal(authenticatorSecret(), sealingContext(key, app)), 0, 0});
  tables->factors().put(key, questions);
  tables->factors().put(key, paperKey());
  if (!tables->commit()) qFatal("cannot add the factors");
}

inline void copyDatabase(const QString& from, const QString& to) {
  if (!QDir().mkpath(to) || !QFile::copy(databaseIn(from), databaseIn(to))) qFatal("cannot copy");
}

/// What happens over one folder, in this process, until a fault or the end. A service that does not start is
/// started again.
class RecoveryRound {
public:
  using MakeRandom = std::function<std::unique_ptr<Random>(quint32)>;

  RecoveryRound(QString folder, Applicant& person, Ledger& ledger, MakeRandom makeRandom)
      : m_folder(std::move(folder)),
        m_person(person),
        m_ledger(ledger),
        m_makeRandom(std::move(makeRandom)) {}
  RecoveryRound(const QString& folder, Applicant& person, Ledger& ledger)
      : RecoveryRound(folder, person, ledger,
                      [](quint32 seed) { return std::make_unique<SeededRandom>(seed); }) {}

  /// The person goes on until the password is changed and everything is delivered; the first fault, or
  /// nothing.
  [[nodiscard]] QString run() {
    if (!start()) return QStringLiteral("the service does not start");
    m_service->recoveries.takeOver();
    std::ignore = m_service->recoveries.settle();
    for (int i = 0; i < steps && !m_person.isDone(); ++i) {
      m_person.step(*m_service);
      if (const QString fault = m_ledger.faultNow(); !fault.isEmpty()) return fault;
    }
    if (!m_person.isDone()) return QStringLiteral("the recovery never ends");
    if (const QString fault = clearUp(); !fault.isEmpty()) return fault;
    // What has served is worth nothing, even to its owner.
    const bool outlives = m_service->recoveries.look(m_person.token(), m_person.caller()).has_value();
    return outlives ? QStringLiteral("a token outlives its recovery") : QString();
  }

  /// Nobody comes back: the service clears up by itself.
  [[nodiscard]] QString settle() {
    return start() ? clearUp() : QStringLiteral("the service does not start");
  }

private:
  static constexpr int steps = 60;

  [[nodiscard]] bool start() {
    m_random = m_makeRandom(m_person.countStart());
    for (int i = 0; i < 3 && !m_service; ++i) {
      m_service = ServiceInFolder::start(m_folder, m_person.clock, *m_random, m_person.gates());
    }
    return m_service != nullptr;
  }
  /// As latchkeyd's threads do: once the claims are stale, and as long as a message waits.
  [[nodiscard]] QString clearUp() {
    m_person.clock.advance(61'000);
    for (int i = 0; i < 3; ++i) {
      std::ignore = m_service->recoveries.settle();
      if (const QString fault = m_ledger.faultNow(); !fault.isEmpty()) return fault;
    }
    for (int i = 0; i < steps && !m_ledger.queueIsEmpty(); ++i) {
      const qint64 next = m_service->worker.step();
      if (const QString fault = m_ledger.faultNow(); !fault.isEmpty()) return fault;
      if (!m_ledger.queueIsEmpty()) m_person.clock.set(std::max(m_person.clock.now() + 1000, next + 1));
    }
    return {};
  }

  QString m_folder;
  Applicant& m_person;
  Ledger& m_ledger;
  MakeRandom m_makeRandom;
  std::unique_ptr<Random> m_random;
  std::unique_ptr<ServiceInFolder> m_service;
};

}  // namespace latchkey::tests
