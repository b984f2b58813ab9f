// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace latchkey::platform {

template <auto release>
struct Releaser {
  template <typename T>
  void operator()(T* pointer) const {
    release(pointer);
  }
};

/// Owns what a C library gave, and hands it back: Released<EVP_PKEY, EVP_PKEY_free>.
template <typename T, auto release>
using Released = std::unique_ptr<T, Releaser<release>>;

}  // namespace latchkey::platform
