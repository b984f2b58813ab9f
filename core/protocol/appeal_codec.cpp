// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/appeal_codec.h"

namespace latchkey::protocol {

void writeAppeal(JsonWriter& out, const AppealView& appeal) {
  out.beginObject("appeal");
  out.beginArray("contactKinds");
  for (const MethodKind kind : appeal.contactKinds) out.item(nameOf(kind));
  out.endArray();
  if (!appeal.contactMask.isEmpty()) out.text("contactMask", appeal.contactMask);
  if (!appeal.fields.isEmpty()) {
    out.beginArray("fields");
    for (const AppealField& field : appeal.fields) {
      out.beginObject();
      out.text("id", field.id);
      out.text("label", field.label);
      out.number("maximumLength", field.maximumLength);
      out.endObject();
    }
    out.endArray();
  }
  out.number("reviewedWithin", appeal.reviewedWithin);
  out.number("waitsAtLeast", appeal.waitsAtLeast);
  out.endObject();
}

AppealView readAppeal(FieldReader fields) {
  AppealView appeal;
  if (!fields.has("contactKinds")) fields.refuse("contactKinds");
  for (const QString& word : fields.texts("contactKinds", limits::methods, limits::word)) {
    if (const auto kind = fromName<MethodKind>(word.toStdString())) appeal.contactKinds << *kind;
  }
  appeal.contactMask = fields.has("contactMask") ? fields.text("contactMask", limits::mask) : QString();
  std::size_t index = 0;
  for (const JsonValue& item : fields.items("fields", limits::appealFields)) {
    FieldReader one = fields.element("fields", item, index++);
    AppealField field;
    field.id = one.identifier("id", limits::appealFieldId);
    field.label = one.line("label", limits::appealLabel);
    field.maximumLength = one.integer("maximumLength", limits::appealValue);
    appeal.fields << field;
  }
  appeal.reviewedWithin = fields.integer("reviewedWithin", limits::seconds);
  appeal.waitsAtLeast = fields.integer("waitsAtLeast", limits::seconds);
  return appeal;
}

}  // namespace latchkey::protocol
