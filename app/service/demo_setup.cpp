// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/demo_setup.h"

#include <QDir>
#include <optional>

#include "app/start/start_failure.h"
#include "core/platform/files.h"
#include "service/config/demo_configuration.h"
#include "service/http/loopback_certificate.h"

namespace latchkey::app {
namespace {

namespace config = service::config;
namespace domain = service::domain;
namespace http = service::http;

constexpr qint64 monthMs = 30LL * 24 * 60 * 60 * 1000;
constexpr std::size_t pemLimit = std::size_t{16} * 1024;

QString authorityKeyFile(const QString& dataDirectory) {
  return QDir(dataDirectory).filePath(QStringLiteral("tls/ca.key"));
}

QByteArray readPublic(const QString& path) {
  return platform::readFile(path, static_cast<qint64>(pemLimit)).value_or(QByteArray());
}

QByteArrayView view(const platform::Secret& secret) {
  return {secret.view().data(), static_cast<qsizetype>(secret.size())};
}

void require(const Result<void, platform::FileFault>& written, const QString& path) {
  if (!written) {
    throw StartFailure(
        QStringLiteral("%1: cannot be written; check the folder, its owner and the disk").arg(path));
  }
}

}  // namespace

config::ServiceConfiguration demoConfiguration(const ServiceOptions& options) {
  config::ServiceConfiguration configuration = config::demoConfiguration(options.dataDirectory);
  configuration.listen.host = options.listenHost;
  configuration.listen.port = options.listenPort;
  return configuration;
}

QString demoAuthorityFile(const QString& dataDirectory) {
  return QDir(dataDirectory).filePath(QStringLiteral("ca.pem"));
}

void prepareDemoFiles(const config::ServiceConfiguration& configuration, qint64 now, domain::Random& random) {
  const QString authorityFile = demoAuthorityFile(configuration.dataDirectory);
  const QString keyFile = authorityKeyFile(configuration.dataDirectory);
  const QString folder = QDir(configuration.dataDirectory).filePath(QStringLiteral("tls"));
  require(platform::makePrivateDirectory(folder), folder);
  require(platform::makePrivateDirectory(configuration.outbox), configuration.outbox);

  const QByteArray present = readPublic(authorityFile);
  const bool serverKeyThere = platform::readPrivateFile(configuration.tls.key, pemLimit).has_value();
  if (serverKeyThere && http::isGoodFor(present, present, now, monthMs) &&
      http::isGoodFor(readPublic(configuration.tls.certificate), present, now, monthMs)) {
    return;
  }
  http::PemPair authority;
  auto authorityKey = platform::readPrivateFile(keyFile, pemLimit);
  if (authorityKey && http::isGoodFor(present, present, now, monthMs)) {
    authority = {present, std::move(*authorityKey)};
  } else {
    authority = http::makeAuthority(now, random);
    require(platform::replacePrivateFile(keyFile, view(authority.key)), keyFile);
    require(platform::replaceFile(authorityFile, authority.certificate), authorityFile);
  }
  const http::PemPair server = http::issueForLoopback(authority, now, random);
  require(platform::replacePrivateFile(configuration.tls.key, view(server.key)), configuration.tls.key);
  require(platform::replaceFile(configuration.tls.certificate, server.certificate),
          configuration.tls.certificate);
}

}  // namespace latchkey::app
