// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <QUrl>

namespace latchkey::tests {

/// latchkeyd as a child of the test, stopped with it. Where it waits, it waits for the ready line.
class ServiceProcess {
public:
  /// @param environment more of it: "NAME=value"
  ServiceProcess(const QString& program, const QStringList& arguments, const QStringList& environment = {}) {
    QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
    for (const QString& entry : environment) {
      variables.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
    }
    m_process.setProcessEnvironment(variables);
    m_process.setProcessChannelMode(QProcess::SeparateChannels);
    m_process.start(program, arguments);
    while (m_process.state() != QProcess::NotRunning && !m_process.canReadLine()) {
      if (!m_process.waitForReadyRead(60'000)) break;
    }
    m_line = m_process.readLine();
    m_ready = QJsonDocument::fromJson(m_line).object();
  }
  ~ServiceProcess() { (void)stop(); }
  ServiceProcess(const ServiceProcess&) = delete;
  ServiceProcess& operator=(const ServiceProcess&) = delete;

  [[nodiscard]] static QStringList demo(const QString& folder) {
    return {QStringLiteral("--demo"), QStringLiteral("--data"), folder};
  }
  [[nodiscard]] bool isReady() const { return !m_ready.isEmpty(); }
  [[nodiscard]] const QByteArray& readyLine() const { return m_line; }
  [[nodiscard]] QUrl url() const { return QUrl(m_ready.value(QLatin1String("url")).toString()); }
  [[nodiscard]] QString authority() const { return m_ready.value(QLatin1String("ca")).toString(); }
  [[nodiscard]] QString outbox() const { return m_ready.value(QLatin1String("outbox")).toString(); }

  /// SIGTERM; the status that it ended with, -1 when it had to be killed or crashed.
  int stop() {
    if (m_process.state() == QProcess::Running) m_process.terminate();
    return ended();
  }
  /// Waits for an end of its own.
  int ended() {
    if (m_process.state() != QProcess::NotRunning && !m_process.waitForFinished(30'000)) {
      m_process.kill();
      m_process.waitForFinished();
      return -1;
    }
    return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1;
  }
  void kill() {
    m_process.kill();
    m_process.waitForFinished();
  }
  [[nodiscard]] qint64 id() const { return m_process.processId(); }
  /// Whether residentKiB() tells what is in use: one sanitizer keeps what is freed for a while, the other
  /// keeps notes of every access.
#if defined(LATCHKEY_BESIDE_ADDRESS_SANITIZER) || defined(__SANITIZE_THREAD__)
  static constexpr bool residentTellsUse = false;
#else
  static constexpr bool residentTellsUse = true;
#endif
  /// Of the memory that it has in use, in KiB.
  [[nodiscard]] qint64 residentKiB() const {
    QFile file(QStringLiteral("/proc/%1/status").arg(id()));
    if (!file.open(QIODevice::ReadOnly)) return -1;
    for (const QByteArray& line : file.readAll().split('\n')) {
      if (line.startsWith("VmRSS:")) return line.simplified().split(' ').value(1).toLongLong();
    }
    return -1;
  }
  [[nodiscard]] QByteArray errors() { return m_process.readAllStandardError(); }

  /// Codes that were delivered so far, the last one last.
  [[nodiscard]] QStringList codes() const {
    QStringList all;
    for (const QJsonObject& message : delivered()) {
      const QJsonValue code = message.value(QLatin1String("code"));
      if (code.isString()) all << code.toString();
    }
    return all;
  }
  /// What was delivered so far, in order.
  [[nodiscard]] QList<QJsonObject> delivered() const {
    QList<QJsonObject> all;
    const QDir folder(outbox());
    for (const QString& name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
      QFile file(folder.filePath(name));
      if (file.open(QIODevice::ReadOnly)) all << QJsonDocument::fromJson(file.readAll()).object();
    }
    return all;
  }

private:
  QProcess m_process;
  QByteArray m_line;
  QJsonObject m_ready;
};

}  // namespace latchkey::tests
