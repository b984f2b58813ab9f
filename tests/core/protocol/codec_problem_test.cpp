// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/protocol/codec.h"

using namespace latchkey::protocol;

class CodecProblemTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void everyKindSurvivesTheWire() {
    for (const ProblemKind kind : allProblemKinds()) {
      Problem problem = problemOf(kind, QStringLiteral("/account"));
      problem.violations = {QStringLiteral("too-short"), QStringLiteral("contains-name")};
      problem.triesLeft = 0;
      problem.retryIn = 86400;
      problem.otherWays = false;
      QCOMPARE(decodeProblem(statusOf(kind), encodeProblem(problem)), problem);
      QCOMPARE(decodeProblem(statusOf(kind), encodeProblem(problemOf(kind))), problemOf(kind));
    }
  }
  void isAnRfc9457Object() {
    Problem problem = problemOf(ProblemKind::PasswordRefused);
    problem.violations = {QStringLiteral("too-common")};
    const QJsonObject object = QJsonDocument::fromJson(encodeProblem(problem)).object();
    QCOMPARE(object[QStringLiteral("type")].toString(),
             QStringLiteral("urn:latchkey:problem:password-refused"));
    QCOMPARE(object[QStringLiteral("title")].toString(), QStringLiteral("password refused"));
    QCOMPARE(object[QStringLiteral("status")].toInt(), 422);
    QCOMPARE(object.keys().size(), 4);
  }

  void anythingElseIsJudgedByTheStatus_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ProblemKind>("kind");
    const QByteArray wrong = encodeProblem(problemOf(ProblemKind::CodeWrong));
    QTest::newRow("no body, 503") << 503 << QByteArray() << ProblemKind::Unavailable;
    QTest::newRow("no body, 502") << 502 << QByteArray() << ProblemKind::Unavailable;
    QTest::newRow("no body, 504") << 504 << QByteArray() << ProblemKind::Unavailable;
    QTest::newRow("no body, 500") << 500 << QByteArray() << ProblemKind::InternalError;
    QTest::newRow("HTML, 404") << 404 << QByteArray("<html>") << ProblemKind::NotFound;
    QTest::newRow("a success made a problem") << 200 << wrong << ProblemKind::InternalError;
    QTest::newRow("body of another status") << 503 << wrong << ProblemKind::Unavailable;
    QTest::newRow("unknown name") << 429 << QByteArray("{\"type\":\"urn:latchkey:problem:full-moon\"}")
                                  << ProblemKind::RateLimited;
    QTest::newRow("name without the prefix")
        << 422 << QByteArray("{\"type\":\"code-wrong\"}") << ProblemKind::InvalidField;
    QTest::newRow("about:blank") << 409 << QByteArray("{\"type\":\"about:blank\"}")
                                 << ProblemKind::WrongStage;
    QTest::newRow("tries as text") << 422 << QByteArray(wrong).replace("}", ",\"triesLeft\":\"2\"}")
                                   << ProblemKind::InvalidField;
    QTest::newRow("other ways as text")
        << 422 << QByteArray(wrong).replace("}", ",\"otherWays\":\"no\"}") << ProblemKind::InvalidField;
    QTest::newRow("negative wait") << 422 << QByteArray(wrong).replace("}", ",\"retryIn\":-1}")
                                   << ProblemKind::InvalidField;
    QTest::newRow("endless wait") << 422 << QByteArray(wrong).replace("}", ",\"retryIn\":99999999999}")
                                  << ProblemKind::InvalidField;
    QTest::newRow("violations no list")
        << 422 << QByteArray(wrong).replace("}", ",\"violations\":\"x\"}") << ProblemKind::InvalidField;
    QTest::newRow("type twice") << 422 << QByteArray(wrong).replace("}", ",\"type\":\"x\"}")
                                << ProblemKind::InvalidField;
  }
  void anythingElseIsJudgedByTheStatus() {
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(ProblemKind, kind);
    const Problem problem = decodeProblem(status, body);
    QCOMPARE(problem.kind, kind);
    QCOMPARE(problem.status, status);
    QVERIFY(!problem.triesLeft && !problem.retryIn && problem.field.isEmpty() &&
            problem.violations.isEmpty());
  }
  void extensionsOfANewerServiceAreSkipped() {
    const QByteArray body =
        encodeProblem(problemOf(ProblemKind::CodeWrong)).replace("}", ",\"instance\":\"x\",\"more\":[1]}");
    QCOMPARE(decodeProblem(422, body), problemOf(ProblemKind::CodeWrong));
  }
};

QTEST_APPLESS_MAIN(CodecProblemTest)
#include "codec_problem_test.moc"
