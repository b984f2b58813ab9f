// SPDX-License-Identifier: GPL-3.0-or-later
// What is beyond this machine: directory, relay, gateways, and their clocks.
#include <QDateTime>
#include <QLocale>
#include <cstdlib>

#include "app/admin/health.h"
#include "app/directories/directories.h"
#include "app/senders/senders.h"
#include "app/start/start_failure.h"
#include "app/stores/stores.h"
#include "service/directory/ldap_directory.h"
#include "service/store/sql_account_store.h"
#include "service/store/sql_change_ledger.h"

namespace latchkey::admin {

namespace config = service::config;
namespace directory = service::directory;
namespace domain = service::domain;
namespace store = service::store;
using directory::LdapFinding;
using directory::LdapTrouble;

namespace {

constexpr qint64 secondMs = 1000;
constexpr qint64 worryingMs = 20 * secondMs;  ///< an authenticator's codes are good for 30 s to either side
constexpr qint64 brokenMs = 300 * secondMs;   ///< Kerberos takes no more
constexpr int httpStampLength = 25;           ///< "Sun, 06 Nov 1994 08:49:37"

QString withDetail(const QString& text, const QString& detail) {
  return detail.isEmpty() ? text : text + QStringLiteral(" (%1)").arg(detail);
}

/// What was asked, in words of the configuration.
QString askedFor(const LdapFinding& finding) {
  if (finding.what == u"connect") return QStringLiteral("it was not reached");
  if (finding.what == u"bind") return QStringLiteral("directory.bind_dn cannot sign in");
  if (finding.what == u"base") return QStringLiteral("directory.base cannot be read");
  if (finding.what == u"people") return QStringLiteral("no account below directory.base can be seen");
  if (finding.what == u"group")
    return QStringLiteral("a group of directory.privileged_groups, or its members, cannot be read");
  if (finding.what == u"account") {
    if (finding.detail == u"groups-unreadable") {
      return QStringLiteral("an account was looked up, and its tokenGroups cannot be read");
    }
    return QStringLiteral("an account that is there cannot be looked up");
  }
  if (finding.what == u"rights")
    return QStringLiteral(
        "the service account may write lockoutTime and pwdLastSet of none of the accounts looked at");
  return QStringLiteral("the rules of passwords cannot be read");
}

/// Something that need be wrong with no other account.
bool isOneOfMany(const LdapFinding& finding) {
  return finding.what == u"account" &&
         (finding.detail == u"login-unusable" || finding.detail == u"not-found");
}

QString adviceFor(const LdapFinding& finding) {
  switch (finding.trouble) {
    case LdapTrouble::Unreachable:
      return QStringLiteral("check name, port and firewall, and whether the controller runs");
    case LdapTrouble::Tls:
      return QStringLiteral(
          "its certificate has to carry the name that stands in directory.urls, be in date, and come from an "
          "authority of directory.ca_file");
    case LdapTrouble::OldTls:
      return QStringLiteral(
          "it refuses TLS 1.2 and 1.3, and over TLS 1.0 or 1.1 no password is sent, whatever the "
          "certificate: have "
          "the controller speak TLS 1.2 or 1.3");
    case LdapTrouble::Credentials:
      return QStringLiteral(
          "check directory.bind_dn and the first line of directory.password_file, and that the account is "
          "neither "
          "locked nor expired; no other controller was tried with them");
    case LdapTrouble::Referral:
      return QStringLiteral("another directory holds it: name that one's controllers in directory.urls");
    case LdapTrouble::Lost:
      return QStringLiteral("the connection broke or took too long: look at the controller's load and log");
    case LdapTrouble::Refused:
    case LdapTrouble::None:
      break;
  }
  if (finding.what == u"group") {
    return QStringLiteral(
        "correct its name, or give the right to read it and its members (docs/directories.md): until then "
        "nobody is recovered");
  }
  if (finding.what == u"account" && finding.detail == u"groups-unreadable") {
    return QStringLiteral(
        "nobody is recovered, as nobody can be told from an administrator: give the service account the "
        "right to "
        "read tokenGroups (docs/directories.md)");
  }
  if (isOneOfMany(finding)) {
    return QStringLiteral("see whether others are found: latchkeyctl accounts show ACCOUNT");
  }
  if (finding.what == u"account") {
    return QStringLiteral("nobody is recovered: give the service account the rights of docs/directories.md");
  }
  if (finding.what == u"base") return QStringLiteral("check directory.base, and the right to read there");
  if (finding.what == u"policy") {
    return QStringLiteral(
        "give the right to read them (docs/directories.md); until then people learn of them by refusals");
  }
  return QStringLiteral("give the service account the rights of docs/directories.md");
}

QString fineWords(const LdapFinding& finding) {
  if (finding.what == u"connect") return QStringLiteral("it answers, with a certificate that is trusted");
  if (finding.what == u"bind") return QStringLiteral("the service account signs in");
  if (finding.what == u"base") return QStringLiteral("directory.base is there");
  if (finding.what == u"people") return QStringLiteral("accounts can be read");
  if (finding.what == u"rights") {
    return QStringLiteral(
        "locks can be taken off; the right to reset passwords shows at the first reset only");
  }
  if (finding.what == u"policy") return QStringLiteral("the rules of passwords can be read");
  if (finding.what == u"group") return QStringLiteral("the members of %1 can be told").arg(finding.detail);
  if (finding.what == u"account") return QStringLiteral("an account was looked up whole");
  if (finding.what == u"mark") {
    return finding.detail == u"no-overlay"
               ? QStringLiteral("it has no ppolicy overlay: nobody has to change a temporary password")
               : QStringLiteral(
                     "whether pwdReset may be written shows at the first temporary password only (log: "
                     "must-change-not-set)");
  }
  return finding.detail == u"kept-by-directory"
             ? QStringLiteral("it refuses earlier passwords in a reset too")
             : QStringLiteral(
                   "it does not refuse earlier passwords in a reset (no policy-hints control, or no "
                   "history in its policy): only those that were set through Latchkey are");
}

/// "20261127150000.0Z"
qint64 generalizedMoment(const QString& text) {
  const QDateTime moment = QDateTime::fromString(text.left(14), QStringLiteral("yyyyMMddHHmmss"));
  return moment.isValid() ? QDateTime(moment.date(), moment.time(), Qt::UTC).toMSecsSinceEpoch() : 0;
}

qint64 httpMoment(const QByteArray& text) {
  const QDateTime moment = QLocale::c().toDateTime(QString::fromLatin1(text).left(httpStampLength),
                                                   QStringLiteral("ddd, dd MMM yyyy hh:mm:ss"));
  return moment.isValid() ? QDateTime(moment.date(), moment.time(), Qt::UTC).toMSecsSinceEpoch() : 0;
}

HealthFinding healthOf(const LdapFinding& finding, qint64 now) {
  const QString what = QStringLiteral("directory ") + finding.server;
  if (finding.what == u"clock") return healthOfClock(finding.server, generalizedMoment(finding.detail), now);
  if (finding.isFine) return {what, Health::Fine, fineWords(finding), {}};
  // What was looked at need not be whom it is for.
  const bool isGuess = finding.what == u"policy" || finding.what == u"rights" || isOneOfMany(finding);
  return {what, isGuess ? Health::Worrying : Health::Broken, withDetail(askedFor(finding), finding.detail),
          adviceFor(finding)};
}

QString adviceForMail(const QString& reason) {
  if (reason.startsWith(u"smtp-login")) {
    return QStringLiteral("check mail.user and the first line of mail.password_file");
  }
  if (reason == u"tls-missing") {
    return QStringLiteral(
        "the relay offers no STARTTLS: use another port, or security = \"tls\" where it wants that");
  }
  return QStringLiteral("look at the relay's log");
}

QString adviceForReason(const QString& section, const QString& reason) {
  if (reason == u"resolve")
    return QStringLiteral("no such name: check [%1] and this machine's DNS").arg(section);
  if (reason == u"connect" || reason == u"timeout" || reason == u"connection-lost") {
    return QStringLiteral("nobody answers there: check name, port and firewall");
  }
  if (reason == u"tls-verify") {
    return QStringLiteral(
               "its certificate is for another name, out of date, or from an authority that is not trusted: "
               "check "
               "%1.ca_file")
        .arg(section);
  }
  if (reason == u"tls-ca-file")
    return QStringLiteral("%1.ca_file holds no certificate that can be read").arg(section);
  if (reason == u"tls")
    return QStringLiteral("no TLS 1.2 or later is spoken there: check the port and `security`");
  return section == u"mail" ? adviceForMail(reason) : QStringLiteral("look at the gateway's status page");
}

}  // namespace

HealthFinding healthOfClock(const QString& whose, qint64 theirs, qint64 ours) {
  const QString what = QStringLiteral("clock");
  if (theirs == 0) {
    return {what, Health::Worrying, whose + QStringLiteral(" says a time that cannot be read"),
            QStringLiteral("compare the clocks by hand")};
  }
  const qint64 apart = std::llabs(ours - theirs);
  const QString said = QStringLiteral("this machine and %1 are %2 s apart").arg(whose).arg(apart / secondMs);
  if (apart < worryingMs) return {what, Health::Fine, said, {}};
  return {what, apart < brokenMs ? Health::Worrying : Health::Broken, said,
          QStringLiteral(
              "set the clock by NTP (timedatectl): authenticator codes and certificates are judged by it")};
}

HealthFindings healthOfDirectory(const config::ServiceConfiguration& configuration,
                                 const service::keys::FileKeys& keys, const domain::Numbering& numbering,
                                 const domain::Clock& clock) {
  const QString what = QStringLiteral("directory");
  if (configuration.directory.kind == config::DirectoryKind::Embedded) {
    return {{what, Health::Fine, QStringLiteral("the accounts lie in the database"), {}}};
  }
  const auto opened = app::openStore(configuration, keys, app::StoreUse::Proofs);
  if (!opened) {
    return {{what, Health::Worrying, QStringLiteral("it was not looked at, for want of a database"),
             QStringLiteral("mend the database first")}};
  }
  store::SqlAccountStore accounts(**opened, clock);
  store::SqlChangeLedger ledger(**opened);
  const auto policy = std::make_shared<const domain::ServicePolicy>(configuration.policy);
  HealthFindings findings;
  try {
    const auto made = app::makeDirectory(
        configuration, {accounts, ledger, numbering, clock, [](const directory::LdapEvent& /*event*/) {},
                        [policy] { return policy; }});
    auto* const ldap = dynamic_cast<directory::LdapDirectory*>(made.get());
    if (ldap == nullptr) return findings;
    const auto found = ldap->check();
    for (const LdapFinding& finding : found) findings.append(healthOf(finding, clock.now()));
  } catch (const app::StartFailure& failure) {
    findings.append(
        {what, Health::Broken, failure.line(), QStringLiteral("see [directory] of the configuration")});
  }
  return findings;
}

HealthFindings healthOfWaysOut(const config::ServiceConfiguration& configuration,
                               const service::keys::FileKeys& keys, const domain::Clock& clock) {
  HealthFindings findings;
  const auto ways = app::tryWaysOut(configuration, keys);
  for (const app::WayOut& way : ways) {
    if (!way.unusable.isEmpty()) {
      findings.append({way.section, Health::Broken, way.unusable,
                       QStringLiteral("see [%1] of the configuration").arg(way.section)});
    } else if (!way.reason.isEmpty()) {
      findings.append({way.section, Health::Broken,
                       withDetail(QStringLiteral("it cannot be used"), way.reason),
                       adviceForReason(way.section, way.reason)});
    } else if (way.section == u"mail") {
      findings.append(
          {way.section,
           Health::Fine,
           QStringLiteral("the relay answers, begins TLS and takes the login where those are set"),
           {}});
    } else {
      findings.append(
          {way.section,
           Health::Fine,
           QStringLiteral("the gateway's host answers; its credentials show with the first message only"),
           {}});
    }
    if (!way.clock.isEmpty()) findings.append(healthOfClock(way.section, httpMoment(way.clock), clock.now()));
  }
  if (ways.isEmpty() && configuration.outbox.isEmpty()) {
    findings.append({QStringLiteral("mail"), Health::Broken,
                     QStringLiteral("there is no way out for any message"), QStringLiteral("set [mail] up")});
  }
  return findings;
}

}  // namespace latchkey::admin
