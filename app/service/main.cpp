// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>
#include <cstdio>
#include <exception>

#include "app/service/demo_setup.h"
#include "app/service/options.h"
#include "app/service/service_app.h"
#include "app/start/start_failure.h"
#include "core/platform/heap.h"
#include "core/platform/process.h"
#include "core/platform/stop_signal.h"
#include "service/config/service_configuration.h"

namespace {

using namespace latchkey;
using Mode = app::ServiceOptions::Mode;

constexpr int failed = 1;
constexpr int wrongUsage = 2;

int say(std::FILE* out, const QString& line, int status) {
  std::fprintf(out, "%s\n", line.toUtf8().constData());
  return status;
}

app::ServiceSetup setupFor(const app::ServiceOptions& options) {
  if (options.mode == Mode::Demo) {
    const auto configuration = app::demoConfiguration(options);
    return {configuration, app::demoAuthorityFile(configuration.dataDirectory), true};
  }
  const auto configuration = service::config::readConfiguration(options.configurationFile);
  if (!configuration) throw app::StartFailure(configuration.error().message());
  return {*configuration, {}, false};
}

int serve(const app::ServiceOptions& options, platform::StopSignal& stop) {
  const app::ServiceApp service(setupFor(options));
  std::fputs(service.readyLine().constData(), stdout);
  std::fflush(stdout);
  stop.wait();
  return 0;
}

int run(const app::ServiceOptions& options, platform::StopSignal& stop) {
  switch (options.mode) {
    case Mode::Help:
      std::fputs(app::helpText().toUtf8().constData(), stdout);
      return 0;
    case Mode::Version:
      return say(stdout, QStringLiteral("latchkeyd " LATCHKEY_VERSION), 0);
    case Mode::CheckConfiguration:
      (void)setupFor(options);
      return say(stdout, options.configurationFile + QStringLiteral(": in order"), 0);
    case Mode::Serve:
    case Mode::Demo:
      return serve(options, stop);
  }
  return failed;
}

}  // namespace

int main(int argc, char** argv) {
  // One layer of several: it goes on where the system refuses.
  (void)platform::wipeFreedMemory();
#ifdef NDEBUG
  (void)platform::forbidInspection();
#endif
  platform::StopSignal stop;
  const QCoreApplication application(argc, argv);
  const auto options = app::parseOptions(QCoreApplication::arguments().sliced(1));
  if (!options) return say(stderr, QStringLiteral("latchkeyd: ") + options.error(), wrongUsage);
  try {
    return run(*options, stop);
  } catch (const app::StartFailure& failure) {
    return say(stderr, QStringLiteral("latchkeyd: ") + failure.line(), failed);
  } catch (const std::exception& fault) {
    return say(stderr, QStringLiteral("latchkeyd: cannot start: ") + QString::fromLocal8Bit(fault.what()),
               failed);
  }
}
