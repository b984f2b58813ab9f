// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/enrol_session.h"

#include <QDateTime>
#include <QPointer>
#include <utility>

#include "app/assistant/reminder.h"
#include "core/flow/enrolment_flow.h"
#include "core/platform/clock.h"
#include "core/rules/client_data.h"
#include "ui/enrol/enrol_window.h"

namespace latchkey::assistant {

EnrolSession::EnrolSession(const client::GatewaySettings& gateway, Settings settings, QObject* parent)
    : QObject(parent),
      m_settings(std::move(settings)),
      m_gatewaySettings(gateway),
      m_origin(rules::originOf(gateway.server)),
      m_gateway(gateway),
      m_flow(std::make_unique<flow::EnrolmentFlow>(m_gateway)) {
  connect(m_flow.get(), &flow::EnrolmentFlow::moved, this, &EnrolSession::keepReminder);
}

EnrolSession::~EnrolSession() = default;

void EnrolSession::open() {
  ui::enrol::EnrolSettings settings;
  settings.account = m_settings.account;
  settings.language = m_settings.language;
  settings.now = [] { return QDateTime::fromMSecsSinceEpoch(platform::systemNow()); };
  settings.discover = [this](auto done) { m_gateway.discover(std::move(done)); };
  settings.keys = m_settings.keys;
  settings.origin = m_origin;
  settings.rehearse = [this](const QString& account, protocol::Language language) {
    rehearse(account, language);
  };
  using Purpose = BesideSession::Purpose;
  settings.appeal = std::bind_front(m_settings.openBeside, Purpose::Appeal);
  settings.recover = std::bind_front(m_settings.openBeside, Purpose::Recovery);
  m_window = std::make_unique<ui::enrol::EnrolWindow>(*m_flow, std::move(settings));
  connect(m_window.get(), &QDialog::finished, this, [this] {
    if (m_rehearsal) m_rehearsal->stop();
    Q_EMIT closed();
  });
  m_window->show();
}

void EnrolSession::whenIdle(std::function<void()> callback) {
  m_gateway.whenIdle([this, callback = std::move(callback)] {
    const auto afterRehearsal = [this, callback] { m_lastWords.whenIdle(callback); };
    m_rehearsal ? m_rehearsal->whenIdle(afterRehearsal) : afterRehearsal();
  });
}

void EnrolSession::rehearse(const QString& account, protocol::Language language) {
  if (m_rehearsal) return m_rehearsal->raise();
  m_rehearsal = std::make_unique<BesideSession>(m_gatewaySettings, BesideSession::Purpose::Rehearsal, account,
                                                language, m_settings.keys);
  connect(m_rehearsal.get(), &BesideSession::closed, this, [this] {
    m_flow->refresh();  // which now says when it was
    m_lastWords.keep(std::move(m_rehearsal));
  });
}

void EnrolSession::openIfNeeded(const std::function<void(bool met)>& otherwise) {
  if (!m_settings.reminders) return open();
  m_settings.reminders->read([self = QPointer(this), otherwise](std::optional<Reminder> kept) {
    if (!self) return;
    // Who has never secured an account here, or another one than this, has to; where nobody answers they
    // could do nothing but close a window.
    if (!kept) {
      return self->m_gateway.discover(
          [self, otherwise](const Result<protocol::Discovery, flow::GatewayError>& discovery) {
            if (self) discovery ? self->open() : otherwise(false);
          });
    }
    if (!self->m_settings.account.isEmpty()) kept->account = self->m_settings.account;
    self->m_settings.account = kept->account;
    self->m_gateway.checkNeed({kept->account, kept->reminder},
                              [self, otherwise](const Result<protocol::Need, flow::GatewayError>& need) {
                                if (!self) return;
                                if (!need) return otherwise(false);
                                if (need->isNeeded) return self->open();
                                otherwise(true);
                              });
  });
}

void EnrolSession::keepReminder() {
  const protocol::EnrolmentView& view = m_flow->view();
  // At the end, when nothing is in the way of a key store that asks for its password.
  const bool isDone = m_flow->step() == flow::EnrolStep::Done;
  if (m_settings.reminders && isDone && !view.reminder.isEmpty())
    m_settings.reminders->keep({view.accountName, view.reminder});
}

}  // namespace latchkey::assistant
