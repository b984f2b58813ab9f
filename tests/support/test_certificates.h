// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <QByteArray>
#include <memory>

/// Certificates made in the test: a private authority, and what it issues, right and wrong.
namespace latchkey::tests {

/// QThread::wait() returns a moment before the thread gives back what OpenSSL keeps for it. A test that
/// ends in that moment must not take OpenSSL down first: what nobody gives back any more counts as lost.
inline const bool opensslStaysUp = OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr) == 1;

struct Certificate {
  QByteArray certificate;  ///< PEM
  QByteArray key;          ///< PEM
};

struct CertificateWish {
  QByteArray names = "DNS:localhost,IP:127.0.0.1";  ///< subjectAltName, as OpenSSL's configuration writes it
  long validFrom = -3600;                           ///< seconds from now
  long validUntil = 24 * 3600;
};

class Authority {
public:
  explicit Authority(const char* name = "Latchkey test authority")
      : m_key(EVP_EC_gen("P-256"), EVP_PKEY_free), m_certificate(blank(name, {}), X509_free) {
    X509_set_pubkey(m_certificate.get(), m_key.get());
    X509_set_issuer_name(m_certificate.get(), X509_get_subject_name(m_certificate.get()));
    extend(m_certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    extend(m_certificate.get(), NID_key_usage, "critical,keyCertSign,cRLSign");
    X509_sign(m_certificate.get(), m_key.get(), EVP_sha256());
  }
  [[nodiscard]] QByteArray pem() const { return pemOf(m_certificate.get()); }
  [[nodiscard]] Certificate issue(const CertificateWish& wish = {}) const {
    return make(wish, X509_get_subject_name(m_certificate.get()), m_key.get());
  }
  [[nodiscard]] static Certificate selfSigned(const CertificateWish& wish = {}) {
    return make(wish, nullptr, nullptr);
  }

private:
  using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

  static Certificate make(const CertificateWish& wish, const X509_NAME* issuer, EVP_PKEY* issuerKey) {
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> made(blank("recovery service", wish), X509_free);
    X509_set_pubkey(made.get(), key.get());
    X509_set_issuer_name(made.get(), issuer != nullptr ? issuer : X509_get_subject_name(made.get()));
    extend(made.get(), NID_subject_alt_name, wish.names.constData());
    extend(made.get(), NID_ext_key_usage, "serverAuth");
    X509_sign(made.get(), issuerKey != nullptr ? issuerKey : key.get(), EVP_sha256());
    BIO* const out = BIO_new(BIO_s_mem());
    PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {pemOf(made.get()), drained(out)};
  }
  static X509* blank(const char* name, const CertificateWish& wish) {
    static long serial = 1;
    X509* const made = X509_new();
    X509_set_version(made, X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made), serial++);
    X509_gmtime_adj(X509_getm_notBefore(made), wish.validFrom);
    X509_gmtime_adj(X509_getm_notAfter(made), wish.validUntil);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name), -1, -1, 0);
    return made;
  }
  static void extend(X509* certificate, int nid, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, nid, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
  }
  static QByteArray pemOf(X509* certificate) {
    BIO* const out = BIO_new(BIO_s_mem());
    PEM_write_bio_X509(out, certificate);
    return drained(out);
  }
  static QByteArray drained(BIO* bio) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    const QByteArray bytes(data, size);
    BIO_free(bio);
    return bytes;
  }

  Key m_key;
  std::unique_ptr<X509, decltype(&X509_free)> m_certificate;
};

}  // namespace latchkey::tests
