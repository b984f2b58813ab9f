// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/platform/result.h"

namespace latchkey::app {

/// What latchkeyd was told on its command line (SPEC section 10).
struct ServiceOptions {
  enum class Mode { Serve, Demo, CheckConfiguration, Version, Help };
  Mode mode = Mode::Serve;
  QString configurationFile;  ///< Serve, CheckConfiguration
  QString dataDirectory;      ///< Demo
  QString listenHost = QStringLiteral("127.0.0.1");
  quint16 listenPort = 0;  ///< 0 picks one
};

/// @param arguments without the program's name.
/// @return or one line that says what is wrong.
[[nodiscard]] Result<ServiceOptions, QString> parseOptions(const QStringList& arguments);

[[nodiscard]] QString helpText();

}  // namespace latchkey::app
