// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/heap.h"

#include <QTest>
#include <cstdlib>
#include <cstring>
#include <string_view>

using latchkey::platform::wipeFreedMemory;

namespace {

constexpr std::string_view secret = "Vyq7-Turnip-Ox";
constexpr std::size_t place = 256;  // into the block: what the heap writes at its beginning is not looked at

char* blockWithSecret(std::size_t size) {
  auto* const block = static_cast<char*>(std::malloc(size));
  std::memset(block, 'x', size);
  std::memcpy(block + place, secret.data(), secret.size());
  return block;
}

/// The next block of this size is the one that was given back last; whether it still holds the secret.
bool isFoundInFreedBlock(std::size_t size) {
  auto* const again = static_cast<char*>(std::malloc(size));
  asm volatile("" : : "r"(again) : "memory");  // the compiler knows that nothing was written there yet
  const bool found = std::string_view(again + place, secret.size()) == secret;
  std::free(again);
  return found;
}

}  // namespace

class HeapTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void initTestCase() {
#if defined(LATCHKEY_BESIDE_ADDRESS_SANITIZER) || defined(__SANITIZE_THREAD__)
    QSKIP("a sanitizer has a heap of its own");
#endif
  }
  void freedBlocksAreWiped() {
    constexpr std::size_t size = 1000;
    std::free(blockWithSecret(size));
    QVERIFY(isFoundInFreedBlock(size));  // else the rest proves nothing
    if (!wipeFreedMemory()) QSKIP("no heap that can be told");
    std::free(blockWithSecret(size));
    QVERIFY(!isFoundInFreedBlock(size));
  }
  void blocksThatMoveAreWiped() {
    if (!wipeFreedMemory()) QSKIP("no heap that can be told");
    constexpr std::size_t size = 1000;
    auto* const block = blockWithSecret(size);
    auto* const wall = static_cast<char*>(std::malloc(size));  // it cannot grow where it is
    auto* const grown = static_cast<char*>(std::realloc(block, 10 * size));
    QVERIFY(grown != nullptr);
    QCOMPARE(std::string_view(grown + place, secret.size()), secret);
    QCOMPARE(grown[size - 1], 'x');
    QVERIFY(!isFoundInFreedBlock(size));
    std::free(grown);
    std::free(wall);
  }
  void blocksThatShrinkKeepWhatIsLeft() {
    if (!wipeFreedMemory()) QSKIP("no heap that can be told");
    constexpr std::size_t size = 200'000;  // large enough for a mapping of its own
    auto* const block = blockWithSecret(size);
    auto* const shrunk = static_cast<char*>(std::realloc(block, place + 3));
    QVERIFY(shrunk != nullptr);
    QCOMPARE(std::string_view(shrunk + place, 3), secret.substr(0, 3));
    // The tail was wiped, whether it is still there or not.
    auto* const back = static_cast<char*>(std::realloc(shrunk, size));
    QCOMPARE(std::string_view(back + place, 3), secret.substr(0, 3));
    std::free(back);
  }
  void theOddCallsDoWhatTheyDidBefore() {
    (void)wipeFreedMemory();
    std::free(nullptr);
    auto* block = static_cast<char*>(std::realloc(nullptr, 10));
    QVERIFY(block != nullptr);
    std::memset(block, 0, 10);
    for (std::size_t size = 1; size < 3'000'000; size *= 3) {
      block = static_cast<char*>(std::realloc(block, size));
      QVERIFY(block != nullptr);
      block[size - 1] = 'e';
    }
    std::free(block);
  }
};

QTEST_APPLESS_MAIN(HeapTest)
#include "heap_test.moc"
