// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/keys/certificate_report.h"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <QDateTime>
#include <QStringList>
#include <memory>
#include <vector>

namespace latchkey::service::keys {

namespace {
struct Freeing {
  void operator()(BIO* bio) const { BIO_free(bio); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(X509_STORE* authorities) const { X509_STORE_free(authorities); }
  void operator()(X509_STORE_CTX* check) const { X509_STORE_CTX_free(check); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(GENERAL_NAMES* names) const { GENERAL_NAMES_free(names); }
  // The certificates in it belong to somebody else.
  void operator()(STACK_OF(X509) * list) const { sk_X509_free(list); }
};
template <typename T>
using Owned = std::unique_ptr<T, Freeing>;
using Chain = std::vector<Owned<X509>>;

Owned<BIO> readerOf(QByteArrayView pem) {
  return Owned<BIO>(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

/// A key with a passphrase is none that a service could start with; and nobody must be asked on a terminal.
int noPassphrase(char* /*buffer*/, int /*size*/, int /*writing*/, void* /*data*/) {
  return 0;
}

Chain certificatesIn(const QByteArray& pem) {
  Chain chain;
  const auto reader = readerOf(pem);
  while (X509* const next = PEM_read_bio_X509(reader.get(), nullptr, noPassphrase, nullptr)) {
    chain.emplace_back(next);
  }
  return chain;
}

qint64 momentOf(const ASN1_TIME* time) {
  tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return 0;
  const QDate day(parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
  return QDateTime(day, QTime(parts.tm_hour, parts.tm_min, parts.tm_sec), Qt::UTC).toMSecsSinceEpoch();
}

QString textOf(const X509_NAME* name) {
  const Owned<BIO> out(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_RFC2253 & ~ASN1_STRFLGS_ESC_MSB);
  char* data = nullptr;
  const long size = BIO_get_mem_data(out.get(), &data);
  return QString::fromUtf8(data, size);
}

QString namesOf(X509* certificate) {
  QStringList names;
  const Owned<GENERAL_NAMES> all(
      static_cast<GENERAL_NAMES*>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; i < sk_GENERAL_NAME_num(all.get()); ++i) {
    const GENERAL_NAME* const name = sk_GENERAL_NAME_value(all.get(), i);
    if (name->type != GEN_DNS) continue;
    names << QString::fromLatin1(
        reinterpret_cast<const char*>(ASN1_STRING_get0_data(name->d.dNSName)),  // NOLINT(*reinterpret-cast)
        ASN1_STRING_length(name->d.dNSName));
  }
  return names.join(QStringLiteral(", "));
}

bool isFor(X509* certificate, const QString& host) {
  const QByteArray name = host.toLatin1();
  return X509_check_ip_asc(certificate, name.constData(), 0) == 1 ||
         X509_check_host(certificate, name.constData(), static_cast<std::size_t>(name.size()), 0, nullptr) ==
             1;
}

bool belongs(X509* certificate, QByteArrayView pem) {
  const auto reader = readerOf(pem);
  const Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(reader.get(), nullptr, noPassphrase, nullptr));
  return key && X509_check_private_key(certificate, key.get()) == 1;
}

bool fits(const Chain& chain) {
  for (std::size_t i = 1; i < chain.size(); ++i) {
    if (X509_check_issued(chain[i].get(), chain[i - 1].get()) != X509_V_OK) return false;
  }
  return true;
}

/// Dates are looked at elsewhere, and told better.
bool isKnownToThisMachine(const Chain& chain) {
  const Owned<X509_STORE> authorities(X509_STORE_new());
  const Owned<X509_STORE_CTX> check(X509_STORE_CTX_new());
  const Owned<STACK_OF(X509)> others(sk_X509_new_null());
  for (std::size_t i = 1; i < chain.size(); ++i) sk_X509_push(others.get(), chain[i].get());
  if (X509_STORE_set_default_paths(authorities.get()) != 1 ||
      X509_STORE_CTX_init(check.get(), authorities.get(), chain.front().get(), others.get()) != 1) {
    return false;
  }
  X509_STORE_CTX_set_flags(check.get(), X509_V_FLAG_NO_CHECK_TIME);
  return X509_verify_cert(check.get()) == 1;
}
}  // namespace

std::optional<CertificateReport> reportOn(const QByteArray& pem, QByteArrayView key, const QString& host) {
  const Chain chain = certificatesIn(pem);
  if (chain.empty()) return std::nullopt;
  X509* const own = chain.front().get();
  X509* const last = chain.back().get();
  CertificateReport report;
  report.validFrom = momentOf(X509_get0_notBefore(own));
  report.validUntil = momentOf(X509_get0_notAfter(own));
  report.names = namesOf(own);
  report.isForHost = isFor(own, host);
  report.keyBelongs = belongs(own, key);
  report.chainFits = fits(chain);
  if (X509_check_issued(last, last) != X509_V_OK) report.lastIssuer = textOf(X509_get_issuer_name(last));
  report.isKnownHere = isKnownToThisMachine(chain);
  return report;
}

}  // namespace latchkey::service::keys
