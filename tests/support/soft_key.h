// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/x509.h>

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>
#include <QCryptographicHash>
#include <QMessageAuthenticationCode>
#include <QtEndian>
#include <functional>
#include <vector>

#include "core/platform/released.h"

namespace latchkey::tests {

/// A security key as a program: CTAP 2.0 with one credential and those that it makes, its PIN (protocol 1)
/// and its counter, by OpenSSL. Knows commands and answers; how they travel is soft_key_pipe.h's.
class SoftKey {
public:
  using Pair = platform::Released<EVP_PKEY, EVP_PKEY_free>;

  explicit SoftKey(QByteArray rpId) : m_rpId(std::move(rpId)) {}

  /// Registered by this credential.
  QByteArray credential = QByteArray("a credential of the software key");
  QByteArray pin;
  int retries = 8;
  quint32 counter = 0;
  bool counts = true;
  /// Returns when somebody has touched it (true), or has told it to give up.
  std::function<bool()> touch = [] { return true; };

  /// x and y of a public key.
  [[nodiscard]] static QByteArray pointOf(const Pair& pair) {
    QByteArray point(65, '\0');
    std::size_t size = 0;
    EVP_PKEY_get_octet_string_param(pair.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                    reinterpret_cast<unsigned char*>(point.data()), 65, &size);
    return point.sliced(1);
  }
  [[nodiscard]] QByteArray publicKey() const { return pointOf(m_pair); }
  /// Of one that it has made; empty: it has not.
  [[nodiscard]] QByteArray publicKeyOf(const QByteArray& id) const {
    const Pair* const pair = pairOf(id);
    return pair != nullptr ? pointOf(*pair) : QByteArray();
  }
  [[nodiscard]] bool isSigned(const QByteArray& data, const QByteArray& signature) const {
    const platform::Released<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    const auto bytes = [](const QByteArray& array) {
      return reinterpret_cast<const unsigned char*>(array.constData());
    };
    return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, m_pair.get()) == 1 &&
           EVP_DigestVerify(context.get(), bytes(signature), static_cast<std::size_t>(signature.size()),
                            bytes(data), static_cast<std::size_t>(data.size())) == 1;
  }
  /// As fido2-cred -V writes it.
  [[nodiscard]] QByteArray keyFile() const {
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(m_pair.get(), &der);
    const QByteArray encoded = QByteArray(reinterpret_cast<char*>(der), size).toBase64();
    OPENSSL_free(der);
    return credential.toBase64() + "\n-----BEGIN PUBLIC KEY-----\n" + encoded +
           "\n-----END PUBLIC KEY-----\n";
  }

  /// Status and CBOR of the answer to one command.
  [[nodiscard]] QByteArray answer(const QByteArray& command) {
    if (command.isEmpty()) return failure(0x03);
    const QCborMap request = QCborValue::fromCbor(command.sliced(1)).toMap();
    switch (static_cast<unsigned char>(command.front())) {
      case 0x01:
        return newCredential(request);
      case 0x02:
        return assertion(request);
      case 0x04:
        return info();
      case 0x06:
        return clientPin(request);
      default:
        return failure(0x01);
    }
  }

private:
  static QByteArray failure(unsigned char status) { return QByteArray(1, static_cast<char>(status)); }
  static QByteArray success(const QCborMap& map) {
    return QByteArray(1, '\0') + (map.isEmpty() ? QByteArray() : map.toCborValue().toCbor());
  }

  [[nodiscard]] QByteArray info() const {
    QCborMap options{{QStringLiteral("rk"), false}, {QStringLiteral("up"), true}};
    options.insert(QStringLiteral("clientPin"), !pin.isEmpty());
    QCborMap map;
    map.insert(1, QCborArray{QStringLiteral("FIDO_2_0")});
    map.insert(3, QByteArray(16, '\0'));
    map.insert(4, options);
    map.insert(5, 1200);
    map.insert(6, QCborArray{1});
    return success(map);
  }

  [[nodiscard]] QByteArray assertion(const QCborMap& request) {
    const QByteArray hash = request.value(2).toByteArray();
    bool known = request.value(1).toString().toUtf8() == m_rpId;
    const QByteArray id = ownOf(request.value(3).toArray());
    if (!known || id.isEmpty()) return failure(0x2e);
    const bool wantsTouch = request.value(5).toMap().value(QStringLiteral("up")).toBool(true);
    char flags = 0;
    if (request.contains(QCborValue(6))) {
      if (request.value(6).toByteArray() != authOf(hash)) return failure(0x33);
      flags |= 0x04;
    }
    if (wantsTouch) {
      if (!touch()) return failure(0x2d);
      flags |= 0x01;
      if (counts) ++counter;
    }
    const QByteArray data = dataWith(flags);
    QCborMap map;
    map.insert(1,
               QCborMap{{QStringLiteral("id"), id}, {QStringLiteral("type"), QStringLiteral("public-key")}});
    map.insert(2, data);
    map.insert(3, signatureOf(*pairOf(id), data + hash));
    return success(map);
  }

  /// authenticatorMakeCredential (CTAP 2.1, section 6.1), for the one relying party.
  [[nodiscard]] QByteArray newCredential(const QCborMap& request) {
    const QByteArray hash = request.value(1).toByteArray();
    if (request.value(2).toMap().value(QStringLiteral("id")).toString().toUtf8() != m_rpId)
      return failure(0x27);
    char flags = 0x41;  // touched, with a credential
    if (request.contains(QCborValue(8))) {
      if (request.value(8).toByteArray() != authOf(hash)) return failure(0x33);
      flags |= 0x04;
    } else if (!pin.isEmpty()) {
      return failure(0x36);
    }
    const bool excluded = !ownOf(request.value(5).toArray()).isEmpty();
    if (!touch()) return failure(0x2d);
    if (excluded) return failure(0x19);
    m_made.push_back({"made by the software key, no. " + QByteArray::number(m_made.size() + 1), newPair()});
    const Own& own = m_made.back();
    const QByteArray point = pointOf(own.pair);
    QCborMap cose;
    cose.insert(1, 2);
    cose.insert(3, -7);
    cose.insert(-1, 1);
    cose.insert(-2, point.first(32));
    cose.insert(-3, point.sliced(32));
    QByteArray length(2, '\0');
    qToBigEndian(static_cast<quint16>(own.id.size()), length.data());
    const QByteArray data =
        dataWith(flags) + QByteArray(16, 'm') + length + own.id + cose.toCborValue().toCbor();
    QCborMap map;
    map.insert(1, QStringLiteral("packed"));
    map.insert(2, data);
    map.insert(3, QCborMap{{QStringLiteral("alg"), -7},
                           {QStringLiteral("sig"), signatureOf(own.pair, data + hash)}});
    return success(map);
  }

  [[nodiscard]] QByteArray dataWith(char flags) const {
    QByteArray count(4, '\0');
    qToBigEndian(counter, count.data());
    return QCryptographicHash::hash(m_rpId, QCryptographicHash::Sha256) + flags + count;
  }

  struct Own {
    QByteArray id;
    Pair pair;
  };
  [[nodiscard]] const Pair* pairOf(const QByteArray& id) const {
    if (id == credential) return &m_pair;
    for (const Own& own : m_made)
      if (own.id == id) return &own.pair;
    return nullptr;
  }
  /// The first that is its own; empty: none.
  [[nodiscard]] QByteArray ownOf(const QCborArray& list) const {
    for (const QCborValueConstRef one : list) {
      const QByteArray id = one.toMap().value(QStringLiteral("id")).toByteArray();
      if (pairOf(id) != nullptr) return id;
    }
    return {};
  }

  [[nodiscard]] static QByteArray signatureOf(const Pair& pair, const QByteArray& data) {
    const platform::Released<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    QByteArray signature(72, '\0');
    std::size_t size = 72;
    EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, pair.get());
    EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(signature.data()), &size,
                   reinterpret_cast<const unsigned char*>(data.constData()),
                   static_cast<std::size_t>(data.size()));
    return signature.first(static_cast<qsizetype>(size));
  }

  // --- PIN protocol 1 (CTAP 2.1, section 6.5.6)

  [[nodiscard]] QByteArray authOf(const QByteArray& hash) const {
    return QMessageAuthenticationCode::hash(hash, m_pinToken, QCryptographicHash::Sha256).first(16);
  }
  [[nodiscard]] QByteArray clientPin(const QCborMap& request) {
    switch (request.value(2).toInteger()) {
      case 1:
        return success(QCborMap{{3, retries}});
      case 2: {
        const QByteArray point = pointOf(m_agreement);
        QCborMap key;
        key.insert(1, 2);
        key.insert(3, -25);
        key.insert(-1, 1);
        key.insert(-2, point.first(32));
        key.insert(-3, point.sliced(32));
        return success(QCborMap{{1, key}});
      }
      case 5:
        return pinToken(request);
      default:
        return failure(0x3e);
    }
  }
  [[nodiscard]] QByteArray pinToken(const QCborMap& request) {
    if (pin.isEmpty()) return failure(0x35);
    if (retries == 0) return failure(0x32);
    const QByteArray secret = sharedWith(request.value(3).toMap());
    const QByteArray typed = crypt(secret, request.value(6).toByteArray(), false);
    if (typed != QCryptographicHash::hash(pin, QCryptographicHash::Sha256).first(16)) {
      --retries;
      m_agreement = newPair();
      if (retries == 0) return failure(0x32);
      return failure(++m_misses >= 3 ? 0x34 : 0x31);
    }
    m_misses = 0;
    retries = 8;
    return success(QCborMap{{2, crypt(secret, m_pinToken, true)}});
  }
  [[nodiscard]] QByteArray sharedWith(const QCborMap& key) const {
    QByteArray point = QByteArray(1, '\x04') + key.value(-2).toByteArray() + key.value(-3).toByteArray();
    char group[] = "P-256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                          static_cast<std::size_t>(point.size())),
        OSSL_PARAM_construct_end()};
    const platform::Released<EVP_PKEY_CTX, EVP_PKEY_CTX_free> making(
        EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    EVP_PKEY* other = nullptr;
    EVP_PKEY_fromdata_init(making.get());
    EVP_PKEY_fromdata(making.get(), &other, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(parameters));
    const Pair peer(other);
    const platform::Released<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(
        EVP_PKEY_CTX_new_from_pkey(nullptr, m_agreement.get(), nullptr));
    QByteArray x(32, '\0');
    std::size_t size = 32;
    if (!peer || EVP_PKEY_derive_init(context.get()) != 1 ||
        EVP_PKEY_derive_set_peer(context.get(), peer.get()) != 1 ||
        EVP_PKEY_derive(context.get(), reinterpret_cast<unsigned char*>(x.data()), &size) != 1) {
      return QByteArray(32, '\0');
    }
    return QCryptographicHash::hash(x, QCryptographicHash::Sha256);
  }
  [[nodiscard]] static QByteArray crypt(const QByteArray& key, const QByteArray& data, bool encrypts) {
    const platform::Released<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context(EVP_CIPHER_CTX_new());
    const QByteArray zero(16, '\0');
    QByteArray out(data.size() + 16, '\0');
    int size = 0;
    const auto bytes = [](const QByteArray& array) {
      return reinterpret_cast<const unsigned char*>(array.constData());
    };
    EVP_CipherInit_ex(context.get(), EVP_aes_256_cbc(), nullptr, bytes(key), bytes(zero), encrypts ? 1 : 0);
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    EVP_CipherUpdate(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size, bytes(data),
                     static_cast<int>(data.size()));
    return out.first(size);
  }
  [[nodiscard]] static Pair newPair() { return Pair(EVP_EC_gen("P-256")); }

  QByteArray m_rpId;
  Pair m_pair = newPair();
  Pair m_agreement = newPair();
  std::vector<Own> m_made;
  QByteArray m_pinToken = QCryptographicHash::hash("the token of this key", QCryptographicHash::Sha256);
  int m_misses = 0;
};

}  // namespace latchkey::tests
