// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/protocol/codec.h"
#include "core/protocol/limits.h"
#include "core/protocol/names.h"

using namespace latchkey;
using namespace latchkey::protocol;

namespace {

const QByteArray handle(22, 'h');

QByteArray bytes(const platform::Secret& secret) {
  return {secret.view().data(), qsizetype(secret.size())};
}

/// A body that is right, and what of it is text, so that wrong ones can be made of it.
struct Sample {
  RequestKind kind;
  const char* name;
  QByteArray body;
};
QList<Sample> samples() {
  return {
      {RequestKind::OpenRecovery, "open",
       R"({"account":"msabc123@outlook.com","reason":"forgot-password","language":"en","receipt":"7q4 k2m",)"
       R"("rehearsal":true})"},
      {RequestKind::NewChallenge, "challenge", R"({"kind":"work"})"},
      {RequestKind::AnswerChallenge, "answer", R"({"id":"Abc_-9","text":"kfmp"})"},
      {RequestKind::ChooseMethod, "method", R"({"handle":")" + handle + R"("})"},
      {RequestKind::ConfirmContact, "confirm", R"({"entry":"msabc123.backup"})"},
      {RequestKind::ResendCode, "resend", "{}"},
      {RequestKind::SubmitCode, "code", R"({"code":"1234567"})"},
      {RequestKind::SubmitAnswers, "answers",
       R"({"answers":[{"question":"first-school","answer":"Sakura"},{"question":"first-trip","answer":"Fuji"}]})"},
      {RequestKind::SubmitAssertion, "assertion",
       R"({"credential":"AAEC","clientData":"e30","authenticatorData":")" + QByteArray(49, 'B') +
           R"(A","signature":"AAECAwQFBgc"})"},
      {RequestKind::SetPassword, "password", R"({"password":"tall-Oak-41"})"},
      {RequestKind::UnlockAccount, "unlock", "{}"},
      {RequestKind::CancelRecovery, "cancel", "{}"},
      {RequestKind::ContactAdministrator, "administrator", "{}"},
      {RequestKind::SetLanguage, "language", R"({"language":"ja"})"},
      {RequestKind::TrySignIn, "sign-in", R"({"password":"tall-Oak-41"})"},
      {RequestKind::ResumeRecovery, "resume", R"({"language":"ja"})"},
      {RequestKind::GiveAppealContact, "appeal contact", R"({"contact":"mika@example.net"})"},
      {RequestKind::FileAppeal, "appeal",
       R"({"names":"Mika Sato","birthDate":"1984-05","passwords":["tall-Oak-39","a b"],"lastSignIn":"in May",)"
       R"("places":"Yokohama","contacts":["090-1234-5678"],"devices":"a tablet",)"
       R"("fields":[{"id":"staff-number","value":"A-1042"}]})"},
      {RequestKind::OpenByApproval, "approval", R"({"code":"7Q4K-2MXY-A3B4-C5D6","language":"ja"})"},
  };
}

}  // namespace

class CodecRequestsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void everyCommandSurvivesTheWire_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < samples().size(); ++i) QTest::newRow(samples()[i].name) << i;
  }
  void everyCommandSurvivesTheWire() {
    QFETCH(int, index);
    const Sample sample = samples()[index];
    const auto command = decodeCommand(sample.kind, sample.body);
    QVERIFY2(command.has_value(), command ? "" : qPrintable(command.error().field));
    QCOMPARE(requestKindOf(*command), sample.kind);
    QCOMPARE(bytes(encodeCommand(*command)), sample.body);
  }
  void everyKindOfCommandIsCovered() {
    QCOMPARE(std::size_t(samples().size()), std::variant_size_v<Command>);
  }

  void everyBodyRefusesTheSameNonsense_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ProblemKind>("problem");
    QTest::addColumn<QString>("field");
    for (const Sample& sample : samples()) {
      const auto row = [&](const char* what, const QByteArray& body, ProblemKind problem,
                           const char* field = "") {
        QTest::addRow("%s: %s", sample.name, what)
            << int(sample.kind) << body << problem << QString::fromLatin1(field);
      };
      const QByteArray comma = sample.body == "{}" ? "" : ",";
      const QByteArray inside = sample.body.chopped(1) + comma;
      row("nothing", "", ProblemKind::MalformedRequest);
      row("null", "null", ProblemKind::MalformedRequest);
      row("array around it", "[" + sample.body + "]", ProblemKind::MalformedRequest);
      row("string", "\"x\"", ProblemKind::MalformedRequest);
      row("HTML", "<html></html>", ProblemKind::MalformedRequest);
      row("cut", sample.body.chopped(1), ProblemKind::MalformedRequest);
      row("twice", sample.body + sample.body, ProblemKind::MalformedRequest);
      row("duplicate member", inside + R"("x":1,"x":1})", ProblemKind::MalformedRequest);
      row("bad UTF-8", inside + "\"x\":\"\xFF\"}", ProblemKind::MalformedRequest);
      row("lone surrogate", inside + R"("x":"\ud83d"})", ProblemKind::MalformedRequest);
      row("NUL", inside + R"("x":"\u0000"})", ProblemKind::MalformedRequest);
      row("depth 17", inside + "\"x\":" + QByteArray(16, '[') + QByteArray(16, ']') + "}",
          ProblemKind::MalformedRequest);
      row("unknown member", inside + R"("verified":true})", ProblemKind::UnknownField, "/verified");
      row("member in other case", inside + R"("Account":"x"})", ProblemKind::UnknownField, "/Account");
      row("no echo of what is no name", inside + R"("<b>~/":1})", ProblemKind::UnknownField);
      row("no echo of a long name", inside + "\"" + QByteArray(33, 'n') + "\":1}", ProblemKind::UnknownField);
      row("no echo of an empty name", inside + R"("":1})", ProblemKind::UnknownField);
      row("64 KiB and one",
          sample.body + QByteArray(qsizetype(limits::requestBodyBytes) + 1 - sample.body.size(), ' '),
          ProblemKind::BodyTooLarge);
    }
  }
  void everyBodyRefusesTheSameNonsense() {
    QFETCH(int, kind);
    QFETCH(QByteArray, body);
    QFETCH(ProblemKind, problem);
    QFETCH(QString, field);
    const auto command = decodeCommand(static_cast<RequestKind>(kind), body);
    QVERIFY(!command);
    QCOMPARE(command.error().kind, problem);
    QCOMPARE(command.error().field, field);
    QCOMPARE(command.error().status, statusOf(problem));
  }

  void namesTheFieldThatIsWrong_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    RequestKind kind = RequestKind::OpenRecovery;
    const auto row = [&kind](const char* name, const QByteArray& body, const char* field) {
      QTest::newRow(name) << int(kind) << body << QString::fromLatin1(field);
    };
    const auto open = [](const QByteArray& account) {
      return "{\"account\":" + account + R"(,"reason":"forgot-password","language":"en"})";
    };
    row("open: account missing", R"({"reason":"forgot-password","language":"en"})", "/account");
    row("open: account null", open("null"), "/account");
    row("open: account number", open("7"), "/account");
    row("open: account list", open("[\"a\"]"), "/account");
    row("open: account object", open("{}"), "/account");
    row("open: account empty", open("\"\""), "/account");
    row("open: account 321 letters", open("\"" + QByteArray(321, 'a') + "\""), "/account");
    row("open: account 321 wide letters", open("\"" + QByteArray("\xE3\x81\x82").repeated(321) + "\""),
        "/account");
    row("open: account with line feed", open(R"("a\nb")"), "/account");
    row("open: account with C1 control", open("\"a\xC2\x85\""), "/account");
    row("open: reason missing", R"({"account":"a","language":"en"})", "/reason");
    row("open: reason unknown", R"({"account":"a","reason":"bored","language":"en"})", "/reason");
    row("open: reason in capitals", R"({"account":"a","reason":"Forgot-Password","language":"en"})",
        "/reason");
    row("open: reason number", R"({"account":"a","reason":0,"language":"en"})", "/reason");
    row("open: language missing", R"({"account":"a","reason":"forgot-password"})", "/language");
    row("open: language unknown", R"({"account":"a","reason":"forgot-password","language":"xx"})",
        "/language");
    kind = RequestKind::NewChallenge;
    row("challenge: kind missing", "{}", "/kind");
    row("challenge: kind unknown", R"({"kind":"riddle"})", "/kind");
    row("challenge: kind list", R"({"kind":["work"]})", "/kind");
    kind = RequestKind::AnswerChallenge;
    row("answer: id missing", R"({"text":"a"})", "/id");
    row("answer: id empty", R"({"id":"","text":"a"})", "/id");
    row("answer: id too long", R"({"id":")" + QByteArray(65, 'i') + R"(","text":"a"})", "/id");
    row("answer: id with a slash", R"({"id":"a/b","text":"a"})", "/id");
    row("answer: no answer", R"({"id":"a"})", "/text");
    row("answer: empty text", R"({"id":"a","text":""})", "/text");
    row("answer: text too long", R"({"id":"a","text":")" + QByteArray(65, 't') + R"("})", "/text");
    row("answer: both", R"({"id":"a","text":"b","workCounter":"1"})", "/text");
    row("answer: counter a number", R"({"id":"a","workCounter":1})", "/workCounter");
    row("answer: counter empty", R"({"id":"a","workCounter":""})", "/workCounter");
    row("answer: counter negative", R"({"id":"a","workCounter":"-1"})", "/workCounter");
    row("answer: counter signed", R"({"id":"a","workCounter":"+1"})", "/workCounter");
    row("answer: counter with leading zero", R"({"id":"a","workCounter":"01"})", "/workCounter");
    row("answer: counter above 64 bits", R"({"id":"a","workCounter":"18446744073709551616"})",
        "/workCounter");
    row("answer: counter in hexadecimal", R"({"id":"a","workCounter":"0x1"})", "/workCounter");
    row("answer: counter wide digits", "{\"id\":\"a\",\"workCounter\":\"\xEF\xBC\x91\"}", "/workCounter");
    kind = RequestKind::ChooseMethod;
    row("method: missing", "{}", "/handle");
    row("method: 21 characters", R"({"handle":")" + QByteArray(21, 'h') + R"("})", "/handle");
    row("method: 23 characters", R"({"handle":")" + QByteArray(23, 'h') + R"("})", "/handle");
    row("method: padding", R"({"handle":")" + QByteArray(21, 'h') + R"(="})", "/handle");
    row("method: plain base64", R"({"handle":")" + QByteArray(21, 'h') + R"(+"})", "/handle");
    row("method: wide letter", "{\"handle\":\"" + QByteArray(19, 'h') + "\xEF\xBC\xA1\"}", "/handle");
    kind = RequestKind::ConfirmContact;
    row("confirm: missing", "{}", "/entry");
    row("confirm: empty", R"({"entry":""})", "/entry");
    row("confirm: number", R"({"entry":5978})", "/entry");
    row("confirm: too long", R"({"entry":")" + QByteArray(321, 'e') + R"("})", "/entry");
    row("confirm: tab", R"({"entry":"a\tb"})", "/entry");
    kind = RequestKind::SubmitCode;
    row("code: missing", "{}", "/code");
    row("code: number", R"({"code":1234567})", "/code");
    row("code: three digits", R"({"code":"123"})", "/code");
    row("code: thirteen digits", R"({"code":"1234567890123"})", "/code");
    row("code: letters", R"({"code":"12345a7"})", "/code");
    row("code: blanks", R"({"code":"123 4567"})", "/code");
    row("code: wide digits", "{\"code\":\"" + QByteArray("\xEF\xBC\x91").repeated(4) + "\"}", "/code");
    kind = RequestKind::SubmitAnswers;
    const auto answers = [](const QByteArray& list) { return "{\"answers\":" + list + "}"; };
    const auto one = [&answers](const QByteArray& question, const QByteArray& answer) {
      return answers("[{\"question\":" + question + ",\"answer\":" + answer + "}]");
    };
    row("answers: missing", "{}", "/answers");
    row("answers: null", answers("null"), "/answers");
    row("answers: text", answers("\"Sakura\""), "/answers");
    row("answers: none", answers("[]"), "/answers");
    row("answers: object", answers("{}"), "/answers");
    row("answers: list of texts", answers("[\"Sakura\"]"), "/answers/0");
    row("answers: nine", answers("[" + QByteArray("{},").repeated(8) + "{}]"), "/answers");
    row("answers: no question", answers(R"([{"answer":"Sakura"}])"), "/answers/0/question");
    row("answers: no answer", answers(R"([{"question":"a"}])"), "/answers/0/answer");
    row("answers: question empty", one("\"\"", "\"Sakura\""), "/answers/0/question");
    row("answers: question with a blank", one("\"a b\"", "\"Sakura\""), "/answers/0/question");
    row("answers: question of 33", one("\"" + QByteArray(33, 'q') + "\"", "\"Sakura\""),
        "/answers/0/question");
    row("answers: answer empty", one("\"a\"", "\"\""), "/answers/0/answer");
    row("answers: answer null", one("\"a\"", "null"), "/answers/0/answer");
    row("answers: answer number", one("\"a\"", "7"), "/answers/0/answer");
    row("answers: answer of 201", one("\"a\"", "\"" + QByteArray(201, 'x') + "\""), "/answers/0/answer");
    row("answers: the second", answers(R"([{"question":"a","answer":"b"},{"question":"c"}])"),
        "/answers/1/answer");
    kind = RequestKind::SetPassword;
    row("password: missing", "{}", "/password");
    row("password: null", R"({"password":null})", "/password");
    row("password: list", R"({"password":["a"]})", "/password");
    row("password: 1025 letters", R"({"password":")" + QByteArray(1025, 'p') + R"("})", "/password");
    kind = RequestKind::SetLanguage;
    row("language: missing", "{}", "/language");
    row("language: empty", R"({"language":""})", "/language");
    row("language: boolean", R"({"language":true})", "/language");
    kind = RequestKind::ResumeRecovery;
    row("resume: missing", "{}", "/language");
    row("resume: no such word", R"({"language":"xx"})", "/language");
    kind = RequestKind::GiveAppealContact;
    row("appeal contact: missing", "{}", "/contact");
    row("appeal contact: of two", R"({"contact":"ab"})", "/contact");
    row("appeal contact: two lines", R"({"contact":"a@b\nc"})", "/contact");
    kind = RequestKind::FileAppeal;
    row("appeal: names empty", R"({"names":""})", "/names");
    row("appeal: names of 201", R"({"names":")" + QByteArray(201, 'n') + R"("})", "/names");
    row("appeal: birth date a number", R"({"birthDate":1984})", "/birthDate");
    row("appeal: devices of 501", R"({"devices":")" + QByteArray(501, 'd') + R"("})", "/devices");
    row("appeal: passwords no list", R"({"passwords":"a"})", "/passwords");
    row("appeal: no password", R"({"passwords":[]})", "/passwords");
    row("appeal: no contact", R"({"contacts":[]})", "/contacts");
    row("appeal: no field", R"({"fields":[]})", "/fields");
    row("appeal: four passwords", R"({"passwords":["a","b","c","d"]})", "/passwords");
    row("appeal: a password empty", R"({"passwords":["a",""]})", "/passwords/1");
    row("appeal: a password of 257", R"({"passwords":[")" + QByteArray(257, 'p') + R"("]})", "/passwords/0");
    row("appeal: nine contacts", R"({"contacts":[)" + QByteArray("\"abc\",").repeated(8) + R"("abc"]})",
        "/contacts");
    row("appeal: a contact of two", R"({"contacts":["ab"]})", "/contacts/0");
    row("appeal: 17 fields", R"({"fields":[)" + QByteArray("{},").repeated(16) + "{}]}", "/fields");
    row("appeal: a field without a value", R"({"fields":[{"id":"a"}]})", "/fields/0/value");
    row("appeal: a field's id with a blank", R"({"fields":[{"id":"a b","value":"c"}]})", "/fields/0/id");
    kind = RequestKind::OpenByApproval;
    row("approval: no code", R"({"language":"en"})", "/code");
    row("approval: too short", R"({"code":"7Q4K-2MXY-A3B4","language":"en"})", "/code");
    row("approval: no language", R"({"code":"7Q4K-2MXY-A3B4-C5D6"})", "/language");
    kind = RequestKind::TrySignIn;
    row("tried: missing", "{}", "/password");
    row("tried: number", R"({"password":1})", "/password");
    row("tried: 1025 letters", R"({"password":")" + QByteArray(1025, 'p') + R"("})", "/password");
  }
  void namesTheFieldThatIsWrong() {
    QFETCH(int, kind);
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const auto command = decodeCommand(static_cast<RequestKind>(kind), body);
    QVERIFY(!command);
    QCOMPARE(command.error().kind, ProblemKind::InvalidField);
    QCOMPARE(command.error().field, field);
  }

  void takesTheLimitsThemselves() {
    const auto longest = QString::fromUtf8(QByteArray("\xF0\x9F\x94\x91").repeated(320));
    const auto open = decodeOpenRecovery(
        bytes(encodeCommand(OpenRecovery{longest, Reason::SomebodyElse, Language::Japanese})));
    QVERIFY(open.has_value());
    QCOMPARE(open->account, longest);
    const auto marked = decodeConfirmContact(
        "{\"entry\":\"\xEF\xBB\xBF"
        "a\"}");
    QVERIFY(marked.has_value());
    QCOMPARE(marked->entry.size(), 2);  // a byte-order mark is a character like any other
    const auto counter = decodeAnswerChallenge(R"({"id":"a","workCounter":"18446744073709551615"})");
    QVERIFY(counter.has_value());
    QCOMPARE(counter->workCounter, std::optional<quint64>(std::numeric_limits<quint64>::max()));
    const auto zero = decodeAnswerChallenge(R"({"id":"a","workCounter":"0"})");
    QVERIFY(zero.has_value());
    QCOMPARE(zero->workCounter, std::optional<quint64>(0));
    const auto full = decodeSetPassword("{}" + QByteArray(qsizetype(limits::requestBodyBytes) - 2, ' '));
    QCOMPARE(full.error().field, QStringLiteral("/password"));
  }
  void aPasswordArrivesByteForByte_data() {
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blanks at the ends") << QByteArray("  two  ");
    QTest::newRow("quotes and backslashes") << QByteArray("\"\\\\\"/");
    QTest::newRow("controls") << QByteArray("\x01\x1f\x7f\t\n");
    QTest::newRow("emoji") << QByteArray("\xF0\x9F\x94\x91 key");
    QTest::newRow("difference after byte 72") << QByteArray(72, 'a') + "b";
    QTest::newRow("1024 code points of four bytes") << QByteArray("\xF0\x9F\x94\x91").repeated(1024);
    QTest::newRow("1024 characters that need escapes") << QByteArray(1024, '\x01');
  }
  void aPasswordArrivesByteForByte() {
    QFETCH(QByteArray, password);
    const platform::Secret body =
        encodeCommand(SetPassword{platform::Secret({password.constData(), std::size_t(password.size())})});
    const auto decoded = decodeSetPassword(bytes(body));
    QVERIFY(decoded.has_value());
    QCOMPARE(bytes(decoded->password), password);
  }
  void anAnswerIsNotMoreThanItsQuestionAndItself() {
    const auto answer = decodeSubmitAnswers(R"({"answers":[{"question":"a","answer":"b","verified":true}]})");
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ProblemKind::UnknownField);
    QCOMPARE(answer.error().field, QStringLiteral("/answers/0/verified"));
  }
  void aMegabyteOfAnswersIsRefused() {
    const QByteArray body =
        "{\"answers\":[{\"question\":\"a\",\"answer\":\"" + QByteArray(1024 * 1024, 'x') + "\"}]}";
    QCOMPARE(decodeSubmitAnswers(body).error().kind, ProblemKind::BodyTooLarge);
  }
  void answersArriveAsTheyWereTyped() {
    SubmitAnswers command;
    const QByteArray typed = QByteArray("  \"\xE3\x81\x95\xE3\x81\x8F\xE3\x82\x89\"\\ ");
    command.answers.push_back({QStringLiteral("first-school"), platform::Secret(typed.toStdString())});
    command.answers.push_back({QStringLiteral("first-trip"), platform::Secret(std::string(200, '\x01'))});
    const auto decoded = decodeSubmitAnswers(bytes(encodeCommand(std::move(command))));
    QVERIFY(decoded.has_value());
    QCOMPARE(decoded->answers.size(), std::size_t(2));
    QCOMPARE(bytes(decoded->answers[0].answer), typed);
    QCOMPARE(decoded->answers[1].question, QStringLiteral("first-trip"));
    QCOMPARE(decoded->answers[1].answer.size(), std::size_t(200));
  }
  void aReadHasNoBody() {
    QCOMPARE(decodeCommand(RequestKind::None, "{}").error().kind, ProblemKind::NotFound);
  }
};

QTEST_APPLESS_MAIN(CodecRequestsTest)
#include "codec_requests_test.moc"
