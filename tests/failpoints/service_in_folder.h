// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <cstdlib>
#include <memory>

#include "core/platform/failpoint.h"
#include "service/delivery/channel_router.h"
#include "service/delivery/outbox_sender.h"
#include "service/directory/embedded_directory.h"
#include "service/domain/delivery_worker.h"
#include "service/domain/recovery_service.h"
#include "service/domain/sealed_deliveries.h"
#include "service/domain/start_codes.h"
#include "service/store/sql_account_store.h"
#include "service/store/sql_deliveries.h"
#include "service/store/sql_store.h"
#include "service/store/sqlite_database.h"
#include "tests/support/counting_hash.h"
#include "tests/support/fake_signatures.h"
#include "tests/support/key_desk.h"
#include "tests/support/manual_clock.h"
#include "tests/support/plain_parts.h"
#include "tests/support/question_desk.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_keyed_hash.h"
#include "tests/support/test_secret_box.h"

namespace latchkey::tests {

using namespace service::domain;  // NOLINT: the vocabulary of these tests
using platform::FailClass;
using platform::FailMode;
using platform::failsHere;

/// The test's clock, with the fault of SystemClock: one reading from before it was set right.
class SlippingClock final : public Clock {
public:
  explicit SlippingClock(const ManualClock& clock) : m_clock(clock) {}
  [[nodiscard]] qint64 now() const override {
    return m_clock.now() - (failsHere(FailClass::Clock, "clock.now") ? 60 * 60 * 1000 : 0);
  }

private:
  const ManualClock& m_clock;
};

/// The test's randomness, with the fault of SystemRandom: without entropy the process ends.
class EndingRandom final : public Random {
public:
  explicit EndingRandom(quint32 seed) : m_random(seed) {}
  void fill(std::span<std::byte> bytes) override {
    if (failsHere(FailClass::Random, "random.fill")) std::abort();
    m_random.fill(bytes);
  }

private:
  SeededRandom m_random;
};

/// The outbox, each send in a folder of its own, so that a message that is sent twice shows.
class CountedOutbox final : public MessageSender {
public:
  explicit CountedOutbox(QString folder) : m_folder(std::move(folder)) {}
  [[nodiscard]] Result<void, SendError> send(const Message& message) override {
    const auto sends = QDir(m_folder).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    const QString name = QStringLiteral("%1").arg(sends, 6, 10, QLatin1Char('0'));
    return service::delivery::OutboxSender(QDir(m_folder).filePath(name)).send(message);
  }

private:
  QString m_folder;
};

[[nodiscard]] inline platform::Secret authenticatorSecret() {
  return platform::Secret("12345678901234567890");
}

[[nodiscard]] inline QString databaseIn(const QString& folder) {
  return QDir(folder).filePath(QStringLiteral("latchkey.db"));
}
[[nodiscard]] inline QString outboxIn(const QString& folder) {
  return QDir(folder).filePath(QStringLiteral("outbox"));
}

/// What latchkeyd is made of, over one folder: SQLite, embedded directory, delivery worker, outbox. Only
/// time, randomness and the challenge's picture are the test's.
class ServiceInFolder {
public:
  using Database = service::store::SqliteDatabase;

  /// Nothing when the database does not open; latchkeyd ends then, and is started again.
  [[nodiscard]] static std::unique_ptr<ServiceInFolder> start(const QString& folder, const ManualClock& clock,
                                                              Random& random, int gates = 1) {
    // Not synchronised with the disk for each commit: a process that dies loses nothing by that.
    static const TestKeyedHash keys;
    auto opened = Database::open(databaseIn(folder), &keys, {.durable = false});
    if (!opened) return nullptr;
    return std::make_unique<ServiceInFolder>(std::move(*opened), folder, clock, random, gates);
  }
  ServiceInFolder(std::unique_ptr<Database> opened, const QString& folder, const ManualClock& manual,
                  Random& source, int gates)
      : database(std::move(opened)),
        clock(manual),
        random(source),
        rules(policy(gates)),
        outbox(outboxIn(folder)),
        recoveries({store,
                    directory,
                    renderer,
                    writer,
                    numbering,
                    keys,
                    box,
                    slowHash,
                    signatures,
                    clock,
                    random,
                    {},
                    &writer},
                   rules) {}

  [[nodiscard]] static ServicePolicy policy(int gates) {
    Realm realm;
    realm.id = QStringLiteral("people");
    realm.name = QStringLiteral("People");
    realm.workBits = 8;
    realm.gates = gates;
    realm.factors.append({MethodKind::Authenticator, MethodKind::SecurityKey, MethodKind::StartCode});
    realm.startCodesAgain = true;
    askQuestions(realm, QuestionUse::Alone);
    ServicePolicy made;
    made.origin = PaperTouch().origin;
    made.rpId = PaperTouch().rpId;
    made.realms = {realm};
    return made;
  }

  std::unique_ptr<Database> database;
  SlippingClock clock;
  Random& random;
  ServicePolicy rules;
  TestKeyedHash keys;
  TestSecretBox box;
  CountingHash slowHash;
  FakeSignatures signatures;
  ReadableRenderer renderer;
  PlainWriter writer;
  JapaneseNumbering numbering;
  CountedOutbox outbox;
  service::delivery::ChannelRouter router{{&outbox, &outbox, &outbox}};
  service::store::SqlStore store{*database};
  service::store::SqlAccountStore accounts{*database, clock};
  service::store::SqlDeliveries stored{*database};
  SealedDeliveries queue{stored, box};
  service::directory::EmbeddedDirectory directory{
      accounts, clock, service::directory::HashCost::minimum(), {}};
  DeliveryWorker worker{queue, {router, router, router}, clock};
  RecoveryService recoveries;

  /// As an administrator hands one out; nothing where that failed.
  [[nodiscard]] QString issueStartCode(const QString& key) {
    const auto account = directory.find(key);
    if (!account || !*account) return {};
    StartCodes codes({store, keys, writer, numbering, clock, random, box}, rules);
    const auto issued = codes.issue(**account);
    if (!issued) return {};
    return QString::fromLatin1(issued->digits.view().data(), static_cast<qsizetype>(issued->digits.size()));
  }
};

}  // namespace latchkey::tests
