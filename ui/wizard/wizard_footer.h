// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "core/protocol/messages.h"

class QBoxLayout;
class QPushButton;

namespace latchkey::ui::widgets {
class FooterBar;
}

namespace latchkey::ui::wizard {

/// The row below every page: receipt, help and language on one side, Cancel, Back and Next on the other.
/// Two rows where the window is too narrow for one. A button that would do nothing is not shown.
class WizardFooter : public QWidget {
  Q_OBJECT
public:
  explicit WizardFooter(QWidget* parent = nullptr);

  void setReceipt(const QString& receipt);  ///< empty: there is none yet
  void setLanguage(protocol::Language language);
  /// @param text empty: the page has no such button.
  void setPrimary(const QString& text, bool enabled);
  void setBackVisible(bool visible);
  /// Where the focus goes on a page that has nothing to fill in.
  void focusPrimary();
  void setCancel(const QString& text);  ///< empty: not shown

  [[nodiscard]] int heightForWidth(int width) const override;
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
  void helpClicked();
  void languageChosen(latchkey::protocol::Language language);
  void cancelClicked();
  void backClicked();
  void primaryClicked();

protected:
  void changeEvent(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void paintEvent(QPaintEvent* event) override;

private:
  void retranslate();
  [[nodiscard]] bool fitsInOneRow(int width) const;

  QBoxLayout* m_rows;
  widgets::FooterBar* m_about;
  QWidget* m_moves;
  QPushButton* m_cancel;
  QPushButton* m_back;
  QPushButton* m_next;
  QString m_receipt;
};

}  // namespace latchkey::ui::wizard
