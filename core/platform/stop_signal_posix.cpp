// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGlobal>

#ifdef Q_OS_UNIX

#include <pthread.h>
#include <signal.h>

#include "core/platform/stop_signal.h"

namespace latchkey::platform {
namespace {

sigset_t stopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

}  // namespace

StopSignal::StopSignal() {
  // Blocked in this thread and all that it starts, so that they stay pending until wait() takes one.
  const sigset_t signals = stopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  struct sigaction ignore = {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, nullptr);
  sigaction(SIGXFSZ, &ignore, nullptr);
}

void StopSignal::wait() {
  const sigset_t signals = stopSignals();
  int taken = 0;
  while (sigwait(&signals, &taken) != 0) {
  }
}

}  // namespace latchkey::platform

#endif
