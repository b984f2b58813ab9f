// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/answer_fields.h"
#include "core/protocol/appeal_codec.h"
#include "core/protocol/codec.h"
#include "core/protocol/proof_fields.h"

namespace latchkey::protocol {

namespace {

// --- parts, each written and read side by side ----------------------------------------------------

void write(JsonWriter& out, const ChallengeView& challenge) {
  out.beginObject("challenge");
  out.text("id", challenge.id);
  out.text("kind", nameOf(challenge.kind));
  out.number("expiresIn", challenge.expiresIn);
  if (challenge.kind == ChallengeKind::Work) {
    constexpr auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    out.text("workSeed", QString::fromLatin1(challenge.workSeed.toBase64(options)));
    out.number("workBits", challenge.workBits);
  }
  out.endObject();
}
ChallengeView readChallenge(FieldReader fields) {
  ChallengeView challenge;
  challenge.id = fields.identifier("id", limits::challengeId);
  challenge.kind = fields.word<ChallengeKind>("kind");
  challenge.expiresIn = fields.integer("expiresIn", limits::seconds);
  if (challenge.kind == ChallengeKind::Work) {
    challenge.workSeed = fields.base64Url("workSeed", limits::workSeedBytes);
    challenge.workBits = fields.integer("workBits", limits::workBits);
  }
  return challenge;
}

void write(JsonWriter& out, std::string_view name, const QList<Method>& methods) {
  if (methods.isEmpty()) return;
  out.beginArray(name);
  for (const Method& method : methods) {
    out.beginObject();
    out.text("handle", method.handle);
    out.text("kind", nameOf(method.kind));
    textUnlessEmpty(out, "mask", method.mask);
    if (method.warning != MethodWarning::None) out.text("warning", nameOf(method.warning));
    out.endObject();
  }
  out.endArray();
}
QList<Method> readMethods(FieldReader& fields, std::string_view name) {
  QList<Method> methods;
  std::size_t index = 0;
  for (const JsonValue& item : fields.items(name, limits::methods)) {
    FieldReader one = fields.element(name, item, index++);
    Method method;
    method.handle = one.identifier("handle", {limits::handle, limits::handle});
    const auto kind = fromName<MethodKind>(one.line("kind", limits::word).toStdString());
    method.kind = kind.value_or(MethodKind::Mail);
    method.mask = textIfThere(one, "mask", limits::mask);
    if (one.has("warning")) method.warning = one.word<MethodWarning>("warning");
    if (kind) methods << method;  // a factor of a newer service is nothing that this program can offer
  }
  return methods;
}

void write(JsonWriter& out, const PasswordRulesView& rules) {
  out.beginObject("passwordRules");
  out.number("minimumLength", rules.minimumLength);
  out.number("maximumLength", rules.maximumLength);
  out.number("minimumClasses", rules.minimumClasses);
  out.boolean("asciiOnly", rules.asciiOnly);
  out.boolean("refuseCommon", rules.refuseCommon);
  out.boolean("refuseNames", rules.refuseNames);
  if (!rules.organisationWords.isEmpty()) {
    out.beginArray("organisationWords");
    for (const QString& word : rules.organisationWords) out.item(word);
    out.endArray();
  }
  out.endObject();
}
PasswordRulesView readPasswordRules(FieldReader fields) {
  PasswordRulesView rules;
  rules.minimumLength = fields.integer("minimumLength", limits::passwordLength);
  rules.maximumLength = fields.integer("maximumLength", limits::passwordLength);
  rules.minimumClasses = fields.integer("minimumClasses", limits::passwordClasses);
  rules.asciiOnly = fields.boolean("asciiOnly");
  rules.refuseCommon = fields.boolean("refuseCommon");
  rules.refuseNames = fields.boolean("refuseNames");
  rules.organisationWords =
      fields.texts("organisationWords", limits::organisationWords, limits::organisationWord);
  return rules;
}

// --- the whole view -------------------------------------------------------------------------------

void write(JsonWriter& out, const RecoveryView& view) {
  out.beginObject("recovery");
  out.text("stage", nameOf(view.stage));
  out.text("receipt", view.receipt);
  out.text("accountName", view.accountName);
  out.text("realmName", view.realmName);
  write(out, view.support);
  out.number("gatesPassed", view.gatesPassed);
  out.number("gatesNeeded", view.gatesNeeded);
  out.number("idleExpiresIn", view.idleExpiresIn);
  out.number("expiresIn", view.expiresIn);
  out.boolean("discloses", view.discloses);
  if (view.ending) out.text("ending", nameOf(*view.ending));
  if (view.retryIn != 0) out.number("retryIn", view.retryIn);
  if (view.administrator != AdministratorContact::NotOffered)
    out.text("administrator", nameOf(view.administrator));
  if (view.freshProof) out.boolean("freshProof", true);
  if (view.continuation != Continuation::None) out.text("continuation", nameOf(view.continuation));
  if (view.challenge) write(out, *view.challenge);
  write(out, "methods", view.methods);
  textUnlessEmpty(out, "chosenHandle", view.chosenHandle);
  if (view.code) writeCode(out, *view.code);
  if (view.questions) writeQuestions(out, *view.questions);
  if (view.securityKey) writeSecurityKey(out, *view.securityKey);
  if (view.passwordRules) write(out, *view.passwordRules);
  textUnlessEmpty(out, "displayName", view.displayName);
  if (view.lock != AccountLock::Unknown) out.text("lock", nameOf(view.lock));
  if (view.outcome != Outcome::PasswordSet) out.text("outcome", nameOf(view.outcome));
  if (!view.signInUrl.isEmpty()) out.text("signInUrl", view.signInUrl.toString(QUrl::FullyEncoded));
  if (view.contactsNotified != 0) out.number("contactsNotified", view.contactsNotified);
  if (!view.contacts.isEmpty()) {
    out.beginArray("contacts");
    for (const QString& mask : view.contacts) out.item(mask);
    out.endArray();
  }
  if (view.signInsEndIn != 0) out.number("signInsEndIn", view.signInsEndIn);
  if (view.accountKind != AccountKind::Other) out.text("accountKind", nameOf(view.accountKind));
  if (view.signIn) out.text("signIn", nameOf(*view.signIn));
  if (view.signInTriesLeft != 0) out.number("signInTriesLeft", view.signInTriesLeft);
  if (view.appeal) writeAppeal(out, *view.appeal);
  if (view.byAppeal) out.boolean("byAppeal", true);
  if (!view.realmFactors.isEmpty()) {
    out.beginArray("realmFactors");
    for (const MethodKind kind : view.realmFactors) out.item(nameOf(kind));
    out.endArray();
  }
  if (view.rehearsal) out.boolean("rehearsal", true);
  write(out, "provenBy", view.provenBy);
  out.endObject();
}

/// What a page of this stage cannot do without. The challenge is absent while a spent one waits for
/// its successor.
void refuseGaps(FieldReader& fields, const RecoveryView& view) {
  if ((view.stage == Stage::Code || view.stage == Stage::AppealCode) && !view.code) fields.refuse("code");
  const bool appeals =
      view.stage == Stage::AppealCode || view.stage == Stage::AppealForm || view.stage == Stage::Appealed;
  if (appeals && !view.appeal) fields.refuse("appeal");
  if (view.stage == Stage::Questions && !view.questions) fields.refuse("questions");
  if (view.stage == Stage::SecurityKey && !view.securityKey) fields.refuse("securityKey");
  if (view.stage == Stage::Password && !view.passwordRules) fields.refuse("passwordRules");
  if (view.stage == Stage::Ended && !view.ending) fields.refuse("ending");
}

RecoveryView readView(FieldReader fields) {
  RecoveryView view;
  view.stage = fields.word<Stage>("stage");
  view.receipt = fields.line("receipt", limits::receipt);
  view.accountName = fields.text("accountName", limits::accountName);
  view.realmName = fields.text("realmName", limits::realmName);
  view.support = readSupport(fields.object("support"));
  view.gatesPassed = fields.integer("gatesPassed", limits::gates);
  view.gatesNeeded = fields.integer("gatesNeeded", limits::gates);
  view.idleExpiresIn = fields.integer("idleExpiresIn", limits::seconds);
  view.expiresIn = fields.integer("expiresIn", limits::seconds);
  view.discloses = fields.boolean("discloses");
  // Words of a newer service: the page then says no more than it knows.
  if (fields.has("ending")) view.ending = knownWord(fields, "ending", Ending::NotPossible);
  view.retryIn = integerIfThere(fields, "retryIn", limits::seconds);
  if (fields.has("administrator"))
    view.administrator = knownWord(fields, "administrator", AdministratorContact::NotOffered);
  if (fields.has("freshProof")) view.freshProof = fields.boolean("freshProof");
  if (fields.has("continuation")) view.continuation = knownWord(fields, "continuation", Continuation::None);
  if (fields.has("challenge")) view.challenge = readChallenge(fields.object("challenge"));
  view.methods = readMethods(fields, "methods");
  if (fields.has("chosenHandle"))
    view.chosenHandle = fields.identifier("chosenHandle", {limits::handle, limits::handle});
  if (fields.has("code")) view.code = readCode(fields.object("code"));
  if (fields.has("questions")) view.questions = readQuestions(fields.object("questions"));
  if (fields.has("securityKey")) view.securityKey = readSecurityKey(fields.object("securityKey"));
  if (fields.has("passwordRules")) view.passwordRules = readPasswordRules(fields.object("passwordRules"));
  view.displayName = textIfThere(fields, "displayName", limits::displayName);
  if (fields.has("lock")) view.lock = knownWord(fields, "lock", AccountLock::Unknown);
  if (fields.has("outcome")) view.outcome = fields.word<Outcome>("outcome");
  if (fields.has("signInUrl")) view.signInUrl = fields.httpsUrl("signInUrl", limits::url);
  view.contactsNotified = integerIfThere(fields, "contactsNotified", limits::contactsNotified);
  if (fields.has("contacts")) view.contacts = fields.texts("contacts", limits::contacts, limits::mask);
  view.signInsEndIn = integerIfThere(fields, "signInsEndIn", limits::seconds);
  if (fields.has("accountKind")) {
    // A kind that only a newer service knows gets the advice for all.
    const auto kind = fromName<AccountKind>(fields.line("accountKind", limits::word).toStdString());
    view.accountKind = kind.value_or(AccountKind::Other);
  }
  if (fields.has("signIn")) view.signIn = knownWord(fields, "signIn", SignInResult::Refused);
  view.signInTriesLeft = integerIfThere(fields, "signInTriesLeft", limits::tries);
  if (fields.has("appeal")) view.appeal = readAppeal(fields.object("appeal"));
  if (fields.has("byAppeal")) view.byAppeal = fields.boolean("byAppeal");
  if (fields.has("realmFactors"))
    view.realmFactors = knownWords<MethodKind>(fields, "realmFactors", limits::methods);
  if (fields.has("rehearsal")) view.rehearsal = fields.boolean("rehearsal");
  view.provenBy = readMethods(fields, "provenBy");
  refuseGaps(fields, view);
  return view;
}

}  // namespace

QByteArray encodeView(const RecoveryView& view) {
  JsonWriter out(2048);
  out.beginObject();
  write(out, view);
  out.endObject();
  return out.take();
}

platform::Secret encodeAnswer(const RecoveryAnswer& answer) {
  const QByteArray body = encodeView(answer.view);
  if (!answer.token) return platform::Secret({body.constData(), static_cast<std::size_t>(body.size())});
  JsonWriter token(64 + JsonWriter::roomFor(answer.token->size()));
  token.beginObject();
  token.text("token", answer.token->view());
  QByteArray head = token.take();  // {"token":"…" and then the members of the other object
  QByteArray whole;
  whole.reserve(head.size() + body.size());
  whole.append(head).append(',').append(QByteArrayView(body).sliced(1));
  platform::wipe(head);
  return platform::Secret::consume(std::move(whole));
}

Decoded<RecoveryAnswer> decodeAnswer(QByteArrayView body) {
  return decodeBody<RecoveryAnswer>(body, limits::answerBodyBytes,
                                    [](FieldReader& fields, RecoveryAnswer& answer) {
                                      answer.view = readView(fields.object("recovery"));
                                      if (fields.has("token"))
                                        answer.token = fields.token("token", limits::token);
                                    });
}

}  // namespace latchkey::protocol
