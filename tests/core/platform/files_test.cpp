// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace latchkey::platform;

namespace {
constexpr auto owner =
    QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;
QByteArray contents(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(unreadable)");
}
}  // namespace

class FilesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void init() {
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
  }
  void aNewPrivateFileIsClosedToOthers() {
    const QString path = m_folder->filePath(QStringLiteral("key"));
    QVERIFY(createPrivateFile(path, QByteArray("abc")));
    QCOMPARE(QFileInfo(path).permissions(), QFileDevice::Permissions(owner));
    QCOMPARE(contents(path), QByteArray("abc"));
  }
  void aNewPrivateFileNeverOverwrites() {
    const QString path = m_folder->filePath(QStringLiteral("key"));
    QVERIFY(createPrivateFile(path, QByteArray("abc")));
    QCOMPARE(createPrivateFile(path, QByteArray("xyz")).error(), FileFault::Exists);
    QCOMPARE(contents(path), QByteArray("abc"));
  }
  void aLinkIsNotFollowed() {
    const QString path = m_folder->filePath(QStringLiteral("link"));
    QVERIFY(QFile::link(m_folder->filePath(QStringLiteral("elsewhere")), path));
    QVERIFY(!createPrivateFile(path, QByteArray("abc")));
    QVERIFY(!QFileInfo::exists(m_folder->filePath(QStringLiteral("elsewhere"))));
    const QString real = m_folder->filePath(QStringLiteral("real"));
    QVERIFY(createPrivateFile(real, QByteArray("abc")));
    const QString toReal = m_folder->filePath(QStringLiteral("toReal"));
    QVERIFY(QFile::link(real, toReal));
    QCOMPARE(readPrivateFile(toReal, 100).error(), FileFault::CannotOpen);
  }
  void aFileOfOthersIsReadUpToItsLimit() {
    const QString path = m_folder->filePath(QStringLiteral("public"));
    QVERIFY(replaceFile(path, QByteArray("abc")));
    QCOMPARE(readFile(path, 3), QByteArray("abc"));
    QCOMPARE(readFile(path, 2).error(), FileFault::TooLarge);
    QCOMPARE(readFile(m_folder->filePath(QStringLiteral("none")), 3).error(), FileFault::NotFound);
    QCOMPARE(readFile(m_folder->path(), 3).error(), FileFault::CannotOpen);
    QVERIFY(isReadable(path));
    QVERIFY(!isReadable(m_folder->filePath(QStringLiteral("none"))));
  }
  void replacingKeepsAFilePrivate() {
    const QString path = m_folder->filePath(QStringLiteral("key"));
    QVERIFY(replacePrivateFile(path, QByteArray("first")));
    QCOMPARE(QFileInfo(path).permissions(), QFileDevice::Permissions(owner));
    QFile::setPermissions(path, owner | QFileDevice::ReadOther);
    QVERIFY(replacePrivateFile(path, QByteArray("second")));
    QCOMPARE(QFileInfo(path).permissions(), QFileDevice::Permissions(owner));
    QCOMPARE(contents(path), QByteArray("second"));
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{QStringLiteral("key")});
  }
  void replacingInAMissingFolderFails() {
    QCOMPARE(replacePrivateFile(m_folder->filePath(QStringLiteral("no/key")), QByteArray("a")).error(),
             FileFault::CannotOpen);
    QCOMPARE(replaceFile(m_folder->filePath(QStringLiteral("no/key")), QByteArray("a")).error(),
             FileFault::CannotOpen);
  }
  void readsUpToTheLimit_data() {
    QTest::addColumn<int>("size");
    QTest::addColumn<bool>("read");
    QTest::newRow("empty") << 0 << true;
    QTest::newRow("one") << 1 << true;
    QTest::newRow("exactly the limit") << 5000 << true;
    QTest::newRow("one more") << 5001 << false;
    QTest::newRow("far more") << 100000 << false;
  }
  void readsUpToTheLimit() {
    QFETCH(int, size);
    QFETCH(bool, read);
    const QString path = m_folder->filePath(QStringLiteral("key"));
    const QByteArray bytes(size, 'k');
    QVERIFY(createPrivateFile(path, bytes));
    const auto secret = readPrivateFile(path, 5000);
    QCOMPARE(secret.has_value(), read);
    if (read)
      QCOMPARE(secret->view(), std::string_view(bytes.constData(), static_cast<std::size_t>(size)));
    else
      QCOMPARE(secret.error(), FileFault::TooLarge);
  }
  void whatOthersCanReadIsRefused_data() {
    QTest::addColumn<int>("extra");
    QTest::newRow("group reads") << int(QFileDevice::ReadGroup);
    QTest::newRow("group writes") << int(QFileDevice::WriteGroup);
    QTest::newRow("others read") << int(QFileDevice::ReadOther);
    QTest::newRow("others write") << int(QFileDevice::WriteOther);
  }
  void whatOthersCanReadIsRefused() {
    QFETCH(int, extra);
    const QString path = m_folder->filePath(QStringLiteral("key"));
    QVERIFY(createPrivateFile(path, QByteArray("abc")));
    QVERIFY(QFile::setPermissions(path, owner | QFileDevice::Permissions(extra)));
    QCOMPARE(readPrivateFile(path, 100).error(), FileFault::OpenToOthers);
  }
  void whatIsNoFileIsRefused() {
    QCOMPARE(readPrivateFile(m_folder->path(), 100).error(), FileFault::CannotOpen);
    QCOMPARE(readPrivateFile(m_folder->filePath(QStringLiteral("none")), 100).error(), FileFault::NotFound);
  }
  void makesFoldersThatAreClosedToOthers() {
    const QString path = m_folder->filePath(QStringLiteral("a/b/c"));
    QVERIFY(makePrivateDirectory(path));
    for (const auto* each : {"a", "a/b", "a/b/c"})
      QCOMPARE(QFileInfo(m_folder->filePath(QLatin1String(each))).permissions(),
               QFileDevice::Permissions(owner | QFileDevice::ExeOwner | QFileDevice::ExeUser));
    QVERIFY(makePrivateDirectory(path));
    QVERIFY(makePrivateDirectory(path + QLatin1Char('/')));
  }
  void aFolderOpenToOthersIsRefused() {
    const QString path = m_folder->filePath(QStringLiteral("open"));
    QVERIFY(QDir().mkdir(path));
    QVERIFY(QFile::setPermissions(path, owner | QFileDevice::ExeOwner | QFileDevice::ReadOther));
    QCOMPARE(makePrivateDirectory(path).error(), FileFault::OpenToOthers);
  }
  void aFileInTheWayOfAFolderIsRefused() {
    const QString path = m_folder->filePath(QStringLiteral("file"));
    QVERIFY(createPrivateFile(path, QByteArray()));
    QCOMPARE(makePrivateDirectory(path).error(), FileFault::CannotOpen);
    QCOMPARE(makePrivateDirectory(path + QStringLiteral("/inside")).error(), FileFault::CannotOpen);
  }

private:
  std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(FilesTest)
#include "files_test.moc"
