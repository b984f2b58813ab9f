// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/platform/secret.h"

#include <sodium.h>

#include <QString>
#include <algorithm>
#include <cstring>
#include <mutex>
#include <new>
#include <utility>
#include <vector>

namespace latchkey::platform {

namespace {
bool sodiumReady() {
  static const bool ready = sodium_init() >= 0;
  return ready;
}

/// Locked blocks between guard pages. To make one and to release it takes ten system calls, and a request to
/// the service needs a dozen secrets: blocks of the usual size are wiped and kept for the next one.
class LockedBlocks {
public:
  static constexpr std::size_t usualSize = 2048;  ///< what takes one locked page

  /// At least the capacity asked for, which becomes what it is.
  static char* take(std::size_t& capacity) {
    if (capacity > usualSize) return make(capacity);
    capacity = usualSize;
    {
      const std::lock_guard lock(spares().mutex);
      if (!spares().blocks.empty()) {
        char* const block = spares().blocks.back();
        spares().blocks.pop_back();
        return block;
      }
    }
    return make(capacity);
  }
  static void giveBack(char* block, std::size_t capacity) {
    if (block == nullptr) return;
    sodium_memzero(block, capacity);
    if (capacity == usualSize) {
      const std::lock_guard lock(spares().mutex);
      if (spares().blocks.size() < mostSpares) return spares().blocks.push_back(block);
    }
    sodium_free(block);
  }

private:
  static constexpr std::size_t mostSpares = 32;
  struct Spares {
    std::mutex mutex;
    std::vector<char*> blocks;
    Spares() { blocks.reserve(mostSpares); }
  };
  /// Never destroyed: secrets may outlive every static object.
  static Spares& spares() {
    static auto* const all = new Spares;
    return *all;
  }
  static char* make(std::size_t capacity) {
    auto* const made = sodiumReady() ? static_cast<char*>(sodium_malloc(capacity)) : nullptr;
    if (made == nullptr) throw std::bad_alloc();
    return made;
  }
};
}  // namespace

Secret::Secret(std::string_view bytes) {
  append(bytes);
}

Secret Secret::consume(QByteArray&& bytes) {
  Secret secret({bytes.constData(), static_cast<std::size_t>(bytes.size())});
  platform::wipe(bytes);
  return secret;
}

Secret::Secret(Secret&& other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr)),
      m_size(std::exchange(other.m_size, 0)),
      m_capacity(std::exchange(other.m_capacity, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe();
    m_bytes = std::exchange(other.m_bytes, nullptr);
    m_size = std::exchange(other.m_size, 0);
    m_capacity = std::exchange(other.m_capacity, 0);
  }
  return *this;
}

Secret::~Secret() {
  wipe();
}

Secret Secret::clone() const {
  return Secret(view());
}

std::string_view Secret::view() const {
  // Never null: functions of C that take bytes do not bear it, not even with none of them.
  return m_bytes == nullptr ? std::string_view("") : std::string_view(m_bytes, m_size);
}

void Secret::append(std::string_view bytes) {
  replace(m_size, 0, bytes);
}

void Secret::replace(std::size_t position, std::size_t count, std::string_view bytes) {
  position = std::min(position, m_size);
  count = std::min(count, m_size - position);
  const std::size_t size = m_size - count + bytes.size();
  if (size > m_capacity) reserve(size);
  if (m_bytes == nullptr) return;
  char* const hole = m_bytes + position;
  std::memmove(hole + bytes.size(), hole + count, m_size - position - count);
  std::copy(bytes.begin(), bytes.end(), hole);
  if (size < m_size) sodium_memzero(m_bytes + size, m_size - size);
  m_size = size;
}

void Secret::wipe() {
  LockedBlocks::giveBack(m_bytes, m_capacity);
  m_bytes = nullptr;
  m_size = 0;
  m_capacity = 0;
}

bool Secret::equals(const Secret& other) const {
  return m_size == other.m_size && (m_size == 0 || sodium_memcmp(m_bytes, other.m_bytes, m_size) == 0);
}

void Secret::reserve(std::size_t capacity) {
  capacity = std::max(capacity, m_capacity * 2);
  char* const grown = LockedBlocks::take(capacity);
  if (m_size > 0) std::memcpy(grown, m_bytes, m_size);
  LockedBlocks::giveBack(m_bytes, m_capacity);
  m_bytes = grown;
  m_capacity = capacity;
}

void secureZero(void* memory, std::size_t size) {
  sodium_memzero(memory, size);
}

void wipe(QByteArray& bytes) {
  if (!bytes.isEmpty()) sodium_memzero(bytes.data(), static_cast<std::size_t>(bytes.size()));
  bytes.clear();
}

void wipe(QString& text) {
  if (!text.isEmpty()) sodium_memzero(text.data(), static_cast<std::size_t>(text.size()) * sizeof(QChar));
  text.clear();
}

}  // namespace latchkey::platform
