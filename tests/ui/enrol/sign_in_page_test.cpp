// SPDX-License-Identifier: GPL-3.0-or-later
// Signing in to "Secure your account" with a password that has to be changed first.
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include "tests/ui/enrol/enrol_views.h"
#include "ui/enrol/sign_in_page.h"
#include "ui/text/enrol_text.h"
#include "ui/widgets/field_error.h"

using namespace latchkey;  // NOLINT
using protocol::ProblemKind;

namespace {

const QString account = QStringLiteral("hanako@example.com");

struct Entrance {
  explicit Entrance(bool recovers = true)
      : page(
            account, [](const QString&, const platform::Secret&) {},
            recovers ? [this](const QString& name) { recovered << name; } : ui::enrol::SignInPage::Recover(),
            tests::enrolNow) {
    page.begin();
    page.present({});
    tests::showInFront(page);
  }
  void refuse(ProblemKind kind) {
    protocol::Problem problem;
    problem.kind = kind;
    page.showProblem(problem);
  }
  [[nodiscard]] QPushButton& button() {
    return *page.findChild<QPushButton*>(QStringLiteral("enrolNewPasswordButton"));
  }
  [[nodiscard]] QString complaint() {
    return page.findChild<ui::widgets::FieldError*>(QStringLiteral("enrolPasswordFieldError"))->text();
  }

  QStringList recovered;
  ui::enrol::SignInPage page;
};

}  // namespace

class SignInPageTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aNewPasswordIsOfferedToWhoHasToChangeTheirs() {
    Entrance entrance;
    QVERIFY(!entrance.button().isVisible());
    entrance.refuse(ProblemKind::PasswordMustChange);
    QVERIFY(entrance.button().isVisible());
    QCOMPARE(entrance.button().text(), ui::text::enrolNewPasswordButton());
    QVERIFY(!entrance.complaint().isEmpty());
    // With the account that the password was right for, as it stands there.
    QTest::mouseClick(&entrance.button(), Qt::LeftButton);
    QCOMPARE(entrance.recovered, QStringList(account));
    // Whoever types another account or password is asked anew.
    entrance.page.findChild<QLineEdit*>(QStringLiteral("enrolAccountLineEdit"))->setText(u"x"_qs);
    QVERIFY(!entrance.button().isVisible());
  }

  void itIsOfferedToNobodyElse_data() {
    QTest::addColumn<ProblemKind>("kind");
    QTest::newRow("refused") << ProblemKind::SignInRefused;
    QTest::newRow("stopped") << ProblemKind::AccountStopped;
    QTest::newRow("too many") << ProblemKind::TooManyTries;
    QTest::newRow("unavailable") << ProblemKind::Unavailable;
  }
  void itIsOfferedToNobodyElse() {
    QFETCH(ProblemKind, kind);
    Entrance entrance;
    entrance.refuse(ProblemKind::PasswordMustChange);
    entrance.refuse(kind);
    QVERIFY(!entrance.button().isVisible());
  }

  void whereNoRecoveryCanBeOpenedThereIsNoButton() {
    Entrance entrance(false);
    entrance.refuse(ProblemKind::PasswordMustChange);
    QVERIFY(!entrance.button().isVisible());
    QVERIFY(!entrance.complaint().isEmpty());
  }

  void itIsGoneWithTheLeaving() {
    Entrance entrance;
    entrance.refuse(ProblemKind::PasswordMustChange);
    entrance.page.leave();
    QVERIFY(!entrance.button().isVisible());
  }
};

QTEST_MAIN(SignInPageTest)
#include "sign_in_page_test.moc"
