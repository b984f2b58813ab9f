// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/demo_service.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <utility>

#include "core/client/server_address.h"
#include "core/platform/process.h"

namespace latchkey::assistant {

namespace {
constexpr int startDeadline = 60'000;  // ms: sample accounts are hashed with Argon2id on a slow PC
constexpr int stopDeadline = 3'000;    // ms
constexpr qint64 longestLine = 16 * 1024;
}  // namespace

DemoService::DemoService(QString program, QObject* parent) : QObject(parent), m_program(std::move(program)) {
  m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);  // its log goes where ours goes
  m_deadline.setSingleShot(true);
  m_deadline.setInterval(startDeadline);
  connect(&m_deadline, &QTimer::timeout, this, [this] { fail(Fault::NeverReady); });
  connect(&m_process, &QProcess::readyReadStandardOutput, this, &DemoService::readLines);
  connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
    if (error == QProcess::FailedToStart) fail(Fault::ProgramMissing);
  });
  connect(&m_process, &QProcess::finished, this, [this] { fail(Fault::EndedEarly); });
}

DemoService::~DemoService() {
  m_process.disconnect(this);
  if (m_process.state() == QProcess::NotRunning) return;
  m_process.terminate();
  if (m_process.waitForFinished(stopDeadline)) return;
  m_process.kill();
  m_process.waitForFinished(stopDeadline);
}

QString DemoService::programPath() {
  QString name = QStringLiteral("latchkeyd");
#ifdef Q_OS_WIN
  name += QStringLiteral(".exe");
#endif
  return QDir(QCoreApplication::applicationDirPath()).filePath(name);
}

void DemoService::start() {
  if (!m_data.isValid() || !QFileInfo(m_program).isExecutable()) {
    QMetaObject::invokeMethod(
        this, [this] { fail(Fault::ProgramMissing); }, Qt::QueuedConnection);
    return;
  }
  m_process.setProgram(m_program);
  m_process.setArguments({QStringLiteral("--demo"), QStringLiteral("--data"), m_data.path(),
                          QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
  m_deadline.start();
  platform::startTiedToParent(m_process);
}

void DemoService::readLines() {
  while (m_process.canReadLine()) {
    const QByteArray line = m_process.readLine(longestLine);
    if (m_ready) continue;
    const std::optional<Ready> told = parseReadyLine(line);
    if (!told) return fail(Fault::NeverReady);
    m_ready = true;
    m_deadline.stop();
    Q_EMIT ready(*told);
  }
}

std::optional<DemoService::Ready> DemoService::parseReadyLine(const QByteArray& line) {
  const QJsonObject object = QJsonDocument::fromJson(line).object();
  if (object.value(QStringLiteral("event")).toString() != QLatin1String("ready")) return std::nullopt;
  const auto server = client::parseServerAddress(object.value(QStringLiteral("url")).toString());
  const QString ca = object.value(QStringLiteral("ca")).toString();
  if (!server || ca.isEmpty()) return std::nullopt;
  return Ready{*server, ca, object.value(QStringLiteral("outbox")).toString()};
}

void DemoService::fail(Fault fault) {
  if (std::exchange(m_failed, true)) return;
  m_deadline.stop();
  Q_EMIT failed(fault);
}

}  // namespace latchkey::assistant
