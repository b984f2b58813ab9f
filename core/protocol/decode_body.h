// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <optional>
#include <utility>

#include "core/protocol/codec.h"
#include "core/protocol/field_reader.h"

/// Inside of the codec: the frame that all decoders share.
namespace latchkey::protocol {

/// @param fill takes the fields out of the root object.
template <typename T, typename Fill>
[[nodiscard]] Decoded<T> decodeBody(QByteArrayView body, std::size_t mostBytes, Fill fill) {
  if (static_cast<std::size_t>(body.size()) > mostBytes)
    return unexpected(problemOf(ProblemKind::BodyTooLarge));
  const auto document = JsonDocument::read(body);
  if (!document || document->root().type != JsonValue::Type::Object)
    return unexpected(problemOf(ProblemKind::MalformedRequest));
  std::optional<Problem> problem;
  FieldReader fields(document->root(), problem);
  T value;
  fill(fields, value);
  if (problem) return unexpected(*std::move(problem));
  return value;
}

}  // namespace latchkey::protocol
