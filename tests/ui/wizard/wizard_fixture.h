// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QBuffer>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>
#include <QTextDocument>
#include <memory>

#include "core/flow/recovery_flow.h"
#include "tests/support/fake_gateway.h"
#include "tests/support/fake_security_keys.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/answer_field.h"
#include "ui/widgets/choice_card.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/code_field.h"
#include "ui/widgets/password_field.h"
#include "ui/wizard/message_panel.h"
#include "ui/wizard/recovery_wizard.h"
#include "ui/wizard/step_page.h"

namespace latchkey::tests {

/// The real window on a gateway that answers what the test says, at a time that the test sets.
class WizardFixture {
public:
  explicit WizardFixture(protocol::Language language = protocol::Language::English, QSize size = {920, 640},
                         bool keepsPlaces = false, bool isRehearsal = false)
      : rehearses(isRehearsal) {
    ui::wizard::WizardSettings settings;
    settings.rehearsal = isRehearsal;
    settings.language = language;
    settings.discover = [this](auto done) { gateway.discover(std::move(done)); };
    settings.origin = QStringLiteral("https://recovery.example.com");
    settings.keys = &keys;
    settings.now = [this] { return now; };
    settings.random = [](std::span<std::byte> bytes) {
      std::size_t i = 0;
      for (std::byte& byte : bytes) byte = static_cast<std::byte>((i++ * 151 + 37) % 256);
    };
    settings.saveCard = [this](QWidget&, const ui::wizard::CardToSave& card, auto saved) {
      cards << card;
      saved(cardPath);
    };
    settings.lookForPrinter = [this](auto found) { found(hasPrinter); };
    settings.printCard = [this](QWidget&, const ui::widgets::PrintedCard& card, auto printed) {
      printedCards << card.document->toPlainText();
      printed(printerTakes);
    };
    settings.openCard = [this](const QString& path) { openedCards << path; };
    settings.object = [this](const platform::Secret& code, auto done) {
      objections << QString::fromLatin1(code.view().data(), static_cast<qsizetype>(code.size()));
      answerObjection = std::move(done);
    };
    if (keepsPlaces) settings.keepPlace = [this](bool wanted) { placesWanted << wanted; };
    wizard = std::make_unique<ui::wizard::RecoveryWizard>(flow, settings);
    gateway.answerDiscovery(discovery());
    wizard->resize(size);
    wizard->show();
    wizard->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(wizard.get()));
    (void)gateway.takeLog();
  }

  // --- what the service says ---
  static protocol::SupportContact support() {
    return {QStringLiteral("IT help desk"), QStringLiteral("help@contoso.example"),
            QStringLiteral("03-5555-0100"), QStringLiteral("Mon-Fri 9:00-17:00")};
  }
  static protocol::Discovery discovery() {
    return {QStringLiteral("Contoso"),
            QStringLiteral("v1"),
            {protocol::Language::English, protocol::Language::Japanese},
            {protocol::ChallengeKind::Picture, protocol::ChallengeKind::Work},
            support()};
  }
  static protocol::RecoveryView view(protocol::Stage stage) {
    using protocol::MethodKind;
    protocol::RecoveryView view;
    view.stage = stage;
    view.receipt = QStringLiteral("7Q4-K2M");
    view.accountName = QStringLiteral("msabc123@outlook.com");
    view.realmName = QStringLiteral("Contoso");
    view.support = support();
    view.idleExpiresIn = 900;
    view.expiresIn = 3600;
    if (stage == protocol::Stage::Challenge)
      view.challenge =
          protocol::ChallengeView{QStringLiteral("c1"), protocol::ChallengeKind::Picture, 300, {}, 0};
    view.methods = {{QStringLiteral("self"), MethodKind::Mail, QStringLiteral("ms*****@outlook.com"),
                     protocol::MethodWarning::LockedAccountItself},
                    {QStringLiteral("mail"), MethodKind::Mail, QStringLiteral("ms*****@example.com"), {}},
                    {QStringLiteral("text"), MethodKind::Text, QStringLiteral("*********32"), {}},
                    {QStringLiteral("call"), MethodKind::Call, QStringLiteral("*********32"), {}},
                    {QStringLiteral("home"), MethodKind::Call, QStringLiteral("********78"), {}}};
    if (stage == protocol::Stage::Challenge) view.methods.clear();
    if (stage == protocol::Stage::Confirm || stage == protocol::Stage::Code ||
        stage == protocol::Stage::Password)
      view.chosenHandle = QStringLiteral("mail");
    if (stage == protocol::Stage::Questions) {
      view.methods.append({QStringLiteral("questions"), MethodKind::Questions, {}, {}});
      view.chosenHandle = QStringLiteral("questions");
      view.questions = protocol::QuestionsView{
          {{QStringLiteral("first-school"), QStringLiteral("最初に通った学校の名前は何ですか。")},
           {QStringLiteral("first-trip"), QStringLiteral("初めての長い旅行で行った場所はどこですか。")}},
          5};
    }
    if (stage == protocol::Stage::SecurityKey) {
      view.methods.append({QStringLiteral("key"), MethodKind::SecurityKey, {}, {}});
      view.chosenHandle = QStringLiteral("key");
      view.securityKey = protocol::SecurityKeyView{
          QStringLiteral("recovery.example.com"), QByteArray(32, 'c'), {"first", "second"}, false, 5};
    }
    if (stage == protocol::Stage::AppealCode || stage == protocol::Stage::AppealForm ||
        stage == protocol::Stage::Appealed)
      view.appeal = appeal(stage != protocol::Stage::AppealCode);
    if (stage == protocol::Stage::AppealCode)
      view.code = protocol::CodeView{MethodKind::Mail,
                                     QStringLiteral("mi*****@example.net"),
                                     QStringLiteral("mika@example.net"),
                                     7,
                                     1800,
                                     60,
                                     4,
                                     5,
                                     protocol::DeliveryState::HandedOver};
    if (stage == protocol::Stage::Code)
      view.code = protocol::CodeView{MethodKind::Mail,
                                     QStringLiteral("ms*****@example.com"),
                                     QStringLiteral("msabc123.backup"),
                                     7,
                                     1800,
                                     60,
                                     4,
                                     5,
                                     protocol::DeliveryState::HandedOver};
    if (stage == protocol::Stage::Password) {
      view.passwordRules = protocol::PasswordRulesView();
      view.displayName = QStringLiteral("Alain Charon");
      view.gatesPassed = 1;
    }
    if (stage == protocol::Stage::Done) {
      view.signInUrl = QUrl(QStringLiteral("https://portal.contoso.example/"));
      view.contactsNotified = 3;
      view.accountKind = protocol::AccountKind::Cloud;
      view.signInTriesLeft = 3;
      view.gatesPassed = 1;
    }
    return view;
  }
  /// @param confirmed the address is known to be the person's
  static protocol::AppealView appeal(bool confirmed) {
    protocol::AppealView appeal{{protocol::MethodKind::Mail}, {}, {}, 86'400, 86'400};
    if (!confirmed) return appeal;
    appeal.contactMask = QStringLiteral("mi*****@example.net");
    appeal.fields = {{QStringLiteral("staff-number"), QStringLiteral("社員番号"), 20}};
    return appeal;
  }
  /// At the methods or an end of a realm that takes appeals.
  static protocol::RecoveryView appealable(protocol::Stage stage) {
    protocol::RecoveryView view = WizardFixture::view(stage);
    view.appeal = appeal(false);
    if (stage == protocol::Stage::Ended) view.ending = protocol::Ending::NothingRegistered;
    return view;
  }
  /// From the methods to a stage of the appeal.
  void appealTo(protocol::Stage last) { appealTo(view(last)); }
  /// With the given view at the end.
  void appealTo(const protocol::RecoveryView& last) {
    using protocol::Stage;
    const auto isAt = [&](Stage stage) {
      gateway.answer(stage == last.stage ? last : view(stage));
      settle();
      return stage == last.stage;
    };
    open(appealable(Stage::Method));
    press("methodNoneButton");
    press("panelPrimaryButton");
    settle();
    type("appealContactLineEdit", QStringLiteral("mika@example.net"));
    press("nextButton");
    if (isAt(Stage::AppealCode)) return;
    type("codeField", QStringLiteral("1234567"));
    press("nextButton");
    if (isAt(Stage::AppealForm)) return;
    press("nextButton");
    press("nextButton");
    press("nextButton");
    std::ignore = isAt(Stage::Appealed);
  }
  /// What the code of an approval opens.
  static protocol::RecoveryView approvedView() {
    protocol::RecoveryView approved = view(protocol::Stage::Code);
    approved.byAppeal = true;
    approved.code->mask = QStringLiteral("mi*****@example.net");
    approved.code->shownEntry.clear();
    approved.methods = {{QStringLiteral("mail"), protocol::MethodKind::Mail, approved.code->mask, {}}};
    return approved;
  }
  static protocol::RecoveryView startCodeView() {
    protocol::RecoveryView start = view(protocol::Stage::Code);
    start.methods = {{QStringLiteral("start"), protocol::MethodKind::StartCode, {}, {}}};
    start.chosenHandle = QStringLiteral("start");
    start.code = protocol::CodeView{protocol::MethodKind::StartCode,    {}, {}, 12, 900, 0, 0, 5,
                                    protocol::DeliveryState::HandedOver};
    return start;
  }
  static protocol::Objection objection() {
    return {QStringLiteral("7Q4-K2M"),
            QStringLiteral("ms*****@outlook.com"),
            QStringLiteral("Contoso"),
            support(),
            604'800,
            1,
            false,
            3,
            true};
  }
  static QByteArray picture() {
    QImage image(280, 90, QImage::Format_RGB32);
    image.fill(Qt::lightGray);
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return png;
  }

  // --- getting somewhere ---
  void open(protocol::Stage stage) { open(view(stage)); }
  /// The end of a rehearsal by mail.
  static protocol::RecoveryView rehearsedView() {
    protocol::RecoveryView view = WizardFixture::view(protocol::Stage::Done);
    view.rehearsal = true;
    view.outcome = protocol::Outcome::Rehearsed;
    view.provenBy = {view.methods.at(1)};
    view.methods.removeAt(1);
    view.realmFactors = {protocol::MethodKind::Mail, protocol::MethodKind::Text,
                         protocol::MethodKind::Authenticator};
    return view;
  }
  /// Walks to a step along drawn edges, with the given view at the end.
  void open(const protocol::RecoveryView& last) {
    using protocol::Stage;
    toAccount();
    type("accountLineEdit", QStringLiteral("msabc123@outlook.com"));
    press("nextButton");
    for (const Stage stage :
         {Stage::Challenge, Stage::Method, Stage::Confirm, Stage::Code, Stage::Password}) {
      if (stage == last.stage) break;
      // In the place of a password a rehearsal has its end.
      if (stage == Stage::Password && last.outcome == protocol::Outcome::Rehearsed) break;
      protocol::RecoveryView each = view(stage);
      each.rehearsal = rehearses;
      gateway.answer(each);
      gateway.answerMedia(picture());
      if (stage == Stage::Challenge) flow.answerChallenge(QStringLiteral("XVMS"));
      if (stage == Stage::Method)
        flow.chooseMethod(last.stage == Stage::Questions     ? QStringLiteral("questions")
                          : last.stage == Stage::SecurityKey ? QStringLiteral("key")
                                                             : QStringLiteral("mail"));
      if (stage == Stage::Confirm) flow.confirmContact(QStringLiteral("msabc123.backup"));
      if (stage == Stage::Code) flow.submitCode(platform::Secret("1234567"));
      if (stage == Stage::Password) flow.setPassword(platform::Secret("Rofadu-84"));
      if (isEnding(last.stage) && stage == Stage::Code) break;
      if ((last.stage == Stage::Questions || last.stage == Stage::SecurityKey) && stage == Stage::Method)
        break;
    }
    gateway.answer(last);
    if (last.challenge) gateway.answerMedia(picture());
    settle();
    (void)gateway.takeLog();
  }
  static bool isEnding(protocol::Stage stage) {
    return stage == protocol::Stage::Expired || stage == protocol::Stage::Ended;
  }
  /// One of the reasons, by the name of its card.
  void choose(const char* reason) const {
    find<ui::widgets::ChoiceList>("reasonChoiceList")->select(QString::fromLatin1(reason));
  }
  void toAccount() {
    press("nextButton");
    settle();
  }
  static void settle() { QCoreApplication::sendPostedEvents(); }

  // --- looking and doing, by object name ---
  template <typename T = QWidget>
  T* find(const char* name) const {
    T* hidden = nullptr;
    for (T* widget : wizard->findChildren<T*>(QString::fromLatin1(name))) {
      if (widget->isVisible()) return widget;
      hidden = widget;
    }
    return hidden;
  }
  bool sees(const char* name) const {
    const auto* widget = find(name);
    return widget && widget->isVisible();
  }
  void press(const char* name) const {
    auto* button = find<QAbstractButton>(name);
    QVERIFY2(button && button->isVisible() && button->isEnabled(), name);
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
  }
  void type(const char* name, const QString& text) const {
    auto* field = find(name);
    QVERIFY2(field && field->isVisible(), name);
    field->setFocus();
    QTest::keyClicks(field, text);
  }
  void enter() const { QTest::keyClick(wizard->focusWidget(), Qt::Key_Return); }
  flow::Step step() const { return wizard->currentStep()->step(); }
  QString panelTitle() const {
    const auto* label = find<QLabel>("panelTitleLabel");
    return label && label->isVisible() ? label->text() : QString();
  }
  /// Everything that can be read on the window now.
  QString words() const {
    QStringList words;
    for (const QWidget* widget : wizard->findChildren<QWidget*>()) {
      if (!widget->isVisible()) continue;
      if (const auto* label = qobject_cast<const QLabel*>(widget)) words << label->text();
      if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) words << button->text();
      if (const auto* card = qobject_cast<const ui::widgets::ChoiceCard*>(widget))
        words << card->choice().title << card->choice().detail << card->choice().warning;
    }
    return words.join(QLatin1Char('\n'));
  }

  QList<ui::wizard::CardToSave> cards;  ///< that were to be saved
  std::optional<QString> cardPath = QStringLiteral("/home/somebody/card.pdf");
  QStringList openedCards;
  bool hasPrinter = true;  ///< asked with the last page
  bool printerTakes = true;
  QStringList printedCards;
  QStringList objections;                                                ///< codes that were sent
  flow::RecoveryGateway::Callback<protocol::Objection> answerObjection;  ///< to the last one
  QList<bool> placesWanted;                                              ///< answers to "keep my place"
  bool rehearses = false;
  QDateTime now{QDate(2026, 11, 22), QTime(14, 0)};
  FakeSecurityKeys keys;
  FakeGateway gateway;
  flow::RecoveryFlow flow{gateway};
  std::unique_ptr<ui::wizard::RecoveryWizard> wizard;
};

}  // namespace latchkey::tests
