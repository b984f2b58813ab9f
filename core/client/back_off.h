// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace latchkey::client {

/// How often and how fast an exchange is repeated. Milliseconds.
struct BackOff {
  int readTries = 3;         ///< of a read, the first one included
  int writeRepeatsCut = 2;   ///< under the same idempotency key, after the connection was cut
  int writeRepeatsLate = 1;  ///< the same, after the total deadline passed: each takes that long again
  int settleTries = 8;       ///< how often the service may say that it is still at work on the first one
  int firstPause = 400;
  int longestPause = 4000;
};

/// The pause before repeat number `repeat` (1 is the first): doubled each time, at most longestPause, and
/// drawn between half and the whole of it, so that many clients do not come back in step.
/// @param random 32 uniform bits
[[nodiscard]] int pauseBefore(const BackOff& backOff, int repeat, quint32 random);

/// How an attempt ended, as far as repeating depends on it.
enum class Ended {
  Answered,          ///< with anything that no other case names
  NonceRequired,     ///< 401: the server wants its own fresh nonce in the proof; nothing was done
  StillInProgress,   ///< 409: the first request under this key is still being worked on
  ServerBusy,        ///< 502, 503, 504, with or without a problem body
  TokenRefused,      ///< 401 without a reason
  NeverSent,         ///< no connection: the server cannot have acted
  CutAfterSending,   ///< the answer was lost
  LateAfterSending,  ///< the total deadline passed after the request was sent
  LateBeforeSending,
  Hopeless  ///< certificate, proxy, captive portal, nonsense: trying again changes nothing
};

/// What has been tried for one command so far; counted by the caller from the verdicts.
struct Tried {
  int attempts = 0;  ///< finished ones
  int nonceRepeats = 0;
  int settles = 0;
  bool mayHaveArrived = false;  ///< some earlier attempt of this write lost its answer
};

enum class Verdict {
  Deliver,      ///< to the caller, as it is
  DeliverLost,  ///< the outcome of a write is unknown and stays so
  RepeatNow,    ///< with a new proof, under the same idempotency key
  RepeatLater   ///< the same after pauseBefore()
};

/// The whole rule of repeating (SECURITY.md, cases C08 and C11), as a decision without side effects.
[[nodiscard]] Verdict judge(const BackOff& backOff, bool isWrite, Ended ended, const Tried& tried);

}  // namespace latchkey::client
