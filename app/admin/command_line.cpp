// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/command_line.h"

#include <QCommandLineParser>
#include <algorithm>

namespace latchkey::admin {

namespace {

QString nameOf(const QString& option) {
  return option.section(u'=', 0, 0);
}

QString valueNameOf(const QString& option) {
  return option.section(u'=', 1);
}

}  // namespace

QString CommandForm::usage() const {
  QStringList parts{words};
  parts << operands;
  for (const QString& option : options) {
    const QString value = valueNameOf(option);
    parts << (value.isEmpty() ? QStringLiteral("[--%1]").arg(nameOf(option))
                              : QStringLiteral("[--%1 %2]").arg(nameOf(option), value));
  }
  return parts.join(u' ');
}

Result<CommandArguments, QString> takeApart(const CommandForm& form, const QStringList& words) {
  QCommandLineParser parser;
  const QCommandLineOption help(QStringLiteral("help"));
  parser.addOption(help);
  for (const QString& option : form.options)
    parser.addOption(QCommandLineOption(nameOf(option), {}, valueNameOf(option)));

  const QString hint = QStringLiteral("; usage: latchkeyctl ") + form.usage();
  if (!parser.parse(QStringList{QStringLiteral("latchkeyctl")} + words)) {
    QString error = parser.errorText();
    if (error.endsWith(u'.')) error.chop(1);
    return unexpected(error + hint);
  }
  CommandArguments arguments;
  arguments.wantsHelp = parser.isSet(help);
  arguments.operands = parser.positionalArguments();
  for (const QString& option : form.options) {
    const QString name = nameOf(option);
    if (!parser.isSet(name)) continue;
    if (parser.values(name).size() > 1)
      return unexpected(QStringLiteral("--%1 is given twice").arg(name) + hint);
    arguments.options.insert(name, parser.value(name));
  }
  if (arguments.wantsHelp) return arguments;
  const auto required = std::count_if(form.operands.begin(), form.operands.end(),
                                      [](const QString& operand) { return !operand.startsWith(u'['); });
  if (arguments.operands.size() < required)
    return unexpected(QStringLiteral("%1 is missing").arg(form.operands.at(arguments.operands.size())) +
                      hint);
  // Not repeated: somebody may have put a password there.
  if (arguments.operands.size() > form.operands.size())
    return unexpected(QStringLiteral("there is a word too many") + hint);
  return arguments;
}

}  // namespace latchkey::admin
