// SPDX-License-Identifier: GPL-3.0-or-later
// Problem bodies of any bytes: always a problem, always in bounds, and stable when written again. The
// first byte chooses the status.
#include <QByteArray>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>

#include "core/protocol/codec.h"
#include "core/protocol/limits.h"

using namespace latchkey::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr int statuses[] = {400, 401, 404, 405, 406, 409, 411, 413, 415,
                              422, 429, 431, 500, 502, 503, 200, 0};
  const int status = statuses[data[0] % std::size(statuses)];
  const QByteArrayView body(reinterpret_cast<const char*>(data) + 1, static_cast<qsizetype>(size) - 1);
  const Problem problem = decodeProblem(status, body);
  if (problem.status != status) std::abort();
  if (problem.violations.size() > static_cast<qsizetype>(limits::violations)) std::abort();
  if (problem.retryIn && (*problem.retryIn < 0 || *problem.retryIn > limits::seconds.most)) std::abort();
  if (problem.triesLeft && (*problem.triesLeft < 0 || *problem.triesLeft > limits::tries.most)) std::abort();
  if (statusOf(problem.kind) == status && decodeProblem(status, encodeProblem(problem)) != problem)
    std::abort();
  return 0;
}
