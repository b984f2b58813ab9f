// SPDX-License-Identifier: GPL-3.0-or-later
// A password in a real OpenLDAP, the n-th operation failing or the process dying at it, until it goes through
// untouched: it is the old one or the new one, and which of them is found out, also when an answer was lost.
// Also the program that dies: failing_ldap FOLDER URL AUTHORITY LOGIN N.
#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSet>
#include <QTest>

#include "core/platform/failpoint.h"
#include "tests/service/directory/open_ldap_bench.h"
#include "tests/support/program_run.h"

using namespace latchkey;         // NOLINT
using namespace latchkey::tests;  // NOLINT
using platform::FailMode;
using platform::Secret;
using service::directory::LdapDirectory;

namespace {

const QString marker = QStringLiteral("attempt");
/// After which a controller that did not answer is not at work any more.
constexpr qint64 settled = 46'000;

Secret oldPassword() {
  return Secret("Old-pass-11");
}
Secret newPassword() {
  return Secret("Quiet-Lake-42");
}

QString databaseOf(const QString& folder) {
  return QDir(folder).filePath(QStringLiteral("x.db"));
}

using Set = Result<void, DirectoryError>;
Set change(LdapDirectory& directory, const QString& key) {
  return directory.setPassword(key, newPassword(), marker, PasswordUse::Lasting);
}

/// What is wrong after a change that may have failed, or nothing.
/// @param answer nothing: whoever asked has died
QString faultAfter(LdapHouse& house, LdapDirectory& directory, const QString& key,
                   const std::optional<Set>& answer) {
  house.clock.advance(settled);
  const auto changed = directory.changedBy(key, marker);
  if (!changed) return QStringLiteral("nobody finds out");
  const bool isNew = directory.signIn(key, newPassword()) == SignInVerdict::Accepted;
  const bool isOld = directory.signIn(key, oldPassword()) == SignInVerdict::Accepted;
  if (isNew == isOld) return QStringLiteral("the password is neither the old one nor the new one");
  if (*changed != isNew) return QStringLiteral("what was found out is not true");
  if (directory.changedBy(key, marker) != isNew) return QStringLiteral("it is told otherwise a second time");
  if (answer && *answer && !isNew) return QStringLiteral("told, and not done");
  const bool isDenied = answer && !*answer && answer->error() != DirectoryError::OutcomeUnknown;
  return isDenied && isNew ? QStringLiteral("denied, and done") : QString();
}

/// Dies at the n-th operation of the change.
int changeAndDie(const QStringList& arguments) {
  LdapHouse house(databaseOf(arguments.at(1)));
  auto access = LdapBench::accessTo(arguments.at(2), arguments.at(3), OpenLdapBench::bindDn());
  const auto directory = house.directory(std::move(access), OpenLdapBench::shape());
  platform::armFailpoints(FailMode::Kill, arguments.at(5).toLongLong());
  const Set answer = change(*directory, OpenLdapBench::keyOf(arguments.at(4)));
  platform::armFailpoints(FailMode::Off, 0);
  return answer ? 0 : 1;
}

void checkPlaces(const QSet<QByteArray>& places, const QByteArrayList& expected) {
  for (const QByteArray& place : expected) QVERIFY2(places.contains(place), place);
}
const QByteArrayList ofAChange = {"ldap.connect",        "ldap.bind.before",   "ldap.bind.after",
                                  "ldap.search.before",  "ldap.search.after",  "ldap.extended.before",
                                  "ldap.extended.after", "ldap.modify.before", "ldap.modify.after",
                                  "store.begin",         "store.statement",    "store.commit.before",
                                  "store.commit.after"};

}  // namespace

class FailingLdapTest : public QObject {
  Q_OBJECT

  static constexpr int many = 100;  ///< more people than operations
  std::unique_ptr<HelperServer> m_server;
  std::unique_ptr<OpenLdapBench> m_bench;

  static QString login(const char* group, qint64 number) {
    return QString::fromLatin1(group) + QString::number(number);
  }
  /// Each gets one change, since a failure must not lean on the one before.
  bool addPeople(const char* group) {
    QByteArrayList entries;
    for (int i = 1; i <= many; ++i) entries << OpenLdapBench::entryOf(login(group, i));
    return m_bench->admin.apply(entries.join('\n'));
  }
  static QByteArray where(qint64 at, const QByteArray& place, const QString& fault) {
    return QByteArray::number(at) + ' ' + place + ": " + fault.toUtf8();
  }

private Q_SLOTS:
  void initTestCase() {
    if (!QFile::exists(QStringLiteral("/usr/sbin/slapd"))) QSKIP("needs the packages of \"directories\"");
    m_server = std::make_unique<HelperServer>(QStringLiteral("slapd_server.py"));
    QVERIFY(m_server->isReady());
    m_bench = std::make_unique<OpenLdapBench>(*m_server);
    for (const char* group : {"changed", "killed", "asked", "ended", "given"}) QVERIFY(addPeople(group));
    // The directory counts changes of a password by the second.
    const qint64 added = QDateTime::currentSecsSinceEpoch();
    QTRY_VERIFY(QDateTime::currentSecsSinceEpoch() > added);
  }
  void cleanupTestCase() { m_bench.reset(); }

  void whateverFailsThePasswordIsTheOldOneOrTheNewOneAndItIsFoundOut() {
    QSet<QByteArray> places;
    for (qint64 at = 1; at <= many; ++at) {
      const QString key = OpenLdapBench::keyOf(login("changed", at));
      m_bench->restart();
      auto& directory = static_cast<LdapDirectory&>(m_bench->directory());
      platform::armFailpoints(FailMode::Fail, at);
      const Set answer = change(directory, key);
      const QByteArray place = platform::failReport().failed;
      platform::armFailpoints(FailMode::Off, 0);
      const QString fault = faultAfter(m_bench->house, directory, key, answer);
      QVERIFY2(fault.isEmpty(), where(at, place, fault));
      if (place.isEmpty()) {
        QVERIFY(answer);
        break;
      }
      places.insert(place);
    }
    checkPlaces(places, ofAChange);
  }

  void whateverFailsATemporaryPasswordIsOneOrIsNotSaidToBe() {
    QSet<QByteArray> places;
    for (qint64 at = 1; at <= many; ++at) {
      const QString name = login("given", at);
      const QString key = OpenLdapBench::keyOf(name);
      m_bench->restart();
      auto& directory = m_bench->directory();
      platform::armFailpoints(FailMode::Fail, at);
      const Set given = directory.setPassword(key, newPassword(), marker, PasswordUse::UntilNextSignIn);
      const QByteArray place = platform::failReport().failed;
      platform::armFailpoints(FailMode::Off, 0);
      m_bench->house.clock.advance(settled);
      if (given) {
        QVERIFY2(m_bench->mustChange(name) == true, where(at, place, QStringLiteral("not to be changed")));
        m_bench->house.clock.advance(temporaryLasts);
        QVERIFY2(directory.end({key, marker}, Secret("nobody-Knows-9")) == true,
                 where(at, place, QStringLiteral("without an end")));
      } else {
        // Before any sign-in: those are written down in the entry, whose time it is as long as no change has
        // one.
        const auto changed = directory.changedBy(key, marker);
        const bool isNew = directory.signIn(key, newPassword()) != SignInVerdict::Refused;
        QVERIFY2(changed == isNew, where(at, place, QStringLiteral("not found out")));
        const bool isTold =
            given.error() == DirectoryError::OutcomeUnknown || given.error() == DirectoryError::NotTemporary;
        QVERIFY2(isTold || !isNew, where(at, place, QStringLiteral("denied, and done")));
      }
      if (place.isEmpty()) {
        QVERIFY(given);
        break;
      }
      places.insert(place);
    }
    checkPlaces(places, ofAChange);
  }

  void whateverFailsATemporaryPasswordEndsSoonerOrLater() {
    QSet<QByteArray> places;
    for (qint64 at = 1; at <= many; ++at) {
      const QString key = OpenLdapBench::keyOf(login("ended", at));
      m_bench->restart();
      auto& directory = m_bench->directory();
      QVERIFY(directory.setPassword(key, newPassword(), marker, PasswordUse::UntilNextSignIn));
      m_bench->house.clock.advance(temporaryLasts);
      m_bench->restart();  // no connection is left from before
      auto& another = m_bench->directory();
      platform::armFailpoints(FailMode::Fail, at);
      const auto ended = another.end({key, marker}, Secret("nobody-Knows-9"));
      const QByteArray place = platform::failReport().failed;
      platform::armFailpoints(FailMode::Off, 0);
      const auto signsIn = [&] { return another.signIn(key, newPassword()) != SignInVerdict::Refused; };
      const auto isDue = [&] {
        const auto due = another.due(many);
        return std::ranges::any_of(*due, [&](const TemporaryPassword& one) { return one.accountKey == key; });
      };
      // What is said to have ended has; what goes on is due once more.
      QVERIFY2(!(ended && *ended && signsIn()), where(at, place, QStringLiteral("told, and not done")));
      QVERIFY2(isDue() || !signsIn(), where(at, place, QStringLiteral("forgotten")));
      m_bench->house.clock.advance(settled);
      if (isDue()) {
        const auto again = another.end({key, marker}, Secret("nobody-Knows-8"));
        QVERIFY2(again, where(at, place, QStringLiteral("not done again")));
      }
      QVERIFY2(!signsIn() && !isDue(), where(at, place, QStringLiteral("it goes on")));
      if (place.isEmpty()) break;
      places.insert(place);
    }
    checkPlaces(places, ofAChange);
  }

  /// And whatever fails while it is found out afterwards.
  void whereverItDiesThePasswordIsTheOldOneOrTheNewOneAndItIsFoundOut() {
    QSet<QByteArray> places;
    QSet<QByteArray> placesOfLook;
    for (qint64 at = 1; at <= many; ++at) {
      const QTemporaryDir folder;
      const QString name = login("killed", at);
      const QString key = OpenLdapBench::keyOf(name);
      const ProgramRun run =
          runProgram(QCoreApplication::applicationFilePath(),
                     {folder.path(), m_bench->url(), m_server->authority(), name, QString::number(at)});
      if (run.status == 0) break;
      QVERIFY2(run.status == platform::killedByFailpoint, run.err.constData());
      const QByteArray place = run.err.trimmed().split('\n').last().split(' ').last();
      for (qint64 second = 1; place == "ldap.extended.after"; ++second) {
        const QTemporaryDir copy;
        for (const QString& file : QDir(folder.path()).entryList(QDir::Files)) {
          QVERIFY(QFile::copy(folder.filePath(file), copy.filePath(file)));
        }
        LdapHouse house(databaseOf(copy.path()));
        const auto directory = house.directory(m_bench->access(), m_bench->layout);
        platform::armFailpoints(FailMode::Fail, second);
        const auto looked = directory->changedBy(key, marker);
        const QByteArray failed = platform::failReport().failed;
        platform::armFailpoints(FailMode::Off, 0);
        QVERIFY2(!looked || *looked, where(second, failed, QStringLiteral("taken for not done")));
        house.clock.advance(settled);
        QVERIFY2(directory->changedBy(key, marker) == true,
                 where(second, failed, QStringLiteral("forgotten")));
        if (failed.isEmpty()) break;
        placesOfLook.insert(failed);
      }
      LdapHouse house(databaseOf(folder.path()));
      const auto directory = house.directory(m_bench->access(), m_bench->layout);
      const QString fault = faultAfter(house, *directory, key, std::nullopt);
      QVERIFY2(fault.isEmpty(), where(at, place, fault));
      places.insert(place);
    }
    checkPlaces(places, ofAChange);
    checkPlaces(placesOfLook, {"ldap.connect", "ldap.bind.before", "ldap.bind.after", "ldap.search.before",
                               "ldap.search.after", "store.statement", "store.commit.before"});
  }

  /// A failure is no answer: nobody becomes unknown by it, and no password wrong.
  void whateverFailsAQuestionIsAnsweredRightlyOrNotAtAll() {
    QSet<QByteArray> places;
    const QString key = OpenLdapBench::keyOf(login("asked", 1));
    for (qint64 at = 1;; ++at) {
      m_bench->restart();
      m_bench->house.clock.advance(settled);
      platform::armFailpoints(FailMode::Fail, at);
      const auto found = m_bench->directory().find(key);
      const auto verdict = m_bench->directory().signIn(key, oldPassword());
      const QByteArray place = platform::failReport().failed;
      platform::armFailpoints(FailMode::Off, 0);
      QVERIFY2(!found || *found, where(at, place, QStringLiteral("nobody")));
      QVERIFY2(!verdict || *verdict == SignInVerdict::Accepted, where(at, place, QStringLiteral("refused")));
      if (place.isEmpty()) break;
      places.insert(place);
    }
    checkPlaces(places, {"ldap.connect", "ldap.bind.before", "ldap.bind.after", "ldap.search.before",
                         "ldap.search.after"});
  }

  void whateverFailsALockoutIsOffOrIsNotSaidToBe() {
    QSet<QByteArray> places;
    const QString person = login("asked", 2);
    const QString key = OpenLdapBench::keyOf(person);
    for (qint64 at = 1;; ++at) {
      QVERIFY(m_bench->lockOut(person));
      m_bench->restart();
      m_bench->house.clock.advance(settled);
      platform::armFailpoints(FailMode::Fail, at);
      const auto done = m_bench->directory().unlock(key);
      const QByteArray place = platform::failReport().failed;
      platform::armFailpoints(FailMode::Off, 0);
      const bool isOff = m_bench->directory().signIn(key, oldPassword()) == SignInVerdict::Accepted;
      QVERIFY2(!done || isOff, where(at, place, QStringLiteral("told, and not done")));
      const bool isDenied = !done && done.error() != DirectoryError::OutcomeUnknown;
      QVERIFY2(!isDenied || !isOff, where(at, place, QStringLiteral("denied, and done")));
      m_bench->house.clock.advance(settled);
      QVERIFY2(m_bench->directory().unlock(key),
               where(at, place, QStringLiteral("not done when asked again")));
      if (place.isEmpty()) break;
      places.insert(place);
    }
    checkPlaces(places, {"ldap.connect", "ldap.bind.after", "ldap.search.after", "ldap.modify.before",
                         "ldap.modify.after"});
  }
};

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  const QStringList arguments = QCoreApplication::arguments();
  if (arguments.size() == 6) return changeAndDie(arguments);
  FailingLdapTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "failing_ldap_test.moc"
