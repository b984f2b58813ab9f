// SPDX-License-Identifier: GPL-3.0-or-later
// What can be known of a directory without changing anything. Nothing less than what every recovery asks.
#include <ldap.h>

#include "service/directory/ldap_directory.h"
#include "service/directory/ldap_people.h"
#include "service/directory/ldap_words.h"

namespace latchkey::service::directory {

namespace {
LdapTrouble troubleOf(const LdapError& error) {
  if (error.isOldTls) return LdapTrouble::OldTls;
  if (error.fault == LdapFault::Unreachable) return error.isTls ? LdapTrouble::Tls : LdapTrouble::Unreachable;
  if (error.fault == LdapFault::Lost) return LdapTrouble::Lost;
  if (error.code == LDAP_INVALID_CREDENTIALS) return LdapTrouble::Credentials;
  return error.code == LDAP_REFERRAL ? LdapTrouble::Referral : LdapTrouble::Refused;
}

/// What is found at one controller.
struct Notes {
  QList<LdapFinding>& findings;
  QString server;

  bool note(const char* what, bool isFine, const QString& detail = {}) const {
    findings.append({QString::fromLatin1(what), server, isFine, detail});
    return isFine;
  }
  /// @param about goes before what was answered
  template <typename Answer>
  bool noteAnswer(const char* what, const Answer& answer, bool isFine, const QString& about = {}) const {
    const bool said = answer.has_value();
    QString detail = about;
    if (!said) detail += (about.isEmpty() ? QString() : QStringLiteral(": ")) + wordsOf(answer.error());
    findings.append({QString::fromLatin1(what), server, said && isFine, detail,
                     said ? LdapTrouble::None : troubleOf(answer.error())});
    return said && isFine;
  }
};
}  // namespace

QList<LdapFinding> LdapDirectory::check() {
  QList<LdapFinding> findings;
  bool isRefused = false;
  for (const QString& url : m_pool.access().urls) {
    const Notes notes{findings, url};
    const auto opened = LdapConnection::open(url, m_pool.access(), m_pool.dog());
    if (!notes.noteAnswer("connect", opened, true)) continue;
    LdapConnection& connection = **opened;
    // Another controller has the same password for us, and counts the misses as well.
    if (isRefused) continue;
    auto bound = connection.bind(m_pool.access().bindDn, m_pool.access().password);
    if (bound) bound = connection.learn();
    isRefused = !bound && troubleOf(bound.error()) == LdapTrouble::Credentials;
    if (!notes.noteAnswer("bind", bound, true)) continue;
    if (!connection.clock().isEmpty()) {
      notes.note("clock", true, QString::fromLatin1(connection.clock()));
    }
    bool areGroupsThere = true;
    for (const QByteArray& group : std::as_const(m_layout.privilegedGroups)) {
      const auto readable = m_dialect->groupIsReadable(connection, group);
      const bool isThere =
          notes.noteAnswer("group", readable, readable && *readable, QString::fromUtf8(group));
      areGroupsThere = areGroupsThere && isThere;
    }
    const auto base = connection.search(m_layout.base, LdapScope::Base, "(objectClass=*)", {"objectClass"});
    if (notes.noteAnswer("base", base, base && !base->isEmpty())) {
      const auto people = m_dialect->sample(connection, m_layout.base);
      if (notes.noteAnswer("people", people, people && !people->seen.isEmpty())) {
        if (people->writable) {
          notes.note("rights", *people->writable > 0,
                     QStringLiteral("%1 of %2").arg(*people->writable).arg(people->seen.size()));
        }
        // A group that is missing has been told, and nobody can be looked up then.
        if (areGroupsThere) checkAccount(connection, *people, findings);
      }
    }
    const auto policy = m_dialect->policyIsReadable(connection);
    notes.noteAnswer("policy", policy, policy && *policy);
    if (const auto mark = m_dialect->markOf(connection); !mark.isEmpty()) notes.note("mark", true, mark);
  }
  return findings;
}

void LdapDirectory::checkAccount(LdapConnection& connection, const LdapSample& people,
                                 QList<LdapFinding>& findings) {
  const Notes notes{findings, connection.url()};
  std::optional<rules::AccountName> name;
  for (const LdapEntry& entry : people.seen) {
    if (!name) name = canonicalName(*m_dialect, m_layout, entry);
  }
  if (!name) {
    notes.note("account", false, QStringLiteral("login-unusable"));
    return;
  }
  const auto found = lookUp(connection, name->key());
  if (!found || !*found) {
    notes.noteAnswer("account", found, false, found ? QStringLiteral("not-found") : QString());
    return;
  }
  const LdapPerson& person = (*found)->person;
  if (!notes.note("account", person.areGroupsSeen,
                  person.areGroupsSeen ? QString() : QStringLiteral("groups-unreadable"))) {
    return;
  }
  notes.note("history", true,
             m_dialect->keepsHistory(connection, person) ? QStringLiteral("kept-by-directory")
                                                         : QStringLiteral("kept-by-latchkey"));
}

}  // namespace latchkey::service::directory
