// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QVariant>
#include <atomic>
#include <memory>

#include "service/domain/enrolment_service.h"
#include "service/domain/recovery_service.h"
#include "tests/support/counting_hash.h"
#include "tests/support/fake_directory.h"
#include "tests/support/fake_signatures.h"
#include "tests/support/manual_clock.h"
#include "tests/support/plain_parts.h"
#include "tests/support/postgres_bench.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_keyed_hash.h"
#include "tests/support/test_secret_box.h"

namespace latchkey::tests {

using namespace service::domain;  // NOLINT: the vocabulary of these tests

/// A recovery service on a real database (SQLite unless said otherwise), with everything around it under
/// the test's hand.
class RecoveryDesk {
public:
  explicit RecoveryDesk(Disclosure disclosure = Disclosure::Uniform) : RecoveryDesk(anyBench(), disclosure) {}
  explicit RecoveryDesk(std::unique_ptr<StoreBench> on, Disclosure disclosure = Disclosure::Uniform)
      : bench(std::move(on)) {
    Realm realm;
    realm.id = QStringLiteral("people");
    realm.name = QStringLiteral("People");
    realm.disclosure = disclosure;
    realm.workBits = 8;
    // A desk asks for more than a person would; the tests of these limits set them themselves.
    realm.limits.opensPerHourAndAccount = 1000;
    realm.limits.opensPerHourAndSource = 1000;
    realm.limits.challengesPerHourAndSource = 1000;
    policy.realms = {realm};
    policy.origin = QStringLiteral("https://localhost");
    policy.rpId = QStringLiteral("localhost");
    directory.put(person(), "Old-pass-1");
    restart();
  }

  [[nodiscard]] static Contact mail(const QString& id, const QString& address) {
    return {id, ContactKind::Mail, address, address, {}, {}, true};
  }
  [[nodiscard]] static Contact phone(const QString& id, ContactKind kind, const QString& national) {
    return {id, kind, QStringLiteral("+81") + QString(national).remove(u'-').sliced(1), national, national,
            {}, true};
  }
  [[nodiscard]] static Account person(const QString& key = QStringLiteral("msabc123@outlook.com")) {
    Account account;
    account.key = key;
    account.displayName = QStringLiteral("Ms Abc");
    account.realm = QStringLiteral("people");
    account.contacts = {mail(QStringLiteral("c1"), QStringLiteral("msabc123.backup@example.com")),
                        phone(QStringLiteral("c2"), ContactKind::Mobile, QStringLiteral("090-9876-5432")),
                        phone(QStringLiteral("c3"), ContactKind::Phone, QStringLiteral("03-1234-5978"))};
    return account;
  }

  /// Everything anew on the same database, as after a restart or on a second instance.
  void restart() {
    service.reset();
    enrolments.reset();
    bench->reopen();
    service = makeService();
    enrolments = makeEnrolments();
  }
  /// One more instance on the same database.
  [[nodiscard]] std::unique_ptr<RecoveryService> makeService() {
    return std::make_unique<RecoveryService>(parts(), policy);
  }
  [[nodiscard]] std::unique_ptr<EnrolmentService> makeEnrolments() {
    return std::make_unique<EnrolmentService>(parts(), policy);
  }
  [[nodiscard]] RecoveryParts parts() { return parts(bench->store()); }
  [[nodiscard]] RecoveryParts parts(Store& store) {
    Directory& asked = otherDirectory != nullptr ? *otherDirectory : directory;
    return {store,
            asked,
            renderer,
            writer,
            numbering,
            keys,
            box,
            slowHash,
            signatures,
            clock,
            random,
            {},
            &writer,
            [this](Budget budget) { spent += budget; },
            [this] { ++doneAfterAll; },
            dynamic_cast<PasswordMemory*>(&asked),
            dynamic_cast<TemporaryEnds*>(&asked)};
  }

  /// What the database says; the first column of the first row.
  [[nodiscard]] QVariant ask(const QString& sql) const { return bench->ask(sql); }
  /// How many rows, for example of "accounts WHERE locked = 0".
  [[nodiscard]] int count(const char* what) const {
    return ask(QStringLiteral("SELECT COUNT(*) FROM ") + QLatin1String(what)).toInt();
  }
  /// The code that was queued last.
  [[nodiscard]] QString lastCode() const {
    const auto last = [this](const char* column) {
      return ask(QStringLiteral("SELECT %1 FROM messages WHERE code <> '' AND recipient <> '' "
                                "ORDER BY rowid DESC LIMIT 1")
                     .arg(QLatin1String(column)))
          .toString()
          .toLatin1();
    };
    const auto code = box.open(QByteArray::fromBase64(last("code")), "message code " + last("id"));
    return code ? QString::fromLatin1(code->view().data(), static_cast<qsizetype>(code->size())) : QString();
  }
  /// The text of the message that was queued last with such a subject, unsealed, or of one before it.
  [[nodiscard]] QString lastBody(const char* subject, int before = 0) const {
    const auto part = [&](const char* column) {
      return ask(QStringLiteral("SELECT %1 FROM messages WHERE subject = '%2' ORDER BY rowid DESC "
                                "LIMIT 1 OFFSET %3")
                     .arg(QLatin1String(column), QLatin1String(subject))
                     .arg(before))
          .toString();
    };
    const QString body = part("body");
    const QString mark = QStringLiteral("\x01sealed:");
    if (!body.startsWith(mark)) return body;
    const auto open = box.open(QByteArray::fromBase64(body.sliced(mark.size()).toLatin1()),
                               "message body " + part("id").toLatin1());
    return open ? QString::fromUtf8(open->view().data(), static_cast<qsizetype>(open->size())) : QString();
  }
  /// What the journal says of the last proof that failed.
  [[nodiscard]] QString lastFault() const {
    return ask(QStringLiteral("SELECT detail FROM journal WHERE event = 'gate-failed' ORDER BY rowid DESC"))
        .toString();
  }
  /// Those that somebody gets.
  [[nodiscard]] int messages() const {
    return ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE recipient <> ''")).toInt();
  }

  std::unique_ptr<StoreBench> bench;
  ManualClock clock;
  SeededRandom random;
  TestKeyedHash keys;
  TestSecretBox box;
  CountingHash slowHash;
  FakeSignatures signatures;
  FakeDirectory directory;
  ReadableRenderer renderer;
  PlainWriter writer;
  JapaneseNumbering numbering;
  Directory* otherDirectory = nullptr;  ///< asked instead of `directory` from the next restart on
  ServicePolicy policy;
  QList<Budget> spent;                ///< that withheld something, in their order
  std::atomic<int> doneAfterAll = 0;  ///< recoveries whose answer was lost
  std::unique_ptr<RecoveryService> service;
  std::unique_ptr<EnrolmentService> enrolments;
};

/// One person at one assistant: keeps token and last snapshot, makes a new idempotency key for each write.
class Visitor {
public:
  explicit Visitor(RecoveryDesk& desk, const QByteArray& name = "visitor")
      : m_desk(desk),
        caller{QCryptographicHash::hash(name, QCryptographicHash::Sha256), QStringLiteral("192.0.2.7")} {}

  [[nodiscard]] WriteKey nextWrite() {
    const QByteArray number = QByteArray::number(++m_writes).rightJustified(16, '0');
    return {number, "fingerprint-" + number};
  }
  Result<Outcome, Refusal> open(const QString& account = QStringLiteral("msabc123@outlook.com"),
                                Reason reason = Reason::ForgotPassword, const QString& receipt = {}) {
    return take(
        m_desk.service->open({account, reason, Language::English, receipt}, caller, lastWrite = nextWrite()));
  }
  Result<Outcome, Refusal> rehearse(const QString& account = QStringLiteral("msabc123@outlook.com"),
                                    Reason reason = Reason::ForgotPassword, const QString& receipt = {}) {
    return take(m_desk.service->open({account, reason, Language::English, receipt, true}, caller,
                                     lastWrite = nextWrite()));
  }
  Result<Outcome, Refusal> perform(Command command) {
    return take(m_desk.service->perform(std::move(command), token, caller, lastWrite = nextWrite()));
  }
  Result<Outcome, Refusal> repeat(Command command) {
    return take(m_desk.service->perform(std::move(command), token, caller, lastWrite));
  }
  Result<Outcome, Refusal> code(const QString& digits) {
    return perform(SubmitCode{platform::Secret(digits.toStdString())});
  }
  /// One answer for each question, by their ids.
  Result<Outcome, Refusal> answers(const QList<std::pair<QString, QString>>& given) {
    SubmitAnswers command;
    for (const auto& [id, answer] : given) {
      command.answers.push_back({id, platform::Secret(answer.toStdString())});
    }
    return perform(std::move(command));
  }
  Result<Outcome, Refusal> password(const char* text) { return perform(SetPassword{platform::Secret(text)}); }
  Result<Outcome, Refusal> confirm(const QString& entry) { return perform(ConfirmContact{entry}); }
  Result<Outcome, Refusal> passChallenge() {
    const auto letters = m_desk.service->media(Media::Picture, token, caller);
    return perform(
        AnswerChallenge{view.challenge->id, QString::fromUtf8(letters.value_or(QByteArray())), {}});
  }
  [[nodiscard]] QString handle(MethodKind kind, qsizetype nth = 0) const {
    for (const MethodOffer& method : view.methods) {
      if (method.kind == kind && nth-- == 0) return method.handle;
    }
    return {};
  }
  Result<Outcome, Refusal> choose(MethodKind kind, qsizetype nth = 0) {
    return perform(ChooseMethod{handle(kind, nth)});
  }
  /// As far as the code step by mail; the right entry for the sample person.
  bool reachCode(const QString& account = QStringLiteral("msabc123@outlook.com"),
                 const QString& entry = QStringLiteral("msabc123.backup"),
                 Reason reason = Reason::ForgotPassword) {
    return open(account, reason) && passChallenge() && choose(MethodKind::Mail) && confirm(entry) &&
           view.stage == Stage::Code;
  }
  bool reachPassword(Reason reason = Reason::ForgotPassword) {
    return reachCode(QStringLiteral("msabc123@outlook.com"), QStringLiteral("msabc123.backup"), reason) &&
           code(m_desk.lastCode()) && view.stage == Stage::Password;
  }

private:
  Result<Outcome, Refusal> take(Result<Outcome, Refusal> answer) {
    if (answer) {
      view = answer->snapshot;
      if (!answer->newToken.isEmpty()) {
        token = platform::Secret(
            {answer->newToken.constData(), static_cast<std::size_t>(answer->newToken.size())});
      }
    }
    return answer;
  }
  RecoveryDesk& m_desk;
  int m_writes = 0;

public:
  Caller caller;
  WriteKey lastWrite;
  platform::Secret token;
  Snapshot view;
};

/// A code that is not this one.
[[nodiscard]] inline QString wrongFor(const QString& code) {
  return (code.startsWith(u'1') ? QStringLiteral("2") : QStringLiteral("1")) + code.sliced(1);
}
[[nodiscard]] inline RefusalKind kindOf(const Result<Outcome, Refusal>& answer) {
  return answer ? RefusalKind::InternalError : answer.error().kind;
}

}  // namespace latchkey::tests
