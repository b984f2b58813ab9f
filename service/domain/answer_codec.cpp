// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/answer_codec.h"

#include <QDataStream>
#include <QIODevice>

// A private format of one version of this program on its own database: the first byte names the version,
// and an answer of another version is simply not found. QDataStream checks its own lengths.
namespace latchkey::service::domain {

namespace {
constexpr quint8 formatVersion = 7;

/// Calls visit with every part, in one order for writing and reading.
template <typename S, typename Visit>
void eachPart(S& s, Visit visit) {
  visit(s.now), visit(s.stage), visit(s.receipt), visit(s.accountName), visit(s.realmName);
  visit(s.support.name), visit(s.support.mail), visit(s.support.phone), visit(s.support.hours);
  visit(s.gatesPassed), visit(s.gatesNeeded), visit(s.idleExpiresAt), visit(s.expiresAt);
  visit(s.discloses), visit(s.retryAt), visit(s.chosenHandle), visit(s.displayName), visit(s.signInUrl);
  visit(s.contactsNotified), visit(s.administrator), visit(s.accountKind), visit(s.signInTriesLeft);
  visit(s.freshProof), visit(s.lock), visit(s.finish), visit(s.contacts), visit(s.signInsEndAt);
  visit(s.continuation), visit(s.byAppeal), visit(s.rehearsal);
}
template <typename M, typename Visit>
void eachMethodPart(M& m, Visit visit) {
  visit(m.handle), visit(m.kind), visit(m.mask), visit(m.warning);
}
template <typename C, typename Visit>
void eachChallengePart(C& c, Visit visit) {
  visit(c.id), visit(c.kind), visit(c.expiresAt), visit(c.workSeed), visit(c.workBits);
}
template <typename C, typename Visit>
void eachCodePart(C& c, Visit visit) {
  visit(c.kind), visit(c.mask), visit(c.shownEntry), visit(c.digits), visit(c.expiresAt), visit(c.resendAt);
  visit(c.resendsLeft), visit(c.triesLeft), visit(c.delivery), visit(c.sender);
}
template <typename N, typename Visit>
void eachNewsPart(N& n, Visit visit) {
  visit(n.standing), visit(n.fault);
}
template <typename Q, typename Visit>
void eachQuestionPart(Q& q, Visit visit) {
  visit(q.id), visit(q.text);
}
template <typename K, typename Visit>
void eachKeyPart(K& k, Visit visit) {
  visit(k.rpId), visit(k.challenge), visit(k.credentials), visit(k.verifiesPerson), visit(k.triesLeft);
}
template <typename A, typename Visit>
void eachAppealPart(A& a, Visit visit) {
  visit(a.contactMask), visit(a.reviewedWithin), visit(a.waitsAtLeast);
}
template <typename F, typename Visit>
void eachFieldPart(F& f, Visit visit) {
  visit(f.id), visit(f.label), visit(f.maximumLength);
}
template <typename P, typename Visit>
void eachRulePart(P& p, Visit visit) {
  visit(p.minimumLength), visit(p.maximumLength), visit(p.minimumClasses), visit(p.asciiOnly);
  visit(p.refuseCommon), visit(p.refuseNames), visit(p.organisationWords);
}
template <typename R, typename Visit>
void eachRefusalPart(R& r, Visit visit) {
  visit(r.kind), visit(r.field), visit(r.violations), visit(r.logReason);
}

void write(QDataStream& out, const QList<MethodKind>& kinds) {
  out << static_cast<qint32>(kinds.size());
  for (const MethodKind kind : kinds) out << kind;
}
QList<MethodKind> readKinds(QDataStream& in) {
  QList<MethodKind> kinds;
  qint32 count = 0;
  in >> count;
  for (qint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
    MethodKind kind = MethodKind::Mail;
    in >> kind;
    kinds.append(kind);
  }
  return kinds;
}

void write(QDataStream& out, const Snapshot& snapshot) {
  const auto put = [&out](const auto& part) { out << part; };
  eachPart(snapshot, put);
  out << snapshot.ending.has_value() << snapshot.ending.value_or(Ending::NotPossible);
  out << snapshot.signIn.has_value() << snapshot.signIn.value_or(SignInVerdict::Refused);
  for (const auto* const methods : {&snapshot.methods, &snapshot.provenBy}) {
    out << static_cast<qint32>(methods->size());
    for (const MethodOffer& method : *methods) eachMethodPart(method, put);
  }
  write(out, snapshot.realmFactors);
  out << snapshot.challenge.has_value();
  if (snapshot.challenge) eachChallengePart(*snapshot.challenge, put);
  out << snapshot.code.has_value();
  if (snapshot.code) {
    eachCodePart(*snapshot.code, put);
    out << snapshot.code->problems << snapshot.code->news.has_value();
    if (snapshot.code->news) eachNewsPart(*snapshot.code->news, put);
  }
  out << snapshot.questions.has_value();
  if (snapshot.questions) {
    out << snapshot.questions->triesLeft << static_cast<qint32>(snapshot.questions->asked.size());
    for (const QuestionOffer& question : snapshot.questions->asked) eachQuestionPart(question, put);
  }
  out << snapshot.securityKey.has_value();
  if (snapshot.securityKey) eachKeyPart(*snapshot.securityKey, put);
  out << snapshot.passwordRules.has_value();
  if (snapshot.passwordRules) eachRulePart(*snapshot.passwordRules, put);
  out << snapshot.appeal.has_value();
  if (!snapshot.appeal) return;
  eachAppealPart(*snapshot.appeal, put);
  write(out, snapshot.appeal->contactKinds);
  out << static_cast<qint32>(snapshot.appeal->fields.size());
  for (const AppealFieldOffer& field : snapshot.appeal->fields) eachFieldPart(field, put);
}

template <typename T>
bool flagged(QDataStream& in, std::optional<T>& part) {
  bool there = false;
  in >> there;
  if (there) part.emplace();
  return there;
}

void read(QDataStream& in, Snapshot& snapshot) {
  const auto take = [&in](auto& part) { in >> part; };
  eachPart(snapshot, take);
  bool ended = false;
  Ending ending = Ending::NotPossible;
  in >> ended >> ending;
  if (ended) snapshot.ending = ending;
  bool tried = false;
  SignInVerdict verdict = SignInVerdict::Refused;
  in >> tried >> verdict;
  if (tried) snapshot.signIn = verdict;
  for (auto* const methods : {&snapshot.methods, &snapshot.provenBy}) {
    qint32 count = 0;
    in >> count;
    for (qint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
      MethodOffer method;
      eachMethodPart(method, take);
      methods->append(method);
    }
  }
  snapshot.realmFactors = readKinds(in);
  if (flagged(in, snapshot.challenge)) eachChallengePart(*snapshot.challenge, take);
  if (flagged(in, snapshot.code)) {
    eachCodePart(*snapshot.code, take);
    in >> snapshot.code->problems;
    if (flagged(in, snapshot.code->news)) eachNewsPart(*snapshot.code->news, take);
  }
  if (flagged(in, snapshot.questions)) {
    qint32 asked = 0;
    in >> snapshot.questions->triesLeft >> asked;
    for (qint32 i = 0; i < asked && in.status() == QDataStream::Ok; ++i) {
      QuestionOffer question;
      eachQuestionPart(question, take);
      snapshot.questions->asked.append(question);
    }
  }
  if (flagged(in, snapshot.securityKey)) eachKeyPart(*snapshot.securityKey, take);
  if (flagged(in, snapshot.passwordRules)) eachRulePart(*snapshot.passwordRules, take);
  if (!flagged(in, snapshot.appeal)) return;
  eachAppealPart(*snapshot.appeal, take);
  snapshot.appeal->contactKinds = readKinds(in);
  qint32 count = 0;
  in >> count;
  for (qint32 i = 0; i < count && in.status() == QDataStream::Ok; ++i) {
    AppealFieldOffer field;
    eachFieldPart(field, take);
    snapshot.appeal->fields.append(field);
  }
}
}  // namespace

QByteArray encodeAnswer(const Result<Outcome, Refusal>& answer) {
  QByteArray bytes;
  QDataStream out(&bytes, QIODevice::WriteOnly);
  out.setVersion(QDataStream::Qt_6_4);
  out << formatVersion << answer.has_value();
  if (answer) {
    write(out, answer->snapshot);
  } else {
    const Refusal& refusal = answer.error();
    eachRefusalPart(refusal, [&out](const auto& part) { out << part; });
    out << refusal.triesLeft.value_or(-1) << refusal.retryIn.value_or(-1);
    out << (refusal.otherWays ? static_cast<int>(*refusal.otherWays) : -1);
  }
  return bytes;
}

std::optional<Result<Outcome, Refusal>> decodeAnswer(const QByteArray& bytes) {
  QDataStream in(bytes);
  in.setVersion(QDataStream::Qt_6_4);
  quint8 version = 0;
  bool accepted = false;
  in >> version >> accepted;
  if (version != formatVersion) return std::nullopt;
  if (accepted) {
    Outcome outcome;
    read(in, outcome.snapshot);
    if (in.status() != QDataStream::Ok) return std::nullopt;
    return outcome;
  }
  Refusal refusal;
  eachRefusalPart(refusal, [&in](auto& part) { in >> part; });
  int triesLeft = -1;
  int retryIn = -1;
  int otherWays = -1;
  in >> triesLeft >> retryIn >> otherWays;
  if (triesLeft >= 0) refusal.triesLeft = triesLeft;
  if (retryIn >= 0) refusal.retryIn = retryIn;
  if (otherWays >= 0) refusal.otherWays = otherWays != 0;
  if (in.status() != QDataStream::Ok) return std::nullopt;
  return unexpected(refusal);
}

}  // namespace latchkey::service::domain
