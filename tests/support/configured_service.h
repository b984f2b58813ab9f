// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTemporaryDir>

#include "tests/support/free_port.h"
#include "tests/support/service_process.h"

namespace latchkey::tests {

/// The section of the configuration for a relay on this machine, without TLS.
[[nodiscard]] inline QByteArray mailSection(quint16 port) {
  return "[mail]\nhost = \"127.0.0.1\"\nsecurity = \"none\"\nfrom = \"desk@contoso.example\"\nport = " +
         QByteArray::number(port) + '\n';
}

/// A configured latchkeyd on the sample accounts, keys and certificates of a demo that was there before.
/// Its port, folder and database stay over restarts.
class ConfiguredService {
public:
  /// @param more lines of the configuration, after its [service] and [tls]
  explicit ConfiguredService(const QString& program, const QByteArray& more = {}) : m_program(program) {
    {
      ServiceProcess demo(program, ServiceProcess::demo(folder()));
      if (!demo.isReady()) qFatal("%s", demo.errors().constData());
      m_authority = demo.authority();
    }
    const QByteArray port = QByteArray::number(freePort());
    QFile file(m_folder.filePath(QStringLiteral("latchkeyd.toml")));
    if (!file.open(QIODevice::WriteOnly)) qFatal("no configuration");
    file.write("[service]\nname = \"Test\"\nlisten = \"127.0.0.1:" + port +
               "\"\npublic_url = \"https://127.0.0.1:" + port +
               "\"\ndata = \"data\"\nkey_file = \"data/keys/master.key\"\n"
               "[tls]\ncertificate = \"data/tls/server.pem\"\nkey = \"data/tls/server.key\"\n"
               "[outbox]\nfolder = \"data/outbox\"\n" +
               more +
               "[[realm]]\nid = \"consumer\"\nprofile = \"consumer\"\nname = \"People\"\nwork_bits = 8\n"
               "[realm.limits]\nopens_per_hour_and_account = 1000\nopens_per_hour_and_source = 1000\n");
    file.close();
    start();
  }

  [[nodiscard]] QStringList arguments() const {
    return {QStringLiteral("--config"), m_folder.filePath(QStringLiteral("latchkeyd.toml"))};
  }
  void start() { startAs(m_program, arguments()); }
  /// Another command that becomes the service in the end.
  void startAs(const QString& program, const QStringList& with) {
    process = std::make_unique<ServiceProcess>(program, with);
    if (!process->isReady()) qFatal("%s", process->errors().constData());
  }
  [[nodiscard]] QString folder() const { return m_folder.filePath(QStringLiteral("data")); }
  [[nodiscard]] QString database() const { return folder() + QStringLiteral("/latchkey.sqlite"); }
  [[nodiscard]] const QString& authority() const { return m_authority; }
  [[nodiscard]] const QString& program() const { return m_program; }
  [[nodiscard]] QUrl url() const { return process->url(); }

  std::unique_ptr<ServiceProcess> process;

private:
  QTemporaryDir m_folder;
  QString m_program;
  QString m_authority;
};

}  // namespace latchkey::tests
