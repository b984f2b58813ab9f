// SPDX-License-Identifier: GPL-3.0-or-later
// What the steps of docs/operations.md keep out of the log of a PostgreSQL server that logs all that it can.
#include <QRegularExpression>
#include <QtTest>

#include "service/store/postgres_log.h"
#include "tests/support/postgres_bench.h"
#include "tests/support/source_dir.h"
#include "tests/support/test_keyed_hash.h"

using namespace latchkey::service::store;  // NOLINT
using latchkey::tests::PostgresServer;

namespace {
const latchkey::tests::TestKeyedHash logKey;
constexpr Sql putValue{"INSERT INTO settings (realm, name, value) VALUES (?, ?, ?)"};
const QString mail = QStringLiteral("pat@example.net");

QStringList documentedSteps() {
  QFile file(latchkey::tests::sourcePath(QLatin1String("docs/operations.md")));
  if (!file.open(QIODevice::ReadOnly)) qFatal("docs/operations.md");
  static const QRegularExpression step(QStringLiteral("^ *(ALTER ROLE latchkey SET .*;)$"),
                                       QRegularExpression::MultilineOption);
  QStringList steps;
  for (auto found = step.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext();) {
    steps << found.next().captured(1);
  }
  return steps;
}
}  // namespace

class PostgresLogTest : public QObject {
  Q_OBJECT

  PostgresServer m_server;  // its role is changed

  [[nodiscard]] QByteArray logged() const {
    QFile log(m_server.logFile());
    return log.open(QIODevice::ReadOnly) ? log.readAll() : QByteArray();
  }
  /// Writes a contact, and once more, which is refused; then what is wrong by the server's own word.
  [[nodiscard]] QStringList used(const QString& name) const {
    const auto database = PostgresDatabase::open(m_server.options(name), &logKey);
    if (!database) qFatal("%s", qPrintable(explain(database.error())));
    Connection& connection = *(*database)->connection();
    for (int i = 0; i < 2; ++i) {
      std::ignore = connection.change(putValue, {QStringLiteral("realm"), mail, QStringLiteral("value")});
    }
    const auto settings = talkativeSettings(connection);
    if (!settings) qFatal("the settings cannot be read");
    QStringList names;
    for (const LoggingSetting& setting : *settings) names << setting.name;
    return names;
  }

private Q_SLOTS:
  void noContactReachesTheServersLogAfterTheDocumentedSteps() {
    const QString name = m_server.emptyDatabase().name;
    for (const char* const setting :
         {"session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0",
          "log_statement = 'mod'", "log_min_duration_statement = 0", "log_min_duration_sample = 0",
          "log_transaction_sample_rate = 1"}) {
      std::ignore = m_server.ask(
          name, QStringLiteral("ALTER DATABASE %1 SET %2").arg(name, QString::fromLatin1(setting)));
    }
    const QStringList before = used(name);
    QCOMPARE(before, (QStringList{u"log_min_error_statement"_qs, u"log_error_verbosity"_qs,
                                  u"log_statement"_qs, u"log_min_duration_statement"_qs,
                                  u"log_min_duration_sample"_qs, u"log_transaction_sample_rate"_qs,
                                  u"log_parameter_max_length"_qs, u"auto_explain.log_min_duration"_qs}));
    const QByteArray loud = logged();
    QVERIFY(loud.contains("Query Text") && loud.contains("STATEMENT") && loud.contains("duration:"));
    QVERIFY(loud.contains(mail.toLatin1()));

    const QStringList steps = documentedSteps();
    QCOMPARE(steps.size(), before.size());
    for (const QString& step : steps) std::ignore = m_server.ask(name, step);
    const QByteArray stepped = logged();
    const QString other = m_server.emptyDatabase().name;
    QCOMPARE(used(name), QStringList());
    QCOMPARE(used(other), QStringList());
    const QByteArray quiet = logged().sliced(stepped.size());
    QVERIFY2(quiet.contains("duplicate key"), quiet.constData());  // that something went wrong is there
    QVERIFY2(!quiet.contains(mail.toLatin1()), quiet.constData());
  }
};

QTEST_GUILESS_MAIN(PostgresLogTest)
#include "postgres_log_test.moc"
