// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include "service/domain/codes.h"
#include "service/domain/totp.h"
#include "tests/failpoints/service_in_folder.h"

namespace latchkey::tests {

/// Codes in the order in which they were delivered.
[[nodiscard]] inline QStringList deliveredCodes(const QString& folder) {
  QStringList names;
  QDirIterator files(outboxIn(folder), {QStringLiteral("*.json")}, QDir::Files, QDirIterator::Subdirectories);
  while (files.hasNext()) names += files.next();
  names.sort();
  QStringList codes;
  for (const QString& name : names) {
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly)) continue;
    const QString code = QJsonDocument::fromJson(file.readAll()).object().value(u"code").toString();
    if (!code.isEmpty()) codes += code;
  }
  return codes;
}

/// How the person proves who they are.
enum class Proof {
  Mail,
  Authenticator,
  Questions,
  SecurityKey,
  StartCode,
  TwoGates,  ///< mail, then the authenticator
  Receipt    ///< by mail, then afresh at another PC with the receipt of what was proven here
};

/// One person who wants a new password and goes on until there is one, as the assistant does: a lost answer
/// is asked for again under the same key, and when nothing else helps there is a new recovery. Mistypes the
/// first code. Everything that the person knows lies in a file, since it is not the service that it belongs
/// to: a process that died and the one after it share it. Also keeps the time.
class Applicant {
public:
  Applicant(QString folder, const QByteArray& password, Proof proof = Proof::Mail)
      : m_folder(std::move(folder)), m_password(password), m_proof(proof) {
    QFile file(memoryFile());
    if (file.open(QIODevice::ReadOnly)) m_memory = QJsonDocument::fromJson(file.readAll()).object();
    if (m_memory.contains(u"clock")) clock.set(number("clock"));
  }

  [[nodiscard]] bool isDone() const { return text("stage") == u"done"; }
  [[nodiscard]] int recoveries() const { return static_cast<int>(number("recovery")); }
  [[nodiscard]] int gates() const { return m_proof == Proof::TwoGates ? 2 : 1; }
  /// Went on from another PC with what its receipt named.
  [[nodiscard]] bool hasContinued() const { return number("continued") > 0; }
  /// Which start of the service this is; a seed of its own for each.
  [[nodiscard]] quint32 countStart() {
    set("starts", number("starts") + 1);
    save();
    return static_cast<quint32>(number("starts"));
  }
  /// Forgets the recovery, not the time: for the next password.
  void beginAnew(const QByteArray& password) {
    m_password = password;
    startOver();
    for (const char* name : {"startCode", "receipt"}) set(name, QString());
    set("mistyped", 0);
    save();
  }

  /// One request, with what the person does before it.
  void step(ServiceInFolder& service) {
    service.worker.step();
    if (text("pending").isEmpty()) {
      set("pending", nextCommand());
      set("write", number("write") + 1);
      set("letters", QString());
      const bool sends = text("pending") == u"confirm" || text("pending") == u"resend";
      if (sends) set("codesBefore", deliveredCodes(m_folder).size());
    }
    save();  // before it leaves: the answer may never come
    const auto answer = send(service);
    if (answer) {
      take(*answer);
    } else {
      hear(answer.error(), service);
    }
    save();
  }

  /// The command that was told to wait for one that is under way; that of a password does not count, whose
  /// outcome may have to be looked up.
  [[nodiscard]] QString waited() const { return m_waited; }
  /// The token of the last answer, for trying what must not work any more.
  [[nodiscard]] platform::Secret token() const { return platform::Secret(text("token").toStdString()); }
  [[nodiscard]] Caller caller() const {
    const QByteArray name = "assistant " + QByteArray::number(number("recovery"));
    return {QCryptographicHash::hash(name, QCryptographicHash::Sha256), QStringLiteral("192.0.2.7")};
  }

  ManualClock clock;

private:
  static constexpr qint64 second = 1000;

  [[nodiscard]] QString memoryFile() const { return QDir(m_folder).filePath(QStringLiteral("person.json")); }
  [[nodiscard]] QString text(const char* name) const {
    return m_memory.value(QLatin1String(name)).toString();
  }
  [[nodiscard]] qint64 number(const char* name) const {
    return m_memory.value(QLatin1String(name)).toInteger();
  }
  void set(const char* name, const QJsonValue& value) { m_memory.insert(QLatin1String(name), value); }
  void save() {
    set("clock", clock.now());
    QFile file(memoryFile());
    if (!file.open(QIODevice::WriteOnly)) qFatal("no memory");
    file.write(QJsonDocument(m_memory).toJson());
  }

  [[nodiscard]] QString nextCommand() {
    const QString stage = text("stage");
    if (stage == u"challenge") {
      return text("challenge").isEmpty() ? QStringLiteral("new-challenge") : QStringLiteral("answer");
    }
    if (stage == u"method") return QStringLiteral("method");
    if (stage == u"confirm") return QStringLiteral("confirm");
    if (stage == u"password" && m_proof == Proof::Receipt && text("receipt").isEmpty()) {
      // The other PC: a key of its own, and later than what is gone on with; the contact may be sent a code
      // again.
      const QString receipt = text("shownReceipt");
      startOver();
      set("receipt", receipt);
      clock.advance(61 * second);
      return QStringLiteral("open");
    }
    if (stage == u"password") return QStringLiteral("password");
    if (stage == u"security-key")
      return number("mistyped") == 0 ? QStringLiteral("mistouch") : QStringLiteral("touch");
    if (stage == u"questions")
      return number("mistyped") == 0 ? QStringLiteral("guess") : QStringLiteral("answers");
    if (stage != u"code") return QStringLiteral("open");
    if (number("mistyped") == 0) return QStringLiteral("mistype");
    if (kind() != MethodKind::Mail) return QStringLiteral("code");
    if (deliveredCodes(m_folder).size() > number("codesBefore")) return QStringLiteral("code");
    clock.advance(61 * second);  // it did not come
    return QStringLiteral("resend");
  }

  /// What the key is asked now, and its answer: none of what was answered before. Where it is asked nothing
  /// any more, the last answer again, which the service has taken.
  [[nodiscard]] Result<SubmitAssertion, Refusal> touch(RecoveryService& service, bool rightly) {
    const auto seen = service.look(token(), caller());
    if (seen && seen->securityKey) {
      set("asked", QString::fromLatin1(seen->securityKey->challenge.toBase64()));
      set("counter", number("counter") + 1);
    }
    if (text("asked").isEmpty()) return unexpected(seen ? Refusal() : seen.error());
    PaperTouch touch;
    touch.challenge = QByteArray::fromBase64(text("asked").toLatin1());
    touch.counter = static_cast<quint32>(number("counter"));
    SubmitAssertion answer = touched(paperKey(), touch);
    if (!rightly) answer.signature.front() = static_cast<char>(answer.signature.front() ^ 1);
    return answer;
  }

  [[nodiscard]] Result<Outcome, Refusal> send(ServiceInFolder& whole) {
    RecoveryService& service = whole.recoveries;
    const QString command = text("pending");
    const QByteArray key = QByteArray::number(number("write")).rightJustified(16, '0');
    const WriteKey write{key, command.toLatin1()};
    const auto perform = [&](Command what) {
      return service.perform(std::move(what), token(), caller(), write);
    };
    if (command == u"open") {
      const QString account = QStringLiteral("msabc123@outlook.com");
      const bool starts = m_proof == Proof::StartCode;
      if (starts && text("startCode").isEmpty()) set("startCode", whole.issueStartCode(account));
      const Reason reason = starts ? Reason::NeverHadPassword : Reason::ForgotPassword;
      return service.open({account, reason, Language::English, text("receipt")}, caller(), write);
    }
    if (command == u"new-challenge") return perform(NewChallenge{ChallengeKind::Picture});
    if (command == u"answer") {
      const auto letters = service.media(Media::Picture, token(), caller());
      // A repeated answer is the first one, whatever became of the picture.
      if (letters) set("letters", QString::fromUtf8(*letters));
      if (text("letters").isEmpty()) return unexpected(letters.error());
      return perform(AnswerChallenge{text("challenge"), text("letters"), {}});
    }
    if (command == u"method") return perform(ChooseMethod{text("handle")});
    if (command == u"confirm") return perform(ConfirmContact{QStringLiteral("msabc123.backup")});
    if (command == u"resend") return perform(ResendCode{});
    if (command == u"mistype") return perform(SubmitCode{platform::Secret("0")});
    if (command == u"guess") return perform(SubmitAnswers{asCommand(wrongAnswers())});
    if (command == u"answers") return perform(SubmitAnswers{asCommand(rightAnswers())});
    if (command == u"touch" || command == u"mistouch") {
      auto answer = touch(service, command == u"touch");
      if (!answer) return unexpected(std::move(answer.error()));
      return perform(std::move(*answer));
    }
    if (command == u"code" && kind() == MethodKind::StartCode) {
      return perform(SubmitCode{platform::Secret(text("startCode").toStdString())});
    }
    if (command == u"code" && kind() == MethodKind::Authenticator) {
      return perform(SubmitCode{totpAt(authenticatorSecret(), totpStepOf(clock.now()))});
    }
    if (command == u"code") {
      return perform(SubmitCode{platform::Secret(deliveredCodes(m_folder).last().toStdString())});
    }
    return perform(SetPassword{platform::Secret(m_password.toStdString())});
  }

  void take(const Outcome& outcome) {
    const Snapshot& seen = outcome.snapshot;
    set("pending", QString());
    if (!outcome.newToken.isEmpty()) set("token", QString::fromLatin1(outcome.newToken));
    set("challenge", seen.challenge ? seen.challenge->id : QString());
    set("shownReceipt", seen.receipt);
    set("gates", seen.gatesPassed);
    if (seen.continuation == Continuation::Continued) set("continued", 1);
    for (const MethodOffer& method : seen.methods) {
      if (method.kind == kind()) set("handle", method.handle);
    }
    set("stage", codeOf(seen.stage));
  }

  [[nodiscard]] MethodKind kind() const {
    switch (m_proof) {
      case Proof::Mail:
        return MethodKind::Mail;
      case Proof::Authenticator:
        return MethodKind::Authenticator;
      case Proof::Questions:
        return MethodKind::Questions;
      case Proof::SecurityKey:
        return MethodKind::SecurityKey;
      case Proof::StartCode:
        return MethodKind::StartCode;
      case Proof::TwoGates:
        return number("gates") == 0 ? MethodKind::Mail : MethodKind::Authenticator;
      case Proof::Receipt:
        return MethodKind::Mail;
    }
    return MethodKind::Mail;
  }

  void hear(const Refusal& refusal, ServiceInFolder& service) {
    switch (refusal.kind) {
      case RefusalKind::Unavailable:
      case RefusalKind::InternalError:
        clock.advance(5 * second);
        return;
      case RefusalKind::RequestInProgress:
        // As long as a claim is held; then the service's own round clears it up.
        if (text("pending") != u"password") m_waited = text("pending");
        clock.advance(61 * second);
        std::ignore = service.recoveries.settle();
        return;
      case RefusalKind::AnswersWrong:
      case RefusalKind::KeyRefused:
        set("mistyped", 1);
        set("pending", QString());
        return;
      case RefusalKind::CodeWrong:
        if (kind() == MethodKind::Authenticator) clock.advance(totpStepMs);  // a step is good once
        // If it was the delivered one, that is not the live one any more, and another one is sent for.
        if (text("pending") == u"code") set("codesBefore", deliveredCodes(m_folder).size());
        set("mistyped", 1);
        set("pending", QString());
        return;
      case RefusalKind::InvalidField:
      case RefusalKind::IdempotencyKeyReused:
      case RefusalKind::Unauthorized:
      case RefusalKind::WrongStage:
      case RefusalKind::ChallengeFailed:
      case RefusalKind::ChallengeExpired:
      case RefusalKind::UnknownMethod:
      case RefusalKind::EntryMalformed:
      case RefusalKind::EntryMismatch:
      case RefusalKind::CodeExpired:
      case RefusalKind::ObjectionRefused:
      case RefusalKind::AppealContactRefused:
      case RefusalKind::ApprovalRefused:
      case RefusalKind::TooManyTries:
      case RefusalKind::ResendTooEarly:
      case RefusalKind::PasswordRefused:
      case RefusalKind::RecoverySuperseded:
      case RefusalKind::SignInRefused:  // of "Secure your account" alone, as the next five
      case RefusalKind::PasswordMustChange:
      case RefusalKind::ProofNeeded:
      case RefusalKind::ContactRegistered:
      case RefusalKind::ContactCannotText:
      case RefusalKind::AccountStopped:
      case RefusalKind::RateLimited:
        // Several recoveries of one round may use up what an hour allows.
        clock.advance(std::max(61, refusal.retryIn.value_or(0)) * second);
        startOver();
        return;
    }
  }

  void startOver() {
    set("recovery", number("recovery") + 1);
    for (const char* name : {"pending", "stage", "challenge", "handle", "token", "letters", "asked"})
      set(name, QString());
    set("gates", 0);
  }

  QString m_folder;
  QByteArray m_password;
  Proof m_proof;
  QString m_waited;
  QJsonObject m_memory;
};

}  // namespace latchkey::tests
