// SPDX-License-Identifier: GPL-3.0-or-later
// Accounts and those that only seem to be, by each factor until it is locked, and in realms of every kind
// that do not disclose (A17, A18). The twins of twins_test, on the ways beside the main one.
#include "tests/service/http/twin_script.h"

namespace latchkey::service::http {

class FactorTwinsTest : public QObject {
  Q_OBJECT

  /// One try of the factor by nobody who could know.
  static void guess(Pair& pair, Only only) {
    if (only == QuestionsAlone) return answer(pair, QStringLiteral("Sakura"));
    if (only != KeysAlone) return miss(pair);
    look(pair);
    pair.both("a key of nobody's", [](Side& side) {
      return side.caller.post("/v1/recovery/assertion", steps::touchOf(side.last, strangeKeyFor(side.last)));
    });
  }
  static void fromElsewhere(Pair& pair, int number) {
    pair.real.caller = pair.service.caller("198.51.100." + QByteArray::number(number));
    pair.seeming.caller = pair.service.caller("203.0.113." + QByteArray::number(number));
  }
  /// As far as it goes without a proof, and every way out.
  static void walk(Pair& pair) {
    begin(pair);
    QCOMPARE(pair.real.last.stage(), QStringLiteral("method"));
    choose(pair, "mail");
    confirm(pair, QStringLiteral("somebody"));
    confirm(pair, pair.entry);
    QCOMPARE(pair.real.last.stage(), QStringLiteral("code"));
    miss(pair);
    pair.service.desk.clock.advance(minute);
    resend(pair);
    look(pair);
    askAdministrators(pair);
    choose(pair, "text");
    confirm(pair, pair.mobile);
    for (int i = 0; i < 4; ++i) miss(pair);
    look(pair);
    pair.both("address", [](Side& side) {
      return side.caller.post("/v1/recovery/appeal/contact",
                              steps::member("contact", QStringLiteral("mika@example.net")));
    });
    look(pair);
    pair.both("cancel", [](Side& side) { return side.caller.post("/v1/recovery/cancel"); });
    look(pair);
  }

private Q_SLOTS:
  void everyFactorIsGuessedAtAlikeAndLockedAtOneMoment_data() {
    QTest::addColumn<int>("only");
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("kind");
    struct Way {
      Only only;
      const char* word;
    };
    for (const auto& [only, word] : {Way{MailAlone, "mail"}, Way{TextAlone, "text"}, Way{CallAlone, "call"},
                                     Way{AuthenticatorAlone, "authenticator"},
                                     Way{QuestionsAlone, "questions"}, Way{KeysAlone, "security-key"}}) {
      // All kinds for one of them; for the others one that is not there, one that is and one that was.
      for (const auto& [kind, name] : seemingKinds) {
        if (only != TextAlone && kind != Unknown && kind != Contactless && kind != Stopped) continue;
        QTest::addRow("A17, A18: %s, %s", word, name) << int(only) << QByteArray(word) << int(kind);
      }
    }
  }
  void everyFactorIsGuessedAtAlikeAndLockedAtOneMoment() {
    QFETCH(int, only);
    QFETCH(QByteArray, word);
    QFETCH(int, kind);
    const auto alone = static_cast<Only>(only);
    Pair pair(static_cast<Kind>(kind), alone);
    for (int recovery = 0; recovery < 2; ++recovery) {
      fromElsewhere(pair, recovery);
      pair.service.desk.clock.advance(70 * minute);  // of an authenticator's hour
      begin(pair);
      choose(pair, word);
      if (alone == MailAlone) confirm(pair, pair.entry);
      if (alone == TextAlone || alone == CallAlone) {
        confirm(pair, QStringLiteral("0000"));
        confirm(pair, alone == TextAlone ? pair.mobile : pair.digits);
      }
      for (int i = 0; i < 5; ++i) guess(pair, alone);
      look(pair);
      QCOMPARE(pair.real.last.stage(), QStringLiteral("ended"));
    }
    const auto locked = [&](const QString& name) {
      return pair.service.desk
          .ask(QStringLiteral("SELECT locked_until FROM locks WHERE scope LIKE 'miss:%:") + name + u'\'')
          .toLongLong();
    };
    QVERIFY(locked(realName) > 0);
    QCOMPARE(locked(seemingName), locked(realName));
    QCOMPARE(pair.service.desk.count("journal WHERE event = 'factor-locked'"), 2);
    pair.restart();
    fromElsewhere(pair, 9);
    begin(pair);
    choose(pair, word);
    QCOMPARE(pair.real.last.problem(), QStringLiteral("too-many-tries"));
    // A day later it is open for both.
    pair.service.desk.clock.advance(24 * 60 * minute);
    fromElsewhere(pair, 10);
    begin(pair);
    choose(pair, word);
    QCOMPARE(pair.real.last.problem(), QString());
    // Nobody was written to but the real one.
    QCOMPARE(
        pair.service.desk
            .ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE recipient <> '' AND recovery_id NOT IN "
                                "(SELECT id FROM recoveries WHERE account_key = '%1')")
                     .arg(realName))
            .toInt(),
        0);
  }

  void comingBackLooksTheSame_data() { addKinds(); }
  void comingBackLooksTheSame() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind), Everything, 1,
              [](domain::Realm& realm) { realm.limits.resumptions = 3; });
    begin(pair);
    // What each has kept: the token of the opening, which stays the one to come back by.
    const QMap<QString, QByteArray> kept = {{realName, pair.real.caller.token()},
                                            {seemingName, pair.seeming.caller.token()}};
    const auto comeBack = [&] {
      pair.both("come back", [&](Side& side) {
        side.caller.setToken(kept.value(side.account));
        return side.caller.post("/v1/recovery/resume", steps::member("language", QStringLiteral("ja")));
      });
    };
    comeBack();
    QCOMPARE(pair.real.last.stage(), QStringLiteral("method"));
    choose(pair, "mail");
    comeBack();
    QCOMPARE(pair.real.last.stage(), QStringLiteral("confirm"));
    confirm(pair, pair.entry);
    miss(pair);
    comeBack();
    QCOMPARE(pair.real.last.stage(), QStringLiteral("code"));
    miss(pair);
    comeBack();  // once too often
    QCOMPARE(pair.real.last.problem(), QStringLiteral("too-many-tries"));
    look(pair);
    comeBack();
  }

  void whatIsLeftAloneIsOverAtOneMoment_data() { addKinds(); }
  void whatIsLeftAloneIsOverAtOneMoment() {
    QFETCH(int, kind);
    Pair pair(static_cast<Kind>(kind));
    begin(pair);
    choose(pair, "mail");
    pair.service.desk.clock.advance(pair.service.desk.policy.realms[0].limits.idle * qint64(1000) - 1000);
    look(pair);
    QCOMPARE(pair.real.last.stage(), QStringLiteral("confirm"));
    pair.service.desk.clock.advance(1000);
    look(pair);
    QCOMPARE(pair.real.last.problem(), QStringLiteral("unauthorized"));
    confirm(pair, pair.entry);
    QCOMPARE(pair.real.last.problem(), QStringLiteral("unauthorized"));
  }

  /// Those that are recovered, by two proofs, in a realm that asks everybody for as many.
  void privilegedAccountsLookTheSame_data() {
    QTest::addColumn<int>("kind");
    for (const auto& [kind, name] : seemingKinds) {
      if (kind != Privileged) QTest::addRow("A17, A18: %s", name) << int(kind);
    }
  }
  void privilegedAccountsLookTheSame() {
    QFETCH(int, kind);
    Pair pair(
        static_cast<Kind>(kind), Everything, 2, [](domain::Realm& realm) { realm.gatesForPrivileged = 2; },
        AccountStatus::Privileged);
    walk(pair);
    QCOMPARE(pair.service.desk.count("journal WHERE event = 'not-possible'"), 1);
  }

  /// Nobody is who he seems there, so that what exists must be like what does not.
  void aRealmThatIsSwitchedOffLooksTheSame_data() {
    QTest::addColumn<int>("status");
    QTest::newRow("A17, A18: as it should be") << int(AccountStatus::Enabled);
    QTest::newRow("A17, A18: disabled") << int(AccountStatus::Disabled);
    QTest::newRow("A17, A18: not enabled for reset") << int(AccountStatus::NotEnabledForReset);
    QTest::newRow("A17, A18: managed elsewhere") << int(AccountStatus::ManagedElsewhere);
    QTest::newRow("A17, A18: privileged") << int(AccountStatus::Privileged);
  }
  void aRealmThatIsSwitchedOffLooksTheSame() {
    QFETCH(int, status);
    Pair pair(
        Unknown, Everything, 1, [](domain::Realm& realm) { realm.resetEnabled = false; },
        static_cast<AccountStatus>(status));
    // Both show what they only seem to have: a name whose decoys are as long.
    pair.real.hasOwnMasks = pair.seeming.hasOwnMasks = true;
    const auto outlineOf = [&pair](const QString& name) {
      QString outline;
      for (const Contact& contact : pair.decoysOf(name)) {
        outline += QString::number(int(contact.kind)) + QString::number(contact.value == name) +
                   QString::number(contact.value.section(u'@', 1).size()) + u' ';
      }
      return outline;
    };
    const QString wanted = outlineOf(realName);
    QString name;
    for (char16_t letter = u'b'; letter <= u'z' && outlineOf(name) != wanted; ++letter) {
      for (char16_t next = u'a'; next <= u'z' && outlineOf(name) != wanted; ++next) {
        name = QStringLiteral("twi%1%2a@outlook.com").arg(QChar(letter), QChar(next));
      }
    }
    QCOMPARE(outlineOf(name), wanted);
    QCOMPARE(name.size(), realName.size());
    pair.seeming.account = name;
    pair.entry = QStringLiteral("nobody");
    pair.mobile = QStringLiteral("0000");
    walk(pair);
    QCOMPARE(pair.service.desk.count("journal WHERE event = 'not-possible'"), 2);
    QCOMPARE(pair.personalMessages(), 1);  // to the address that both named for their appeals
  }

  void aRealmThatTellsItsOwnNetworkTellsNobodyElse_data() { addKinds(); }
  void aRealmThatTellsItsOwnNetworkTellsNobodyElse() {
    QFETCH(int, kind);
    const auto tellsWithin = [](domain::Realm& realm) { realm.ownNetworks = {QStringLiteral("10.0.0.0/8")}; };
    Pair outside(static_cast<Kind>(kind), Everything, 1, tellsWithin);
    // Whoever claims to come from there is not believed.
    outside.real.caller.setHeaders("X-Forwarded-For: 10.1.2.3\r\nForwarded: for=10.1.2.3\r\n");
    outside.seeming.caller.setHeaders("X-Forwarded-For: 10.1.2.3\r\nForwarded: for=10.1.2.3\r\n");
    walk(outside);
    // Who does come from there is told.
    RecoveryCaller inside = outside.service.caller("10.1.2.3");
    QCOMPARE(steps::passChallenge(inside, seemingName).stage(), QStringLiteral("ended"));
  }
};

}  // namespace latchkey::service::http

QTEST_GUILESS_MAIN(latchkey::service::http::FactorTwinsTest)
#include "factor_twins_test.moc"
