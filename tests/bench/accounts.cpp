// SPDX-License-Identifier: GPL-3.0-or-later
// bench_accounts DATA COUNT [--twins] [--socket FOLDER --port PORT --name DATABASE]
//   user0000000@bench.example and so on, one mail address each, all with one password, into the file of that
//   data folder or into a database of a PostgreSQL server. Prints accounts a second. Through the store's own
//   register, in transactions of 50,000.
//   --twins: each has a mobile as well, as most names that only seem do; there are as many more that cannot
//   be recovered (gone…: disabled, bare…: no contacts), and as many that prove themselves by something else,
//   in realms of their own (user…@text.bench.example, @authenticator.…, @questions.…).
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QString>
#include <chrono>
#include <cstdio>

#include "service/config/data_layout.h"
#include "service/directory/password_hasher.h"
#include "service/domain/contact_entry.h"
#include "service/domain/security_questions.h"
#include "service/keys/file_keys.h"
#include "service/keys/system_random.h"
#include "service/numbering/phone_numbering.h"
#include "service/store/postgres_database.h"
#include "service/store/sql_account_store.h"
#include "service/store/sql_store.h"
#include "service/store/sqlite_database.h"

using namespace latchkey;
using namespace latchkey::service;

namespace {

domain::Contact mobile(int number) {
  static const numbering::PhoneNumbering numbering;
  const QString digits = QString::number(10'000'000 + number);
  return domain::phoneContact(QStringLiteral("090") + digits, QStringLiteral("JP"), numbering);
}

domain::NewAccount account(int number, const QByteArray& verifier, const char* kind = "user",
                           const QString& realm = {}) {
  const QString name = QLatin1String(kind) + QString::number(number).rightJustified(7, u'0');
  domain::NewAccount made;
  made.account.key = name + u'@' + (realm.isEmpty() ? realm : realm + u'.') + QStringLiteral("bench.example");
  made.account.displayName = QStringLiteral("Bench Account");
  made.account.realm = realm.isEmpty() ? QStringLiteral("bench") : realm;
  if (realm.isEmpty()) {
    made.account.contacts = {*domain::mailContact(name + QStringLiteral(".backup@example.net"))};
  }
  made.verifier = verifier;
  return made;
}

/// What each side of a pair of twins may be.
bool addTwins(store::SqlAccountStore& accounts, store::Database& database, const keys::FileKeys& key,
              domain::Random& random, int count, const QByteArray& verifier) {
  const keys::SystemClock clock;
  const auto box = key.box(random);
  domain::QuestionSet questions;
  questions.ids = {QStringLiteral("alpha"), QStringLiteral("beta"), QStringLiteral("gamma")};
  questions.verifier = verifier;  // of another text: nobody of these answers rightly
  QList<domain::NewAccount> list;
  store::SqlStore store(database);
  const auto tables = store.begin(domain::Access::Write);
  const QString id = QStringLiteral("app");
  for (int number = 0; number < count; ++number) {
    list << account(number, verifier, "gone") << account(number, verifier, "bare");
    list[list.size() - 2].account.status = domain::AccountStatus::Disabled;
    list[list.size() - 2].account.contacts += mobile(number);
    list.last().account.contacts.clear();
    list << account(number, verifier, "user", QStringLiteral("text"));
    list.last().account.contacts = {mobile(number)};
    list << account(number, verifier, "user", QStringLiteral("authenticator"));
    const QString& owner = list.last().account.key;
    tables->factors().put(
        owner, domain::Authenticator{
                   id, box->seal(platform::Secret("12345678901234567890"), domain::sealingContext(owner, id)),
                   0, clock.now()});
    list << account(number, verifier, "user", QStringLiteral("questions"));
    list.last().account.contacts = account(number, verifier).account.contacts;  // for the other gate
    tables->factors().put(list.last().account.key, questions);
  }
  return tables->commit() && accounts.add(list);
}

std::unique_ptr<store::Database> databaseFor(const QCommandLineParser& parser, const QString& folder,
                                             const keys::FileKeys& key) {
  if (!parser.isSet(QStringLiteral("socket"))) {
    auto file = store::SqliteDatabase::open(config::databasePath(folder), &key);
    return file ? std::move(*file) : nullptr;
  }
  store::PostgresOptions options;
  options.host = parser.value(QStringLiteral("socket"));
  options.port = parser.value(QStringLiteral("port")).toInt();
  options.name = parser.value(QStringLiteral("name"));
  options.user = QStringLiteral("latchkey");
  auto server = store::PostgresDatabase::open(std::move(options), &key);
  return server ? std::move(*server) : nullptr;
}

}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  QCommandLineParser parser;
  parser.addOption({QStringLiteral("twins"), QStringLiteral("accounts for twins as well")});
  for (const char* name : {"socket", "port", "name"}) {
    parser.addOption({QLatin1String(name), QLatin1String(name), QStringLiteral("value")});
  }
  parser.process(application);
  const QStringList operands = parser.positionalArguments();
  if (operands.size() != 2) return 2;
  const bool twins = parser.isSet(QStringLiteral("twins"));
  const int count = operands.at(1).toInt();
  keys::SystemRandom random;
  const auto key = keys::FileKeys::open(config::masterKeyPath(operands.first()), random);
  if (!key) return 1;
  const auto database = databaseFor(parser, operands.first(), **key);
  if (database == nullptr) return 1;
  const keys::SystemClock clock;
  store::SqlAccountStore accounts(*database, clock);
  const QByteArray verifier =
      directory::PasswordHasher(directory::HashCost::interactive()).hash(platform::Secret("Earlier-2025"));
  constexpr int batch = 50'000;
  const auto begin = std::chrono::steady_clock::now();
  for (int first = 0; first < count; first += batch) {
    QList<domain::NewAccount> list;
    for (int number = first; number < std::min(count, first + batch); ++number) {
      list << account(number, verifier);
      if (twins) list.last().account.contacts += mobile(number);
    }
    if (!accounts.add(list)) return 1;
  }
  if (twins && !addTwins(accounts, *database, **key, random, count, verifier)) return 1;
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  std::printf("%.0f\n", count / taken.count());
  return 0;
}
