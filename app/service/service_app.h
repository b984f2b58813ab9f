// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <memory>

#include "service/config/service_configuration.h"

namespace latchkey::app {

/// What latchkeyd serves with: a configuration file's words, or the demo's.
struct ServiceSetup {
  service::config::ServiceConfiguration configuration;
  QString authorityFile;  ///< told in the ready line; empty where we do not know it
  bool demo = false;      ///< sample accounts, and a certificate of its own
};

/// Builds everything in the order of its dependencies, and takes it apart in the other.
class ServiceApp {
public:
  /// Serves when it returns. Throws StartFailure.
  explicit ServiceApp(ServiceSetup setup);
  /// Stops gracefully: requests that have begun are answered, deliveries under way are finished.
  ~ServiceApp();
  ServiceApp(const ServiceApp&) = delete;
  ServiceApp& operator=(const ServiceApp&) = delete;

  /// One line of JSON, with its end of line (SPEC section 10).
  [[nodiscard]] QByteArray readyLine() const;

private:
  struct Parts;
  std::unique_ptr<Parts> m_parts;
};

}  // namespace latchkey::app
