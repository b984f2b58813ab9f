// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/fault_text.h"

#include <QCoreApplication>

#include "ui/text/problem_text.h"

namespace latchkey::ui::text {

using flow::GatewayFault;

namespace {

FaultText unreachable() {
  return {QCoreApplication::translate("Faults", "The recovery service cannot be reached"),
          QCoreApplication::translate(
              "Faults", "This PC gets no answer from it. When you try again, you go on where you are."),
          {QCoreApplication::translate("Faults",
                                       "Check that this PC is online: network cable, Wi-Fi, flight mode."),
           QCoreApplication::translate("Faults", "At work, the office network or VPN may be needed."),
           QCoreApplication::translate("Faults", "Wait a minute, then try again.")}};
}

FaultText timedOut() {
  return {QCoreApplication::translate("Faults", "The answer takes too long"),
          QCoreApplication::translate("Faults", "The service was found but did not answer in time."),
          {QCoreApplication::translate("Faults", "Try again. What already went through is not done twice."),
           QCoreApplication::translate(
               "Faults", "If the connection is weak, move closer to the Wi-Fi or use another network.")}};
}

FaultText certificateUntrusted() {
  return {
      QCoreApplication::translate("Faults", "We cannot be sure that this is the real service"),
      QCoreApplication::translate("Faults",
                                  "The other side could not prove who it is. So nothing was sent to it."),
      {QCoreApplication::translate("Faults", "Try another network. A public Wi-Fi may be in between."),
       QCoreApplication::translate(
           "Faults", "At work, tell your support: the certificate authority may be missing on this PC.")}};
}

FaultText certificateWrongHost() {
  return {QCoreApplication::translate("Faults", "Another server answered"),
          QCoreApplication::translate(
              "Faults", "Its certificate is made out to a different name. So nothing was sent to it."),
          {QCoreApplication::translate(
               "Faults", "Try another network. Something in between may lead you to the wrong place."),
           QCoreApplication::translate("Faults", "Tell your support if it stays like this.")}};
}

FaultText certificateExpired() {
  return {
      QCoreApplication::translate("Faults", "The dates do not fit"),
      QCoreApplication::translate("Faults",
                                  "The service's certificate is not valid on the date that this PC shows."),
      {QCoreApplication::translate(
           "Faults", "Look at date and time of this PC. Set them right if they are wrong, then try again."),
       QCoreApplication::translate(
           "Faults", "If they are right, tell your support: the certificate has to be renewed.")}};
}

FaultText captivePortal() {
  return {
      QCoreApplication::translate("Faults", "This network wants you to sign in first"),
      QCoreApplication::translate("Faults",
                                  "A page of the network answered in place of the recovery service. This is "
                                  "usual in hotels, trains and cafés."),
      {QCoreApplication::translate("Faults", "Open a browser on this PC and follow the page of the network."),
       QCoreApplication::translate("Faults", "Then come back and try again.")}};
}

FaultText proxyNeedsPassword() {
  return {QCoreApplication::translate("Faults", "The network's proxy asks for a password"),
          QCoreApplication::translate(
              "Faults", "This PC reaches the internet through a proxy that wants to know who you are."),
          {QCoreApplication::translate("Faults", "Use another network, for example the hotspot of a phone."),
           QCoreApplication::translate("Faults",
                                       "At work, ask your support to let the recovery service through.")}};
}

FaultText badAnswer() {
  return {QCoreApplication::translate("Faults", "The answer makes no sense to this program"),
          QCoreApplication::translate("Faults",
                                      "The service and this program may be of different versions, or "
                                      "something changed the answer on its way."),
          {QCoreApplication::translate("Faults", "Try again in a minute."),
           QCoreApplication::translate("Faults", "Check whether there is a newer version of this program."),
           QCoreApplication::translate("Faults", "Tell your support if it stays like this.")}};
}

FaultText refused(const protocol::Problem& problem, const QDateTime& now) {
  return {QCoreApplication::translate("Faults", "The service could not do this now"),
          problemText(problem, now),
          {QCoreApplication::translate("Faults", "Try again in a minute."),
           QCoreApplication::translate("Faults", "Tell your support if it stays like this.")}};
}

}  // namespace

FaultText faultText(const flow::GatewayError& error, const QDateTime& now) {
  switch (error.fault) {
    case GatewayFault::Unreachable:
      return unreachable();
    case GatewayFault::TimedOut:
      return timedOut();
    case GatewayFault::CertificateUntrusted:
      return certificateUntrusted();
    case GatewayFault::CertificateWrongHost:
      return certificateWrongHost();
    case GatewayFault::CertificateExpired:
      return certificateExpired();
    case GatewayFault::CaptivePortal:
      return captivePortal();
    case GatewayFault::ProxyNeedsPassword:
      return proxyNeedsPassword();
    case GatewayFault::BadAnswer:
      return badAnswer();
    case GatewayFault::Refused:
      return refused(error.problem, now);
  }
  Q_UNREACHABLE();
}

}  // namespace latchkey::ui::text
