// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/live_policy.h"

#include "app/start/start_failure.h"

namespace latchkey::app {

namespace config = service::config;
namespace domain = service::domain;

LivePolicy::LivePolicy(const config::ServiceConfiguration& configuration, domain::Store& store)
    : m_configuration(configuration), m_store(store) {
  auto stored = read();
  if (!stored) throw StartFailure(QStringLiteral("the settings in the database cannot be read"));
  m_stored = std::move(*stored);
  config::EffectivePolicy effective = apply();
  if (!effective.fault.isEmpty()) {
    throw StartFailure(QStringLiteral("realm %1. This comes from the configuration file together with what "
                                      "`latchkeyctl policy set` has stored; change one of them.")
                           .arg(effective.fault));
  }
  m_leftOut = effective.leftOut;
  m_current = std::make_shared<const domain::ServicePolicy>(std::move(effective.policy));
}

std::shared_ptr<const domain::ServicePolicy> LivePolicy::current() const {
  const std::lock_guard lock(m_mutex);
  return m_current;
}

LivePolicy::News LivePolicy::refresh(const std::function<void(const domain::ServicePolicy&)>& use) {
  auto stored = read();
  // A store that does not answer changes nothing; the next look will tell.
  if (!stored || *stored == m_stored) return News::None;
  m_stored = std::move(*stored);
  config::EffectivePolicy effective = apply();
  m_leftOut = effective.leftOut;
  m_fault = effective.fault;
  if (!m_fault.isEmpty()) return News::Unfit;
  use(effective.policy);
  const std::lock_guard lock(m_mutex);
  m_current = std::make_shared<const domain::ServicePolicy>(std::move(effective.policy));
  return News::Changed;
}

std::optional<LivePolicy::Stored> LivePolicy::read() {
  const auto tables = m_store.begin(domain::Access::Read);
  Stored stored;
  for (const domain::Realm& realm : m_configuration.policy.realms) {
    stored.insert(realm.id, tables->settings().of(realm.id));
  }
  if (tables->failed()) return std::nullopt;
  return stored;
}

config::EffectivePolicy LivePolicy::apply() {
  return config::effectivePolicy(m_configuration,
                                 [this](const QString& realm) { return m_stored.value(realm); });
}

}  // namespace latchkey::app
