// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts and those that only seem to be: the same script for both, step by step, through the real handler,
// embedded directory and database. What comes back and what was done must be the same (A17, A18).
#include "tests/service/http/twin_script.h"

namespace latchkey::service::http {

class TwinsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void anAppealLooksTheSame_data() { addKinds(); }
  void anAppealLooksTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    begin(pair);
    pair.real.address = QStringLiteral("xa.one@example.net");
    pair.seeming.address = QStringLiteral("xa.two@example.net");
    pair.both("address", [](Side& side) {
      return side.caller.post("/v1/recovery/appeal/contact", steps::member("contact", side.address));
    });
    look(pair);
    miss(pair);
    QMap<QString, QString> codes;
    pair.service.desk.clock.advance(minute);
    pair.both("resend", [&](Side& side) {
      const Answer answer = side.caller.post("/v1/recovery/resend");
      codes.insert(side.account, pair.service.desk.lastCode());
      return answer;
    });
    pair.both("code", [&](Side& side) { return steps::submit(side.caller, codes.value(side.account)); });
    QCOMPARE(pair.real.last.stage(), QStringLiteral("appeal-form"));
    pair.both("form", [](Side& side) {
      return side.caller.post("/v1/recovery/appeal",
                              {{QStringLiteral("names"), QStringLiteral("Mika Sato")},
                               {QStringLiteral("passwords"),
                                QJsonArray{QStringLiteral("tall-Oak-39"), QStringLiteral("tall-Elm-40")}},
                               {QStringLiteral("contacts"), QJsonArray{QStringLiteral("090-1111-2222")}}});
    });
    QCOMPARE(pair.real.last.stage(), QStringLiteral("appealed"));
    look(pair);
    // Both wait for their review, and it is shown which of them can be approved.
    QCOMPARE(pair.service.desk.count("appeals WHERE state = 1"), 2);
  }

  void aRehearsalLooksTheSame_data() { addKinds(); }
  void aRehearsalLooksTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    pair.both("open", [](Side& side) {
      return steps::open(side.caller, side.account, QStringLiteral("forgot-password"), {}, true);
    });
    pair.both("work", [](Side& side) { return steps::askForWork(side.caller); });
    pair.both("answer", [](Side& side) {
      return side.caller.post("/v1/recovery/challenge/answer", steps::rightAnswer(side.last));
    });
    QVERIFY(pair.real.last.recovery().value(QLatin1String("rehearsal")).toBool());
    look(pair);
    askAdministrators(pair);  // refused to both
    QCOMPARE(pair.administratorMails(), 0);
    choose(pair, "mail");
    confirm(pair, pair.entry);
    QCOMPARE(pair.personalMessages(), 1);
    look(pair);
    miss(pair);
  }

  void theSameScriptLooksTheSame_data() { addKinds(); }
  void theSameScriptLooksTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    pair.both("open", [](Side& side) { return steps::open(side.caller, side.account); });
    pair.both("picture", [](Side& side) {
      return side.caller.post("/v1/recovery/challenge", steps::member("kind", QStringLiteral("picture")));
    });
    pair.both("wrong answer", [](Side& side) {
      const QJsonObject challenge = side.last.recovery().value(QLatin1String("challenge")).toObject();
      return side.caller.post("/v1/recovery/challenge/answer",
                              {{QStringLiteral("id"), challenge.value(QLatin1String("id"))},
                               {QStringLiteral("text"), QStringLiteral("no")}});
    });
    begin(pair);
    // Only the journal knows which of the two is not what it seems.
    QCOMPARE(pair.service.desk.count("journal WHERE event = 'not-possible'"), 1);
    look(pair);
    pair.both("no such handle", [](Side& side) {
      return side.caller.post("/v1/recovery/method", steps::member("handle", QString(22, u'x')));
    });
    askAdministrators(pair);
    QCOMPARE(pair.administratorMails(), 2 * 2);
    askAdministrators(pair);  // sent already
    QCOMPARE(pair.administratorMails(), 2 * 2);
    choose(pair, "mail");
    askAdministrators(pair);
    confirm(pair, QStringLiteral("@"));
    confirm(pair, QStringLiteral("somebody"));
    look(pair);
    confirm(pair, pair.entry);
    QVERIFY(pair.personalMessages() == 1);
    resend(pair);
    miss(pair);
    pair.service.desk.clock.advance(5'000);
    look(pair);
    pair.service.desk.clock.advance(minute);
    resend(pair);
    QVERIFY(pair.personalMessages() == 2);
    for (int i = 0; i < 6; ++i) {
      miss(pair);
      resend(pair);
      pair.service.desk.clock.advance(minute);
    }
    look(pair);
    if (!pair.digits.isEmpty()) {
      choose(pair, "call");
      confirm(pair, pair.digits);
      for (int i = 0; i < 6; ++i) miss(pair);
    }
    look(pair);
    pair.both("language", [](Side& side) {
      return side.caller.post("/v1/recovery/language", steps::member("language", QStringLiteral("ja")));
    });
    pair.both("cancel", [](Side& side) { return side.caller.post("/v1/recovery/cancel"); });
    look(pair);
    QCOMPARE(pair.service.desk
                 .ask(QStringLiteral(
                          "SELECT COUNT(*) FROM messages WHERE recipient <> '' AND "
                          "recipient NOT IN ('it@example.com', 'boss@example.com') AND recovery_id NOT IN "
                          "(SELECT id FROM recoveries WHERE account_key = '%1')")
                          .arg(realName))
                 .toInt(),
             0);
  }

  /// Whoever overhears a receipt learns nothing of the account by it.
  void aReceiptThatLeadsSomewhereLooksLikeOneThatDoesNot_data() { addKinds(); }
  void aReceiptThatLeadsSomewhereLooksLikeOneThatDoesNot() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    Side owner{pair.service.caller("192.0.2.9"), realName, {}};
    const Answer opened = steps::open(owner.caller, realName);
    const QString receipt = opened.recovery().value(QLatin1String("receipt")).toString();
    QVERIFY(!receipt.isEmpty());
    pair.service.desk.clock.advance(1000);
    pair.both("open", [&](Side& side) {
      const bool isReal = side.account == realName;
      return steps::open(side.caller, side.account, QStringLiteral("forgot-password"),
                         isReal ? receipt : QStringLiteral("222-222"));
    });
    pair.both("work", [](Side& side) { return steps::askForWork(side.caller); });
    pair.both("answer", [](Side& side) {
      return side.caller.post("/v1/recovery/challenge/answer", steps::rightAnswer(side.last));
    });
    choose(pair, "mail");
    confirm(pair, pair.entry);
    for (int i = 0; i < 5; ++i) miss(pair);
    look(pair);
    QCOMPARE(owner.caller.get("/v1/recovery").stage(), QStringLiteral("challenge"));
  }

  void questionsLookTheSame_data() { addKinds(); }
  void questionsLookTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind), QuestionsAlone);
    begin(pair);
    choose(pair, "questions");
    QCOMPARE(pair.real.last.stage(), QStringLiteral("questions"));
    look(pair);
    answer(pair, QStringLiteral("Sakura"));
    QCOMPARE(pair.real.last.problem(), QStringLiteral("answers-wrong"));
    answer(pair, QStringLiteral("ab"));  // can be no answer
    pair.both("too few answers", [](Side& side) {
      return side.caller.post(
          "/v1/recovery/answers",
          steps::member("answers",
                        QJsonArray{QJsonObject{{QStringLiteral("question"), QStringLiteral("alpha")},
                                               {QStringLiteral("answer"), QStringLiteral("Sakura")}}}));
    });
    QCOMPARE(pair.real.last.problem(), QStringLiteral("invalid-field"));
    pair.both("language", [](Side& side) {
      return side.caller.post("/v1/recovery/language", steps::member("language", QStringLiteral("ja")));
    });
    for (int i = 0; i < 4; ++i) answer(pair, QStringLiteral("Sakura %1").arg(i));
    look(pair);
    pair.restart();
    begin(pair);
    choose(pair, "questions");
    answer(pair, QStringLiteral("Sakura"));
    pair.service.desk.clock.advance(10 * minute);
    answer(pair, QStringLiteral("Sakura"));
  }

  void authenticatorsLookTheSame_data() { addKinds(); }
  void authenticatorsLookTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind), AuthenticatorAlone);
    begin(pair);
    choose(pair, "authenticator");
    QCOMPARE(pair.real.last.stage(), QStringLiteral("code"));
    look(pair);
    for (int i = 0; i < 6; ++i) miss(pair);  // five end it
    look(pair);
  }

  void twoGatesLookTheSame_data() { addKinds(); }
  void twoGatesLookTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind), Everything, 2);
    begin(pair);
    QCOMPARE(pair.real.last.recovery().value(QLatin1String("gatesNeeded")).toInt(), 2);
    choose(pair, "mail");
    confirm(pair, pair.entry);
    miss(pair);
    pair.service.desk.clock.advance(minute);
    resend(pair);
    look(pair);
  }

  void keysLookTheSame_data() { addKinds(); }
  void keysLookTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind), KeysAlone);
    for (int recovery = 0; recovery < 2; ++recovery) {
      begin(pair);
      choose(pair, "security-key");
      QCOMPARE(pair.real.last.stage(), QStringLiteral("security-key"));
      for (int i = 0; i < 3; ++i) {
        look(pair);
        pair.both("a key of nobody's", [](Side& side) {
          return side.caller.post("/v1/recovery/assertion",
                                  steps::touchOf(side.last, strangeKeyFor(side.last)));
        });
        QCOMPARE(pair.real.last.problem(), QStringLiteral("key-refused"));
        pair.service.desk.clock.advance(2 * minute);
      }
      pair.restart();
    }
    begin(pair);
    choose(pair, "security-key");
    QCOMPARE(pair.real.last.stage(), QStringLiteral("security-key"));
  }

  void startCodesLookTheSame_data() { addKinds(); }
  void startCodesLookTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    pair.service.desk.policy.realms[0].factors.append(domain::MethodKind::StartCode);
    pair.restart();
    const QString first = QStringLiteral("never-had-password");
    for (int recovery = 0; recovery < 3; ++recovery) {
      pair.real.caller = pair.service.caller("198.51.100." + QByteArray::number(recovery));
      pair.seeming.caller = pair.service.caller("203.0.113." + QByteArray::number(recovery));
      begin(pair, first);
      if (recovery == 2) break;
      choose(pair, "start-code");
      QCOMPARE(pair.real.last.stage(), QStringLiteral("code"));
      look(pair);
      for (int i = 0; i < 6; ++i) {
        pair.both("start code",
                  [](Side& side) { return steps::submit(side.caller, QStringLiteral("123456789012")); });
      }
    }
    choose(pair, "start-code");
    QCOMPARE(pair.real.last.problem(), QStringLiteral("too-many-tries"));
  }

  void throttlingBeginsAtTheSameMoment_data() { addKinds(); }
  void throttlingBeginsAtTheSameMoment() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    // Recoveries after one another: waits of one source, from the fourth on other sources, the lock of the
    // factor, then the cap on openings.
    for (int recovery = 0; recovery < 8; ++recovery) {
      if (recovery >= 3) {
        pair.real.caller = pair.service.caller("198.51.100." + QByteArray::number(recovery));
        pair.seeming.caller = pair.service.caller("203.0.113." + QByteArray::number(recovery));
      }
      begin(pair);
      choose(pair, "mail");
      confirm(pair, pair.entry);
      for (int i = 0; i < 6; ++i) {
        miss(pair);
        if (i % 2 == 1) pair.service.desk.clock.advance(minute);
      }
    }
    const auto locked = [&](const QString& name) {
      return pair.service.desk
          .ask(QStringLiteral("SELECT locked_until FROM locks WHERE scope LIKE 'miss:%:") + name + u'\'')
          .toLongLong();
    };
    QVERIFY(locked(realName) > 0);
    QCOMPARE(locked(seemingName), locked(realName));
    for (int more = 0; more < 6; ++more) {
      pair.both("open", [](Side& side) { return steps::open(side.caller, side.account); });
    }
    QCOMPARE(pair.real.last.status(), 429);
    pair.service.desk.clock.advance(60 * minute);
    begin(pair);
    choose(pair, "mail");
    QCOMPARE(pair.real.last.problem(), QStringLiteral("too-many-tries"));
  }

  void aSpentBudgetLooksTheSame_data() { addKinds(); }
  void aSpentBudgetLooksTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    pair.service.desk.policy.realms[0].phones.textsPerHour = 1;
    pair.restart();
    begin(pair);
    choose(pair, "call");
    confirm(pair, pair.digits);
    for (int i = 0; i < 3; ++i) {
      pair.service.desk.clock.advance(minute);
      resend(pair);
    }
    // The alarm, once; that of the twin goes to nobody.
    QCOMPARE(pair.administratorMails(), 2);
    QCOMPARE(pair.personalMessages(), 1);
  }

  void administratorsAreWrittenToAsOften_data() { addKinds(); }
  void administratorsAreWrittenToAsOften() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    for (int recovery = 0; recovery < 5; ++recovery) {
      begin(pair);
      askAdministrators(pair);
      QCOMPARE(pair.real.last.problem(), recovery < 3 ? QString() : QStringLiteral("rate-limited"));
      pair.service.desk.clock.advance(minute);
    }
    QCOMPARE(pair.administratorMails(), 3 * 2 * 2);
    look(pair);
  }

  void contactsThatOnlySeemStayTheSameOverARestart_data() { addKinds(); }
  void contactsThatOnlySeemStayTheSameOverARestart() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    begin(pair);
    const QString before = shapeOf(pair.seeming.last.recovery().value(QLatin1String("methods")));
    pair.restart();
    look(pair);
    QCOMPARE(shapeOf(pair.seeming.last.recovery().value(QLatin1String("methods"))), before);
    begin(pair);
    QCOMPARE(shapeOf(pair.seeming.last.recovery().value(QLatin1String("methods"))), before);
  }
};

}  // namespace latchkey::service::http

QTEST_GUILESS_MAIN(latchkey::service::http::TwinsTest)
#include "twins_test.moc"
