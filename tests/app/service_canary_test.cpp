// SPDX-License-Identifier: GPL-3.0-or-later
// A40: secrets of a whole run, looked for afterwards in everything that the service wrote, however it is
// spelled. The service is killed, so that nothing is tidied up.
#include <QDirIterator>
#include <QRegularExpression>
#include <QSaveFile>
#include <QTest>

#include "tests/support/configured_service.h"
#include "tests/support/enrollee.h"
#include "tests/support/program_run.h"
#include "tests/support/recovery_steps.h"

namespace latchkey::app {
namespace {

using tests::ConfiguredService;
using tests::RecoveryCaller;
namespace steps = tests::steps;

struct Canary {
  QByteArray name;
  QByteArray secret;
  QByteArray where = {};  ///< the one file of the outbox that it belongs in, by a part of its text
};

QByteArray utf16(const QByteArray& text, bool bigEndian) {
  QByteArray bytes;
  for (const char c : text) bytes += bigEndian ? QByteArray(1, '\0') + c : c + QByteArray(1, '\0');
  return bytes;
}

/// The part of a base64 text that does not depend on what stands before and after.
QByteArray inside(const QByteArray& secret, int before) {
  const QByteArray whole = (QByteArray(before, '\0') + secret).toBase64(QByteArray::OmitTrailingEquals);
  const qsizetype first = (before * 8 + 5) / 6;
  const qsizetype last = (before + secret.size()) * 8 / 6;
  return whole.mid(first, last - first);
}

QMap<QByteArray, QByteArray> spellingsOf(const QByteArray& secret) {
  QMap<QByteArray, QByteArray> all{{"plain", secret},
                                   {"UTF-16 LE", utf16(secret, false)},
                                   {"UTF-16 BE", utf16(secret, true)},
                                   {"hex", secret.toHex()},
                                   {"HEX", secret.toHex().toUpper()},
                                   {"percent", secret.toPercentEncoding({}, secret)}};
  for (int before = 0; before < 3; ++before) {
    const QByteArray text = inside(secret, before);
    all.insert("base64 at " + QByteArray::number(before), text);
    all.insert("base64url at " + QByteArray::number(before),
               QByteArray(text).replace('+', '-').replace('/', '_'));
  }
  return all;
}

QByteArray read(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

}  // namespace

class ServiceCanaryTest : public QObject {
  Q_OBJECT

  QList<Canary> m_canaries;
  qsizetype m_objections = 0;
  QMap<QString, QByteArray> m_written;  ///< by what it is
  QTemporaryDir m_clock;

  /// A recovery by one way, with its secrets.
  void run(const ConfiguredService& service, const QString& account, const QString& kind, const QString& mask,
           const QString& entry, const QByteArray& password) {
    RecoveryCaller caller(service.url(), service.authority());
    QCOMPARE(steps::choose(caller, account, kind, mask).stage(), QStringLiteral("confirm"));
    m_canaries.append(Canary{"first token", caller.token().sliced(23)});
    const qsizetype before = service.process->codes().size();
    QCOMPARE(caller.post("/v1/recovery/confirm", steps::member("entry", entry)).stage(),
             QStringLiteral("code"));
    QTRY_COMPARE_WITH_TIMEOUT(service.process->codes().size(), before + 1, 30'000);
    const QByteArray code = service.process->codes().last().toLatin1();
    m_canaries.append(Canary{"code by " + kind.toLatin1(), code, code});
    QCOMPARE(steps::submit(caller, QString::fromLatin1(code)).stage(), QStringLiteral("password"));
    m_canaries.append(Canary{"second token", caller.token().sliced(23)});
    const QByteArray refused = password + "\xe3\x81\x82";  // not of the alphabet that is allowed
    QCOMPARE(steps::setPassword(caller, QString::fromUtf8(refused)).problem(),
             QStringLiteral("password-refused"));
    QCOMPARE(steps::setPassword(caller, QString::fromLatin1(password)).stage(), QStringLiteral("done"));
    m_canaries.append(Canary{"password", password});
  }

  /// A first password by a code that latchkeyctl prints, once.
  void runByStartCode(const ConfiguredService& service, const QString& account, const QByteArray& password) {
    const auto printed =
        tests::runProgram(QStringLiteral(LATCHKEY_SECOND_PROGRAM),
                          QStringList{QStringLiteral("start-code"), account} + service.arguments());
    QVERIFY2(printed.status == 0, printed.err.constData());
    const QByteArray grouped = printed.out.split('\n').first();
    QCOMPARE(grouped.size(), 15);
    const QByteArray code = QByteArray(grouped).replace(' ', "");
    m_canaries.append({Canary{"start code", code}, Canary{"start code in groups", grouped}});
    RecoveryCaller caller(service.url(), service.authority());
    const auto methods = steps::passChallenge(caller, account, QStringLiteral("never-had-password"));
    const QString handle = steps::handleOf(methods, QStringLiteral("start-code"));
    QCOMPARE(caller.post("/v1/recovery/method", steps::member("handle", handle)).stage(),
             QStringLiteral("code"));
    m_canaries.append(Canary{"first token", caller.token().sliced(23)});
    QCOMPARE(steps::submit(caller, QString::fromLatin1(code)).stage(), QStringLiteral("password"));
    m_canaries.append(Canary{"second token", caller.token().sliced(23)});
    QCOMPARE(steps::setPassword(caller, QString::fromLatin1(password)).stage(), QStringLiteral("done"));
    m_canaries.append(Canary{"first password", password});
  }

  [[nodiscard]] static QByteArray administer(const ConfiguredService& service, const QString& words) {
    const auto done =
        tests::runProgram(QStringLiteral(LATCHKEY_SECOND_PROGRAM), words.split(u' ') + service.arguments());
    return done.status == 0 ? done.out : QByteArray();
  }

  /// For the service, which was told of this file when it started.
  void letPass(qint64 milliseconds) const {
    QSaveFile file(m_clock.filePath(QStringLiteral("passed")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray::number(milliseconds));
    QVERIFY(file.commit());  // at one go: it may look at any moment
  }

  /// An appeal to its approved code, with everything that is said in it.
  void runAppeal(const ConfiguredService& service, const QString& account, const QByteArray& password) {
    for (const char* setting : {"work_bits 8", "appeal.wait 0s", "appeal.wait_with_factors 0s"}) {
      QVERIFY(
          !administer(service, QStringLiteral("policy set consumer ") + QLatin1String(setting)).isEmpty());
    }
    const QByteArray address = "canary.person@elsewhere.example";
    const QByteArray earlier = "Canary-Old-55v";
    const QByteArray place = "Canary Bay 46u";
    const auto mails = [&] {
      QList<QJsonObject> all = service.process->delivered();
      all.removeIf(
          [&](const QJsonObject& mail) { return mail.value(QLatin1String("to")) != QLatin1String(address); });
      return all;
    };
    RecoveryCaller caller(service.url(), service.authority());
    QCOMPARE(steps::passChallenge(caller, account).stage(), QStringLiteral("method"));
    m_canaries.append(Canary{"token of an appeal", caller.token().sliced(23)});
    (void)caller.post("/v1/recovery/appeal/contact", steps::member("contact", QString::fromLatin1(address)));
    QTRY_COMPARE_WITH_TIMEOUT(mails().size(), 1, 30'000);
    const QString code = mails().last().value(QLatin1String("code")).toString();
    m_canaries.append(Canary{"code to the address of an appeal", code.toLatin1(), code.toLatin1()});
    QCOMPARE(steps::submit(caller, code).stage(), QStringLiteral("appeal-form"));
    const auto filed = caller.post("/v1/recovery/appeal",
                                   {{QStringLiteral("places"), QString::fromLatin1(place)},
                                    {QStringLiteral("passwords"), QJsonArray{QString::fromLatin1(earlier)}}});
    QCOMPARE(filed.stage(), QStringLiteral("appealed"));
    m_canaries.append(Canary{"what an appeal says of passwords", earlier});
    m_canaries.append(Canary{"what an appeal says of places", place});
    const QString receipt = filed.recovery().value(QLatin1String("receipt")).toString();
    QVERIFY(administer(service, QStringLiteral("appeals show ") + receipt).contains(place));  // the control
    QVERIFY(!administer(service, QStringLiteral("appeals approve %1 --as boss@contoso.example").arg(receipt))
                 .isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(mails().size(), 2, 30'000);
    static const QRegularExpression link(QStringLiteral("latchkey:approved\\?ticket=([2-9A-Z-]{19})"));
    const QByteArray ticket =
        link.match(mails().last().value(QLatin1String("body")).toString()).captured(1).toLatin1();
    QVERIFY(!ticket.isEmpty());
    m_canaries.append({Canary{"approved code", ticket, ticket},
                       Canary{"approved code without hyphens", QByteArray(ticket).replace('-', "")}});
    RecoveryCaller second(service.url(), service.authority());
    letPass(2 * 60'000);  // between two codes to one address
    const auto opened = second.post("/v1/approvals", {{QStringLiteral("code"), QString::fromLatin1(ticket)},
                                                      {QStringLiteral("language"), QStringLiteral("en")}});
    QCOMPARE(opened.stage(), QStringLiteral("code"));
    m_canaries.append(Canary{"first token", second.token().sliced(23)});
    QTRY_COMPARE_WITH_TIMEOUT(mails().size(), 3, 30'000);
    const QString fresh = mails().last().value(QLatin1String("code")).toString();
    m_canaries.append(Canary{"fresh code of an appeal", fresh.toLatin1(), fresh.toLatin1()});
    QCOMPARE(steps::submit(second, fresh).stage(), QStringLiteral("password"));
    m_canaries.append(Canary{"second token", second.token().sliced(23)});
    QCOMPARE(steps::setPassword(second, QString::fromLatin1(password)).stage(), QStringLiteral("done"));
    m_canaries.append(Canary{"password after an appeal", password});
  }

  /// Somebody who has nothing registers an app, a mailbox and answers.
  void runEnrolment(const ConfiguredService& service, const QString& account, const QByteArray& password) {
    RecoveryCaller caller(service.url(), service.authority());
    const auto signIn = [&](const QByteArray& with) {
      return caller.post("/v1/enrolments", {{QStringLiteral("account"), account},
                                            {QStringLiteral("password"), QString::fromLatin1(with)},
                                            {QStringLiteral("language"), QStringLiteral("en")}});
    };
    const QByteArray wrong = "Canary-Wv-28s";
    QCOMPARE(signIn(wrong).problem(), QStringLiteral("sign-in-refused"));
    m_canaries.append(Canary{"wrong password of a sign-in", wrong});
    const auto viewOf = [](const RecoveryCaller::Answer& answer) {
      return answer.json.value(QLatin1String("enrolment")).toObject();
    };
    QCOMPARE(viewOf(signIn(password)).value(QLatin1String("stage")), QJsonValue(QStringLiteral("list")));
    m_canaries.append(Canary{"token of a sign-in", caller.token().sliced(23)});

    const auto adding =
        viewOf(caller.post("/v1/enrolment/add", steps::member("kind", QStringLiteral("authenticator"))))
            .value(QLatin1String("adding"))
            .toObject();
    const QString shown = adding.value(QLatin1String("secret")).toString();
    QCOMPARE(shown.size(), 32);
    const std::string bytes = tests::Enrollee::bytesOf(shown);
    m_canaries.append({Canary{"secret of an app, as it is shown", shown.toLatin1()},
                       Canary{"secret of an app", QByteArray::fromStdString(bytes)}});
    namespace domain = service::domain;
    const auto digits = domain::totpAt(platform::Secret(bytes),
                                       domain::totpStepOf(QDateTime::currentMSecsSinceEpoch() + 2 * 60'000));
    const QString code = QString::fromLatin1(digits.view().data(), static_cast<qsizetype>(digits.size()));
    const auto isRegistered = [&](const RecoveryCaller::Answer& answer, int methods) {
      const QJsonObject view = viewOf(answer);
      return view.value(QLatin1String("stage")) == QLatin1String("list") &&
             view.value(QLatin1String("methods")).toArray().size() == methods;
    };
    QVERIFY(isRegistered(caller.post("/v1/enrolment/code", steps::member("code", code)), 1));
    m_canaries.append(Canary{"second token of a sign-in", caller.token().sliced(23)});

    const qsizetype before = service.process->codes().size();
    (void)caller.post("/v1/enrolment/add",
                      {{QStringLiteral("kind"), QStringLiteral("mail")},
                       {QStringLiteral("contact"), QStringLiteral("canary.owner@elsewhere.example")}});
    QTRY_COMPARE_WITH_TIMEOUT(service.process->codes().size(), before + 1, 30'000);
    const QString sent = service.process->codes().last();
    m_canaries.append(Canary{"code of a registration", sent.toLatin1(), sent.toLatin1()});
    QVERIFY(isRegistered(caller.post("/v1/enrolment/code", steps::member("code", sent)), 2));

    (void)caller.post("/v1/enrolment/add", steps::member("kind", QStringLiteral("questions")));
    QJsonArray answers;
    for (const char* const id : {"first-school", "childhood-friend", "first-trip"}) {
      const QByteArray answer = QByteArray("canary reef ") + id;
      answers.append(QJsonObject{{QStringLiteral("question"), QString::fromLatin1(id)},
                                 {QStringLiteral("answer"), QString::fromLatin1(answer)}});
      m_canaries.append(Canary{"answer", answer});
    }
    QVERIFY(isRegistered(caller.post("/v1/enrolment/answers", steps::member("answers", answers)), 3));
    QCOMPARE(viewOf(caller.post("/v1/enrolment/finish")).value(QLatin1String("stage")),
             QJsonValue(QStringLiteral("done")));
  }

  /// The codes of "this was not me", which stand in mails and texts.
  void takeObjections(const ConfiguredService& service) {
    static const QRegularExpression code(QStringLiteral("\\b([2-9A-Z]{4}(?:-[2-9A-Z]{4}){3})\\b"));
    const auto delivered = service.process->delivered();
    for (const QJsonObject& message : delivered) {
      const auto match = code.match(message.value(QLatin1String("body")).toString());
      if (!match.hasMatch()) continue;
      const QByteArray found = match.captured(1).toLatin1();
      m_canaries.append(Canary{"code of an objection", found, found});
      ++m_objections;
    }
  }

  /// What administrators and their programs read.
  void takeReports(const ConfiguredService& service, const QString& account) {
    RecoveryCaller watcher(service.url(), service.authority());
    const QByteArray metrics = watcher.get("/metrics").raw.body;
    QVERIFY(metrics.contains("latchkey_recoveries_total{outcome=\"done\"}"));
    m_written.insert(QStringLiteral("metrics"), metrics);
    for (const QString& command :
         {QStringLiteral("accounts list"), QStringLiteral("accounts show ") + account,
          QStringLiteral("why ") + account, QStringLiteral("policy show"), QStringLiteral("audit show"),
          QStringLiteral("audit export ") + service.folder() + QStringLiteral("/export.csv")}) {
      const auto printed = tests::runProgram(QStringLiteral(LATCHKEY_SECOND_PROGRAM),
                                             command.split(u' ') + service.arguments());
      QVERIFY2(!printed.out.isEmpty() && printed.err.isEmpty(), command.toUtf8() + printed.err);
      m_written.insert(command, printed.out);
    }
  }

private Q_SLOTS:
  void initTestCase() {
    letPass(0);
    qputenv("LATCHKEY_CLOCK", m_clock.filePath(QStringLiteral("passed")).toLocal8Bit());
    ConfiguredService service(
        QStringLiteral(LATCHKEY_PROGRAM),
        "[[realm]]\nid = \"workplace\"\nprofile = \"workplace\"\nname = \"Work\"\nwork_bits = 8\n"
        "domains = [\"contoso.example\"]\nadministrators = [\"it@contoso.example\"]\n"
        "[[realm.questions]]\nid = \"first-school\"\nen = \"School?\"\nja = \"学校は?\"\n"
        "[[realm.questions]]\nid = \"childhood-friend\"\nen = \"Friend?\"\nja = \"友達は?\"\n"
        "[[realm.questions]]\nid = \"first-trip\"\nen = \"Trip?\"\nja = \"旅行は?\"\n");
    const QString account = QStringLiteral("msabc123@outlook.com");
    run(service, account, QStringLiteral("mail"), {}, QStringLiteral("msabc123.backup"), "Canary-Pw-91x");
    if (QTest::currentTestFailed()) return;
    run(service, QStringLiteral("textonly@outlook.com"), QStringLiteral("text"), {}, QStringLiteral("5678"),
        "Canary-Qx-82y");
    if (QTest::currentTestFailed()) return;
    run(service, QStringLiteral("landline@outlook.com"), QStringLiteral("call"), {}, QStringLiteral("5611"),
        "Canary-Rz-73z");
    if (QTest::currentTestFailed()) return;
    runByStartCode(service, QStringLiteral("new.starter@contoso.example"), "Canary-Sv-64w");
    if (QTest::currentTestFailed()) return;
    runAppeal(service, QStringLiteral("landline@outlook.com"), "Canary-Tu-37t");
    if (QTest::currentTestFailed()) return;
    runEnrolment(service, QStringLiteral("new.starter@contoso.example"), "Canary-Sv-64w");
    if (QTest::currentTestFailed()) return;
    takeObjections(service);
    // Of the sample accounts, which were written by the service too. (Their notes tell the security answers.)
    m_canaries.append({Canary{"secret of an authenticator", "12345678901234567890"}});
    takeReports(service, account);
    if (QTest::currentTestFailed()) return;
    // What a log must not hold: who it was, and where codes went.
    const qsizetype notices = service.process->delivered().size();
    QVERIFY(notices >= 3);
    service.process->kill();
    const QByteArray log = service.process->errors();
    QVERIFY(log.contains("\"event\":\"request\""));
    m_written.insert(QStringLiteral("log"), log);
    QDirIterator files(service.folder(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
      const QString path = files.next();
      m_written.insert(path.sliced(service.folder().size() + 1), read(path));
    }
  }

  void theSweepSeesWhatThereIs() {
    QVERIFY(m_written.contains(QStringLiteral("latchkey.sqlite")));
    QVERIFY(m_written.value(QStringLiteral("latchkey.sqlite-wal")).size() > 4096);
    // Contacts are in the database, in plain and where they belong.
    QVERIFY(m_written.value(QStringLiteral("latchkey.sqlite")).contains("msabc123.backup@example.com") ||
            m_written.value(QStringLiteral("latchkey.sqlite-wal")).contains("msabc123.backup@example.com"));
    const QByteArray secret = "Canary-Pw-91x";
    for (const QByteArray& lead : {QByteArray(), QByteArray("a"), QByteArray("ab")}) {
      const QByteArray text = (lead + secret + "tail").toBase64();
      const auto spellings = spellingsOf(secret);
      QVERIFY(std::any_of(spellings.begin(), spellings.end(),
                          [&](const QByteArray& spelling) { return text.contains(spelling); }));
    }
  }

  void noSecretIsWrittenAnywhere() {
    QVERIFY(m_objections >=
            4);  // of the mail and the text with a code, and of what told of the new passwords
    QCOMPARE(m_canaries.size(), 37 + m_objections);
    for (const Canary& canary : m_canaries) {
      const auto spellings = spellingsOf(canary.secret);
      for (auto file = m_written.begin(); file != m_written.end(); ++file) {
        // The one message that brought it.
        const bool own = !canary.where.isEmpty() && file.key().startsWith(QLatin1String("outbox/"));
        int found = 0;
        for (auto spelling = spellings.begin(); spelling != spellings.end(); ++spelling) {
          if (!file.value().contains(spelling.value())) continue;
          ++found;
          if (!own) QFAIL(canary.name + " in " + file.key().toUtf8() + ", " + spelling.key());
        }
      }
    }
  }

  void aCodeIsInItsOwnMessageAlone() {
    for (const Canary& canary : m_canaries) {
      if (canary.where.isEmpty()) continue;
      int messages = 0;
      for (auto file = m_written.begin(); file != m_written.end(); ++file) {
        if (file.key().startsWith(QLatin1String("outbox/")) && file.value().contains(canary.secret))
          ++messages;
      }
      QCOMPARE(messages, 1);
    }
  }

  void theLogNamesNobody() {
    const QByteArray log = m_written.value(QStringLiteral("log"));
    for (const char* name : {"msabc123", "textonly", "landline", "new.starter", "example.com", "outlook.com",
                             "canary.person", "elsewhere.example", "5432", "5678", "9876", "+81"}) {
      QVERIFY2(!log.contains(name), name);
    }
  }
};

}  // namespace latchkey::app

QTEST_GUILESS_MAIN(latchkey::app::ServiceCanaryTest)
#include "service_canary_test.moc"
