// SPDX-License-Identifier: GPL-3.0-or-later
// "Secure your account": what is written is read again, and what is wrong is named and goes no further.
#include <QTest>

#include "core/protocol/enrolment_codec.h"

using namespace latchkey;
using namespace latchkey::protocol;

namespace {

const QString handle = QStringLiteral("q83vEjRWeJCrze8SNFZ4kA");

QByteArray bytes(const platform::Secret& secret) {
  return {secret.view().data(), qsizetype(secret.size())};
}

/// JSON with single quotes, to be readable here.
QByteArray json(const char* text) {
  return QByteArray(text).replace('\'', '"');
}

struct Body {
  RequestKind kind;
  const char* name;
  QByteArray json;
};

/// One right body for each step, as it is written.
QList<Body> rightBodies() {
  const QByteArray named = "{\"handle\":\"" + handle.toLatin1() + "\"}";
  return {
      {RequestKind::OpenEnrolment, "open",
       json("{'account':'msabc123@outlook.com','language':'ja','password':'Latch-2026'}")},
      {RequestKind::ChooseProof, "proof", named},
      {RequestKind::ResendEnrolCode, "resend", "{}"},
      {RequestKind::SubmitEnrolCode, "code", json("{'code':'123456'}")},
      {RequestKind::SubmitEnrolAnswers, "answers",
       json("{'answers':[{'question':'first-school','answer':'Sakura'},{'question':'trip','answer':'Fuji'}]"
            "}")},
      {RequestKind::SubmitEnrolAssertion, "assertion",
       "{\"credential\":\"AAEC\",\"clientData\":\"AAEC\",\"authenticatorData\":\"" + QByteArray(50, 'A') +
           "\",\"signature\":\"AAECAwQFBgc\"}"},
      {RequestKind::AddMethod, "mail", json("{'kind':'mail','contact':'mika@example.net'}")},
      {RequestKind::AddMethod, "call",
       json("{'kind':'call','contact':'03-1234-5978','region':'JP','extension':'204'}")},
      {RequestKind::AddMethod, "text",
       json("{'kind':'text','contact':'090-1234-5678','replaces':'") + handle.toLatin1() + "\"}"},
      {RequestKind::AddMethod, "authenticator", json("{'kind':'authenticator'}")},
      {RequestKind::AddMethod, "questions", json("{'kind':'questions'}")},
      {RequestKind::AddMethod, "key", json("{'kind':'security-key','label':'blue key'}")},
      {RequestKind::RegisterKey, "register key",
       json("{'credential':'AAEC','publicKey':'") + QByteArray(86, 'A') +
           "\",\"clientData\":\"AAEC\",\"authenticatorData\":\"" + QByteArray(100, 'A') + "\"}"},
      {RequestKind::RemoveMethod, "remove", named},
      {RequestKind::LeaveStep, "back", "{}"},
      {RequestKind::FinishEnrolment, "finish", "{}"},
      {RequestKind::SetEnrolLanguage, "language", json("{'language':'en'}")},
  };
}

RegistrationPolicyView policy() {
  RegistrationPolicyView view;
  view.isMet = true;
  view.wanted = 2;
  view.gatesNeeded = 2;
  view.maySkip = false;
  view.mayAppeal = true;
  view.kinds = {MethodKind::Mail, MethodKind::Authenticator};
  view.questionsAsked = 2;
  view.questions = {{QStringLiteral("first-school"), QStringLiteral("最初の学校は?")},
                    {QStringLiteral("trip"), QStringLiteral("First trip?")}};
  view.countries = {QStringLiteral("JP"), QStringLiteral("DE")};
  view.homeCountry = QStringLiteral("JP");
  return view;
}

EnrolmentView listView() {
  EnrolmentView view;
  view.accountName = QStringLiteral("msabc123@outlook.com");
  view.displayName = QStringLiteral("Haruka Tanaka");
  view.realmName = QStringLiteral("Outlook");
  view.support.name = QStringLiteral("IT help desk");
  view.idleExpiresIn = 900;
  view.expiresIn = 3600;
  view.proofNeeded = true;
  view.provenFor = 30;
  view.strength = Strength::Good;
  view.policy = policy();
  RegisteredMethod mail;
  mail.handle = handle;
  mail.mask = QStringLiteral("ms*****@example.com");
  mail.resetOnly = true;
  mail.byDirectory = true;
  RegisteredMethod app;
  app.handle = handle;
  app.kind = MethodKind::Authenticator;
  app.label = QStringLiteral("phone");
  app.confirmedDaysAgo = 0;
  app.usableIn = 86'400;
  RegisteredMethod number;
  number.handle = handle;
  number.kind = MethodKind::Text;
  number.mask = QStringLiteral("*********32");
  number.problems = {NumberProblem::LeadingZero};
  number.warning = MethodWarning::LockedAccountItself;
  number.confirmedDaysAgo = 12;
  number.proves = false;
  view.methods = {mail, app, number};
  view.news = {{MethodKind::Authenticator, true, 0}, {MethodKind::Mail, false, 3}};
  view.rehearsedDaysAgo = 0;
  view.contactsNotified = 2;
  view.reminder = QStringLiteral("1kQ7pX0aZ3vBp6mXn0v4yQ");
  return view;
}

CodeView codeView() {
  CodeView code;
  code.kind = MethodKind::Text;
  code.mask = QStringLiteral("*********32");
  code.expiresIn = 600;
  code.triesLeft = 5;
  return code;
}

Result<EnrolmentAnswer, Problem> throughTheWire(EnrolmentView view, const char* token = nullptr) {
  EnrolmentAnswer answer{std::move(view), std::nullopt};
  if (token != nullptr) answer.token = platform::Secret(token);
  return decodeEnrolment(bytes(encodeEnrolment(answer)));
}

}  // namespace

class CodecEnrolmentTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void everyStepIsWrittenAsItIsRead_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("body");
    for (const Body& body : rightBodies()) QTest::newRow(body.name) << int(body.kind) << body.json;
  }
  void everyStepIsWrittenAsItIsRead() {
    QFETCH(int, kind);
    QFETCH(QByteArray, body);
    const auto command = decodeEnrolCommand(static_cast<RequestKind>(kind), body);
    QVERIFY2(command.has_value(), command ? "" : qPrintable(command.error().field));
    QCOMPARE(int(requestKindOf(*command)), kind);
    QCOMPARE(bytes(encodeEnrolCommand(*command)), body);
  }
  void whatNobodyAskedForIsRefused_data() { everyStepIsWrittenAsItIsRead_data(); }
  void whatNobodyAskedForIsRefused() {
    QFETCH(int, kind);
    QFETCH(QByteArray, body);
    const QByteArray comma = body == "{}" ? "" : ",";
    const auto command = decodeEnrolCommand(static_cast<RequestKind>(kind),
                                            body.chopped(1) + comma + json("'verified':true}"));
    QVERIFY(!command);
    QCOMPARE(command.error().kind, ProblemKind::UnknownField);
    QCOMPARE(command.error().field, QStringLiteral("/verified"));
  }
  void whatIsNoStepIsNotFound() {
    for (const RequestKind kind : {RequestKind::None, RequestKind::OpenRecovery, RequestKind::CheckNeed})
      QCOMPARE(decodeEnrolCommand(kind, "{}").error().kind, ProblemKind::NotFound);
    for (const Body& body : rightBodies())
      QCOMPARE(decodeCommand(body.kind, body.json).error().kind, ProblemKind::NotFound);
  }

  void namesTheFieldThatIsWrong_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("field");
    RequestKind kind = RequestKind::OpenEnrolment;
    const auto row = [&kind](const char* name, const QByteArray& body, const char* field) {
      QTest::newRow(name) << int(kind) << body << QString::fromLatin1(field);
    };
    row("open: no password", json("{'account':'a','language':'en'}"), "/password");
    row("open: a number", json("{'account':'a','language':'en','password':7}"), "/password");
    row("open: 1025 letters",
        json("{'account':'a','language':'en','password':'") + QByteArray(1025, 'p') + "\"}", "/password");
    row("open: no account", json("{'account':'','language':'en','password':'p'}"), "/account");
    row("open: no language", json("{'account':'a','password':'p'}"), "/language");
    kind = RequestKind::AddMethod;
    row("add: no kind", "{}", "/kind");
    row("add: no such kind", json("{'kind':'pigeon'}"), "/kind");
    row("add: a start code", json("{'kind':'start-code'}"), "/kind");
    row("add: a mail without an address", json("{'kind':'mail'}"), "/contact");
    row("add: an address of two", json("{'kind':'mail','contact':'ab'}"), "/contact");
    row("add: two lines", json("{'kind':'text','contact':'090\\n123'}"), "/contact");
    row("add: an address to an app", json("{'kind':'authenticator','contact':'a@b.c'}"), "/contact");
    row("add: a country of three", json("{'kind':'text','contact':'0901','region':'JPN'}"), "/region");
    row("add: a country in small letters", json("{'kind':'text','contact':'0901','region':'jp'}"), "/region");
    row("add: a country of a mail", json("{'kind':'mail','contact':'a@b.c','region':'JP'}"), "/region");
    row("add: an extension of a text", json("{'kind':'text','contact':'0901','extension':'1'}"),
        "/extension");
    row("add: an extension with letters", json("{'kind':'call','contact':'0301','extension':'2a'}"),
        "/extension");
    row("add: an extension of 17", json("{'kind':'call','contact':'0301','extension':'12345678901234567'}"),
        "/extension");
    row("add: a mail's label", json("{'kind':'mail','contact':'a@b.c','label':'x'}"), "/label");
    row("add: a label of 65", json("{'kind':'security-key','label':'") + QByteArray(65, 'l') + "\"}",
        "/label");
    row("add: replaces what is no handle", json("{'kind':'questions','replaces':'me'}"), "/replaces");
    kind = RequestKind::RegisterKey;
    const auto key = [](const QByteArray& point, const QByteArray& data) {
      return json("{'credential':'AAEC','publicKey':'") + point +
             "\",\"clientData\":\"AAEC\",\"authenticatorData\":\"" + data + "\"}";
    };
    row("key: a point of 63 bytes", key(QByteArray(84, 'A'), QByteArray(100, 'A')), "/publicKey");
    row("key: no attested data", key(QByteArray(86, 'A'), QByteArray(50, 'A')), "/authenticatorData");
    row("key: too much data", key(QByteArray(86, 'A'), QByteArray(2052, 'A')), "/authenticatorData");
    kind = RequestKind::SubmitEnrolCode;
    row("code: letters", json("{'code':'12345a'}"), "/code");
    kind = RequestKind::SubmitEnrolAnswers;
    row("answers: missing", "{}", "/answers");
    row("answers: none", json("{'answers':[]}"), "/answers");
    row("answers: empty", json("{'answers':[{'question':'a','answer':''}]}"), "/answers/0/answer");
    kind = RequestKind::RemoveMethod;
    row("remove: missing", "{}", "/handle");
    kind = RequestKind::ChooseProof;
    row("proof: 23 characters", json("{'handle':'") + QByteArray(23, 'h') + "\"}", "/handle");
    kind = RequestKind::SetEnrolLanguage;
    row("language: no such", json("{'language':'xx'}"), "/language");
  }
  void namesTheFieldThatIsWrong() {
    QFETCH(int, kind);
    QFETCH(QByteArray, body);
    QFETCH(QString, field);
    const auto command = decodeEnrolCommand(static_cast<RequestKind>(kind), body);
    QVERIFY(!command);
    QCOMPARE(command.error().kind, ProblemKind::InvalidField);
    QCOMPARE(command.error().field, field);
  }
  void aPasswordArrivesByteForByte_data() {
    QTest::addColumn<QByteArray>("password");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blanks at the ends") << QByteArray("  two  ");
    QTest::newRow("emoji") << QByteArray("\xF0\x9F\x94\x91 key");
    QTest::newRow("1024 characters that need escapes") << QByteArray(1024, '\x01');
  }
  void aPasswordArrivesByteForByte() {
    QFETCH(QByteArray, password);
    const platform::Secret body = encodeEnrolCommand(
        OpenEnrolment{QStringLiteral("a\"b"), platform::Secret(password.toStdString()), Language::English});
    auto decoded = decodeEnrolCommand(RequestKind::OpenEnrolment, bytes(body));
    QVERIFY(decoded.has_value());
    QCOMPARE(bytes(std::get<OpenEnrolment>(*decoded).password), password);
  }

  void theListComesBackWhole() {
    const EnrolmentView view = listView();
    const auto answer = throughTheWire(listView(), "0123456789abcdef");
    QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().field));
    QVERIFY(answer->token && answer->token->equals(platform::Secret("0123456789abcdef")));
    const EnrolmentView& read = answer->view;
    QCOMPARE(read.stage, EnrolStage::List);
    QCOMPARE(read.accountName, view.accountName);
    QCOMPARE(read.displayName, view.displayName);
    QCOMPARE(read.realmName, view.realmName);
    QCOMPARE(read.support, view.support);
    QCOMPARE(read.expiresIn, 3600);
    QVERIFY(read.proofNeeded);
    QCOMPARE(read.provenFor, 30);
    QCOMPARE(read.methods, view.methods);
    QCOMPARE(read.strength, Strength::Good);
    QCOMPARE(read.policy, view.policy);
    QCOMPARE(read.news, view.news);
    QCOMPARE(read.rehearsedDaysAgo, 0);
    QCOMPARE(read.contactsNotified, 2);
    QCOMPARE(read.reminder, view.reminder);
    QVERIFY(!read.proof && !read.adding);
  }
  void theSecretOfAnAppArrives() {
    EnrolmentView view = listView();
    view.stage = EnrolStage::Code;
    AddingView& adding = view.adding.emplace();
    adding.kind = MethodKind::Authenticator;
    adding.secret = platform::Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    adding.issuer = QStringLiteral("Outlook");
    adding.accountName = view.accountName;
    adding.secretExpiresIn = 600;
    adding.replaces = true;
    const auto answer = throughTheWire(std::move(view));
    QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().field));
    const AddingView& read = *answer->view.adding;
    QVERIFY(read.secret && read.secret->equals(platform::Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")));
    QCOMPARE(read.issuer, QStringLiteral("Outlook"));
    QCOMPARE(read.accountName, QStringLiteral("msabc123@outlook.com"));
    QCOMPARE(read.secretExpiresIn, 600);
    QVERIFY(read.replaces && !read.code);
  }
  void aNumberAndItsCodeComeBack() {
    EnrolmentView view = listView();
    view.stage = EnrolStage::Code;
    AddingView& adding = view.adding.emplace();
    adding.kind = MethodKind::Text;
    adding.dialled = QStringLiteral("+81 90-1234-5678");
    adding.mask = QStringLiteral("*********78");
    adding.problems = {NumberProblem::CannotText};
    adding.warning = MethodWarning::LockedAccountItself;
    adding.code = codeView();
    const auto answer = throughTheWire(std::move(view));
    QVERIFY(answer.has_value());
    const AddingView& read = *answer->view.adding;
    QCOMPARE(read.dialled, QStringLiteral("+81 90-1234-5678"));
    QCOMPARE(read.mask, QStringLiteral("*********78"));
    QCOMPARE(read.problems, QList<NumberProblem>{NumberProblem::CannotText});
    QCOMPARE(read.warning, MethodWarning::LockedAccountItself);
    QCOMPARE(*read.code, codeView());
  }
  void whatAKeyIsMadeOfComesBack() {
    EnrolmentView view = listView();
    view.stage = EnrolStage::Key;
    AddingView& adding = view.adding.emplace();
    adding.kind = MethodKind::SecurityKey;
    adding.rpId = QStringLiteral("recovery.example.com");
    adding.challenge = QByteArray(32, '\x01');
    adding.userId = QByteArray(32, '\x02');
    adding.credentials = {QByteArray("one"), QByteArray(1023, 'c')};
    adding.verifiesPerson = true;
    const auto answer = throughTheWire(std::move(view));
    QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().field));
    const AddingView& read = *answer->view.adding;
    QCOMPARE(read.rpId, QStringLiteral("recovery.example.com"));
    QCOMPARE(read.challenge, QByteArray(32, '\x01'));
    QCOMPARE(read.userId, QByteArray(32, '\x02'));
    QCOMPARE(read.credentials, (QList<QByteArray>{QByteArray("one"), QByteArray(1023, 'c')}));
    QVERIFY(read.verifiesPerson);
  }
  void theProofComesBack() {
    EnrolmentView view = listView();
    view.stage = EnrolStage::Questions;
    FreshProofView& proof = view.proof.emplace();
    proof.handle = handle;
    proof.kind = MethodKind::Questions;
    proof.questions = QuestionsView{{{QStringLiteral("trip"), QStringLiteral("First trip?")}}, 4};
    proof.triesLeft = 4;
    const auto answer = throughTheWire(std::move(view));
    QVERIFY(answer.has_value());
    QCOMPARE(answer->view.proof->questions,
             (QuestionsView{{{QStringLiteral("trip"), QStringLiteral("First trip?")}}, 4}));
    QCOMPARE(answer->view.proof->kind, MethodKind::Questions);
    QCOMPARE(answer->view.proof->triesLeft, 4);
  }

  void anAnswerWithAGapIsNone_data() {
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("field");
    const auto row = [](const char* name, const char* from, const char* to, const char* field) {
      QTest::newRow(name) << json(from) << json(to) << QString::fromLatin1(field);
    };
    row("a stage that asks for nothing", "'stage':'list'", "'stage':'code'", "/enrolment/proof");
    row("no such stage", "'stage':'list'", "'stage':'paused'", "/enrolment/stage");
    row("no policy", "'policy'", "'polity'", "/enrolment/policy");
    row("no kinds", "'kinds'", "'kings'", "/enrolment/policy/kinds");
    row("no handle", handle.toLatin1().constData(), "short", "/enrolment/methods/0/handle");
    row("null", "'proofNeeded':true", "'proofNeeded':null", "/enrolment/proofNeeded");
    row("a day before today", "'daysAgo':3", "'daysAgo':-3", "/enrolment/news/1/daysAgo");
    row("a reminder that is none", "1kQ7pX0aZ3vBp6mXn0v4yQ", "1kQ7 X0aZ3vBp6mXn0v4yQ", "/enrolment/reminder");
  }
  void anAnswerWithAGapIsNone() {
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, field);
    QByteArray body = bytes(encodeEnrolment({listView(), std::nullopt}));
    QVERIFY(body.contains(from));
    const auto answer = decodeEnrolment(body.replace(from, to));
    QVERIFY(!answer);
    QCOMPARE(answer.error().field, field);
  }
  void aSecretThatIsNoBase32IsRefused() {
    EnrolmentView view = listView();
    view.stage = EnrolStage::Code;
    view.adding.emplace().kind = MethodKind::Authenticator;
    view.adding->secret = platform::Secret("gezdgnbvgy3tqojqgezdgnbv");
    QCOMPARE(throughTheWire(std::move(view)).error().field, QStringLiteral("/enrolment/adding/secret"));
  }
  void wordsOfANewerServiceAreNoFault() {
    QByteArray body = bytes(encodeEnrolment({listView(), std::nullopt}));
    body.replace(json("'strength':'good'"), json("'strength':'superb'"));
    body.replace(json("'kind':'text'"), json("'kind':'pigeon'"));
    body.replace(json("'kinds':['mail'"), json("'kinds':['pigeon','mail'"));
    body.replace(json("{'enrolment':{"), json("{'weather':'fine','enrolment':{'mood':7,"));
    const auto answer = decodeEnrolment(body);
    QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().field));
    QCOMPARE(answer->view.strength, Strength::Fragile);
    QCOMPARE(answer->view.methods.size(), 2);
    QCOMPARE(answer->view.policy.kinds, policy().kinds);
  }

  void theNeedComesBack() {
    for (const bool isNeeded : {false, true}) {
      const auto need = decodeNeed(encodeNeed({isNeeded, !isNeeded}));
      QVERIFY(need.has_value());
      QCOMPARE(need->isNeeded, isNeeded);
      QCOMPARE(need->maySkip, !isNeeded);
    }
    QCOMPARE(decodeNeed(json("{'need':{'isNeeded':true}}")).error().field, QStringLiteral("/need/maySkip"));
  }
  void theQuestionForItComesBack() {
    const auto check = decodeCheckNeed(encodeCheckNeed({QStringLiteral("a@b.c"), QString(22, u'r')}));
    QVERIFY(check.has_value());
    QCOMPARE(check->account, QStringLiteral("a@b.c"));
    QCOMPARE(check->reminder, QString(22, u'r'));
    QCOMPARE(decodeCheckNeed(json("{'account':'a@b.c'}")).error().field, QStringLiteral("/reminder"));
    QCOMPARE(decodeCheckNeed(json("{'account':'a@b.c','reminder':'0123456789abcdef','password':'x'}"))
                 .error()
                 .kind,
             ProblemKind::UnknownField);
  }
};

QTEST_APPLESS_MAIN(CodecEnrolmentTest)
#include "codec_enrolment_test.moc"
