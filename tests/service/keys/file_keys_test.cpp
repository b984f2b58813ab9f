// SPDX-License-Identifier: GPL-3.0-or-later
#include <QMessageAuthenticationCode>
#include <QtTest>

#include "service/keys/file_keys.h"
#include "tests/support/seeded_random.h"

using namespace latchkey;                 // NOLINT
using namespace latchkey::service::keys;  // NOLINT
using service::domain::KeyPurpose;

class FileKeysTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void init() { m_folder = std::make_unique<QTemporaryDir>(); }

  void theFirstStartMakesAPrivateKeyAndTheNextFindsIt() {
    tests::SeededRandom random;
    const auto first = FileKeys::open(path(), random);
    QVERIFY(first);
    QCOMPARE(QFileInfo(path()).size(), 32);
    const auto lax = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    QVERIFY(!(QFile::permissions(path()) & lax));
    QVERIFY(!(QFile::permissions(QFileInfo(path()).path()) & lax));
    const auto second = FileKeys::open(path(), random);
    QVERIFY(second);
    QCOMPARE((*first)->fingerprint(), (*second)->fingerprint());
    QCOMPARE((*first)->mac(KeyPurpose::Code, "x"), (*second)->mac(KeyPurpose::Code, "x"));
  }

  void badKeyFilesAreRefusedWithAReason_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("open");
    QTest::addColumn<int>("fault");
    QTest::newRow("empty") << QByteArray() << false << int(KeyFault::WrongLength);
    QTest::newRow("cut") << QByteArray(31, 'k') << false << int(KeyFault::WrongLength);
    QTest::newRow("too long") << QByteArray(33, 'k') << false << int(KeyFault::WrongLength);
    QTest::newRow("readable by others") << QByteArray(32, 'k') << true << int(KeyFault::LaxPermissions);
  }
  void badKeyFilesAreRefusedWithAReason() {
    QFETCH(QByteArray, bytes);
    QFETCH(bool, open);
    QFETCH(int, fault);
    const QString folder = QFileInfo(path()).path();
    QVERIFY(QDir().mkpath(folder));
    const auto owner = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QVERIFY(QFile::setPermissions(folder, owner | QFileDevice::ExeOwner));
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
    file.close();
    QVERIFY(file.setPermissions(open ? owner | QFileDevice::ReadOther : owner));
    tests::SeededRandom random;
    const auto refused = FileKeys::open(path(), random);
    QVERIFY(!refused);
    QCOMPARE(int(refused.error().fault), fault);
    QVERIFY(explain(refused.error()).contains(path()));
    QCOMPARE(QFileInfo(path()).size(), bytes.size());  // never replaced
  }

  void purposesHaveKeysOfTheirOwn() {
    const FileKeys keys{platform::Secret(std::string_view("0123456789abcdef0123456789abcdef"))};
    QSet<QByteArray> macs;
    for (int purpose = 0; purpose < int(service::domain::keyPurposes); ++purpose) {
      macs.insert(keys.mac(static_cast<KeyPurpose>(purpose), "data"));
    }
    QCOMPARE(macs.size(), qsizetype(service::domain::keyPurposes));
    for (const QByteArray& mac : macs) QCOMPARE(mac.size(), 32);
    QVERIFY(!macs.contains(keys.fingerprint()));
    const FileKeys other{platform::Secret(std::string_view("0123456789abcdef0123456789abcdeg"))};
    QVERIFY(other.fingerprint() != keys.fingerprint());
  }

  void whatIsSealedOpensUnderItsKeyAndContextAlone() {
    const FileKeys keys{platform::Secret(std::string_view("0123456789abcdef0123456789abcdef"))};
    const FileKeys others{platform::Secret(std::string_view("0123456789abcdef0123456789abcdeg"))};
    tests::SeededRandom random;
    const auto box = keys.box(random);
    const QByteArray sealed = box->seal(platform::Secret("4820175"), "message 1");
    QVERIFY(!sealed.contains("4820175"));
    QVERIFY(sealed != box->seal(platform::Secret("4820175"), "message 1"));
    const auto opened = box->open(sealed, "message 1");
    QVERIFY(opened && opened->view() == "4820175");
    QVERIFY(!box->open(sealed, "message 2"));
    QVERIFY(!others.box(random)->open(sealed, "message 1"));
    for (qsizetype i = 0; i < sealed.size(); ++i) {
      QByteArray changed = sealed;
      changed[i] = static_cast<char>(changed[i] ^ 1);
      QVERIFY(!box->open(changed, "message 1"));
      QVERIFY(!box->open(sealed.first(i), "message 1"));
    }
  }

  void derivesByRfc5869() {
    // HKDF-SHA-256 of this master with no salt and info "latchkey code v1", then HMAC-SHA-256 of "data":
    // computed here from HMAC alone, by the definition.
    const QByteArray master = "0123456789abcdef0123456789abcdef";
    const auto hmac = [](const QByteArray& key, const QByteArray& data) {
      return QMessageAuthenticationCode::hash(data, key, QCryptographicHash::Sha256);
    };
    const QByteArray key = hmac(hmac(QByteArray(32, '\0'), master), QByteArray("latchkey code v1") + '\1');
    const FileKeys keys{platform::Secret({master.constData(), 32})};
    QCOMPARE(keys.mac(KeyPurpose::Code, "data"), hmac(key, "data"));
  }

private:
  [[nodiscard]] QString path() const { return m_folder->filePath(QStringLiteral("keys/master.key")); }
  std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(FileKeysTest)
#include "file_keys_test.moc"
