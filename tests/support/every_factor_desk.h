// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/codes.h"
#include "service/domain/method_offers.h"
#include "service/domain/start_codes.h"
#include "service/domain/totp.h"
#include "tests/support/key_desk.h"
#include "tests/support/question_desk.h"

namespace latchkey::tests {

/// All that can prove anybody. A factor that is added does not compile in codeOf(MethodKind) without a case,
/// and its name makes a test of these fail.
inline constexpr MethodKind everyFactor[] = {
    MethodKind::Mail,      MethodKind::Text,        MethodKind::Call,     MethodKind::Authenticator,
    MethodKind::Questions, MethodKind::SecurityKey, MethodKind::StartCode};

/// What a proof that fits nothing is refused with.
[[nodiscard]] inline bool isMiss(RefusalKind kind) {
  return kind == RefusalKind::CodeWrong || kind == RefusalKind::AnswersWrong ||
         kind == RefusalKind::KeyRefused;
}

/// What proves somebody, kept so that it can be given more than once.
struct Proof {
  MethodKind factor = MethodKind::Mail;
  QString digits;
  Given answers;
  SubmitAssertion assertion;

  [[nodiscard]] Command command() const {
    if (factor == MethodKind::Questions) return SubmitAnswers{asCommand(answers)};
    if (factor == MethodKind::SecurityKey) return assertion;
    return SubmitCode{platform::Secret(digits.toStdString())};
  }
};

/// A desk where the sample person can prove something by each factor, the start code included.
struct EveryFactorDesk : QuestionDesk {
  EveryFactorDesk()
      : EveryFactorDesk(
            std::make_unique<SqliteBench>(service::store::SqliteOptions{.durable = false, .check = false})) {}
  explicit EveryFactorDesk(std::unique_ptr<StoreBench> on) : QuestionDesk(std::move(on)) {
    realm().factors += {MethodKind::Authenticator, MethodKind::SecurityKey, MethodKind::StartCode};
    restart();
    const QString key = person().key;
    const QString id = QStringLiteral("app");
    const auto tables = bench->store().begin(Access::Write);
    tables->factors().put(key,
                          Authenticator{id, box.seal(secret(), sealingContext(key, id)), 0, clock.now()});
    tables->factors().put(key, paperKey());
    if (!tables->commit()) qFatal("the factors cannot be written");
    StartCodes codes({bench->store(), keys, writer, numbering, clock, random, box}, policy);
    const auto issued = codes.issue(person());
    if (!issued) qFatal("no start code");
    startCode = textOf(issued->digits);
  }
  [[nodiscard]] static platform::Secret secret() { return platform::Secret("12345678901234567890"); }
  [[nodiscard]] static QString textOf(const platform::Secret& digits) {
    return QString::fromLatin1(digits.view().data(), static_cast<qsizetype>(digits.size()));
  }
  /// Start codes are offered for one reason alone, and everything else for that one as well.
  [[nodiscard]] static Reason reasonFor(MethodKind factor) {
    return factor == MethodKind::StartCode ? Reason::NeverHadPassword : Reason::ForgotPassword;
  }
  /// What the confirm step is given for a contact.
  [[nodiscard]] static QString entryFor(MethodKind factor) {
    return factor == MethodKind::Mail ? QStringLiteral("msabc123.backup") : QStringLiteral("5432");
  }
  /// Where a factor is proven.
  [[nodiscard]] static Stage stageOf(MethodKind factor) {
    if (factor == MethodKind::Questions) return Stage::Questions;
    return factor == MethodKind::SecurityKey ? Stage::SecurityKey : Stage::Code;
  }

  /// From the choice of a method to the page where it is asked for.
  [[nodiscard]] bool reachProof(Visitor& visitor, MethodKind factor) {
    if (!visitor.choose(factor)) return false;
    if (isContact(factor) && !visitor.confirm(entryFor(factor))) return false;
    return visitor.view.stage == stageOf(factor);
  }
  /// A recovery of its own as far as that.
  [[nodiscard]] bool reach(Visitor& visitor, MethodKind factor) {
    clock.advance(61'000);  // the pause between two codes
    return visitor.open(person().key, reasonFor(factor)) && visitor.passChallenge() &&
           reachProof(visitor, factor);
  }
  /// What is asked for now. A contact's is the code that was sent last.
  [[nodiscard]] Proof proof(const Visitor& visitor, MethodKind factor, bool right) const {
    Proof made;
    made.factor = factor;
    if (factor == MethodKind::Questions) {
      made.answers = right ? rightAnswers() : wrongAnswers();
    } else if (factor == MethodKind::SecurityKey) {
      const auto last = ask(QStringLiteral("SELECT sign_count FROM security_keys")).toUInt();
      made.assertion = right ? answerFor(visitor, last + 1) : touched(paperKey(), {});
    } else {
      QString code = factor == MethodKind::StartCode ? startCode : lastCode();
      if (factor == MethodKind::Authenticator) code = textOf(totpAt(secret(), totpStepOf(clock.now())));
      made.digits = right ? code : wrongFor(code);
    }
    return made;
  }
  QString startCode;
};

}  // namespace latchkey::tests
