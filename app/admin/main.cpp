// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "app/admin/admin_app.h"

namespace {

/// Qt's own remarks (a locale without UTF-8, a driver that is not there) would break the promise of one
/// line on standard error. What matters comes back as a result and is told by the command.
void drop(QtMsgType /*type*/, const QMessageLogContext& /*context*/, const QString& /*text*/) {}

}  // namespace

int main(int argc, char** argv) {
  qInstallMessageHandler(drop);
  const QCoreApplication application(argc, argv);
  return latchkey::admin::AdminApp().run(QCoreApplication::arguments().mid(1));
}
