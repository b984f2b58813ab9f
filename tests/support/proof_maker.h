// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

#include <QByteArray>
#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <memory>

namespace latchkey::tests {

/// Makes DPoP proofs, right ones and wrong ones, without any code of the client or of the service.
class ProofMaker {
public:
  ProofMaker() : m_key(EVP_EC_gen("P-256"), EVP_PKEY_free) {}

  [[nodiscard]] static QByteArray encode(const QByteArray& bytes) {
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
  }
  [[nodiscard]] QJsonObject jwk() const {
    return {{QStringLiteral("kty"), QStringLiteral("EC")},
            {QStringLiteral("crv"), QStringLiteral("P-256")},
            {QStringLiteral("x"), coordinate(OSSL_PKEY_PARAM_EC_PUB_X)},
            {QStringLiteral("y"), coordinate(OSSL_PKEY_PARAM_EC_PUB_Y)}};
  }
  [[nodiscard]] QJsonObject header() const {
    return {{QStringLiteral("typ"), QStringLiteral("dpop+jwt")},
            {QStringLiteral("alg"), QStringLiteral("ES256")},
            {QStringLiteral("jwk"), jwk()}};
  }
  /// Right claims with an identifier that was not there before.
  [[nodiscard]] QJsonObject claims(const QByteArray& method, const QByteArray& url, const QByteArray& nonce,
                                   const QByteArray& token = {}) {
    QJsonObject claims{{QStringLiteral("jti"), QString::fromLatin1(nextId())},
                       {QStringLiteral("htm"), QString::fromLatin1(method)},
                       {QStringLiteral("htu"), QString::fromLatin1(url)},
                       {QStringLiteral("iat"), 1'767'225'600}};
    if (!nonce.isEmpty()) claims.insert(QStringLiteral("nonce"), QString::fromLatin1(nonce));
    if (!token.isEmpty()) {
      const QByteArray hash = QCryptographicHash::hash(token, QCryptographicHash::Sha256);
      claims.insert(QStringLiteral("ath"), QString::fromLatin1(encode(hash)));
    }
    return claims;
  }
  [[nodiscard]] QByteArray sign(const QJsonObject& header, const QJsonObject& claims) const {
    return signText(QJsonDocument(header).toJson(QJsonDocument::Compact),
                    QJsonDocument(claims).toJson(QJsonDocument::Compact));
  }
  [[nodiscard]] QByteArray signText(const QByteArray& header, const QByteArray& payload) const {
    const QByteArray part = encode(header) + '.' + encode(payload);
    return part + '.' + encode(signature(part));
  }
  [[nodiscard]] QByteArray proof(const QByteArray& method, const QByteArray& url, const QByteArray& nonce,
                                 const QByteArray& token = {}) {
    return sign(header(), claims(method, url, nonce, token));
  }
  [[nodiscard]] QByteArray nextId() {
    return encode(QByteArray(8, 'j') + QByteArray::number(10'000'000 + ++m_count));
  }

private:
  [[nodiscard]] QString coordinate(const char* name) const {
    BIGNUM* number = nullptr;
    EVP_PKEY_get_bn_param(m_key.get(), name, &number);
    QByteArray bytes(32, '\0');
    BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), 32);
    BN_free(number);
    return QString::fromLatin1(encode(bytes));
  }
  [[nodiscard]] QByteArray signature(const QByteArray& text) const {
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, m_key.get());
    QByteArray der(128, '\0');
    std::size_t size = static_cast<std::size_t>(der.size());
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(der.data()), &size,
                   reinterpret_cast<const unsigned char*>(text.constData()),
                   static_cast<std::size_t>(text.size()));
    const auto* data = reinterpret_cast<const unsigned char*>(der.constData());
    const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> parsed(
        d2i_ECDSA_SIG(nullptr, &data, static_cast<long>(size)), ECDSA_SIG_free);
    QByteArray raw(64, '\0');
    BN_bn2binpad(ECDSA_SIG_get0_r(parsed.get()), reinterpret_cast<unsigned char*>(raw.data()), 32);
    BN_bn2binpad(ECDSA_SIG_get0_s(parsed.get()), reinterpret_cast<unsigned char*>(raw.data()) + 32, 32);
    return raw;
  }

  std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> m_key;
  int m_count = 0;
};

}  // namespace latchkey::tests
