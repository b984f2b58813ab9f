// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include "core/platform/result.h"

namespace latchkey::admin {

/// One form of the program: "rules mask CONTACT [--region XX]".
struct CommandForm {
  QString words;         ///< "rules mask"
  QStringList operands;  ///< "CONTACT"; in brackets, and last, where it may be left out: "[REALM]"
  QStringList options;   ///< "region=XX": takes a value; "force": does not
  QString purpose;       ///< for --help

  [[nodiscard]] QString usage() const;  ///< "rules mask CONTACT [--region XX]"
};

/// The words after those that name the command, taken apart by its form.
struct CommandArguments {
  QStringList operands;
  QHash<QString, QString> options;  ///< by name; empty text for options without a value
  bool wantsHelp = false;

  [[nodiscard]] bool has(const QString& option) const { return options.contains(option); }
  [[nodiscard]] QString value(const QString& option) const { return options.value(option); }
};

/// @return what is wrong with the words, without the program's name.
[[nodiscard]] Result<CommandArguments, QString> takeApart(const CommandForm& form, const QStringList& words);

}  // namespace latchkey::admin
