// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

/// Working copies of a password: wiped before their memory goes back. For one call; what is kept longer
/// is a platform::Secret.
namespace latchkey::rules {

/// Overwrites through volatile, so that the compiler cannot drop it as a dead store.
inline void overwrite(void* bytes, std::size_t count) {
  auto* const at = static_cast<volatile unsigned char*>(bytes);
  for (std::size_t i = 0; i < count; ++i) at[i] = 0;
}

template <typename T>
struct WipingAllocator {
  using value_type = T;
  WipingAllocator() = default;
  template <typename U>
  explicit WipingAllocator(const WipingAllocator<U>&) {}
  [[nodiscard]] T* allocate(std::size_t count) { return std::allocator<T>().allocate(count); }
  void deallocate(T* values, std::size_t count) {
    overwrite(values, count * sizeof(T));
    std::allocator<T>().deallocate(values, count);
  }
  bool operator==(const WipingAllocator&) const { return true; }
};

using WipedBytes = std::vector<char, WipingAllocator<char>>;
using WipedText = std::vector<char32_t, WipingAllocator<char32_t>>;

/// Code points of strict UTF-8: no overlong form, no surrogate, nothing above U+10FFFF.
[[nodiscard]] std::optional<WipedText> decodeUtf8(std::string_view utf8);
void appendUtf8(WipedBytes& bytes, char32_t character);

/// Case and width folded, one code point to one, so that nothing has to pass through a QString.
[[nodiscard]] char32_t foldCharacter(char32_t character);
[[nodiscard]] WipedText foldText(const WipedText& text);

}  // namespace latchkey::rules
