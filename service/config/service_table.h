// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/config/service_configuration.h"
#include "service/config/setting.h"

namespace latchkey::service::config {

/// A configuration while it is read: the optional sections are there to be written to, and count when
/// the file has them.
struct Draft {
  ServiceConfiguration configuration;
  MailSettings mail;
  GatewaySettings text;
  GatewaySettings voice;
};

/// All settings outside [[realm]], in the order of the sample configuration. Only write() is there.
[[nodiscard]] const Settings<Draft>& serviceTable();

/// Names that must be given: "service.public_url", and "mail.host" where there is a [mail].
[[nodiscard]] const QStringList& requiredNames();

/// Files that the configuration names, by setting.
struct NamedFile {
  QString name;
  QString path;
  bool isSecret = false;  ///< others than owner and group must not read it
};
[[nodiscard]] QList<NamedFile> filesOf(const ServiceConfiguration& configuration);

}  // namespace latchkey::service::config
