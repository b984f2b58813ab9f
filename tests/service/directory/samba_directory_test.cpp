// SPDX-License-Identifier: GPL-3.0-or-later
// Against a real Samba AD domain (tests/support/servers/samba_domain.py).
#include <unistd.h>

#include "tests/service/directory/ldap_temporary.h"
#include "tests/service/directory/ldap_trouble.h"
#include "tests/service/directory/samba_bench.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT

class SambaDirectoryTest : public QObject {
  Q_OBJECT

  std::unique_ptr<HelperServer> m_server;
  std::unique_ptr<SambaBench> m_bench;

private Q_SLOTS:
  void initTestCase() {
    if (!QFile::exists(QStringLiteral("/usr/sbin/samba"))) QSKIP("needs the packages of \"directories\"");
    if (::geteuid() != 0) QSKIP("a domain needs root for its ports");
    m_server = std::make_unique<HelperServer>(QStringLiteral("samba_domain.py"));
    QVERIFY(m_server->isReady());
  }
  void init() { m_bench = std::make_unique<SambaBench>(*m_server); }
  void cleanupTestCase() { m_bench.reset(); }

  void keepsTheContract_data() { directorycontract::addClauses(); }
  void keepsTheContract() {
    QFETCH(directorycontract::Clause, clause);
    clause(*m_bench);
  }

  void temporaryPasswordsEnd_data() { ldaptemporary::addCases(); }
  void temporaryPasswordsEnd() {
    QFETCH(ldaptemporary::TemporaryCase, temporary);
    temporary(*m_bench);
  }

  void getsOverTrouble_data() { ldaptrouble::addCases(); }
  void getsOverTrouble() {
    QFETCH(ldaptrouble::Case, trouble);
    LdapTrouble line(*m_bench, 636);
    QVERIFY(line.line.isReady());
    trouble(line);
  }
  void cleanup() {
    // What administrators would read: codes, no name and no contact.
    const QString said = m_bench->house.said();
    for (const char* word : {"pass", "@", "CN=", "Quiet"}) {
      QVERIFY2(!said.contains(QLatin1String(word)), qPrintable(said));
    }
  }
};

QTEST_GUILESS_MAIN(SambaDirectoryTest)
#include "samba_directory_test.moc"
