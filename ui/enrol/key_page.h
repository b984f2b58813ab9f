// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/flow/security_keys.h"
#include "ui/enrol/add_page.h"

class QLineEdit;

namespace latchkey::ui::widgets {
class AnswerField;
class Banner;
class FieldError;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::enrol {

/// A security key: named first, since there may be several; then it is plugged in, touched, and asked for its
/// PIN where it has one.
class KeyPage : public AddPage {
  Q_OBJECT
public:
  /// @param keys not owned; null: this PC has no way to talk to one
  /// @param origin of the service (rules::originOf)
  KeyPage(Send send, Now now, flow::SecurityKeys* keys, QString origin, QWidget* parent = nullptr);

  /// Before begin(): the handle of what it takes the place of; empty: nothing.
  void setReplaces(const QString& handle) { m_replaces = handle; }

  void begin() override;
  void present(const protocol::EnrolmentView& view) override;
  void leave() override;
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool isComplete() const override;
  void submit() override;
  void showProblem(const protocol::Problem& problem) override;
  void takeFocus() override;

private:
  enum class State {
    Naming,   ///< the person gives it a name
    Waiting,  ///< for the key
    Pin,      ///< for the person to enter it
    Sent,     ///< for the service
    Stopped   ///< until the person tries again
  };
  void build();
  void look(platform::Secret pin = {});
  void told(flow::KeyNews news);
  void ended(Result<flow::NewKey, flow::KeyError> end);
  void turnTo(State state);
  void sayState();

  flow::SecurityKeys* m_keys;
  QString m_origin;
  QString m_replaces;
  State m_state = State::Naming;
  std::optional<flow::NewKeyRequest> m_request;  ///< what the service wants made; nothing: not yet
  std::optional<flow::KeyNews> m_news;
  std::optional<flow::KeyError> m_error;
  bool m_isStrange = false;  ///< the service may not ask for such keys
  int m_registered = 0;      ///< keys of this account
  QWidget* m_nameBox;
  widgets::StaticLabel* m_nameLabel;
  QLineEdit* m_name;
  widgets::FieldError* m_nameError;
  widgets::StaticLabel* m_nameHint;
  widgets::Banner* m_banner;
  widgets::StaticLabel* m_doNow;
  widgets::StaticLabel* m_hint;
  QWidget* m_pinBox;
  widgets::StaticLabel* m_pinLabel;
  widgets::AnswerField* m_pin;
  widgets::StaticLabel* m_pinHint;
  widgets::StaticLabel* m_whoSees;
};

}  // namespace latchkey::ui::enrol
