// SPDX-License-Identifier: GPL-3.0-or-later
// What the policy asks for, as the list, the ends and the panels say it.
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include "tests/ui/enrol/enrol_views.h"
#include "ui/enrol/end_page.h"
#include "ui/enrol/enrol_panels.h"
#include "ui/enrol/list_page.h"
#include "ui/enrol/proof_page.h"
#include "ui/text/appeal_text.h"
#include "ui/text/enrol_proof_text.h"
#include "ui/text/enrol_text.h"

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
    QCOMPARE(page.why(), ui::text::enrolDoneWhy(protocol::Strength::None));
    QVERIFY(ui::enrol::stopContent(true).paragraphs.contains(ui::text::stillRequired()));
    QVERIFY(!ui::enrol::stopContent(false).paragraphs.contains(ui::text::stillRequired()));
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
