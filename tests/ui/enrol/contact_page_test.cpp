// SPDX-License-Identifier: GPL-3.0-or-later
// A mail address or a phone is registered.
#include "ui/enrol/contact_page.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/enrol/enrol_views.h"
#include "ui/text/catalogue.h"
#include "ui/text/enrol_contact_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/code_field.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/tab_order.h"

using namespace latchkey;  // NOLINT
using protocol::AddMethod;
using protocol::MethodKind;
using protocol::NumberProblem;
using protocol::ProblemKind;
using tests::EnrolViews;

namespace {

struct Shown {
  tests::SentCommands sent;
  ui::enrol::ContactPage page{sent.sender(), tests::enrolNow};

  explicit Shown(MethodKind kind, const protocol::EnrolmentView& view = EnrolViews::list()) {
    page.setKind(kind);
    page.begin();
    page.present(view);
    tests::showInFront(page);
  }
  template <typename Widget>
  Widget* find(const char* name) {
    return page.findChild<Widget*>(QString::fromLatin1(name));
  }
  void type(const char* name, const QString& text) {
    auto* const field = find<QLineEdit>(name);
    field->clear();
    field->insert(text);
  }
  QString country() { return find<QComboBox>("countryComboBox")->currentData().toString(); }
  QString error(const char* name) {
    auto* const error = find<ui::widgets::FieldError>(name);
    return error->isVisible() ? error->text() : QString();
  }
  QString banner(const char* name) {
    auto* const banner = find<ui::widgets::Banner>(name);
    return banner->isVisible() ? banner->text() : QString();
  }
};

}  // namespace

class ContactPageTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void anAddressIsSentAsItIsMeant() {
    Shown s(MethodKind::Mail);
    QVERIFY(!s.page.isComplete());
    s.type("mailLineEdit", QStringLiteral("  ｈanako.private@example.org "));
    QVERIFY(s.page.isComplete());
    s.page.submit();
    const auto* sent = s.sent.last<AddMethod>();
    QVERIFY(sent);
    QCOMPARE(sent->kind, MethodKind::Mail);
    QCOMPARE(sent->contact, QStringLiteral("hanako.private@example.org"));
    QVERIFY(sent->region.isEmpty() && sent->extension.isEmpty() && sent->replaces.isEmpty());
  }

  void whatIsNoAddressIsSaidBeforeItIsSent() {
    Shown s(MethodKind::Mail);
    for (const char* typed : {"hanako", "@example.org", "hanako@"}) {
      s.type("mailLineEdit", QString::fromLatin1(typed));
      s.page.submit();
      QCOMPARE(s.error("mailFieldError"), ui::text::mailMalformed());
      QVERIFY(s.sent.all.empty());
    }
    s.type("mailLineEdit", QStringLiteral("hanako@example.org"));
    QVERIFY(s.error("mailFieldError").isEmpty());
  }

  void theAccountItselfIsWarnedOfAndTakenAllTheSame() {
    Shown s(MethodKind::Mail);
    s.type("mailLineEdit", QStringLiteral("Hanako@Example.com"));
    QCOMPARE(s.banner("contactWarningBanner"), ui::text::contactIsTheAccount());
    s.page.submit();
    QVERIFY(s.sent.last<AddMethod>());
    auto view = EnrolViews::code(MethodKind::Mail);
    view.adding->warning = protocol::MethodWarning::LockedAccountItself;
    s.page.present(view);
    QCOMPARE(s.banner("contactProblemBanner"), ui::text::contactIsTheAccount());
    s.page.present(EnrolViews::list());
    s.type("mailLineEdit", QStringLiteral("another@example.com"));
    QVERIFY(s.banner("contactWarningBanner").isEmpty());
  }

  void aNumberGoesWithItsCountry_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("shown");   // country that is chosen then
    QTest::addColumn<QString>("region");  // that is sent
    const auto row = [](const char* name, const char* typed, const char* shown, const char* region) {
      QTest::newRow(name) << QString::fromUtf8(typed) << QString::fromLatin1(shown)
                          << QString::fromLatin1(region);
    };
    row("at home", "090-9876-5432", "JP", "JP");
    row("without its 0", "90 9876 5432", "JP", "JP");
    row("full width", "０９０−９８７６−５４３２", "JP", "JP");
    row("international", "+81 90-9876-5432", "JP", "");
    row("full-width plus", "＋４９ 151 23456789", "DE", "");
    row("a code of two countries", "+1 (212) 555-0123", "US", "");
    row("a number without anything", "0151 23456789", "JP", "JP");
  }
  void aNumberGoesWithItsCountry() {
    QFETCH(QString, typed);
    Shown s(MethodKind::Text);
    QCOMPARE(s.country(), QStringLiteral("JP"));
    s.type("numberLineEdit", typed);
    QTEST(s.country(), "shown");
    s.page.submit();
    const auto* sent = s.sent.last<AddMethod>();
    QVERIFY(sent);
    QCOMPARE(sent->kind, MethodKind::Text);
    QCOMPARE(sent->contact, typed);  // as typed: the service judges it, its missing country too
    QTEST(sent->region, "region");
  }

  void ofTwoCountriesWithOneCodeTheChosenOneStays() {
    Shown s(MethodKind::Text);
    auto* const box = s.find<QComboBox>("countryComboBox");
    box->setCurrentIndex(box->findData(QStringLiteral("CA")));
    s.type("numberLineEdit", QStringLiteral("+1 416 555 0123"));
    QCOMPARE(s.country(), QStringLiteral("CA"));
  }

  void whatIsNoNumberIsSaidBeforeItIsSent_data() {
    QTest::addColumn<MethodKind>("kind");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("extension");
    QTest::addColumn<QString>("numberError");
    QTest::addColumn<QString>("extensionError");
    const auto row = [](const char* name, MethodKind kind, const char* typed, const char* extension,
                        const QString& numberError, const QString& extensionError = {}) {
      QTest::newRow(name) << kind << QString::fromUtf8(typed) << QString::fromUtf8(extension) << numberError
                          << extensionError;
    };
    row("too short", MethodKind::Text, "090", "", ui::text::numberMalformed());
    row("letters", MethodKind::Text, "1-800-FLOWERS", "", ui::text::numberMalformed());
    row("an extension within", MethodKind::Call, "03-1234-5978 ext. 9", "", ui::text::numberWithLetters());
    row("the same in Japanese", MethodKind::Call, "03-1234-5978 内線9", "", ui::text::numberWithLetters());
    row("a plus inside", MethodKind::Text, "81+90 9876 5432", "", ui::text::numberMalformed());
    row("of a country that is not allowed", MethodKind::Text, "+33 6 12 34 56 78", "",
        ui::text::numberOfOtherCountry());
    row("letters in the extension", MethodKind::Call, "03-1234-5978", "9a", {},
        ui::text::extensionMalformed());
  }
  void whatIsNoNumberIsSaidBeforeItIsSent() {
    QFETCH(MethodKind, kind);
    QFETCH(QString, typed);
    QFETCH(QString, extension);
    Shown s(kind);
    s.type("numberLineEdit", typed);
    s.type("extensionLineEdit", extension);
    s.page.submit();
    QVERIFY(s.sent.all.empty());
    QTEST(s.error("numberFieldError"), "numberError");
    QTEST(s.error("extensionFieldError"), "extensionError");
    s.type("numberLineEdit", QStringLiteral("03-1234-5978"));
    QVERIFY(s.error("numberFieldError").isEmpty() && s.error("extensionFieldError").isEmpty());
  }

  void anExtensionIsForCallsAlone() {
    Shown call(MethodKind::Call);
    QVERIFY(call.find<QLineEdit>("extensionLineEdit")->isVisible());
    call.type("numberLineEdit", QStringLiteral("03-1234-5978"));
    call.type("extensionLineEdit", QStringLiteral("１２３"));
    call.page.submit();
    QCOMPARE(call.sent.last<AddMethod>()->extension, QStringLiteral("123"));
    const Shown text(MethodKind::Text);
    QVERIFY(!const_cast<Shown&>(text).find<QLineEdit>("extensionLineEdit")->isVisible());
  }

  void whatWillBeDialledIsShownAndCanBeCorrected() {
    Shown s(MethodKind::Call);
    const QSignalSpy turned(&s.page, &ui::enrol::AddPage::faceTurned);
    s.type("numberLineEdit", QStringLiteral("03-1234-5978"));
    s.type("extensionLineEdit", QStringLiteral("21"));
    s.page.submit();
    auto view = EnrolViews::code(MethodKind::Call);
    view.adding->dialled = QStringLiteral("+81 3-1234-5978, 21");
    view.adding->problems = {NumberProblem::NoCountryCode,
                             NumberProblem::LeadingZero};  // a country was chosen
    s.page.present(view);
    QCOMPARE(turned.size(), 1);
    QCOMPARE(s.page.title(), ui::text::enterContactCodeTitle());
    QCOMPARE(s.find<ui::widgets::PlainLabel>("understoodLabel")->outsideText(),
             QStringLiteral("+81 3-1234-5978"));
    QCOMPARE(s.find<QLabel>("understoodExtensionLabel")->text(),
             ui::text::understoodExtension(QStringLiteral("21")));
    QCOMPARE(s.banner("contactProblemBanner"), ui::text::numberProblemText(NumberProblem::LeadingZero));
    QVERIFY(!s.find<QLineEdit>("numberLineEdit")->isVisible());
    s.find<QPushButton>("changeContactButton")->click();
    QCOMPARE(s.sent.all.size(), std::size_t{1});  // a code that nobody enters does nothing
    QCOMPARE(turned.size(), 2);
    s.page.present(view);  // something else has changed
    QCOMPARE(s.find<QLineEdit>("numberLineEdit")->text(), QStringLiteral("03-1234-5978"));  // to be corrected
    QVERIFY(s.find<QLineEdit>("numberLineEdit")->isVisible());
    s.page.submit();
    QCOMPARE(s.sent.all.size(), std::size_t{2});
    s.page.showProblem({ProblemKind::EntryMalformed, 422, {}, {}, {}, {}});
    s.page.present(view);  // of the number before
    QVERIFY(s.find<QLineEdit>("numberLineEdit")->isVisible());
    s.page.submit();
    s.page.present(view);
    QVERIFY(!s.find<QLineEdit>("numberLineEdit")->isVisible());
  }

  void theCodeIsSentOnAndAWrongOneSaid() {
    Shown s(MethodKind::Mail);
    s.type("mailLineEdit", QStringLiteral("hanako@example.org"));
    s.page.submit();
    s.page.present(EnrolViews::code(MethodKind::Mail));
    QVERIFY(!s.page.isComplete());
    auto* const code = s.find<ui::widgets::CodeField>("enrolCodeField");
    code->insertText(QStringLiteral("123-4567"));
    QVERIFY(s.page.isComplete());
    s.page.submit();
    QVERIFY(s.sent.last<protocol::SubmitEnrolCode>());
    QCOMPARE(s.sent.last<protocol::SubmitEnrolCode>()->code.view(), std::string_view("1234567"));
    QCOMPARE(code->length(), 7);  // an answer may be lost
    s.page.showProblem({ProblemKind::CodeWrong, 422, {}, {}, 4, {}});
    QVERIFY(s.error("enrolCodeFieldError").contains(QStringLiteral("4")));
    QCOMPARE(code->length(), 0);
  }

  void aCodeIsSentAgainWhenItMayBe() {
    Shown s(MethodKind::Text);
    auto view = EnrolViews::code(MethodKind::Text);
    s.page.present(view);
    QVERIFY(!s.find<QPushButton>("enrolResendButton")->isVisible());
    view.adding->code->resendIn = 0;
    s.page.present(view);
    QVERIFY(s.find<QPushButton>("enrolResendButton")->isVisible());
    s.find<QPushButton>("enrolResendButton")->click();
    QVERIFY(s.sent.last<protocol::ResendEnrolCode>());
  }

  void aRefusalStandsAtItsField_data() {
    QTest::addColumn<ProblemKind>("kind");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("numberError");
    QTest::addColumn<QString>("extensionError");
    const auto row = [](const char* name, ProblemKind kind, const QString& field, const QString& numberError,
                        const QString& extensionError = {}) {
      QTest::newRow(name) << kind << field << numberError << extensionError;
    };
    const ProblemKind field = ProblemKind::InvalidField;
    row("no number", ProblemKind::EntryMalformed, {}, ui::text::numberMalformed());
    row("registered", ProblemKind::ContactRegistered, {},
        QStringLiteral("This is registered already. Give another one."));
    row("takes no texts", ProblemKind::ContactCannotText, {},
        QStringLiteral(
            "This number cannot get texts. Give a mobile number, or add it as a phone for calls."));
    row("region", field, QStringLiteral("/region"), ui::text::numberOfOtherCountry());
    row("extension", field, QStringLiteral("/extension"), {}, ui::text::extensionMalformed());
  }
  void aRefusalStandsAtItsField() {
    QFETCH(ProblemKind, kind);
    QFETCH(QString, field);
    Shown s(MethodKind::Call);
    s.type("numberLineEdit", QStringLiteral("03-1234-5978"));
    s.page.submit();
    s.page.showProblem({kind, 422, field, {}, {}, {}});
    QTEST(s.error("numberFieldError"), "numberError");
    QTEST(s.error("extensionFieldError"), "extensionError");
  }

  void anAddressThatIsRegisteredIsNotCalledMalformed() {
    Shown s(MethodKind::Mail);
    s.type("mailLineEdit", QStringLiteral("here@example.com"));
    s.page.submit();
    s.page.showProblem({ProblemKind::ContactRegistered, 422, {}, {}, {}, {}});
    QCOMPARE(s.error("mailFieldError"), QStringLiteral("This is registered already. Give another one."));
  }

  void nothingIsLeftWhenThePageIsLeft() {
    Shown s(MethodKind::Call);
    s.page.setReplaces(QStringLiteral("handle"));
    s.type("numberLineEdit", QStringLiteral("03-1234-5978"));
    s.type("extensionLineEdit", QStringLiteral("21"));
    s.page.submit();
    QCOMPARE(s.sent.last<AddMethod>()->replaces, QStringLiteral("handle"));
    s.page.present(EnrolViews::code(MethodKind::Call));
    s.find<ui::widgets::CodeField>("enrolCodeField")->insertText(QStringLiteral("1234567"));
    s.page.leave();
    s.page.begin();
    QCOMPARE(s.find<QLineEdit>("numberLineEdit")->text(), QString());
    QCOMPARE(s.find<QLineEdit>("extensionLineEdit")->text(), QString());
    QCOMPARE(s.find<ui::widgets::CodeField>("enrolCodeField")->length(), 0);
    QVERIFY(s.find<QLineEdit>("numberLineEdit")->isVisible());
    s.type("numberLineEdit", QStringLiteral("03-1234-5978"));
    s.page.submit();
    QVERIFY(s.sent.last<AddMethod>()->replaces.isEmpty());
  }

  void countriesStandInTheLanguageWithHomeFirst() {
    Shown s(MethodKind::Text);
    auto* const box = s.find<QComboBox>("countryComboBox");
    box->setCurrentIndex(box->findData(QStringLiteral("DE")));
    const auto items = [&] {
      QStringList all;
      for (int i = 0; i < box->count(); ++i) all << box->itemText(i);
      return all;
    };
    QCOMPARE(items(), (QStringList{QStringLiteral("Japan (+81)"), QStringLiteral("Canada (+1)"),
                                   QStringLiteral("Germany (+49)"), QStringLiteral("United States (+1)")}));
    const ui::text::Catalogue japanese(protocol::Language::Japanese);
    s.page.retranslate();
    QCOMPARE(box->itemText(0), QStringLiteral("日本 (+81)"));
    QVERIFY(items().contains(QStringLiteral("ドイツ (+49)")));
    QCOMPARE(s.country(), QStringLiteral("DE"));  // what was chosen stays
  }

  void tabGoesFromTopToBottom() {
    Shown s(MethodKind::Call);
    s.find<QComboBox>("countryComboBox")->view()->setObjectName(QStringLiteral("list that pops up"));
    QTest::failOnWarning(QRegularExpression(QStringLiteral("setTabOrder")));
    ui::wizard::orderTabs({&s.page});
    s.find<QComboBox>("countryComboBox")->setFocus();
    QCOMPARE(tests::tabOrder(),
             (QStringList{QStringLiteral("countryComboBox"), QStringLiteral("numberLineEdit"),
                          QStringLiteral("extensionLineEdit")}));
    auto view = EnrolViews::code(MethodKind::Call);
    view.adding->code->resendIn = 0;
    s.page.present(view);
    s.find<QPushButton>("changeContactButton")->setFocus();
    QCOMPARE(tests::tabOrder(),
             (QStringList{QStringLiteral("changeContactButton"), QStringLiteral("enrolCodeField"),
                          QStringLiteral("enrolResendButton")}));
  }

  void whereThereIsNothingToChooseTheCountryIsSaid() {
    auto view = EnrolViews::list();
    view.policy.countries = {QStringLiteral("JP")};
    Shown s(MethodKind::Text, view);
    QVERIFY(!s.find<QComboBox>("countryComboBox")->isVisible());
    QVERIFY(s.find<QLabel>("onlyCountryLabel")->isVisible());
    QCOMPARE(s.find<QLabel>("onlyCountryLabel")->text(), QStringLiteral("Japan (+81)"));
    s.type("numberLineEdit", QStringLiteral("090-9876-5432"));
    s.page.submit();
    QCOMPARE(s.sent.last<AddMethod>()->region, QStringLiteral("JP"));
    const Shown choice(MethodKind::Text);
    QVERIFY(!choice.page.findChild<QLabel*>(QStringLiteral("onlyCountryLabel"))->isVisible());
  }
};

QTEST_MAIN(ContactPageTest)
#include "contact_page_test.moc"
