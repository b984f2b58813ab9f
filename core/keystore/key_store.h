// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>

#include "core/platform/result.h"
#include "core/platform/secret.h"

namespace latchkey::keystore {

enum class KeyStoreFault {
  Unavailable,  ///< this system has no key store, or none that answers for this session
  Denied,       ///< the person, or the system, said no
  TimedOut      ///< no answer in time: it may be waiting for the person to unlock it
};

/// Small secrets of this user, kept by the operating system beyond the end of the program.
///
/// All calls return at once and call back once, later, on the caller's thread, within a deadline, unless the
/// object is destroyed first. They are carried out in the order in which they were given.
class KeyStore {
public:
  /// Empty where nothing is kept under the name.
  using Read = std::function<void(Result<platform::Secret, KeyStoreFault>)>;
  using Done = std::function<void(Result<void, KeyStoreFault>)>;

  virtual ~KeyStore() = default;

  virtual void read(const QString& name, Read done) = 0;
  /// Replaces what is there. What is refused, or comes too late, is not kept.
  virtual void write(const QString& name, platform::Secret value, Done done) = 0;
  /// Succeeds where nothing is there.
  virtual void remove(const QString& name, Done done) = 0;
};

}  // namespace latchkey::keystore
