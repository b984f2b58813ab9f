// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QTemporaryDir>

#include "tests/support/program_run.h"

namespace latchkey::tests {

/// latchkeyctl on a data directory that goes away with the object.
class AdminDesk {
public:
  /// @param program path of latchkeyctl
  explicit AdminDesk(QString program) : m_program(std::move(program)) {}

  [[nodiscard]] QString folder() const { return m_folder.path(); }
  [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
  [[nodiscard]] QString databasePath() const { return path(QStringLiteral("latchkey.sqlite")); }

  /// @param words with "|" between them; --data is added.
  ProgramRun run(const QString& words, const QByteArray& input = {}) const {
    return bare(words.split(u'|') + QStringList{QStringLiteral("--data"), folder()}, input);
  }
  ProgramRun bare(const QStringList& words, const QByteArray& input = {}) const {
    return runProgram(m_program, words, input);
  }

  static constexpr auto header = "account,display_name,realm,mail,mobile,phone,status\n";
  /// Writes the file, and imports it.
  ProgramRun import(const QByteArray& bytes) const {
    write(QStringLiteral("accounts.csv"), bytes);
    return run(QStringLiteral("accounts|import|") + path(QStringLiteral("accounts.csv")));
  }
  ProgramRun importRows(const QByteArray& rows) const { return import(header + rows); }

  void write(const QString& name, const QByteArray& bytes) const {
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size()) {
      qFatal("cannot write a test file");
    }
  }
  /// The accounts that are there, their names alone.
  [[nodiscard]] QByteArrayList accounts() const {
    QByteArrayList names;
    const QByteArrayList lines = run(QStringLiteral("accounts|list")).out.split('\n');
    for (const QByteArray& line : lines) {
      if (!line.isEmpty() && !line.startsWith("ACCOUNT")) names << line.left(line.indexOf(' '));
    }
    return names;
  }

private:
  QString m_program;
  QTemporaryDir m_folder;
};

}  // namespace latchkey::tests
