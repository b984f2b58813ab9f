// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/kept_place.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "core/client/server_address.h"
#include "core/protocol/limits.h"
#include "core/protocol/names.h"

namespace latchkey::client {

namespace {
namespace limits = protocol::limits;

constexpr std::string_view placeHeader = "latchkey-place-1";
constexpr std::size_t lineCount = 5;
constexpr std::size_t longestEntry = 1024;  // bytes; an entry of ours has about 200
constexpr std::size_t keySize = 32;
constexpr std::string_view hexDigits = "0123456789abcdef";

using Lines = std::array<std::string_view, lineCount>;

/// Exactly so many lines, each with its line feed, and nothing after the last.
std::optional<Lines> linesOf(std::string_view text) {
  Lines lines;
  for (std::string_view& line : lines) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    line = text.substr(0, end);
    text.remove_prefix(end + 1);
  }
  return text.empty() ? std::optional(lines) : std::nullopt;
}

/// What an Authorization header can carry (token68 of RFC 9110, section 11.2).
bool isToken(std::string_view text) {
  const auto length = static_cast<int>(text.size());
  return length >= limits::token.least && length <= limits::token.most &&
         std::ranges::all_of(text, [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                  std::string_view("-._~+/=").find(c) != std::string_view::npos;
         });
}

platform::Secret fromHex(std::string_view text) {
  platform::Secret bytes;
  if (text.size() != 2 * keySize) return bytes;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const std::size_t high = hexDigits.find(text[i]);
    const std::size_t low = hexDigits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return {};
    const char byte = static_cast<char>(high << 4U | low);
    bytes.append({&byte, 1});
  }
  return bytes;
}

void appendHex(platform::Secret& out, std::string_view bytes) {
  for (const char each : bytes) {
    const auto byte = static_cast<unsigned char>(each);
    const std::array<char, 2> digits = {hexDigits[byte >> 4U], hexDigits[byte & 0xFU]};
    out.append({digits.data(), digits.size()});
  }
}
}  // namespace

platform::Secret encodePlace(const KeptPlace& place) {
  platform::Secret out{placeHeader};
  const auto line = [&out](std::string_view text) {
    out.append("\n");
    out.append(text);
  };
  line(place.server.toEncoded().toStdString());
  line(protocol::nameOf(place.reason));
  line({});
  appendHex(out, place.key.view());
  line(place.token.view());
  out.append("\n");
  return out;
}

Result<KeptPlace, PlaceFault> decodePlace(const platform::Secret& kept) {
  const auto unreadable = [] { return unexpected(PlaceFault::Unreadable); };
  if (kept.size() > longestEntry) return unreadable();
  const auto lines = linesOf(kept.view());
  if (!lines || (*lines)[0] != placeHeader) return unreadable();

  KeptPlace place;
  const std::string_view written = (*lines)[1];
  const auto server =
      parseServerAddress(QString::fromLatin1(written.data(), static_cast<qsizetype>(written.size())));
  // The one way in which it is written by us, and no other that means the same.
  if (!server || server->toEncoded().toStdString() != written) return unreadable();
  place.server = *server;
  const auto reason = protocol::fromName<protocol::Reason>((*lines)[2]);
  if (!reason) return unreadable();
  place.reason = *reason;
  place.key = fromHex((*lines)[3]);
  if (place.key.isEmpty() || !isToken((*lines)[4])) return unreadable();
  place.token = platform::Secret((*lines)[4]);
  return place;
}

}  // namespace latchkey::client
