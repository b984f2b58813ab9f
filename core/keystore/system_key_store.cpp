// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/keystore/system_key_store.h"

#include <qt6keychain/keychain.h>

#include <QObject>
#include <QTimer>
#include <optional>
#include <utility>

namespace latchkey::keystore {

namespace {
// Both are shown by the system's own programs for passwords, and set ours apart from everybody else's.
const QString service = QStringLiteral("latchkey");
const QString prefix = QStringLiteral("latchkey/");

std::optional<KeyStoreFault> faultOf(QKeychain::Error error) {
  switch (error) {
    case QKeychain::NoError:
    case QKeychain::EntryNotFound:
      return std::nullopt;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
      return KeyStoreFault::Denied;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
      return KeyStoreFault::Unavailable;
  }
  return KeyStoreFault::Unavailable;
}

/// Starts the job. Its end is told in time or as TimedOut; what comes later is told to `late` alone.
template <typename Job>
void run(Job* job, const QString& name, int deadline, QObject* context,
         std::function<void(std::optional<KeyStoreFault>, Job*)> done,
         const std::function<void()>& late = {}) {
  job->setKey(prefix + name);
  // Belongs to the job, which ends itself: a key store that waits for its person may outlive us.
  auto* const timer = new QTimer(job);
  timer->setSingleShot(true);
  auto told = std::make_shared<bool>(false);
  QObject::connect(timer, &QTimer::timeout, context, [told, done, job] {
    *told = true;
    done(KeyStoreFault::TimedOut, job);
  });
  QObject::connect(job, &QKeychain::Job::finished, context, [told, done, late, job] {
    const auto fault = faultOf(job->error());
    if (!std::exchange(*told, true)) return done(fault, job);
    if (!fault && late) late();
  });
  timer->start(deadline);
  job->start();
}

Result<void, KeyStoreFault> resultOf(std::optional<KeyStoreFault> fault) {
  if (fault) return unexpected(*fault);
  return {};
}
}  // namespace

SystemKeyStore::SystemKeyStore(int deadline) : m_deadline(deadline), m_context(std::make_unique<QObject>()) {}

SystemKeyStore::~SystemKeyStore() = default;

void SystemKeyStore::read(const QString& name, Read done) {
  using Job = QKeychain::ReadPasswordJob;
  run<Job>(new Job(service), name, m_deadline, m_context.get(),
           [done = std::move(done)](std::optional<KeyStoreFault> fault, Job* job) {
             if (fault) return done(unexpected(*fault));
             if (job->error() == QKeychain::EntryNotFound) return done(platform::Secret());
             // The job keeps an array of its own until it ends; freed memory is wiped (decision 5).
             done(platform::Secret::consume(job->binaryData()));
           });
}

void SystemKeyStore::write(const QString& name, platform::Secret value, Done done) {
  using Job = QKeychain::WritePasswordJob;
  auto* const job = new Job(service);
  const std::string_view bytes = value.view();
  job->setBinaryData(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())));
  run<Job>(
      job, name, m_deadline, m_context.get(),
      [done = std::move(done)](std::optional<KeyStoreFault> fault, Job*) { done(resultOf(fault)); },
      // Nobody counts on it any more, so that nobody would remove it.
      [this, name] { remove(name, [](const auto&) {}); });
}

void SystemKeyStore::remove(const QString& name, Done done) {
  using Job = QKeychain::DeletePasswordJob;
  run<Job>(new Job(service), name, m_deadline, m_context.get(),
           [done = std::move(done)](std::optional<KeyStoreFault> fault, Job*) { done(resultOf(fault)); });
}

}  // namespace latchkey::keystore
