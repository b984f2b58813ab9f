// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include "ui/wizard/wizard_session.h"

class QLineEdit;
class QPushButton;

namespace latchkey::ui::widgets {
class Banner;
class FieldError;
class StaticLabel;
class TitleLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

class BulletList;
class ScrollColumn;
class SupportBox;

/// "This was not me": takes the code of a message and says what it has stopped. No step of a recovery, so
/// that it stands beside the wizard's pages. Nothing happens without a press of its button.
class ObjectionDialog : public QDialog {
  Q_OBJECT
public:
  /// @param code fills the field: of a link, checked
  ObjectionDialog(WizardSession& session, const QString& code, QWidget* parent = nullptr);

protected:
  void keyPressEvent(QKeyEvent* event) override;

private:
  void build();
  void submit();
  void answered(const Result<protocol::Objection, flow::GatewayError>& answer);
  void showStopped(const protocol::Objection& objection);
  void showError(const QString& sentence);
  void setBusy(bool busy);
  /// Grows where a sentence has come that needs room, as far as there is some.
  void fit();
  [[nodiscard]] QSize most() const;

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
  SupportBox* m_support;
  QWidget* m_buttons;
  QPushButton* m_stop;
  QPushButton* m_close;
  bool m_busy = false;
};

}  // namespace latchkey::ui::wizard
