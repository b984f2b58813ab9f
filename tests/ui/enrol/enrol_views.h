// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QTest>
#include <QWidget>
#include <vector>

#include "core/protocol/enrolment_messages.h"

/// What a service says at "Secure your account", and somebody who listens to what a page sends.
namespace latchkey::tests {

struct EnrolViews {
  static protocol::EnrolmentView list() {
    protocol::EnrolmentView view;
    view.accountName = QStringLiteral("hanako@example.com");
    view.displayName = QStringLiteral("山田 花子");
    view.policy.kinds = {protocol::MethodKind::Mail, protocol::MethodKind::Text, protocol::MethodKind::Call,
                         protocol::MethodKind::Questions, protocol::MethodKind::SecurityKey};
    view.policy.countries = {QStringLiteral("JP"), QStringLiteral("US"), QStringLiteral("CA"),
                             QStringLiteral("DE")};
    view.policy.homeCountry = QStringLiteral("JP");
    view.policy.questionsAsked = 3;
    view.policy.questions = {{QStringLiteral("pet"), QStringLiteral("What was your first pet called?")},
                             {QStringLiteral("school"), QStringLiteral("What was your first school called?")},
                             {QStringLiteral("town"), QStringLiteral("In which town were you born?")},
                             {QStringLiteral("dish"), QStringLiteral("Which dish do you like best?")}};
    return view;
  }
  static protocol::EnrolmentView code(protocol::MethodKind kind) {
    protocol::EnrolmentView view = list();
    view.stage = protocol::EnrolStage::Code;
    view.adding.emplace();
    view.adding->kind = kind;
    view.adding->mask = QStringLiteral("ha*****@example.org");
    view.adding->code = protocol::CodeView{kind, view.adding->mask, {}, 7, 600, 60, 5, 5};
    return view;
  }
};

/// Waits for nothing: what a page sends is there at once.
struct SentCommands {
  std::vector<protocol::EnrolCommand> all;
  [[nodiscard]] auto sender() {
    return [this](protocol::EnrolCommand command) { all.push_back(std::move(command)); };
  }
  /// The last one, when it is of this kind; null: it is none.
  template <typename Command>
  [[nodiscard]] const Command* last() const {
    return all.empty() ? nullptr : std::get_if<Command>(&all.back());
  }
};

/// As a window in front, which alone gives a focus.
inline void showInFront(QWidget& widget) {
  widget.show();
  widget.activateWindow();
  if (!QTest::qWaitForWindowActive(&widget)) qFatal("no window gets in front");
}

/// What Tab goes through until it comes round again.
inline QStringList tabOrder() {
  QStringList names;
  for (int i = 0; i < 50; ++i) {
    const QString name = QApplication::focusWidget()->objectName();
    if (names.contains(name)) break;
    names << name;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
  }
  return names;
}

inline QDateTime enrolNow() {
  return {QDate(2026, 3, 4), QTime(14, 22)};
}

}  // namespace latchkey::tests
