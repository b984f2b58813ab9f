// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a connection. The first byte says in which pieces the rest arrives: whole and in pieces
// have to end alike, nothing may grow past its limit, and what comes out has to be sound.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "service/http/client_address.h"
#include "service/http/proof_verifier.h"
#include "service/http/request_checks.h"
#include "service/http/request_reader.h"
#include "service/http/router.h"

using namespace latchkey::service::http;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void judge(const HttpRequest& request, const RequestLimits& limits) {
  require(request.path.startsWith('/') && request.path.size() <= static_cast<qsizetype>(limits.target));
  require(request.body.size() <= static_cast<qsizetype>(limits.body));
  require(request.count("host") == 1);
  require(request.count("content-length") + request.count("transfer-encoding") <= 1);
  qsizetype size = 0;
  for (const HeaderField& field : request.fields) {
    require(field.name == field.name.toLower() && !field.value.contains('\r') && !field.value.contains('\0'));
    size += field.name.size() + field.value.size();
  }
  require(size <= static_cast<qsizetype>(limits.header));
  if (const auto match = matchRoute(request.method, request.path); match.route != nullptr) {
    (void)checkHead(*match.route, request);
  }
  (void)tokenOf(request);
  (void)clientAddress(request, {*latchkey::platform::Network::parse("0.0.0.0/0"),
                                *latchkey::platform::Network::parse("::/0")});
  if (const auto proof = request.field("dpop")) (void)parseProof(*proof);
}

/// The number of requests. When a refusal comes is not compared: a head that comes in pieces is looked at
/// line by line only once its end has come. What is refused in one piece must never be a request in several.
int readAll(QByteArrayView bytes, qsizetype step, const RequestLimits& limits) {
  RequestReader reader(limits);
  int requests = 0;
  const auto takeAll = [&] {
    while (reader.state() == RequestReader::State::Complete) {
      judge(reader.take(), limits);
      ++requests;
    }
  };
  while (!bytes.isEmpty() && reader.state() != RequestReader::State::Failed) {
    const qsizetype size = std::min(step, bytes.size());
    reader.feed(bytes.first(size));
    bytes = bytes.sliced(size);
    takeAll();
  }
  return requests;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  RequestLimits limits;
  limits.header = 1024;  // small, so that the limits are met
  limits.body = 512;
  limits.target = 128;
  const QByteArrayView bytes(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size - 1));
  const int whole = readAll(bytes, std::max<qsizetype>(bytes.size(), 1), limits);
  const int pieces = readAll(bytes, 1 + data[0] % 64, limits);
  require(whole == pieces);
  return 0;
}
