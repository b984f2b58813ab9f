// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/enrol/add_page.h"

class QLineEdit;
class QPushButton;

namespace latchkey::ui::widgets {
class Banner;
class FieldError;
class PlainLabel;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::enrol {

class CodeStep;
class NumberEntry;

/// A mail address, a number for texts or a phone that can be called: first the contact itself, then how the
/// service understands it and the code that was sent there.
class ContactPage : public AddPage {
  Q_OBJECT
public:
  ContactPage(Send send, Now now, QWidget* parent = nullptr);

  /// Before begin(): Mail, Text or Call.
  void setKind(protocol::MethodKind kind);
  /// Before begin(): the handle of what it takes the place of; empty: nothing.
  void setReplaces(const QString& handle) { m_replaces = handle; }

  void begin() override;
  void present(const protocol::EnrolmentView& view) override;
  void leave() override;
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool isComplete() const override;
  void submit() override;
  void showProblem(const protocol::Problem& problem) override;
  void takeFocus() override;

private:
  [[nodiscard]] bool isMail() const { return m_kind == protocol::MethodKind::Mail; }
  void build();
  void submitContact();
  void correct();
  void showFace();
  /// Whether the address is the account that it is to unlock, as far as its name tells.
  [[nodiscard]] bool isTheAccountItself() const;
  void showUnderstood();
  void showEntryError(const QString& sentence);
  void mailEdited();

  protocol::MethodKind m_kind = protocol::MethodKind::Mail;
  QString m_replaces;
  QString m_accountName;
  bool m_hasCode = false;       ///< the code is waited for
  bool m_isCorrecting = false;  ///< the entry stands there again, and a code is on its way
  bool m_isAsked = false;       ///< the service has the entry
  QString m_dialled;
  QString m_region;  ///< that was given with the number
  QString m_extension;
  QString m_mask;
  QList<protocol::NumberProblem> m_problems;
  protocol::MethodWarning m_warning = protocol::MethodWarning::None;

  QWidget* m_entry;
  QWidget* m_mailBox;
  widgets::StaticLabel* m_mailLabel;
  QLineEdit* m_mail;
  widgets::FieldError* m_mailError;
  widgets::StaticLabel* m_mailHint;
  NumberEntry* m_number;
  widgets::Banner* m_entryWarning;
  QWidget* m_confirm;
  widgets::StaticLabel* m_understoodLabel;
  widgets::PlainLabel* m_understood;
  widgets::StaticLabel* m_understoodExtension;
  QPushButton* m_change;
  widgets::Banner* m_problemBanner;
  CodeStep* m_code;
  widgets::StaticLabel* m_whoSees;
};

}  // namespace latchkey::ui::enrol
