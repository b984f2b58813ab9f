// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "service/domain/ports.h"

namespace latchkey::service::delivery {

/// Puts every message as one JSON file into a folder, for the demo and for tests (SPEC section 10).
///
/// A file appears whole or not at all and may be read by its owner alone, since it holds the code. Names
/// end in ".json" and sort by Message.createdAt; the same message sent again replaces its own file.
/// Thread-safe.
class OutboxSender final : public domain::MessageSender {
public:
  /// @param folder made with its parents at the first message, owner only, where it does not exist.
  explicit OutboxSender(QString folder);

  /// A folder that cannot be written (disk full, permissions) is Transient: "outbox-folder", "outbox-write".
  [[nodiscard]] Result<void, domain::SendError> send(const domain::Message& message) override;

  [[nodiscard]] const QString& folder() const { return m_folder; }

private:
  QString m_folder;
};

}  // namespace latchkey::service::delivery
