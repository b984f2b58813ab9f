// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/panel_contents.h"

#include "ui/text/appeal_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/dead_end_text.h"
#include "ui/text/fault_text.h"
#include "ui/text/page_text.h"
#include "ui/text/place_text.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::wizard {

namespace {

theme::Icon signOf(flow::GatewayFault fault) {
  switch (fault) {
    case flow::GatewayFault::Unreachable:
    case flow::GatewayFault::CaptivePortal:
    case flow::GatewayFault::ProxyNeedsPassword:
      return theme::Icon::NoNetwork;
    case flow::GatewayFault::TimedOut:
    case flow::GatewayFault::CertificateExpired:
      return theme::Icon::Clock;
    case flow::GatewayFault::CertificateUntrusted:
    case flow::GatewayFault::CertificateWrongHost:
      return theme::Icon::Shield;
    case flow::GatewayFault::BadAnswer:
    case flow::GatewayFault::Refused:
      return theme::Icon::Warning;
  }
  Q_UNREACHABLE();
}

}  // namespace

PanelContent supportContent(const WizardSession& session) {
  PanelContent content;
  content.sign = theme::Icon::Help;
  content.linesHeading = text::supportHeading();
  content.lines = text::supportLines(session.support());
  if (const QString& receipt = session.view().receipt; !receipt.isEmpty())
    content.notes << text::helpReceipt(widgets::shownOutside(receipt));
  content.notes << text::helpSecrecy();
  content.secondary = text::backToStepButton();
  return content;
}

PanelContent helpContent(const WizardSession& session) {
  PanelContent content = supportContent(session);
  content.title = text::helpTitle();
  content.paragraphs = {text::helpBody()};
  return content;
}

PanelContent askAdministratorContent(const WizardSession& session) {
  PanelContent content = supportContent(session);
  content.sign = theme::Icon::Person;
  content.title = text::methodAdministratorTitle();
  content.paragraphs = {text::methodAdministratorBody()};
  if (session.view().administrator != protocol::AdministratorContact::Offered) return content;
  content.pointsHeading = text::administratorSaysHeading();
  content.points = text::administratorSays();
  content.linesHeading.clear();
  content.lines.clear();
  content.notes = {text::helpSecrecy()};
  content.primary = text::administratorSendButton();
  return content;
}

PanelContent administratorSentContent(const WizardSession& session) {
  PanelContent content = supportContent(session);
  content.sign = theme::Icon::Check;
  content.tone = widgets::Tone::Success;
  content.title = text::administratorSent();
  content.pointsHeading = text::administratorNextHeading();
  content.points = text::administratorNext();
  return content;
}

PanelContent appealContent(const WizardSession& session) {
  const protocol::AppealView appeal = session.view().appeal.value_or(protocol::AppealView());
  PanelContent content;
  content.sign = theme::Icon::Person;
  content.title = text::appealTitle();
  content.paragraphs = {text::appealBody(appeal)};
  content.pointsHeading = text::appealStepsHeading();
  content.points = text::appealSteps(appeal);
  content.notes = {text::helpSecrecy()};
  if (session.flow().reason() != protocol::Reason::NeverHadPassword)
    content.notes << text::newAccountAdvice();
  content.primary = text::appealBeginButton();
  content.secondary = text::backToStepButton();
  return content;
}

PanelContent appealLimitContent(const WizardSession& session, int retryIn, const QDateTime& at) {
  PanelContent content = supportContent(session);
  content.sign = theme::Icon::Clock;
  content.title = text::appealLimitTitle();
  content.paragraphs = {text::appealLimitBody(retryIn, at)};
  content.notes << text::newAccountAdvice();
  return content;
}

PanelContent cancelContent() {
  PanelContent content;
  content.sign = theme::Icon::Questions;
  content.title = text::cancelTitle();
  content.paragraphs = {text::cancelBody()};
  content.primary = text::cancelConfirmButton();
  content.secondary = text::cancelRejectButton();
  return content;
}

PanelContent faultContent(const flow::GatewayError& error, const QDateTime& at) {
  const text::FaultText words = text::faultText(error, at);
  PanelContent content;
  content.sign = signOf(error.fault);
  content.tone = widgets::Tone::Warning;
  content.title = words.title;
  content.paragraphs = {words.reason};
  content.pointsHeading = text::faultTriesHeading();
  content.points = words.tries;
  content.primary = text::tryAgainButton();
  content.secondary = text::backToStepButton();
  return content;
}

PanelContent placeFaultContent(const flow::GatewayError& error, const QDateTime& at) {
  PanelContent content = faultContent(error, at);
  content.notes << text::placeStillKept();
  content.secondary = text::startAnewButton();
  return content;
}

}  // namespace latchkey::ui::wizard
