// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/strength_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace latchkey::ui::text {

using protocol::Strength;

namespace {
QString closedLine() {
  return QCoreApplication::translate("Enrol",
                                     "At present no new password can be set here for this account, whatever "
                                     "is registered. There is nothing that you have to do. If you forget "
                                     "your password one day, please ask your support.");
}
}  // namespace

Security securityOf(const protocol::EnrolmentView& view) {
  const bool waits =
      std::ranges::any_of(view.methods, [](const auto& method) { return method.usableIn > 0; });
  return {view.strength, view.policy.gatesNeeded, !view.methods.isEmpty(), waits};
}

QString strengthLine(const Security& security) {
  const int needed = security.gatesNeeded;
  switch (security.strength) {
    case Strength::None:
      if (!security.hasWays)
        return QCoreApplication::translate(
            "Enrol",
            "Nothing is registered yet that could recover this account. Add at least one way, better two.");
      if (security.hasWaiting)
        return QCoreApplication::translate("Enrol",
                                           "What is registered cannot recover this account yet: what was "
                                           "added lately counts only from the time that stands beside it.");
      return needed > 1
                 ? QCoreApplication::translate("Enrol",
                                               "Getting back in takes %n different ways here, and fewer can "
                                               "be used. Add another one.",
                                               nullptr, needed)
                 : QCoreApplication::translate(
                       "Enrol", "What is registered is not enough to recover this account. Add another way.");
    case Strength::Fragile:
      if (security.hasWaiting)
        return QCoreApplication::translate("Enrol",
                                           "What was added lately counts only from the time that stands "
                                           "beside it. If you lose a way before that, you are locked out.");
      return needed > 1
                 ? QCoreApplication::translate(
                       "Enrol",
                       "Getting back in takes %n different ways here, and none is to "
                       "spare: when one is lost, you are locked out. Add another one.",
                       nullptr, needed)
                 : QCoreApplication::translate(
                       "Enrol",
                       "One way only is fragile: when it is lost, you are locked out. Add a second one.");
    case Strength::Good:
      return QCoreApplication::translate("Enrol",
                                         "Your account is well secured: there is more than one way back in.");
    case Strength::Closed:
      return closedLine();
  }
  return {};
}
QString enrolDoneTitle(bool isMet, Strength strength) {
  return isMet && strength == Strength::Good ? QCoreApplication::translate("Enrol", "Secured")
                                             : QCoreApplication::translate("Enrol", "You are signed out");
}
QString enrolDoneWhy(const Security& security) {
  switch (security.strength) {
    case Strength::None:
      if (!security.hasWays)
        return QCoreApplication::translate(
            "Enrol",
            "Nothing is registered. If you forget your password, only an administrator can help you.");
      if (security.hasWaiting)
        return QCoreApplication::translate("Enrol",
                                           "What was added lately counts only after a while. If you forget "
                                           "your password before that, only an administrator can help you.");
      return QCoreApplication::translate("Enrol",
                                         "What is registered is not enough to recover this account. If you "
                                         "forget your password, only an administrator can help you.");
    case Strength::Fragile:
      if (security.hasWaiting)
        return QCoreApplication::translate("Enrol",
                                           "You can get back in. What was added lately counts only after a "
                                           "while; there is nothing that you have to do for it.");
      return security.gatesNeeded > 1
                 ? QCoreApplication::translate(
                       "Enrol",
                       "You can get back in, but with nothing to spare. Come back soon and add another way.")
                 : QCoreApplication::translate(
                       "Enrol", "You can get back in by one way. Come back soon and add a second one.");
    case Strength::Good:
      return QCoreApplication::translate(
          "Enrol",
          "If you ever forget your password, open Latchkey on any PC and choose “I forgot my password”.");
    case Strength::Closed:
      return closedLine();
  }
  return {};
}

}  // namespace latchkey::ui::text
