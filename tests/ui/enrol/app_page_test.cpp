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
#include "ui/widgets/labels.h"

using namespace latchkey;  // NOLINT
using platform::Secret;
using protocol::EnrolmentView;
using protocol::MethodKind;
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
};

QTEST_MAIN(AppPageTest)
#include "app_page_test.moc"
