// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/appeal_codec.h"

#include "core/protocol/answer_fields.h"

namespace latchkey::protocol {

void writeAppeal(JsonWriter& out, const AppealView& appeal) {
  out.beginObject("appeal");
  out.beginArray("contactKinds");
  for (const MethodKind kind : appeal.contactKinds) out.item(nameOf(kind));
  out.endArray();
  textUnlessEmpty(out, "contactMask", appeal.contactMask);
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
  appeal.contactKinds = knownWords<MethodKind>(fields, "contactKinds", limits::methods);
  appeal.contactMask = textIfThere(fields, "contactMask", limits::mask);
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

void writeForm(JsonWriter& out, const FileAppeal& command) {
  textUnlessEmpty(out, "names", command.names);
  textUnlessEmpty(out, "birthDate", command.birthDate);
  if (!command.passwords.empty()) {
    out.beginArray("passwords");
    for (const platform::Secret& password : command.passwords) out.item(password.view());
    out.endArray();
  }
  textUnlessEmpty(out, "lastSignIn", command.lastSignIn);
  textUnlessEmpty(out, "places", command.places);
  if (!command.contacts.isEmpty()) {
    out.beginArray("contacts");
    for (const QString& contact : command.contacts) out.item(contact);
    out.endArray();
  }
  textUnlessEmpty(out, "devices", command.devices);
  if (command.fields.isEmpty()) return;
  out.beginArray("fields");
  for (const GivenField& given : command.fields) {
    out.beginObject();
    out.text("id", given.id);
    out.text("value", given.value);
    out.endObject();
  }
  out.endArray();
}

// UTF-8 of a QString is at most three bytes a unit.
qsizetype roomOfForm(const FileAppeal& appeal) {
  constexpr qsizetype frame = 512;
  constexpr qsizetype member = 64;
  const auto room = [](const QString& text) {
    return member + JsonWriter::roomFor(3 * static_cast<std::size_t>(text.size()));
  };
  qsizetype total = frame + room(appeal.names) + room(appeal.birthDate) + room(appeal.lastSignIn) +
                    room(appeal.places) + room(appeal.devices);
  for (const QString& contact : appeal.contacts) total += room(contact);
  for (const GivenField& given : appeal.fields) total += room(given.id) + room(given.value);
  for (const platform::Secret& one : appeal.passwords) total += member + JsonWriter::roomFor(one.size());
  return total;
}

void readForm(FieldReader& fields, FileAppeal& command) {
  const auto line = [&fields](std::string_view name, limits::Range size) {
    return fields.has(name) ? fields.line(name, size) : QString();
  };
  command.names = line("names", limits::appealNames);
  command.birthDate = line("birthDate", limits::appealBirthDate);
  command.passwords = fields.secrets("passwords", limits::appealPasswords, limits::appealPassword);
  command.lastSignIn = line("lastSignIn", limits::appealLastSignIn);
  command.places = line("places", limits::appealPlaces);
  command.contacts = fields.texts("contacts", limits::appealContacts, limits::appealContact);
  command.devices = line("devices", limits::appealDevices);
  std::size_t index = 0;
  for (const JsonValue& item : fields.items("fields", limits::appealFields)) {
    FieldReader one = fields.element("fields", item, index++);
    one.refuseOthers({"id", "value"});
    QString id = one.identifier("id", limits::appealFieldId);
    command.fields.append({std::move(id), one.line("value", limits::appealValue)});
  }
  // Empty is absent, for lists too.
  if (fields.has("passwords") && command.passwords.empty()) fields.refuse("passwords");
  if (fields.has("contacts") && command.contacts.isEmpty()) fields.refuse("contacts");
  if (fields.has("fields") && command.fields.isEmpty()) fields.refuse("fields");
}

}  // namespace latchkey::protocol
