// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <cstddef>
#include <memory>

#include "service/http/http_message.h"

namespace latchkey::service::http {

struct RequestLimits {
  std::size_t header = 16 * 1024;  ///< request line and fields, bytes
  std::size_t body = 64 * 1024;    ///< after chunked coding is undone, bytes
  std::size_t target = 1024;       ///< longest path, bytes
  /// Everything of one request on the wire: one-byte chunks with extensions must not multiply the work.
  [[nodiscard]] std::size_t wire() const { return header + 8 * body; }
};

enum class RequestFault { Malformed, HeaderTooLarge, BodyTooLarge };

/// Turns bytes of a connection into requests, one after the other (RFC 9112). Strict where leniency is
/// what request smuggling lives on: HTTP/1.1 only, one Host, no Content-Length beside Transfer-Encoding,
/// no coding but `chunked`, origin-form targets only. Fed by the server and by the fuzz target alike.
class RequestReader {
public:
  enum class State {
    NeedMore,  ///< feed again
    Complete,  ///< take() the request
    Failed     ///< see fault(); the connection is of no further use
  };

  explicit RequestReader(const RequestLimits& limits);
  ~RequestReader();
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;

  State feed(QByteArrayView bytes);
  [[nodiscard]] State state() const;
  [[nodiscard]] RequestFault fault() const;
  /// True while not one byte of the next request has come: the connection idles.
  [[nodiscard]] bool idle() const;
  /// True once, after a whole head with `Expect: 100-continue` whose body has not come yet.
  [[nodiscard]] bool takeExpectsContinue();

  /// State Complete only. Bytes beyond the request are kept: they begin the next one.
  [[nodiscard]] HttpRequest take();
  /// False when the client asked to close after this request. Valid after take().
  [[nodiscard]] bool keepAlive() const;

private:
  struct Implementation;
  std::unique_ptr<Implementation> d;
};

}  // namespace latchkey::service::http
