// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace latchkey::platform {

/// The wish of the operating system, or of who sits at the console, that a program without a window ends:
/// SIGTERM and SIGINT, or Ctrl+C. Made once, first thing in main() and before any other thread, so that
/// no thread is interrupted by them. A peer that closes a pipe or socket, or a file that meets the limit of
/// its size, no longer ends the process either: the call fails, as on a full disk.
class StopSignal {
public:
  StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;

  /// Returns when the first one comes, also when it came before the call.
  void wait();
};

}  // namespace latchkey::platform
