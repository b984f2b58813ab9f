// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>
#include <chrono>
#include <functional>

#include "core/platform/secret.h"
#include "service/domain/ports.h"

namespace latchkey::service::directory {

enum class LdapKind { ActiveDirectory, OpenLdap };

/// How controllers are reached and who asks. Never without TLS: ldaps:// from the first byte, ldap:// by
/// StartTLS.
struct LdapAccess {
  QStringList urls;  ///< controllers of one directory, the preferred first
  QString caFile;    ///< PEM; the only authorities that are believed
  QByteArray bindDn;
  platform::Secret password;
  std::function<platform::Secret()> passwordNow;  ///< read anew; empty, or empty-handed: nobody knows better
  std::chrono::milliseconds connectDeadline{5'000};     ///< of one controller, TLS included
  std::chrono::milliseconds operationDeadline{10'000};  ///< of one bind, search or modify
  int mostAtOnce = 64;                                  ///< threads that may wait inside it
  std::chrono::milliseconds patience{2'000};            ///< of another one, while nothing moves inside
};

/// Where the people stand and what is read of them.
struct LdapLayout {
  LdapKind kind = LdapKind::ActiveDirectory;
  QByteArray base;           ///< people are looked for below this
  QString domain;            ///< "example.com": canonical keys are login@domain
  QString shortDomain;       ///< NetBIOS name, small letters, for DOMAIN\login; may be empty
  QStringList otherDomains;  ///< x@ each of them is the same name as x@domain
  QStringList mailAttributes{QStringLiteral("otherMailbox"), QStringLiteral("mail")};
  QStringList mobileAttributes{QStringLiteral("mobile")};
  QStringList phoneAttributes{QStringLiteral("telephoneNumber")};
  QList<QByteArray> privilegedGroups;  ///< names of groups whose members are never recovered
  QByteArray passwordPolicy;           ///< OpenLDAP: the policy entry of people without one of their own
  domain::Language language = domain::Language::English;  ///< of people without preferredLanguage
};

/// One thing that administrators should know. No name, contact or secret in it.
struct LdapEvent {
  QString what;  ///< "unreachable", "certificate-or-tls-refused", "bind-refused", "lost", "ambiguous-name", …
  QString server;  ///< URL of the controller; may be empty
  QString detail;  ///< a result code, a code of Active Directory, or TLS's words
};
/// Called from any thread.
using LdapReport = std::function<void(const LdapEvent&)>;

}  // namespace latchkey::service::directory
