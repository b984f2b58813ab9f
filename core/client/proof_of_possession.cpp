// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/proof_of_possession.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>

namespace latchkey::client {

namespace {
constexpr int fieldBytes = 32;  // of a P-256 coordinate, and of r and s (RFC 7518, section 3.4)
constexpr qsizetype identifierBytes = 16;
constexpr qsizetype longestNonce = 256;

template <auto free>
struct Freeing {
  template <typename T>
  void operator()(T* object) const {
    free(object);
  }
};
using KeyPointer = std::unique_ptr<EVP_PKEY, Freeing<EVP_PKEY_free>>;
using Number = std::unique_ptr<BIGNUM, Freeing<BN_free>>;
using Digest = std::unique_ptr<EVP_MD_CTX, Freeing<EVP_MD_CTX_free>>;
using Signature = std::unique_ptr<ECDSA_SIG, Freeing<ECDSA_SIG_free>>;

QByteArray base64Url(QByteArrayView bytes) {
  return QByteArray::fromRawData(bytes.data(), bytes.size())
      .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

unsigned char* writable(QByteArray& bytes) {
  return reinterpret_cast<unsigned char*>(bytes.data());
}

QByteArray padded(const BIGNUM* number) {
  QByteArray bytes(fieldBytes, '\0');
  if (BN_bn2binpad(number, writable(bytes), fieldBytes) != fieldBytes) return {};
  return bytes;
}

QByteArray coordinate(const EVP_PKEY* key, const char* name) {
  BIGNUM* raw = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &raw) != 1) return {};
  const Number number(raw);
  return padded(number.get());
}

QByteArray sha256(std::string_view bytes) {
  QByteArray hash(fieldBytes, '\0');
  std::size_t size = 0;
  if (EVP_Q_digest(nullptr, "SHA256", nullptr, bytes.data(), bytes.size(), writable(hash), &size) != 1)
    return {};
  return hash;
}

/// r and s beside each other, as JWS wants them; empty on failure.
QByteArray sign(EVP_PKEY* key, const QByteArray& text) {
  const Digest digest(EVP_MD_CTX_new());
  if (!digest || EVP_DigestSignInit_ex(digest.get(), nullptr, "SHA256", nullptr, nullptr, key, nullptr) != 1)
    return {};
  const auto* const input = reinterpret_cast<const unsigned char*>(text.constData());
  const auto inputSize = static_cast<std::size_t>(text.size());
  std::size_t size = 0;
  if (EVP_DigestSign(digest.get(), nullptr, &size, input, inputSize) != 1) return {};
  QByteArray der(static_cast<qsizetype>(size), '\0');
  if (EVP_DigestSign(digest.get(), writable(der), &size, input, inputSize) != 1) return {};
  const unsigned char* cursor = writable(der);
  const Signature signature(d2i_ECDSA_SIG(nullptr, &cursor, static_cast<long>(size)));
  if (!signature) return {};
  const QByteArray r = padded(ECDSA_SIG_get0_r(signature.get()));
  const QByteArray s = padded(ECDSA_SIG_get0_s(signature.get()));
  return r.isEmpty() || s.isEmpty() ? QByteArray() : r + s;
}

QByteArray encoded(const QJsonObject& object) {
  return base64Url(QJsonDocument(object).toJson(QJsonDocument::Compact));
}
}  // namespace

struct ProofOfPossession::Key {
  KeyPointer pair;
  QByteArray header;  ///< encoded; the same for every proof of this key
};

std::optional<ProofOfPossession> ProofOfPossession::generate() {
  auto key = std::make_unique<Key>();
  key->pair.reset(EVP_EC_gen("P-256"));
  if (!key->pair) return std::nullopt;
  const QByteArray x = coordinate(key->pair.get(), OSSL_PKEY_PARAM_EC_PUB_X);
  const QByteArray y = coordinate(key->pair.get(), OSSL_PKEY_PARAM_EC_PUB_Y);
  if (x.isEmpty() || y.isEmpty()) return std::nullopt;
  const QJsonObject jwk{{QStringLiteral("kty"), QStringLiteral("EC")},
                        {QStringLiteral("crv"), QStringLiteral("P-256")},
                        {QStringLiteral("x"), QString::fromLatin1(base64Url(x))},
                        {QStringLiteral("y"), QString::fromLatin1(base64Url(y))}};
  key->header = encoded({{QStringLiteral("typ"), QStringLiteral("dpop+jwt")},
                         {QStringLiteral("alg"), QStringLiteral("ES256")},
                         {QStringLiteral("jwk"), jwk}});
  return ProofOfPossession(std::move(key));
}

ProofOfPossession::ProofOfPossession(std::unique_ptr<Key> key) : m_key(std::move(key)) {}
ProofOfPossession::ProofOfPossession(ProofOfPossession&&) noexcept = default;
ProofOfPossession& ProofOfPossession::operator=(ProofOfPossession&&) noexcept = default;
ProofOfPossession::~ProofOfPossession() = default;

QByteArray ProofOfPossession::proofFor(const Claims& claims, const Ports& ports) const {
  QJsonObject body{{QStringLiteral("jti"), QString::fromLatin1(randomName(ports, identifierBytes))},
                   {QStringLiteral("htm"), QString::fromLatin1(claims.method)},
                   {QStringLiteral("htu"),
                    QString::fromLatin1(claims.url.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment))},
                   {QStringLiteral("iat"), ports.now() / 1000}};
  if (!claims.nonce.isEmpty()) body.insert(QStringLiteral("nonce"), QString::fromLatin1(claims.nonce));
  if (claims.token != nullptr) {
    const QByteArray hash = sha256(claims.token->view());
    if (hash.isEmpty()) return {};
    body.insert(QStringLiteral("ath"), QString::fromLatin1(base64Url(hash)));
  }
  const QByteArray text = m_key->header + '.' + encoded(body);
  const QByteArray signature = sign(m_key->pair.get(), text);
  return signature.isEmpty() ? QByteArray() : text + '.' + base64Url(signature);
}

bool isUsableNonce(QByteArrayView nonce) {
  return !nonce.isEmpty() && nonce.size() <= longestNonce &&
         std::all_of(nonce.begin(), nonce.end(),
                     [](char c) { return c > 0x20 && c < 0x7f && c != '"' && c != '\\'; });
}

}  // namespace latchkey::client
