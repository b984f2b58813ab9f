// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/limits.h"
#include "service/domain/totp.h"
#include "tests/support/recovery_desk.h"

namespace latchkey::tests {

/// One person who signs in to "Secure your account": keeps token and last answer, makes a new idempotency key
/// for each write.
class Enrollee {
public:
  explicit Enrollee(RecoveryDesk& desk, const QByteArray& name = "enrollee")
      : m_desk(desk),
        caller{QCryptographicHash::hash(name, QCryptographicHash::Sha256), QStringLiteral("192.0.2.9")} {}

  [[nodiscard]] WriteKey nextWrite() {
    const QByteArray number = QByteArray::number(++m_writes).rightJustified(16, '0');
    return {number, "enrol-" + number};
  }
  bool open(const char* password = "Old-pass-1",
            const QString& account = QStringLiteral("msabc123@outlook.com")) {
    return take(m_desk.enrolments->open({account, platform::Secret(password), Language::English}, caller,
                                        lastWrite = nextWrite()));
  }
  bool perform(EnrolCommand command) {
    return take(m_desk.enrolments->perform(std::move(command), token, caller, lastWrite = nextWrite()));
  }
  bool repeat(EnrolCommand command) {
    return take(m_desk.enrolments->perform(std::move(command), token, caller, lastWrite));
  }
  bool look() {
    auto answer = m_desk.enrolments->look(token, caller);
    if (!answer) return fail(answer.error());
    view = std::move(*answer);
    return true;
  }
  bool add(MethodKind kind, const char* contact = "") {
    AddMethod command;
    command.kind = kind;
    command.contact = QString::fromUtf8(contact);
    if (kind == MethodKind::SecurityKey) command.label = QStringLiteral("the newest key");
    return perform(std::move(command));
  }
  bool code(const QString& digits) {
    return perform(SubmitEnrolCode{platform::Secret(digits.toStdString())});
  }
  bool answers(const QList<std::pair<QString, QString>>& given) {
    SubmitEnrolAnswers command;
    for (const auto& [id, answer] : given) {
      command.answers.push_back({id, platform::Secret(answer.toStdString())});
    }
    return perform(std::move(command));
  }
  [[nodiscard]] QString handle(MethodKind kind, qsizetype nth = 0) const {
    for (const RegisteredMethod& method : view.methods) {
      if (method.kind == kind && nth-- == 0) return method.handle;
    }
    return {};
  }
  bool choose(MethodKind kind, qsizetype nth = 0) { return perform(ChooseProof{handle(kind, nth)}); }
  /// A fresh proof by the mail that the directory knows.
  bool prove() { return choose(MethodKind::Mail) && code(m_desk.lastCode()) && view.provenUntil > 0; }

  /// What an app makes of the secret that it was shown.
  [[nodiscard]] static std::string bytesOf(const QString& base32) {
    static const QByteArray alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string bytes;
    unsigned held = 0;
    int bits = 0;
    for (const QChar c : base32) {
      held = held << 5 | static_cast<unsigned>(alphabet.indexOf(c.toLatin1()));
      if (bits += 5; bits >= 8) bytes.push_back(static_cast<char>(held >> (bits -= 8) & 0xFF));
    }
    return bytes;
  }
  /// What an app that has taken the secret shows.
  [[nodiscard]] QString appCode(const QString& base32, int off = 0) const {
    const platform::Secret digits =
        totpAt(platform::Secret(bytesOf(base32)), totpStepOf(m_desk.clock.now()) + off);
    return QString::fromLatin1(digits.view().data(), static_cast<qsizetype>(digits.size()));
  }
  [[nodiscard]] QString secret() const {
    if (!view.adding || !view.adding->secret) return {};
    const std::string_view text = view.adding->secret->view();
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
  }
  /// Adds an app and confirms it; its secret.
  QString addApp() {
    if (!add(MethodKind::Authenticator)) return {};
    const QString base32 = secret();
    return code(appCode(base32)) ? base32 : QString();
  }

private:
  bool take(Result<EnrolOutcome, Refusal> answer) {
    if (!answer) return fail(answer.error());
    refused.reset();
    view = std::move(answer->snapshot);
    repeated = answer->repeated;
    if (!answer->newToken.isEmpty()) {
      token =
          platform::Secret({answer->newToken.constData(), static_cast<std::size_t>(answer->newToken.size())});
    }
    return true;
  }
  bool fail(const Refusal& refusal) {
    refused = refusal;
    return false;
  }
  RecoveryDesk& m_desk;
  int m_writes = 0;

public:
  Caller caller;
  WriteKey lastWrite;
  platform::Secret token;
  EnrolSnapshot view;
  bool repeated = false;
  std::optional<Refusal> refused;
  [[nodiscard]] RefusalKind kind() const { return refused ? refused->kind : RefusalKind::InternalError; }
};

}  // namespace latchkey::tests
