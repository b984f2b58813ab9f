// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/options.h"

#include <optional>

namespace latchkey::app {
namespace {

struct Seen {
  bool demo = false;
  bool check = false;
  bool version = false;
  bool help = false;
  std::optional<QString> config;
  std::optional<QString> data;
  std::optional<QString> listen;
};

/// "127.0.0.1:8443", "localhost:0", "[::1]:8443".
bool parseListen(const QString& text, ServiceOptions& options) {
  const qsizetype colon = text.lastIndexOf(u':');
  if (colon <= 0) return false;
  QString host = text.first(colon);
  if (host.startsWith(u'[') && host.endsWith(u']')) {
    host = host.sliced(1, host.size() - 2);
  } else if (host.contains(u':')) {
    return false;
  }
  const QString port = text.sliced(colon + 1);
  bool isNumber = false;
  const ushort number = port.toUShort(&isNumber);
  if (host.isEmpty() || !isNumber || port.startsWith(u'+')) return false;
  options.listenHost = host;
  options.listenPort = number;
  return true;
}

/// Every option once, every value given; `--name VALUE` and `--name=VALUE`.
Result<Seen, QString> scan(const QStringList& arguments) {
  Seen seen;
  for (qsizetype i = 0; i < arguments.size(); ++i) {
    const QString& argument = arguments[i];
    const qsizetype equals = argument.startsWith(u"--") ? argument.indexOf(u'=') : -1;
    const QString name = equals < 0 ? argument : argument.first(equals);
    bool* flag = name == u"--demo"                    ? &seen.demo
                 : name == u"--check-config"          ? &seen.check
                 : name == u"--version"               ? &seen.version
                 : name == u"--help" || name == u"-h" ? &seen.help
                                                      : nullptr;
    if (flag != nullptr) {
      if (*flag || equals >= 0)
        return unexpected(QStringLiteral("%1 stands once and takes no value").arg(name));
      *flag = true;
      // `--check-config FILE` says the same as `--check-config --config FILE`.
      const bool fileFollows =
          flag == &seen.check && i + 1 < arguments.size() && !arguments[i + 1].startsWith(u'-');
      if (fileFollows && !seen.config) seen.config = arguments[++i];
      continue;
    }
    std::optional<QString>* value = name == u"--config"   ? &seen.config
                                    : name == u"--data"   ? &seen.data
                                    : name == u"--listen" ? &seen.listen
                                                          : nullptr;
    if (value == nullptr) return unexpected(QStringLiteral("unknown argument '%1'").arg(argument));
    if (value->has_value()) return unexpected(QStringLiteral("%1 stands once").arg(name));
    const bool hasNext = equals >= 0 || i + 1 < arguments.size();
    const QString given = equals >= 0 ? argument.sliced(equals + 1) : hasNext ? arguments[++i] : QString();
    if (given.isEmpty() || (equals < 0 && given.startsWith(u"--"))) {
      return unexpected(QStringLiteral("%1 needs a value").arg(name));
    }
    *value = given;
  }
  return seen;
}

}  // namespace

Result<ServiceOptions, QString> parseOptions(const QStringList& arguments) {
  const auto seen = scan(arguments);
  if (!seen) return unexpected(seen.error());
  ServiceOptions options;
  if (seen->help || seen->version) {
    options.mode = seen->help ? ServiceOptions::Mode::Help : ServiceOptions::Mode::Version;
    return options;
  }
  if (seen->demo) {
    if (seen->config || seen->check) return unexpected(QStringLiteral("--demo takes no configuration"));
    if (!seen->data) return unexpected(QStringLiteral("--demo needs --data DIR"));
    options.mode = ServiceOptions::Mode::Demo;
    options.dataDirectory = *seen->data;
    if (seen->listen && !parseListen(*seen->listen, options)) {
      return unexpected(QStringLiteral("--listen takes HOST:PORT, with a port from 0 to 65535"));
    }
    return options;
  }
  if (seen->data || seen->listen) return unexpected(QStringLiteral("--data and --listen go with --demo"));
  if (!seen->config) return unexpected(QStringLiteral("say --config FILE, or --demo --data DIR; see --help"));
  options.mode = seen->check ? ServiceOptions::Mode::CheckConfiguration : ServiceOptions::Mode::Serve;
  options.configurationFile = *seen->config;
  return options;
}

QString helpText() {
  return QStringLiteral(
      "latchkeyd, the recovery service of Latchkey\n"
      "\n"
      "  latchkeyd --config FILE                        serve as the TOML file says\n"
      "  latchkeyd --check-config FILE                  only say whether the file is in order\n"
      "  latchkeyd --demo --data DIR [--listen HOST:PORT]\n"
      "                                                 serve sample accounts on this machine\n"
      "  latchkeyd --version\n"
      "  latchkeyd --help\n"
      "\n"
      "When it is ready it prints one line of JSON with its URL. SIGTERM stops it.\n"
      "Settings that `latchkeyctl policy set` has stored go over those of the file, and changes of them are\n"
      "taken up within seconds.\n");
}

}  // namespace latchkey::app
