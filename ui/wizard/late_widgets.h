// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/labels.h"
namespace latchkey::ui::widgets {
class FieldError : public StaticLabel {
  Q_OBJECT
public:
  explicit FieldError(QWidget* p = nullptr) : StaticLabel(p) { setTone(Tone::Error); hide(); }
  void setField(QWidget*) {}
  void setText(const QString& t) { QLabel::setText(t); setVisible(!t.isEmpty()); }
  void clear() { setText({}); }
};
class Banner : public StaticLabel {
  Q_OBJECT
public:
  explicit Banner(QWidget* p = nullptr) : StaticLabel(p) { setTone(Tone::Warning); }
};
}
