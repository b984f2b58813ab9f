// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGlobal>

#ifdef Q_OS_WIN

#include <windows.h>

#include "core/platform/stop_signal.h"

namespace latchkey::platform {
namespace {

/// Manual reset; lives as long as the process.
HANDLE stopEvent() {
  static const HANDLE event = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  return event;
}

BOOL WINAPI noteStop(DWORD /*kind*/) {
  SetEvent(stopEvent());
  return TRUE;
}

}  // namespace

StopSignal::StopSignal() {
  (void)stopEvent();
  SetConsoleCtrlHandler(noteStop, TRUE);
}

void StopSignal::wait() {
  WaitForSingleObject(stopEvent(), INFINITE);
}

}  // namespace latchkey::platform

#endif
