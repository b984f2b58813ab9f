// SPDX-License-Identifier: GPL-3.0-or-later
// bench_accounts DATABASE COUNT: user0000000@bench.example and so on, one mail address each, all with one
// password. Prints accounts a second. Through the store's own register, in transactions of 50,000.
#include <QFileInfo>
#include <QString>
#include <chrono>
#include <cstdio>

#include "service/config/data_layout.h"
#include "service/directory/password_hasher.h"
#include "service/domain/contact_entry.h"
#include "service/keys/file_keys.h"
#include "service/keys/system_random.h"
#include "service/store/sqlite_accounts.h"

using namespace latchkey;
using namespace latchkey::service;

namespace {

domain::NewAccount account(int number, const QByteArray& verifier) {
  const QString name = QStringLiteral("user") + QString::number(number).rightJustified(7, u'0');
  domain::NewAccount made;
  made.account.key = name + QStringLiteral("@bench.example");
  made.account.displayName = QStringLiteral("Bench Account");
  made.account.realm = QStringLiteral("bench");
  made.account.contacts = {*domain::mailContact(name + QStringLiteral(".backup@example.net"))};
  made.verifier = verifier;
  return made;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const int count = QByteArray(argv[2]).toInt();
  const QString path = QString::fromLocal8Bit(argv[1]);
  keys::SystemRandom random;
  const auto key = keys::FileKeys::open(config::masterKeyPath(QFileInfo(path).path()), random);
  if (!key) return 1;
  const auto database = store::SqliteDatabase::open(path, key->get());
  if (!database) return 1;
  const keys::SystemClock clock;
  store::SqliteAccounts accounts(**database, clock);
  const QByteArray verifier =
      directory::PasswordHasher(directory::HashCost::interactive()).hash(platform::Secret("Earlier-2025"));
  constexpr int batch = 50'000;
  const auto begin = std::chrono::steady_clock::now();
  for (int first = 0; first < count; first += batch) {
    QList<domain::NewAccount> list;
    for (int number = first; number < std::min(count, first + batch); ++number) {
      list << account(number, verifier);
    }
    if (!accounts.add(list)) return 1;
  }
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begin;
  std::printf("%.0f\n", count / taken.count());
  return 0;
}
