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
}

inline void copyDatabase(const QString& from, const QString& to) {
  if (!QDir().mkpath(to) || !QFile::copy(databaseIn(from), databaseIn(to))) qFatal("cannot copy");
}

/// Steps of a person until the password is changed and everything is delivered; the first fault, or nothing.
/// A service that does not start is started again.
class RecoveryRound {
public:
  using MakeRandom = std::function<std::unique_ptr<Random>(quint32)>;

  RecoveryRound(const QString& folder, Applicant& person, Ledger& ledger, MakeRandom makeRandom)
      : m_folder(folder), m_person(person), m_ledger(ledger), m_makeRandom(std::move(makeRandom)) {}
  explicit RecoveryRound(const QString& folder, Applicant& person, Ledger& ledger)
      : RecoveryRound(folder, person, ledger,
                      [](quint32 seed) { return std::make_unique<SeededRandom>(seed); }) {}

  [[nodiscard]] QString run() {
    constexpr int steps = 60;
    const auto random = m_makeRandom(m_person.countStart());
    std::unique_ptr<ServiceInFolder> service;
    for (int i = 0; i < 3 && !service; ++i)
      service = ServiceInFolder::start(m_folder, m_person.clock, *random);
    if (!service) return QStringLiteral("the service does not start");
    std::ignore = service->recoveries.settle();
    for (int i = 0; i < steps && !m_person.isDone(); ++i) {
      m_person.step(*service);
      if (const QString fault = m_ledger.faultNow(); !fault.isEmpty()) return fault;
    }
    if (!m_person.isDone()) return QStringLiteral("the recovery never ends");
    for (int i = 0; i < steps && !m_ledger.queueIsEmpty(); ++i) {
      const qint64 next = service->worker.step();
      if (const QString fault = m_ledger.faultNow(); !fault.isEmpty()) return fault;
      if (!m_ledger.queueIsEmpty()) m_person.clock.set(std::max(m_person.clock.now() + 1000, next + 1));
    }
    m_person.clock.advance(61'000);
    std::ignore = service->recoveries.settle();
    std::ignore = service->recoveries.settle();
    // What has served is worth nothing, even to its owner.
    if (service->recoveries.look(m_person.token(), m_person.caller())) {
      return QStringLiteral("a token outlives its recovery");
    }
    return {};
  }

private:
  QString m_folder;
  Applicant& m_person;
  Ledger& m_ledger;
  MakeRandom m_makeRandom;
};

}  // namespace latchkey::tests
