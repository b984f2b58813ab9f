// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include "ui/theme/icons.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::widgets {

/// A large icon on a soft disc beside the title of a page that tells something: seen before anything is read.
/// Says nothing that the title does not say, so screen readers pass over it.
class SignDisc : public QWidget {
  Q_OBJECT
public:
  explicit SignDisc(QWidget* parent = nullptr);

  /// Hidden for Icon::None. @param tone of the icon; the disc is a breath of the same colour.
  void setSign(theme::Icon icon, Tone tone);
  [[nodiscard]] theme::Icon icon() const { return m_icon; }

  [[nodiscard]] QSize sizeHint() const override;

protected:
  void paintEvent(QPaintEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  theme::Icon m_icon = theme::Icon::None;
  Tone m_tone = Tone::Accent;
};

}  // namespace latchkey::ui::widgets
