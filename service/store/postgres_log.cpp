// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/store/postgres_log.h"

#include <QStringList>
#include <array>

namespace latchkey::service::store {

namespace {
struct Rule {
  const char* name;
  const char* wanted;      ///< the first is what to set
  const char* alsoFine{};  ///< says as little
};
// All of them but a superuser's to set: the driver puts values into the statements' text, so that each that
// logs statements logs values, and an error's detail quotes them ("Key (account)=(…) already exists").
constexpr std::array rules{
    Rule{"log_min_error_statement", "panic"}, Rule{"log_error_verbosity", "terse"},
    Rule{"log_statement", "none", "ddl"},     Rule{"log_min_duration_statement", "-1"},
    Rule{"log_min_duration_sample", "-1"},    Rule{"log_transaction_sample_rate", "0"},
    Rule{"log_parameter_max_length", "0"},    Rule{"auto_explain.log_min_duration", "-1"},
};
// Of a module that is not loaded there is none.
constexpr Sql settingSql{"SELECT current_setting(?, true)"};
constexpr Sql roleSql{"SELECT quote_ident(current_user)"};
}  // namespace

std::optional<QList<LoggingSetting>> talkativeSettings(Connection& connection) {
  QList<LoggingSetting> found;
  for (const Rule& rule : rules) {
    const QString name = QString::fromLatin1(rule.name);
    const auto rows = connection.rows(settingSql, {name});
    if (!rows || rows->isEmpty()) return std::nullopt;
    const QString value = rows->first().first().toString();
    if (value.isEmpty() || value == QLatin1String(rule.wanted) || value == QLatin1String(rule.alsoFine)) {
      continue;
    }
    found.append({name, value, QString::fromLatin1(rule.wanted)});
  }
  return found;
}

QString roleOf(Connection& connection) {
  const auto rows = connection.rows(roleSql);
  return rows && !rows->isEmpty() ? rows->first().first().toString() : QString();
}

}  // namespace latchkey::service::store
