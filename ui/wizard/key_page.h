// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/flow/security_keys.h"
#include "ui/wizard/step_page.h"

namespace latchkey::ui::widgets {
class AnswerField;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::wizard {

class OtherMethods;

/// The security key: looks for it as soon as the page is turned to, says what to do with it, asks for its PIN
/// where it has to, and sends on what it has signed.
class KeyPage : public StepPage {
  Q_OBJECT
public:
  explicit KeyPage(WizardSession& session, QWidget* parent = nullptr);

  [[nodiscard]] bool isComplete() const override;
  void retranslate() override;
  void present() override;
  void leave() override;
  void takeFocus() override;
  [[nodiscard]] bool hasFieldToFill() const override { return m_state == State::Pin; }
  [[nodiscard]] QString primaryText() const override;

protected:
  void enter() override;
  void submit() override;
  void problemShown(const protocol::Problem& problem) override;

private:
  enum class State {
    Waiting,  ///< for the key
    Pin,      ///< for the person to enter it
    Stopped   ///< until the service has answered, or the person tries again
  };
  void look(platform::Secret pin = {});
  void told(flow::KeyNews news);
  void ended(Result<flow::KeyAnswer, flow::KeyError> end);
  void show(State state);
  /// What is said now, in the present language.
  void sayState();

  State m_state = State::Waiting;
  bool m_begins = false;  ///< the page was turned to, and is to be shown for the first time
  std::optional<flow::KeyNews> m_news;
  std::optional<flow::KeyError> m_error;
  bool m_isStrange = false;  ///< the service may not ask for such keys
  QByteArray m_challenge;    ///< that the key is to sign
  QByteArray m_clientData;
  widgets::StaticLabel* m_doNow;
  widgets::StaticLabel* m_hint;
  QWidget* m_pinBox;
  widgets::StaticLabel* m_pinLabel;
  widgets::AnswerField* m_pin;
  widgets::StaticLabel* m_pinHint;
  OtherMethods* m_others;
};

}  // namespace latchkey::ui::wizard
