// SPDX-License-Identifier: GPL-3.0-or-later
// How long a code is good, and when it can be sent again.
#include "ui/enrol/code_step.h"

#include <QLabel>
#include <QPushButton>
#include <QTest>

#include "tests/ui/enrol/enrol_views.h"
#include "ui/text/page_text.h"
#include "ui/text/time_text.h"
#include "ui/widgets/code_field.h"
#include "ui/widgets/countdown_label.h"

using namespace latchkey;  // NOLINT
using protocol::CodeView;
using protocol::MethodKind;
using ui::widgets::CountdownLabel;

namespace {

struct Shown {
  QDateTime now = tests::enrolNow();
  ui::enrol::CodeStep step{[this] { return now; }};
  Shown() { step.show(); }
  void pass(int seconds) {
    now = now.addSecs(seconds);
    for (CountdownLabel* label : step.findChildren<CountdownLabel*>()) label->refresh();
  }
  QString line(const char* name) {
    auto* const label = step.findChild<QLabel*>(QString::fromLatin1(name));
    return label->isVisible() ? label->text() : QString();
  }
  bool mayResend() { return step.findChild<QPushButton*>(QStringLiteral("enrolResendButton"))->isVisible(); }
};

CodeView codeOf(MethodKind kind, int resendsLeft = 3) {
  return {kind, QStringLiteral("*********32"), {}, 7, 600, 60, resendsLeft, 5};
}

}  // namespace

class CodeStepTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void timesRunFromWhenTheServiceHasSpoken() {
    Shown s;
    s.step.present(codeOf(MethodKind::Text));
    const QDateTime begin = s.now;
    QCOMPARE(s.line("enrolExpiryLabel"), ui::text::codeExpiryLine(begin.addSecs(600), s.now));
    QCOMPARE(s.line("enrolResendLabel"), ui::text::resendLine(begin.addSecs(60), s.now));
    QVERIFY(!s.mayResend());
    s.pass(61);
    QVERIFY(s.mayResend());
    QCOMPARE(s.line("enrolExpiryLabel"), ui::text::codeExpiryLine(begin.addSecs(600), s.now));
    s.step.retranslate();  // another language starts nothing anew
    QCOMPARE(s.line("enrolExpiryLabel"), ui::text::codeExpiryLine(begin.addSecs(600), s.now));
    s.pass(540);
    QCOMPARE(s.line("enrolExpiryLabel"), ui::text::codeExpiredLine());
  }

  void whereNoneIsLeftThatIsSaid() {
    Shown s;
    s.step.present(codeOf(MethodKind::Call, 0));
    QCOMPARE(s.line("enrolResendLabel"), ui::text::codeNoResend());
    QVERIFY(!s.mayResend());
    s.pass(601);
    QCOMPARE(s.line("enrolExpiryLabel"), ui::text::codeExpiredForGood());
  }

  void aCodeOfAnAppIsNotSent() {
    Shown s;
    CodeView code = codeOf(MethodKind::Authenticator);
    code.digits = 6;
    code.resendIn = 0;
    s.step.present(code);
    QVERIFY(s.line("enrolExpiryLabel").isEmpty() && s.line("enrolResendLabel").isEmpty());
    QVERIFY(!s.mayResend());
    s.step.findChild<ui::widgets::CodeField*>()->insertText(QStringLiteral("123456"));
    QVERIFY(s.step.isComplete());
  }
};

QTEST_MAIN(CodeStepTest)
#include "code_step_test.moc"
