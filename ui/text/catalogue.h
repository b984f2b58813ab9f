// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QLocale>
#include <QString>
#include <QTranslator>
#include <optional>

#include "core/protocol/messages.h"

namespace latchkey::ui::text {

/// The languages with a complete catalogue, in the order of the language menu.
[[nodiscard]] QList<protocol::Language> languages();
/// The language's own name for itself, never translated: "English", "日本語".
[[nodiscard]] QString nameOf(protocol::Language language);
/// "en", "ja"
[[nodiscard]] QString tagOf(protocol::Language language);
/// For times of day and numbers.
[[nodiscard]] QLocale localeOf(protocol::Language language);
/// "ja", "ja-JP", "ja_JP.UTF-8" -> Japanese. Nothing for a language without a catalogue.
[[nodiscard]] std::optional<protocol::Language> languageOf(const QString& tag);

/// The catalogues that are in use: Latchkey's own and Qt's. Construct after QCoreApplication; one object
/// for a program. Switching sends LanguageChange to every widget, which retranslates itself.
class Catalogue {
public:
  explicit Catalogue(protocol::Language language);
  ~Catalogue();
  Catalogue(const Catalogue&) = delete;
  Catalogue& operator=(const Catalogue&) = delete;

  void use(protocol::Language language);
  [[nodiscard]] protocol::Language language() const { return m_language; }

private:
  protocol::Language m_language;
  QTranslator m_own;
  QTranslator m_qt;
};

}  // namespace latchkey::ui::text
