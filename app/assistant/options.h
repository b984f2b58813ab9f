// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QUrl>
#include <optional>
#include <variant>

#include "app/assistant/linked_code.h"
#include "core/client/trust.h"
#include "core/protocol/messages.h"

namespace latchkey::assistant {

/// What the command line asks for (SPEC section 10), checked.
struct Options {
  std::optional<QUrl> server;
  std::optional<client::Trust> trust;  ///< of --ca
  std::optional<protocol::Language> language;
  QString account;
  LinkedCode link;  ///< of a `latchkey:` link: fills a field, and no more
  bool demo = false;
  bool rehearse = false;
  bool enrol = false;     ///< "Secure your account" instead of a recovery
  bool ifNeeded = false;  ///< only where something has to be registered
};

/// Nothing to open a window for: `--help` and `--version` (status 0), wrong usage (one line, status 2).
struct Goodbye {
  QString text;
  int status = 0;
};

/// @param arguments the program's name first
[[nodiscard]] std::variant<Options, Goodbye> readOptions(const QStringList& arguments);

}  // namespace latchkey::assistant
