// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/names.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include "core/protocol/problem.h"

using namespace latchkey::protocol;

namespace {

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), qsizetype(view.size()));
}
bool isKebab(const QString& name) {
  static const QRegularExpression kebab(QStringLiteral("^[a-z]+(-[a-z]+)*$"));
  return kebab.match(name).hasMatch();
}

/// Every value of the enum gives a word of its own that leads back to it, and nothing else does.
template <typename E>
QStringList faultsOf(E last) {
  QStringList faults;
  QSet<QString> seen;
  for (int i = 0; i <= int(last); ++i) {
    const auto value = static_cast<E>(i);
    const QString name = text(nameOf(value));
    if (!isKebab(name) || seen.contains(name)) faults << name;
    if (fromName<E>(nameOf(value)) != value) faults << name + QStringLiteral(" does not lead back");
    if (fromName<E>(name.toUpper().toStdString())) faults << name + QStringLiteral(" in capitals");
    seen << name;
  }
  if (fromName<E>("") || fromName<E>("no-such-word")) faults << QStringLiteral("unknown words are taken");
  return faults;
}

}  // namespace

class NamesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void wordsLeadBothWays() {
    QCOMPARE(faultsOf(Reason::NeverHadPassword), QStringList());
    QCOMPARE(faultsOf(Language::Japanese), QStringList());
    QCOMPARE(faultsOf(Stage::Ended), QStringList());
    QCOMPARE(faultsOf(Ending::ContinuedElsewhere), QStringList());
    QCOMPARE(faultsOf(Continuation::NothingFound), QStringList());
    QCOMPARE(faultsOf(AdministratorContact::Sent), QStringList());
    QCOMPARE(faultsOf(ChallengeKind::Work), QStringList());
    QCOMPARE(faultsOf(MethodKind::StartCode), QStringList());
    QCOMPARE(faultsOf(MethodWarning::LockedAccountItself), QStringList());
    QCOMPARE(faultsOf(DeliveryState::HandedOver), QStringList());
    QCOMPARE(faultsOf(DeliveryStanding::Withheld), QStringList());
    QCOMPARE(faultsOf(DeliveryFault::Other), QStringList());
    QCOMPARE(faultsOf(NumberProblem::Invalid), QStringList());
    QCOMPARE(faultsOf(AccountLock::Locked), QStringList());
    QCOMPARE(faultsOf(Outcome::Rehearsed), QStringList());
    QCOMPARE(faultsOf(EnrolStage::Ended), QStringList());
    QCOMPARE(faultsOf(Strength::Closed), QStringList());
  }
  void someWordsAreFixed() {
    QCOMPARE(text(nameOf(Reason::ForgotPassword)), QStringLiteral("forgot-password"));
    QCOMPARE(text(nameOf(DeliveryState::HandedOver)), QStringLiteral("handed-over"));
    QCOMPARE(text(nameOf(Language::Japanese)), QStringLiteral("ja"));
    QCOMPARE(nameOf(ProblemKind::CodeWrong), QStringLiteral("code-wrong"));
  }
  void problemNamesLeadBothWays() {
    QSet<QString> names;
    for (const ProblemKind kind : allProblemKinds()) {
      const QString name = nameOf(kind);
      QVERIFY2(isKebab(name), qPrintable(name));
      QCOMPARE(problemKindOf(name), std::optional(kind));
      QVERIFY(statusOf(kind) >= 400 && statusOf(kind) < 600);
      names << name;
    }
    QCOMPARE(names.size(), qsizetype(allProblemKinds().size()));
    QVERIFY(!problemKindOf(QStringLiteral("Code-Wrong")));
    QVERIFY(!problemKindOf(QString()));
  }
  void aStatusAloneGivesAKindWithThatStatus_data() {
    QTest::addColumn<int>("status");
    for (const int status : {400, 401, 404, 405, 406, 409, 411, 413, 415, 422, 429, 431, 500, 503})
      QTest::addRow("%d", status) << status;
  }
  void aStatusAloneGivesAKindWithThatStatus() {
    QFETCH(int, status);
    QCOMPARE(statusOf(problemKindFromStatus(status)), status);
  }
  void unknownStatusesAreAFaultOfThePeer() {
    for (const int status : {0, 100, 200, 302, 403, 418, 501, 599, -1})
      QCOMPARE(problemKindFromStatus(status), ProblemKind::InternalError);
    for (const int status : {502, 504}) QCOMPARE(problemKindFromStatus(status), ProblemKind::Unavailable);
  }
};

QTEST_APPLESS_MAIN(NamesTest)
#include "names_test.moc"
