// SPDX-License-Identifier: GPL-3.0-or-later
// When a place is in the key store and when it is not.
#include "app/assistant/place_keeper.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "tests/support/fake_gateway.h"
#include "tests/support/fake_key_store.h"

using namespace latchkey;
using namespace latchkey::assistant;
using latchkey::tests::FakeGateway;
using latchkey::tests::FakeKeyStore;
using protocol::RecoveryView;
using protocol::Stage;
using ui::wizard::PlaceNotice;

namespace {

const QUrl here(QStringLiteral("https://recovery.example.org"));
const QUrl there(QStringLiteral("https://recovery.example.org:8443"));
const QByteArray place = "the place of this recovery";

RecoveryView viewAt(Stage stage) {
  RecoveryView view;
  view.stage = stage;
  view.accountName = QStringLiteral("a@example.com");
  if (stage == Stage::Challenge)
    view.challenge = protocol::ChallengeView{QStringLiteral("c1"), {}, 300, {}, 0};
  if (stage == Stage::Ended) view.ending = protocol::Ending::NotPossible;
  return view;
}

QString entryOf(const QUrl& server) {
  return QStringLiteral("place/") + server.toString();
}
const QString entry = entryOf(here);

/// An assistant without its window. Another one on the same folder and key store is its next start.
struct Assistant {
  FakeKeyStore& store;
  PlaceMark mark;
  FakeGateway gateway;
  flow::RecoveryFlow flow{gateway};
  int asked = 0;
  Result<protocol::Reason, client::PlaceFault> adoption = protocol::Reason::SomebodyElse;
  PlaceKeeper keeper;
  QSignalSpy found{&keeper, &PlaceKeeper::found};
  QList<PlaceNotice> notices;

  Assistant(FakeKeyStore& in, const QTemporaryDir& folder, const QUrl& server = here)
      : store(in),
        mark(folder.filePath(QStringLiteral("data/latchkey/place-kept-%1").arg(server.port()))),
        keeper(store, flow,
               {[this](protocol::Reason) {
                  ++asked;
                  return std::optional(platform::Secret(place.toStdString()));
                },
                [this](const platform::Secret&) { return adoption; }},
               server, mark) {
    QObject::connect(&keeper, &PlaceKeeper::noted, [this](PlaceNotice notice) { notices << notice; });
  }
  void open(Stage stage = Stage::Challenge) {
    if (flow.step() == flow::Step::Reason) flow.chooseReason(protocol::Reason::ForgotPassword);
    flow.openRecovery(QStringLiteral("a@example.com"), protocol::Language::English);
    gateway.answer(viewAt(stage));
    store.work();
  }
  void move(Stage stage) {
    flow.refresh();
    gateway.answer(viewAt(stage));
    store.work();
  }
  bool isKept() const { return store.entry(entry) == place && mark.isSet(); }
  bool isClean() const { return store.entry(entry).isEmpty() && !mark.isSet(); }
};

}  // namespace

class PlaceKeeperTest : public QObject {
  Q_OBJECT
  std::unique_ptr<QTemporaryDir> m_folder;

private Q_SLOTS:
  void init() { m_folder = std::make_unique<QTemporaryDir>(); }

  void byItselfTheKeyStoreIsLeftAlone() {
    FakeKeyStore store;
    Assistant assistant(store, *m_folder);
    assistant.keeper.look();
    assistant.open();
    assistant.move(Stage::Method);
    assistant.flow.cancel();
    store.work();
    QCOMPARE(store.log(), QString());
    QCOMPARE(assistant.asked, 0);
  }

  void itIsWrittenOnceWhenTheRecoveryIsOpen() {
    FakeKeyStore store;
    Assistant assistant(store, *m_folder);
    assistant.keeper.setWanted(true);
    QCOMPARE(store.log(), QString());  // nothing to keep yet
    assistant.open();
    QVERIFY(assistant.isKept());
    assistant.move(Stage::Method);
    assistant.flow.chooseMethod(QStringLiteral("mail"));
    assistant.gateway.answer(viewAt(Stage::Code));
    assistant.flow.submitCode(platform::Secret("1234567"));
    assistant.gateway.answer(viewAt(Stage::Password));
    store.work();
    QCOMPARE(store.log(), QStringLiteral("write"));  // what comes after the gate is never written
    QCOMPARE(assistant.asked, 1);
    QVERIFY(assistant.isKept());
  }

  void itGoesWithTheRecovery_data() {
    QTest::addColumn<QString>("end");
    for (const char* end : {"done", "cancelled", "expired", "ended", "left behind", "wiped", "unticked"})
      QTest::newRow(end) << end;
  }
  void itGoesWithTheRecovery() {
    QFETCH(QString, end);
    FakeKeyStore store;
    Assistant assistant(store, *m_folder);
    assistant.keeper.setWanted(true);
    assistant.open();
    QVERIFY(assistant.isKept());
    if (end == QStringLiteral("done")) {
      assistant.move(Stage::Method);
      assistant.flow.chooseMethod(QStringLiteral("mail"));
      assistant.gateway.answer(viewAt(Stage::Code));
      assistant.flow.submitCode(platform::Secret("1234567"));
      assistant.gateway.answer(viewAt(Stage::Password));
      assistant.flow.setPassword(platform::Secret("Blue-kettle-17"));
      assistant.gateway.answer(viewAt(Stage::Done));
    } else if (end == QStringLiteral("cancelled")) {
      assistant.flow.cancel();
    } else if (end == QStringLiteral("expired")) {
      assistant.move(Stage::Expired);
    } else if (end == QStringLiteral("ended")) {
      assistant.move(Stage::Ended);
    } else if (end == QStringLiteral("left behind")) {
      assistant.flow.goBack();
    } else if (end == QStringLiteral("wiped")) {
      assistant.flow.wipe();
    } else {
      assistant.keeper.setWanted(false);
    }
    store.work();
    QVERIFY(assistant.isClean());
    QCOMPARE(store.log(), QStringLiteral("write remove"));
  }

  void theNextRecoveryIsKeptAsWell() {
    FakeKeyStore store;
    Assistant assistant(store, *m_folder);
    assistant.keeper.setWanted(true);
    assistant.open();
    assistant.flow.cancel();
    assistant.flow.startAgain();
    assistant.open();  // before the key store has removed the first
    QVERIFY(assistant.isKept());
  }

  void theNextStartFindsIt() {
    FakeKeyStore store;
    {
      Assistant killed(store, *m_folder);
      killed.keeper.setWanted(true);
      killed.open();
    }
    Assistant next(store, *m_folder);
    next.keeper.look();
    QCOMPARE(next.found.size(), 0);  // later, as all answers
    store.work();
    QCOMPARE(next.found.size(), 1);
    QVERIFY(next.isKept());
    next.flow.resume(protocol::Reason::SomebodyElse, protocol::Language::English);
    next.keeper.setWanted(true);
    next.gateway.answer(viewAt(Stage::Method));
    store.work();
    QVERIFY(next.isKept());
    next.flow.cancel();
    store.work();
    QVERIFY(next.isClean());
  }

  void aPlaceThatIsOverIsRemoved_data() {
    QTest::addColumn<int>("problem");
    QTest::addColumn<bool>("removed");
    using enum protocol::ProblemKind;
    QTest::newRow("unknown there") << int(Unauthorized) << true;
    QTest::newRow("another one was first") << int(RecoverySuperseded) << true;
    QTest::newRow("too many tries") << int(TooManyTries) << true;
    QTest::newRow("an end") << int(WrongStage) << true;
    QTest::newRow("busy") << int(Unavailable) << false;
    QTest::newRow("its password is being set") << int(RequestInProgress) << false;
    QTest::newRow("limited") << int(RateLimited) << false;
  }
  void aPlaceThatIsOverIsRemoved() {
    QFETCH(int, problem);
    QFETCH(bool, removed);
    FakeKeyStore store;
    store.put(entry, place.constData());
    Assistant next(store, *m_folder);
    QVERIFY(next.mark.set());
    next.keeper.look();
    store.work();
    next.flow.resume(protocol::Reason::SomebodyElse, protocol::Language::English);
    next.gateway.refuse(static_cast<protocol::ProblemKind>(problem));
    store.work();
    QVERIFY(removed ? next.isClean() : next.isKept());
  }

  void whatIsOfNoUseIsRemovedAndSaid() {
    FakeKeyStore store;
    store.put(entry, place.constData());
    Assistant next(store, *m_folder);
    QVERIFY(next.mark.set());
    next.adoption = unexpected(client::PlaceFault::Unreadable);
    next.keeper.look();
    store.work();
    QCOMPARE(next.found.size(), 0);
    QCOMPARE(next.notices, QList{PlaceNotice::Unreadable});
    QVERIFY(next.isClean());
  }

  void eachServiceHasAPlaceOfItsOwn() {
    FakeKeyStore store;
    {
      Assistant killed(store, *m_folder, there);
      killed.keeper.setWanted(true);
      killed.open();
    }
    // A window on another service finds nothing, says nothing, and keeps its own.
    Assistant other(store, *m_folder);
    other.keeper.look();
    store.work();
    QCOMPARE(other.found.size(), 0);
    QCOMPARE(other.notices, QList<PlaceNotice>());
    other.keeper.setWanted(true);
    other.open();
    QVERIFY(other.isKept());
    other.flow.cancel();
    store.work();
    QVERIFY(other.isClean());
    QCOMPARE(store.entry(entryOf(there)), place);
    Assistant next(store, *m_folder, there);
    next.keeper.look();
    store.work();
    QCOMPARE(next.found.size(), 1);
    QVERIFY(PlaceMark::usualPath(here) != PlaceMark::usualPath(there));
  }

  void withoutAKeyStoreItIsSaidOnce() {
    FakeKeyStore store;
    store.fail(keystore::KeyStoreFault::Unavailable);
    Assistant assistant(store, *m_folder);
    assistant.keeper.setWanted(true);
    assistant.open();
    assistant.move(Stage::Method);
    assistant.move(Stage::Method);
    QCOMPARE(assistant.notices, QList{PlaceNotice::NotKept});
    QCOMPARE(store.log(), QStringLiteral("write"));
    QVERIFY(assistant.isClean());
    QVERIFY(assistant.flow.isOpen());  // everything else goes on
  }
  void whatWasWrittenTooLateIsFoundAndTakenBack() {
    FakeKeyStore store;
    {
      Assistant assistant(store, *m_folder);
      assistant.keeper.setWanted(true);
      store.answerTooLate();
      assistant.open();
      QCOMPARE(assistant.notices, QList{PlaceNotice::NotKept});
      QVERIFY(!store.entry(entry).isEmpty());
      QVERIFY(assistant.mark.isSet());  // else nobody would ever look there
      QVERIFY(assistant.flow.isOpen());
    }
    store.fail({});
    Assistant next(store, *m_folder);
    next.keeper.look();
    store.work();
    QCOMPARE(next.found.size(), 1);
    next.flow.resume(protocol::Reason::SomebodyElse, protocol::Language::English);
    next.gateway.refuse(protocol::ProblemKind::Unauthorized);
    store.work();
    QVERIFY(next.isClean());
  }
  void whatWasWrittenTooLateGoesAtOnceWhereItCan() {
    FakeKeyStore store;
    Assistant assistant(store, *m_folder);
    assistant.keeper.setWanted(true);
    store.answerOneTooLate();
    assistant.open();
    QVERIFY(store.entry(entry).isEmpty());
    // The one that was given up may come even after that: the next start looks.
    QVERIFY(assistant.mark.isSet());
    Assistant next(store, *m_folder);
    next.keeper.look();
    store.work();
    QVERIFY(next.isClean());
  }
  void withoutAFolderForTheMarkNothingIsWritten() {
    QFile file(m_folder->filePath(QStringLiteral("data")));
    QVERIFY(file.open(QIODevice::WriteOnly));  // where a folder should be
    FakeKeyStore store;
    Assistant assistant(store, *m_folder);
    assistant.keeper.setWanted(true);
    assistant.open();
    QCOMPARE(assistant.notices, QList{PlaceNotice::NotKept});
    QCOMPARE(store.log(), QString());
  }

  void aFolderThatOthersMayReadIsGoodEnough() {
    const QString path = m_folder->filePath(QStringLiteral("data/latchkey"));
    QVERIFY(QDir().mkpath(path));
    QVERIFY(QFile::setPermissions(
        path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner | QFile::ReadOther | QFile::ExeOther));
    FakeKeyStore store;
    Assistant assistant(store, *m_folder);
    assistant.keeper.setWanted(true);
    assistant.open();
    QVERIFY(assistant.isKept());
    QCOMPARE(assistant.notices, QList<PlaceNotice>());
  }

  void whoHasBegunAlreadyIsNotTakenAway() {
    FakeKeyStore store;
    store.put(entry, place.constData());
    Assistant next(store, *m_folder);
    QVERIFY(next.mark.set());
    next.keeper.look();
    next.flow.chooseReason(protocol::Reason::ForgotPassword);
    store.work();
    QCOMPARE(next.found.size(), 0);
    QVERIFY(next.isKept());
  }

  void theProgramWaitsForTheRemoval() {
    FakeKeyStore store;
    Assistant assistant(store, *m_folder);
    bool idle = false;
    assistant.keeper.whenIdle([&] { idle = true; });
    QVERIFY(idle);
    assistant.keeper.setWanted(true);
    assistant.open();
    assistant.flow.cancel();
    idle = false;
    assistant.keeper.whenIdle([&] { idle = true; });
    QVERIFY(!idle);
    store.work();
    QVERIFY(idle);
    QVERIFY(assistant.isClean());
  }
};

QTEST_GUILESS_MAIN(PlaceKeeperTest)
#include "place_keeper_test.moc"
