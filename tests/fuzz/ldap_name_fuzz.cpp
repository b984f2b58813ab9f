// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever stands in a name stays inside its value: filters keep their form, and names their length.
#include <ldap.h>

#include <cstdint>
#include <cstdlib>

#include "service/directory/active_directory.h"
#include "service/directory/ldap_escape.h"
#include "service/directory/ldap_words.h"
#include "service/directory/open_ldap.h"

using namespace latchkey;                      // NOLINT
using namespace latchkey::service::directory;  // NOLINT

namespace {
QByteArray unescaped(const QByteArray& value) {
  QByteArray bytes;
  for (qsizetype i = 0; i < value.size(); ++i) {
    if (value.at(i) != '\\') {
      bytes.append(value.at(i));
    } else {
      bytes.append(QByteArray::fromHex(value.mid(i + 1, 2)));
      i += 2;
    }
  }
  return bytes;
}

void holdsItsForm(const QByteArray& filter, qsizetype brackets) {
  if (filter.count('(') != brackets || filter.count(')') != brackets) std::abort();
  for (const char byte : filter) {
    if (static_cast<unsigned char>(byte) < 0x20 || static_cast<unsigned char>(byte) > 0x7e) std::abort();
  }
}
}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const QByteArray bytes(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
  if (unescaped(escapedValue(bytes)) != bytes) std::abort();

  const QString text = QString::fromUtf8(bytes);
  holdsItsForm(equalityFilter("uid", text), 1);
  if (!text.isEmpty()) {
    LDAPDN parts = nullptr;
    const QByteArray name = childOf("dc=x", "cn", text);
    if (ldap_str2dn(name.constData(), &parts, LDAP_DN_FORMAT_LDAPV3) != LDAP_SUCCESS) std::abort();
    if (parts == nullptr || parts[0] == nullptr || parts[1] == nullptr || parts[2] != nullptr) std::abort();
    const berval& value = parts[0][0]->la_value;
    if (QByteArray(value.bv_val, static_cast<qsizetype>(value.bv_len)) != text.toUtf8()) std::abort();
    ldap_dnfree(parts);
  }
  LdapLayout layout;
  layout.base = "dc=x";
  layout.domain = QStringLiteral("example.com");
  if (const auto account = rules::AccountName::parse(text)) {
    const bool hasMail = !account->domain().isEmpty() && !account->hasShortDomain();
    const bool isOurs = !hasMail || account->domain() == layout.domain;
    const qsizetype ways = (isOurs ? 1 : 0) + (hasMail ? 2 : 0);
    holdsItsForm(ActiveDirectory(layout, {}).filterFor(*account), 3 + ways + (ways > 1 ? 1 : 0));
    const qsizetype open = (isOurs ? 1 : 0) + (hasMail ? 1 : 0);
    holdsItsForm(OpenLdap(layout, {}).filterFor(*account), 2 + open + (open > 1 ? 1 : 0));
  }
  // A directory's own words are outside bytes too.
  const QString told = wordsOf({LdapFault::Answered, 19, bytes, {}, false});
  if (told.size() > 30) std::abort();
  return 0;
}
