// SPDX-License-Identifier: GPL-3.0-or-later
// A proof of possession and the field beside it. Most bytes are no proof, so the first one says what the rest
// is: the field's bytes themselves, or header, claims and signature, each on a line, that are made one here.
// What is read has one spelling and no part out of bounds, and nobody without a key and a nonce gets in.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/protocol/limits.h"
#include "service/http/proof_verifier.h"
#include "service/http/request_checks.h"
#include "tests/support/manual_clock.h"
#include "tests/support/memory_replay_guard.h"
#include "tests/support/test_keyed_hash.h"

using namespace latchkey;                 // NOLINT
using namespace latchkey::service::http;  // NOLINT

namespace {

constexpr auto urlEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
const QByteArray origin = "https://recovery.example.com";

void require(bool holds) {
  if (!holds) std::abort();
}

/// The signature last, as many bytes as there are: a line feed may be one of them.
QByteArray madeOf(const QByteArray& parts) {
  const qsizetype first = parts.indexOf('\n');
  const qsizetype second = first < 0 ? -1 : parts.indexOf('\n', first + 1);
  if (second < 0) return parts;
  return parts.first(first).toBase64(urlEncoding) + '.' +
         parts.sliced(first + 1, second - first - 1).toBase64(urlEncoding) + '.' +
         parts.sliced(second + 1).toBase64(urlEncoding);
}

void judge(const QByteArray& proof) {
  const auto claims = parseProof(proof);
  const tests::TestKeyedHash keys;
  const tests::ManualClock clock;
  tests::MemoryReplayGuard replay;
  const NonceSource nonces(keys, clock);
  const ProofVerifier verifier(origin, nonces, replay);
  require(!verifier.verify(proof, {"POST", "/v1/recovery/code", "a-token-of-some-length"}));
  require(!verifier.verify(proof, {"POST", "/v1/recoveries", {}}));
  require(replay.lastForgetAt == 0);  // refused before anything is remembered of it
  if (!claims) return;
  require(proof.size() <= 4096);
  require(claims->key.x.size() == 32 && claims->key.y.size() == 32 && claims->signature.size() == 64);
  require(claims->id.size() == 22);
  require(claims->signedPart + '.' + claims->signature.toBase64(urlEncoding) == proof);
  require(thumbprintOf(claims->key).size() == 32);
  (void)verifyEs256(claims->key, claims->signedPart, claims->signature);
  for (const char extra : {'=', ' ', '.', '\0'}) require(!parseProof(proof + extra));
}

void judgeAuthorization(const QByteArray& value) {
  HttpRequest request;
  request.fields = {{"authorization", value}};
  const auto token = tokenOf(request);
  request.fields += request.fields.first();
  require(!tokenOf(request));
  if (!token) return;
  require(value.size() == token->size() + 5 && value.endsWith(*token));
  require(token->size() >= protocol::limits::token.least && token->size() <= protocol::limits::token.most);
  for (const char c : *token) require(c > ' ' && c < '\x7f');
}

}  // namespace

extern "C" bool seedIsWhatItsNameSays(const char* file, const std::uint8_t* data, std::size_t size) {
  const QByteArray name(file);
  const QByteArray bytes(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
  if (name.startsWith("token")) {
    HttpRequest request;
    request.fields = {{"authorization", bytes}};
    return tokenOf(request).has_value();
  }
  return parseProof(data[0] % 2 == 1 ? madeOf(bytes) : bytes).has_value() == name.startsWith("right");
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const QByteArray bytes(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
  judgeAuthorization(bytes);
  judge(data[0] % 2 == 1 ? madeOf(bytes) : bytes);
  return 0;
}
