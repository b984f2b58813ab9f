// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/options.h"

#include <QCommandLineParser>

#include "core/client/server_address.h"
#include "core/protocol/limits.h"
#include "ui/text/catalogue.h"
#include "ui/text/start_text.h"

namespace latchkey::assistant {

namespace {
namespace text = ui::text;

QString languageTags() {
  QStringList tags;
  for (const protocol::Language each : text::languages()) tags.append(text::localeOf(each).name().left(2));
  return tags.join(QStringLiteral(", "));
}

struct Known {
  QCommandLineOption server{QStringLiteral("server"), text::serverOption(), QStringLiteral("URL")};
  QCommandLineOption ca{QStringLiteral("ca"), text::caOption(), QStringLiteral("FILE")};
  QCommandLineOption language{QStringLiteral("language"), text::languageOption(languageTags()),
                              QStringLiteral("xx")};
  QCommandLineOption account{QStringLiteral("account"), text::accountOption(), QStringLiteral("NAME")};
  QCommandLineOption rehearse{QStringLiteral("rehearse"), text::rehearseOption()};
  QCommandLineOption demo{QStringLiteral("demo"), text::demoOption()};
  QCommandLineOption enrol{QStringLiteral("enrol"), text::enrolOption()};
  QCommandLineOption ifNeeded{QStringLiteral("if-needed"), text::ifNeededOption()};
};

Goodbye wrong(const QString& reason) {
  // One line, whatever the reason holds: scripts rely on it.
  return {QStringLiteral("latchkey: ") + reason.simplified(), 2};
}

/// What is refused is named, but no link: what went wrong with it may be no more than a sign of its code.
QString refusedArgument(const QStringList& others) {
  for (const QString& other : others) {
    if (other.contains(QStringLiteral("latchkey:"), Qt::CaseInsensitive)) return text::unusableLink();
  }
  return text::unexpectedArgument(others.last());
}

/// What is wrong with the values, or an empty text; fills the options.
QString readValues(const QCommandLineParser& parser, const Known& known, Options& options) {
  options.demo = parser.isSet(known.demo);
  options.rehearse = parser.isSet(known.rehearse);
  options.enrol = parser.isSet(known.enrol);
  options.ifNeeded = parser.isSet(known.ifNeeded);
  if (options.enrol && options.rehearse) return text::enrolOrRehearse();
  if (options.ifNeeded && !options.enrol) return text::ifNeededWithoutEnrol();
  if (options.demo && (parser.isSet(known.server) || parser.isSet(known.ca))) return text::demoStandsAlone();
  if (parser.isSet(known.server)) {
    const auto url = client::parseServerAddress(parser.value(known.server));
    if (!url)
      return url.error() == client::AddressFault::NotHttps ? text::serverNotHttps()
                                                           : text::serverNotAnAddress();
    options.server = *url;
  }
  if (parser.isSet(known.ca)) {
    const QString path = parser.value(known.ca);
    auto trust = client::Trust::fromFile(path);
    if (!trust)
      return trust.error() == client::TrustFault::CannotRead ? text::caUnreadable(path)
                                                             : text::caWithoutCertificate(path);
    options.trust = std::move(*trust);
  }
  if (parser.isSet(known.language)) {
    options.language = text::languageOf(parser.value(known.language));
    if (!options.language) return text::languageUnknown(languageTags());
  }
  options.account = parser.value(known.account);
  if (options.account.toUcs4().size() > protocol::limits::account.most) return text::accountTooLong();
  return {};
}
}  // namespace

std::variant<Options, Goodbye> readOptions(const QStringList& arguments) {
  const Known known;
  QCommandLineParser parser;
  parser.setApplicationDescription(text::programDescription());
  const QCommandLineOption help = parser.addHelpOption();
  const QCommandLineOption version = parser.addVersionOption();
  parser.addOptions({known.server, known.ca, known.language, known.account, known.rehearse, known.enrol,
                     known.ifNeeded, known.demo});

  const bool parsed = parser.parse(arguments);
  if (!parsed) return wrong(parser.errorText());
  if (parser.isSet(help)) return Goodbye{parser.helpText().trimmed(), 0};
  if (parser.isSet(version)) return Goodbye{QStringLiteral("latchkey " LATCHKEY_VERSION), 0};
  Options options;
  if (const QStringList others = parser.positionalArguments(); !others.isEmpty()) {
    auto code = readLink(others.first());
    if (!code || others.size() > 1) return wrong(refusedArgument(others));
    // A link leads to what changes something, or stops it.
    if (parser.isSet(known.rehearse)) return wrong(text::rehearsalTakesNoLink());
    if (parser.isSet(known.enrol)) return wrong(text::linkNotToEnrol());
    options.link = std::move(*code);
  }
  if (const QString reason = readValues(parser, known, options); !reason.isEmpty()) return wrong(reason);
  return options;
}

}  // namespace latchkey::assistant
