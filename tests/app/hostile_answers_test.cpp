// SPDX-License-Identifier: GPL-3.0-or-later
// The whole window on a service that turns hostile at each step: it stays there, says so, stays alive, and
// goes on when the service has come to its senses. What each answer is to the gateway:
// core/client/hostile_routes_test. What says nothing: silent_service_test.
#include <QTest>
#include <array>

#include "tests/app/live_window.h"
#include "ui/text/time_text.h"

using namespace latchkey;
using flow::Step;
using tests::Authority;
using tests::CertificateWish;
using tests::HostileServer;
using tests::isSoon;
using tests::LiveWindow;
using tests::ScriptedService;
using tests::SeenRequest;
using Moment = ScriptedService::Moment;

namespace {

struct StepUnderFire {
  const char* name;
  Step step;
  const char* path;  ///< of its request
};
constexpr std::array steps = {StepUnderFire{"account", Step::Account, "/v1/recoveries"},
                              StepUnderFire{"challenge", Step::Challenge, "/v1/recovery/challenge/answer"},
                              StepUnderFire{"method", Step::Method, "/v1/recovery/method"},
                              StepUnderFire{"confirm", Step::Confirm, "/v1/recovery/confirm"},
                              StepUnderFire{"code", Step::Code, "/v1/recovery/code"},
                              StepUnderFire{"questions", Step::Questions, "/v1/recovery/answers"},
                              StepUnderFire{"password", Step::Password, "/v1/recovery/password"},
                              StepUnderFire{"sign-in", Step::Done, "/v1/recovery/sign-in"}};

/// With the proof that has the step in it.
QStringList wholeRecovery(Step step) {
  const QStringList proof = step == Step::Questions
                                ? QStringList{QStringLiteral("answers")}
                                : QStringList{QStringLiteral("confirm"), QStringLiteral("code")};
  return QStringList{QStringLiteral("recoveries"), QStringLiteral("challenge/answer"),
                     QStringLiteral("method")} +
         proof + QStringList{QStringLiteral("password")} +
         (step == Step::Done ? QStringList{QStringLiteral("sign-in")} : QStringList());
}

using Answers = QList<std::pair<const char*, QByteArray>>;

void forEachStep(const char* id, const Answers& answers) {
  QTest::addColumn<int>("index");
  QTest::addColumn<QByteArray>("answer");
  for (std::size_t i = 0; i < steps.size(); ++i)
    for (const auto& [name, answer] : answers)
      QTest::addRow("%s %s: %s", id, steps[i].name, name) << static_cast<int>(i) << answer;
}

}  // namespace

class HostileAnswersTest : public QObject {
  Q_OBJECT
private:
  /// Something on the page says what is wrong, and the person can press something.
  static bool says(const LiveWindow& window) {
    for (const char* const error :
         {"panelTitleLabel", "problemBanner", "accountFieldError", "challengeAnswerError",
          "confirmFieldError", "codeFieldError", "passwordFieldError", "tryFieldError"}) {
      if (window.find<QWidget>(error) != nullptr) return true;
    }
    return false;
  }
  static bool come(LiveWindow& window, const StepUnderFire& under) {
    if (under.step == Step::Questions) window.service().askQuestions();
    if (under.step == Step::Done) window.service().offerTrial();
    return window.reach(under.step);
  }
  /// The service has taken it: the next page, or what the trial came to.
  static bool hasPassed(const LiveWindow& window, const StepUnderFire& under) {
    return under.step == Step::Done ? window.find<QWidget>("tryResultBanner") != nullptr
                                    : window.step() != under.step;
  }
  static void tryAgain(LiveWindow& window) {
    if (!window.panel().isEmpty())
      window.press("panelPrimaryButton");
    else
      window.go();
  }

  /// The service has done what it was asked for, or not, and says `answer`.
  static void oneWrongAnswer(LiveWindow& window, const StepUnderFire& under, const QByteArray& answer,
                             Moment moment) {
    QVERIFY2(come(window, under), qPrintable(window.state()));
    int left = 1;
    window.service().mischief(
        [&, moment](Moment now, QSslSocket& socket, const SeenRequest& request, const QByteArray&) {
          if (request.path != under.path || now != moment || left == 0) return false;
          --left;
          socket.write(answer);
          return true;
        });
    window.go();
    QVERIFY(isSoon([&] { return says(window); }));
    QCOMPARE(window.step(), under.step);
    QCOMPARE(window.service().requests(under.path), 1);  // a write is never repeated by itself
    tryAgain(window);
    QVERIFY(isSoon([&] { return hasPassed(window, under); }));
    QVERIFY2(window.reach(Step::Done), qPrintable(window.state()));
    QCOMPARE(window.service().acts(), wholeRecovery(under.step));
    window.service().mischief({});
  }

private Q_SLOTS:
  void nonsenseIsSaidAndHarmsNothing_data() {
    using H = HostileServer;
    QByteArray noise(700, '\0');
    for (qsizetype i = 0; i < noise.size(); ++i) noise[i] = static_cast<char>(i * i * 31 + i * 7);
    forEachStep("C01", {{"random bytes", H::json(200, noise)},
                        {"cut JSON", H::json(200, "{\"recovery\":{\"stage\":\"me")},
                        {"HTML", H::response(200, "text/html", "<html><body>Welcome to the hotel")},
                        {"empty", H::json(200, "")},
                        {"mistyped fields", H::json(200, "{\"recovery\":{\"stage\":[\"method\"]}}")},
                        {"an unknown stage", H::json(200, "{\"recovery\":{\"stage\":\"party\"}}")}});
  }
  void nonsenseIsSaidAndHarmsNothing() {
    QFETCH(int, index);
    QFETCH(QByteArray, answer);
    LiveWindow window;
    oneWrongAnswer(window, steps.at(static_cast<std::size_t>(index)), answer, Moment::Acted);
  }

  void aServerErrorIsSaidAndNotRepeated_data() {
    using H = HostileServer;
    Answers answers{{"503 with a problem", H::problem(503, "unavailable", ",\"retryIn\":2")},
                    {"500 with a problem", H::problem(500, "internal-error")}};
    for (const auto& [name, status] : {std::pair{"500 with a page", 500}, std::pair{"501 with a page", 501},
                                       std::pair{"502 with a page", 502}, std::pair{"503 with a page", 503},
                                       std::pair{"504 with a page", 504}})
      answers.append({name, H::response(status, "text/html", "<h1>Bad gateway</h1>")});
    forEachStep("C08", answers);
  }
  void aServerErrorIsSaidAndNotRepeated() {
    QFETCH(int, index);
    QFETCH(QByteArray, answer);
    for (const Moment moment : {Moment::Read, Moment::Acted}) {
      LiveWindow window;
      oneWrongAnswer(window, steps.at(static_cast<std::size_t>(index)), answer, moment);
    }
  }

  void aCountdownIsBounded_data() {
    using H = HostileServer;
    const auto resting = [](const QByteArray& value) {
      return H::problem(429, "rate-limited", {}, "Retry-After: " + value + "\r\n");
    };
    forEachStep("C09", {{"ten years", resting("315360000")},
                        {"more than any number", resting(QByteArray(200, '9'))},
                        {"the end of time", resting("Fri, 31 Dec 9999 23:59:59 GMT")}});
  }
  void aCountdownIsBounded() {
    QFETCH(int, index);
    QFETCH(QByteArray, answer);
    const StepUnderFire& under = steps.at(static_cast<std::size_t>(index));
    LiveWindow window;
    QVERIFY2(come(window, under), qPrintable(window.state()));
    window.service().mischief([&](Moment, QSslSocket& socket, const SeenRequest& request, const QByteArray&) {
      if (request.path == under.path) socket.write(answer);
      return request.path == under.path;
    });
    window.go();
    QVERIFY(isSoon([&] { return says(window); }));
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(window.time().now());
    const QString latest = ui::text::timeOfDay(now.addDays(1), now);
    QVERIFY2(window.words().contains(latest), qPrintable(latest + QLatin1Char('\n') + window.words()));
  }

  void aStrangersCertificateGetsNothing_data() {
    QTest::addColumn<int>("index");
    QTest::addColumn<int>("kind");
    const std::array kinds = {"expired", "wrong host", "self-signed", "other CA"};
    for (std::size_t i = 0; i < steps.size(); ++i)
      for (std::size_t kind = 0; kind < kinds.size(); ++kind)
        QTest::addRow("C04 %s: %s", steps[i].name, kinds[kind])
            << static_cast<int>(i) << static_cast<int>(kind);
  }
  void aStrangersCertificateGetsNothing() {
    QFETCH(int, index);
    QFETCH(int, kind);
    const StepUnderFire& under = steps.at(static_cast<std::size_t>(index));
    LiveWindow window;
    QVERIFY2(come(window, under), qPrintable(window.state()));
    HostileServer& server = window.service().server();
    CertificateWish wish;
    if (kind == 0) wish.validUntil = -60;
    if (kind == 1) wish.names = "DNS:elsewhere.example";
    server.present(kind == 2   ? Authority::selfSigned(wish)
                   : kind == 3 ? Authority("Another authority").issue(wish)
                               : window.authority().issue(wish));
    for (QSslSocket* const socket : server.findChildren<QSslSocket*>()) socket->disconnectFromHost();
    QVERIFY(isSoon([&] { return server.findChildren<QSslSocket*>().isEmpty(); }));
    const qint64 before = server.bytesRead();
    window.go();
    QVERIFY(isSoon([&] { return !window.panel().isEmpty(); }));
    QCOMPARE(window.step(), under.step);
    QCOMPARE(server.bytesRead(), before);
    // There is no way on but another try.
    QVERIFY(window.find<QWidget>("nextButton") == nullptr);
  }

  void aChallengeThatIsRefusedForEverIsAskedForOnce() {
    LiveWindow window;
    QVERIFY2(window.reach(Step::Challenge), qPrintable(window.state()));
    window.service().mischief([](Moment, QSslSocket& socket, const SeenRequest& request, const QByteArray&) {
      if (request.method != "POST") return false;
      socket.write(HostileServer::problem(422, "challenge-failed"));
      return true;
    });
    window.go();
    QVERIFY(isSoon([&] { return window.service().requests("/v1/recovery/challenge") == 1; }));
    QVERIFY(isSoon([&] { return window.isQuiet(); }));
    QCOMPARE(window.service().requests("/v1/recovery/challenge"), 1);
  }
};

QTEST_MAIN(HostileAnswersTest)
#include "hostile_answers_test.moc"
