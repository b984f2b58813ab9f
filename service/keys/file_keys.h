// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <array>
#include <memory>

#include "core/platform/result.h"
#include "core/platform/secret.h"
#include "service/domain/ports.h"

namespace latchkey::service::keys {

enum class KeyFault {
  CannotRead,  ///< no right, or no plain file
  CannotCreate,
  LaxPermissions,  ///< readable or writable by others than the owner
  WrongLength,
};
struct KeyFailure {
  KeyFault fault = KeyFault::CannotRead;
  QString path;
};
/// One line for the operator: what is wrong and what to do.
[[nodiscard]] QString explain(const KeyFailure& failure);

/// The keys of a service: 32 random bytes in one file outside the database, from which one key for each
/// purpose is derived (HKDF-SHA-256, RFC 5869). Thread-safe.
class FileKeys final : public domain::KeyedHash {
public:
  /// Reads the master key; makes it, and its folder with mode 0700, when there is none.
  [[nodiscard]] static Result<std::unique_ptr<FileKeys>, KeyFailure> open(const QString& path,
                                                                          domain::Random& random);
  /// Keys from a master key that the caller has; for tests.
  explicit FileKeys(const platform::Secret& master);
  ~FileKeys() override;

  [[nodiscard]] QByteArray mac(domain::KeyPurpose purpose, QByteArrayView data) const override;
  [[nodiscard]] QByteArray fingerprint() const override;
  /// A box under a key of its own. The random source must outlive it.
  [[nodiscard]] std::unique_ptr<domain::SecretBox> box(domain::Random& random) const;

private:
  std::array<platform::Secret, domain::keyPurposes> m_keys;
  platform::Secret m_sealing;
  QByteArray m_fingerprint;
};

}  // namespace latchkey::service::keys
