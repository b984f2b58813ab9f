// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/failpoint.h"

#ifdef LATCHKEY_FAILPOINTS

#include <QByteArray>
#include <cstdio>
#include <cstdlib>
#include <mutex>

namespace latchkey::platform {

namespace {
struct Plan {
  std::mutex mutex;
  FailMode mode = FailMode::Off;
  qint64 at = 0;
  bool tells = false;  ///< on standard error: nobody asks a process that got its plan from outside
  FailReport report;
};

/// A word that nobody knows ends the process: a test that fails nothing by mistake would pass.
void readEnvironment(Plan& plan) {
  const QByteArray text = qgetenv("LATCHKEY_FAILPOINT");
  if (text.isEmpty()) return;
  const qsizetype colon = text.indexOf(':');
  const QByteArray word = text.first(qMax<qsizetype>(colon, 0));
  bool isNumber = false;
  plan.at = text.sliced(colon + 1).toLongLong(&isNumber);
  if (word == "fail") plan.mode = FailMode::Fail;
  if (word == "kill") plan.mode = FailMode::Kill;
  if (word == "count") plan.mode = FailMode::Count;
  plan.tells = true;
  if (plan.mode == FailMode::Off || !isNumber) qFatal("LATCHKEY_FAILPOINT: fail:N, kill:N or count:0");
}

/// The one thing of the process that is reached from everywhere: a failpoint that had to be handed down
/// through every constructor would shape the product after its tests.
Plan& plan() {
  static Plan* const made = [] {
    auto* const fresh = new Plan;  // never destroyed: threads may still pass failpoints at exit
    readEnvironment(*fresh);
    return fresh;
  }();
  return *made;
}
}  // namespace

bool failsHere(FailClass kind, const char* place) {
  Plan& now = plan();
  const std::lock_guard lock(now.mutex);
  if (now.mode == FailMode::Off) return false;
  ++now.report.byClass[static_cast<std::size_t>(kind)];
  const bool hit = ++now.report.counted == now.at;
  if (!hit || now.mode == FailMode::Count) return false;
  if (now.mode == FailMode::Kill) {
    std::fprintf(stderr, "killed at %s\n", place);
    std::fflush(stderr);
    std::_Exit(killedByFailpoint);
  }
  now.report.failed = place;
  if (now.tells) std::fprintf(stderr, "failed at %s\n", place);
  return true;
}

void armFailpoints(FailMode mode, qint64 at) {
  Plan& now = plan();
  const std::lock_guard lock(now.mutex);
  now.mode = mode;
  now.at = at;
  now.tells = false;
  now.report = {};
}

FailReport failReport() {
  Plan& now = plan();
  const std::lock_guard lock(now.mutex);
  return now.report;
}

}  // namespace latchkey::platform

#endif
