// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/appeal_codec.h"
#include "core/protocol/codec.h"
#include "core/protocol/request_fields.h"

namespace latchkey::protocol {

namespace {

template <typename T>
Decoded<Command> asCommand(Decoded<T> decoded) {
  if (!decoded) return unexpected(std::move(decoded.error()));
  return Command(*std::move(decoded));
}

void write(JsonWriter& out, const OpenRecovery& command) {
  out.text("account", command.account);
  out.text("reason", nameOf(command.reason));
  out.text("language", nameOf(command.language));
  if (!command.receipt.isEmpty()) out.text("receipt", command.receipt);
  if (command.rehearsal) out.boolean("rehearsal", true);
}
void write(JsonWriter& out, const NewChallenge& command) {
  out.text("kind", nameOf(command.kind));
}
void write(JsonWriter& out, const AnswerChallenge& command) {
  out.text("id", command.id);
  if (command.workCounter) {
    out.text("workCounter", QString::number(*command.workCounter));
  } else {
    out.text("text", command.text);
  }
}
void write(JsonWriter& out, const ChooseMethod& command) {
  out.text("handle", command.handle);
}
void write(JsonWriter& out, const ConfirmContact& command) {
  out.text("entry", command.entry);
}
void write(JsonWriter& out, const SubmitCode& command) {
  out.text("code", command.code.view());
}
void write(JsonWriter& out, const SubmitAnswers& command) {
  writeAnswers(out, command.answers);
}
void write(JsonWriter& out, const SubmitAssertion& command) {
  out.text("credential", base64UrlOf(command.credential));
  out.text("clientData", base64UrlOf(command.clientData));
  out.text("authenticatorData", base64UrlOf(command.authenticatorData));
  out.text("signature", base64UrlOf(command.signature));
}
void write(JsonWriter& out, const SetPassword& command) {
  out.text("password", command.password.view());
}
void write(JsonWriter& out, const SetLanguage& command) {
  out.text("language", nameOf(command.language));
}
void write(JsonWriter& out, const TrySignIn& command) {
  out.text("password", command.password.view());
}
void write(JsonWriter& out, const ResumeRecovery& command) {
  out.text("language", nameOf(command.language));
}
void write(JsonWriter& out, const GiveAppealContact& command) {
  out.text("contact", command.contact);
}
void write(JsonWriter& out, const FileAppeal& command) {
  writeForm(out, command);
}
void write(JsonWriter& out, const OpenByApproval& command) {
  out.text("code", command.code.view());
  out.text("language", nameOf(command.language));
}
void write(JsonWriter&, const ResendCode&) {}
void write(JsonWriter&, const UnlockAccount&) {}
void write(JsonWriter&, const CancelRecovery&) {}
void write(JsonWriter&, const ContactAdministrator&) {}

/// Enough for the whole body of what carries a secret, so that the buffer never grows.
qsizetype roomOf(const Command& command) {
  constexpr qsizetype frame = 256;
  if (const auto* set = std::get_if<SetPassword>(&command))
    return frame + JsonWriter::roomFor(set->password.size());
  if (const auto* attempt = std::get_if<TrySignIn>(&command))
    return frame + JsonWriter::roomFor(attempt->password.size());
  if (const auto* submit = std::get_if<SubmitCode>(&command))
    return frame + JsonWriter::roomFor(submit->code.size());
  if (const auto* submit = std::get_if<SubmitAnswers>(&command))
    return frame + roomOfAnswers(submit->answers);
  if (const auto* opening = std::get_if<OpenByApproval>(&command))
    return frame + JsonWriter::roomFor(opening->code.size());
  if (const auto* appeal = std::get_if<FileAppeal>(&command)) return roomOfForm(*appeal);
  return frame;
}

}  // namespace

Decoded<OpenRecovery> decodeOpenRecovery(QByteArrayView body) {
  return decodeRequest<OpenRecovery>(body, {"account", "reason", "language", "receipt", "rehearsal"},
                                     [](FieldReader& fields, OpenRecovery& command) {
                                       command.account = fields.line("account", limits::account);
                                       command.reason = fields.word<Reason>("reason");
                                       command.language = fields.word<Language>("language");
                                       if (fields.has("receipt"))
                                         command.receipt = fields.line("receipt", limits::typedReceipt);
                                       if (fields.has("rehearsal"))
                                         command.rehearsal = fields.boolean("rehearsal");
                                     });
}

Decoded<NewChallenge> decodeNewChallenge(QByteArrayView body) {
  return decodeRequest<NewChallenge>(body, {"kind"}, [](FieldReader& fields, NewChallenge& command) {
    command.kind = fields.word<ChallengeKind>("kind");
  });
}

Decoded<AnswerChallenge> decodeAnswerChallenge(QByteArrayView body) {
  return decodeRequest<AnswerChallenge>(body, {"id", "text", "workCounter"},
                                        [](FieldReader& fields, AnswerChallenge& command) {
                                          command.id = fields.identifier("id", limits::challengeId);
                                          if (!fields.has("workCounter")) {
                                            command.text = fields.line("text", limits::challengeText);
                                            return;
                                          }
                                          command.workCounter = fields.counter("workCounter");
                                          if (fields.has("text"))
                                            fields.refuse("text");  // one try, one answer
                                        });
}

Decoded<ChooseMethod> decodeChooseMethod(QByteArrayView body) {
  return decodeRequest<ChooseMethod>(body, {"handle"}, [](FieldReader& fields, ChooseMethod& command) {
    command.handle = fields.identifier("handle", {limits::handle, limits::handle});
  });
}

Decoded<ConfirmContact> decodeConfirmContact(QByteArrayView body) {
  return decodeRequest<ConfirmContact>(body, {"entry"}, [](FieldReader& fields, ConfirmContact& command) {
    command.entry = fields.line("entry", limits::entry);
  });
}

Decoded<ResendCode> decodeResendCode(QByteArrayView body) {
  return decodeEmpty<ResendCode>(body);
}

Decoded<SubmitCode> decodeSubmitCode(QByteArrayView body) {
  return decodeRequest<SubmitCode>(body, {"code"}, [](FieldReader& fields, SubmitCode& command) {
    command.code = fields.digits("code", limits::code);
  });
}

Decoded<SubmitAnswers> decodeSubmitAnswers(QByteArrayView body) {
  return decodeRequest<SubmitAnswers>(body, {"answers"}, [](FieldReader& fields, SubmitAnswers& command) {
    command.answers = readAnswers(fields);
  });
}

Decoded<SubmitAssertion> decodeSubmitAssertion(QByteArrayView body) {
  return decodeRequest<SubmitAssertion>(
      body, {"credential", "clientData", "authenticatorData", "signature"},
      [](FieldReader& fields, SubmitAssertion& command) {
        command.credential = fields.base64Url("credential", limits::credentialBytes);
        command.clientData = fields.base64Url("clientData", limits::clientDataBytes);
        command.authenticatorData = fields.base64Url("authenticatorData", limits::authenticatorDataBytes);
        command.signature = fields.base64Url("signature", limits::signatureBytes);
      });
}

Decoded<SetPassword> decodeSetPassword(QByteArrayView body) {
  return decodeRequest<SetPassword>(body, {"password"}, [](FieldReader& fields, SetPassword& command) {
    command.password = fields.secret("password", limits::password);
  });
}

Decoded<UnlockAccount> decodeUnlockAccount(QByteArrayView body) {
  return decodeEmpty<UnlockAccount>(body);
}

Decoded<CancelRecovery> decodeCancelRecovery(QByteArrayView body) {
  return decodeEmpty<CancelRecovery>(body);
}

Decoded<SetLanguage> decodeSetLanguage(QByteArrayView body) {
  return decodeRequest<SetLanguage>(body, {"language"}, [](FieldReader& fields, SetLanguage& command) {
    command.language = fields.word<Language>("language");
  });
}

Decoded<ContactAdministrator> decodeContactAdministrator(QByteArrayView body) {
  return decodeEmpty<ContactAdministrator>(body);
}

Decoded<TrySignIn> decodeTrySignIn(QByteArrayView body) {
  return decodeRequest<TrySignIn>(body, {"password"}, [](FieldReader& fields, TrySignIn& command) {
    command.password = fields.secret("password", limits::password);
  });
}

Decoded<ResumeRecovery> decodeResumeRecovery(QByteArrayView body) {
  return decodeRequest<ResumeRecovery>(body, {"language"}, [](FieldReader& fields, ResumeRecovery& command) {
    command.language = fields.word<Language>("language");
  });
}

Decoded<GiveAppealContact> decodeGiveAppealContact(QByteArrayView body) {
  return decodeRequest<GiveAppealContact>(body, {"contact"},
                                          [](FieldReader& fields, GiveAppealContact& command) {
                                            command.contact = fields.line("contact", limits::appealContact);
                                          });
}

Decoded<FileAppeal> decodeFileAppeal(QByteArrayView body) {
  return decodeRequest<FileAppeal>(
      body, {"names", "birthDate", "passwords", "lastSignIn", "places", "contacts", "devices", "fields"},
      [](FieldReader& fields, FileAppeal& command) { readForm(fields, command); });
}

Decoded<OpenByApproval> decodeOpenByApproval(QByteArrayView body) {
  return decodeRequest<OpenByApproval>(body, {"code", "language"},
                                       [](FieldReader& fields, OpenByApproval& command) {
                                         command.language = fields.word<Language>("language");
                                         command.code = fields.token("code", limits::approvalCode);
                                       });
}

Decoded<Command> decodeCommand(RequestKind kind, QByteArrayView body) {
  switch (kind) {
    case RequestKind::None:
    case RequestKind::Object:
    case RequestKind::Report:
    case RequestKind::OpenEnrolment:
    case RequestKind::ChooseProof:
    case RequestKind::ResendEnrolCode:
    case RequestKind::SubmitEnrolCode:
    case RequestKind::SubmitEnrolAnswers:
    case RequestKind::SubmitEnrolAssertion:
    case RequestKind::AddMethod:
    case RequestKind::RegisterKey:
    case RequestKind::RemoveMethod:
    case RequestKind::LeaveStep:
    case RequestKind::FinishEnrolment:
    case RequestKind::SetEnrolLanguage:
    case RequestKind::CheckNeed:
      break;
    case RequestKind::OpenRecovery:
      return asCommand(decodeOpenRecovery(body));
    case RequestKind::NewChallenge:
      return asCommand(decodeNewChallenge(body));
    case RequestKind::AnswerChallenge:
      return asCommand(decodeAnswerChallenge(body));
    case RequestKind::ChooseMethod:
      return asCommand(decodeChooseMethod(body));
    case RequestKind::ConfirmContact:
      return asCommand(decodeConfirmContact(body));
    case RequestKind::ResendCode:
      return asCommand(decodeResendCode(body));
    case RequestKind::SubmitCode:
      return asCommand(decodeSubmitCode(body));
    case RequestKind::SubmitAnswers:
      return asCommand(decodeSubmitAnswers(body));
    case RequestKind::SubmitAssertion:
      return asCommand(decodeSubmitAssertion(body));
    case RequestKind::SetPassword:
      return asCommand(decodeSetPassword(body));
    case RequestKind::UnlockAccount:
      return asCommand(decodeUnlockAccount(body));
    case RequestKind::CancelRecovery:
      return asCommand(decodeCancelRecovery(body));
    case RequestKind::SetLanguage:
      return asCommand(decodeSetLanguage(body));
    case RequestKind::ContactAdministrator:
      return asCommand(decodeContactAdministrator(body));
    case RequestKind::TrySignIn:
      return asCommand(decodeTrySignIn(body));
    case RequestKind::ResumeRecovery:
      return asCommand(decodeResumeRecovery(body));
    case RequestKind::GiveAppealContact:
      return asCommand(decodeGiveAppealContact(body));
    case RequestKind::FileAppeal:
      return asCommand(decodeFileAppeal(body));
    case RequestKind::OpenByApproval:
      return asCommand(decodeOpenByApproval(body));
  }
  return unexpected(problemOf(ProblemKind::NotFound));
}

Decoded<Object> decodeObject(QByteArrayView body) {
  return decodeRequest<Object>(body, {"code"}, [](FieldReader& fields, Object& object) {
    object.code = fields.token("code", limits::objectionCode);
  });
}

platform::Secret encodeObject(const Object& object) {
  constexpr qsizetype frame = 64;
  JsonWriter out(frame + JsonWriter::roomFor(object.code.size()));
  out.beginObject();
  out.text("code", object.code.view());
  out.endObject();
  return platform::Secret::consume(out.take());
}

platform::Secret encodeCommand(const Command& command) {
  JsonWriter out(roomOf(command));
  out.beginObject();
  std::visit([&out](const auto& one) { write(out, one); }, command);
  out.endObject();
  return platform::Secret::consume(out.take());
}

RequestKind requestKindOf(const Command& command) {
  struct Kinds {
    RequestKind operator()(const OpenRecovery&) const { return RequestKind::OpenRecovery; }
    RequestKind operator()(const NewChallenge&) const { return RequestKind::NewChallenge; }
    RequestKind operator()(const AnswerChallenge&) const { return RequestKind::AnswerChallenge; }
    RequestKind operator()(const ChooseMethod&) const { return RequestKind::ChooseMethod; }
    RequestKind operator()(const ConfirmContact&) const { return RequestKind::ConfirmContact; }
    RequestKind operator()(const ResendCode&) const { return RequestKind::ResendCode; }
    RequestKind operator()(const SubmitCode&) const { return RequestKind::SubmitCode; }
    RequestKind operator()(const SubmitAnswers&) const { return RequestKind::SubmitAnswers; }
    RequestKind operator()(const SubmitAssertion&) const { return RequestKind::SubmitAssertion; }
    RequestKind operator()(const SetPassword&) const { return RequestKind::SetPassword; }
    RequestKind operator()(const UnlockAccount&) const { return RequestKind::UnlockAccount; }
    RequestKind operator()(const CancelRecovery&) const { return RequestKind::CancelRecovery; }
    RequestKind operator()(const SetLanguage&) const { return RequestKind::SetLanguage; }
    RequestKind operator()(const ContactAdministrator&) const { return RequestKind::ContactAdministrator; }
    RequestKind operator()(const TrySignIn&) const { return RequestKind::TrySignIn; }
    RequestKind operator()(const ResumeRecovery&) const { return RequestKind::ResumeRecovery; }
    RequestKind operator()(const GiveAppealContact&) const { return RequestKind::GiveAppealContact; }
    RequestKind operator()(const FileAppeal&) const { return RequestKind::FileAppeal; }
    RequestKind operator()(const OpenByApproval&) const { return RequestKind::OpenByApproval; }
  };
  return std::visit(Kinds(), command);
}

}  // namespace latchkey::protocol
