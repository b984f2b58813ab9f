// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QLocale>
#include <QNetworkProxyFactory>
#include <QTextStream>

#include "app/assistant/assistant_app.h"
#include "app/assistant/options.h"
#include "core/platform/heap.h"
#include "core/platform/process.h"
#include "ui/text/catalogue.h"

using namespace latchkey;

namespace {
/// Before there is any window, so that `--version` and wrong usage need no display.
std::variant<assistant::Options, assistant::Goodbye> readCommandLine(int& argc, char** argv) {
  const QCoreApplication application(argc, argv);
  const ui::text::Catalogue catalogue(
      ui::text::languageOf(QLocale::system().name()).value_or(protocol::Language::English));
  return assistant::readOptions(QCoreApplication::arguments());
}

int sayGoodbye(const assistant::Goodbye& goodbye) {
  QTextStream(goodbye.status == 0 ? stdout : stderr) << goodbye.text << Qt::endl;
  return goodbye.status;
}
}  // namespace

int main(int argc, char** argv) {
  // One layer of several: it goes on where the system refuses.
  (void)platform::wipeFreedMemory();
#ifdef NDEBUG
  (void)platform::forbidInspection();
#endif
  QCoreApplication::setApplicationName(QStringLiteral("latchkey"));
  QCoreApplication::setApplicationVersion(QStringLiteral(LATCHKEY_VERSION));
  auto read = readCommandLine(argc, argv);
  if (const auto* const goodbye = std::get_if<assistant::Goodbye>(&read)) return sayGoodbye(*goodbye);

  QApplication application(argc, argv);
  QNetworkProxyFactory::setUseSystemConfiguration(true);
  assistant::AssistantApp assistant(application, std::move(std::get<assistant::Options>(read)));
  assistant.start();
  return QApplication::exec();
}
