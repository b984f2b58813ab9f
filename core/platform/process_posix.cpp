// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGlobal>
#ifndef Q_OS_WIN

#include <sys/resource.h>
#include <sys/types.h>
#include <unistd.h>
#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif
#ifdef Q_OS_MACOS
#include <sys/ptrace.h>
#endif

#include <QProcess>
#include <csignal>

#include "core/platform/process.h"

namespace latchkey::platform {

bool forbidInspection() {
  const struct rlimit none = {0, 0};
  bool good = ::setrlimit(RLIMIT_CORE, &none) == 0;
#ifdef Q_OS_LINUX
  // Also makes /proc/self belong to root, so that this user's other processes cannot read our memory.
  good = ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && good;
#endif
#ifdef Q_OS_MACOS
  good = ::ptrace(PT_DENY_ATTACH, 0, nullptr, 0) == 0 && good;
#endif
  return good;
}

void startTiedToParent(QProcess& process) {
#ifdef Q_OS_LINUX
  const pid_t parent = ::getpid();
  process.setChildProcessModifier([parent] {
    // Between fork and exec: only calls that are safe after a fork.
    if (::prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0) != 0) ::_exit(127);
    if (::getppid() != parent) ::_exit(127);  // died before the tie was made
  });
#endif
  process.start();
}

}  // namespace latchkey::platform

#endif
