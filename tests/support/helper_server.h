// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDebug>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>

#include "tests/support/source_dir.h"

namespace latchkey::tests {

/// One of tests/support/servers/*.py as a child of the test, in a folder of its own, ended with it.
class HelperServer {
public:
  /// @param script "smtp_server.py"; more options as its documentation says.
  explicit HelperServer(const QString& script, const QStringList& options = {})
      : m_command(QStringList{sourcePath(QLatin1String("tests/support/servers/")) + script,
                              QStringLiteral("--into"), folder(), QStringLiteral("--mode-file"), modeFile()} +
                  options) {
    run({});
  }
  ~HelperServer() { stop(); }
  HelperServer(const HelperServer&) = delete;
  HelperServer& operator=(const HelperServer&) = delete;

  [[nodiscard]] bool isReady() const { return m_port != 0; }
  void stop() {
    if (m_process.state() == QProcess::NotRunning) return;
    m_process.terminate();
    if (!m_process.waitForFinished(30'000)) m_process.kill();
    m_process.waitForFinished();
  }
  /// After stop(), at the same place and with what it had: a mail relay without TLS, or a directory.
  void startAgain() { run({QStringLiteral("--port"), QString::number(m_port)}); }
  [[nodiscard]] quint16 port() const { return m_port; }
  /// More of what the script says when it is ready.
  [[nodiscard]] QJsonValue told(const char* name) const { return m_ready.value(QLatin1String(name)); }
  [[nodiscard]] QString authority() const { return m_authority; }  ///< path of the CA certificate

  /// From the next message on.
  void setMode(const QString& mode) const {
    QFile file(modeFile());
    if (file.open(QIODevice::WriteOnly | QIODevice::Truncate)) file.write(mode.toLatin1());
  }
  /// Everything that was written so far, in order.
  [[nodiscard]] QList<QJsonObject> received() const {
    QList<QJsonObject> all;
    const QStringList names = QDir(folder()).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    for (const QString& name : names) {
      QFile file(QDir(folder()).filePath(name));
      if (file.open(QIODevice::ReadOnly)) all << QJsonDocument::fromJson(file.readAll()).object();
    }
    return all;
  }
  [[nodiscard]] QString folder() const { return m_dir.filePath(QStringLiteral("received")); }

private:
  void run(const QStringList& more) {
    m_process.start(QStringLiteral("/usr/bin/python3"), m_command + more);
    while (m_process.waitForReadyRead(180'000) && !m_process.canReadLine()) {
    }
    m_ready = QJsonDocument::fromJson(m_process.readLine()).object();
    m_port = static_cast<quint16>(m_ready.value(QStringLiteral("port")).toInt());
    m_authority = m_ready.value(QStringLiteral("ca")).toString();
    if (!isReady()) qWarning().noquote() << m_process.readAllStandardError();
  }
  [[nodiscard]] QString modeFile() const { return m_dir.filePath(QStringLiteral("mode")); }

  QTemporaryDir m_dir;
  QStringList m_command;
  QProcess m_process;
  QJsonObject m_ready;
  quint16 m_port = 0;
  QString m_authority;
};

}  // namespace latchkey::tests
