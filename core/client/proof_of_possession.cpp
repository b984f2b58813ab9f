// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/proof_of_possession.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

#include "core/platform/failpoint.h"
#include "core/platform/released.h"

namespace latchkey::client {

// Not in the unnamed namespace, as a member of the class has this type.
using KeyPointer = platform::Released<EVP_PKEY, EVP_PKEY_free>;

namespace {
constexpr int fieldBytes = 32;  // of a P-256 coordinate, and of r and s (RFC 7518, section 3.4)
constexpr qsizetype identifierBytes = 16;
constexpr qsizetype longestNonce = 256;

using Group = platform::Released<EC_GROUP, EC_GROUP_free>;
using Point = platform::Released<EC_POINT, EC_POINT_free>;
using Builder = platform::Released<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;
using Parameters = platform::Released<OSSL_PARAM, OSSL_PARAM_free>;
using KeyContext = platform::Released<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
/// Wiped before it is freed.
using SecretNumber = platform::Released<BIGNUM, BN_clear_free>;
using Number = platform::Released<BIGNUM, BN_free>;
using Digest = platform::Released<EVP_MD_CTX, EVP_MD_CTX_free>;
using Signature = platform::Released<ECDSA_SIG, ECDSA_SIG_free>;

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

/// The point that belongs to the private number, uncompressed; empty when there is none.
QByteArray publicPoint(const BIGNUM* number) {
  const Group group(EC_GROUP_new_by_curve_name(NID_X9_62_prime256v1));
  if (!group || BN_is_zero(number) || BN_cmp(number, EC_GROUP_get0_order(group.get())) >= 0) return {};
  const Point point(EC_POINT_new(group.get()));
  if (!point || EC_POINT_mul(group.get(), point.get(), number, nullptr, nullptr, nullptr) != 1) return {};
  QByteArray bytes(1 + 2 * fieldBytes, '\0');
  const auto room = static_cast<std::size_t>(bytes.size());
  const std::size_t size = EC_POINT_point2oct(group.get(), point.get(), POINT_CONVERSION_UNCOMPRESSED,
                                              writable(bytes), room, nullptr);
  return size == room ? bytes : QByteArray();
}

KeyPointer pairOf(const BIGNUM* number, const QByteArray& point) {
  const Builder builder(OSSL_PARAM_BLD_new());
  if (!builder ||
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, number) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.constData(),
                                       static_cast<std::size_t>(point.size())) != 1)
    return {};
  const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* made = nullptr;
  if (!parameters || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_KEYPAIR, parameters.get()) != 1)
    return {};
  return KeyPointer(made);
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
  if (!platform::failsHere(platform::FailClass::Random, "random.key")) key->pair.reset(EVP_EC_gen("P-256"));
  return of(std::move(key));
}

std::optional<ProofOfPossession> ProofOfPossession::restore(const platform::Secret& privateKey) {
  if (privateKey.size() != static_cast<std::size_t>(fieldBytes)) return std::nullopt;
  // OpenSSL's heap for numbers that are to be wiped.
  const SecretNumber number(BN_secure_new());
  if (!number || BN_bin2bn(reinterpret_cast<const unsigned char*>(privateKey.view().data()), fieldBytes,
                           number.get()) == nullptr)
    return std::nullopt;
  const QByteArray point = publicPoint(number.get());
  if (point.isEmpty()) return std::nullopt;
  auto key = std::make_unique<Key>();
  key->pair = pairOf(number.get(), point);
  return of(std::move(key));
}

platform::Secret ProofOfPossession::privateKey() const {
  BIGNUM* raw = nullptr;
  if (EVP_PKEY_get_bn_param(m_key->pair.get(), OSSL_PKEY_PARAM_PRIV_KEY, &raw) != 1) return {};
  const SecretNumber number(raw);
  std::array<char, fieldBytes> bytes = {};
  platform::Secret secret;
  if (BN_bn2binpad(number.get(), reinterpret_cast<unsigned char*>(bytes.data()), fieldBytes) == fieldBytes)
    secret.append({bytes.data(), bytes.size()});
  platform::secureZero(bytes.data(), bytes.size());
  return secret;
}

std::optional<ProofOfPossession> ProofOfPossession::of(std::unique_ptr<Key> key) {
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
