// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>

#include "tests/support/recovery_caller.h"

/// The steps of a recovery over the HTTPS interface, as a person would take them one after the other.
namespace latchkey::tests::steps {

using Answer = RecoveryCaller::Answer;

inline QJsonObject member(const char* name, const QJsonValue& value) {
  return {{QLatin1String(name), value}};
}

/// The handle of the first method of a kind, with this mask if one is given.
inline QString handleOf(const Answer& answer, const QString& kind, const QString& mask = {}) {
  for (const QJsonValue& method : answer.recovery().value(QLatin1String("methods")).toArray()) {
    const QJsonObject entry = method.toObject();
    const bool fits = mask.isEmpty() || entry.value(QLatin1String("mask")) == mask;
    if (fits && entry.value(QLatin1String("kind")) == kind) {
      return entry.value(QLatin1String("handle")).toString();
    }
  }
  return {};
}

inline Answer open(RecoveryCaller& caller, const QString& account,
                   const QString& reason = QStringLiteral("forgot-password"), const QString& receipt = {},
                   bool rehearsal = false) {
  caller.setToken({});
  QJsonObject body{{QStringLiteral("account"), account},
                   {QStringLiteral("reason"), reason},
                   {QStringLiteral("language"), QStringLiteral("en")}};
  if (!receipt.isEmpty()) body.insert(QStringLiteral("receipt"), receipt);
  if (rehearsal) body.insert(QStringLiteral("rehearsal"), true);
  return caller.post("/v1/recoveries", body);
}

/// By proof of work; some answer where nothing was asked.
inline QJsonObject rightAnswer(const Answer& asked) {
  const QJsonObject challenge = asked.recovery().value(QLatin1String("challenge")).toObject();
  if (!challenge.contains(QLatin1String("workBits"))) {
    return {{QStringLiteral("id"), QStringLiteral("x")}, {QStringLiteral("text"), QStringLiteral("x")}};
  }
  return {{QStringLiteral("id"), challenge.value(QLatin1String("id"))},
          {QStringLiteral("workCounter"), RecoveryCaller::solve(challenge)}};
}
inline Answer askForWork(RecoveryCaller& caller) {
  return caller.post("/v1/recovery/challenge", member("kind", QStringLiteral("work")));
}

/// Up to the choice of a method.
inline Answer passChallenge(RecoveryCaller& caller, const QString& account,
                            const QString& reason = QStringLiteral("forgot-password"),
                            bool rehearsal = false) {
  if (open(caller, account, reason, {}, rehearsal).status() != 201) return {};
  return caller.post("/v1/recovery/challenge/answer", rightAnswer(askForWork(caller)));
}

/// Up to the confirmation of a contact.
inline Answer choose(RecoveryCaller& caller, const QString& account,
                     const QString& kind = QStringLiteral("mail"), const QString& mask = {}) {
  const QString handle = handleOf(passChallenge(caller, account), kind, mask);
  return caller.post("/v1/recovery/method", member("handle", handle));
}

/// Up to the code, by the first mail address.
inline Answer reachCode(RecoveryCaller& caller, const QString& account, const QString& entry) {
  if (choose(caller, account).stage() != QLatin1String("confirm")) return {};
  return caller.post("/v1/recovery/confirm", member("entry", entry));
}

inline Answer submit(RecoveryCaller& caller, const QString& code) {
  return caller.post("/v1/recovery/code", member("code", code));
}
/// The same answer to every question that the view asks, or to one where it asks none.
inline QJsonObject answersTo(const Answer& view, const QString& text) {
  QJsonArray asked =
      view.recovery().value(QLatin1String("questions")).toObject().value(QLatin1String("asked")).toArray();
  if (asked.isEmpty()) asked.append(member("id", QStringLiteral("alpha")));
  QJsonArray answers;
  for (const QJsonValue& question : asked) {
    answers.append(QJsonObject{{QStringLiteral("question"), question.toObject().value(QLatin1String("id"))},
                               {QStringLiteral("answer"), text}});
  }
  return member("answers", answers);
}
inline Answer setPassword(RecoveryCaller& caller, const QString& password) {
  return caller.post("/v1/recovery/password", member("password", password));
}

}  // namespace latchkey::tests::steps
