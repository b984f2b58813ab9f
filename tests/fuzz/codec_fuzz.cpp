// SPDX-License-Identifier: GPL-3.0-or-later
// Every decoder on any bytes; the first byte chooses which. What is accepted has to survive being
// written and read once more.
#include <QByteArray>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/protocol/codec.h"

using namespace latchkey;
using namespace latchkey::protocol;

namespace {

QByteArray bytes(const platform::Secret& secret) {
  return {secret.view().data(), static_cast<qsizetype>(secret.size())};
}

void fuzzCommand(RequestKind kind, QByteArrayView body) {
  const auto command = decodeCommand(kind, body);
  if (!command) {
    if (command.error().field.size() > 64) std::abort();  // a pointer to a place, not an echo
    return;
  }
  const QByteArray once = bytes(encodeCommand(*command));
  const auto again = decodeCommand(kind, once);
  if (!again || bytes(encodeCommand(*again)) != once) std::abort();
}

void fuzzAnswer(QByteArrayView body) {
  const auto answer = decodeAnswer(body);
  if (!answer) return;
  const QByteArray once = bytes(encodeAnswer(*answer));
  const auto again = decodeAnswer(once);
  if (!again || bytes(encodeAnswer(*again)) != once) std::abort();
}

void fuzzDiscovery(QByteArrayView body) {
  const auto discovery = decodeDiscovery(body);
  if (!discovery) return;
  const auto again = decodeDiscovery(encodeDiscovery(*discovery));
  if (!again || *again != *discovery) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const QByteArrayView body(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
  constexpr int kinds = static_cast<int>(RequestKind::ResumeRecovery) + 1;
  const int which = (data[0] - 'a') % (kinds + 1);  // letters, so that seeds can be read
  if (which < 0) return 0;
  if (which == 0) {
    fuzzAnswer(body);
  } else if (which == kinds) {
    fuzzDiscovery(body);
  } else {
    fuzzCommand(static_cast<RequestKind>(which), body);
  }
  return 0;
}
