// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/enrol_panels.h"

#include <algorithm>

#include "ui/enrol/method_row.h"
#include "ui/text/appeal_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_proof_text.h"
#include "ui/text/enrol_text.h"

namespace latchkey::ui::enrol {

namespace {
/// Empty: enough is left.
QString warningFor(const protocol::RegisteredMethod& removed,
                   const QList<protocol::RegisteredMethod>& methods, const QDateTime& now) {
  bool isWeakLeft = false;
  int firstIn = 0;
  for (const protocol::RegisteredMethod& method : methods) {
    if (method.handle == removed.handle || !method.proves) continue;
    const bool isWeak = method.kind == protocol::MethodKind::Questions ||
                        method.warning == protocol::MethodWarning::LockedAccountItself;
    if (isWeak)
      isWeakLeft = true;
    else if (method.usableIn <= 0)
      return {};
    else
      firstIn = firstIn > 0 ? std::min(firstIn, method.usableIn) : method.usableIn;
  }
  if (firstIn > 0) return text::removeWaitsBody(firstIn, now);
  return isWeakLeft ? text::removeWeakBody() : text::removeLastBody();
}
}  // namespace

wizard::PanelContent removeContent(const protocol::RegisteredMethod& method,
                                   const QList<protocol::RegisteredMethod>& all, const QDateTime& now) {
  wizard::PanelContent content;
  content.sign = theme::Icon::Warning;
  content.tone = widgets::Tone::Warning;
  content.title = text::removeTitle(MethodRow::entryFor(method));
  content.paragraphs = {text::removeBody()};
  const QString warning = warningFor(method, all, now);
  if (!warning.isEmpty()) content.paragraphs << warning;
  content.primary = text::removeConfirmButton();
  content.secondary = text::keepButton();
  return content;
}

wizard::PanelContent stopContent(bool isRequired) {
  wizard::PanelContent content;
  content.sign = theme::Icon::Stop;
  content.title = text::enrolStopTitle();
  content.paragraphs = {text::enrolStopBody()};
  if (isRequired) content.paragraphs << text::stillRequired();
  content.primary = text::enrolStopButton();
  content.secondary = text::cancelRejectButton();
  return content;
}

wizard::PanelContent allLostContent(const protocol::SupportContact& support, bool mayAppeal) {
  wizard::PanelContent content = enrolHelpContent(support);
  content.sign = theme::Icon::Person;
  content.title = text::allLostTitle();
  content.paragraphs = text::allLostBody(mayAppeal);
  if (mayAppeal) content.primary = text::appealButton();
  return content;
}

wizard::PanelContent enrolHelpContent(const protocol::SupportContact& support) {
  wizard::PanelContent content;
  content.sign = theme::Icon::Help;
  content.title = text::helpTitle();
  content.paragraphs = {text::helpBody()};
  content.linesHeading = text::supportHeading();
  content.lines = text::supportLines(support);
  content.notes = {text::helpSecrecy()};
  content.secondary = text::backToStepButton();
  return content;
}

}  // namespace latchkey::ui::enrol
