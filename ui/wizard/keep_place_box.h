// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QCheckBox;

namespace latchkey::ui::widgets {
class StaticLabel;
}

namespace latchkey::ui::wizard {

class WizardSession;

/// "This is my PC, keep my place": asked before there is anything to keep, wherever a recovery is opened. Not
/// there where places are not kept, as on a kiosk.
class KeepPlaceBox : public QWidget {
  Q_OBJECT
public:
  explicit KeepPlaceBox(WizardSession& session, QWidget* parent = nullptr);

  void retranslate();
  /// The answer that the session has.
  void refresh();

private:
  WizardSession& m_session;
  QCheckBox* m_box;
  widgets::StaticLabel* m_hint;
};

}  // namespace latchkey::ui::wizard
