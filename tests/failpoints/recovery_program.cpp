// SPDX-License-Identifier: GPL-3.0-or-later
// One recovery in a process of its own, so that it can be killed: recovery_program FOLDER [settle]. Goes on
// where the process before it died; with "settle" nobody comes back, and the service alone clears up. Status
// 0: at its end and in order; 1: something is not, said on standard error.
#include <QCoreApplication>
#include <cstdio>

#include "tests/failpoints/recovery_round.h"

using namespace latchkey::tests;  // NOLINT

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  const QString folder = QCoreApplication::arguments().value(1);
  Applicant person(folder, newPassword);
  Ledger ledger(folder, oldPassword, newPassword);
  RecoveryRound round(folder, person, ledger,
                      [](quint32 seed) { return std::make_unique<EndingRandom>(seed); });
  const bool alone = QCoreApplication::arguments().value(2) == QLatin1String("settle");
  const QString fault = alone ? round.settle() : round.run();
  if (fault.isEmpty()) return 0;
  std::fprintf(stderr, "%s\n", qPrintable(fault));
  return 1;
}
