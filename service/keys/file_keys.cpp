// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/keys/file_keys.h"

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <memory>
#include <stdexcept>
#include <string>

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

bool isPrivate(const QFileInfo& info) {
  constexpr QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                              QFileDevice::ExeGroup | QFileDevice::ReadOther |
                                              QFileDevice::WriteOther | QFileDevice::ExeOther;
  return (info.permissions() & others) == QFileDevice::Permissions();
}

Result<platform::Secret, KeyFailure> create(const QString& path, domain::Random& random) {
  const KeyFailure failure{KeyFault::CannotCreate, path};
  const QDir folder = QFileInfo(path).absoluteDir();
  if (!folder.exists()) {
    if (!folder.mkpath(QStringLiteral("."))) return unexpected(failure);
    QFile::setPermissions(folder.path(),
                          QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
  }
  QByteArray bytes(masterLength, '\0');
  random.fill(std::as_writable_bytes(std::span(bytes.data(), static_cast<std::size_t>(bytes.size()))));
  // Written beside and renamed: a half-written key must never be taken for one. rename() does not
  // overwrite, so of two first starts one fails and then reads the other's key.
  const QString beside = path + QStringLiteral(".new");
  QFile::remove(beside);
  QFile file(beside);
  const bool written = file.open(QIODevice::NewOnly | QIODevice::WriteOnly,
                                 QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
                       file.write(bytes) == masterLength && file.flush();
  file.close();
  platform::Secret master = platform::Secret::consume(std::move(bytes));
  if (!written || !file.rename(path)) {
    QFile::remove(beside);
    return unexpected(failure);
  }
  return master;
}

Result<platform::Secret, KeyFailure> read(const QString& path) {
  const QFileInfo info(path);
  if (info.isSymLink() || !info.isFile()) return unexpected(KeyFailure{KeyFault::NotAFile, path});
  if (!isPrivate(info)) return unexpected(KeyFailure{KeyFault::LaxPermissions, path});
  const QFileInfo folder(info.absolutePath());
  if (folder.permission(QFileDevice::WriteGroup) || folder.permission(QFileDevice::WriteOther)) {
    return unexpected(KeyFailure{KeyFault::LaxPermissions, folder.filePath()});
  }
  QFile file(path);
  if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
    return unexpected(KeyFailure{KeyFault::CannotRead, path});
  }
  QByteArray bytes = file.read(masterLength + 1);
  if (bytes.size() != masterLength) {
    platform::wipe(bytes);
    return unexpected(KeyFailure{KeyFault::WrongLength, path});
  }
  return platform::Secret::consume(std::move(bytes));
}
}  // namespace

QString explain(const KeyFailure& failure) {
  switch (failure.fault) {
    case KeyFault::CannotRead:
      return QStringLiteral("%1: the master key cannot be read by this user").arg(failure.path);
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
    case KeyFault::NotAFile:
      return QStringLiteral("%1: the master key must be a plain file").arg(failure.path);
  }
  return failure.path;
}

Result<std::unique_ptr<FileKeys>, KeyFailure> FileKeys::open(const QString& path, domain::Random& random) {
  if (!QFileInfo::exists(path) && !QFileInfo(path).isSymLink()) {
    if (const auto created = create(path, random); !created && !QFileInfo::exists(path)) {
      return unexpected(created.error());
    }
  }
  // Read back even when just made: what is used is what the next start will find.
  const auto master = read(path);
  if (!master) return unexpected(master.error());
  return std::make_unique<FileKeys>(*master);
}

FileKeys::FileKeys(const platform::Secret& master) {
  for (std::size_t index = 0; index < purposes; ++index) {
    m_keys[index] = derive(master, labelOf(static_cast<domain::KeyPurpose>(index)));
  }
  const platform::Secret mark = derive(master, "latchkey fingerprint v1");
  m_fingerprint = QByteArray(mark.view().data(), 16);
}

FileKeys::~FileKeys() = default;

QByteArray FileKeys::mac(domain::KeyPurpose purpose, QByteArrayView data) const {
  const platform::Secret& key = m_keys[static_cast<std::size_t>(purpose)];
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

}  // namespace latchkey::service::keys
