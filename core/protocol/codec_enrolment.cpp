// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/protocol/answer_fields.h"
#include "core/protocol/enrolment_codec.h"
#include "core/protocol/proof_fields.h"

namespace latchkey::protocol {

namespace {

enum class Secrets { Shown, Hidden };

QString encoded(const QByteArray& bytes) {
  return QString::fromLatin1(bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

void writeProblems(JsonWriter& out, const QList<NumberProblem>& problems) {
  if (problems.isEmpty()) return;
  out.beginArray("problems");
  for (const NumberProblem problem : problems) out.item(nameOf(problem));
  out.endArray();
}

/// A kind that only a newer service knows is nothing that this program can show.
std::optional<MethodKind> kindIn(FieldReader& fields) {
  return fromName<MethodKind>(fields.line("kind", limits::word).toStdString());
}

void write(JsonWriter& out, const RegisteredMethod& method) {
  out.beginObject();
  out.text("handle", method.handle);
  out.text("kind", nameOf(method.kind));
  textUnlessEmpty(out, "mask", method.mask);
  textUnlessEmpty(out, "label", method.label);
  if (method.warning != MethodWarning::None) out.text("warning", nameOf(method.warning));
  writeProblems(out, method.problems);
  if (method.resetOnly) out.boolean("resetOnly", true);
  if (!method.proves) out.boolean("proves", false);
  if (method.byDirectory) out.boolean("byDirectory", true);
  if (method.confirmedDaysAgo >= 0) out.number("confirmedDaysAgo", method.confirmedDaysAgo);
  if (method.usableIn != 0) out.number("usableIn", method.usableIn);
  out.endObject();
}
QList<RegisteredMethod> readRegistered(FieldReader& fields) {
  QList<RegisteredMethod> methods;
  std::size_t index = 0;
  for (const JsonValue& item : fields.items("methods", limits::methods)) {
    FieldReader one = fields.element("methods", item, index++);
    RegisteredMethod method;
    method.handle = one.identifier("handle", {limits::handle, limits::handle});
    const auto kind = kindIn(one);
    method.kind = kind.value_or(MethodKind::Mail);
    method.mask = textIfThere(one, "mask", limits::mask);
    if (one.has("label")) method.label = one.line("label", limits::methodLabel);
    if (one.has("warning")) method.warning = knownWord(one, "warning", MethodWarning::None);
    method.problems = knownWords<NumberProblem>(one, "problems", limits::numberProblems);
    method.resetOnly = one.has("resetOnly") && one.boolean("resetOnly");
    method.proves = !one.has("proves") || one.boolean("proves");
    method.byDirectory = one.has("byDirectory") && one.boolean("byDirectory");
    if (one.has("confirmedDaysAgo"))
      method.confirmedDaysAgo = one.integer("confirmedDaysAgo", limits::daysAgo);
    method.usableIn = integerIfThere(one, "usableIn", limits::seconds);
    if (kind) methods << method;
  }
  return methods;
}

void write(JsonWriter& out, const QList<RegistrationNews>& news) {
  if (news.isEmpty()) return;
  out.beginArray("news");
  for (const RegistrationNews& one : news) {
    out.beginObject();
    out.text("kind", nameOf(one.kind));
    out.boolean("added", one.added);
    out.number("daysAgo", one.daysAgo);
    out.endObject();
  }
  out.endArray();
}
QList<RegistrationNews> readRegistrationNews(FieldReader& fields) {
  QList<RegistrationNews> news;
  std::size_t index = 0;
  for (const JsonValue& item : fields.items("news", limits::news)) {
    FieldReader one = fields.element("news", item, index++);
    const auto kind = kindIn(one);
    const bool added = one.boolean("added");
    const int daysAgo = one.integer("daysAgo", limits::daysAgo);
    if (kind) news << RegistrationNews{*kind, added, daysAgo};
  }
  return news;
}

void write(JsonWriter& out, const RegistrationPolicyView& policy) {
  out.beginObject("policy");
  out.boolean("isMet", policy.isMet);
  out.number("wanted", policy.wanted);
  if (policy.gatesNeeded != 1) out.number("gatesNeeded", policy.gatesNeeded);
  out.boolean("maySkip", policy.maySkip);
  if (policy.mayAppeal) out.boolean("mayAppeal", true);
  out.beginArray("kinds");
  for (const MethodKind kind : policy.kinds) out.item(nameOf(kind));
  out.endArray();
  out.number("questionsAsked", policy.questionsAsked);
  if (!policy.questions.isEmpty()) writeQuestionList(out, "questions", policy.questions);
  if (!policy.countries.isEmpty()) {
    out.beginArray("countries");
    for (const QString& country : policy.countries) out.item(country);
    out.endArray();
  }
  textUnlessEmpty(out, "homeCountry", policy.homeCountry);
  out.endObject();
}
RegistrationPolicyView readPolicy(FieldReader fields) {
  constexpr limits::Range region{limits::region, limits::region};
  RegistrationPolicyView policy;
  policy.isMet = fields.boolean("isMet");
  policy.wanted = fields.integer("wanted", limits::methodsWanted);
  if (fields.has("gatesNeeded")) policy.gatesNeeded = fields.integer("gatesNeeded", limits::gates);
  policy.maySkip = fields.boolean("maySkip");
  policy.mayAppeal = fields.has("mayAppeal") && fields.boolean("mayAppeal");
  if (!fields.has("kinds")) fields.refuse("kinds");
  policy.kinds = knownWords<MethodKind>(fields, "kinds", limits::methods);
  policy.questionsAsked = fields.integer("questionsAsked", limits::questionsAsked);
  policy.questions = readQuestionList(fields, "questions", limits::questionsOffered);
  policy.countries = fields.texts("countries", limits::countries, region);
  if (fields.has("homeCountry")) policy.homeCountry = fields.identifier("homeCountry", region);
  return policy;
}

void write(JsonWriter& out, const AddingView& adding, Secrets secrets) {
  out.beginObject("adding");
  out.text("kind", nameOf(adding.kind));
  if (adding.secret && secrets == Secrets::Shown) out.text("secret", adding.secret->view());
  textUnlessEmpty(out, "issuer", adding.issuer);
  textUnlessEmpty(out, "accountName", adding.accountName);
  if (adding.secretExpiresIn != 0) out.number("secretExpiresIn", adding.secretExpiresIn);
  textUnlessEmpty(out, "dialled", adding.dialled);
  textUnlessEmpty(out, "mask", adding.mask);
  writeProblems(out, adding.problems);
  if (adding.warning != MethodWarning::None) out.text("warning", nameOf(adding.warning));
  if (adding.code) writeCode(out, *adding.code);
  if (adding.kind == MethodKind::SecurityKey) {
    out.text("rpId", adding.rpId);
    out.text("challenge", encoded(adding.challenge));
    out.text("userId", encoded(adding.userId));
    if (!adding.credentials.isEmpty()) {
      out.beginArray("credentials");
      for (const QByteArray& id : adding.credentials) out.item(encoded(id));
      out.endArray();
    }
    out.boolean("verifiesPerson", adding.verifiesPerson);
  }
  if (adding.replaces) out.boolean("replaces", true);
  out.endObject();
}
AddingView readAdded(FieldReader fields) {
  AddingView adding;
  adding.kind = fields.word<MethodKind>("kind");
  if (fields.has("secret")) {
    adding.secret = fields.token("secret", limits::authenticatorSecret);
    const auto isBase32 = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'); };
    if (!std::ranges::all_of(adding.secret->view(), isBase32)) fields.refuse("secret");
  }
  if (fields.has("issuer")) adding.issuer = fields.line("issuer", limits::issuer);
  if (fields.has("accountName")) adding.accountName = fields.line("accountName", limits::accountName);
  adding.secretExpiresIn = integerIfThere(fields, "secretExpiresIn", limits::seconds);
  if (fields.has("dialled")) adding.dialled = fields.line("dialled", limits::dialled);
  adding.mask = textIfThere(fields, "mask", limits::mask);
  adding.problems = knownWords<NumberProblem>(fields, "problems", limits::numberProblems);
  if (fields.has("warning")) adding.warning = knownWord(fields, "warning", MethodWarning::None);
  if (fields.has("code")) adding.code = readCode(fields.object("code"));
  if (adding.kind == MethodKind::SecurityKey) {
    adding.rpId = fields.line("rpId", limits::rpId);
    adding.challenge = fields.base64Url("challenge", limits::keyChallengeBytes);
    adding.userId = fields.base64Url("userId", limits::userIdBytes);
    adding.credentials = fields.base64Urls("credentials", limits::credentials, limits::credentialBytes);
    adding.verifiesPerson = fields.boolean("verifiesPerson");
  }
  adding.replaces = fields.has("replaces") && fields.boolean("replaces");
  return adding;
}

void write(JsonWriter& out, const FreshProofView& proof) {
  out.beginObject("proof");
  out.text("handle", proof.handle);
  out.text("kind", nameOf(proof.kind));
  if (proof.code) writeCode(out, *proof.code);
  if (proof.questions) writeQuestions(out, *proof.questions);
  if (proof.securityKey) writeSecurityKey(out, *proof.securityKey);
  out.number("triesLeft", proof.triesLeft);
  out.endObject();
}
FreshProofView readFreshProof(FieldReader fields) {
  FreshProofView proof;
  proof.handle = fields.identifier("handle", {limits::handle, limits::handle});
  proof.kind = fields.word<MethodKind>("kind");
  if (fields.has("code")) proof.code = readCode(fields.object("code"));
  if (fields.has("questions")) proof.questions = readQuestions(fields.object("questions"));
  if (fields.has("securityKey")) proof.securityKey = readSecurityKey(fields.object("securityKey"));
  proof.triesLeft = fields.integer("triesLeft", limits::tries);
  return proof;
}

void write(JsonWriter& out, const EnrolmentView& view, Secrets secrets) {
  out.beginObject("enrolment");
  out.text("stage", nameOf(view.stage));
  out.text("accountName", view.accountName);
  textUnlessEmpty(out, "displayName", view.displayName);
  out.text("realmName", view.realmName);
  write(out, view.support);
  out.number("idleExpiresIn", view.idleExpiresIn);
  out.number("expiresIn", view.expiresIn);
  out.boolean("proofNeeded", view.proofNeeded);
  if (view.provenFor != 0) out.number("provenFor", view.provenFor);
  if (!view.methods.isEmpty()) {
    out.beginArray("methods");
    for (const RegisteredMethod& method : view.methods) write(out, method);
    out.endArray();
  }
  out.text("strength", nameOf(view.strength));
  write(out, view.policy);
  write(out, view.news);
  if (view.rehearsedDaysAgo >= 0) out.number("rehearsedDaysAgo", view.rehearsedDaysAgo);
  if (view.proof) write(out, *view.proof);
  if (view.adding) write(out, *view.adding, secrets);
  if (view.contactsNotified != 0) out.number("contactsNotified", view.contactsNotified);
  textUnlessEmpty(out, "reminder", view.reminder);
  out.endObject();
}

/// What a page of this stage cannot do without.
void refuseEnrolGaps(FieldReader& fields, const EnrolmentView& view) {
  const bool isAsking =
      view.stage == EnrolStage::Code || view.stage == EnrolStage::Questions || view.stage == EnrolStage::Key;
  // One thing is asked for at a time.
  if (isAsking && view.proof.has_value() == view.adding.has_value())
    return fields.refuse(view.proof ? "adding" : "proof");
  const bool proves = isAsking && view.proof;
  if (proves && view.stage == EnrolStage::Code && !view.proof->code) fields.refuse("proof");
  if (proves && view.stage == EnrolStage::Questions && !view.proof->questions) fields.refuse("proof");
  if (proves && view.stage == EnrolStage::Key && !view.proof->securityKey) fields.refuse("proof");
  const bool adds = isAsking && view.adding;
  const bool isSent = adds && view.adding->kind != MethodKind::Authenticator;
  if (isSent && view.stage == EnrolStage::Code && !view.adding->code) fields.refuse("adding");
  if (adds && view.stage == EnrolStage::Questions && view.policy.questions.isEmpty()) fields.refuse("policy");
  if (adds && view.stage == EnrolStage::Key && view.adding->kind != MethodKind::SecurityKey)
    fields.refuse("adding");
}

EnrolmentView readEnrolment(FieldReader fields) {
  EnrolmentView view;
  view.stage = fields.word<EnrolStage>("stage");
  view.accountName = fields.text("accountName", limits::accountName);
  view.displayName = textIfThere(fields, "displayName", limits::displayName);
  view.realmName = fields.text("realmName", limits::realmName);
  view.support = readSupport(fields.object("support"));
  view.idleExpiresIn = fields.integer("idleExpiresIn", limits::seconds);
  view.expiresIn = fields.integer("expiresIn", limits::seconds);
  view.proofNeeded = fields.boolean("proofNeeded");
  view.provenFor = integerIfThere(fields, "provenFor", limits::seconds);
  view.methods = readRegistered(fields);
  view.strength = knownWord(fields, "strength", Strength::Fragile);
  view.policy = readPolicy(fields.object("policy"));
  view.news = readRegistrationNews(fields);
  if (fields.has("rehearsedDaysAgo"))
    view.rehearsedDaysAgo = fields.integer("rehearsedDaysAgo", limits::daysAgo);
  if (fields.has("proof")) view.proof = readFreshProof(fields.object("proof"));
  if (fields.has("adding")) view.adding = readAdded(fields.object("adding"));
  view.contactsNotified = integerIfThere(fields, "contactsNotified", limits::contactsNotified);
  if (fields.has("reminder")) view.reminder = fields.identifier("reminder", limits::reminder);
  refuseEnrolGaps(fields, view);
  return view;
}

}  // namespace

platform::Secret encodeEnrolment(const EnrolmentAnswer& answer) {
  // Once without its secrets, to know how long it is: a buffer that grows leaves its old bytes behind.
  JsonWriter plain(4096);
  write(plain, answer.view, Secrets::Hidden);
  const auto roomOf = [](const std::optional<platform::Secret>& secret) {
    return secret ? 64 + JsonWriter::roomFor(secret->size()) : qsizetype(0);
  };
  const qsizetype added = answer.view.adding ? roomOf(answer.view.adding->secret) : 0;
  JsonWriter out(plain.take().size() + roomOf(answer.token) + added + 64);
  out.beginObject();
  if (answer.token) out.text("token", answer.token->view());
  write(out, answer.view, Secrets::Shown);
  out.endObject();
  return platform::Secret::consume(out.take());
}

Decoded<EnrolmentAnswer> decodeEnrolment(QByteArrayView body) {
  return decodeBody<EnrolmentAnswer>(body, limits::answerBodyBytes,
                                     [](FieldReader& fields, EnrolmentAnswer& answer) {
                                       answer.view = readEnrolment(fields.object("enrolment"));
                                       if (fields.has("token"))
                                         answer.token = fields.token("token", limits::token);
                                     });
}

QByteArray encodeNeed(const Need& need) {
  JsonWriter out;
  out.beginObject();
  out.beginObject("need");
  out.boolean("isNeeded", need.isNeeded);
  out.boolean("maySkip", need.maySkip);
  out.endObject();
  out.endObject();
  return out.take();
}

Decoded<Need> decodeNeed(QByteArrayView body) {
  return decodeBody<Need>(body, limits::answerBodyBytes, [](FieldReader& whole, Need& need) {
    FieldReader fields = whole.object("need");
    need.isNeeded = fields.boolean("isNeeded");
    need.maySkip = fields.boolean("maySkip");
  });
}

}  // namespace latchkey::protocol
