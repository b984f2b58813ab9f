// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <cstddef>
#include <string_view>

namespace latchkey::platform {

/// Bytes that must not outlive their use: passwords, codes, tokens, keys. Usually UTF-8.
///
/// The bytes live in memory of libsodium (locked, guarded, wiped when released). Move-only; has no
/// conversion to QString or QVariant and no debug operator, so that it cannot be printed by accident.
/// Not thread-safe; hand it over by move.
class Secret {
public:
  Secret() = default;
  /// Copies the bytes. The caller still owns, and has to wipe, what it passed.
  explicit Secret(std::string_view bytes);
  /// Takes the bytes over and wipes the array before it is released. A detached copy that
  /// somebody else holds of a shared array is beyond reach, so pass an unshared one.
  static Secret consume(QByteArray&& bytes);

  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;
  ~Secret();

  /// A deliberate second copy, for the few places that need one (a repeated request).
  [[nodiscard]] Secret clone() const;

  /// Valid until the next non-const call. Never store it.
  [[nodiscard]] std::string_view view() const;
  [[nodiscard]] std::size_t size() const { return m_size; }
  [[nodiscard]] bool isEmpty() const { return m_size == 0; }

  void append(std::string_view bytes);
  /// Replaces count bytes at position by others; the field that edits a password uses it.
  void replace(std::size_t position, std::size_t count, std::string_view bytes);
  void wipe();

  /// Compares in constant time for equal lengths.
  [[nodiscard]] bool equals(const Secret& other) const;

private:
  void reserve(std::size_t capacity);

  char* m_bytes = nullptr;
  std::size_t m_size = 0;
  std::size_t m_capacity = 0;
};

/// Overwrites plain memory, in a way that the compiler keeps.
void secureZero(void* memory, std::size_t size);
/// Overwrites the array's bytes in place, in a way that the compiler keeps, and empties it.
void wipe(QByteArray& bytes);
/// Overwrites the text in place and empties it.
void wipe(QString& text);

}  // namespace latchkey::platform
