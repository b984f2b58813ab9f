// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/ldap_connection.h"

#include <ldap.h>

#include <utility>
#include <vector>

#include "core/platform/failpoint.h"
#include "core/platform/guard.h"

namespace latchkey::service::directory {

namespace {
/// SEQUENCE { INTEGER 1 }: the reset keeps to the history ([MS-ADTS] 3.1.1.3.4.1.27).
constexpr char policyHintsValue[] = {0x30, 0x03, 0x02, 0x01, 0x01};

timeval timevalOf(std::chrono::milliseconds time) {
  return {static_cast<time_t>(time.count() / 1000), static_cast<suseconds_t>(time.count() % 1000 * 1000)};
}

/// libldap takes pointers to what it only reads.
berval valueOf(std::string_view bytes) {
  return {static_cast<ber_len_t>(bytes.size()), const_cast<char*>(bytes.data())};  // NOLINT(*const-cast)
}
char* readOnly(const char* text) {
  return const_cast<char*>(text);  // NOLINT(*const-cast)
}

QByteArray wordOf(LDAP* handle, int option) {
  char* word = nullptr;
  ldap_get_option(handle, option, static_cast<void*>(&word));
  const QByteArray copy(word);
  ldap_memfree(word);
  return copy;
}

QByteArray diagnosticOf(LDAP* handle) {
  return wordOf(handle, LDAP_OPT_DIAGNOSTIC_MESSAGE);
}

LdapError unreachable(LDAP* handle, int code) {
  return {LdapFault::Unreachable, code, handle != nullptr ? diagnosticOf(handle) : QByteArray(), {}, false};
}

bool exchangeFails(const char* place) {
  return platform::failsHere(platform::FailClass::Directory, place);
}

/// What was agreed on, as GnuTLS writes it, and OpenSSL. Where libldap stands on GnuTLS, as Debian's does, it
/// takes a smallest version and does nothing about it; versions in its list of ciphers hold, and cost 8 kB of
/// memory for each connection that it never gives back.
bool isNewTls(LDAP* handle) {
  static const QSet<QByteArray> known{"TLS1.2", "TLS1.3", "TLSv1.2", "TLSv1.3"};
  return known.contains(wordOf(handle, LDAP_OPT_X_TLS_VERSION)) ||
         !platform::isOn(platform::Guard::LdapTlsVersion);
}

/// Where the smallest version holds.
bool refusesNewTls(const QByteArray& diagnostic) {
  return diagnostic.contains("alert protocol version") || diagnostic.contains("unsupported protocol");
}

/// Whatever the machine's ldap.conf says, this is how we speak.
bool prepare(LDAP* handle, const LdapAccess& access) {
  const int version = LDAP_VERSION3;
  const timeval connect = timevalOf(access.connectDeadline);
  const timeval operation = timevalOf(access.operationDeadline);
  const int demand = LDAP_OPT_X_TLS_DEMAND;
  const int oldest = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2;
  const int server = 0;
  const QByteArray authority = access.caFile.toLocal8Bit();
  const auto set = [handle](int option, const void* value) {
    return ldap_set_option(handle, option, value) == LDAP_OPT_SUCCESS;
  };
  return set(LDAP_OPT_PROTOCOL_VERSION, &version) && set(LDAP_OPT_REFERRALS, LDAP_OPT_OFF) &&
         set(LDAP_OPT_NETWORK_TIMEOUT, &connect) && set(LDAP_OPT_TIMEOUT, &operation) &&
         set(LDAP_OPT_X_TLS_REQUIRE_CERT, &demand) && set(LDAP_OPT_X_TLS_PROTOCOL_MIN, &oldest) &&
         set(LDAP_OPT_X_TLS_CACERTDIR, nullptr) && set(LDAP_OPT_X_TLS_CACERTFILE, authority.constData()) &&
         set(LDAP_OPT_X_TLS_NEWCTX, &server);
}

LdapEntry entryOf(LDAP* handle, LDAPMessage* message) {
  LdapEntry entry;
  char* dn = ldap_get_dn(handle, message);
  entry.dn = dn;
  ldap_memfree(dn);
  BerElement* place = nullptr;
  for (char* name = ldap_first_attribute(handle, message, &place); name != nullptr;
       name = ldap_next_attribute(handle, message, place)) {
    QList<QByteArray>& values = entry.attributes[QByteArray(name).toLower()];
    berval** const all = ldap_get_values_len(handle, message, name);
    for (int i = 0; all != nullptr && all[i] != nullptr; ++i) {
      values.append(QByteArray(all[i]->bv_val, static_cast<qsizetype>(all[i]->bv_len)));
    }
    ldap_value_free_len(all);
    ldap_memfree(name);
  }
  ber_free(place, 0);
  return entry;
}

std::optional<int> policyFaultOf(LDAP* handle, LDAPControl** controls) {
  LDAPControl* const control = ldap_control_find(LDAP_CONTROL_PASSWORDPOLICYRESPONSE, controls, nullptr);
  if (control == nullptr) return std::nullopt;
  ber_int_t expires = 0;
  ber_int_t grace = 0;
  LDAPPasswordPolicyError fault = PP_noError;
  if (ldap_parse_passwordpolicy_control(handle, control, &expires, &grace, &fault) != LDAP_SUCCESS ||
      fault == PP_noError) {
    return std::nullopt;
  }
  return static_cast<int>(fault);
}
}  // namespace

struct LdapConnection::Answer {
  struct Free {
    void operator()(LDAPMessage* message) const { ldap_msgfree(message); }
  };
  std::unique_ptr<LDAPMessage, Free> messages;
  int code = LDAP_SUCCESS;
  QByteArray diagnostic;
  std::optional<int> policyFault;

  [[nodiscard]] Result<void, LdapError> verdict() const {
    if (code == LDAP_SUCCESS) return {};
    return unexpected(LdapError{LdapFault::Answered, code, diagnostic, policyFault, false});
  }
};

void LdapConnection::Unbind::operator()(ldap* handle) const {
  ldap_unbind_ext(handle, nullptr, nullptr);
}

struct LdapConnection::Hook {
  ldap_conncb callbacks{};
  platform::SocketWatchdog& dog;
  std::chrono::milliseconds connectDeadline;
  int socket = -1;
  bool connected = false;  ///< once
  platform::SocketWatchdog::Watch watch;

  Hook(platform::SocketWatchdog& given, std::chrono::milliseconds deadline)
      : dog(given), connectDeadline(deadline) {
    callbacks.lc_add = &Hook::added;
    callbacks.lc_del = &Hook::removed;
    callbacks.lc_arg = this;
  }
  static int added(LDAP* /*handle*/, Sockbuf* buffer, LDAPURLDesc* /*url*/, sockaddr* /*address*/,
                   ldap_conncb* context) {
    Hook& hook = *static_cast<Hook*>(context->lc_arg);
    ber_sockbuf_ctrl(buffer, LBER_SB_OPT_GET_FD, &hook.socket);
    hook.connected = true;
    hook.watch = hook.dog.watch(hook.socket, hook.connectDeadline);
    return LDAP_SUCCESS;
  }
  static void removed(LDAP* /*handle*/, Sockbuf* /*buffer*/, ldap_conncb* context) {
    Hook& hook = *static_cast<Hook*>(context->lc_arg);
    hook.watch.end();
    hook.socket = -1;
  }
};

LdapConnection::LdapConnection(ldap* handle, QString url, const LdapAccess& access,
                               platform::SocketWatchdog& dog)
    : m_dog(dog),
      m_hook(std::make_unique<Hook>(dog, access.connectDeadline)),
      m_handle(handle),
      m_url(std::move(url)),
      m_deadline(access.operationDeadline) {}

LdapConnection::~LdapConnection() = default;

platform::SocketWatchdog::Watch LdapConnection::watched() const {
  // libldap's own deadline comes first, where it holds.
  constexpr std::chrono::milliseconds grace{500};
  if (m_hook->socket < 0) return {};
  return m_dog.watch(m_hook->socket, m_deadline + grace);
}

Result<std::unique_ptr<LdapConnection>, LdapError> LdapConnection::open(const QString& url,
                                                                        const LdapAccess& access,
                                                                        platform::SocketWatchdog& dog) {
  LDAP* handle = nullptr;
  const int made = ldap_initialize(&handle, url.toUtf8().constData());
  if (made != LDAP_SUCCESS) return unexpected(unreachable(nullptr, made));
  std::unique_ptr<LdapConnection> connection(new LdapConnection(handle, url, access, dog));
  if (!prepare(handle, access) ||
      ldap_set_option(handle, LDAP_OPT_CONNECT_CB, &connection->m_hook->callbacks) != LDAP_OPT_SUCCESS)
    return unexpected(unreachable(handle, LDAP_LOCAL_ERROR));
  if (exchangeFails("ldap.connect")) return unexpected(unreachable(nullptr, LDAP_SERVER_DOWN));
  const bool secureFromStart = url.startsWith(QLatin1String("ldaps://"));
  const int connected = secureFromStart ? ldap_connect(handle) : ldap_start_tls_s(handle, nullptr, nullptr);
  if (connected != LDAP_SUCCESS) {
    LdapError error = unreachable(handle, connected);
    error.isTls = connection->m_hook->connected;
    error.isOldTls = error.isTls && refusesNewTls(error.diagnostic);
    return unexpected(error);
  }
  connection->m_hook->watch.end();
  if (ldap_tls_inplace(handle) == 0) return unexpected(unreachable(handle, LDAP_CONFIDENTIALITY_REQUIRED));
  if (!isNewTls(handle)) {
    LdapError error = unreachable(handle, LDAP_CONNECT_ERROR);
    error.isTls = error.isOldTls = true;
    return unexpected(error);
  }
  return connection;
}

LdapError LdapConnection::lost(int code) {
  m_broken = true;
  return {LdapFault::Lost, code, {}, {}, false};
}

template <typename Send>
Result<LdapConnection::Answer, LdapError> LdapConnection::exchange(const Places& places, const Send& send) {
  const auto watch = watched();
  if (exchangeFails(places.before)) return unexpected(lost(LDAP_SERVER_DOWN));
  int message = 0;
  const int sent = send(&message);
  auto answer = answerTo(sent, message);
  // The directory has done it, and what it said of it is lost.
  if (answer && exchangeFails(places.after)) return unexpected(lost(LDAP_SERVER_DOWN));
  return answer;
}

Result<LdapConnection::Answer, LdapError> LdapConnection::answerTo(int sent, int message) {
  if (sent == LDAP_ENCODING_ERROR || sent == LDAP_NO_MEMORY || sent == LDAP_PARAM_ERROR ||
      sent == LDAP_FILTER_ERROR) {
    return unexpected(LdapError{LdapFault::Answered, sent, {}, {}, false});  // nothing left this machine
  }
  if (sent != LDAP_SUCCESS) return unexpected(lost(sent));
  LDAPMessage* messages = nullptr;
  timeval wait = timevalOf(m_deadline);
  const int type = ldap_result(m_handle.get(), message, LDAP_MSG_ALL, &wait, &messages);
  Answer answer;
  answer.messages.reset(messages);
  if (type <= 0) {
    int code = LDAP_TIMEOUT;
    if (type < 0) ldap_get_option(m_handle.get(), LDAP_OPT_RESULT_CODE, &code);
    return unexpected(lost(code));
  }
  char* words = nullptr;
  LDAPControl** controls = nullptr;
  const int parsed =
      ldap_parse_result(m_handle.get(), messages, &answer.code, nullptr, &words, nullptr, &controls, 0);
  answer.diagnostic = words;
  answer.policyFault = policyFaultOf(m_handle.get(), controls);
  ldap_memfree(words);
  ldap_controls_free(controls);
  if (parsed != LDAP_SUCCESS) return unexpected(lost(parsed));
  return answer;
}

Result<void, LdapError> LdapConnection::bind(const QByteArray& dn, const platform::Secret& password) {
  berval credentials = valueOf(password.view());
  LDAPControl policy{readOnly(LDAP_CONTROL_PASSWORDPOLICYREQUEST), {0, nullptr}, 0};
  LDAPControl* controls[] = {&policy, nullptr};
  const auto answer = exchange({"ldap.bind.before", "ldap.bind.after"}, [&](int* message) {
    return ldap_sasl_bind(m_handle.get(), dn.constData(), LDAP_SASL_SIMPLE, &credentials, controls, nullptr,
                          message);
  });
  if (!answer) return unexpected(answer.error());
  return answer->verdict();
}

Result<void, LdapError> LdapConnection::learn() {
  const auto root = search({}, LdapScope::Base, "(objectClass=*)",
                           {"supportedControl", "defaultNamingContext", "namingContexts", "currentTime"});
  if (!root) return unexpected(root.error());
  if (root->isEmpty()) return unexpected(LdapError{LdapFault::Answered, LDAP_NO_SUCH_OBJECT, {}, {}, false});
  const LdapEntry& entry = root->first();
  const QList<QByteArray> controls = entry.all("supportedControl");
  m_controls = QSet<QByteArray>(controls.begin(), controls.end());
  m_namingContext = entry.first("defaultNamingContext");
  m_clock = entry.first("currentTime");
  return {};
}

Result<QList<LdapEntry>, LdapError> LdapConnection::search(const QByteArray& base, LdapScope scope,
                                                           const QByteArray& filter,
                                                           const QList<QByteArray>& attributes, int limit) {
  std::vector<char*> names;
  for (const QByteArray& attribute : attributes) names.push_back(readOnly(attribute.constData()));
  names.push_back(nullptr);
  timeval wait = timevalOf(m_deadline);
  const int reach = scope == LdapScope::Base ? LDAP_SCOPE_BASE : LDAP_SCOPE_SUBTREE;
  const auto answer = exchange({"ldap.search.before", "ldap.search.after"}, [&](int* message) {
    return ldap_search_ext(m_handle.get(), base.constData(), reach, filter.constData(), names.data(), 0,
                           nullptr, nullptr, &wait, limit, message);
  });
  if (!answer) return unexpected(answer.error());
  // An entry that is not there is none; a base of entries that is not there, or may not be seen, says nothing
  // of them. A controller cut off at the limit has not said no.
  const bool isNone = answer->code == LDAP_NO_SUCH_OBJECT && scope == LdapScope::Base;
  if (answer->code != LDAP_SUCCESS && !isNone && answer->code != LDAP_SIZELIMIT_EXCEEDED) {
    return unexpected(answer->verdict().error());
  }
  QList<LdapEntry> entries;
  for (LDAPMessage* entry = ldap_first_entry(m_handle.get(), answer->messages.get()); entry != nullptr;
       entry = ldap_next_entry(m_handle.get(), entry)) {
    entries.append(entryOf(m_handle.get(), entry));
  }
  return entries;
}

Result<void, LdapError> LdapConnection::modify(const QByteArray& dn, const QList<LdapReplacement>& changes,
                                               bool policyHints) {
  const auto count = static_cast<std::size_t>(changes.size());
  std::vector<berval> values(count);
  std::vector<berval*> lists(count * 2, nullptr);  // each ended by a null
  std::vector<LDAPMod> modifications(count);
  std::vector<LDAPMod*> all;
  for (std::size_t i = 0; i < count; ++i) {
    const LdapReplacement& change = changes.at(static_cast<qsizetype>(i));
    values[i] = valueOf(change.value);
    if (!change.value.empty()) lists[i * 2] = &values[i];
    modifications[i].mod_op = LDAP_MOD_REPLACE | LDAP_MOD_BVALUES;
    modifications[i].mod_type = readOnly(change.attribute);
    modifications[i].mod_bvalues = &lists[i * 2];
    all.push_back(&modifications[i]);
  }
  all.push_back(nullptr);
  LDAPControl hints{readOnly(policyHintsControl), valueOf({policyHintsValue, sizeof policyHintsValue}), 1};
  LDAPControl* controls[] = {&hints, nullptr};
  const auto answer = exchange({"ldap.modify.before", "ldap.modify.after"}, [&](int* message) {
    return ldap_modify_ext(m_handle.get(), dn.constData(), all.data(), policyHints ? controls : nullptr,
                           nullptr, message);
  });
  if (!answer) return unexpected(answer.error());
  return answer->verdict();
}

Result<void, LdapError> LdapConnection::changePassword(const QByteArray& dn,
                                                       const platform::Secret& password) {
  berval whose = valueOf({dn.constData(), static_cast<std::size_t>(dn.size())});
  berval fresh = valueOf(password.view());
  LDAPControl policy{readOnly(LDAP_CONTROL_PASSWORDPOLICYREQUEST), {0, nullptr}, 0};
  LDAPControl* controls[] = {&policy, nullptr};
  const auto answer = exchange({"ldap.extended.before", "ldap.extended.after"}, [&](int* message) {
    return ldap_passwd(m_handle.get(), &whose, nullptr, &fresh, controls, nullptr, message);
  });
  if (!answer) return unexpected(answer.error());
  return answer->verdict();
}

}  // namespace latchkey::service::directory
