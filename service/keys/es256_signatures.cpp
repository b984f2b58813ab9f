// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/keys/es256_signatures.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <QByteArray>

#include "core/platform/released.h"

namespace latchkey::service::keys {

namespace {
constexpr qsizetype bytesOfPoint = 64;

using VerifyingKey = platform::Released<EVP_PKEY, EVP_PKEY_free>;
using VerifyingKeyContext = platform::Released<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using VerifyingContext = platform::Released<EVP_MD_CTX, EVP_MD_CTX_free>;

const unsigned char* unsignedBytes(QByteArrayView view) {
  return reinterpret_cast<const unsigned char*>(view.data());
}

/// Null for what is no point of the curve; the point at infinity cannot be written like this.
VerifyingKey keyAt(QByteArrayView publicKey) {
  if (publicKey.size() != bytesOfPoint) return nullptr;
  QByteArray point(1, '\x04');  // uncompressed, SEC 1 section 2.3.3
  point += publicKey;
  char group[] = "P-256";
  const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
                                   OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                                                     static_cast<std::size_t>(point.size())),
                                   OSSL_PARAM_construct_end()};
  const VerifyingKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* made = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, const_cast<OSSL_PARAM*>(parameters)) !=
          1) {
    return nullptr;
  }
  VerifyingKey key(made);
  const VerifyingKeyContext check(EVP_PKEY_CTX_new_from_pkey(nullptr, key.get(), nullptr));
  // P-256 has the cofactor 1: nothing is left for the slow check to find (SP 800-56A, 5.6.2.3.4).
  if (!check || EVP_PKEY_public_check_quick(check.get()) != 1) return nullptr;
  return key;
}
}  // namespace

bool Es256Signatures::isSigned(QByteArrayView publicKey, QByteArrayView data,
                               QByteArrayView signature) const {
  const VerifyingKey key = keyAt(publicKey);
  const VerifyingContext context(EVP_MD_CTX_new());
  if (!key || !context) return false;
  return EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
         EVP_DigestVerify(context.get(), unsignedBytes(signature), static_cast<std::size_t>(signature.size()),
                          unsignedBytes(data), static_cast<std::size_t>(data.size())) == 1;
}

bool Es256Signatures::isKey(QByteArrayView publicKey) const {
  return keyAt(publicKey) != nullptr;
}

}  // namespace latchkey::service::keys
