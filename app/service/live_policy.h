// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>

#include "service/config/effective_policy.h"
#include "service/domain/store_ports.h"

namespace latchkey::app {

/// The policy in force: the configuration's, with what is stored over it. Thread-safe.
class LivePolicy {
public:
  /// Both must outlive this. Throws StartFailure where the stored settings do not go with the file.
  LivePolicy(const service::config::ServiceConfiguration& configuration, service::domain::Store& store);

  [[nodiscard]] std::shared_ptr<const service::domain::ServicePolicy> current() const;

  enum class News {
    None,
    Changed,
    Unfit  ///< what is stored now cannot be served by; the policy before it stays in force
  };
  /// Reads what is stored once more. One thread only.
  /// @param use is given a changed policy before anybody can see it in current().
  [[nodiscard]] News refresh(const std::function<void(const service::domain::ServicePolicy&)>& use);
  /// Stored settings that this version does not know or take.
  [[nodiscard]] const QStringList& leftOut() const { return m_leftOut; }
  /// Of News::Unfit.
  [[nodiscard]] const QString& fault() const { return m_fault; }

private:
  using Stored = QHash<QString, QHash<QString, QString>>;
  [[nodiscard]] std::optional<Stored> read();
  [[nodiscard]] service::config::EffectivePolicy apply();

  const service::config::ServiceConfiguration& m_configuration;
  service::domain::Store& m_store;
  Stored m_stored;  ///< by realm, as of the last look
  QStringList m_leftOut;
  QString m_fault;
  mutable std::mutex m_mutex;
  std::shared_ptr<const service::domain::ServicePolicy> m_current;
};

}  // namespace latchkey::app
