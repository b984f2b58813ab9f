// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "app/admin/admin_app.h"
#include "core/platform/heap.h"
#include "core/platform/process.h"

namespace {

/// Qt's own remarks (a locale without UTF-8, a driver that is not there) would break the promise of one
/// line on standard error. What matters comes back as a result and is told by the command.
void drop(QtMsgType /*type*/, const QMessageLogContext& /*context*/, const QString& /*text*/) {}

}  // namespace

int main(int argc, char** argv) {
  // One layer of several: it goes on where the system refuses. Start codes and passwords pass through here.
  (void)latchkey::platform::wipeFreedMemory();
#ifdef NDEBUG
  (void)latchkey::platform::forbidInspection();
#endif
  qInstallMessageHandler(drop);
  const QCoreApplication application(argc, argv);
  return latchkey::admin::AdminApp().run(QCoreApplication::arguments().mid(1));
}
