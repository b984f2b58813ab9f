// SPDX-License-Identifier: GPL-3.0-or-later
// ChallengeView and its parts: clip, picture, proof of work.
#include <QAccessible>
#include <QBuffer>
#include <QCryptographicHash>
#include <QFile>
#include <QImage>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QtEndian>

#include "ui/widgets/challenge_picture.h"
#include "ui/widgets/challenge_view.h"
#include "ui/widgets/png_chunks.h"
#include "ui/widgets/wav_clip.h"
#include "ui/widgets/work_solver.h"

using namespace latchkey::ui::widgets;

namespace {

template <typename T>
QByteArray number(T value) {
  QByteArray bytes(sizeof(T), '\0');
  qToLittleEndian(value, bytes.data());
  return bytes;
}

QByteArray bigEndian(quint32 value) {
  QByteArray bytes(sizeof value, '\0');
  qToBigEndian(value, bytes.data());
  return bytes;
}

/// As PNG has it (ISO 3309), bit by bit.
quint32 crc32(const QByteArray& bytes) {
  quint32 crc = 0xFFFFFFFFU;
  for (const char byte : bytes) {
    crc ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

QByteArray chunk(const char* tag, const QByteArray& body) {
  QByteArray bytes = QByteArray(tag, 4) + number(static_cast<quint32>(body.size())) + body;
  return body.size() % 2 == 0 ? bytes : bytes + '\0';
}

QByteArray format(quint16 coding, quint16 channels, quint32 rate, quint16 bits) {
  const auto frame = static_cast<quint16>(channels * bits / 8);
  return chunk("fmt ", number(coding) + number(channels) + number(rate) + number(rate * frame) +
                           number(frame) + number(bits));
}

QByteArray wav(const QByteArray& chunks) {
  return "RIFF" + number(static_cast<quint32>(chunks.size() + 4)) + "WAVE" + chunks;
}

QByteArray goodClip() {
  return wav(format(1, 1, 22050, 16) + chunk("data", QByteArray(4410, '\0')));
}

QByteArray png(QSize size) {
  QImage image(size, QImage::Format_RGB32);
  image.fill(Qt::white);
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

/// The picture with one more chunk (type and content) behind its header.
QByteArray withChunk(QByteArray bytes, const QByteArray& chunkOfPng) {
  constexpr qsizetype afterHeader = 33;
  return bytes.insert(afterHeader, bigEndian(static_cast<quint32>(chunkOfPng.size() - 4)) + chunkOfPng +
                                       bigEndian(crc32(chunkOfPng)));
}

/// A few kilobytes that unpack to 400 MB of text.
QByteArray withBombs(QByteArray bytes) {
  const QByteArray packed = qCompress(QByteArray(7'900'000, 'x'), 9).mid(4);
  for (int i = 0; i < 50; ++i) bytes = withChunk(bytes, QByteArray("zTXtTitle\0\0", 11) + packed);
  return bytes;
}

QByteArray withSize(QByteArray bytes, quint32 width, quint32 height) {
  constexpr qsizetype header = 12;  // its type; 13 bytes of content and the checksum follow
  bytes.replace(header + 4, 8, bigEndian(width) + bigEndian(height));
  return bytes.replace(header + 4 + 13, 4, bigEndian(crc32(bytes.mid(header, 4 + 13))));
}

const QByteArray seed("0123456789abcdef");

}  // namespace

class ChallengeTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void clipIsReadOrRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("frames");  // -1: refused
    const QByteArray sound(200, '\1');
    QTest::newRow("mono") << wav(format(1, 1, 22050, 16) + chunk("data", sound)) << 100;
    QTest::newRow("stereo") << wav(format(1, 2, 48000, 16) + chunk("data", sound)) << 50;
    QTest::newRow("other chunks first")
        << wav(chunk("LIST", "odd") + format(1, 1, 8000, 16) + chunk("fact", "1234") + chunk("data", sound))
        << 100;
    QTest::newRow("half a frame at the end")
        << wav(format(1, 2, 22050, 16) + chunk("data", QByteArray(203, '\0'))) << 50;
    QTest::newRow("open length") << wav(format(1, 1, 22050, 16) + "data" + number(0xFFFFFFFFU) + sound)
                                 << 100;
    QTest::newRow("empty") << QByteArray() << -1;
    QTest::newRow("a picture") << png({4, 4}) << -1;
    QTest::newRow("header alone") << wav({}) << -1;
    QTest::newRow("no sound") << wav(format(1, 1, 22050, 16) + chunk("data", {})) << -1;
    QTest::newRow("sound before its format") << wav(chunk("data", sound) + format(1, 1, 22050, 16)) << -1;
    QTest::newRow("length beyond the end")
        << wav(format(1, 1, 22050, 16) + "data" + number(9999U) + sound) << -1;
    QTest::newRow("chunk beyond the end") << wav("LIST" + number(0xFFFFFFF0U) + sound) << -1;
    QTest::newRow("short format") << wav(chunk("fmt ", "1234") + chunk("data", sound)) << -1;
    QTest::newRow("compressed") << wav(format(85, 1, 22050, 16) + chunk("data", sound)) << -1;
    QTest::newRow("8 bits") << wav(format(1, 1, 22050, 8) + chunk("data", sound)) << -1;
    QTest::newRow("no channel") << wav(format(1, 0, 22050, 16) + chunk("data", sound)) << -1;
    QTest::newRow("absurd rate") << wav(format(1, 1, 4000000000U, 16) + chunk("data", sound)) << -1;
    QTest::newRow("too large") << wav(format(1, 1, 22050, 16) + chunk("data", QByteArray(600 * 1024, '\0')))
                               << -1;
  }
  void clipIsReadOrRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, frames);
    const auto clip = WavClip::parse(bytes);
    QCOMPARE(clip ? clip->frames() : -1, frames);
  }
  void everyCutClipIsRefusedOrShorter() {
    const QByteArray whole = goodClip();
    for (qsizetype size = 0; size < whole.size(); ++size) QVERIFY(!WavClip::parse(whole.first(size)));
    QCOMPARE(WavClip::parse(whole)->milliseconds(), 100);
  }

  void pictureIsReadOrRefused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("taken");
    QTest::newRow("ordinary") << png({360, 120}) << true;
    QTest::newRow("largest") << png({1200, 400}) << true;
    QTest::newRow("too wide") << png({1201, 100}) << false;
    QTest::newRow("too high") << png({100, 401}) << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("cut") << png({360, 120}).first(40) << false;
    QTest::newRow("another format") << QByteArray("P1\n1 1\n0\n") << false;
    QTest::newRow("SVG") << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>") << false;
    QTest::newRow("too many bytes") << png({100, 100}) + QByteArray(512 * 1024, '\0') << false;
    QTest::newRow("bytes after the end") << png({100, 100}) + "more" << true;
    QTest::newRow("with a text") << withChunk(png({100, 100}), "tEXtTitle\0words") << true;
    QTest::newRow("claims a small size and holds much")
        << withSize(png({1200, 400}), 1200, 4) << true;  // what is too much is not unpacked
    QTest::newRow("claims a huge size") << withSize(png({10, 10}), 0x7FFFFFFF, 0x7FFFFFFF) << false;
    QTest::newRow("claims no size") << withSize(png({10, 10}), 0, 0) << false;
    QTest::newRow("chunk beyond the end")
        << png({10, 10}).insert(8, QByteArray::fromHex("fffffff0")) << false;
    QTest::newRow("without an end") << png({100, 100}).chopped(12) << false;
  }
  void pictureIsReadOrRefused() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, taken);
    QCOMPARE(decodePicture(bytes).has_value(), taken);
  }

  void aBombOfTextIsNotUnpacked() {
    const QByteArray bomb = withBombs(png({100, 100}));
    QVERIFY(bomb.size() < 512 * 1024);
    QCOMPARE(withoutSpareChunks(bomb), withoutSpareChunks(png({100, 100})));
#ifdef Q_OS_LINUX
    const auto peak = [] {  // kB
      QFile status(QStringLiteral("/proc/self/status"));
      if (!status.open(QIODevice::ReadOnly)) return qint64(0);
      const QByteArray text = status.readAll();
      return text.mid(text.indexOf("VmHWM:") + 6).trimmed().split(' ').first().toLongLong();
    };
    const qint64 before = peak();
    QVERIFY(decodePicture(bomb));
    QVERIFY(before > 0);
    QVERIFY2(peak() - before < 20'000, "the texts were unpacked");
#endif
  }

  void workIsSolved() {
    WorkSolver solver;
    QSignalSpy solved(&solver, &WorkSolver::solved);
    QVERIFY(solver.start(seed, 12));
    QVERIFY(solved.wait());
    const quint64 counter = solved.first().first().toULongLong();
    QVERIFY(solvesWork(seed, 12, counter));
    for (quint64 smaller = 0; smaller < counter; ++smaller) QVERIFY(!solvesWork(seed, 12, smaller));
    QVERIFY(!solver.isRunning());
  }
  void workIsThatOfTheProtocol() {
    QVERIFY(solvesWork(seed, 0, 0));
    const QByteArray hash =
        QCryptographicHash::hash(seed + QByteArray::fromHex("0000000000000102"), QCryptographicHash::Sha256);
    int zeros = 0;
    while ((static_cast<unsigned char>(hash.at(zeros / 8)) & (0x80 >> (zeros % 8))) == 0) ++zeros;
    QVERIFY(solvesWork(seed, zeros, 0x102));
    QVERIFY(!solvesWork(seed, zeros + 1, 0x102));
  }
  void unreasonableWorkIsRefused() {
    WorkSolver solver;
    QVERIFY(!solver.start(seed, WorkSolver::mostBits + 1));
    QVERIFY(!solver.start(seed, -1));
    QVERIFY(!solver.start({}, 4));
    QVERIFY(!solver.isRunning());
  }
  void cancelledWorkSaysNothing() {
    WorkSolver solver;
    QSignalSpy solved(&solver, &WorkSolver::solved);
    QVERIFY(solver.start(seed, 1));
    solver.cancel();
    QCoreApplication::processEvents();
    QVERIFY(solved.isEmpty());
    QVERIFY(solver.start(seed, WorkSolver::mostBits));
    QVERIFY(solver.isRunning());
    // Destroyed while it runs: ends at once.
  }

  void viewAsksAndTells() {
    ChallengeView view;
    ChallengeTexts texts;
    texts.damaged = QStringLiteral("damaged");
    texts.letComputer = QStringLiteral("Let this PC do it");
    texts.cancelWork = QStringLiteral("Stop");
    texts.pictureName = QStringLiteral("Picture of letters");
    view.setTexts(texts);
    view.show();
    QVERIFY(!view.setPicture("no picture"));
    auto* notice = view.findChild<QWidget*>(QStringLiteral("challengeNoticeLabel"));
    QVERIFY(notice->isVisible());
    QVERIFY(view.setPicture(png({360, 120})));
    QVERIFY(!notice->isVisible());
    QVERIFY(!view.setClip("no clip"));
    auto* picture = view.findChild<ChallengePicture*>();
    QCOMPARE(QAccessible::queryAccessibleInterface(picture)->text(QAccessible::Name), texts.pictureName);
    QCOMPARE(QAccessible::queryAccessibleInterface(picture)->role(), QAccessible::Graphic);

    QSignalSpy clip(&view, &ChallengeView::clipRequested);
    QTest::mouseClick(view.findChild<QPushButton*>(QStringLiteral("playButton")), Qt::LeftButton);
    QCOMPARE(clip.size(), 1);

    auto* work = view.findChild<QPushButton*>(QStringLiteral("workButton"));
    QSignalSpy requested(&view, &ChallengeView::workRequested);
    QSignalSpy cancelled(&view, &ChallengeView::workCancelled);
    QTest::mouseClick(work, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
    QVERIFY(view.startWork(seed, WorkSolver::mostBits));
    QCOMPARE(work->text(), texts.cancelWork);
    QVERIFY(!view.findChild<QLineEdit*>()->isEnabled());
    QTest::mouseClick(work, Qt::LeftButton);
    QCOMPARE(cancelled.size(), 1);
    QCOMPARE(work->text(), texts.letComputer);

    QSignalSpy solved(&view, &ChallengeView::workSolved);
    QVERIFY(view.startWork(seed, 8));
    QVERIFY(solved.wait());
    QVERIFY(!view.isWorking());
  }
  void newChallengeForgetsTheOldAnswer() {
    ChallengeView view;
    QTest::keyClicks(view.findChild<QLineEdit*>(), QStringLiteral(" k7w "));
    QCOMPARE(view.answer(), QStringLiteral("k7w"));
    view.clear();
    QVERIFY(view.answer().isEmpty());
  }
};

QTEST_MAIN(ChallengeTest)
#include "challenge_test.moc"
