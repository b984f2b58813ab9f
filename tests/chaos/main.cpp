// SPDX-License-Identifier: GPL-3.0-or-later
// chaos [WORD]: what stops while clients recover at two services on one PostgreSQL, a row for each; WORD:
// rows whose name contains it. Prints a table; status 1 where something was lost or done twice, 77 where no
// row could be run on this machine.
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <cstdio>
#include <optional>

#include "tests/chaos/rows.h"

using namespace latchkey::chaos;

namespace {
QString refusalsOf(const Told& told) {
  QStringList parts;
  for (auto each = told.refused.cbegin(); each != told.refused.cend(); ++each) {
    parts << QStringLiteral("%1 × %2").arg(*each).arg(each.key());
  }
  return parts.isEmpty() ? QStringLiteral("0") : parts.join(QStringLiteral(", "));
}

void print(const QStringList& cells) {
  std::printf("| %s |\n", qPrintable(cells.join(QStringLiteral(" | "))));
  std::fflush(stdout);
}

constexpr int notRun = 77;  ///< ctest takes it for skipped
constexpr int columns = 13;

/// Whether it is as it must be; nothing: it cannot be run here.
std::optional<bool> show(const Row& row, const Programs& programs) {
  QElapsedTimer time;
  time.start();
  const auto found = row.run(programs);
  if (!found) {
    print(QStringList{row.name} + QStringList(columns - 2, QStringLiteral("-")) +
          QStringList{QStringLiteral("not possible on this machine")});
    return std::nullopt;
  }
  const QStringList faults = found->faults(row.clean);
  const auto number = [](int value) { return QString::number(value); };
  print({row.name, number(found->told.begun), number(found->told.finished), refusalsOf(found->told),
         number(found->repeated), QStringLiteral("%1 / %2").arg(found->triesMade).arg(found->triesKept),
         number(found->lost), number(found->usedTwice), number(found->sentTwice),
         QStringLiteral("%1 / %2").arg(found->passwords).arg(found->told.finished),
         found->trail ? QStringLiteral("whole") : QStringLiteral("BROKEN"),
         number(static_cast<int>(time.elapsed() / 1000)),
         faults.isEmpty() ? QStringLiteral("good")
                          : QStringLiteral("BAD: ") + faults.join(QStringLiteral("; "))});
  return faults.isEmpty();
}
}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  QCommandLineParser parser;
  parser.addOption(
      {QStringLiteral("before"), QStringLiteral("an earlier version"), QStringLiteral("latchkeyd")});
  parser.process(application);
  const QTemporaryDir folder;
  const Programs programs{QStringLiteral(LATCHKEY_PROGRAM), QStringLiteral(LATCHKEY_SECOND_PROGRAM),
                          folder.filePath(QStringLiteral("home")), parser.value(QStringLiteral("before"))};
  {
    const latchkey::tests::ServiceProcess demo(programs.service,
                                               latchkey::tests::ServiceProcess::demo(programs.home));
    if (!demo.isReady()) qFatal("the demo does not start");
  }
  print({QStringLiteral("what stops"), QStringLiteral("begun"), QStringLiteral("finished"),
         QStringLiteral("refused"), QStringLiteral("asked again"), QStringLiteral("tries made / kept"),
         QStringLiteral("counts lost"), QStringLiteral("used twice"), QStringLiteral("sent twice"),
         QStringLiteral("passwords / finished"), QStringLiteral("trail"), QStringLiteral("s"),
         QStringLiteral("verdict")});
  print(QStringList(columns, QStringLiteral("---")));
  const QString word = parser.positionalArguments().value(0);
  bool good = true;
  int named = 0;
  int run = 0;
  for (const Row& row : allRows()) {
    if (!row.name.contains(word, Qt::CaseInsensitive)) continue;
    ++named;
    const auto shown = show(row, programs);
    if (!shown) continue;
    ++run;
    good = *shown && good;
  }
  if (!good || named == 0) return 1;
  return run > 0 ? 0 : notRun;
}
