// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/flow/security_keys.h"
#include "ui/enrol/add_page.h"

namespace latchkey::ui::widgets {
class Banner;
}

namespace latchkey::ui::enrol {

class KeyStep;

/// One of the registered security keys proves afresh who is sitting there.
class ProofKeyPage : public AddPage {
  Q_OBJECT
public:
  /// @param keys not owned; null: this PC has no way to talk to one
  /// @param origin of the service (rules::originOf)
  ProofKeyPage(Send send, Now now, flow::SecurityKeys* keys, QString origin, QWidget* parent = nullptr);

  void begin() override;
  void present(const protocol::EnrolmentView& view) override;
  void leave() override;
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
  [[nodiscard]] QString whoSees() const override;
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool isComplete() const override;
  void submit() override;
  void showProblem(const protocol::Problem& problem) override;
  void takeFocus() override;

private:
  flow::SecurityKeys* m_keys;
  QString m_origin;
  QByteArray m_clientData;  ///< of what the service wants signed; empty: nothing yet
  widgets::Banner* m_banner;
  KeyStep* m_key;
};

}  // namespace latchkey::ui::enrol
