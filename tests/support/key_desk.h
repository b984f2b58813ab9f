// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCryptographicHash>
#include <QtEndian>

#include "core/rules/client_data.h"
#include "service/domain/assertions.h"
#include "tests/support/fake_signatures.h"
#include "tests/support/recovery_desk.h"

/// Security keys for recoveries in tests, on paper: they sign as FakeSignatures checks.
namespace latchkey::tests {

inline constexpr char userPresent = 0x01;
inline constexpr char userVerified = 0x04;

[[nodiscard]] inline SecurityKey paperKey(char name = 'k') {
  SecurityKey key;
  key.credential = QByteArray("credential of ") + name;
  key.publicKey = QByteArray(64, name);
  key.label = QStringLiteral("blue");
  return key;
}

/// What a key is asked, and what it may make of it.
struct PaperTouch {
  QString rpId = QStringLiteral("localhost");
  QString origin = QStringLiteral("https://localhost");
  QByteArray challenge;
  quint32 counter = 1;
  char flags = userPresent;
};

[[nodiscard]] inline QByteArray authenticatorDataOf(const PaperTouch& touch) {
  QByteArray data = QCryptographicHash::hash(touch.rpId.toUtf8(), QCryptographicHash::Sha256);
  data += touch.flags;
  QByteArray counter(4, '\0');
  qToBigEndian(touch.counter, counter.data());
  return data + counter;
}

[[nodiscard]] inline SubmitAssertion touched(const SecurityKey& key, const PaperTouch& touch) {
  SubmitAssertion assertion;
  assertion.credential = key.credential;
  assertion.clientData = rules::clientDataFor(touch.challenge, touch.origin);
  assertion.authenticatorData = authenticatorDataOf(touch);
  assertion.signature = FakeSignatures::sign(key.publicKey, signedBy(assertion));
  return assertion;
}

/// A desk where the sample person has a security key besides the contacts.
struct KeyDesk : RecoveryDesk {
  explicit KeyDesk(Disclosure disclosure = Disclosure::Uniform) : RecoveryDesk(disclosure) { begin(); }
  explicit KeyDesk(std::unique_ptr<StoreBench> on) : RecoveryDesk(std::move(on)) { begin(); }

  void put(const SecurityKey& key) {
    const auto tables = bench->store().begin(Access::Write);
    tables->factors().put(person().key, key);
    if (!tables->commit()) qFatal("the key cannot be written");
  }
  [[nodiscard]] qint64 counter() const {
    return ask(QStringLiteral("SELECT sign_count FROM security_keys")).toLongLong();
  }

private:
  void begin() {
    policy.realms.first().factors.append(MethodKind::SecurityKey);
    restart();
    put(paperKey());
  }
};

[[nodiscard]] inline bool reachKey(Visitor& visitor) {
  return visitor.open() && visitor.passChallenge() && visitor.choose(MethodKind::SecurityKey) &&
         visitor.view.stage == Stage::SecurityKey;
}
/// The answer to what the visitor is asked now.
[[nodiscard]] inline SubmitAssertion answerFor(const Visitor& visitor, quint32 counter = 1,
                                               const SecurityKey& key = paperKey()) {
  PaperTouch touch;
  touch.challenge = visitor.view.securityKey->challenge;
  touch.counter = counter;
  return touched(key, touch);
}
/// The view once more: a refusal carries none.
inline bool look(RecoveryDesk& desk, Visitor& visitor) {
  auto snapshot = desk.service->look(visitor.token, visitor.caller);
  if (snapshot) visitor.view = *snapshot;
  return snapshot.has_value();
}

}  // namespace latchkey::tests
