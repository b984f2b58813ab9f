// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "core/rules/chosen_answers.h"

using latchkey::platform::Secret;
using namespace latchkey::rules;  // NOLINT

class ChosenAnswersTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whatCouldBeGuessedIsRefused_data() {
    QTest::addColumn<QString>("answer");
    QTest::addColumn<int>("fault");
    const auto row = [](const char* answer, int fault) {
      QTest::addRow("%s", answer) << QString::fromUtf8(answer) << fault;
    };
    row("Rex of Rome", -1);
    row("ab", int(ChosenAnswerFault::TooShort));
    row("", int(ChosenAnswerFault::TooShort));
    row("12345678901234567890123456789012345678901", int(ChosenAnswerFault::TooLong));
    row("a\xE2\x80\xAE"
        "bc",
        int(ChosenAnswerFault::NotText));
    row("first pet", int(ChosenAnswerFault::InQuestion));
    row("PET", int(ChosenAnswerFault::InQuestion));
    row("what was", int(ChosenAnswerFault::InQuestion));
    row("ＰＥＴ", int(ChosenAnswerFault::InQuestion));
    row("petal", -1);
    row("Hanako@Example.com", int(ChosenAnswerFault::IsName));
    row("  hanako ", int(ChosenAnswerFault::IsName));
    row("山田 花子", int(ChosenAnswerFault::IsName));
    row("hanako2", -1);
  }
  void whatCouldBeGuessedIsRefused() {
    QFETCH(QString, answer);
    const Secret typed(answer.toStdString());
    const auto faults = faultsInChosen({{QStringLiteral("What was your first pet called?"), &typed}},
                                       {QStringLiteral("hanako@example.com"), QStringLiteral("hanako"),
                                        QStringLiteral("山田　花子"), QString()});
    QCOMPARE(faults.size(), std::size_t{1});
    QTEST(faults.front() ? int(*faults.front()) : -1, "fault");
  }

  void theLaterOfTwoEqualOnesIsRefused() {
    const Secret first("Rex of Rome");
    const Secret bad("x");
    const Secret again("ＲＥＸ  of rome");
    const auto faults = faultsInChosen({{QStringLiteral("a?"), &first},
                                        {QStringLiteral("b?"), &bad},
                                        {QStringLiteral("c?"), &again},
                                        {QStringLiteral("d?"), &bad}},
                                       {});
    QVERIFY(!faults.at(0));
    QCOMPARE(faults.at(1), ChosenAnswerFault::TooShort);
    QCOMPARE(faults.at(2), ChosenAnswerFault::Repeated);
    QCOMPARE(faults.at(3), ChosenAnswerFault::TooShort);
  }
};

QTEST_GUILESS_MAIN(ChosenAnswersTest)
#include "chosen_answers_test.moc"
