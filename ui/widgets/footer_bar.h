// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QPushButton;

namespace latchkey::ui::widgets {

class LanguageButton;
class StaticLabel;

/// The leading side of the button row: receipt, "Get help", language.
class FooterBar : public QWidget {
  Q_OBJECT
public:
  explicit FooterBar(QWidget* parent = nullptr);

  void setReceiptText(const QString& text);  ///< "Receipt 7Q4-K2M"; empty: none yet
  void setHelpText(const QString& text);
  [[nodiscard]] QPushButton& helpButton() const { return *m_help; }
  [[nodiscard]] LanguageButton& languageButton() const { return *m_language; }

Q_SIGNALS:
  void helpRequested();

protected:
  void changeEvent(QEvent* event) override;

private:
  void place();

  StaticLabel* m_receipt;
  QPushButton* m_help;
  LanguageButton* m_language;
  QGridLayout* m_layout;
};

}  // namespace latchkey::ui::widgets
