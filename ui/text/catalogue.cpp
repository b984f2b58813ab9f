// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/catalogue.h"

#include <QCoreApplication>

// Outside of every namespace, as the macro demands: a static library's resources are not linked by
// themselves.
static void registerCatalogues() {
  Q_INIT_RESOURCE(catalogues);
}

namespace latchkey::ui::text {

using protocol::Language;

QList<Language> languages() {
  return {Language::English, Language::Japanese};
}

QString tagOf(Language language) {
  switch (language) {
    case Language::English:
      return QStringLiteral("en");
    case Language::Japanese:
      return QStringLiteral("ja");
  }
  Q_UNREACHABLE();
}

QString nameOf(Language language) {
  switch (language) {
    case Language::English:
      return QStringLiteral("English");
    case Language::Japanese:
      return QStringLiteral("日本語");
  }
  Q_UNREACHABLE();
}

QLocale localeOf(Language language) {
  switch (language) {
    case Language::English:
      return QLocale(QLocale::English, QLocale::UnitedKingdom);
    case Language::Japanese:
      return QLocale(QLocale::Japanese, QLocale::Japan);
  }
  Q_UNREACHABLE();
}

std::optional<Language> languageOf(const QString& tag) {
  QString primary = tag.left(2).toLower();
  const bool ends = tag.size() == 2 || (tag.size() > 2 && !tag.at(2).isLetterOrNumber());
  for (const Language language : languages())
    if (ends && tagOf(language) == primary) return language;
  return std::nullopt;
}

Catalogue::Catalogue(Language language) : m_language(language) {
  registerCatalogues();
  QCoreApplication::installTranslator(&m_qt);
  QCoreApplication::installTranslator(&m_own);
  use(language);
}

Catalogue::~Catalogue() {
  QCoreApplication::removeTranslator(&m_own);
  QCoreApplication::removeTranslator(&m_qt);
}

void Catalogue::use(Language language) {
  m_language = language;
  QLocale::setDefault(localeOf(language));
  const QString tag = tagOf(language);
  // An installed translator announces its new content itself (LanguageChange); Qt has none for English.
  const bool qtFound = m_qt.load(QStringLiteral(":/i18n/qtbase_%1.qm").arg(tag));
  const bool ownFound = m_own.load(QStringLiteral(":/i18n/latchkey_%1.qm").arg(tag));
  Q_ASSERT(ownFound);
  Q_UNUSED(qtFound)
  Q_UNUSED(ownFound)
}

}  // namespace latchkey::ui::text
