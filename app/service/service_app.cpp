// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/service_app.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <array>

#include "app/custody/key_rotation.h"
#include "app/directories/directories.h"
#include "app/senders/senders.h"
#include "app/service/background_loop.h"
#include "app/service/demo_setup.h"
#include "app/service/listening.h"
#include "app/service/live_policy.h"
#include "app/service/sample_accounts.h"
#include "app/service/tls_settings.h"
#include "app/start/data_lock.h"
#include "app/start/start_failure.h"
#include "app/stores/stores.h"
#include "core/platform/files.h"
#include "core/rules/client_data.h"
#include "service/captcha/captcha_renderer.h"
#include "service/delivery/channel_name.h"
#include "service/delivery/template_writer.h"
#include "service/directory/password_hasher.h"
#include "service/domain/contact_changes.h"
#include "service/domain/delivery_worker.h"
#include "service/domain/enrolment_service.h"
#include "service/domain/random_text.h"
#include "service/domain/recovery_service.h"
#include "service/domain/sealed_deliveries.h"
#include "service/domain/security_questions.h"
#include "service/http/service_handler.h"
#include "service/http/translate.h"
#include "service/keys/es256_signatures.h"
#include "service/keys/file_keys.h"
#include "service/keys/system_random.h"
#include "service/numbering/phone_numbering.h"
#include "service/store/sql_account_store.h"
#include "service/store/sql_change_ledger.h"
#include "service/store/sql_deliveries.h"
#include "service/store/sql_replay_guard.h"
#include "service/store/sql_store.h"

namespace latchkey::app {
namespace {

namespace config = service::config;
namespace delivery = service::delivery;
namespace domain = service::domain;
namespace http = service::http;
namespace keys = service::keys;
namespace store = service::store;

using std::chrono::seconds;

constexpr seconds stopDeadline{10};
constexpr qint64 minuteMs = 60'000;
constexpr qint64 watchMs = 2'000;  ///< how long latchkeyctl's changes may wait
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 keepMs = 26 * hourMs;  ///< counts run over a day
constexpr qint64 keepJournalMs = qint64{90} * 24 * hourMs;

std::unique_ptr<keys::FileKeys> openKeys(const config::ServiceConfiguration& configuration,
                                         domain::Random& random) {
  const QString& path = configuration.keyFile;
  finishKeyRotation(configuration, random);
  if (const QString lost = lostKey(configuration); !lost.isEmpty()) throw StartFailure(lost);
  auto opened = keys::FileKeys::open(path, random);
  if (!opened) throw StartFailure(keys::explain(opened.error()));
  return std::move(*opened);
}

std::unique_ptr<store::Database> openDatabase(const config::ServiceConfiguration& configuration,
                                              const keys::FileKeys& hash, StoreUse use,
                                              const domain::Clock* clock = nullptr) {
  auto opened = openStore(configuration, hash, use, clock);
  if (!opened) throw StartFailure(opened.error());
  return std::move(*opened);
}

/// The folder of the demo may be open to others, since somebody made it for a moment; what is secret in it
/// lies in closed folders.
void makeDataDirectory(const ServiceSetup& setup) {
  const QString& path = setup.configuration.dataDirectory;
  if (setup.demo && QDir(path).exists()) return;
  const auto made = platform::makePrivateDirectory(path);
  if (made) return;
  throw StartFailure(
      made.error() == platform::FileFault::OpenToOthers
          ? QStringLiteral("%1: other users have access to the data directory; set its mode to 0700")
                .arg(path)
          : QStringLiteral("%1: the data directory cannot be made or is not this user's").arg(path));
}

QByteArray quoted(const QString& text) {
  if (text.isEmpty()) return "null";
  const QByteArray array = QJsonDocument(QJsonArray{text}).toJson(QJsonDocument::Compact);
  return array.sliced(1, array.size() - 2);
}

QByteArray outcomeOf(domain::DeliveryEvent::Kind kind) {
  switch (kind) {
    case domain::DeliveryEvent::Kind::Sent:
      return "sent";
    case domain::DeliveryEvent::Kind::Unknown:
      return "unknown";
    case domain::DeliveryEvent::Kind::Retried:
      return "retried";
    case domain::DeliveryEvent::Kind::GivenUp:
      return "given-up";
  }
  return {};
}

/// Sending is work that real accounts alone cause, and a clock can tell whether the service is busy while it
/// answers. So it begins at a moment that nobody can aim at, soon enough for the person who waits.
std::chrono::milliseconds someMoment(domain::Random& random) {
  std::array<std::byte, 1> chance{};
  random.fill(chance);
  return std::chrono::milliseconds(20 + std::to_integer<int>(chance[0]));
}
}  // namespace

struct ServiceApp::Parts {
  explicit Parts(ServiceSetup given);
  ~Parts();

  void addSampleAccounts();
  [[nodiscard]] domain::RecoveryParts recoveryParts();
  void noteDelivery(const domain::DeliveryEvent& event);
  void noteSpent(domain::Budget budget);
  void noteDatabase(const QString& detail);
  void noteTrouble(const service::directory::LdapEvent& event);
  qint64 tidyUp();
  qint64 lookForNews();
  void tellLeftOut();
  [[nodiscard]] bool isReady();
  [[nodiscard]] http::HandlerSettings handlerSettings();
  /// With what only this service's address tells.
  [[nodiscard]] domain::ServicePolicy named(domain::ServicePolicy unnamed) const;

  // In the order of their dependencies: each is built from those above it.
  ServiceSetup setup;
  const config::ServiceConfiguration& configuration = setup.configuration;
  const DataLock lock{configuration.dataDirectory};  // before anything is opened or made
  keys::SystemClock clock;
  keys::SystemRandom random;
  http::JsonLog log{stderr, clock};
  http::Metrics metrics;
  std::unique_ptr<keys::FileKeys> hash = openKeys(configuration, random);
  std::unique_ptr<domain::SecretBox> box = hash->box(random);
  std::unique_ptr<store::Database> database =
      openDatabase(configuration, *hash, StoreUse::Recoveries, &clock);
  /// The same database: identifiers of proofs are written with each request and are worthless after minutes.
  std::unique_ptr<store::Database> proofDatabase = openDatabase(configuration, *hash, StoreUse::Proofs);
  store::SqlStore recoveryStore{*database};
  LivePolicy policy{configuration, recoveryStore};
  store::SqlAccountStore accounts{*database, clock};
  store::SqlDeliveries storedQueue{*database};
  domain::SealedDeliveries queue{storedQueue, *box};
  store::SqlReplayGuard replay{*proofDatabase};
  store::SqlChangeLedger ledger{*database};
  service::numbering::PhoneNumbering numbering;
  std::unique_ptr<domain::Directory> directory = makeDirectory(
      configuration, {accounts, ledger, numbering, clock, [this](const auto& event) { noteTrouble(event); },
                      [this] { return policy.current(); }});
  /// Of answers to security questions; passwords have the directory's.
  service::directory::PasswordHasher answerHasher{service::directory::HashCost::interactive()};
  service::keys::Es256Signatures signatures;
  service::captcha::CaptchaRenderer renderer;
  delivery::TemplateWriter writer;
  Senders senders{configuration, *hash};
  domain::DeliveryReports reports{
      {recoveryStore, replay, numbering, clock, senders.textReports(), senders.voiceReports()}};
  domain::RefusalNotes refusals{recoveryStore, clock};
  domain::DeliveryWorker worker;
  std::unique_ptr<BackgroundLoop> deliveries;
  domain::RecoveryService recoveries;
  domain::EnrolmentService enrolments;
  qint64 prunedAt = 0;
  http::TlsServer server{tlsSettings(configuration), metrics};
  QString origin;
  std::unique_ptr<http::ServiceHandler> handler;
  std::unique_ptr<BackgroundLoop> upkeep;
  std::unique_ptr<BackgroundLoop> watch;
};

ServiceApp::Parts::Parts(ServiceSetup given)
    : setup(std::move(given)),
      worker(queue, senders.all(), clock,
             [this](const domain::DeliveryEvent& event) { noteDelivery(event); }),
      recoveries(recoveryParts(), *policy.current()),
      enrolments(recoveryParts(), *policy.current()) {
  database->watchFaults([this](const QString& detail) { noteDatabase(detail); });
  if (setup.demo) {
    addSampleAccounts();
    prepareDemoFiles(configuration, clock.now(), random);
  }
  const auto port = server.listen();
  if (!port) throw StartFailure(explain(port.error(), configuration));
  origin = originOf(configuration, *port);
  recoveries.usePolicy(named(*policy.current()));
  enrolments.usePolicy(named(*policy.current()));
  metrics.addGauge("latchkey_queue_length", {}, "Requests that wait for a worker.",
                   [this] { return static_cast<double>(server.queued()); });
  metrics.addGauge("latchkey_connections", {}, "Connections that are open.",
                   [this] { return static_cast<double>(server.connections()); });
  // Nothing runs beside a start before it is certain that this service can serve.
  deliveries = std::make_unique<BackgroundLoop>(clock, [this] { return worker.step(); });
  // Other services may be in the middle of their requests: then only what is older than its lease is taken
  // over.
  if (!isShared(configuration)) recoveries.takeOver();
  recoveries.settle();
  upkeep = std::make_unique<BackgroundLoop>(clock, [this] { return tidyUp(); });
  tellLeftOut();
  watch = std::make_unique<BackgroundLoop>(clock, [this] { return lookForNews(); });
  handler = std::make_unique<http::ServiceHandler>(
      http::HandlerParts{recoveries, replay, *hash, clock, metrics, log, &reports, &refusals, &enrolments},
      handlerSettings());
  server.serve(*handler);
  log.write(QLatin1String("started"), {{QStringLiteral("url"), origin}});
}

ServiceApp::Parts::~Parts() {
  server.stop(stopDeadline);
  worker.stop();
  log.write(QLatin1String("stopped"), {});
}

domain::RecoveryParts ServiceApp::Parts::recoveryParts() {
  return {recoveryStore,
          *directory,
          renderer,
          writer,
          numbering,
          *hash,
          *box,
          answerHasher,
          signatures,
          clock,
          random,
          [this] { deliveries->wake(someMoment(random)); },
          &writer,
          [this](domain::Budget budget) { noteSpent(budget); },
          [this] { metrics.countRecovery("done"); },
          dynamic_cast<domain::PasswordMemory*>(directory.get()),
          dynamic_cast<domain::TemporaryEnds*>(directory.get())};
}

domain::ServicePolicy ServiceApp::Parts::named(domain::ServicePolicy unnamed) const {
  const QUrl url(origin);
  unnamed.origin = rules::originOf(url);
  unnamed.rpId = url.host();
  return unnamed;
}

http::HandlerSettings ServiceApp::Parts::handlerSettings() {
  http::HandlerSettings settings;
  settings.publicOrigin = origin.toUtf8();
  settings.discovery = [this] { return http::discoveryOf(*policy.current()); };
  settings.trustedProxies = networksOf(configuration.trustedProxies);
  settings.metricsNetworks = networksOf(configuration.metricsNetworks);
  settings.isReady = [this] { return isReady(); };
  return settings;
}

void ServiceApp::Parts::addSampleAccounts() {
  const platform::Secret password(samplePassword().toStdString());
  const auto first = accounts.show(QStringLiteral("msabc123@outlook.com"));
  if (first && first->has_value()) return;  // whatever became of them stays
  const service::directory::PasswordHasher hasher(service::directory::HashCost::interactive());
  if (!first || !accounts.add(sampleAccounts(numbering, hasher.hash(password)))) {
    throw StartFailure(QStringLiteral("%1: the sample accounts cannot be written").arg(database->place()));
  }
  const auto questions = domain::questionSetOf(sampleAnswers(), answerHasher, clock.now());
  const auto tables = recoveryStore.begin(domain::Access::Write);
  const platform::Secret secret(sampleAuthenticatorSecret().toStdString());
  for (const QString& key : accountsWithAuthenticator()) {
    const QString id = domain::randomId(random);
    tables->factors().put(
        key, domain::Authenticator{id, box->seal(secret, domain::sealingContext(key, id)), 0, clock.now()});
  }
  for (const QString& key : accountsWithQuestions()) tables->factors().put(key, questions);
  if (!tables->commit()) {
    throw StartFailure(QStringLiteral("%1: the sample factors cannot be written").arg(database->place()));
  }
}

/// An alarm for whoever watches numbers or the log, beside the mail to the administrators.
void ServiceApp::Parts::noteSpent(domain::Budget budget) {
  const QByteArray name = budget == domain::Budget::Realm ? "realm" : "prefix";
  metrics.countWithheld(name);
  log.write(QLatin1String("budget-spent"), {{QStringLiteral("budget"), QString::fromLatin1(name)}});
}

void ServiceApp::Parts::noteDelivery(const domain::DeliveryEvent& event) {
  const QString channel = delivery::channelName(event.channel);
  const QByteArray outcome = outcomeOf(event.kind);
  metrics.countDelivery(channel.toLatin1(), outcome);
  log.write(QLatin1String("delivery"), {{QStringLiteral("id"), event.messageId},
                                        {QStringLiteral("channel"), channel},
                                        {QStringLiteral("outcome"), QString::fromLatin1(outcome)},
                                        {QStringLiteral("attempts"), event.attempts},
                                        {QStringLiteral("reason"), event.reason}});
}

void ServiceApp::Parts::noteDatabase(const QString& detail) {
  if (detail.isEmpty()) return log.write(QLatin1String("database-back"), {});
  log.write(QLatin1String("database"), {{QStringLiteral("reason"), detail}});
}

void ServiceApp::Parts::noteTrouble(const service::directory::LdapEvent& event) {
  log.write(QLatin1String("directory"), {{QStringLiteral("what"), event.what},
                                         {QStringLiteral("server"), event.server},
                                         {QStringLiteral("detail"), event.detail}});
}

/// Once a minute: what a crash or a failing store left open; once an hour: what is too old to count.
qint64 ServiceApp::Parts::tidyUp() {
  database->compareClocks();
  const qint64 now = clock.now();
  const int settled = recoveries.settle();
  if (settled > 0) log.write(QLatin1String("settled"), {{QStringLiteral("count"), settled}});
  const int ended = recoveries.endTemporaryPasswords();
  if (ended > 0) log.write(QLatin1String("temporary-passwords-ended"), {{QStringLiteral("count"), ended}});
  if (now - prunedAt >= hourMs) {
    prunedAt = now;
    const qint64 toldMs = domain::removedContactsToldIn(*policy.current()) * qint64{1000};
    const auto removed = recoveryStore.prune(now, now - keepMs, now - keepJournalMs, now - toldMs);
    log.write(QLatin1String("pruned"), {{QStringLiteral("count"), removed.value_or(-1)}});
  }
  return now + minuteMs;
}

/// What other programs, latchkeyctl above all, have written into the database.
qint64 ServiceApp::Parts::lookForNews() {
  const auto use = [this](const domain::ServicePolicy& changed) {
    recoveries.usePolicy(named(changed));
    enrolments.usePolicy(named(changed));
  };
  switch (policy.refresh(use)) {
    case LivePolicy::News::None:
      break;
    case LivePolicy::News::Changed:
      log.write(QLatin1String("policy-changed"), {});
      tellLeftOut();
      break;
    case LivePolicy::News::Unfit:
      log.write(QLatin1String("policy-unfit"), {{QStringLiteral("reason"), policy.fault()}});
      break;
  }
  const int released = recoveries.releaseAppeals();
  if (released > 0) log.write(QLatin1String("appeals-released"), {{QStringLiteral("count"), released}});
  const qint64 now = clock.now();
  const auto due = queue.nextDue();
  if (due && *due > 0 && *due <= now) deliveries->wake();
  return now + watchMs;
}

void ServiceApp::Parts::tellLeftOut() {
  if (policy.leftOut().isEmpty()) return;
  log.write(QLatin1String("settings-left-out"),
            {{QStringLiteral("names"), policy.leftOut().join(QStringLiteral(", "))}});
}

/// Without the directory: all services have the same one, and most of a recovery goes on without it.
bool ServiceApp::Parts::isReady() {
  return !recoveryStore.begin(domain::Access::Read)->failed();
}

ServiceApp::ServiceApp(ServiceSetup setup) {
  makeDataDirectory(setup);
  m_parts = std::make_unique<Parts>(std::move(setup));
}

ServiceApp::~ServiceApp() = default;

QByteArray ServiceApp::readyLine() const {
  return "{\"event\":\"ready\",\"url\":" + quoted(m_parts->origin) +
         ",\"ca\":" + quoted(m_parts->setup.authorityFile) +
         ",\"outbox\":" + quoted(m_parts->configuration.outbox) + "}\n";
}

}  // namespace latchkey::app
