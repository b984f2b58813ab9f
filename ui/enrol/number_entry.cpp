// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/number_entry.h"

#include <QCollator>
#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

#include "core/rules/extension.h"
#include "ui/enrol/choice_box.h"
#include "ui/enrol/dialling_codes.h"
#include "ui/text/country_text.h"
#include "ui/text/enrol_contact_text.h"
#include "ui/text/mnemonic.h"
#include "ui/theme/theme.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::enrol {

namespace {
constexpr int longestNumber = 64;      // as typed
constexpr qsizetype fewestDigits = 4;  // what is shorter is not worth a request
constexpr qsizetype longestDiallingCode = 3;

/// Full width becomes half width.
QString narrow(const QString& typed) {
  return typed.normalized(QString::NormalizationForm_KC).simplified();
}

qsizetype digitsIn(const QString& text) {
  return std::ranges::count_if(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// Digits, and what people put between them. No letter: an extension has a field of its own.
bool looksLikeNumber(const QString& text) {
  static const QString between = QStringLiteral(" +-()./\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30FC");
  return std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || between.contains(c); }) &&
         text.lastIndexOf(u'+') <= 0;
}

widgets::StaticLabel* newHint() {
  auto* const hint = new widgets::StaticLabel;
  hint->setTone(widgets::Tone::Muted);
  return hint;
}
}  // namespace

NumberEntry::NumberEntry(QWidget* parent)
    : QWidget(parent),
      m_countryLabel(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_country(new ChoiceBox),
      m_onlyCountry(new widgets::StaticLabel),
      m_numberLabel(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_number(new QLineEdit),
      m_numberError(new widgets::FieldError(m_number)),
      m_numberHint(newHint()),
      m_extensionBox(new QWidget),
      m_extensionLabel(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_extension(new QLineEdit),
      m_extensionError(new widgets::FieldError(m_extension)),
      m_extensionHint(newHint()) {
  m_country->setObjectName(QStringLiteral("countryComboBox"));
  m_countryLabel->setBuddy(m_country);
  m_onlyCountry->setObjectName(QStringLiteral("onlyCountryLabel"));
  m_number->setObjectName(QStringLiteral("numberLineEdit"));
  m_number->setMaxLength(longestNumber);
  m_number->setInputMethodHints(Qt::ImhDialableCharactersOnly | Qt::ImhNoPredictiveText);
  m_numberLabel->setBuddy(m_number);
  m_numberError->setObjectName(QStringLiteral("numberFieldError"));
  m_extension->setObjectName(QStringLiteral("extensionLineEdit"));
  m_extension->setMaxLength(rules::longestExtension);
  m_extension->setInputMethodHints(Qt::ImhDigitsOnly | Qt::ImhNoPredictiveText);
  m_extensionLabel->setBuddy(m_extension);
  m_extensionError->setObjectName(QStringLiteral("extensionFieldError"));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::half);
  column->addWidget(m_countryLabel);
  column->addWidget(m_country);
  column->addWidget(m_onlyCountry);
  column->addSpacing(theme::spacing::unit);
  column->addWidget(m_numberLabel);
  column->addWidget(m_number);
  column->addWidget(m_numberError);
  column->addWidget(m_numberHint);
  column->addWidget(m_extensionBox);
  auto* const extension = new QVBoxLayout(m_extensionBox);
  extension->setContentsMargins(0, theme::spacing::unit, 0, 0);
  extension->setSpacing(theme::spacing::half);
  extension->addWidget(m_extensionLabel);
  extension->addWidget(m_extension);
  extension->addWidget(m_extensionError);
  extension->addWidget(m_extensionHint);
  m_extensionBox->hide();
  connect(m_number, &QLineEdit::textChanged, this, &NumberEntry::numberEdited);
  connect(m_country, &QComboBox::currentIndexChanged, this, [this] {
    clearErrors();
    Q_EMIT edited();
  });
  connect(m_extension, &QLineEdit::textChanged, this, [this] {
    clearErrors();
    Q_EMIT edited();
  });
}

void NumberEntry::setCountries(const QStringList& countries, const QString& home) {
  QStringList known;
  for (const QString& region : countries)
    if (diallingCode(region)) known << region;
  if (known.isEmpty() && diallingCode(home)) known << home;
  if (known == m_countries && home == m_home) return;
  m_countries = known;
  m_home = home;
  retranslate();
}

void NumberEntry::setTakesExtension(bool takes) {
  m_takesExtension = takes;
  m_extensionBox->setVisible(takes);
  if (!takes) m_extension->clear();
}

void NumberEntry::retranslate() {
  m_countryLabel->setText(text::countryLabel());
  m_country->setAccessibleName(text::withoutMnemonic(text::countryLabel()));
  m_numberLabel->setText(text::numberLabel());
  m_number->setAccessibleName(text::withoutMnemonic(text::numberLabel()));
  m_number->setAccessibleDescription(text::numberHint());
  m_numberHint->setText(text::numberHint());
  m_extensionLabel->setText(text::extensionLabel());
  m_extension->setAccessibleName(text::withoutMnemonic(text::extensionLabel()));
  m_extension->setAccessibleDescription(text::extensionHint());
  m_extensionHint->setText(text::extensionHint());

  const QString chosen = m_country->currentIndex() < 0 ? m_home : m_country->currentData().toString();
  const QSignalBlocker quiet(m_country);
  m_country->clear();
  QStringList sorted = m_countries;
  const QCollator collator{QLocale()};
  std::ranges::sort(sorted, [&](const QString& a, const QString& b) {
    if ((a == m_home) != (b == m_home)) return a == m_home;
    return collator.compare(text::countryName(a), text::countryName(b)) < 0;
  });
  for (const QString& region : sorted)
    m_country->addItem(text::countryWithCode(region, diallingCode(region).value_or(0)), region);
  m_country->setCurrentIndex(std::max(0, m_country->findData(chosen)));
  const bool isChoice = m_countries.size() > 1;
  if (!isChoice) m_countryLabel->setText(text::withoutMnemonic(text::countryLabel()));
  m_countryLabel->setVisible(!m_countries.isEmpty());
  m_onlyCountry->setText(m_country->currentText());
  m_onlyCountry->setVisible(m_countries.size() == 1);
  m_country->setVisible(isChoice);
}

void NumberEntry::clear() {
  m_number->clear();
  m_extension->clear();
  m_country->setCurrentIndex(std::max(0, m_country->findData(m_home)));
  clearErrors();
}

bool NumberEntry::isEmpty() const {
  return m_number->text().trimmed().isEmpty();
}

bool NumberEntry::check() {
  const QString typed = narrow(m_number->text());
  const QString further = narrow(m_extension->text());
  if (!looksLikeNumber(typed)) {
    showNumberError(m_takesExtension ? text::numberWithLetters() : text::numberMalformed());
    return false;
  }
  if (digitsIn(typed) < fewestDigits) {
    showNumberError(text::numberMalformed());
    return false;
  }
  const bool isForeign = typed.startsWith(u'+') && regionOf(typed, m_countries, m_home).isEmpty();
  if (isForeign && !m_countries.isEmpty() && digitsIn(typed) >= longestDiallingCode) {
    showNumberError(text::numberOfOtherCountry());
    return false;
  }
  if (m_takesExtension && digitsIn(further) != further.size()) {
    showExtensionError(text::extensionMalformed());
    return false;
  }
  return true;
}

QString NumberEntry::number() const {
  return m_number->text().trimmed();
}

QString NumberEntry::region() const {
  return narrow(m_number->text()).startsWith(u'+') ? QString() : m_country->currentData().toString();
}

QString NumberEntry::extension() const {
  return m_takesExtension ? narrow(m_extension->text()) : QString();
}

void NumberEntry::showNumberError(const QString& sentence) {
  m_numberError->setError(sentence);
  m_number->setFocus(Qt::OtherFocusReason);
  m_number->selectAll();
}

void NumberEntry::showExtensionError(const QString& sentence) {
  m_extensionError->setError(sentence);
  m_extension->setFocus(Qt::OtherFocusReason);
  m_extension->selectAll();
}

void NumberEntry::takeFocus() {
  m_number->setFocus(Qt::OtherFocusReason);
}

void NumberEntry::numberEdited() {
  clearErrors();
  const QString found = regionOf(m_number->text(), m_countries, m_country->currentData().toString());
  if (!found.isEmpty()) {
    const QSignalBlocker quiet(m_country);
    m_country->setCurrentIndex(m_country->findData(found));
  }
  Q_EMIT edited();
}

void NumberEntry::clearErrors() {
  m_numberError->clear();
  m_extensionError->clear();
}

}  // namespace latchkey::ui::enrol
