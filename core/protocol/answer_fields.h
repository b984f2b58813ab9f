// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/protocol/decode_body.h"
#include "core/protocol/json_writer.h"
#include "core/protocol/messages.h"
#include "core/protocol/names.h"

/// What several answers have in common. For the codec alone.
namespace latchkey::protocol {

/// Optional members are absent, never null and never empty.
inline void textUnlessEmpty(JsonWriter& out, std::string_view name, const QString& value) {
  if (!value.isEmpty()) out.text(name, value);
}
inline QString textIfThere(FieldReader& fields, std::string_view name, limits::Range size) {
  return fields.has(name) ? fields.text(name, size) : QString();
}
inline int integerIfThere(FieldReader& fields, std::string_view name, limits::Range range) {
  return fields.has(name) ? fields.integer(name, range) : 0;
}

/// A word that a newer service may have added counts as `otherwise`.
template <typename E>
E knownWord(FieldReader& fields, std::string_view name, E otherwise) {
  return fromName<E>(fields.line(name, limits::word).toStdString()).value_or(otherwise);
}

/// Words of lists that a newer service may have lengthened: those that are not known here are left out.
template <typename E>
QList<E> knownWords(FieldReader& fields, std::string_view name, std::size_t most) {
  QList<E> known;
  for (const QString& word : fields.texts(name, most, limits::word)) {
    if (const auto value = fromName<E>(word.toStdString())) known << *value;
  }
  return known;
}

inline void write(JsonWriter& out, const SupportContact& support) {
  out.beginObject("support");
  textUnlessEmpty(out, "name", support.name);
  textUnlessEmpty(out, "mail", support.mail);
  textUnlessEmpty(out, "phone", support.phone);
  textUnlessEmpty(out, "hours", support.hours);
  out.endObject();
}
inline SupportContact readSupport(FieldReader fields) {
  return {textIfThere(fields, "name", limits::supportName), textIfThere(fields, "mail", limits::supportMail),
          textIfThere(fields, "phone", limits::supportPhone),
          textIfThere(fields, "hours", limits::supportHours)};
}

}  // namespace latchkey::protocol
