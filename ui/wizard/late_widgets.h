// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/labels.h"
namespace latchkey::ui::widgets {
class FieldError : public StaticLabel {
  Q_OBJECT
public:
  explicit FieldError(QWidget* p = nullptr) : StaticLabel(p) {
    setTone(Tone::Error);
    hide();
  }
  void setField(QWidget*) {}
  void setText(const QString& t) {
    QLabel::setText(t);
    setVisible(!t.isEmpty());
  }
  void clear() { setText({}); }
};
class RuleList : public StaticLabel {
  Q_OBJECT
public:
  explicit RuleList(QWidget* p = nullptr) : StaticLabel(p) {}
  void setRules(const QStringList& r) {
    m_r = r;
    m_met.fill(false, r.size());
    show_();
  }
  void setMet(int i, bool met) {
    m_met[i] = met;
    show_();
  }

private:
  void show_() {
    QString t;
    for (int i = 0; i < m_r.size(); ++i)
      t += (m_met[i] ? QStringLiteral("x ") : QStringLiteral("o ")) + m_r[i] + QLatin1Char('\n');
    QLabel::setText(t);
  }
  QStringList m_r;
  QList<bool> m_met;
};
class Banner : public StaticLabel {
  Q_OBJECT
public:
  explicit Banner(QWidget* p = nullptr) : StaticLabel(p) { setTone(Tone::Warning); }
};
}  // namespace latchkey::ui::widgets
