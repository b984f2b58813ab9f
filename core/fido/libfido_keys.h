// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/flow/security_keys.h"

class QObject;

namespace latchkey::fido {

/// Keys at this PC's USB ports, by libfido2. It works on a thread of its own, which waits for a person; that
/// of a request that was cancelled ends when its key has let go, and is not waited for.
class LibfidoKeys final : public flow::SecurityKeys {
public:
  /// @param deadline of each request, in ms: long enough to fetch a key from another room
  explicit LibfidoKeys(int deadline = 180'000);
  ~LibfidoKeys() override;

  void ask(flow::KeyRequest request, platform::Secret pin, Told told, Done done) override;
  void make(flow::NewKeyRequest request, platform::Secret pin, Told told, Made made) override;
  void cancel() override;

private:
  class Job;
  /// The answer is of the kind that the request asks for.
  template <typename Request, typename Answer>
  void begin(Request request, platform::Secret pin, Told told,
             std::function<void(Result<Answer, flow::KeyError>)> done);

  int m_deadline;
  std::unique_ptr<QObject> m_context;  ///< whoever is called back is gone when this is
  std::shared_ptr<Job> m_job;
  std::shared_ptr<Job> m_before;  ///< the one that was cancelled last
};

}  // namespace latchkey::fido
