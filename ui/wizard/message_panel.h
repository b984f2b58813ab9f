// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <functional>

#include "ui/theme/icons.h"
#include "ui/widgets/labels.h"

class QPushButton;
class QVBoxLayout;
namespace latchkey::ui::widgets {
class SignDisc;
}

namespace latchkey::ui::wizard {

class ScrollColumn;

/// The words of one panel. What is empty is left out.
struct PanelContent {
  theme::Icon sign = theme::Icon::Info;
  widgets::Tone tone = widgets::Tone::Accent;  ///< of the sign
  QString title;
  QStringList paragraphs;
  QString pointsHeading;
  QStringList points;
  QString linesHeading;
  QStringList lines;  ///< from the service: shown as outside text, can be selected
  QStringList notes;
  QStringList replies;  ///< to the title, one button each; there is no primary button then
  QString primary;      ///< the button that does what the panel is about
  QString secondary;    ///< the button that goes back to the page
};

/// Lies over a page in place of a dialog: help, a fault, "really stop?". Asks for its words again when the
/// language changes.
class MessagePanel : public QWidget {
  Q_OBJECT
public:
  explicit MessagePanel(QWidget* parent = nullptr);

  void setContent(std::function<PanelContent()> content);
  /// Puts the focus on the first button and has the title read out.
  void takeFocus();

Q_SIGNALS:
  void replied(int index);
  void primaryClicked();
  void secondaryClicked();

protected:
  void changeEvent(QEvent* event) override;

private:
  void rebuild();
  [[nodiscard]] static QWidget* sentence(const QString& text, widgets::Tone tone);
  [[nodiscard]] static QWidget* heading(const QString& text);
  void addReplies(QVBoxLayout& column, const QStringList& replies);

  std::function<PanelContent()> m_content;
  ScrollColumn* m_scroll;
  widgets::SignDisc* m_sign;
  widgets::TitleLabel* m_title;
  QWidget* m_body;
  QList<QPushButton*> m_replies;
  QWidget* m_buttons;
  QPushButton* m_primary;
  QPushButton* m_secondary;
};

}  // namespace latchkey::ui::wizard
