// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>

#include "service/http/loopback_certificate.h"
#include "tests/support/seeded_random.h"

namespace latchkey::tests {

/// An authority and a server certificate for loopback in a folder that goes away with the object.
class LoopbackIdentity {
public:
  LoopbackIdentity() {
    SeededRandom random;
    // Certificates are judged by the machine's clock in the client's TLS library.
    const qint64 now = QFileInfo(m_folder.path()).lastModified().toMSecsSinceEpoch();
    const auto authority = service::http::makeAuthority(now, random);
    const auto server = service::http::issueForLoopback(authority, now, random);
    write(authorityFile(), authority.certificate);
    write(certificateFile(), server.certificate);
    const std::string_view key = server.key.view();
    write(keyFile(), QByteArray(key.data(), static_cast<qsizetype>(key.size())));
    QFile::setPermissions(keyFile(), QFile::ReadOwner | QFile::WriteOwner);
  }

  [[nodiscard]] QString authorityFile() const { return m_folder.filePath(QStringLiteral("ca.pem")); }
  [[nodiscard]] QString certificateFile() const { return m_folder.filePath(QStringLiteral("server.pem")); }
  [[nodiscard]] QString keyFile() const { return m_folder.filePath(QStringLiteral("server.key")); }

private:
  static void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
      qFatal("cannot write a test certificate");
  }
  QTemporaryDir m_folder;
};

}  // namespace latchkey::tests
