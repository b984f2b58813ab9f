// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/es256.h"

#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <QCryptographicHash>

#include "core/platform/released.h"

namespace latchkey::service::http {
namespace {

constexpr qsizetype fieldBytes = 32;

using PublicKey = platform::Released<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = platform::Released<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using DigestContext = platform::Released<EVP_MD_CTX, EVP_MD_CTX_free>;
using Signature = platform::Released<ECDSA_SIG, ECDSA_SIG_free>;
using Number = platform::Released<BIGNUM, BN_free>;

const unsigned char* bytes(QByteArrayView view) {
  return reinterpret_cast<const unsigned char*>(view.data());
}

PublicKey importKey(const P256Key& key) {
  QByteArray point = QByteArray(1, '\x04') + key.x + key.y;  // uncompressed, SEC 1 section 2.3.3
  char group[] = "P-256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
                                   OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                                                     static_cast<std::size_t>(point.size())),
                                   OSSL_PARAM_construct_end()};
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* imported = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &imported, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(parameters)) !=
          1) {
    return nullptr;
  }
  PublicKey result(imported);
  const KeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, result.get(), nullptr));
  // Refuses points off the curve and the point at infinity. P-256 has the cofactor 1, so that there is no
  // small subgroup that the slow check, which multiplies by the order, would find (SP 800-56A, 5.6.2.3.4).
  if (!check || EVP_PKEY_public_check_quick(check.get()) != 1) return nullptr;
  return result;
}

/// OpenSSL wants DER where JOSE has r and s side by side.
QByteArray derOf(QByteArrayView raw) {
  const Signature signature(ECDSA_SIG_new());
  Number r(BN_bin2bn(bytes(raw), fieldBytes, nullptr));
  Number s(BN_bin2bn(bytes(raw) + fieldBytes, fieldBytes, nullptr));
  if (!signature || !r || !s || ECDSA_SIG_set0(signature.get(), r.get(), s.get()) != 1) return {};
  (void)r.release();  // owned by the signature now
  (void)s.release();
  unsigned char* der = nullptr;
  const int size = i2d_ECDSA_SIG(signature.get(), &der);
  if (size <= 0) return {};
  QByteArray copy(reinterpret_cast<const char*>(der), size);
  OPENSSL_free(der);
  return copy;
}

}  // namespace

bool verifyEs256(const P256Key& key, QByteArrayView message, QByteArrayView signature) {
  if (key.x.size() != fieldBytes || key.y.size() != fieldBytes || signature.size() != 2 * fieldBytes)
    return false;
  const PublicKey publicKey = importKey(key);
  const QByteArray der = derOf(signature);
  const DigestContext context(EVP_MD_CTX_new());
  if (!publicKey || der.isEmpty() || !context) return false;
  return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, publicKey.get()) == 1 &&
         EVP_DigestVerify(context.get(), bytes(der), static_cast<std::size_t>(der.size()), bytes(message),
                          static_cast<std::size_t>(message.size())) == 1;
}

QByteArray thumbprintOf(const P256Key& key) {
  const auto encoded = [](const QByteArray& value) {
    return value.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
  };
  // Required members only, in the order of their names, without blanks.
  const QByteArray canonical =
      R"({"crv":"P-256","kty":"EC","x":")" + encoded(key.x) + R"(","y":")" + encoded(key.y) + R"("})";
  return QCryptographicHash::hash(canonical, QCryptographicHash::Sha256);
}

}  // namespace latchkey::service::http
