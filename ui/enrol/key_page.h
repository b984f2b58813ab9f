// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/security_keys.h"
#include "ui/enrol/add_page.h"

class QLineEdit;

namespace latchkey::ui::widgets {
class Banner;
class FieldError;
class StaticLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::enrol {

class KeyStep;

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
  [[nodiscard]] bool isNaming() const;
  [[nodiscard]] bool isTaken(const QString& name) const;
  [[nodiscard]] QString nameToBegin() const;
  void make(const flow::NewKeyRequest& request);

  flow::SecurityKeys* m_keys;
  QString m_origin;
  QString m_replaces;
  QByteArray m_clientData;  ///< of what the service wants made; empty: nothing yet
  QStringList m_names;      ///< of the account's other keys
  QWidget* m_nameBox;
  widgets::StaticLabel* m_nameLabel;
  QLineEdit* m_name;
  widgets::FieldError* m_nameError;
  widgets::StaticLabel* m_nameHint;
  widgets::Banner* m_banner;
  KeyStep* m_key;
  widgets::StaticLabel* m_whoSees;
};

}  // namespace latchkey::ui::enrol
