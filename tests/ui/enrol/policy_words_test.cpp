// SPDX-License-Identifier: GPL-3.0-or-later
// What the policy asks for, as the list, the ends and the panels say it.
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <algorithm>

#include "tests/ui/enrol/enrol_views.h"
#include "ui/enrol/end_page.h"
#include "ui/enrol/enrol_panels.h"
#include "ui/enrol/list_page.h"
#include "ui/enrol/proof_page.h"
#include "ui/text/appeal_text.h"
#include "ui/text/enrol_proof_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/strength_text.h"

using namespace latchkey;  // NOLINT
using flow::EnrolStep;
using protocol::EnrolmentView;
using tests::EnrolViews;

namespace {
EnrolmentView withPolicy(bool isMet, bool maySkip) {
  EnrolmentView view = EnrolViews::list();
  view.policy.isMet = isMet;
  view.policy.maySkip = maySkip;
  view.policy.wanted = 2;
  return view;
}
}  // namespace
Q_DECLARE_METATYPE(latchkey::ui::text::Security)

class PolicyWordsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theListEndsAsThePolicyLetsIt_data() {
    QTest::addColumn<bool>("isMet");
    QTest::addColumn<bool>("maySkip");
    QTest::addColumn<QString>("button");
    QTest::addColumn<QString>("wanted");
    QTest::addRow("met") << true << true << ui::text::enrolFinishButton() << QString();
    QTest::addRow("met where it is required") << true << false << ui::text::enrolFinishButton() << QString();
    QTest::addRow("can be put off") << false << true << ui::text::enrolLaterButton()
                                    << ui::text::methodsWanted(2, true);
    QTest::addRow("cannot be put off") << false << false << QString() << ui::text::methodsWanted(2, false);
  }
  void theListEndsAsThePolicyLetsIt() {
    QFETCH(bool, isMet);
    QFETCH(bool, maySkip);
    QFETCH(QString, button);
    QFETCH(QString, wanted);
    ui::enrol::ListPage page({}, tests::enrolNow);
    page.present(withPolicy(isMet, maySkip));
    page.show();
    QCOMPARE(page.primaryText(), button);
    QCOMPARE(page.isComplete(), !button.isEmpty());
    auto* const label = page.findChild<QLabel*>(QStringLiteral("enrolWantedLabel"));
    QVERIFY(label);
    QCOMPARE(label->isVisible(), !wanted.isEmpty());
    if (label->isVisible()) QCOMPARE(label->text(), wanted);
  }

  void whereNothingIsRegisteredThereIsNothingToRehearse() {
    ui::enrol::ListPage page({}, tests::enrolNow, true);
    page.present(withPolicy(false, true));
    page.show();
    auto* const rehearse = page.findChild<QPushButton*>(QStringLiteral("rehearseButton"));
    auto* const rehearsed = page.findChild<QWidget*>(QStringLiteral("enrolRehearsedLabel"));
    QVERIFY(!rehearse->isVisible() && !rehearsed->isVisible());
    EnrolmentView view = withPolicy(true, true);
    view.methods.append(protocol::RegisteredMethod());
    page.present(view);
    QVERIFY(rehearse->isVisible() && rehearsed->isVisible());
  }

  void whoLeavesWithTooLittleIsToldThatItComesBack() {
    ui::enrol::EndPage page(tests::enrolNow);
    page.setEnd(EnrolStep::Done);
    page.present(withPolicy(false, false));
    QCOMPARE(page.why(), ui::text::stillRequired());
    page.present(withPolicy(false, true));
    QCOMPARE(page.why(), ui::text::enrolDoneWhy(ui::text::Security()));
    QVERIFY(ui::enrol::stopContent(true).paragraphs.contains(ui::text::stillRequired()));
    QVERIFY(!ui::enrol::stopContent(false).paragraphs.contains(ui::text::stillRequired()));
  }

  /// Nothing is asked for, and whom to ask stands on both pages.
  void whatCannotBeRecoveredHereIsToldCalmly() {
    EnrolmentView view = withPolicy(false, true);
    view.strength = protocol::Strength::Closed;
    view.support.name = QStringLiteral("IT help desk");
    view.methods.append(protocol::RegisteredMethod());
    ui::enrol::ListPage list({}, tests::enrolNow, true);
    list.present(view);
    list.show();
    QCOMPARE(list.primaryText(), ui::text::enrolFinishButton());
    QVERIFY(!list.findChild<QLabel*>(QStringLiteral("enrolWantedLabel"))->isVisible());
    QVERIFY(!list.findChild<QPushButton*>(QStringLiteral("rehearseButton"))->isVisible());
    ui::enrol::EndPage end(tests::enrolNow);
    end.setEnd(EnrolStep::Done);
    end.present(view);
    end.show();
    QVERIFY(end.why().startsWith(QStringLiteral("At present no new password can be set here")));
    QVERIFY(end.title() != ui::text::enrolDoneTitle(true, protocol::Strength::Good));
    const auto names = [](const QWidget& page) {
      const auto labels = page.findChildren<QLabel*>();
      return std::ranges::any_of(labels, [](const QLabel* label) {
        return label->isVisible() && label->text().contains(QStringLiteral("IT help desk"));
      });
    };
    QVERIFY(names(list) && names(end));
    view.strength = protocol::Strength::Good;
    list.present(view);
    end.present(view);
    QVERIFY(!names(list) && !names(end));
  }

  void theWordsTellWhatARecoveryTakes_data() {
    using protocol::Strength;
    using ui::text::Security;
    QTest::addColumn<Security>("security");
    QTest::addColumn<QString>("list");
    QTest::addColumn<QString>("end");
    const auto row = [](const char* name, const Security& security, const char* list, const char* end) {
      QTest::newRow(name) << security << QString::fromLatin1(list) << QString::fromLatin1(end);
    };
    row("nothing", {Strength::None, 1, false, false}, "Nothing is registered yet", "Nothing is registered.");
    row("of no use", {Strength::None, 1, true, false}, "What is registered is not enough",
        "What is registered is not enough");
    row("one of two", {Strength::None, 2, true, false},
        "Getting back in takes 2 different ways here, and fewer", "What is registered is not enough");
    row("waits", {Strength::None, 2, true, true}, "What is registered cannot recover this account yet",
        "What was added lately counts only after a while. If");
    row("one", {Strength::Fragile, 1, true, false}, "One way only is fragile",
        "You can get back in by one way");
    row("two of two", {Strength::Fragile, 2, true, false},
        "Getting back in takes 2 different ways here, and none is to spare",
        "You can get back in, but with nothing to spare");
    row("one, and one that waits", {Strength::Fragile, 1, true, true},
        "What was added lately counts only from the time", "You can get back in. What was added lately");
    row("good", {Strength::Good, 2, true, true}, "Your account is well secured", "If you ever forget");
  }
  void theWordsTellWhatARecoveryTakes() {
    QFETCH(ui::text::Security, security);
    QFETCH(QString, list);
    QFETCH(QString, end);
    QVERIFY2(ui::text::strengthLine(security).startsWith(list), qPrintable(ui::text::strengthLine(security)));
    QVERIFY2(ui::text::enrolDoneWhy(security).startsWith(end), qPrintable(ui::text::enrolDoneWhy(security)));
  }

  void whoHasLostAllOfItSaysSo() {
    ui::enrol::ProofPage page({}, tests::enrolNow);
    page.present(EnrolViews::list());
    QSignalSpy lost(&page, &ui::enrol::ProofPage::allLost);
    page.findChild<QPushButton*>(QStringLiteral("enrolProofNoneButton"))->click();
    QCOMPARE(lost.size(), 1);
    protocol::SupportContact support;
    support.name = QStringLiteral("IT help desk");
    for (const bool mayAppeal : {false, true}) {
      const auto content = ui::enrol::allLostContent(support, mayAppeal);
      QCOMPARE(content.primary, mayAppeal ? ui::text::appealButton() : QString());
      QCOMPARE(content.paragraphs, ui::text::allLostBody(mayAppeal));
      QVERIFY(!content.lines.isEmpty() && content.lines.first().contains(support.name));
    }
  }
};

QTEST_MAIN(PolicyWordsTest)
#include "policy_words_test.moc"
