// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/parts.h"

#include <openssl/evp.h>

#include <algorithm>
#include <memory>

#include "tests/bench/load/tls_line.h"

namespace latchkey::bench {

double es256Verification() {
  constexpr int times = 400;
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const QByteArray message(400, 'm');
  const auto* const bytes = reinterpret_cast<const unsigned char*>(message.constData());
  const auto size = static_cast<std::size_t>(message.size());
  unsigned char signature[80];
  std::size_t signatureSize = sizeof signature;
  const auto context = [] {
    return std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)>(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  };
  const auto signing = context();
  EVP_DigestSignInit(signing.get(), nullptr, EVP_sha256(), nullptr, key.get());
  if (EVP_DigestSign(signing.get(), signature, &signatureSize, bytes, size) != 1) giveUp("no signature");
  QList<double> costs;
  for (int i = 0; i < times; ++i) {
    const qint64 begin = threadCpu();
    const auto verifying = context();
    EVP_DigestVerifyInit(verifying.get(), nullptr, EVP_sha256(), nullptr, key.get());
    if (EVP_DigestVerify(verifying.get(), signature, signatureSize, bytes, size) != 1) giveUp("not verified");
    costs << static_cast<double>(threadCpu() - begin) * 1e-6;
  }
  std::nth_element(costs.begin(), costs.begin() + times / 2, costs.end());
  return costs.at(times / 2);
}

QList<double> handshakes(const ServiceUnderTest& service, int rounds, int perRound) {
  QList<double> costs;
  for (int round = 0; round < rounds; ++round) {
    const qint64 before = service.cpu();
    for (int i = 0; i < perRound; ++i) const TlsLine line(service.port, service.authorityFile);
    service.settle();
    costs << static_cast<double>(service.cpu() - before) * 1e-6 / perRound;
  }
  return costs;
}

}  // namespace latchkey::bench
