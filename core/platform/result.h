// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

namespace latchkey {

/// What every fallible boundary returns: a value, or an enum (or a struct around one) that says why not.
/// Exceptions are for bugs and start-up failure only. Becomes std::expected with C++23.
template <typename T, typename E>
using Result = tl::expected<T, E>;

using tl::unexpected;

}  // namespace latchkey
