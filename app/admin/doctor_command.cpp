// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/doctor_command.h"

#include <QFileInfo>
#include <algorithm>

#include "app/admin/json_text.h"
#include "app/admin/service_data.h"
#include "app/admin/text_table.h"
#include "app/stores/stores.h"

namespace latchkey::admin {

namespace {

namespace config = service::config;
namespace keys = service::keys;

QString wordFor(Health health) {
  switch (health) {
    case Health::Fine:
      return QStringLiteral("OK");
    case Health::Worrying:
      return QStringLiteral("WARN");
    case Health::Broken:
      return QStringLiteral("FAIL");
  }
  return {};
}

QByteArray jsonOf(const HealthFinding& finding) {
  return JsonObjectText()
      .add("health", wordFor(finding.health).toLower())
      .add("what", finding.what)
      .add("said", finding.said)
      .add("advice", textOrNull(finding.advice))
      .text();
}

}  // namespace

CommandForm DoctorCommand::form() {
  return {QStringLiteral("doctor"),
          {},
          QStringList{QStringLiteral("format=text|json")} + dataOptions(),
          QStringLiteral(
              "look at everything that the service needs, and say what to do where something is wrong: "
              "files, database, disk, directory with each controller, mail relay, gateways, certificate, "
              "clock. Nothing is sent and nothing is changed. Status 1 where something is broken")};
}

int DoctorCommand::run(const CommandArguments& arguments) {
  const QString format = arguments.value(QStringLiteral("format"));
  const bool asJson = format == u"json";
  if (!asJson && !format.isEmpty() && format != u"text") {
    return m_console.refuse(QStringLiteral("--format: expected text or json"));
  }
  const auto configuration = configurationNamedBy(arguments);
  if (!configuration && configuration.error().status == WrongUsage)
    return m_console.refuse(configuration.error().line);
  if (!configuration) {
    return tell({{QStringLiteral("configuration"), Health::Broken, configuration.error().line,
                  QStringLiteral("packaging/latchkeyd.sample.toml names every setting")}},
                asJson);
  }
  return tell(examine(arguments, *configuration), asJson);
}

HealthFindings DoctorCommand::examine(const CommandArguments& arguments,
                                      const config::ServiceConfiguration& configuration) const {
  HealthFindings findings;
  if (arguments.has(QStringLiteral("config"))) {
    findings.append({QStringLiteral("configuration"),
                     Health::Fine,
                     arguments.value(QStringLiteral("config")) + QStringLiteral(" is in order"),
                     {}});
  }
  const keys::SystemClock clock;
  keys::SystemRandom random;
  findings += healthOfFiles(configuration);
  const auto there = app::isStoreThere(configuration);
  if (!there) {
    findings.append({QStringLiteral("database"), Health::Broken, there.error(),
                     QStringLiteral("see [store] of the configuration")});
  } else if (const QString lost = app::lostKey(configuration); !lost.isEmpty()) {
    findings.append({QStringLiteral("key"), Health::Broken, lost,
                     QStringLiteral("put the copy that was kept apart there, with mode 0600")});
  } else if (!*there) {
    // Opening would make both.
    findings.append({QStringLiteral("database"), Health::Worrying,
                     app::storePlace(configuration) + QStringLiteral(": there is none yet"),
                     QStringLiteral("start latchkeyd once")});
  } else if (const auto master = keys::FileKeys::open(configuration.keyFile, random); !master) {
    findings.append({QStringLiteral("key"), Health::Broken, keys::explain(master.error()),
                     QStringLiteral("run this as the user of the service")});
  } else {
    findings += healthOfDatabase(configuration, **master, clock);
    findings += healthOfDirectory(configuration, **master, m_numbering, clock);
    findings += healthOfWaysOut(configuration, **master, clock);
  }
  return findings + healthOfCertificate(configuration, clock);
}

int DoctorCommand::tell(const HealthFindings& findings, bool asJson) {
  if (asJson) {
    QByteArrayList items;
    for (const HealthFinding& finding : findings) items << jsonOf(finding);
    m_console.printRaw("[\n" + items.join(",\n") + "\n]\n");
  } else {
    QList<QStringList> rows;
    for (const HealthFinding& finding : findings) {
      const QString advice = finding.advice.isEmpty() ? QString() : QStringLiteral("; ") + finding.advice;
      rows.append({wordFor(finding.health), finding.what, finding.said + advice});
    }
    m_console.printRaw(TextTable().lines(rows).toUtf8());
  }
  const bool isBroken = std::any_of(findings.begin(), findings.end(), [](const HealthFinding& finding) {
    return finding.health == Health::Broken;
  });
  return isBroken ? Negative : Succeeded;
}

}  // namespace latchkey::admin
