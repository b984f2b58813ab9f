// SPDX-License-Identifier: GPL-3.0-or-later
// What a key store gives back may be anybody's: it is refused, or it is the one form in which we write it.
#include <cstdint>
#include <cstdlib>

#include "core/client/kept_place.h"
#include "core/client/proof_of_possession.h"

using namespace latchkey;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const platform::Secret kept({reinterpret_cast<const char*>(data), size});
  const auto place = client::decodePlace(kept);
  if (!place) return 0;
  if (place->server.scheme() != QLatin1String("https") || place->server.host().isEmpty()) std::abort();
  if (place->key.size() != 32 || place->token.size() < 16 || place->token.size() > 256) std::abort();
  if (!client::encodePlace(*place).equals(kept)) std::abort();
  (void)client::ProofOfPossession::restore(place->key);
  return 0;
}
