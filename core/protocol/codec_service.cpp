// SPDX-License-Identifier: GPL-3.0-or-later
// Answers that belong to no recovery.
#include "core/protocol/answer_fields.h"
#include "core/protocol/codec.h"

namespace latchkey::protocol {

QByteArray encodeObjection(const Objection& objection) {
  JsonWriter out;
  out.beginObject();
  out.beginObject("objection");
  textUnlessEmpty(out, "receipt", objection.receipt);
  out.text("accountMask", objection.accountMask);
  out.text("realmName", objection.realmName);
  write(out, objection.support);
  out.number("stoppedFor", objection.stoppedFor);
  out.number("recoveriesEnded", objection.recoveriesEnded);
  out.boolean("passwordChanged", objection.passwordChanged);
  out.number("contactsNotified", objection.contactsNotified);
  out.boolean("administratorsTold", objection.administratorsTold);
  if (objection.appealsEnded != 0) out.number("appealsEnded", objection.appealsEnded);
  if (objection.mayAppeal) out.boolean("mayAppeal", true);
  out.endObject();
  out.endObject();
  return out.take();
}

Decoded<Objection> decodeObjection(QByteArrayView body) {
  return decodeBody<Objection>(body, limits::answerBodyBytes, [](FieldReader& whole, Objection& objection) {
    FieldReader fields = whole.object("objection");
    objection.receipt = fields.has("receipt") ? fields.line("receipt", limits::receipt) : QString();
    objection.accountMask = fields.text("accountMask", limits::accountName);
    objection.realmName = fields.text("realmName", limits::realmName);
    objection.support = readSupport(fields.object("support"));
    objection.stoppedFor = fields.integer("stoppedFor", limits::seconds);
    objection.recoveriesEnded = fields.integer("recoveriesEnded", limits::recoveriesEnded);
    objection.passwordChanged = fields.boolean("passwordChanged");
    objection.contactsNotified = fields.integer("contactsNotified", limits::contactsNotified);
    objection.administratorsTold = fields.boolean("administratorsTold");
    objection.appealsEnded = integerIfThere(fields, "appealsEnded", limits::appealsEnded);
    objection.mayAppeal = fields.has("mayAppeal") && fields.boolean("mayAppeal");
  });
}

QByteArray encodeDiscovery(const Discovery& discovery) {
  JsonWriter out;
  out.beginObject();
  out.text("serviceName", discovery.serviceName);
  out.text("apiVersion", discovery.apiVersion);
  out.beginArray("languages");
  for (const Language language : discovery.languages) out.item(nameOf(language));
  out.endArray();
  out.beginArray("challengeKinds");
  for (const ChallengeKind kind : discovery.challengeKinds) out.item(nameOf(kind));
  out.endArray();
  write(out, discovery.support);
  out.endObject();
  return out.take();
}

Decoded<Discovery> decodeDiscovery(QByteArrayView body) {
  return decodeBody<Discovery>(body, limits::answerBodyBytes, [](FieldReader& fields, Discovery& discovery) {
    discovery.serviceName = fields.text("serviceName", limits::serviceName);
    discovery.apiVersion = fields.line("apiVersion", limits::apiVersion);
    for (const char* const list : {"languages", "challengeKinds"}) {
      if (!fields.has(list)) fields.refuse(list);
    }
    discovery.languages = knownWords<Language>(fields, "languages", limits::languages);
    discovery.challengeKinds = knownWords<ChallengeKind>(fields, "challengeKinds", limits::challengeKinds);
    discovery.support = readSupport(fields.object("support"));
  });
}

}  // namespace latchkey::protocol
