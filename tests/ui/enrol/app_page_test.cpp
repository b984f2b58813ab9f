// SPDX-License-Identifier: GPL-3.0-or-later
// An authenticator app: its secret stays readable for as long as it can be confirmed, and no longer.
#include "ui/enrol/app_page.h"

#include <QClipboard>
#include <QPushButton>
#include <QTest>

#include "tests/ui/enrol/enrol_views.h"
#include "ui/enrol/qr_code.h"
#include "ui/enrol/secret_groups.h"
#include "ui/enrol/secret_key_view.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_app_text.h"
#include "ui/text/enrol_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/code_field.h"
#include "ui/widgets/labels.h"

using namespace latchkey;  // NOLINT
using platform::Secret;
using protocol::EnrolmentView;
using protocol::MethodKind;
using protocol::ProblemKind;
using tests::EnrolViews;
using ui::enrol::QrCode;
using ui::enrol::SecretGroups;
using ui::enrol::SecretKeyView;
using ui::widgets::PlainLabel;

namespace {

constexpr auto firstKey = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

EnrolmentView appView(const char* key = firstKey) {
  EnrolmentView view = EnrolViews::code(MethodKind::Authenticator);
  view.adding->issuer = QStringLiteral("Example");
  view.adding->accountName = QStringLiteral("hanako@example.com");
  view.adding->secret = Secret(key);
  view.adding->secretExpiresIn = 600;
  return view;
}

struct Shown {
  tests::SentCommands sent;
  QDateTime now = tests::enrolNow();
  ui::enrol::AppPage page{sent.sender(), [this] { return now; }};
  Shown() {
    page.begin();
    page.retranslate();
    page.show();
    page.present(appView());
  }
  QrCode& picture() { return *page.findChild<QrCode*>(); }
  QPushButton& copy() { return *page.findChild<QPushButton*>(QStringLiteral("secretCopyButton")); }
  QWidget& code() { return *page.findChild<ui::widgets::CodeField*>(); }
  ui::widgets::Banner& over() {
    return *page.findChild<ui::widgets::Banner*>(QStringLiteral("enrolAppOverBanner"));
  }
  QTimer& timer() { return *page.findChild<QTimer*>(QStringLiteral("enrolAppExpiryTimer")); }
  /// Nothing of the secret, why, and the way to another one.
  void isOver(const QString& sentence) {
    QVERIFY(!picture().isVisible() && !picture().hasContent());
    QVERIFY(key().empty());
    QVERIFY(!code().isVisible());
    QVERIFY(over().isVisible());
    QCOMPARE(over().text(), sentence);
    QCOMPARE(page.primaryText(), ui::text::appAnewButton());
    QVERIFY(page.isComplete());
    QCOMPARE(page.whoSees(), ui::text::whoSeesApps());
  }
  std::string key() { return std::string(page.findChild<SecretGroups*>()->secret().view()); }
  QString account() {
    return page.findChild<PlainLabel*>(QStringLiteral("secretAccountLabel"))->outsideText();
  }
};

}  // namespace

class AppPageTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void init() { QGuiApplication::clipboard()->clear(); }

  void whatIsBehindAPanelForAWhileComesBack() {
    Shown s;
    QVERIFY(s.picture().isVisible() && s.picture().hasContent());
    for (int times = 0; times < 2; ++times) {
      s.page.hide();  // as the page of "Get help" does
      QVERIFY(!s.picture().hasContent());
      QVERIFY(s.key().empty());
      QVERIFY(!s.copy().isEnabled());
      s.page.show();
      QVERIFY(s.picture().isVisible() && s.picture().hasContent());
      QCOMPARE(s.key(), std::string(firstKey));
      QCOMPARE(s.account(), QStringLiteral("hanako@example.com"));
    }
    s.copy().click();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromLatin1(firstKey));
  }

  void whatIsLeftDoesNotComeBack() {
    Shown s;
    s.page.leave();
    s.page.hide();
    s.page.show();
    QVERIFY(!s.picture().hasContent());
    QVERIFY(s.key().empty());
    QVERIFY(!s.copy().isEnabled());
    s.copy().click();
    QVERIFY(QGuiApplication::clipboard()->text().isEmpty());
  }

  void anotherSecretTakesItsPlace() {
    Shown s;
    s.page.present(appView("MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"));
    QCOMPARE(s.key(), std::string("MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"));
  }

  void whenItsTimeIsOverThePageSaysSo() {
    Shown s;
    QVERIFY(s.timer().isActive());
    QCOMPARE(s.timer().interval(), 600'000);
    QVERIFY(!s.over().isVisible());
    EnrolmentView view = appView();
    view.adding->secretExpiresIn = 300;
    s.now = s.now.addSecs(300);
    s.page.present(view);
    QCOMPARE(s.timer().interval(), 300'000);
    s.timer().start(0);
    QTRY_VERIFY(s.over().isVisible());
    s.isOver(ui::text::appSecretOver());
    // What is behind a panel then does not come back.
    s.page.hide();
    s.page.show();
    s.isOver(ui::text::appSecretOver());

    s.page.setReplaces(QStringLiteral("q83vEjRWeJCrze8SNFZ4kA"));
    s.page.submit();
    const auto* const another = s.sent.last<protocol::AddMethod>();
    QVERIFY(another);
    QCOMPARE(another->kind, MethodKind::Authenticator);
    QCOMPARE(another->replaces, QStringLiteral("q83vEjRWeJCrze8SNFZ4kA"));
    s.page.present(appView("MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK"));
    QVERIFY(s.picture().isVisible() && s.picture().hasContent());
    QVERIFY(s.code().isVisible() && !s.over().isVisible());
    QCOMPARE(s.page.primaryText(), ui::text::nextButton());
    QVERIFY(!s.page.isComplete());
  }

  void whoComesBackTooLateIsTold() {
    Shown s;
    s.page.hide();
    s.now = s.now.addSecs(600);  // asleep, in which no timer runs
    s.page.show();
    s.isOver(ui::text::appSecretOver());
  }

  void whatTheServiceSaysCountsMoreThanTheClockOfThisPc() {
    Shown s;
    s.page.showProblem({ProblemKind::CodeExpired, 422, {}, {}, {}, {}});
    s.isOver(ui::text::appSecretOver());
    // Why there is no other one is said in the same place.
    const protocol::Problem problem{ProblemKind::RateLimited, 429, {}, {}, {}, 60};
    s.page.showProblem(problem);
    s.isOver(ui::text::enrolProblemText(problem, s.now));
  }

  void whatCannotBeShownIsBegunAnew() {
    Shown s;
    s.page.leave();
    EnrolmentView view = appView();
    view.adding->secret.reset();
    s.page.present(view);
    s.isOver(ui::text::appSecretGone());
  }
};

QTEST_MAIN(AppPageTest)
#include "app_page_test.moc"
