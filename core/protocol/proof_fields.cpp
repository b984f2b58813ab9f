// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/proof_fields.h"

#include "core/protocol/answer_fields.h"

namespace latchkey::protocol {

namespace {

DeliveryNews readNews(FieldReader fields) {
  DeliveryNews news;
  news.standing = knownWord(fields, "standing", DeliveryStanding::Unknown);
  if (fields.has("fault")) news.fault = knownWord(fields, "fault", DeliveryFault::Other);
  return news;
}

}  // namespace

void writeCode(JsonWriter& out, const CodeView& code) {
  out.beginObject("code");
  out.text("kind", nameOf(code.kind));
  textUnlessEmpty(out, "mask", code.mask);
  textUnlessEmpty(out, "shownEntry", code.shownEntry);
  out.number("digits", code.digits);
  out.number("expiresIn", code.expiresIn);
  out.number("resendIn", code.resendIn);
  out.number("resendsLeft", code.resendsLeft);
  out.number("triesLeft", code.triesLeft);
  out.text("delivery", nameOf(code.delivery));
  textUnlessEmpty(out, "sender", code.sender);
  if (code.news) {
    out.beginObject("news");
    out.text("standing", nameOf(code.news->standing));
    if (code.news->fault != DeliveryFault::None) out.text("fault", nameOf(code.news->fault));
    out.endObject();
  }
  if (!code.problems.isEmpty()) {
    out.beginArray("problems");
    for (const NumberProblem problem : code.problems) out.item(nameOf(problem));
    out.endArray();
  }
  out.endObject();
}
CodeView readCode(FieldReader fields) {
  CodeView code;
  code.kind = fields.word<MethodKind>("kind");
  code.mask = textIfThere(fields, "mask", limits::mask);
  code.shownEntry = textIfThere(fields, "shownEntry", limits::entry);
  code.digits = fields.integer("digits", limits::digits);
  code.expiresIn = fields.integer("expiresIn", limits::seconds);
  code.resendIn = fields.integer("resendIn", limits::seconds);
  code.resendsLeft = fields.integer("resendsLeft", limits::tries);
  code.triesLeft = fields.integer("triesLeft", limits::tries);
  code.delivery = fields.word<DeliveryState>("delivery");
  code.sender = fields.has("sender") ? fields.line("sender", limits::sender) : QString();
  if (fields.has("news")) code.news = readNews(fields.object("news"));
  code.problems = knownWords<NumberProblem>(fields, "problems", limits::numberProblems);
  return code;
}

void writeQuestions(JsonWriter& out, const QuestionsView& questions) {
  out.beginObject("questions");
  writeQuestionList(out, "asked", questions.asked);
  out.number("triesLeft", questions.triesLeft);
  out.endObject();
}
QuestionsView readQuestions(FieldReader fields) {
  QuestionsView questions;
  questions.asked = readQuestionList(fields, "asked", limits::questions);
  if (questions.asked.isEmpty()) fields.refuse("asked");
  questions.triesLeft = fields.integer("triesLeft", limits::tries);
  return questions;
}

void writeSecurityKey(JsonWriter& out, const SecurityKeyView& key) {
  constexpr auto options = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
  out.beginObject("securityKey");
  out.text("rpId", key.rpId);
  out.text("challenge", QString::fromLatin1(key.challenge.toBase64(options)));
  out.beginArray("credentials");
  for (const QByteArray& id : key.credentials) out.item(QString::fromLatin1(id.toBase64(options)));
  out.endArray();
  out.boolean("verifiesPerson", key.verifiesPerson);
  out.number("triesLeft", key.triesLeft);
  out.endObject();
}
SecurityKeyView readSecurityKey(FieldReader fields) {
  SecurityKeyView key;
  key.rpId = fields.line("rpId", limits::rpId);
  key.challenge = fields.base64Url("challenge", limits::keyChallengeBytes);
  key.credentials = fields.base64Urls("credentials", limits::credentials, limits::credentialBytes);
  if (key.credentials.isEmpty()) fields.refuse("credentials");
  key.verifiesPerson = fields.boolean("verifiesPerson");
  key.triesLeft = fields.integer("triesLeft", limits::tries);
  return key;
}

void writeQuestionList(JsonWriter& out, std::string_view name, const QList<Question>& questions) {
  out.beginArray(name);
  for (const Question& question : questions) {
    out.beginObject();
    out.text("id", question.id);
    out.text("text", question.text);
    out.endObject();
  }
  out.endArray();
}
QList<Question> readQuestionList(FieldReader& fields, std::string_view name, std::size_t most) {
  QList<Question> questions;
  std::size_t index = 0;
  for (const JsonValue& item : fields.items(name, most)) {
    FieldReader one = fields.element(name, item, index++);
    questions << Question{one.identifier("id", limits::questionId), one.line("text", limits::question)};
  }
  return questions;
}

}  // namespace latchkey::protocol
