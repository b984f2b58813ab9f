// SPDX-License-Identifier: GPL-3.0-or-later
// What is done at "Secure your account", each once with its n-th operation failing, until it goes through
// untouched: what is registered, its notices and its journal are there together or not at all; counts never
// fall; and the same request again is done once.
#include <QTest>

#include "core/platform/failpoint.h"
#include "tests/support/enrollee.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT
using platform::FailMode;

namespace {

int stride() {
  return qEnvironmentVariableIsSet("LATCHKEY_EVERY_FAILPOINT") ? 1 : 5;
}

struct Scene {
  Scene() {
    Realm& realm = desk.policy.realms.first();
    realm.factors.append(MethodKind::Authenticator);
    desk.restart();
    if (!person.open() || !person.prove()) qFatal("cannot be signed in");
    desk.clock.advance(60'000);
  }
  RecoveryDesk desk;
  Enrollee person{desk};
  QString code;
};

struct Effect {
  const char* rows;
  int change;
};
struct Deed {
  const char* name;
  bool (*prepare)(Scene&);
  bool (*act)(Scene&, bool again);
  QList<Effect> effects;
};

template <typename MakeCommand>
bool say(Enrollee& person, bool again, MakeCommand command) {
  return again ? person.repeat(command()) : person.perform(command());
}
SubmitEnrolCode codeOf(const Scene& scene) {
  return {platform::Secret(scene.code.toStdString())};
}
bool confirm(Scene& scene, bool again) {
  return say(scene.person, again, [&] { return codeOf(scene); });
}

const QList<Deed>& deeds() {
  static const QList<Deed> all = {
      {"an app is registered",
       [](Scene& scene) {
         if (!scene.person.add(MethodKind::Authenticator)) return false;
         // Of the step to come: it is good still when a lost claim has run out.
         scene.code = scene.person.appCode(scene.person.secret(), 1);
         return true;
       },
       confirm,
       {{"authenticators", 1},
        {"messages WHERE subject = 'authenticators'", 3},
        {"journal WHERE event = 'authenticator-added'", 1}}},
      {"a contact is registered",
       [](Scene& scene) {
         if (!scene.person.add(MethodKind::Mail, "me@example.org")) return false;
         scene.code = scene.desk.lastCode();
         return true;
       },
       confirm,
       {{"registered_contacts", 1},
        {"confirmed_contacts", 1},
        {"journal WHERE event = 'contact-added'", 1},
        {"enrolment_codes WHERE live_contact IS NOT NULL", -1}}},
      {"an app is taken away",
       [](Scene& scene) {
         const bool added = !scene.person.addApp().isEmpty();
         scene.code = scene.person.handle(MethodKind::Authenticator);
         return added;
       },
       [](Scene& scene, bool again) {
         return say(scene.person, again, [&] { return RemoveMethod{scene.code}; });
       },
       {{"authenticators", -1},
        {"messages WHERE subject = 'authenticators'", 3},
        {"journal WHERE event = 'authenticator-removed'", 1}}},
      {"a proof is given",
       [](Scene& scene) {
         if (!scene.person.choose(MethodKind::Mail)) return false;
         scene.code = scene.desk.lastCode();
         return true;
       },
       confirm,
       {{"journal WHERE event = 'proven-afresh'", 1},
        {"enrolment_codes WHERE live_contact IS NOT NULL", -1}}},
      {"a code to a new address is asked for",
       [](Scene&) { return true; },
       [](Scene& scene, bool again) {
         return say(scene.person, again, [] {
           AddMethod add;
           add.contact = QStringLiteral("me@example.org");
           return add;
         });
       },
       {{"messages WHERE subject = 'registration code'", 1},
        {"enrolment_codes WHERE purpose = 1", 1},
        {"journal WHERE event = 'code-queued'", 1}}},
  };
  return all;
}

QList<int> rowsOf(const Scene& scene, const QList<Effect>& effects) {
  QList<int> rows;
  for (const Effect& effect : effects) rows << scene.desk.count(effect.rows);
  return rows;
}
QString faultIn(const Deed& deed, const QList<int>& before, const QList<int>& now, int done) {
  for (qsizetype i = 0; i < deed.effects.size(); ++i) {
    if (now.at(i) - before.at(i) != done * deed.effects.at(i).change) {
      return QStringLiteral("%1: %2 more rows where all is %3")
          .arg(QLatin1String(deed.effects.at(i).rows))
          .arg(now.at(i) - before.at(i))
          .arg(done == 0 ? QStringLiteral("undone") : QStringLiteral("done"));
    }
  }
  return {};
}

struct Round {
  QString fault;
  QByteArray place;
};
Round failAt(const Deed& deed, qint64 at) {
  Scene scene;
  if (!deed.prepare(scene)) return {QStringLiteral("cannot be prepared"), {}};
  const QList<int> before = rowsOf(scene, deed.effects);
  const int counts = scene.desk.count("tallies");
  platform::armFailpoints(FailMode::Fail, at);
  const bool told = deed.act(scene, false);
  Round round{{}, platform::failReport().failed};
  platform::armFailpoints(FailMode::Off, 0);
  QList<int> now = rowsOf(scene, deed.effects);
  const bool done = now.first() != before.first();
  if (told && !done) round.fault = QStringLiteral("told, and not done");
  if (const QString half = faultIn(deed, before, now, done ? 1 : 0); !half.isEmpty()) round.fault = half;
  if (!told && scene.desk.count("tallies") < counts) round.fault = QStringLiteral("a count fell");
  if (!round.fault.isEmpty()) return round;
  scene.desk.clock.advance(2'000);
  for (int i = 0; i < 3 && !deed.act(scene, true); ++i) scene.desk.clock.advance(61'000);
  if (scene.person.refused) {
    round.fault = QStringLiteral("not told when asked again: %1").arg(static_cast<int>(scene.person.kind()));
    return round;
  }
  now = rowsOf(scene, deed.effects);
  round.fault = faultIn(deed, before, now, 1);
  return round;
}

}  // namespace

class FailingEnrolmentTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whateverFailsItIsDoneAndToldOnceOrNotAtAll_data() {
    QTest::addColumn<int>("index");
    for (qsizetype i = 0; i < deeds().size(); ++i) QTest::newRow(deeds().at(i).name) << static_cast<int>(i);
  }
  void whateverFailsItIsDoneAndToldOnceOrNotAtAll() {
    QFETCH(const int, index);
    int failed = 0;
    for (qint64 at = 1;; at += stride()) {
      const Round round = failAt(deeds().at(index), at);
      QVERIFY2(
          round.fault.isEmpty(),
          qPrintable(QStringLiteral("call %1, %2: %3").arg(at).arg(QLatin1String(round.place), round.fault)));
      if (round.place.isEmpty()) break;
      ++failed;
    }
    QVERIFY2(failed > 3, QByteArray::number(failed));
  }
};

QTEST_GUILESS_MAIN(FailingEnrolmentTest)
#include "failing_enrolment_test.moc"
