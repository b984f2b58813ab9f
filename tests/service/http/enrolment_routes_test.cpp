// SPDX-License-Identifier: GPL-3.0-or-later
// Every route of "Secure your account" in every state of a sign-in (A08), through the real handler on a real
// database, and refusals of a sign-in as a stranger sees them. The rows are made from the list of routes: a
// route that the table below does not know fails.
#include <QtEndian>
#include <QtTest>

#include "core/protocol/enrolment_codec.h"
#include "core/rules/client_data.h"
#include "service/domain/limits.h"
#include "service/domain/security_questions.h"
#include "service/domain/totp.h"
#include "tests/support/handler_desk.h"
#include "tests/support/key_desk.h"
#include "tests/support/question_desk.h"
#include "tests/support/sql_trace.h"

namespace latchkey::service::http {
namespace {

using protocol::RequestKind;
using tests::RecoveryCaller;
using tests::RecoveryDesk;

enum State { SignedOut, List, Proven, ProofCode, AddingMail, AddingApp, AddingQuestions, AddingKey, Done };
constexpr const char* stateNames[] = {
    "signed out", "list", "proven", "code of a proof", "mail", "app", "questions", "security key", "done"};

QString account() {
  return RecoveryDesk::person().key;
}

struct Edge {
  std::string_view path;
  QList<State> from;
  const char* to;  ///< stage of the answer; "same": as before
};
QList<Edge> edges() {
  const QList<State> live = {List, Proven, ProofCode, AddingMail, AddingApp, AddingQuestions, AddingKey};
  const QList<State> inHand = {ProofCode, AddingMail, AddingApp, AddingQuestions, AddingKey};
  return {{"/v1/enrolments", {SignedOut}, "list"},
          {"/v1/enrolments/need", {SignedOut}, ""},
          {"/v1/enrolment", live, "same"},
          {"/v1/enrolment/proof", live, "code"},
          {"/v1/enrolment/resend", {ProofCode, AddingMail}, "code"},
          {"/v1/enrolment/code", {ProofCode, AddingMail, AddingApp}, "list"},
          {"/v1/enrolment/answers", {AddingQuestions}, "list"},
          {"/v1/enrolment/assertion", {}, ""},
          {"/v1/enrolment/add", {Proven, AddingMail, AddingApp, AddingQuestions, AddingKey}, "code"},
          {"/v1/enrolment/key", {AddingKey}, "list"},
          {"/v1/enrolment/remove", {Proven}, "list"},
          {"/v1/enrolment/back", inHand, "list"},
          {"/v1/enrolment/finish", live, "done"},
          {"/v1/enrolment/language", live, "same"}};
}
/// Where a fresh proof is what is missing.
bool wantsProof(std::string_view path, State state) {
  return (path == "/v1/enrolment/add" && (state == List || state == ProofCode)) ||
         (path == "/v1/enrolment/remove" && state == List);
}

/// Somebody whom the directory knows contacts of, and who has an app, on the way to a state.
struct Scene {
  Scene() {
    domain::Realm& realm = service.desk.policy.realms.first();
    realm.factors.append({domain::MethodKind::Authenticator, domain::MethodKind::SecurityKey});
    tests::askQuestions(realm, domain::QuestionUse::Alone);
    service.restart();
    auto& desk = service.desk;
    const auto tables = desk.bench->store().begin(domain::Access::Write);
    const QString id = QStringLiteral("app");
    tables->factors().put(account(),
                          domain::Authenticator{id,
                                                desk.box.seal(platform::Secret("12345678901234567890"),
                                                              domain::sealingContext(account(), id)),
                                                0, 1});
    if (!tables->commit()) qFatal("the app cannot be written");
  }
  [[nodiscard]] RecoveryCaller::Answer send(const char* path, const protocol::EnrolCommand& command) {
    const platform::Secret body = protocol::encodeEnrolCommand(command);
    return keep(caller.postText(path, QByteArray(body.view().data(), static_cast<qsizetype>(body.size()))));
  }
  RecoveryCaller::Answer keep(RecoveryCaller::Answer answer) {
    auto decoded = protocol::decodeEnrolment(answer.raw.body);
    if (decoded) view = std::move(decoded->view);
    last = answer;
    return answer;
  }
  [[nodiscard]] QString stage() const {
    return last.json.value(QLatin1String("enrolment")).toObject().value(QLatin1String("stage")).toString();
  }
  [[nodiscard]] QString handle(protocol::MethodKind kind) const {
    for (const protocol::RegisteredMethod& method : view.methods) {
      if (method.kind == kind) return method.handle;
    }
    return QString(22, u'A');
  }
  [[nodiscard]] bool add(protocol::MethodKind kind, const char* contact = "") {
    protocol::AddMethod command;
    command.kind = kind;
    command.contact = QString::fromLatin1(contact);
    if (kind == protocol::MethodKind::SecurityKey) command.label = QStringLiteral("blue");
    return send("/v1/enrolment/add", std::move(command)).status() == 200;
  }
  [[nodiscard]] static protocol::EnrolCommand code(const QString& digits) {
    return protocol::SubmitEnrolCode{platform::Secret(digits.toStdString())};
  }
  [[nodiscard]] bool reach(State state) {
    using protocol::MethodKind;
    if (state == SignedOut) return true;
    if (send("/v1/enrolments", signIn()).status() != 201) return false;
    if (state == List) return true;
    if (state == Done) return send("/v1/enrolment/finish", protocol::FinishEnrolment{}).status() == 200;
    if (send("/v1/enrolment/proof", protocol::ChooseProof{handle(MethodKind::Mail)}).status() != 200)
      return false;
    if (state == ProofCode) return true;
    if (send("/v1/enrolment/code", code(service.desk.lastCode())).status() != 200) return false;
    switch (state) {
      case AddingMail:
        return add(MethodKind::Mail, "me@example.org");
      case AddingApp:
        if (!add(MethodKind::Authenticator)) return false;
        secret = last.json.value(QLatin1String("enrolment"))
                     .toObject()
                     .value(QLatin1String("adding"))
                     .toObject()
                     .value(QLatin1String("secret"))
                     .toString();
        return secret.size() == 32;
      case AddingQuestions:
        return add(MethodKind::Questions);
      case AddingKey:
        return add(MethodKind::SecurityKey);
      default:
        return state == Proven;
    }
  }
  [[nodiscard]] static protocol::EnrolCommand signIn() {
    return protocol::OpenEnrolment{account(), platform::Secret("Old-pass-1"), protocol::Language::English};
  }
  [[nodiscard]] QString rightCode(State state) const {
    if (state != AddingApp) return service.desk.lastCode();
    static const QByteArray alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string bytes;
    unsigned held = 0;
    int bits = 0;
    for (const QChar c : secret) {
      held = held << 5 | static_cast<unsigned>(alphabet.indexOf(c.toLatin1()));
      if (bits += 5; bits >= 8) bytes.push_back(static_cast<char>(held >> (bits -= 8) & 0xFF));
    }
    const auto digits = domain::totpAt(platform::Secret(bytes), domain::totpStepOf(service.desk.clock.now()));
    return QString::fromLatin1(digits.view().data(), static_cast<qsizetype>(digits.size()));
  }
  [[nodiscard]] protocol::EnrolCommand madeKey() const {
    const auto key = tests::paperKey();
    tests::PaperTouch touch;
    touch.challenge = view.adding ? view.adding->challenge : QByteArray(32, 'c');
    touch.flags = static_cast<char>(tests::userPresent | 0x40);
    QByteArray size(2, '\0');
    qToBigEndian(static_cast<quint16>(key.credential.size()), size.data());
    return protocol::RegisterKey{
        key.credential, key.publicKey,
        rules::clientDataFor(touch.challenge, touch.origin, rules::KeyCeremony::Create),
        tests::authenticatorDataOf(touch) + QByteArray(16, 'g') + size + key.credential +
            QByteArray::fromHex("a5010203262001215820") + key.publicKey.first(32) +
            QByteArray::fromHex("225820") + key.publicKey.last(32)};
  }
  /// What would be right for the route where it is drawn.
  [[nodiscard]] protocol::EnrolCommand commandFor(RequestKind kind, State state) const {
    using protocol::MethodKind;
    switch (kind) {
      case RequestKind::OpenEnrolment:
        return signIn();
      case RequestKind::ChooseProof:
        return protocol::ChooseProof{handle(MethodKind::Authenticator)};
      case RequestKind::ResendEnrolCode:
        return protocol::ResendEnrolCode{};
      case RequestKind::SubmitEnrolCode:
        return code(rightCode(state).isEmpty() ? QStringLiteral("1234567") : rightCode(state));
      case RequestKind::SubmitEnrolAnswers: {
        protocol::SubmitEnrolAnswers answers;
        for (const auto& [id, answer] : tests::rightAnswers()) {
          answers.answers.push_back({id, platform::Secret(answer.toStdString())});
        }
        return answers;
      }
      case RequestKind::SubmitEnrolAssertion: {
        const auto touch = tests::touched(tests::paperKey(), {});
        return protocol::SubmitEnrolAssertion{touch.credential, touch.clientData, touch.authenticatorData,
                                              touch.signature};
      }
      case RequestKind::AddMethod: {
        protocol::AddMethod add;
        add.kind = MethodKind::Authenticator;
        return add;
      }
      case RequestKind::RegisterKey:
        return madeKey();
      case RequestKind::RemoveMethod:
        return protocol::RemoveMethod{handle(MethodKind::Authenticator)};
      case RequestKind::LeaveStep:
        return protocol::LeaveStep{};
      case RequestKind::FinishEnrolment:
        return protocol::FinishEnrolment{};
      default:
        return protocol::SetEnrolLanguage{protocol::Language::Japanese};
    }
  }

  tests::HandlerDesk service;
  RecoveryCaller caller = service.caller();
  protocol::EnrolmentView view;
  RecoveryCaller::Answer last;
  QString secret;
};

/// What a stranger could tell two answers apart by.
QByteArray shapeOf(const RecoveryCaller::Answer& answer) {
  QByteArray shape = QByteArray::number(answer.status()) + ' ' + answer.raw.body;
  for (const QByteArray& line : answer.raw.head.split('\n').sliced(1)) {
    if (!line.toLower().startsWith("dpop-nonce:")) shape += '\n' + line;
  }
  return shape;
}

}  // namespace

class EnrolmentRoutesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void onlyDrawnEdges_data() {
    QTest::addColumn<int>("route");
    QTest::addColumn<int>("from");
    QTest::addColumn<bool>("drawn");
    QTest::addColumn<QString>("to");
    const auto table = edges();
    for (std::size_t i = 0; i < protocol::routes().size(); ++i) {
      const protocol::Route& route = protocol::routes()[i];
      if (!protocol::isOfEnrolment(route)) continue;
      const auto edge = std::ranges::find(table, route.path, &Edge::path);
      QVERIFY2(edge != table.end(), std::string(route.path).c_str());
      for (int from = SignedOut; from <= Done; ++from) {
        QTest::addRow("%s, %s", std::string(route.path).c_str(), stateNames[from])
            << static_cast<int>(i) << from << edge->from.contains(static_cast<State>(from))
            << QString::fromLatin1(edge->to);
      }
    }
  }
  void onlyDrawnEdges() {
    QFETCH(const int, route);
    QFETCH(const int, from);
    QFETCH(const bool, drawn);
    QFETCH(const QString, to);
    const protocol::Route& asked = protocol::routes()[static_cast<std::size_t>(route)];
    const auto state = static_cast<State>(from);
    Scene scene;
    QVERIFY(scene.reach(state));
    const QString before = scene.stage();
    const QByteArray token = scene.caller.token();
    scene.service.desk.clock.advance(60 * domain::second);  // of a code that was sent a moment ago
    const QByteArray path(asked.path.data(), static_cast<qsizetype>(asked.path.size()));
    RecoveryCaller::Answer answer;
    if (asked.request == RequestKind::CheckNeed) {
      answer = scene.caller.postText(path, protocol::encodeCheckNeed({account(), QString(43, u'r')}));
    } else if (asked.request == RequestKind::None) {
      answer = scene.caller.get(path);
    } else {
      answer = scene.send(path.constData(), scene.commandFor(asked.request, state));
    }
    if (drawn) {
      QCOMPARE(answer.status(), asked.successStatus);
      const QString stage =
          answer.json.value(QLatin1String("enrolment")).toObject().value(QLatin1String("stage")).toString();
      QCOMPARE(stage, to == u"same" ? before : to);
      return;
    }
    if (asked.proof == protocol::Proof::Key || state == SignedOut || state == Done) {
      QCOMPARE(answer.problem(), QStringLiteral("unauthorized"));
    } else {
      QCOMPARE(answer.problem(), wantsProof(asked.path, state) ? QStringLiteral("proof-needed")
                                                               : QStringLiteral("wrong-stage"));
    }
    if (state == SignedOut || state == Done) return;
    // It has changed nothing.
    scene.caller.setToken(token);
    scene.keep(scene.caller.get("/v1/enrolment"));
    QCOMPARE(scene.stage(), before);
  }

  void aTokenOfARecoveryIsNoneOfASignIn() {  // A06
    Scene scene;
    tests::Visitor visitor(scene.service.desk);
    QVERIFY(scene.caller
                .post("/v1/recoveries", {{QStringLiteral("account"), account()},
                                         {QStringLiteral("reason"), QStringLiteral("forgot-password")},
                                         {QStringLiteral("language"), QStringLiteral("en")}})
                .status() == 201);
    QCOMPARE(scene.caller.get("/v1/enrolment").problem(), QStringLiteral("unauthorized"));
    Scene other;
    QVERIFY(other.reach(List));
    QCOMPARE(other.caller.get("/v1/recovery").problem(), QStringLiteral("unauthorized"));
  }

  void whoIsNotSignedInLearnsNothingOfWhatIsRegistered_data() {
    QTest::addColumn<int>("route");
    for (std::size_t i = 0; i < protocol::routes().size(); ++i) {
      const protocol::Route& route = protocol::routes()[i];
      if (protocol::isOfEnrolment(route)) {
        QTest::addRow("%s", std::string(route.path).c_str()) << static_cast<int>(i);
      }
    }
  }
  void whoIsNotSignedInLearnsNothingOfWhatIsRegistered() {  // A17
    QFETCH(const int, route);
    const protocol::Route& asked = protocol::routes()[static_cast<std::size_t>(route)];
    const QByteArray path(asked.path.data(), static_cast<qsizetype>(asked.path.size()));
    const auto answerOf = [&](bool isThere, bool isRich) {
      Scene scene;
      auto& desk = scene.service.desk;
      if (!isThere) desk.directory.take(account());
      if (isRich) {
        const auto tables = desk.bench->store().begin(domain::Access::Write);
        tables->factors().put(
            account(),
            domain::RegisteredContact{
                RecoveryDesk::mail(QStringLiteral("r1"), QStringLiteral("own@example.org")), 1, 1});
        tables->factors().put(account(),
                              domain::SecurityKey{"c", QByteArray(64, 'k'), QStringLiteral("Blue"), 0, 1, 1});
        tables->factors().noteRehearsal(account(), {1, {domain::MethodKind::Mail}});
        if (!tables->commit()) qFatal("not registered");
      }
      if (asked.request == RequestKind::CheckNeed) {
        // A reminder of somebody else is as good as none.
        return shapeOf(
            scene.caller.postText(path, protocol::encodeCheckNeed({account(), QString(43, u'r')})));
      }
      if (asked.request == RequestKind::None) return shapeOf(scene.caller.get(path));
      if (asked.request == RequestKind::OpenEnrolment) {
        return shapeOf(scene.send(
            path.constData(),
            protocol::OpenEnrolment{account(), platform::Secret("Wrong-1"), protocol::Language::English}));
      }
      return shapeOf(scene.send(path.constData(), scene.commandFor(asked.request, SignedOut)));
    };
    const QByteArray rich = answerOf(true, true);
    QVERIFY(!rich.contains("own") && !rich.contains("ow*") && !rich.contains("Blue"));
    QCOMPARE(answerOf(true, false), rich);
    QCOMPARE(answerOf(false, false), rich);
  }

  void aStrangerTellsNoRefusalFromAnother_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("verdict");
    using domain::SignInVerdict;
    QTest::newRow("unknown") << QStringLiteral("msabc124@outlook.com") << int(SignInVerdict::Accepted);
    QTest::newRow("disabled") << account() << int(SignInVerdict::Disabled);
    QTest::newRow("locked") << account() << int(SignInVerdict::LockedOut);
  }
  void aStrangerTellsNoRefusalFromAnother() {  // A17
    QFETCH(const QString, name);
    QFETCH(const int, verdict);
    struct Seen {
      QList<QByteArray> shapes;
      QStringList statements;
      qint64 bytes = 0;
    };
    const auto seenBy = [](const QString& typed, const char* password, domain::SignInVerdict right) {
      Scene scene;
      scene.service.desk.directory.rightPassword = right;
      Seen seen;
      tests::SqlTrace trace;
      for (int i = 0; i < 8; ++i) {  // as far as the pause
        const auto answer = scene.send(
            "/v1/enrolments",
            protocol::OpenEnrolment{typed, platform::Secret(password), protocol::Language::English});
        seen.shapes += shapeOf(answer);
      }
      const auto work = trace.take();
      seen.statements = work.statements;
      seen.bytes = work.bytesWritten;
      return seen;
    };
    const Seen wrong = seenBy(account(), "Wrong-pass-1", domain::SignInVerdict::Accepted);
    const Seen other = seenBy(name, "Old-pass-1", static_cast<domain::SignInVerdict>(verdict));
    QCOMPARE(other.shapes, wrong.shapes);
    QVERIFY(wrong.shapes.first().contains("sign-in-refused"));
    QVERIFY(wrong.shapes.last().contains("too-many-tries"));
    QCOMPARE(other.statements, wrong.statements);
    QVERIFY(qAbs(other.bytes - wrong.bytes) < 200);  // the journal's word for what it was
  }
};

}  // namespace latchkey::service::http

QTEST_GUILESS_MAIN(latchkey::service::http::EnrolmentRoutesTest)
#include "enrolment_routes_test.moc"
