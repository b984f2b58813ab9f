// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/field_reader.h"
#include "core/protocol/json_writer.h"
#include "core/protocol/messages.h"

namespace latchkey::protocol {

/// The member "appeal" of a recovery's view.
void writeAppeal(JsonWriter& out, const AppealView& appeal);
/// Kinds of contacts that this version does not know are left out.
[[nodiscard]] AppealView readAppeal(FieldReader fields);

void writeForm(JsonWriter& out, const FileAppeal& command);
/// Enough for the whole body, so that the buffer with its secrets never grows.
[[nodiscard]] qsizetype roomOfForm(const FileAppeal& appeal);
void readForm(FieldReader& fields, FileAppeal& command);

}  // namespace latchkey::protocol
