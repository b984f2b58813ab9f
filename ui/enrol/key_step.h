// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>
#include <optional>

#include "core/flow/security_keys.h"

namespace latchkey::ui::widgets {
class AnswerField;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::enrol {

/// A security key that is waited for: what to do with it, its PIN where it wants one, what went wrong. The
/// same for a key that is being registered and for one that proves somebody.
class KeyStep : public QWidget {
  Q_OBJECT
public:
  using Told = std::function<void(flow::KeyNews)>;
  /// Nothing: it has answered. Whoever asks has the answer by then.
  using Ended = std::function<void(std::optional<flow::KeyError>)>;
  using Ask = std::function<void(platform::Secret pin, Told told, Ended ended)>;

  enum class State {
    Idle,     ///< nothing is wanted of a key
    Waiting,  ///< for the key
    Pin,      ///< for the person to enter it
    Sent,     ///< for the service; its answer may be lost
    Stopped   ///< until the person tries again
  };

  explicit KeyStep(QWidget* parent = nullptr);

  /// Looks for a key; another time when the person tries again.
  void start(Ask ask);
  /// The same, but not before the person says so.
  void prepare(Ask ask);
  /// The service wants the key of somebody else: it is not asked, and there is nothing to try.
  void refuse();
  /// The service has refused what the key gave.
  void stop();
  void reset();
  [[nodiscard]] State state() const { return m_state; }
  void retranslate();

  [[nodiscard]] QString primaryText() const;
  [[nodiscard]] bool isComplete() const;
  void submit();
  void takeFocus();

Q_SIGNALS:
  void stateChanged();
  void readinessChanged();

private:
  void look(platform::Secret pin = {});
  void told(flow::KeyNews news);
  void ended(std::optional<flow::KeyError> error);
  void turnTo(State state);
  void sayState();

  State m_state = State::Idle;
  Ask m_ask;
  std::optional<flow::KeyNews> m_news;
  std::optional<flow::KeyError> m_error;
  bool m_isStrange = false;
  widgets::StaticLabel* m_doNow;
  widgets::StaticLabel* m_hint;
  QWidget* m_pinBox;
  widgets::StaticLabel* m_pinLabel;
  widgets::AnswerField* m_pin;
  widgets::StaticLabel* m_pinHint;
};

}  // namespace latchkey::ui::enrol
