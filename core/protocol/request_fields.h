// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/decode_body.h"
#include "core/protocol/json_writer.h"
#include "core/protocol/messages.h"

/// What several requests have in common. For the codec alone.
namespace latchkey::protocol {

/// @param members all that there may be; another one is refused.
template <typename T, typename Fill>
[[nodiscard]] Decoded<T> decodeRequest(QByteArrayView body, std::initializer_list<std::string_view> members,
                                       Fill fill) {
  return decodeBody<T>(body, limits::requestBodyBytes, [&](FieldReader& fields, T& value) {
    fields.refuseOthers(members);
    fill(fields, value);
  });
}

template <typename T>
[[nodiscard]] Decoded<T> decodeEmpty(QByteArrayView body) {
  return decodeRequest<T>(body, {}, [](FieldReader&, T&) {});
}

[[nodiscard]] inline QString base64UrlOf(const QByteArray& bytes) {
  return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

inline void writeAnswers(JsonWriter& out, const std::vector<GivenAnswer>& answers) {
  out.beginArray("answers");
  for (const GivenAnswer& given : answers) {
    out.beginObject();
    out.text("question", given.question);
    out.text("answer", given.answer.view());
    out.endObject();
  }
  out.endArray();
}
/// Enough for all of them, so that the buffer never grows.
[[nodiscard]] inline qsizetype roomOfAnswers(const std::vector<GivenAnswer>& answers) {
  constexpr qsizetype frame = 256;
  qsizetype room = 0;
  for (const GivenAnswer& given : answers) room += frame + JsonWriter::roomFor(given.answer.size());
  return room;
}
[[nodiscard]] inline std::vector<GivenAnswer> readAnswers(FieldReader& fields) {
  std::vector<GivenAnswer> answers;
  const auto& items = fields.items("answers", limits::questions);
  if (items.empty()) fields.refuse("answers");
  std::size_t index = 0;
  for (const JsonValue& item : items) {
    FieldReader one = fields.element("answers", item, index++);
    one.refuseOthers({"question", "answer"});
    QString question = one.identifier("question", limits::questionId);
    answers.push_back({std::move(question), one.secret("answer", limits::answer)});
  }
  return answers;
}

}  // namespace latchkey::protocol
