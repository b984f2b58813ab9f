// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/keys/aes_gcm_box.h"

#include <QTest>

#include "service/keys/file_keys.h"
#include "tests/support/seeded_random.h"

namespace latchkey::service::keys {

class AesGcmBoxTest : public QObject {
  Q_OBJECT

  static platform::Secret key(char fill = 'k') { return platform::Secret(std::string(32, fill)); }

private Q_SLOTS:
  void whatIsSealedOpensInItsContext() {
    tests::SeededRandom random;
    AesGcmBox box(key(), random);
    for (const std::size_t size : {0U, 1U, 20U, 300U}) {
      const platform::Secret secret(std::string(size, 's'));
      const QByteArray sealed = box.seal(secret, "mine");
      const auto opened = box.open(sealed, "mine");
      QVERIFY(opened);
      QVERIFY(opened->equals(secret));
      if (size > 1) QVERIFY(!sealed.contains(QByteArray(static_cast<qsizetype>(size), 's')));
      QVERIFY(box.seal(secret, "mine") != sealed);  // a nonce of its own each time
    }
  }

  void nothingElseOpens() {
    tests::SeededRandom random;
    AesGcmBox box(key(), random);
    const QByteArray sealed = box.seal(platform::Secret("a secret of twenty b"), "mine");
    QVERIFY(!box.open(sealed, "yours"));
    QVERIFY(!box.open(sealed, {}));
    QVERIFY(!AesGcmBox(key('x'), random).open(sealed, "mine"));
    for (qsizetype size = 0; size < sealed.size(); ++size) QVERIFY(!box.open(sealed.first(size), "mine"));
    QVERIFY(!box.open(sealed + '\0', "mine"));
    for (qsizetype at = 0; at < sealed.size(); ++at) {
      QByteArray changed = sealed;
      changed[at] = static_cast<char>(changed.at(at) ^ 1);
      QVERIFY2(!box.open(changed, "mine"), qPrintable(QString::number(at)));
    }
  }

  void aMasterKeyHasOneBox() {
    tests::SeededRandom random;
    const FileKeys keys(key('m'));
    const QByteArray sealed = keys.box(random)->seal(platform::Secret("secret"), "c");
    QVERIFY(FileKeys(key('m')).box(random)->open(sealed, "c"));
    QVERIFY(!FileKeys(key('n')).box(random)->open(sealed, "c"));
  }
};

}  // namespace latchkey::service::keys

QTEST_GUILESS_MAIN(latchkey::service::keys::AesGcmBoxTest)
#include "aes_gcm_box_test.moc"
