// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBasicTimer>
#include <QList>
#include <QStringList>
#include <QWidget>
#include <functional>

namespace latchkey::ui::widgets {

enum class RuleState {
  Pending,  ///< an empty circle: nothing typed yet, or only the service knows
  Met,      ///< a tick
  Broken    ///< a cross, beside words in the error colour
};

class RuleItem;

/// Rules that are ticked while a password is typed. Changing states repaints what changed and allocates
/// nothing to speak of (SPEC section 11: key press to ticked rules under 4 ms).
class RuleList : public QWidget {
  Q_OBJECT
public:
  explicit RuleList(QWidget* parent = nullptr);

  /// States stay where the number of rules does (language change), else all are pending.
  void setRules(const QStringList& texts);
  /// Words for screen readers: "met", "not yet", "not met".
  void setStateTexts(const QString& pending, const QString& met, const QString& broken);
  void setStates(const QList<RuleState>& states);
  [[nodiscard]] QList<RuleState> states() const;
  [[nodiscard]] bool allMet() const;

  /// "3 of 5 met": announced politely when the typing has paused for a moment.
  void setSummary(std::function<QString(int met, int count)> summary);

protected:
  void timerEvent(QTimerEvent* event) override;

private:
  void name(RuleItem& item) const;

  QList<RuleItem*> m_items;
  QString m_pending;
  QString m_met;
  QString m_broken;
  std::function<QString(int, int)> m_summary;
  QBasicTimer m_pause;
};

}  // namespace latchkey::ui::widgets
