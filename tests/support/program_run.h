// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>

namespace latchkey::tests {

/// What one run of a program gave.
struct ProgramRun {
  int status = -1;  ///< -1: it did not end by itself
  QByteArray out;
  QByteArray err;

  [[nodiscard]] int errorLines() const { return static_cast<int>(err.count('\n')); }
};

/// Runs the program to its end with this on standard input.
inline ProgramRun runProgram(const QString& program, const QStringList& arguments,
                             const QByteArray& input = {}, const QStringList& environment = {}) {
  QProcess process;
  QProcessEnvironment variables = QProcessEnvironment::systemEnvironment();
  for (const QString& entry : environment)
    variables.insert(entry.section(u'=', 0, 0), entry.section(u'=', 1));
  process.setProcessEnvironment(variables);
  process.start(program, arguments);
  process.write(input);
  process.closeWriteChannel();
  if (!process.waitForFinished(60'000)) process.kill();
  ProgramRun run;
  if (process.exitStatus() == QProcess::NormalExit) run.status = process.exitCode();
  run.out = process.readAllStandardOutput();
  run.err = process.readAllStandardError();
  return run;
}

}  // namespace latchkey::tests
