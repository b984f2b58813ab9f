// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/crowd.h"

#include <QElapsedTimer>
#include <QMutexLocker>

namespace latchkey::chaos {

using tests::RecoveryCaller;
using tests::steps::member;

namespace {
constexpr qint64 patience = 150'000;    ///< ms that one request is made again
constexpr qint64 mailPatience = 8'000;  ///< ms until a person asks for another code
constexpr int mostRecoveries = 4;       ///< of one person, who begins anew where one was refused

QString wrongOne(QString code, int number) {
  // Never the code itself, nor one that another miss has tried.
  const ushort last = code.back().unicode();
  code.back() = QChar(u'0' + (last - u'0' + 1 + number) % 10);
  return code;
}

bool isVerdict(const RecoveryCaller::Answer& answer) {
  return answer.status() != 0 && answer.status() < 500 && answer.problem() != u"request-in-progress";
}
}  // namespace

Crowd::Crowd(Ground& ground, int clients) : m_ground(ground), m_active(clients) {
  for (int i = 0; i < clients; ++i) m_threads.emplace_back([this] { live(); });
}

Crowd::~Crowd() {
  m_beginsNoMore = true;
  m_givesUp = true;
  for (std::thread& thread : m_threads) thread.join();
}

Told Crowd::told() const {
  const QMutexLocker locked(&m_lock);
  return m_told;
}

void Crowd::note(const std::function<void(Told&)>& change) {
  const QMutexLocker locked(&m_lock);
  change(m_told);
}

void Crowd::live() {
  while (!m_beginsNoMore) {
    const int number = m_next++;
    if (number >= Ground::people) break;
    for (int i = 0; i < mostRecoveries && !m_givesUp; ++i) {
      if (recover(number)) break;
    }
  }
  --m_active;
}

RecoveryCaller Crowd::caller() {
  return {m_ground.origin(), [this](const QByteArray& request) { return ask(request); }};
}

tests::RawAnswer Crowd::ask(const QByteArray& request) {
  const int turn = ++m_turn;
  const bool isChecked = turn % 16 < 2;
  const int which = turn % 2 == m_silent && !isChecked ? 1 - turn % 2 : turn % 2;
  const tests::RawAnswer answer = m_ground.ask(which, request);
  if (answer.status == 0)
    m_silent = which;
  else if (m_silent == which)
    m_silent = -1;
  return answer;
}

bool Crowd::recover(int number) {
  const Someone person = m_ground.someone(number);
  RecoveryCaller caller = this->caller();
  note([](Told& told) { ++told.begun; });
  const auto before = static_cast<int>(m_ground.mailbox.codesFor(person.address).size());
  QString receipt;
  if (!toCode(caller, person, &receipt) || !prove(caller, person, receipt, before)) return false;
  const QByteArray path = "/v1/recovery/password";
  const Answer done = insist(caller, path, member("password", Ground::newPassword(number)));
  if (!leadsTo(done, QStringLiteral("done"), path)) return false;
  note([number](Told& told) {
    ++told.finished;
    told.withNewPassword << number;
  });
  ++m_finished;
  return true;
}

bool Crowd::toCode(RecoveryCaller& caller, const Someone& person, QString* receipt) {
  const QJsonObject body{{QStringLiteral("account"), person.account},
                         {QStringLiteral("reason"), QStringLiteral("forgot-password")},
                         {QStringLiteral("language"), QStringLiteral("en")}};
  const Answer opened = insist(caller, "/v1/recoveries", body);
  if (!leadsTo(opened, QStringLiteral("challenge"), "/v1/recoveries")) return false;
  *receipt = opened.recovery().value(u"receipt").toString();
  const Answer asked = insist(caller, "/v1/recovery/challenge", member("kind", QStringLiteral("work")));
  if (!leadsTo(asked, QStringLiteral("challenge"), "/v1/recovery/challenge")) return false;
  const QByteArray answering = "/v1/recovery/challenge/answer";
  const Answer methods = insist(caller, answering, tests::steps::rightAnswer(asked));
  if (!leadsTo(methods, QStringLiteral("method"), answering)) return false;
  const QString handle = tests::steps::handleOf(methods, QStringLiteral("mail"));
  const Answer chosen = insist(caller, "/v1/recovery/method", member("handle", handle));
  if (!leadsTo(chosen, QStringLiteral("confirm"), "/v1/recovery/method")) return false;
  const Answer sent = insist(caller, "/v1/recovery/confirm", member("entry", person.entry));
  return leadsTo(sent, QStringLiteral("code"), "/v1/recovery/confirm");
}

bool Crowd::prove(RecoveryCaller& caller, const Someone& person, const QString& receipt, int codesBefore) {
  int known = codesBefore;
  QString code = awaitCode(caller, person, &known);
  for (int i = 0; i < 2 && !code.isEmpty(); ++i) {
    const Answer wrong = submit(caller, receipt, wrongOne(code, i));
    if (wrong.problem() == u"code-wrong") continue;
    return leadsTo(wrong, QStringLiteral("never"), "a wrong code");
  }
  while (!code.isEmpty()) {
    const Answer right = submitAtBoth(caller, receipt, code);
    if (right.stage() == u"password") {
      const Answer again = insist(caller, "/v1/recovery/code", member("code", code));
      if (again.problem().isEmpty()) note([](Told& told) { ++told.secondUses; });
      return true;
    }
    // An earlier one that was slow, when another has been asked for since: the later one is on its way.
    if (right.problem() != u"code-wrong")
      return leadsTo(right, QStringLiteral("password"), "/v1/recovery/code");
    code = awaitCode(caller, person, &known);
  }
  return false;
}

Crowd::Answer Crowd::submit(RecoveryCaller& caller, const QString& receipt, const QString& code) {
  const Answer answer = insist(caller, "/v1/recovery/code", member("code", code));
  noteJudged(receipt, answer);
  return answer;
}

void Crowd::noteJudged(const QString& receipt, const Answer& answer) {
  const bool isWrong = answer.problem() == u"code-wrong";
  if (!isWrong && answer.stage() != u"password") return;
  note([&](Told& told) {
    ++told.tries[receipt];
    if (isWrong) ++told.misses;
  });
}

Crowd::Answer Crowd::submitAtBoth(RecoveryCaller& caller, const QString& receipt, const QString& code) {
  const QByteArray path = "/v1/recovery/code";
  const QByteArray text = QJsonDocument(member("code", code)).toJson(QJsonDocument::Compact);
  auto parts = caller.partsOf("POST", path, text);
  const QByteArray key = "beside-key-" + QByteArray::number(10'000'000 + ++m_turn);
  parts.idempotencyKey = key;
  RecoveryCaller other = this->caller();
  Answer second;
  std::thread beside([&] { second = other.send(parts); });
  const Answer first = insist(caller, path, member("code", code));
  beside.join();
  QElapsedTimer time;
  time.start();
  while (!isVerdict(second) && !m_givesUp && !time.hasExpired(patience)) {
    ++m_repeated;
    pause(150);
    parts = caller.partsOf("POST", path, text);
    parts.idempotencyKey = key;
    second = other.send(parts);
  }
  noteJudged(receipt, first);
  noteJudged(receipt, second);
  const bool firstPassed = first.stage() == u"password";
  if (second.stage() != u"password") return first;
  if (firstPassed) {
    note([](Told& told) { ++told.secondUses; });
    return first;
  }
  caller.setToken(second.json.value(u"token").toString().toLatin1());
  return second;
}

QString Crowd::awaitCode(RecoveryCaller& caller, const Someone& person, int* known) {
  ++m_waiting;
  QString code;
  QElapsedTimer time;
  time.start();
  while (!m_givesUp) {
    const QStringList codes = m_ground.mailbox.codesFor(person.address);
    if (codes.size() > *known) {
      *known = static_cast<int>(codes.size());
      code = codes.last();
      break;
    }
    if (time.hasExpired(mailPatience)) {
      time.restart();
      const Answer again = insist(caller, "/v1/recovery/resend");
      if (again.problem() != u"resend-too-early" &&
          !leadsTo(again, QStringLiteral("code"), "/v1/recovery/resend"))
        break;
    }
    pause(50);
  }
  --m_waiting;
  return code;
}

Crowd::Answer Crowd::insist(RecoveryCaller& caller, const QByteArray& path, const QJsonObject& body) {
  const QByteArray text = QJsonDocument(body).toJson(QJsonDocument::Compact);
  Answer answer = caller.postText(path, text);
  QElapsedTimer time;
  time.start();
  while (!isVerdict(answer) && !m_givesUp && !time.hasExpired(patience)) {
    ++m_repeated;
    pause(150);
    answer = caller.repeat(path, text);
  }
  return answer;
}

bool Crowd::leadsTo(const Answer& answer, const QString& stage, const QByteArray& path) {
  const bool isGood = answer.status() >= 200 && answer.status() < 300;
  if (isGood && answer.stage() == stage) return true;
  note([&](Told& told) {
    if (!isVerdict(answer) || answer.status() >= 500) {
      told.unclean << QStringLiteral("no answer for minutes: ") + QString::fromLatin1(path);
    } else if (isGood) {
      ++told.refused[QStringLiteral("stage ") + answer.stage()];
    } else if (answer.problem().isEmpty()) {
      told.unclean
          << QStringLiteral("%1 without a problem: %2").arg(answer.status()).arg(QLatin1String(path));
    } else {
      ++told.refused[answer.problem() + u' ' + QString::fromLatin1(path.mid(path.lastIndexOf('/') + 1))];
    }
  });
  return false;
}

}  // namespace latchkey::chaos
