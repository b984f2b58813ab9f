// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/loopback_certificate.h"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>
#include <stdexcept>

#include "core/platform/failpoint.h"
#include "core/platform/released.h"

namespace latchkey::service::http {
namespace {

constexpr qint64 dayMs = 24LL * 60 * 60 * 1000;
constexpr qint64 authorityDays = 3650;
constexpr qint64 serverDays = 397;
constexpr qint64 skewMs = dayMs;  ///< valid from a day ago: the other PC's clock may be behind

using Key = platform::Released<EVP_PKEY, EVP_PKEY_free>;
using Certificate = platform::Released<X509, X509_free>;
using Bio = platform::Released<BIO, BIO_free_all>;
using Number = platform::Released<BIGNUM, BN_free>;
using Extension = platform::Released<X509_EXTENSION, X509_EXTENSION_free>;

void require(bool success) {
  if (!success) throw std::runtime_error("OpenSSL could not make a certificate");
}

Key freshKey() {
  const bool fails = platform::failsHere(platform::FailClass::Random, "random.key");
  return Key(fails ? nullptr : EVP_EC_gen("P-256"));
}

Certificate readCertificate(const QByteArray& pem) {
  const Bio bio(BIO_new_mem_buf(pem.constData(), static_cast<int>(pem.size())));
  return Certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

Key readKey(const platform::Secret& pem) {
  const Bio bio(BIO_new_mem_buf(pem.view().data(), static_cast<int>(pem.size())));
  return Key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr) : nullptr);
}

std::string_view contentOf(const Bio& bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &data);
  return {data, static_cast<std::size_t>(size)};
}

PemPair toPem(const Certificate& certificate, const Key& key) {
  const Bio text(BIO_new(BIO_s_mem()));
  // BIO_s_secmem falls back to the ordinary heap without a secure heap, but is wiped when released.
  const Bio secret(BIO_new(BIO_s_secmem()));
  require(text && secret && PEM_write_bio_X509(text.get(), certificate.get()) == 1 &&
          PEM_write_bio_PKCS8PrivateKey(secret.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1);
  const auto pem = contentOf(text);
  return {QByteArray(pem.data(), static_cast<qsizetype>(pem.size())), platform::Secret(contentOf(secret))};
}

void addExtension(X509* certificate, X509* issuer, int nid, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value));
  require(extension && X509_add_ext(certificate, extension.get(), -1) == 1);
}

/// All fields but the extensions and the signature.
Certificate begin(const Key& key, const char* name, qint64 now, qint64 days, domain::Random& random) {
  Certificate certificate(X509_new());
  std::array<unsigned char, 16> serial{};
  random.fill(std::as_writable_bytes(std::span(serial)));
  serial[0] = static_cast<unsigned char>((serial[0] & 0x3fU) | 0x40U);  // positive and of one length
  const Number number(BN_bin2bn(serial.data(), static_cast<int>(serial.size()), nullptr));
  require(certificate && number && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
          BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate.get())) != nullptr &&
          ASN1_TIME_set(X509_getm_notBefore(certificate.get()), (now - skewMs) / 1000) != nullptr &&
          ASN1_TIME_set(X509_getm_notAfter(certificate.get()), (now + days * dayMs) / 1000) != nullptr &&
          X509_set_pubkey(certificate.get(), key.get()) == 1);
  X509_NAME* subject = X509_get_subject_name(certificate.get());
  require(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                                     reinterpret_cast<const unsigned char*>(name), -1, -1, 0) == 1);
  return certificate;
}

}  // namespace

PemPair makeAuthority(qint64 now, domain::Random& random) {
  const Key key = freshKey();
  require(key != nullptr);
  const Certificate certificate = begin(key, "Latchkey demo authority", now, authorityDays, random);
  X509* raw = certificate.get();
  require(X509_set_issuer_name(raw, X509_get_subject_name(raw)) == 1);
  addExtension(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  addExtension(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign");
  addExtension(raw, raw, NID_subject_key_identifier, "hash");
  // Whoever adds this authority to a trust store risks loopback and nothing else.
  addExtension(raw, raw, NID_name_constraints,
               "critical,permitted;DNS:localhost,permitted;IP:127.0.0.0/255.0.0.0,"
               "permitted;IP:::1/ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
  require(X509_sign(raw, key.get(), EVP_sha256()) > 0);
  return toPem(certificate, key);
}

PemPair issueForLoopback(const PemPair& authority, qint64 now, domain::Random& random) {
  const Certificate issuer = readCertificate(authority.certificate);
  const Key issuerKey = readKey(authority.key);
  const Key key = freshKey();
  require(issuer && issuerKey && key && X509_check_private_key(issuer.get(), issuerKey.get()) == 1);
  const Certificate certificate = begin(key, "localhost", now, serverDays, random);
  X509* raw = certificate.get();
  require(X509_set_issuer_name(raw, X509_get_subject_name(issuer.get())) == 1);
  addExtension(raw, issuer.get(), NID_basic_constraints, "critical,CA:FALSE");
  addExtension(raw, issuer.get(), NID_key_usage, "critical,digitalSignature");
  addExtension(raw, issuer.get(), NID_ext_key_usage, "serverAuth");
  addExtension(raw, issuer.get(), NID_subject_key_identifier, "hash");
  addExtension(raw, issuer.get(), NID_authority_key_identifier, "keyid:always");
  addExtension(raw, issuer.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1");
  require(X509_sign(raw, issuerKey.get(), EVP_sha256()) > 0);
  return toPem(certificate, key);
}

bool isGoodFor(const QByteArray& certificate, const QByteArray& authority, qint64 now, qint64 margin) {
  const Certificate subject = readCertificate(certificate);
  const Certificate issuer = readCertificate(authority);
  if (!subject || !issuer) return false;
  const bool signedByIt =
      X509_verify(subject.get(), X509_get0_pubkey(issuer.get())) == 1 &&
      X509_NAME_cmp(X509_get_issuer_name(subject.get()), X509_get_subject_name(issuer.get())) == 0;
  std::time_t from = now / 1000;
  std::time_t until = (now + margin) / 1000;
  return signedByIt && X509_cmp_time(X509_get0_notBefore(subject.get()), &from) < 0 &&
         X509_cmp_time(X509_get0_notAfter(subject.get()), &until) > 0;
}

}  // namespace latchkey::service::http
