// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/service/http/twin_pair.h"

/// The steps that both of a pair take.
namespace latchkey::service::http {
namespace {

struct NamedKind {
  Kind kind;
  const char* name;
};
constexpr NamedKind seemingKinds[] = {{Unknown, "unknown"},
                                      {Disabled, "disabled"},
                                      {NotEnabled, "not enabled for reset"},
                                      {Managed, "managed elsewhere"},
                                      {Privileged, "privileged"},
                                      {Contactless, "without contacts"},
                                      {Stopped, "stopped by \"this was not me\""},
                                      {OnlyAdministrator, "the only administrator"},
                                      {Starter, "with a start code alone"}};
static_assert(std::size(seemingKinds) == Starter + 1);

inline void addKinds() {
  QTest::addColumn<int>("kind");
  for (const auto& [kind, name] : seemingKinds) QTest::addRow("A17, A18: %s", name) << int(kind);
}

inline void begin(Pair& pair, const QString& reason = QStringLiteral("forgot-password")) {
  pair.both("open", [&](Side& side) { return steps::open(side.caller, side.account, reason); });
  pair.both("work", [](Side& side) { return steps::askForWork(side.caller); });
  pair.both("answer", [](Side& side) {
    return side.caller.post("/v1/recovery/challenge/answer", steps::rightAnswer(side.last));
  });
}

inline void choose(Pair& pair, const char* kind) {
  pair.both(kind, [&](Side& side) {
    const Answer view = side.caller.get("/v1/recovery");
    const QString handle = steps::handleOf(view, QLatin1String(kind));
    return side.caller.post("/v1/recovery/method", steps::member("handle", handle));
  });
}

inline void confirm(Pair& pair, const QString& entry) {
  pair.both(qPrintable(entry), [&](Side& side) {
    return side.caller.post("/v1/recovery/confirm", steps::member("entry", entry));
  });
}

inline void resend(Pair& pair) {
  pair.both("resend", [](Side& side) { return side.caller.post("/v1/recovery/resend"); });
}

/// No code of anybody's.
inline void miss(Pair& pair) {
  pair.both("code", [](Side& side) { return steps::submit(side.caller, QStringLiteral("123456")); });
}

inline void askAdministrators(Pair& pair) {
  pair.both("administrator", [](Side& side) { return side.caller.post("/v1/recovery/administrator"); });
}

/// The same to every question.
inline void answer(Pair& pair, const QString& text) {
  pair.both(qPrintable(text), [&](Side& side) {
    const Answer view = side.caller.get("/v1/recovery");
    return side.caller.post("/v1/recovery/answers", steps::answersTo(view, text));
  });
}

/// One that has the id that is asked for, and another secret.
inline domain::SecurityKey strangeKeyFor(const Answer& view) {
  const QJsonObject asked = view.recovery().value(QLatin1String("securityKey")).toObject();
  domain::SecurityKey key = tests::paperKey('s');
  key.credential =
      QByteArray::fromBase64(asked.value(QLatin1String("credentials")).toArray().at(0).toString().toLatin1(),
                             QByteArray::Base64UrlEncoding);
  return key;
}

inline void look(Pair& pair) {
  pair.both("look", [](Side& side) { return side.caller.get("/v1/recovery"); });
}

}  // namespace
}  // namespace latchkey::service::http
