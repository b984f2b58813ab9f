// SPDX-License-Identifier: GPL-3.0-or-later
// ClipPlayer and the library that it loads: only when a clip is played, and said clearly when it is missing.
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "ui/widgets/challenge_view.h"
#include "ui/widgets/clip_player.h"

using namespace latchkey::ui::widgets;

namespace {

const QString module = QStringLiteral(LATCHKEY_SOUND_MODULE);

bool isMultimediaLoaded() {
  QFile maps(QStringLiteral("/proc/self/maps"));
  if (!maps.open(QIODevice::ReadOnly)) return false;
  return maps.readAll().contains("libQt6Multimedia");
}

WavClip clip() {
  return {22050, 1, QByteArray(4410, '\0')};
}

/// Half a second of silence as the service would send it.
QByteArray wav() {
  static const char header[] =
      "RIFF\x28\x00\x00\x00WAVEfmt "
      "\x10\x00\x00\x00\x01\x00\x01\x00\x22\x56\x00\x00\x44\xac\x00\x00\x02\x00\x10\x00"
      "data\x04\x00\x00\x00\x00\x00\x00\x00";
  return {header, sizeof header - 1};
}

}  // namespace

class ClipPlayerTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  // First, as a library that is loaded stays.
  void nothingIsLoadedBeforeAClipIsPlayed() {
    ChallengeView view;
    ClipPlayer player(nullptr, module);
    player.setClip(clip());
    player.stop();
    QVERIFY(!isMultimediaLoaded());
  }

  void aModuleThatCannotBeLoadedIsSaid_data() {
    QTest::addColumn<QString>("path");
    QTest::newRow("nowhere") << QString();
    QTest::newRow("gone") << QStringLiteral("/nonexistent/latchkey_sound.so");
    QTest::newRow("relative") << QStringLiteral("latchkey_sound.so");
    QTest::newRow("no library") << QStringLiteral(__FILE__);
  }
  void aModuleThatCannotBeLoadedIsSaid() {
    QFETCH(QString, path);
    ClipPlayer player(nullptr, path);
    player.setClip(clip());
    QSignalSpy states(&player, &ClipPlayer::stateChanged);
    player.play();
    player.play();  // each press is answered
    QCOMPARE(states.size(), 2);
    QVERIFY(player.state() == ClipPlayer::State::NoModule);
    QVERIFY(!isMultimediaLoaded());
  }

  void theViewSaysThatThePartIsMissing() {
    // Beside this test there is no such library.
    QVERIFY(soundModulePath().isEmpty());
    ChallengeView view;
    ChallengeTexts texts;
    texts.noModule = QStringLiteral("missing");
    view.setTexts(texts);
    view.show();
    QVERIFY(view.setClip(wav()));
    auto* notice = view.findChild<QLabel*>(QStringLiteral("challengeNoticeLabel"));
    QVERIFY(notice->isVisible());
    QCOMPARE(notice->text(), texts.noModule);
  }

  void theModuleIsLoadedWhenItIsPlayed() {
    ClipPlayer player(nullptr, module);
    player.setClip(clip());
    QSignalSpy states(&player, &ClipPlayer::stateChanged);
    player.play();
    QVERIFY(isMultimediaLoaded());
    QVERIFY(!states.isEmpty());
    // With a device it plays, without one that is said; either way it is over after "Stop".
    QVERIFY(player.state() != ClipPlayer::State::NoModule);
    player.stop();
    QVERIFY(player.state() != ClipPlayer::State::Playing);
  }
};

QTEST_MAIN(ClipPlayerTest)
#include "clip_player_test.moc"
