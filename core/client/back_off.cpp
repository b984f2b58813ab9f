// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/back_off.h"

#include <algorithm>

namespace latchkey::client {

namespace {
Verdict judgeRead(const BackOff& backOff, Ended ended, const Tried& tried) {
  const bool triesLeft = tried.attempts < backOff.readTries;
  switch (ended) {
    case Ended::NonceRequired:
      return tried.nonceRepeats < 1 ? Verdict::RepeatNow : Verdict::Deliver;
    case Ended::TokenRefused:
      // The transport may have sent the same proof twice over a dying connection, and a proof counts once:
      // a read is asked once more with a new one before it is believed.
      return tried.attempts < 2 ? Verdict::RepeatNow : Verdict::Deliver;
    case Ended::ServerBusy:
    case Ended::NeverSent:
    case Ended::CutAfterSending:
      return triesLeft ? Verdict::RepeatLater : Verdict::Deliver;
    case Ended::Answered:
    case Ended::StillInProgress:
    case Ended::LateAfterSending:  // half a minute has passed already: the person decides
    case Ended::LateBeforeSending:
    case Ended::Hopeless:
      return Verdict::Deliver;
  }
  return Verdict::Deliver;
}

Verdict judgeWrite(const BackOff& backOff, Ended ended, const Tried& tried) {
  const Verdict giveUp = tried.mayHaveArrived ? Verdict::DeliverLost : Verdict::Deliver;
  switch (ended) {
    case Ended::Answered:
      return Verdict::Deliver;
    case Ended::NonceRequired:
      return tried.nonceRepeats < 1 ? Verdict::RepeatNow : giveUp;
    case Ended::StillInProgress:
      if (tried.settles < backOff.settleTries) return Verdict::RepeatLater;
      return Verdict::DeliverLost;
    case Ended::ServerBusy:
    case Ended::TokenRefused:
    case Ended::Hopeless:
    case Ended::LateBeforeSending:
      // Never repeated for its own sake. If an earlier attempt is unsettled, so is the whole.
      return giveUp;
    case Ended::NeverSent:
      // Only while clearing up a lost answer; a first attempt that never left is told at once.
      if (!tried.mayHaveArrived) return Verdict::Deliver;
      return tried.attempts <= backOff.writeRepeatsCut ? Verdict::RepeatLater : Verdict::DeliverLost;
    case Ended::CutAfterSending:
      return tried.attempts <= backOff.writeRepeatsCut ? Verdict::RepeatLater : Verdict::DeliverLost;
    case Ended::LateAfterSending:
      return tried.attempts <= backOff.writeRepeatsLate ? Verdict::RepeatLater : Verdict::DeliverLost;
  }
  return giveUp;
}
}  // namespace

int pauseBefore(const BackOff& backOff, int repeat, quint32 random) {
  qint64 whole = backOff.firstPause;
  for (int i = 1; i < repeat && whole < backOff.longestPause; ++i) whole *= 2;
  whole = std::clamp<qint64>(whole, 0, backOff.longestPause);
  const qint64 half = whole / 2;
  return static_cast<int>(half +
                          static_cast<qint64>((static_cast<quint64>(whole - half + 1) * random) >> 32));
}

Verdict judge(const BackOff& backOff, bool isWrite, Ended ended, const Tried& tried) {
  return isWrite ? judgeWrite(backOff, ended, tried) : judgeRead(backOff, ended, tried);
}

}  // namespace latchkey::client
