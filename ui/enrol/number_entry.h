// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace latchkey::ui::widgets {
class FieldError;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::enrol {

/// A phone number as people write it: its country chosen, or found from the "+" that it begins with; the
/// extension, which is dialled after the number, a field of its own. What comes out is what was typed: how it
/// is dialled, the service says.
class NumberEntry : public QWidget {
  Q_OBJECT
public:
  explicit NumberEntry(QWidget* parent = nullptr);

  /// @param home is chosen at first; ISO 3166, like the others
  void setCountries(const QStringList& countries, const QString& home);
  void setTakesExtension(bool takes);
  void retranslate();
  void clear();
  [[nodiscard]] bool isEmpty() const;
  /// False: says beside the field what is wrong.
  [[nodiscard]] bool check();

  [[nodiscard]] QString number() const;
  /// Empty where the number begins with "+".
  [[nodiscard]] QString region() const;
  [[nodiscard]] QString extension() const;  ///< ASCII digits

  void showNumberError(const QString& sentence);
  void showExtensionError(const QString& sentence);
  void takeFocus();

Q_SIGNALS:
  void edited();

private:
  void numberEdited();
  void clearErrors();

  QStringList m_countries;
  QString m_home;
  bool m_takesExtension = false;
  widgets::StaticLabel* m_countryLabel;
  QComboBox* m_country;
  widgets::StaticLabel* m_onlyCountry;  ///< where there is nothing to choose
  widgets::StaticLabel* m_numberLabel;
  QLineEdit* m_number;
  widgets::FieldError* m_numberError;
  widgets::StaticLabel* m_numberHint;
  QWidget* m_extensionBox;
  widgets::StaticLabel* m_extensionLabel;
  QLineEdit* m_extension;
  widgets::FieldError* m_extensionError;
  widgets::StaticLabel* m_extensionHint;
};

}  // namespace latchkey::ui::enrol
