// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/protocol/enrolment_codec.h"
#include "core/protocol/names.h"
#include "core/protocol/request_fields.h"

namespace latchkey::protocol {

namespace {

constexpr limits::Range handleSize{limits::handle, limits::handle};

bool isContact(MethodKind kind) {
  return kind == MethodKind::Mail || kind == MethodKind::Text || kind == MethodKind::Call;
}
bool hasLabel(MethodKind kind) {
  return kind == MethodKind::SecurityKey || kind == MethodKind::Authenticator;
}

void writeUnlessEmpty(JsonWriter& out, std::string_view name, const QString& value) {
  if (!value.isEmpty()) out.text(name, value);
}

void writeEnrol(JsonWriter& out, const OpenEnrolment& command) {
  out.text("account", command.account);
  out.text("language", nameOf(command.language));
  out.text("password", command.password.view());
}
void writeEnrol(JsonWriter& out, const ChooseProof& command) {
  out.text("handle", command.handle);
}
void writeEnrol(JsonWriter& out, const SubmitEnrolCode& command) {
  out.text("code", command.code.view());
}
void writeEnrol(JsonWriter& out, const SubmitEnrolAnswers& command) {
  writeAnswers(out, command.answers);
}
void writeEnrol(JsonWriter& out, const SubmitEnrolAssertion& command) {
  out.text("credential", base64UrlOf(command.credential));
  out.text("clientData", base64UrlOf(command.clientData));
  out.text("authenticatorData", base64UrlOf(command.authenticatorData));
  out.text("signature", base64UrlOf(command.signature));
}
void writeEnrol(JsonWriter& out, const AddMethod& command) {
  out.text("kind", nameOf(command.kind));
  writeUnlessEmpty(out, "contact", command.contact);
  writeUnlessEmpty(out, "region", command.region);
  writeUnlessEmpty(out, "extension", command.extension);
  writeUnlessEmpty(out, "label", command.label);
  writeUnlessEmpty(out, "replaces", command.replaces);
}
void writeEnrol(JsonWriter& out, const RegisterKey& command) {
  out.text("credential", base64UrlOf(command.credential));
  out.text("publicKey", base64UrlOf(command.publicKey));
  out.text("clientData", base64UrlOf(command.clientData));
  out.text("authenticatorData", base64UrlOf(command.authenticatorData));
}
void writeEnrol(JsonWriter& out, const RemoveMethod& command) {
  out.text("handle", command.handle);
}
void writeEnrol(JsonWriter& out, const SetEnrolLanguage& command) {
  out.text("language", nameOf(command.language));
}
void writeEnrol(JsonWriter&, const ResendEnrolCode&) {}
void writeEnrol(JsonWriter&, const LeaveStep&) {}
void writeEnrol(JsonWriter&, const FinishEnrolment&) {}

/// Enough for the whole body of what carries a secret, so that the buffer never grows.
qsizetype roomOfEnrol(const EnrolCommand& command) {
  constexpr qsizetype frame = 256;
  if (const auto* open = std::get_if<OpenEnrolment>(&command)) {
    // UTF-8 of a QString is at most three bytes a unit.
    return frame + JsonWriter::roomFor(3 * static_cast<std::size_t>(open->account.size())) +
           JsonWriter::roomFor(open->password.size());
  }
  if (const auto* submit = std::get_if<SubmitEnrolCode>(&command))
    return frame + JsonWriter::roomFor(submit->code.size());
  if (const auto* submit = std::get_if<SubmitEnrolAnswers>(&command))
    return frame + roomOfAnswers(submit->answers);
  return frame;
}

Decoded<EnrolCommand> asEnrolCommand(auto decoded) {
  if (!decoded) return unexpected(std::move(decoded.error()));
  return EnrolCommand(*std::move(decoded));
}

void readOpening(FieldReader& fields, OpenEnrolment& command) {
  command.account = fields.line("account", limits::account);
  command.language = fields.word<Language>("language");
  command.password = fields.secret("password", limits::password);
}

void readAdding(FieldReader& fields, AddMethod& command) {
  command.kind = fields.word<MethodKind>("kind");
  if (command.kind == MethodKind::StartCode) fields.refuse("kind");  // an administrator hands it out
  const bool isNumber = command.kind == MethodKind::Text || command.kind == MethodKind::Call;
  if (isContact(command.kind)) command.contact = fields.line("contact", limits::contact);
  if (isNumber && fields.has("region")) {
    command.region = fields.identifier("region", {limits::region, limits::region});
    const auto isCapital = [](QChar letter) { return letter >= u'A' && letter <= u'Z'; };
    if (!std::ranges::all_of(command.region, isCapital)) fields.refuse("region");
  }
  if (command.kind == MethodKind::Call && fields.has("extension")) {
    command.extension = fields.identifier("extension", limits::extension);
    const auto isDigit = [](QChar letter) { return letter >= u'0' && letter <= u'9'; };
    if (!std::ranges::all_of(command.extension, isDigit)) fields.refuse("extension");
  }
  if (hasLabel(command.kind) && fields.has("label"))
    command.label = fields.line("label", limits::methodLabel);
  if (fields.has("replaces")) command.replaces = fields.identifier("replaces", handleSize);
  // What does not belong to the kind.
  if (!isContact(command.kind) && fields.has("contact")) fields.refuse("contact");
  if (!isNumber && fields.has("region")) fields.refuse("region");
  if (command.kind != MethodKind::Call && fields.has("extension")) fields.refuse("extension");
  if (!hasLabel(command.kind) && fields.has("label")) fields.refuse("label");
}

void readAssertion(FieldReader& fields, SubmitEnrolAssertion& command) {
  command.credential = fields.base64Url("credential", limits::credentialBytes);
  command.clientData = fields.base64Url("clientData", limits::clientDataBytes);
  command.authenticatorData = fields.base64Url("authenticatorData", limits::authenticatorDataBytes);
  command.signature = fields.base64Url("signature", limits::signatureBytes);
}

void readKey(FieldReader& fields, RegisterKey& command) {
  command.credential = fields.base64Url("credential", limits::credentialBytes);
  command.publicKey = fields.base64Url("publicKey", limits::publicKeyBytes);
  command.clientData = fields.base64Url("clientData", limits::clientDataBytes);
  command.authenticatorData = fields.base64Url("authenticatorData", limits::attestedDataBytes);
}

}  // namespace

Decoded<EnrolCommand> decodeEnrolCommand(RequestKind kind, QByteArrayView body) {
  switch (kind) {
    case RequestKind::OpenEnrolment:
      return asEnrolCommand(
          decodeRequest<OpenEnrolment>(body, {"account", "language", "password"}, &readOpening));
    case RequestKind::ChooseProof:
      return asEnrolCommand(
          decodeRequest<ChooseProof>(body, {"handle"}, [](FieldReader& fields, ChooseProof& command) {
            command.handle = fields.identifier("handle", handleSize);
          }));
    case RequestKind::ResendEnrolCode:
      return asEnrolCommand(decodeEmpty<ResendEnrolCode>(body));
    case RequestKind::SubmitEnrolCode:
      return asEnrolCommand(
          decodeRequest<SubmitEnrolCode>(body, {"code"}, [](FieldReader& fields, SubmitEnrolCode& command) {
            command.code = fields.digits("code", limits::code);
          }));
    case RequestKind::SubmitEnrolAnswers:
      return asEnrolCommand(decodeRequest<SubmitEnrolAnswers>(
          body, {"answers"},
          [](FieldReader& fields, SubmitEnrolAnswers& command) { command.answers = readAnswers(fields); }));
    case RequestKind::SubmitEnrolAssertion:
      return asEnrolCommand(decodeRequest<SubmitEnrolAssertion>(
          body, {"credential", "clientData", "authenticatorData", "signature"}, &readAssertion));
    case RequestKind::AddMethod:
      return asEnrolCommand(decodeRequest<AddMethod>(
          body, {"kind", "contact", "region", "extension", "label", "replaces"}, &readAdding));
    case RequestKind::RegisterKey:
      return asEnrolCommand(decodeRequest<RegisterKey>(
          body, {"credential", "publicKey", "clientData", "authenticatorData"}, &readKey));
    case RequestKind::RemoveMethod:
      return asEnrolCommand(
          decodeRequest<RemoveMethod>(body, {"handle"}, [](FieldReader& fields, RemoveMethod& command) {
            command.handle = fields.identifier("handle", handleSize);
          }));
    case RequestKind::LeaveStep:
      return asEnrolCommand(decodeEmpty<LeaveStep>(body));
    case RequestKind::FinishEnrolment:
      return asEnrolCommand(decodeEmpty<FinishEnrolment>(body));
    case RequestKind::SetEnrolLanguage:
      return asEnrolCommand(decodeRequest<SetEnrolLanguage>(
          body, {"language"}, [](FieldReader& fields, SetEnrolLanguage& command) {
            command.language = fields.word<Language>("language");
          }));
    default:  // a read, CheckNeed, or a step of a recovery
      return unexpected(problemOf(ProblemKind::NotFound));
  }
}

platform::Secret encodeEnrolCommand(const EnrolCommand& command) {
  JsonWriter out(roomOfEnrol(command));
  out.beginObject();
  std::visit([&out](const auto& one) { writeEnrol(out, one); }, command);
  out.endObject();
  return platform::Secret::consume(out.take());
}

RequestKind requestKindOf(const EnrolCommand& command) {
  struct Kinds {
    RequestKind operator()(const OpenEnrolment&) const { return RequestKind::OpenEnrolment; }
    RequestKind operator()(const ChooseProof&) const { return RequestKind::ChooseProof; }
    RequestKind operator()(const ResendEnrolCode&) const { return RequestKind::ResendEnrolCode; }
    RequestKind operator()(const SubmitEnrolCode&) const { return RequestKind::SubmitEnrolCode; }
    RequestKind operator()(const SubmitEnrolAnswers&) const { return RequestKind::SubmitEnrolAnswers; }
    RequestKind operator()(const SubmitEnrolAssertion&) const { return RequestKind::SubmitEnrolAssertion; }
    RequestKind operator()(const AddMethod&) const { return RequestKind::AddMethod; }
    RequestKind operator()(const RegisterKey&) const { return RequestKind::RegisterKey; }
    RequestKind operator()(const RemoveMethod&) const { return RequestKind::RemoveMethod; }
    RequestKind operator()(const LeaveStep&) const { return RequestKind::LeaveStep; }
    RequestKind operator()(const FinishEnrolment&) const { return RequestKind::FinishEnrolment; }
    RequestKind operator()(const SetEnrolLanguage&) const { return RequestKind::SetEnrolLanguage; }
  };
  return std::visit(Kinds(), command);
}

Decoded<CheckNeed> decodeCheckNeed(QByteArrayView body) {
  return decodeRequest<CheckNeed>(body, {"account", "reminder"}, [](FieldReader& fields, CheckNeed& check) {
    check.account = fields.line("account", limits::account);
    check.reminder = fields.identifier("reminder", limits::reminder);
  });
}

QByteArray encodeCheckNeed(const CheckNeed& check) {
  JsonWriter out;
  out.beginObject();
  out.text("account", check.account);
  out.text("reminder", check.reminder);
  out.endObject();
  return out.take();
}

}  // namespace latchkey::protocol
