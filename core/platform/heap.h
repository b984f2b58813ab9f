// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace latchkey::platform {

/// From now on every block of the heap is overwritten before it is given back, whoever frees it. Secrets
/// have memory of their own, but on the way there and out they pass through buffers of toolkit, TLS, bus and
/// database that nobody wipes (docs/decisions/0005-freed-memory-is-wiped.md).
/// Called first thing by main(), in every build. False where the heap cannot be told: another C library than
/// glibc, or a sanitizer that has a heap of its own.
bool wipeFreedMemory();

}  // namespace latchkey::platform
