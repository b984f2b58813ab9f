// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <memory>

#include "core/flow/recovery_flow.h"
#include "ui/wizard/wizard_settings.h"

namespace latchkey::ui::wizard {

/// What the pages share: the flow, what is known of the service, and the time. Holds no password and no code.
class WizardSession : public QObject {
  Q_OBJECT
public:
  WizardSession(flow::RecoveryFlow& flow, WizardSettings settings, QObject* parent = nullptr);

  [[nodiscard]] flow::RecoveryFlow& flow() const { return m_flow; }
  [[nodiscard]] const protocol::RecoveryView& view() const { return m_flow.view(); }
  [[nodiscard]] const WizardSettings& settings() const { return m_settings; }
  [[nodiscard]] protocol::Language language() const { return m_settings.language; }
  void setLanguage(protocol::Language language) { m_settings.language = language; }

  /// Whoever begins with this wants an appeal as soon as one can be begun; asked for once.
  void wantAppeal() { m_wantsAppeal = true; }
  [[nodiscard]] bool wantsAppeal() const { return m_wantsAppeal; }
  [[nodiscard]] bool takeAppealWish();

  [[nodiscard]] bool keepsPlace() const { return m_keepsPlace; }
  void setKeepsPlace(bool keeps);

  /// Of the recovery, else of the service; may be empty when nobody has answered yet.
  [[nodiscard]] protocol::SupportContact support() const;
  [[nodiscard]] const protocol::Discovery& discovery() const { return m_discovery; }
  /// Asks for the discovery again unless it is known or under way.
  void discover();

  [[nodiscard]] QDateTime now() const { return m_settings.now(); }
  /// The moment that lies so many seconds after the service's last answer.
  [[nodiscard]] QDateTime momentAfterAnswer(int seconds) const { return m_answeredAt.addSecs(seconds); }

public Q_SLOTS:
  /// Looks at the time once: lets the countdowns follow and notices that the recovery has run out.
  void tick();

Q_SIGNALS:
  void discovered();
  void ticked();

private:
  void noteAnswer();
  void noteStep(flow::Step step);

  flow::RecoveryFlow& m_flow;
  WizardSettings m_settings;
  protocol::Discovery m_discovery;
  struct Asking {};
  std::weak_ptr<Asking> m_asking;  ///< while the discovery is under way
  bool m_isDiscovered = false;
  bool m_keepsPlace = false;
  bool m_wantsAppeal = false;
  QDateTime m_answeredAt;
  bool m_expiryNoted = false;
  QTimer m_second;
};

}  // namespace latchkey::ui::wizard
