// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/keys/aes_gcm_box.h"

#include <openssl/evp.h>

#include <memory>
#include <span>
#include <stdexcept>

namespace latchkey::service::keys {

namespace {
constexpr char version = 1;
constexpr int nonceBytes = 12;
constexpr int tagBytes = 16;

using Context = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

const unsigned char* in(const char* bytes) {
  return reinterpret_cast<const unsigned char*>(bytes);
}
unsigned char* out(char* bytes) {
  return reinterpret_cast<unsigned char*>(bytes);
}
void require(int done) {
  if (done != 1) throw std::runtime_error("AES-GCM failed");
}
}  // namespace

AesGcmBox::AesGcmBox(platform::Secret key, domain::Random& random) : m_key(std::move(key)), m_random(random) {
  if (m_key.size() != 32) throw std::invalid_argument("AES-256 takes a key of 32 bytes");
}

QByteArray AesGcmBox::seal(const platform::Secret& secret, QByteArrayView context) {
  const auto size = static_cast<int>(secret.size());
  QByteArray sealed(1 + nonceBytes + size + tagBytes, '\0');
  sealed[0] = version;
  char* const nonce = sealed.data() + 1;
  char* const text = nonce + nonceBytes;
  m_random.fill(std::as_writable_bytes(std::span(nonce, nonceBytes)));

  const Context cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  int written = 0;
  require(EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, in(m_key.view().data()), in(nonce)));
  require(EVP_EncryptUpdate(cipher.get(), nullptr, &written, in(context.data()),
                            static_cast<int>(context.size())));
  require(EVP_EncryptUpdate(cipher.get(), out(text), &written, in(secret.view().data()), size));
  require(EVP_EncryptFinal_ex(cipher.get(), out(text) + written, &written));
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tagBytes, text + size));
  return sealed;
}

std::optional<platform::Secret> AesGcmBox::open(const QByteArray& sealed, QByteArrayView context) const {
  const auto size = static_cast<int>(sealed.size()) - 1 - nonceBytes - tagBytes;
  if (size < 0 || sealed.front() != version) return std::nullopt;
  const char* const nonce = sealed.constData() + 1;
  const char* const text = nonce + nonceBytes;
  QByteArray tag(text + size, tagBytes);  // OpenSSL takes it as not const

  QByteArray plain(size, '\0');
  const Context cipher(EVP_CIPHER_CTX_new(), &EVP_CIPHER_CTX_free);
  int written = 0;
  require(EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, in(m_key.view().data()), in(nonce)));
  require(EVP_DecryptUpdate(cipher.get(), nullptr, &written, in(context.data()),
                            static_cast<int>(context.size())));
  require(EVP_DecryptUpdate(cipher.get(), out(plain.data()), &written, in(text), size));
  require(EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tagBytes, tag.data()));
  const bool genuine = EVP_DecryptFinal_ex(cipher.get(), out(plain.data()) + written, &written) == 1;
  if (!genuine) {
    platform::wipe(plain);
    return std::nullopt;
  }
  return platform::Secret::consume(std::move(plain));
}

}  // namespace latchkey::service::keys
