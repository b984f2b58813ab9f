// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <functional>
#include <optional>

#include "ui/text/fault_text.h"
#include "ui/wizard/wizard_session.h"

class QLineEdit;
class QPushButton;

namespace latchkey::ui::widgets {
class Banner;
class FieldError;
class LanguageButton;
class ProgressLine;
class StaticLabel;
class TitleLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

class BulletList;
class ScrollColumn;
class SupportBox;

/// "This was not me": takes the code of a message and says what it has stopped. No step of a recovery, so
/// that it stands beside the wizard's pages. Nothing happens without a press of its button.
///
/// Closed while it waits for the answer it is only hidden, and stands there again with what the answer says:
/// the code has been sent, and somebody has to hear what became of it. Ends with finished().
class ObjectionDialog : public QDialog {
  Q_OBJECT
public:
  /// @param code fills the field: of a link, checked; may be empty
  ObjectionDialog(WizardSession& session, const platform::Secret& code, QWidget& parent);

  void reject() override;

Q_SIGNALS:
  /// The code was accepted: it is used up.
  void taken();
  void languageChosen(latchkey::protocol::Language language);
  /// The dialog closes: a person is to check by hand who the owner is.
  void appealWanted();

protected:
  void changeEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  void build();
  void buildButtons();
  void retranslate();
  void submit();
  void answered(const Result<protocol::Objection, flow::GatewayError>& answer);
  void showStopped(const protocol::Objection& objection);
  void showTrouble(std::function<text::FaultText()> words);
  /// What has become of the code, in the present language.
  void sayOutcome();
  void saySupport();
  void setBusy(bool busy);
  /// Grows where a sentence has come that needs room, as far as there is some.
  void fit();
  void reveal(QWidget& widget);
  [[nodiscard]] QSize most() const;
  /// From here a recovery can be begun that leads to one.
  [[nodiscard]] bool mayAppeal() const;

  WizardSession& m_session;
  ScrollColumn* m_scroll;
  widgets::TitleLabel* m_title;
  widgets::StaticLabel* m_why;
  widgets::Banner* m_warning;
  BulletList* m_points;
  widgets::StaticLabel* m_label;
  QLineEdit* m_field;
  widgets::FieldError* m_error;
  widgets::StaticLabel* m_hint;
  widgets::ProgressLine* m_progress;
  SupportBox* m_support;
  QWidget* m_buttons;
  widgets::LanguageButton* m_language;
  QPushButton* m_appeal;
  QPushButton* m_stop;
  QPushButton* m_close;
  std::optional<protocol::Objection> m_objection;
  QDateTime m_stoppedAt;
  std::function<text::FaultText()> m_trouble;
  bool m_busy = false;
};

}  // namespace latchkey::ui::wizard
