// SPDX-License-Identifier: GPL-3.0-or-later
// One sign-in against the embedded directory of a service's data folder, as the locked PC would try it:
//   sign_in_check DATA ACCOUNT < PASSWORD      status 0 accepted, 1 refused, 2 could not be tried
#include <QCoreApplication>
#include <QFile>
#include <cstdio>

#include "core/rules/account_name.h"
#include "service/config/data_layout.h"
#include "service/directory/embedded_directory.h"
#include "service/keys/file_keys.h"
#include "service/keys/system_random.h"
#include "service/store/sql_account_store.h"
#include "service/store/sqlite_database.h"

namespace {

namespace config = latchkey::service::config;
namespace directory = latchkey::service::directory;
namespace keys = latchkey::service::keys;
namespace store = latchkey::service::store;

constexpr int cannotTry = 2;
constexpr qint64 longest = 4096;

int fail(const QString& why) {
  std::fprintf(stderr, "%s\n", why.toUtf8().constData());
  return cannotTry;
}

}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  const QStringList arguments = QCoreApplication::arguments();
  if (arguments.size() != 3) return fail(QStringLiteral("sign_in_check DATA ACCOUNT < PASSWORD"));
  const auto name = latchkey::rules::AccountName::parse(arguments[2]);
  QFile input;
  if (!name || !input.open(stdin, QIODevice::ReadOnly))
    return fail(QStringLiteral("no account or no password"));
  const auto password = latchkey::platform::Secret::consume(input.read(longest));

  keys::SystemRandom random;
  const keys::SystemClock clock;
  // Opened for what is there: a wrong folder must not become an empty database that refuses everybody.
  const QString database = config::databasePath(arguments[1]);
  if (!QFile::exists(database)) return fail(database + QStringLiteral(": no database"));
  const auto key = keys::FileKeys::open(config::masterKeyPath(arguments[1]), random);
  if (!key) return fail(keys::explain(key.error()));
  const auto opened = store::SqliteDatabase::open(database, key->get());
  if (!opened) return fail(store::explain(opened.error()));
  store::SqlAccountStore accounts(**opened, clock);
  directory::EmbeddedDirectory embedded(accounts, clock, directory::HashCost::interactive(), {});
  const auto accepted = embedded.signIn(name->key(), password);
  if (!accepted) return fail(QStringLiteral("the directory cannot be asked"));
  return *accepted == latchkey::service::domain::SignInVerdict::Accepted ? 0 : 1;
}
