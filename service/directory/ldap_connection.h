// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QSet>
#include <QString>
#include <memory>
#include <optional>
#include <string_view>

#include "core/platform/result.h"
#include "core/platform/socket_watchdog.h"
#include "service/directory/ldap_settings.h"

struct ldap;
struct ldapmsg;
struct ldapcontrol;

namespace latchkey::service::directory {

enum class LdapFault {
  Unreachable,  ///< no connection, or no TLS that may be trusted: nothing was sent
  Lost,         ///< sent, and no answer: it may have happened
  Answered      ///< the directory said no; see code
};
struct LdapError {
  LdapFault fault = LdapFault::Unreachable;
  int code = 0;                    ///< result code (RFC 4511), or libldap's own, which are negative
  QByteArray diagnostic;           ///< what the directory said: for decisions, never for the log as it is
  std::optional<int> policyFault;  ///< OpenLDAP: error of the password policy control
  bool isTls = false;              ///< Unreachable: somebody answered, and TLS with them failed
  bool isOldTls = false;           ///< and it did because they would have an older one than 1.2
};

struct LdapEntry {
  QByteArray dn;
  QHash<QByteArray, QList<QByteArray>> attributes;  ///< by name in small letters

  [[nodiscard]] QList<QByteArray> all(QByteArrayView name) const {
    return attributes.value(name.toByteArray().toLower());
  }
  [[nodiscard]] QByteArray first(QByteArrayView name) const { return all(name).value(0); }
  [[nodiscard]] QString text(QByteArrayView name) const { return QString::fromUtf8(first(name)); }
  [[nodiscard]] qint64 number(QByteArrayView name) const { return first(name).toLongLong(); }
};

struct LdapReplacement {
  const char* attribute;
  std::string_view value;  ///< looked at during the call only; empty deletes the attribute
};

enum class LdapScope { Base, Subtree };

/// LDAP_SERVER_POLICY_HINTS_OID of Active Directory ([MS-ADTS] 3.1.1.3.4.1.27).
inline constexpr const char* policyHintsControl = "1.2.840.113556.1.4.2239";

/// One connection to one controller. Every call has a deadline. For one thread at a time.
class LdapConnection {
public:
  /// Connects and makes sure of TLS, of its version and of the controller's name.
  /// @param dog outlives the connection: libldap's own deadlines do not hold while TLS begins.
  [[nodiscard]] static Result<std::unique_ptr<LdapConnection>, LdapError> open(const QString& url,
                                                                               const LdapAccess& access,
                                                                               platform::SocketWatchdog& dog);
  ~LdapConnection();
  LdapConnection(const LdapConnection&) = delete;
  LdapConnection& operator=(const LdapConnection&) = delete;

  [[nodiscard]] Result<void, LdapError> bind(const QByteArray& dn, const platform::Secret& password);
  /// Asks the root entry what the directory can do. Needed once for the two below.
  [[nodiscard]] Result<void, LdapError> learn();
  [[nodiscard]] bool supports(const QByteArray& control) const { return m_controls.contains(control); }
  [[nodiscard]] const QByteArray& namingContext() const { return m_namingContext; }
  /// What the directory's clock said then, as it wrote it; empty where it does not say.
  [[nodiscard]] const QByteArray& clock() const { return m_clock; }

  /// Entries only: references to other directories are left alone. None where the one entry is not there; an
  /// error where the base of a subtree is not. More than `limit` entries are cut off.
  [[nodiscard]] Result<QList<LdapEntry>, LdapError> search(const QByteArray& base, LdapScope scope,
                                                           const QByteArray& filter,
                                                           const QList<QByteArray>& attributes,
                                                           int limit = 8);
  /// All of it or nothing. @param policyHints with the control that makes a reset keep to the history.
  [[nodiscard]] Result<void, LdapError> modify(const QByteArray& dn, const QList<LdapReplacement>& changes,
                                               bool policyHints = false);
  /// RFC 3062, with the control that tells why a password policy refuses.
  [[nodiscard]] Result<void, LdapError> changePassword(const QByteArray& dn,
                                                       const platform::Secret& password);

  [[nodiscard]] const QString& url() const { return m_url; }
  [[nodiscard]] bool isBroken() const { return m_broken; }

private:
  struct Unbind {
    void operator()(ldap* handle) const;
  };
  LdapConnection(ldap* handle, QString url, const LdapAccess& access, platform::SocketWatchdog& dog);
  /// Called by libldap as soon as there is a socket, before TLS begins.
  struct Hook;
  [[nodiscard]] platform::SocketWatchdog::Watch watched() const;
  struct Answer;
  /// Failpoints of one exchange: nothing has gone out, and the answer does not come in.
  struct Places {
    const char* before;
    const char* after;
  };
  /// @param send hands the request to libldap, and says its number
  template <typename Send>
  [[nodiscard]] Result<Answer, LdapError> exchange(const Places& places, const Send& send);
  [[nodiscard]] LdapError lost(int code);
  [[nodiscard]] Result<Answer, LdapError> answerTo(int sent, int message);

  platform::SocketWatchdog& m_dog;
  std::unique_ptr<Hook> m_hook;  ///< known to the handle, which goes first
  std::unique_ptr<ldap, Unbind> m_handle;
  QString m_url;
  std::chrono::milliseconds m_deadline;
  QSet<QByteArray> m_controls;
  QByteArray m_namingContext;
  QByteArray m_clock;
  bool m_broken = false;
};

}  // namespace latchkey::service::directory
