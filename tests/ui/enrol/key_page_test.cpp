// SPDX-License-Identifier: GPL-3.0-or-later
// A security key is named and registered.
#include "ui/enrol/key_page.h"

#include <QLineEdit>
#include <QTest>

#include "core/rules/client_data.h"
#include "tests/support/fake_security_keys.h"
#include "tests/ui/enrol/enrol_views.h"
#include "ui/text/enrol_key_text.h"
#include "ui/text/key_text.h"
#include "ui/widgets/answer_field.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/field_error.h"

using namespace latchkey;  // NOLINT
using flow::KeyError;
using flow::KeyFault;
using flow::KeyNews;
using flow::NewKey;
using protocol::AddMethod;
using protocol::EnrolmentView;
using protocol::MethodKind;
using protocol::ProblemKind;
using protocol::RegisterKey;
using tests::EnrolViews;

namespace {

struct Shown {
  tests::FakeSecurityKeys keys;
  tests::SentCommands sent;
  ui::enrol::KeyPage page{sent.sender(), tests::enrolNow, &keys,
                          QStringLiteral("https://recovery.example.com")};

  Shown() {
    page.begin();
    page.present(EnrolViews::list());
    tests::showInFront(page);
  }
  static EnrolmentView keyView(char challenge = 'c') {
    EnrolmentView view = EnrolViews::list();
    view.stage = protocol::EnrolStage::Key;
    view.realmName = QStringLiteral("Example");
    view.adding.emplace();
    view.adding->kind = MethodKind::SecurityKey;
    view.adding->rpId = QStringLiteral("recovery.example.com");
    view.adding->challenge = QByteArray(32, challenge);
    view.adding->userId = QByteArray(32, 'u');
    view.adding->credentials = {"first", "second"};
    return view;
  }
  static NewKey made() { return {"third", QByteArray(64, 'p'), QByteArray(150, 'd')}; }
  void wait() {
    page.submit();
    page.present(keyView());
  }
  template <typename Widget>
  Widget* find(const char* name) {
    return page.findChild<Widget*>(QString::fromLatin1(name));
  }
  QString said() {
    auto* const label = find<QLabel>("newKeyDoNowLabel");
    return label->isVisible() ? label->text() : QString();
  }
  QString banner() {
    auto* const banner = find<ui::widgets::Banner>("newKeyBanner");
    return banner->isVisible() ? banner->text() : QString();
  }
};

}  // namespace

class EnrolKeyPageTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void itsNameTellsItApart() {
    Shown s;
    EnrolmentView view = EnrolViews::list();
    protocol::RegisteredMethod other;
    other.kind = MethodKind::SecurityKey;
    other.handle = QStringLiteral("other");
    other.label = ui::text::newKeyName(2);  // the first one was removed
    view.methods = {other};
    s.page.leave();
    s.page.begin();
    s.page.present(view);
    auto* const name = s.find<QLineEdit>("keyNameLineEdit");
    QCOMPARE(name->text(), ui::text::newKeyName(3));
    name->setText(u' ' + other.label.toUpper());
    s.page.submit();
    QVERIFY(s.sent.all.empty());
    QCOMPARE(s.find<ui::widgets::FieldError>("keyNameFieldError")->text(), ui::text::keyNameTaken());
    // What takes its place may be called the same.
    s.page.setReplaces(other.handle);
    s.page.present(view);
    s.page.submit();
    QVERIFY(s.sent.last<AddMethod>());
  }

  void itIsNamedFirst() {
    Shown s;
    auto* const name = s.find<QLineEdit>("keyNameLineEdit");
    QCOMPARE(name->text(), QStringLiteral("Security key"));
    QVERIFY(s.page.isComplete());
    name->setText(QStringLiteral("  "));
    QVERIFY(!s.page.isComplete());
    name->setText(QStringLiteral(" blue,  on my ring "));
    s.page.setReplaces(QStringLiteral("handle"));
    s.page.submit();
    const auto* sent = s.sent.last<AddMethod>();
    QVERIFY(sent);
    QCOMPARE(sent->kind, MethodKind::SecurityKey);
    QCOMPARE(sent->label, QStringLiteral("blue, on my ring"));
    QCOMPARE(sent->replaces, QStringLiteral("handle"));
    QVERIFY(!s.keys.isToMake());
  }

  void aSecondOneIsCalledOtherwise() {
    Shown s;
    EnrolmentView view = EnrolViews::list();
    view.methods.append({QStringLiteral("h"), MethodKind::SecurityKey, {}, QStringLiteral("Security key")});
    s.page.begin();
    s.page.present(view);
    QCOMPARE(s.find<QLineEdit>("keyNameLineEdit")->text(), QStringLiteral("Security key 2"));
  }

  void theKeyIsAskedForWhatTheServiceWants() {
    Shown s;
    s.wait();
    QVERIFY(s.keys.isToMake());
    QCOMPARE(s.keys.wanted->rpId, QStringLiteral("recovery.example.com"));
    QCOMPARE(s.keys.wanted->rpName, QStringLiteral("Example"));
    QCOMPARE(s.keys.wanted->userId, QByteArray(32, 'u'));
    QCOMPARE(s.keys.wanted->userName, QStringLiteral("hanako@example.com"));
    QCOMPARE(s.keys.wanted->registered, (QList<QByteArray>{"first", "second"}));
    QCOMPARE(s.keys.wanted->clientData,
             rules::clientDataFor(QByteArray(32, 'c'), QStringLiteral("https://recovery.example.com"),
                                  rules::KeyCeremony::Create));
    QVERIFY(!s.find<QLineEdit>("keyNameLineEdit")->isVisible());
    QVERIFY(s.page.primaryText().isEmpty());
    for (const KeyNews news : {KeyNews::PlugIn, KeyNews::KnownKey, KeyNews::Touch}) {
      s.keys.tell(news);
      QCOMPARE(s.said(), ui::text::keyDoNow(news));
    }
  }

  void whatItHasMadeIsSentOn() {
    Shown s;
    s.wait();
    s.keys.end(Shown::made());
    const auto* sent = s.sent.last<RegisterKey>();
    QVERIFY(sent);
    QCOMPARE(sent->credential, QByteArray("third"));
    QCOMPARE(sent->publicKey, QByteArray(64, 'p'));
    QCOMPARE(sent->authenticatorData, QByteArray(150, 'd'));
    QCOMPARE(sent->clientData, s.keys.wanted->clientData);
    QCOMPARE(s.said(), ui::text::newKeySent());
    QVERIFY(!s.keys.isToMake());
    QVERIFY(s.page.isComplete());  // the answer of the service may be lost
  }

  void aLookAtTheSameDoesNotDisturbTheKey() {
    Shown s;
    s.wait();
    s.keys.tell(KeyNews::Touch);
    s.page.present(Shown::keyView());
    QCOMPARE(s.keys.pins.size(), 1);  // asked once
    s.page.present(Shown::keyView('n'));
    QCOMPARE(s.keys.pins.size(), 2);  // a challenge that is used up is no use to it
  }

  void aPinIsTypedWhereTheKeyWantsIt() {
    Shown s;
    s.wait();
    s.keys.end(Result<NewKey, KeyError>(unexpected(KeyError{KeyFault::PinNeeded, 8})));
    auto* const pin = s.find<ui::widgets::AnswerField>("newKeyPinField");
    QVERIFY(pin->isVisible() && pin->hasFocus() && pin->isMasked());
    QVERIFY(!s.page.isComplete());
    pin->insertText(QStringLiteral("1234"));
    QVERIFY(s.page.isComplete());
    s.page.submit();
    QCOMPARE(s.keys.pins.last(), QStringLiteral("1234"));
    QCOMPARE(pin->length(), 0);
    s.keys.end(Result<NewKey, KeyError>(unexpected(KeyError{KeyFault::PinWrong, 7})));
    QCOMPARE(s.said(), ui::text::keyProblem({KeyFault::PinWrong, 7}));
    QVERIFY(pin->isVisible());
  }

  void whatStopsAKeyIsSaidAndItCanBeTriedAgain() {
    for (const KeyFault fault : {KeyFault::TimedOut, KeyFault::Unavailable, KeyFault::PinBlocked}) {
      Shown s;
      s.wait();
      s.keys.end(Result<NewKey, KeyError>(unexpected(KeyError{fault})));
      QCOMPARE(s.said(), ui::text::keyProblem({fault}));
      QVERIFY(!s.keys.isToMake());
      s.page.submit();
      QVERIFY(s.keys.isToMake());
    }
  }

  void aRefusalIsSaidAndTheKeyIsNotAskedAgainByItself() {
    Shown s;
    s.wait();
    s.keys.end(Shown::made());
    s.page.showProblem({ProblemKind::KeyRefused, 422, {}, {}, {}, {}});
    QCOMPARE(s.banner(), ui::text::newKeyRefused());
    QVERIFY(!s.keys.isToMake());
    s.page.present(Shown::keyView());
    QVERIFY(!s.keys.isToMake());
    s.page.submit();
    QVERIFY(s.keys.isToMake());
    QVERIFY(s.banner().isEmpty());
  }

  void aServiceAsksForItsOwnKeysAlone() {
    Shown s;
    s.page.submit();
    EnrolmentView view = Shown::keyView();
    view.adding->rpId = QStringLiteral("bank.example");
    s.page.present(view);
    QVERIFY(!s.keys.isToMake());
    QCOMPARE(s.said(), ui::text::keyNotForThisService());
  }

  void aNameThatIsRefusedIsSaidAtItsField() {
    Shown s;
    s.page.submit();
    s.page.showProblem({ProblemKind::InvalidField, 422, QStringLiteral("/label"), {}, {}, {}});
    QCOMPARE(s.find<ui::widgets::FieldError>("keyNameFieldError")->text(), ui::text::keyNameRefused());
    QVERIFY(s.find<QLineEdit>("keyNameLineEdit")->hasFocus());
  }

  void leavingLetsTheKeyGo() {
    Shown s;
    s.wait();
    QVERIFY(s.keys.isToMake());
    s.page.leave();
    QVERIFY(!s.keys.isToMake());
    QVERIFY(s.find<QLineEdit>("keyNameLineEdit")->text().isEmpty());
    Shown again;
    again.wait();
    again.page.present(EnrolViews::list());  // the service has gone back by itself
    QVERIFY(!again.keys.isToMake());
    QVERIFY(again.find<QLineEdit>("keyNameLineEdit")->isVisible());
  }

  void aPcWithoutAWayToKeysSaysSo() {
    tests::SentCommands sent;
    ui::enrol::KeyPage page(sent.sender(), tests::enrolNow, nullptr,
                            QStringLiteral("https://recovery.example.com"));
    page.begin();
    page.present(Shown::keyView());
    page.show();
    QCOMPARE(page.findChild<QLabel*>(QStringLiteral("newKeyDoNowLabel"))->text(),
             ui::text::keyProblem({KeyFault::Unavailable}));
  }
};

QTEST_MAIN(EnrolKeyPageTest)
#include "key_page_test.moc"
