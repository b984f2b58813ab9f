// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/outbox_sender.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <utility>

#include "core/platform/failpoint.h"
#include "service/delivery/channel_name.h"

namespace latchkey::service::delivery {
namespace {

using platform::FailClass;
using platform::failsHere;

constexpr QFile::Permissions kOwnerOnly = QFile::ReadOwner | QFile::WriteOwner;

Result<void, domain::SendError> failed(const char* reason) {
  return unexpected(domain::SendError{domain::SendFault::Transient, QString::fromLatin1(reason)});
}

bool ensureFolder(const QString& folder) {
  if (QFileInfo(folder).isDir()) return true;
  return QDir().mkpath(folder) && QFile::setPermissions(folder, kOwnerOnly | QFile::ExeOwner);
}

/// Time first, so that names sort; then a hash of the id, since an id is no file name.
QString fileNameFor(const domain::Message& message, const QDateTime& created) {
  const QByteArray id = QCryptographicHash::hash(message.id.toUtf8(), QCryptographicHash::Sha256).toHex();
  return created.toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'")) + QLatin1Char('-') +
         QString::fromLatin1(id.first(16)) + QStringLiteral(".json");
}

}  // namespace

OutboxSender::OutboxSender(QString folder) : m_folder(std::move(folder)) {}

Result<void, domain::SendError> OutboxSender::send(const domain::Message& message) {
  if (failsHere(FailClass::File, "outbox.folder") || !ensureFolder(m_folder)) return failed("outbox-folder");

  const QDateTime created = QDateTime::fromMSecsSinceEpoch(message.createdAt, Qt::UTC);
  const QJsonObject content{
      {QStringLiteral("channel"), channelName(message.channel)},
      {QStringLiteral("to"), message.to},
      {QStringLiteral("subject"), message.subject},
      {QStringLiteral("body"), message.body},
      {QStringLiteral("code"), message.code.isEmpty() ? QJsonValue() : QJsonValue(message.code)},
      {QStringLiteral("createdAt"), created.toString(Qt::ISODateWithMs)}};
  const QByteArray json = QJsonDocument(content).toJson(QJsonDocument::Indented);

  QSaveFile file(QDir(m_folder).filePath(fileNameFor(message, created)));
  if (failsHere(FailClass::File, "outbox.open") || !file.open(QIODevice::WriteOnly) ||
      !file.setPermissions(kOwnerOnly)) {
    return failed("outbox-write");
  }
  if (failsHere(FailClass::File, "outbox.write") || file.write(json) != json.size() ||
      failsHere(FailClass::File, "outbox.rename") || !file.commit()) {
    return failed("outbox-write");
  }
  return {};
}

}  // namespace latchkey::service::delivery
