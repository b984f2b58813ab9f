// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGlobal>
#ifdef Q_OS_WIN

#include <windows.h>

#include <QObject>
#include <QProcess>

#include "core/platform/process.h"

namespace latchkey::platform {

bool forbidInspection() {
  // Windows writes no dump of its own accord with these; attaching is ruled by the user's rights.
  ::SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
  return true;
}

void startTiedToParent(QProcess& process) {
  // The handle is kept on purpose until this process ends: closing the job is what ends the child.
  const HANDLE job = ::CreateJobObjectW(nullptr, nullptr);
  if (job != nullptr) {
    JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits = {};
    limits.BasicLimitInformation.LimitFlags = JOB_OBJECT_LIMIT_KILL_ON_JOB_CLOSE;
    ::SetInformationJobObject(job, JobObjectExtendedLimitInformation, &limits, sizeof limits);
    QObject::connect(&process, &QProcess::started, &process, [job, &process] {
      const HANDLE child = ::OpenProcess(PROCESS_SET_QUOTA | PROCESS_TERMINATE, FALSE,
                                         static_cast<DWORD>(process.processId()));
      if (child == nullptr) return;
      ::AssignProcessToJobObject(job, child);
      ::CloseHandle(child);
    });
  }
  process.start();
}

}  // namespace latchkey::platform

#endif
