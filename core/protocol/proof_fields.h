// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/field_reader.h"
#include "core/protocol/json_writer.h"
#include "core/protocol/messages.h"

/// What proves somebody, in the views of a recovery and of "Secure your account". For the codec alone.
namespace latchkey::protocol {

void writeCode(JsonWriter& out, const CodeView& code);
[[nodiscard]] CodeView readCode(FieldReader fields);
void writeQuestions(JsonWriter& out, const QuestionsView& questions);
[[nodiscard]] QuestionsView readQuestions(FieldReader fields);
void writeSecurityKey(JsonWriter& out, const SecurityKeyView& key);
[[nodiscard]] SecurityKeyView readSecurityKey(FieldReader fields);
void writeQuestionList(JsonWriter& out, std::string_view name, const QList<Question>& questions);
[[nodiscard]] QList<Question> readQuestionList(FieldReader& fields, std::string_view name, std::size_t most);

}  // namespace latchkey::protocol
