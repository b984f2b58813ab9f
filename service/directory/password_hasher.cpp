// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/password_hasher.h"

#include <sodium.h>

#include <stdexcept>

#include "core/platform/failpoint.h"

namespace latchkey::service::directory {

HashCost HashCost::interactive() {
  return {crypto_pwhash_argon2id_OPSLIMIT_INTERACTIVE, crypto_pwhash_argon2id_MEMLIMIT_INTERACTIVE};
}
HashCost HashCost::moderate() {
  return {crypto_pwhash_argon2id_OPSLIMIT_MODERATE, crypto_pwhash_argon2id_MEMLIMIT_MODERATE};
}
HashCost HashCost::minimum() {
  return {crypto_pwhash_argon2id_OPSLIMIT_MIN, crypto_pwhash_argon2id_MEMLIMIT_MIN};
}

PasswordHasher::PasswordHasher(HashCost cost) : m_cost(cost) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be initialised");
  // Accounts that do not exist are verified against this, so that they cost the same time.
  m_nobody = hashed(platform::Secret("nobody's"));
  if (m_nobody.isEmpty()) throw std::runtime_error("not enough memory for one password hash");
}

QByteArray PasswordHasher::hash(const platform::Secret& password) const {
  if (platform::failsHere(platform::FailClass::Random, "random.salt")) return {};
  return hashed(password);
}

QByteArray PasswordHasher::hashed(const platform::Secret& password) const {
  QByteArray text(crypto_pwhash_STRBYTES, '\0');
  const std::string_view bytes = password.view();
  if (crypto_pwhash_str_alg(text.data(), bytes.data(), bytes.size(), m_cost.operations, m_cost.memory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return {};
  }
  text.truncate(static_cast<qsizetype>(qstrnlen(text.constData(), static_cast<size_t>(text.size()))));
  return text;
}

bool PasswordHasher::verify(const QByteArray& verifier, const platform::Secret& password) const {
  const QByteArray& against = verifier.isEmpty() ? m_nobody : verifier;
  const std::string_view bytes = password.view();
  const bool fits = crypto_pwhash_str_verify(against.constData(), bytes.data(), bytes.size()) == 0;
  return fits && !verifier.isEmpty();
}

}  // namespace latchkey::service::directory
