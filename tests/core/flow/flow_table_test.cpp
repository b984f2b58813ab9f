// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/flow/flow_table.h"

#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include "tests/support/source_dir.h"

using namespace latchkey::flow;
using latchkey::protocol::Stage;

namespace {

/// The edges of flow.mmd as lines "From --> To : event", those of a group written out for each member.
struct Diagram {
  QSet<QString> edges;
  QStringList faults;
};

Diagram readDiagram() {
  Diagram diagram;
  QFile file(latchkey::tests::sourcePath(QLatin1String("core/flow/flow.mmd")));
  if (!file.open(QIODevice::ReadOnly)) {
    diagram.faults << QStringLiteral("cannot open flow.mmd");
    return diagram;
  }
  static const QRegularExpression edge(QStringLiteral("^(\\w+) --> (\\w+) : ([a-z-]+)$"));
  static const QRegularExpression group(QStringLiteral("^state (\\w+) \\{$"));
  QMap<QString, QSet<QString>> members;
  QList<QStringList> drawn;
  QString open;
  const QStringList lines = QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'));
  for (const QString& raw : lines) {
    const QString line = raw.trimmed();
    if (line.isEmpty() || line.startsWith(QStringLiteral("%%")) || line == QStringLiteral("stateDiagram-v2"))
      continue;
    if (line == QStringLiteral("[*] --> Reason")) continue;
    if (line == QStringLiteral("}") && !open.isEmpty()) {
      open.clear();
    } else if (const auto match = group.match(line); match.hasMatch() && open.isEmpty()) {
      open = match.captured(1);
    } else if (const auto found = edge.match(line); found.hasMatch()) {
      if (!open.isEmpty()) members[open] << found.captured(1) << found.captured(2);
      drawn << QStringList{found.captured(1), found.captured(2), found.captured(3)};
    } else {
      diagram.faults << line;
    }
  }
  for (const QStringList& one : drawn) {
    const QSet<QString> from = members.value(one[0], {one[0]});
    for (const QString& name : from) {
      const QString written = QStringLiteral("%1 --> %2 : %3").arg(name, one[1], one[2]);
      if (diagram.edges.contains(written)) diagram.faults << QStringLiteral("twice: ") + written;
      diagram.edges << written;
    }
  }
  return diagram;
}

QSet<QString> tableEdges() {
  QSet<QString> edges;
  for (const Step from : allSteps()) {
    for (const Event event : allEvents()) {
      if (const auto to = next(from, event))
        edges << QStringLiteral("%1 --> %2 : %3").arg(nameOf(from), nameOf(*to), nameOf(event));
    }
  }
  return edges;
}

QByteArray sorted(const QSet<QString>& lines) {
  QStringList list(lines.begin(), lines.end());
  list.sort();
  return list.join(QLatin1Char('\n')).toUtf8();
}

}  // namespace

class FlowTableTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theDiagramHasNothingThatTheTestCannotRead() { QCOMPARE(readDiagram().faults, QStringList()); }
  void everyDrawnEdgeIsInTheTable() {
    const QSet<QString> missing = readDiagram().edges - tableEdges();
    QVERIFY2(missing.isEmpty(), sorted(missing));
  }
  void everyEdgeOfTheTableIsDrawn() {
    const QSet<QString> missing = tableEdges() - readDiagram().edges;
    QVERIFY2(missing.isEmpty(), sorted(missing));
  }
  void namesAreUniqueAndNeverEmpty() {
    QSet<QString> names;
    for (const Step step : allSteps()) names << QString(nameOf(step));
    for (const Event event : allEvents()) names << QString(nameOf(event));
    QVERIFY(!names.contains(QString()));
    QCOMPARE(names.size(), static_cast<qsizetype>(allSteps().size() + allEvents().size()));
  }
  void everyStepCanBeReachedFromTheFirst() {
    QSet<int> reached = {int(Step::Reason)};
    for (qsizetype before = 0; before != reached.size();) {
      before = reached.size();
      for (const Step from : allSteps()) {
        if (!reached.contains(int(from))) continue;
        for (const Event event : allEvents()) {
          if (const auto to = next(from, event)) reached << int(*to);
        }
      }
    }
    QCOMPARE(reached.size(), static_cast<qsizetype>(allSteps().size()));
  }
  void thePasswordIsReachedFromAProofAlone() {
    for (const Step from : allSteps()) {
      const bool leads = next(from, Event::AtPassword).has_value();
      QCOMPARE(leads, from == Step::Code || from == Step::Questions || from == Step::SecurityKey ||
                          from == Step::Password);
    }
  }
  void doneIsReachedFromThePasswordAlone() {
    for (const Step from : allSteps())
      QCOMPARE(next(from, Event::AtDone).has_value(), from == Step::Password || from == Step::Done);
  }
  void anAppealIsFiledFromItsFormAlone() {
    for (const Step from : allSteps())
      QCOMPARE(next(from, Event::AtAppealed).has_value(), from == Step::AppealForm);
  }
  void anApprovalLeadsToNothingButACode() {
    for (const Event event : allEvents()) {
      const auto to = next(Step::Approval, event);
      QVERIFY(!to || to == Step::Reason || to == Step::Code || isEnd(*to));
    }
  }
  void everythingCanBeWipedAndEverythingUnderWayCancelled() {
    for (const Step from : allSteps()) {
      QCOMPARE(next(from, Event::Wiped), std::optional(Step::Reason));
      QCOMPARE(next(from, Event::CancelChosen).has_value(), !isEnd(from));
      QCOMPARE(next(from, Event::StartAgainChosen).has_value(), isEnd(from));
    }
  }
  void everyStageIsAnEventOfItsOwn() {
    QSet<int> events;
    for (const Stage stage : {Stage::Challenge, Stage::Method, Stage::Confirm, Stage::Code, Stage::Questions,
                              Stage::SecurityKey, Stage::AppealCode, Stage::AppealForm, Stage::Password,
                              Stage::Done, Stage::Appealed, Stage::Cancelled, Stage::Expired, Stage::Ended})
      events << int(eventOf(stage));
    QCOMPARE(events.size(), 14);
  }
  void noEndOffersACommandButTheTryOfAPassword() {
    for (const Step step : allSteps()) {
      if (!isEnd(step)) continue;
      QVERIFY(!offers(step, latchkey::protocol::CancelRecovery{}));
      QVERIFY(!offers(step, latchkey::protocol::OpenRecovery{}));
      QVERIFY(!offers(step, latchkey::protocol::SetPassword{}));
      QVERIFY(!offers(step, latchkey::protocol::ResumeRecovery{}));
      QVERIFY(!offers(step, latchkey::protocol::UnlockAccount{}));
      QVERIFY(!offers(step, latchkey::protocol::GiveAppealContact{}));
      QVERIFY(!offers(step, latchkey::protocol::FileAppeal{}));
      QVERIFY(!offers(step, latchkey::protocol::OpenByApproval{}));
      QCOMPARE(offers(step, latchkey::protocol::TrySignIn{}), step == Step::Done);
    }
  }
};

QTEST_APPLESS_MAIN(FlowTableTest)
#include "flow_table_test.moc"
