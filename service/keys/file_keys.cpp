// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/keys/file_keys.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>

#include <QFileInfo>
#include <memory>
#include <stdexcept>
#include <string>

#include "core/platform/files.h"
#include "core/platform/guard.h"
#include "service/keys/aes_gcm_box.h"

namespace latchkey::service::keys {

namespace {
constexpr qsizetype masterLength = 32;
constexpr std::size_t keyLength = 32;

/// Names that HKDF derives by; what stands here never changes, or every stored hash is lost.
constexpr const char* labelOf(domain::KeyPurpose purpose) {
  switch (purpose) {
    case domain::KeyPurpose::Code:
      return "latchkey code v1";
    case domain::KeyPurpose::Token:
      return "latchkey token v1";
    case domain::KeyPurpose::Nonce:
      return "latchkey nonce v1";
    case domain::KeyPurpose::Challenge:
      return "latchkey challenge v1";
    case domain::KeyPurpose::Decoy:
      return "latchkey decoy v1";
    case domain::KeyPurpose::Idempotency:
      return "latchkey idempotency v1";
    case domain::KeyPurpose::Source:
      return "latchkey source v1";
    case domain::KeyPurpose::Journal:
      return "latchkey journal v1";
    case domain::KeyPurpose::StartCode:
      return "latchkey start code v1";
    case domain::KeyPurpose::Objection:
      return "latchkey objection v1";
    case domain::KeyPurpose::SecurityKey:
      return "latchkey security key v1";
    case domain::KeyPurpose::Approval:
      return "latchkey approval v1";
    case domain::KeyPurpose::Bounce:
      return "latchkey bounce v1";
    case domain::KeyPurpose::Enrolment:
      return "latchkey enrolment v1";
    case domain::KeyPurpose::Reminder:
      return "latchkey reminder v1";
  }
  return "";
}

platform::Secret derive(const platform::Secret& master, std::string_view label) {
  const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> kdf(EVP_KDF_fetch(nullptr, "HKDF", nullptr),
                                                              &EVP_KDF_free);
  const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context(EVP_KDF_CTX_new(kdf.get()),
                                                                          &EVP_KDF_CTX_free);
  std::string digest = "SHA256";
  std::string info(label);
  auto* const key = const_cast<char*>(master.view().data());  // OpenSSL's parameters are not const
  const OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, digest.data(), 0),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, key, master.size()),
      OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_INFO, info.data(), info.size()),
      OSSL_PARAM_construct_end()};
  QByteArray bytes(static_cast<qsizetype>(keyLength), '\0');
  if (!context || EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char*>(bytes.data()), keyLength,
                                 parameters) != 1) {
    throw std::runtime_error("HKDF failed");
  }
  return platform::Secret::consume(std::move(bytes));
}

KeyFault faultOf(platform::FileFault fault) {
  switch (fault) {
    case platform::FileFault::OpenToOthers:
      return KeyFault::LaxPermissions;
    case platform::FileFault::TooLarge:
      return KeyFault::WrongLength;
    case platform::FileFault::Exists:
    case platform::FileFault::NotFound:
    case platform::FileFault::CannotOpen:
      return KeyFault::CannotRead;
    case platform::FileFault::CannotWrite:
      return KeyFault::CannotCreate;
  }
  return KeyFault::CannotRead;
}

/// Of two first starts at once one finds the file made by the other, which is as good.
Result<void, KeyFailure> create(const QString& path, domain::Random& random) {
  const QString folder = QFileInfo(path).absolutePath();
  if (const auto made = platform::makePrivateDirectory(folder); !made) {
    const bool lax = made.error() == platform::FileFault::OpenToOthers;
    return unexpected(KeyFailure{lax ? KeyFault::LaxPermissions : KeyFault::CannotCreate, folder});
  }
  QByteArray bytes(masterLength, '\0');
  random.fill(std::as_writable_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size()))));
  const auto written = platform::createPrivateFile(path, bytes);
  platform::wipe(bytes);
  if (written || written.error() == platform::FileFault::Exists) return {};
  return unexpected(KeyFailure{KeyFault::CannotCreate, path});
}
}  // namespace

QString explain(const KeyFailure& failure) {
  switch (failure.fault) {
    case KeyFault::CannotRead:
      return QStringLiteral(
                 "%1: the master key cannot be read; it must be a plain file that belongs to this user")
          .arg(failure.path);
    case KeyFault::CannotCreate:
      return QStringLiteral("%1: the master key cannot be written; check the folder and its permissions")
          .arg(failure.path);
    case KeyFault::LaxPermissions:
      return QStringLiteral(
                 "%1: others than the owner have access; set mode 0600 on the key and 0700 on its folder, "
                 "and consider whether the key has been seen")
          .arg(failure.path);
    case KeyFault::WrongLength:
      return QStringLiteral("%1: a master key has 32 bytes; restore it from the backup").arg(failure.path);
  }
  return failure.path;
}

Result<std::unique_ptr<FileKeys>, KeyFailure> FileKeys::open(const QString& path, domain::Random& random) {
  constexpr auto limit = static_cast<std::size_t>(masterLength);
  auto master = platform::readPrivateFile(path, limit);
  if (!master && master.error() == platform::FileFault::NotFound) {
    if (const auto created = create(path, random); !created) return unexpected(created.error());
    // Read back even when just made: what is used is what the next start will find.
    master = platform::readPrivateFile(path, limit);
  }
  if (!master) return unexpected(KeyFailure{faultOf(master.error()), path});
  if (master->size() != limit) return unexpected(KeyFailure{KeyFault::WrongLength, path});
  return std::make_unique<FileKeys>(*master);
}

FileKeys::FileKeys(const platform::Secret& master) {
  const bool apart = platform::isOn(platform::Guard::PurposeOfKey);
  for (std::size_t index = 0; index < domain::keyPurposes; ++index) {
    m_keys[index] = derive(master, labelOf(static_cast<domain::KeyPurpose>(apart ? index : 0)));
  }
  m_sealing = derive(master, "latchkey sealing v1");
  const platform::Secret mark = derive(master, "latchkey fingerprint v1");
  m_fingerprint = QByteArray(mark.view().data(), 16);
}

FileKeys::~FileKeys() = default;

QByteArray FileKeys::mac(domain::KeyPurpose purpose, QByteArrayView data) const {
  const platform::Secret& key = m_keys.at(static_cast<std::size_t>(purpose));
  QByteArray out(32, '\0');
  unsigned int length = 0;
  const auto* const bytes = reinterpret_cast<const unsigned char*>(data.data());
  if (HMAC(EVP_sha256(), key.view().data(), static_cast<int>(key.size()), bytes,
           static_cast<std::size_t>(data.size()), reinterpret_cast<unsigned char*>(out.data()),
           &length) == nullptr) {
    throw std::runtime_error("HMAC failed");
  }
  return out;
}

QByteArray FileKeys::fingerprint() const {
  return m_fingerprint;
}

std::unique_ptr<domain::SecretBox> FileKeys::box(domain::Random& random) const {
  return std::make_unique<AesGcmBox>(m_sealing.clone(), random);
}

}  // namespace latchkey::service::keys
