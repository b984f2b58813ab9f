// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>
#include <array>

/// Places where the world may fail, for tests of what is left behind. They exist in builds with
/// LATCHKEY_FAILPOINTS alone; in any other build the question is a constant and leaves no trace.
namespace latchkey::platform {

enum class FailClass { Store, Directory, Delivery, File, Clock, Random };
inline constexpr std::size_t failClasses = 6;

#ifdef LATCHKEY_FAILPOINTS

/// Counts the call. True when it is the one that has to fail: the adapter then gives the natural error of the
/// operation. When it is the one to die at, the process ends here, without a destructor or a flush.
/// @param place "store.commit.before"; told in reports. "before" and "after" are those of the effect.
[[nodiscard]] bool failsHere(FailClass kind, const char* place);

/// What the calls that follow are for. Also set by the environment when the process starts:
/// LATCHKEY_FAILPOINT=fail:37, kill:37 or count:0; the place of a failure is told on standard error then.
enum class FailMode {
  Off,    ///< does not even count
  Count,  ///< counts, fails nothing
  Fail,   ///< the n-th call fails, all others do their work
  Kill    ///< the process ends at the n-th call
};
/// Begins to count from one. Process-wide, thread-safe.
void armFailpoints(FailMode mode, qint64 at);

struct FailReport {
  qint64 counted = 0;
  std::array<qint64, failClasses> byClass = {};  ///< the same, in the order of FailClass
  const char* failed = nullptr;                  ///< the place that failed; null while none has
};
/// What happened since armFailpoints().
[[nodiscard]] FailReport failReport();

/// The status of a process that ended at a failpoint; its place is the last line on standard error.
inline constexpr int killedByFailpoint = 86;

#else

[[nodiscard]] constexpr bool failsHere(FailClass /*kind*/, const char* /*place*/) {
  return false;
}

#endif

}  // namespace latchkey::platform
