// SPDX-License-Identifier: GPL-3.0-or-later
// The strict JSON reader on any bytes. Whatever it accepts, Qt's reader has to accept too: ours may
// only be stricter, never laxer.
#include <QByteArray>
#include <QJsonDocument>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/protocol/json_reader.h"
#include "core/protocol/json_text.h"
#include "core/protocol/limits.h"

using namespace latchkey::protocol;

namespace {

std::size_t check(const JsonValue& value, int depth) {
  const bool container = value.type == JsonValue::Type::Array || value.type == JsonValue::Type::Object;
  if (container && depth >= limits::jsonDepth) std::abort();
  std::string_view rest = value.text;
  while (!rest.empty()) {
    const std::size_t length = utf8SequenceLength(rest);
    if (length == 0 || rest.front() == '\0') std::abort();
    rest.remove_prefix(length);
  }
  std::size_t count = 1;
  for (const JsonValue& item : value.items) count += check(item, depth + 1);
  for (const auto& member : value.members) {
    if (value.find(member.name) != &member.value) std::abort();  // a duplicate went through
    count += check(member.value, depth + 1);
  }
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
  const auto document = JsonDocument::read(text);
  if (!document) {
    const qsizetype offset = document.error().offset;
    if (offset < 0 || offset > text.size()) std::abort();
    return 0;
  }
  if (check(document->root(), 0) > limits::jsonValues) std::abort();
  const auto type = document->root().type;
  if (type == JsonValue::Type::Array || type == JsonValue::Type::Object) {
    if (QJsonDocument::fromJson(text).isNull()) std::abort();
  }
  return 0;
}
