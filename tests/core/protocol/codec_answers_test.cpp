// SPDX-License-Identifier: GPL-3.0-or-later
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "core/protocol/codec.h"
#include "core/protocol/limits.h"
#include "core/protocol/names.h"

using namespace latchkey;
using namespace latchkey::protocol;

namespace {

QString handleOf(char letter) {
  return QString(22, QLatin1Char(letter));
}
QByteArray bytes(const platform::Secret& secret) {
  return {secret.view().data(), qsizetype(secret.size())};
}

/// A view with every member set, so that nothing is lost on the way unseen.
RecoveryView fullView() {
  RecoveryView view;
  view.stage = Stage::Code;
  view.receipt = QStringLiteral("7Q4-K2M");
  view.accountName = QStringLiteral("msabc123@outlook.com");
  view.realmName = QStringLiteral("\u4F8B\u306E\u4F1A\u793E");
  view.support = {QStringLiteral("IT help desk"), QStringLiteral("help@example.com"),
                  QStringLiteral("03-1234-0000"), QStringLiteral("9:00 to 17:00")};
  view.gatesPassed = 1;
  view.gatesNeeded = 2;
  view.idleExpiresIn = 900;
  view.expiresIn = 3600;
  view.discloses = true;
  view.ending = Ending::TooManyTries;
  view.retryIn = 60;
  view.administrator = AdministratorContact::Sent;
  view.challenge = ChallengeView{QStringLiteral("Chal_1-x"), ChallengeKind::Work, 300,
                                 QByteArray("\x00\x01\xFE\xFF 1234567890\x7F", 16), 20};
  view.methods = {{handleOf('a'), MethodKind::Mail, QStringLiteral("ms*****@outlook.com"),
                   MethodWarning::LockedAccountItself},
                  {handleOf('b'), MethodKind::Authenticator, {}, MethodWarning::None}};
  view.chosenHandle = handleOf('a');
  view.code = CodeView{
      MethodKind::Call,         QStringLiteral("********78"), QStringLiteral("5978"), 7, 600, 60, 4, 3,
      DeliveryState::HandedOver};
  view.code->sender = QStringLiteral("no-reply@example.com");
  view.code->news = DeliveryNews{DeliveryStanding::Refused, DeliveryFault::CannotText};
  view.code->problems = {NumberProblem::LeadingZero, NumberProblem::CannotText};
  view.securityKey =
      SecurityKeyView{QStringLiteral("r.example.com"), QByteArray(32, 'c'), {"first", "second"}, true, 3};
  view.questions = QuestionsView{{{QStringLiteral("first-school"), QStringLiteral("Which school?")},
                                  {QStringLiteral("first-trip"), QStringLiteral("\u3069\u3053\u3078")}},
                                 4};
  view.passwordRules = PasswordRulesView{15, 64, 0, false, false, true, {QStringLiteral("Contoso")}};
  view.displayName = QStringLiteral("Alain C");
  view.signInUrl = QUrl(QStringLiteral("https://login.example.com/a%20b?x=1"));
  view.lock = AccountLock::Locked;
  view.outcome = Outcome::Rehearsed;
  view.contactsNotified = 3;
  view.contacts = {QStringLiteral("ms*****@outlook.com"), QStringLiteral("********78")};
  view.signInsEndIn = 36000;
  view.accountKind = AccountKind::Domain;
  view.signIn = SignInResult::MustChange;
  view.signInTriesLeft = 2;
  view.freshProof = true;
  view.continuation = Continuation::Continued;
  view.appeal = AppealView{{MethodKind::Mail},
                           QStringLiteral("mi*****@example.net"),
                           {{QStringLiteral("staff-number"), QStringLiteral("Staff number"), 16}},
                           86400,
                           172800};
  view.byAppeal = true;
  view.rehearsal = true;
  view.provenBy = {{QString(22, u'p'), MethodKind::Mail, QStringLiteral("ms*****@outlook.com"),
                    MethodWarning::LockedAccountItself},
                   {QString(22, u'q'), MethodKind::Questions, {}, {}}};
  view.realmFactors = {MethodKind::Questions, MethodKind::Authenticator};
  return view;
}

QJsonObject json(const QByteArray& text) {
  return QJsonDocument::fromJson(text).object();
}
QByteArray text(const QJsonObject& object) {
  return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

/// Sets (or, with Undefined, takes out) the value at a path like "recovery/code/digits" or
/// "…/methods/0/kind".
QJsonValue changed(const QJsonValue& in, QStringList path, const QJsonValue& value) {
  if (path.isEmpty()) return value;
  const QString step = path.takeFirst();
  if (in.isArray()) {
    QJsonArray array = in.toArray();
    array[step.toInt()] = changed(array[step.toInt()], path, value);
    return array;
  }
  QJsonObject object = in.toObject();
  const QJsonValue inner = changed(object.value(step), path, value);
  if (inner.isUndefined()) {
    object.remove(step);
  } else {
    object[step] = inner;
  }
  return object;
}
QByteArray changed(const QByteArray& body, const char* path, const QJsonValue& value) {
  return text(
      changed(json(body), QString::fromLatin1(path).split(QLatin1Char('/'), Qt::SkipEmptyParts), value)
          .toObject());
}

QString letters(int count) {
  return QString(count, QLatin1Char('x'));
}

}  // namespace

class CodecAnswersTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aFullViewSurvivesTheWire() {
    const auto answer = decodeAnswer(encodeView(fullView()));
    QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().field));
    QCOMPARE(answer->view, fullView());
    QVERIFY(!answer->token);
  }
  void aBareViewSurvivesTheWireAndNamesNothingEmpty() {
    RecoveryView view;
    view.receipt = QStringLiteral("7Q4-K2M");
    const QByteArray body = encodeView(view);
    const auto answer = decodeAnswer(body);
    QVERIFY2(answer.has_value(), answer ? "" : qPrintable(answer.error().field));
    QCOMPARE(answer->view, view);
    QVERIFY(!body.contains("null"));
    QCOMPARE(json(body)[QStringLiteral("recovery")].toObject().keys().size(), 10);
  }
  void everyStageSurvivesTheWire() {
    for (int i = 0; i <= int(Stage::Ended); ++i) {
      RecoveryView view = fullView();
      view.stage = static_cast<Stage>(i);
      const auto answer = decodeAnswer(encodeView(view));
      QVERIFY(answer.has_value());
      QCOMPARE(answer->view, view);
    }
  }
  void theTokenTravelsBesideTheView() {
    RecoveryAnswer answer{fullView(), platform::Secret("rec123.MAC_-aZ09~+/==")};
    const QByteArray body = bytes(encodeAnswer(answer));
    const auto decoded = decodeAnswer(body);
    QVERIFY2(decoded.has_value(), decoded ? "" : qPrintable(decoded.error().field));
    QCOMPARE(decoded->view, answer.view);
    QVERIFY(decoded->token && decoded->token->equals(*answer.token));
    answer.token.reset();
    QCOMPARE(bytes(encodeAnswer(answer)), encodeView(answer.view));
  }

  void skipsWhatANewerServiceAdds_data() {
    QTest::addColumn<QString>("path");
    for (const char* path :
         {"news", "recovery/pairing", "recovery/support/chat", "recovery/code/channel",
          "recovery/challenge/hint", "recovery/questions/hint", "recovery/questions/asked/0/kind",
          "recovery/passwordRules/refuseEmoji", "recovery/methods/0/country", "recovery/appeal/fee",
          "recovery/appeal/fields/0/hint"})
      QTest::newRow(path) << QString::fromLatin1(path);
  }
  void skipsWhatANewerServiceAdds() {
    QFETCH(QString, path);
    const QJsonArray news = {1, QJsonObject{{QStringLiteral("a"), QJsonValue::Null}}};
    const auto answer = decodeAnswer(changed(encodeView(fullView()), path.toLatin1().constData(), news));
    QVERIFY(answer.has_value());
    QCOMPARE(answer->view, fullView());
  }
  void leavesOutAFactorThatItDoesNotKnow() {
    const auto answer = decodeAnswer(
        changed(encodeView(fullView()), "recovery/methods/0/kind", QStringLiteral("palm-reading")));
    QVERIFY(answer.has_value());
    QCOMPARE(answer->view.methods.size(), 1);
    QCOMPARE(answer->view.methods.first().handle, handleOf('b'));
  }

  void everyMemberHasAType_data() {
    QTest::addColumn<QString>("path");
    const QJsonObject root = json(encodeView(fullView()));
    QStringList paths;
    collect(root, {}, paths);
    QVERIFY(paths.size() > 50);
    for (const QString& path : paths) QTest::newRow(qPrintable(path)) << path;
  }
  void everyMemberHasAType() {
    QFETCH(QString, path);
    const QByteArray body = encodeView(fullView());
    const QByteArray where = path.toLatin1();
    int accepted = 0;
    // One of these is the right type at most, and none of them the right value.
    for (const QJsonValue& wrong :
         {QJsonValue(QJsonValue::Null), QJsonValue(QStringLiteral("\u0007")), QJsonValue(-1), QJsonValue(1.5),
          QJsonValue(QJsonObject()), QJsonValue(QJsonArray{7}), QJsonValue(true)}) {
      const auto answer = decodeAnswer(changed(body, where.constData(), wrong));
      if (answer) {
        ++accepted;
        continue;
      }
      QCOMPARE(answer.error().kind, ProblemKind::InvalidField);
      QVERIFY2(answer.error().field.startsWith(path), qPrintable(answer.error().field));
    }
    // A boolean is right as true; a free text may hold a control character, which the label shows;
    // an object without required members may be empty.
    QVERIFY2(accepted <= 1, qPrintable(QString::number(accepted)));
  }

  void sizesAreBounded_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<bool>("good");
    const auto row = [](const char* path, const QJsonValue& value, bool good) {
      QTest::addRow("%s %s", path, good ? "good" : "bad") << QByteArray(path) << value << good;
    };
    const auto size = [&row](const char* path, limits::Range range) {
      row(path, letters(range.most), true);
      row(path, letters(range.most + 1), false);
    };
    const auto number = [&row](const char* path, limits::Range range) {
      row(path, range.most, true);
      row(path, range.most + 1, false);
      QTest::addRow("%s too small", path) << QByteArray(path) << QJsonValue(range.least - 1) << false;
    };
    size("recovery/receipt", limits::receipt);
    size("recovery/accountName", limits::accountName);
    size("recovery/realmName", limits::realmName);
    size("recovery/support/name", limits::supportName);
    size("recovery/support/mail", limits::supportMail);
    size("recovery/support/phone", limits::supportPhone);
    size("recovery/support/hours", limits::supportHours);
    size("recovery/challenge/id", limits::challengeId);
    size("recovery/methods/0/mask", limits::mask);
    size("recovery/code/mask", limits::mask);
    size("recovery/code/shownEntry", limits::entry);
    size("recovery/questions/asked/0/id", limits::questionId);
    size("recovery/questions/asked/1/text", limits::question);
    number("recovery/questions/triesLeft", limits::tries);
    row("recovery/questions/asked/0/text", QString(), false);
    row("recovery/questions/asked/0/id", QStringLiteral("a b"), false);
    row("recovery/questions/asked", QJsonArray(), false);
    row("recovery/questions/asked", QJsonArray::fromVariantList(QVariantList(9, QVariantMap())), false);
    size("recovery/displayName", limits::displayName);
    size("recovery/passwordRules/organisationWords/0", limits::organisationWord);
    number("recovery/gatesPassed", limits::gates);
    number("recovery/gatesNeeded", limits::gates);
    number("recovery/idleExpiresIn", limits::seconds);
    number("recovery/expiresIn", limits::seconds);
    number("recovery/retryIn", limits::seconds);
    number("recovery/challenge/expiresIn", limits::seconds);
    number("recovery/challenge/workBits", limits::workBits);
    number("recovery/code/digits", limits::digits);
    number("recovery/code/triesLeft", limits::tries);
    number("recovery/code/resendIn", limits::seconds);
    number("recovery/passwordRules/minimumLength", limits::passwordLength);
    number("recovery/passwordRules/minimumClasses", limits::passwordClasses);
    number("recovery/contactsNotified", limits::contactsNotified);
    number("recovery/signInTriesLeft", limits::tries);
    number("recovery/signInsEndIn", limits::seconds);
    size("recovery/contacts/0", limits::mask);
    row("recovery/receipt", QString(), false);
    row("recovery/methods/1/handle", letters(23), false);
    row("recovery/chosenHandle", letters(21), false);
    row("recovery/methods", QJsonArray::fromVariantList(QVariantList(33, QVariantMap())), false);
    row("recovery/passwordRules/organisationWords",
        QJsonArray::fromStringList(QStringList(64, QStringLiteral("w"))), true);
    row("recovery/passwordRules/organisationWords",
        QJsonArray::fromStringList(QStringList(65, QStringLiteral("w"))), false);
    row("recovery/challenge/workSeed", QStringLiteral("AAECAwQFBgcICQoLDA0ODw"), true);
    row("recovery/challenge/workSeed", QStringLiteral("AAECAwQFBgcICQoLDA0ODw=="), false);
    row("recovery/challenge/workSeed", QStringLiteral("AAECAwQFBgcICQoLDA0ODx"), false);  // spare bits set
    row("recovery/challenge/workSeed", QStringLiteral("AAECAwQFBgcICQoLDA0O"), false);
    row("recovery/signIn", QStringLiteral("maybe"), true);  // of a newer service
    row("recovery/signIn", QString(), false);
    row("recovery/signIn", 1, false);
    row("recovery/freshProof", QStringLiteral("yes"), false);
    row("recovery/continuation", QStringLiteral("of-a-newer-service"), true);
    row("recovery/continuation", true, false);
    row("recovery/accountKind", QStringLiteral("of-a-newer-service"), true);
    row("recovery/signInUrl", QStringLiteral("http://example.com/"), false);
    row("recovery/signInUrl", QStringLiteral("javascript:alert(1)"), false);
    row("recovery/signInUrl", QStringLiteral("https://a:b@example.com/"), false);
    row("recovery/signInUrl", QStringLiteral("https:///nohost"), false);
    row("recovery/signInUrl", QStringLiteral("https://example.com/ x"), false);
    row("recovery/stage", QStringLiteral("Challenge"), false);
    row("recovery/stage", QStringLiteral("paused"), false);
    row("token", QStringLiteral("rec.0123456789abcdef"), true);
    row("token", QStringLiteral("short"), false);
    row("token", QStringLiteral("rec.0123456789 abcdef"), false);
    row("token", letters(257), false);
  }
  void sizesAreBounded() {
    QFETCH(QByteArray, path);
    QFETCH(QJsonValue, value);
    QFETCH(bool, good);
    const auto answer = decodeAnswer(changed(encodeView(fullView()), path.constData(), value));
    QCOMPARE(answer.has_value(), good);
    if (!good) QVERIFY(answer.error().field.startsWith(QLatin1Char('/') + QString::fromLatin1(path)));
  }

  void requiredMembersAreMissed_data() {
    QTest::addColumn<QByteArray>("path");
    for (const char* path : {"recovery",
                             "recovery/stage",
                             "recovery/receipt",
                             "recovery/accountName",
                             "recovery/realmName",
                             "recovery/support",
                             "recovery/gatesPassed",
                             "recovery/gatesNeeded",
                             "recovery/idleExpiresIn",
                             "recovery/expiresIn",
                             "recovery/discloses",
                             "recovery/code",
                             "recovery/code/kind",
                             "recovery/code/digits",
                             "recovery/code/expiresIn",
                             "recovery/code/resendIn",
                             "recovery/code/resendsLeft",
                             "recovery/code/triesLeft",
                             "recovery/code/delivery",
                             "recovery/code/news/standing",
                             "recovery/questions/asked",
                             "recovery/questions/asked/0/id",
                             "recovery/questions/asked/1/text",
                             "recovery/questions/triesLeft",
                             "recovery/challenge/id",
                             "recovery/challenge/kind",
                             "recovery/challenge/expiresIn",
                             "recovery/challenge/workSeed",
                             "recovery/challenge/workBits",
                             "recovery/methods/0/handle",
                             "recovery/methods/0/kind",
                             "recovery/passwordRules/minimumLength",
                             "recovery/passwordRules/maximumLength",
                             "recovery/passwordRules/minimumClasses",
                             "recovery/passwordRules/asciiOnly",
                             "recovery/passwordRules/refuseCommon",
                             "recovery/passwordRules/refuseNames",
                             "recovery/appeal/contactKinds",
                             "recovery/appeal/reviewedWithin",
                             "recovery/appeal/waitsAtLeast",
                             "recovery/appeal/fields/0/id",
                             "recovery/appeal/fields/0/label"})
      QTest::newRow(path) << QByteArray(path);
  }
  void requiredMembersAreMissed() {
    QFETCH(QByteArray, path);
    const auto answer =
        decodeAnswer(changed(encodeView(fullView()), path.constData(), QJsonValue(QJsonValue::Undefined)));
    QVERIFY(!answer);
    QCOMPARE(answer.error().field, QLatin1Char('/') + QString::fromLatin1(path));
  }
  void aStageHasWhatItsPageNeeds() {
    RecoveryView view;
    view.receipt = QStringLiteral("7Q4-K2M");
    view.stage = Stage::Code;
    QCOMPARE(decodeAnswer(encodeView(view)).error().field, QStringLiteral("/recovery/code"));
    view.stage = Stage::Questions;
    QCOMPARE(decodeAnswer(encodeView(view)).error().field, QStringLiteral("/recovery/questions"));
    view.stage = Stage::SecurityKey;
    QCOMPARE(decodeAnswer(encodeView(view)).error().field, QStringLiteral("/recovery/securityKey"));
    view.stage = Stage::Password;
    QCOMPARE(decodeAnswer(encodeView(view)).error().field, QStringLiteral("/recovery/passwordRules"));
    view.stage = Stage::Ended;
    QCOMPARE(decodeAnswer(encodeView(view)).error().field, QStringLiteral("/recovery/ending"));
    view.stage = Stage::AppealCode;
    QCOMPARE(decodeAnswer(encodeView(view)).error().field, QStringLiteral("/recovery/code"));
    view.code = CodeView();
    for (const Stage stage : {Stage::AppealCode, Stage::AppealForm, Stage::Appealed}) {
      view.stage = stage;
      QCOMPARE(decodeAnswer(encodeView(view)).error().field, QStringLiteral("/recovery/appeal"));
    }
  }

  void wordsOfANewerServiceAreReadAsWhatIsKnown() {
    QByteArray body = encodeView(fullView());
    body.replace("\"too-many-tries\"", "\"full-moon\"")
        .replace("\"sent\"", "\"on-its-way\"")
        .replace("\"must-change\"", "\"half-way\"");
    const auto answer = decodeAnswer(body);
    QVERIFY(answer.has_value());
    QCOMPARE(answer->view.ending, Ending::NotPossible);
    QCOMPARE(answer->view.administrator, AdministratorContact::NotOffered);
    QCOMPARE(answer->view.signIn, SignInResult::Refused);
  }

  void hostileAnswersAreRefused_data() {
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("HTML") << QByteArray("<!doctype html><title>Sign in</title>");
    QTest::newRow("list") << QByteArray("[]");
    QTest::newRow("stage twice")
        << encodeView(fullView()).replace("{\"stage\"", "{\"stage\":\"done\",\"stage\"");
    QTest::newRow("NUL in a text") << encodeView(fullView()).replace("Alain", "Al\\u0000n");
    QTest::newRow("cut") << encodeView(fullView()).chopped(3);
    QTest::newRow("above 1 MiB") << encodeView(fullView()) +
                                        QByteArray(qsizetype(limits::answerBodyBytes), ' ');
  }
  void hostileAnswersAreRefused() {
    QFETCH(QByteArray, body);
    QVERIFY(!decodeAnswer(body));
    QVERIFY(!decodeDiscovery(body));
  }

  void discoverySurvivesTheWire() {
    Discovery discovery;
    discovery.serviceName = QStringLiteral("Contoso \u30D1\u30B9\u30EF\u30FC\u30C9");
    discovery.apiVersion = QStringLiteral("v1");
    discovery.languages = {Language::Japanese, Language::English};
    discovery.challengeKinds = {ChallengeKind::Work, ChallengeKind::Picture};
    discovery.support.name = QStringLiteral("IT help desk");
    const QByteArray body = encodeDiscovery(discovery);
    const auto decoded = decodeDiscovery(body);
    QVERIFY(decoded.has_value());
    QCOMPARE(*decoded, discovery);
    for (const char* member : {"serviceName", "apiVersion", "languages", "challengeKinds", "support"}) {
      for (const QJsonValue& wrong :
           {QJsonValue(QJsonValue::Undefined), QJsonValue(7), QJsonValue(QJsonArray{7})}) {
        const auto refused = decodeDiscovery(changed(body, member, wrong));
        QVERIFY2(!refused, member);
        QVERIFY(refused.error().field.startsWith(QLatin1Char('/') + QString::fromLatin1(member)));
      }
    }
  }
  void discoveryLeavesOutWhatItDoesNotKnow() {
    const auto decoded = decodeDiscovery(
        "{\"serviceName\":\"s\",\"apiVersion\":\"v1\",\"languages\":[\"fr\",\"ja\"],"
        "\"challengeKinds\":[\"riddle\",\"work\"],\"support\":{},\"later\":1}");
    QVERIFY(decoded.has_value());
    QCOMPARE(decoded->languages, QList{Language::Japanese});
    QCOMPARE(decoded->challengeKinds, QList{ChallengeKind::Work});
  }

private:
  static void collect(const QJsonValue& value, const QString& path, QStringList& paths) {
    if (!path.isEmpty()) paths << path;
    const QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
      collect(member.value(), path + QLatin1Char('/') + member.key(), paths);
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i)
      collect(array[i], path + QLatin1Char('/') + QString::number(i), paths);
  }
};

QTEST_APPLESS_MAIN(CodecAnswersTest)
#include "codec_answers_test.moc"
