// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/realm_settings.h"

#include <QTest>

#include "service/config/duration.h"
#include "service/config/nearest_word.h"

using namespace latchkey::service::config;
using latchkey::service::domain::Disclosure;
using latchkey::service::domain::Realm;

namespace {

QString valueOf(const Realm& realm, const QString& name) {
  for (const NamedSetting& setting : settingsOf(realm)) {
    if (setting.name == name) return setting.value;
  }
  return {};
}

}  // namespace

class RealmSettingsTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void theProfilesAreThoseOfTheSpecification() {
    const Realm consumer = Realm::consumer(), workplace = Realm::workplace(), school = Realm::school();
    QCOMPARE(valueOf(consumer, u"factors"_qs), u"[\"mail\", \"text\", \"call\", \"authenticator\"]"_qs);
    QCOMPARE(workplace.factors.size(), 7);
    QCOMPARE(valueOf(school, u"factors"_qs), u"[\"authenticator\", \"questions\"]"_qs);
    QCOMPARE(consumer.code.digits, 7);
    QCOMPARE(workplace.code.digits, 7);
    QCOMPARE(school.code.digits, 6);
    QVERIFY(consumer.disclosure == Disclosure::Uniform);
    QVERIFY(workplace.disclosure == Disclosure::Uniform);
    QVERIFY(school.disclosure == Disclosure::Explicit);
    QCOMPARE(valueOf(consumer, u"questions_use"_qs), u"\"off\""_qs);
    QCOMPARE(valueOf(workplace, u"questions_use"_qs), u"\"second-gate\""_qs);
    QCOMPARE(valueOf(school, u"questions_use"_qs), u"\"alone\""_qs);
    for (const Realm& realm : {consumer, workplace, school}) {
      QCOMPARE(realm.gates, 1);
      QCOMPARE(valueOf(realm, u"password.preset"_qs), u"\"classic\""_qs);
      QCOMPARE(valueOf(realm, u"code.mail_lifetime"_qs), u"\"30m\""_qs);
      QCOMPARE(valueOf(realm, u"code.phone_lifetime"_qs), u"\"10m\""_qs);
      QCOMPARE(valueOf(realm, u"limits.absolute"_qs), u"\"1h\""_qs);
      QCOMPARE(valueOf(realm, u"limits.lock_for"_qs), u"\"1d\""_qs);
      QCOMPARE(valueOf(realm, u"limits.misses_per_day"_qs), u"10"_qs);
      QVERIFY2(contradictionIn(realm).isEmpty(), qPrintable(contradictionIn(realm)));
    }
  }

  void applies_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("shown");
    QTest::newRow("switch") << u"reset_enabled"_qs << u"false"_qs << u"false"_qs;
    QTest::newRow("switch in words") << u"reset_enabled"_qs << u"off"_qs << u"false"_qs;
    QTest::newRow("number") << u"gates"_qs << u"2"_qs << u"2"_qs;
    QTest::newRow("duration") << u"limits.idle"_qs << u"20m"_qs << u"\"20m\""_qs;
    QTest::newRow("duration in seconds") << u"limits.idle"_qs << u"90"_qs << u"\"90s\""_qs;
    QTest::newRow("choice") << u"disclosure"_qs << u"explicit"_qs << u"\"explicit\""_qs;
    QTest::newRow("networks") << u"own_networks"_qs << u"10.0.0.0/8, 2001:db8::/32"_qs
                              << u"[\"10.0.0.0/8\", \"2001:db8::/32\"]"_qs;
    QTest::newRow("kind of account") << u"account_kind"_qs << u"domain"_qs << u"\"domain\""_qs;
    QTest::newRow("ways back") << u"limits.resumptions"_qs << u"5"_qs << u"5"_qs;
    QTest::newRow("tries of a new password") << u"limits.sign_in_tries"_qs << u"0"_qs << u"0"_qs;
    QTest::newRow("registration") << u"registration.use"_qs << u"required"_qs << u"\"required\""_qs;
    QTest::newRow("wait of what is registered") << u"registration.wait_hours"_qs << u"0"_qs << u"0"_qs;
    QTest::newRow("choice in quotes") << u"disclosure"_qs << u"\"explicit\""_qs << u"\"explicit\""_qs;
    QTest::newRow("list") << u"factors"_qs << u"mail, text"_qs << u"[\"mail\", \"text\"]"_qs;
    QTest::newRow("list as in the file") << u"factors"_qs << u"[\"text\"]"_qs << u"[\"text\"]"_qs;
    QTest::newRow("empty list") << u"password.organisation_words"_qs << QString() << u"[]"_qs;
    QTest::newRow("text") << u"support.name"_qs << u"Front \"desk\""_qs << u"\"Front \\\"desk\\\"\""_qs;
    QTest::newRow("use of questions") << u"questions_use"_qs << u"alone"_qs << u"\"alone\""_qs;
    QTest::newRow("preset") << u"password.preset"_qs << u"nist"_qs << u"\"nist\""_qs;
    QTest::newRow("address") << u"sign_in_url"_qs << u"https://a.example/"_qs << u"\"https://a.example/\""_qs;
  }
  void applies() {
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(QString, shown);
    Realm realm = Realm::consumer();
    QVERIFY(applySetting(realm, name, value).has_value());
    QCOMPARE(valueOf(realm, name), shown);
    // What is shown can be set again.
    Realm other = Realm::consumer();
    QVERIFY(applySetting(other, name, shown).has_value() || name == u"support.name");
  }

  void refuses_data() {
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::addColumn<SettingError::Fault>("fault");
    QTest::addColumn<QString>("expected");
    using enum SettingError::Fault;
    QTest::newRow("unknown") << u"colour"_qs << u"red"_qs << UnknownName << QString();
    QTest::newRow("nearly known") << u"reset_enable"_qs << u"true"_qs << UnknownName << u"reset_enabled"_qs;
    QTest::newRow("of the file") << u"domains"_qs << u"a.example"_qs << NotChangeable << QString();
    QTest::newRow("profile") << u"profile"_qs << u"school"_qs << NotChangeable << QString();
    QTest::newRow("range") << u"gates"_qs << u"3"_qs << BadValue << u"a whole number from 1 to 2"_qs;
    // The first code counts: with none allowed nobody would ever get one.
    QTest::newRow("no code at all") << u"code.resends_per_hour"_qs << u"0"_qs << BadValue
                                    << u"a whole number from 1 to 100"_qs;
    // Longer than any recovery lives.
    QTest::newRow("a brake for less than a day")
        << u"limits.not_me_for_code"_qs << u"23h"_qs << BadValue
        << u"a time from 1d to 90d, such as \"90s\", \"15m\", \"24h\" or seconds"_qs;
    QTest::newRow("no use of questions")
        << u"questions_use"_qs << u"first"_qs << BadValue << u"one of \"off\", \"second-gate\", \"alone\""_qs;
    QTest::newRow("no number") << u"gates"_qs << u"two"_qs << BadValue << u"a whole number from 1 to 2"_qs;
    QTest::newRow("no switch") << u"reset_enabled"_qs << u"1"_qs << BadValue << u"true or false"_qs;
    QTest::newRow("empty") << u"gates"_qs << QString() << BadValue << u"a whole number from 1 to 2"_qs;
    QTest::newRow("factor twice") << u"challenges"_qs << u"work,work"_qs << BadValue
                                  << u"a list of some of \"picture\", \"work\", each once"_qs;
    QTest::newRow("no factor") << u"challenges"_qs << QString() << BadValue
                               << u"a list of some of \"picture\", \"work\", each once"_qs;
  }
  void refuses() {
    QFETCH(QString, name);
    QFETCH(QString, value);
    QFETCH(SettingError::Fault, fault);
    QFETCH(QString, expected);
    Realm realm = Realm::consumer();
    const auto result = applySetting(realm, name, value);
    QVERIFY(!result.has_value());
    QVERIFY(result.error().fault == fault);
    QCOMPARE(result.error().expected, expected);
    for (const NamedSetting& setting : settingsOf(Realm::consumer()))
      QCOMPARE(valueOf(realm, setting.name), setting.value);
  }

  void theOrderOfStoredSettingsDoesNotMatter() {
    Realm realm = Realm::consumer();
    const QStringList refused = applySettings(realm, {{u"password.minimum_length"_qs, u"20"_qs},
                                                      {u"password.preset"_qs, u"nist"_qs},
                                                      {u"gone_in_this_version"_qs, u"1"_qs},
                                                      {u"gates"_qs, u"9"_qs}});
    QCOMPARE(realm.password.minimumLength, 20);
    QCOMPARE(realm.password.maximumLength, 64);
    QCOMPARE(refused, (QStringList{u"gates"_qs, u"gone_in_this_version"_qs}));
    QCOMPARE(realm.gates, 1);
  }

  void readsDurations_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds");
    QTest::newRow("seconds") << u"90s"_qs << qint64{90};
    QTest::newRow("minutes") << u"15m"_qs << qint64{900};
    QTest::newRow("hours") << u"24 h"_qs << qint64{86'400};
    QTest::newRow("days") << u"7d"_qs << qint64{604'800};
    QTest::newRow("bare") << u"61"_qs << qint64{61};
    QTest::newRow("none") << u"0"_qs << qint64{0};
    for (const char* const bad : {"", "m", "-5m", "1.5h", "5 minutes", "9999999999d", "1h30m", "٥m"})
      QTest::newRow(bad) << QString::fromUtf8(bad) << qint64{-1};
  }
  void readsDurations() {
    QFETCH(QString, text);
    QFETCH(qint64, seconds);
    QCOMPARE(parseDuration(text).value_or(-1), seconds);
    if (seconds >= 0) QCOMPARE(parseDuration(durationText(seconds)).value_or(-1), seconds);
  }

  void findsTheWordThatWasMeant() {
    const QStringList words{u"gates"_qs, u"factors"_qs, u"code.digits"_qs};
    QCOMPARE(nearestWord(u"gate"_qs, words), u"gates"_qs);
    QCOMPARE(nearestWord(u"Factor"_qs, words), u"factors"_qs);
    QCOMPARE(nearestWord(u"colour"_qs, words), QString());
    QCOMPARE(nearestWord(QString(5000, u'x'), words), QString());
    QCOMPARE(nearestWord(QString(), words), QString());
  }
};

QTEST_APPLESS_MAIN(RealmSettingsTest)
#include "realm_settings_test.moc"
