// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>  // says which C library this is

/// LATCHKEY_GLIBC_HEAP: the heap is glibc's, and nobody else stands before it.
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define LATCHKEY_GLIBC_HEAP
#endif
#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#undef LATCHKEY_GLIBC_HEAP
#endif
#endif
