// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/choice_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace latchkey::ui::text {

using protocol::Method;
using protocol::MethodKind;
using protocol::MethodWarning;
using protocol::Reason;

Choice choiceOf(Reason reason) {
  switch (reason) {
    case Reason::ForgotPassword:
      return {QCoreApplication::translate("Reasons", "I forgot my password"),
              QCoreApplication::translate("Reasons", "Prove that it is you, then choose a new one."),
              {}};
    case Reason::CannotSignIn:
      return {QCoreApplication::translate("Reasons", "I know my password but cannot sign in"),
              QCoreApplication::translate("Reasons", "A few quick checks first. They often solve it."),
              {}};
    case Reason::SomebodyElse:
      return {QCoreApplication::translate("Reasons", "Somebody else may be using my account"),
              QCoreApplication::translate("Reasons", "A new password, and what to check afterwards."),
              {}};
    case Reason::NeverHadPassword:
      return {QCoreApplication::translate("Reasons", "I never got a password"),
              QCoreApplication::translate("Reasons", "Set your first password for a new account."),
              {}};
  }
  Q_UNREACHABLE();
}

QString adviceTitleOf(Reason reason) {
  switch (reason) {
    case Reason::CannotSignIn:
      return QCoreApplication::translate("Reasons", "Please check this first:");
    case Reason::ForgotPassword:
    case Reason::SomebodyElse:
    case Reason::NeverHadPassword:
      return {};
  }
  Q_UNREACHABLE();
}

QStringList adviceOf(Reason reason) {
  switch (reason) {
    case Reason::CannotSignIn:
      return {QCoreApplication::translate("Reasons", "Is Caps Lock on at the locked PC?"),
              QCoreApplication::translate("Reasons", "Is its keyboard set to the usual language?"),
              QCoreApplication::translate("Reasons",
                                          "Is it the right account? Look at the name above the password."),
              QCoreApplication::translate(
                  "Reasons", "Changed it in the last hour? The old password may still be the one to use.")};
    case Reason::ForgotPassword:
    case Reason::SomebodyElse:
    case Reason::NeverHadPassword:
      return {};
  }
  Q_UNREACHABLE();
}

QString entryOf(MethodKind kind, const QString& mask) {
  switch (kind) {
    case MethodKind::Mail:
      return QCoreApplication::translate("Methods", "Mail to %1").arg(mask);
    case MethodKind::Text:
      return QCoreApplication::translate("Methods", "Text to %1").arg(mask);
    case MethodKind::Call:
      return QCoreApplication::translate("Methods", "Call %1").arg(mask);
    case MethodKind::Authenticator:
      return QCoreApplication::translate("Methods", "My authenticator app");
    case MethodKind::Questions:
      return QCoreApplication::translate("Methods", "My security questions");
    case MethodKind::SecurityKey:
      return QCoreApplication::translate("Methods", "My security key");
    case MethodKind::StartCode:
      return QCoreApplication::translate("Methods", "My start code");
  }
  Q_UNREACHABLE();
}

Choice choiceOf(const Method& method) {
  Choice choice{entryOf(method.kind, method.mask), {}, {}};
  switch (method.kind) {
    case MethodKind::Mail:
      choice.detail = QCoreApplication::translate("Methods", "You get a message with a code.");
      break;
    case MethodKind::Text:
      choice.detail = QCoreApplication::translate("Methods", "You get a text message with a code.");
      break;
    case MethodKind::Call:
      choice.detail =
          QCoreApplication::translate("Methods", "The phone rings and a voice reads the code to you.");
      break;
    case MethodKind::Authenticator:
      choice.detail = QCoreApplication::translate("Methods", "Enter the 6 digits that it shows.");
      break;
    case MethodKind::Questions:
      choice.detail = QCoreApplication::translate("Methods", "Give the answers that you registered.");
      break;
    case MethodKind::SecurityKey:
      choice.detail = QCoreApplication::translate("Methods", "Plug it in and touch it.");
      break;
    case MethodKind::StartCode:
      choice.detail =
          QCoreApplication::translate("Methods", "Enter the 12 digits that your administrator gave you.");
      break;
  }
  if (method.warning == MethodWarning::LockedAccountItself)
    choice.warning = QCoreApplication::translate(
        "Methods",
        "This is the account that you cannot open. Choose it only if you can still read its mail.");
  return choice;
}

bool takesContacts(const protocol::RecoveryView& view) {
  const auto isContact = [](MethodKind kind) { return kind == MethodKind::Mail || isPhone(kind); };
  return view.realmFactors.isEmpty() ||
         std::any_of(view.realmFactors.begin(), view.realmFactors.end(), isContact);
}

namespace {
QString asRegistered(MethodKind kind) {
  switch (kind) {
    case MethodKind::Mail:
      return QCoreApplication::translate("Methods", "a mail address");
    case MethodKind::Text:
      return QCoreApplication::translate("Methods", "a mobile phone");
    case MethodKind::Call:
      return QCoreApplication::translate("Methods", "a phone");
    case MethodKind::Authenticator:
      return QCoreApplication::translate("Methods", "an authenticator app");
    case MethodKind::Questions:
      return QCoreApplication::translate("Methods", "security questions");
    case MethodKind::SecurityKey:
      return QCoreApplication::translate("Methods", "a security key");
    case MethodKind::StartCode:
      return {};  // it is handed out
  }
  Q_UNREACHABLE();
}
}  // namespace

QString registrable(const protocol::RecoveryView& view) {
  QStringList names;
  for (const MethodKind kind : view.realmFactors) names << asRegistered(kind);
  names.removeAll(QString());
  return names.join(QCoreApplication::translate("Methods", ", "));
}

bool isPhone(MethodKind kind) {
  switch (kind) {
    case MethodKind::Text:
    case MethodKind::Call:
      return true;
    case MethodKind::Mail:
    case MethodKind::Authenticator:
    case MethodKind::Questions:
    case MethodKind::SecurityKey:
    case MethodKind::StartCode:
      return false;
  }
  Q_UNREACHABLE();
}

MethodKind chosenKind(const protocol::RecoveryView& view) {
  if (view.code) return view.code->kind;
  for (const Method& method : view.methods)
    if (method.handle == view.chosenHandle) return method.kind;
  return MethodKind::Mail;
}

}  // namespace latchkey::ui::text
