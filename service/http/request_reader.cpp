// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/request_reader.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <optional>

#include "core/platform/guard.h"
#include "core/platform/secret.h"

namespace latchkey::service::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;
using beast::string_view;
using BodyLength = boost::optional<std::uint64_t>;

constexpr std::size_t longestMethod = 16;

QByteArray copyOf(string_view text) {
  return {text.data(), static_cast<qsizetype>(text.size())};
}

bool isPrintable(string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

/// Collects straight into an HttpRequest, so that no second copy of a body is left in a parser's buffers.
class Parser final : public beast::http::basic_parser<true> {
public:
  explicit Parser(const RequestLimits& limits) : m_limits(limits) {
    header_limit(static_cast<std::uint32_t>(limits.header));
    body_limit(limits.body);
    eager(false);  // while the head lasts: so that nothing is taken with it, and it can be measured
  }
  ~Parser() override { m_request.wipe(); }

  HttpRequest m_request;
  bool m_headDone = false;
  bool m_expectsContinue = false;

private:
  using Error = beast::http::error;

  void on_request_impl(beast::http::verb /*method*/, string_view method, string_view target, int version,
                       error_code& ec) override {
    if (version != 11) ec = Error::bad_version;
    if (method.size() > longestMethod) ec = Error::bad_method;
    if (target.size() > m_limits.target || !target.starts_with('/') || !isPrintable(target) ||
        target.find('#') != string_view::npos) {
      ec = Error::bad_target;
    }
    if (ec) return;
    const auto query = target.find('?');
    m_request.method = copyOf(method);
    m_request.path = copyOf(target.substr(0, query));
    m_request.hasQuery = query != string_view::npos;
    if (m_request.hasQuery) m_request.query = copyOf(target.substr(query + 1));
  }

  void on_response_impl(int /*code*/, string_view /*reason*/, int /*version*/, error_code& ec) override {
    ec = Error::bad_version;
  }

  void on_field_impl(beast::http::field /*field*/, string_view name, string_view value,
                     error_code& /*ec*/) override {
    // Trailers of a chunked body come here too; nothing in them is ever believed.
    if (m_headDone) return;
    m_request.fields.append({copyOf(name).toLower(), copyOf(value)});
  }

  void on_header_impl(error_code& ec) override {
    m_headDone = true;
    if (m_request.count("host") != 1) ec = Error::bad_field;
    const int lengths = m_request.count("content-length");
    const int codings = m_request.count("transfer-encoding");
    if (lengths > 1 || codings > 1 || (lengths > 0 && codings > 0)) ec = Error::bad_transfer_encoding;
    if (codings == 1 && m_request.field("transfer-encoding")->toLower() != "chunked") {
      ec = Error::bad_transfer_encoding;
    }
    // RFC 9112, section 6.3 allows to take "5, 5" for 5; who sends that is up to something.
    const QByteArray length = m_request.field("content-length").value_or(QByteArray("0"));
    if (!std::all_of(length.begin(), length.end(), [](char c) { return c >= '0' && c <= '9'; })) {
      ec = Error::bad_content_length;
    }
    m_request.hasBody = lengths + codings > 0;
    m_expectsContinue = m_request.field("expect").value_or(QByteArray()).toLower() == "100-continue";
  }

  void on_body_init_impl(const BodyLength& length, error_code& /*ec*/) override {
    // Reserved at once: an array that grows leaves pieces of the body behind in the heap.
    const std::uint64_t size = std::min<std::uint64_t>(length.value_or(m_limits.body), m_limits.body);
    m_request.body.reserve(static_cast<qsizetype>(size));
  }

  std::size_t on_body_impl(string_view body, error_code& ec) override {
    if (static_cast<std::size_t>(m_request.body.size()) + body.size() > m_limits.body) {
      ec = Error::body_limit;
      return 0;
    }
    m_request.body.append(body.data(), static_cast<qsizetype>(body.size()));
    return body.size();
  }

  void on_chunk_header_impl(std::uint64_t /*size*/, string_view /*extensions*/, error_code& /*ec*/) override {
  }

  std::size_t on_chunk_body_impl(std::uint64_t /*remain*/, string_view body, error_code& ec) override {
    return on_body_impl(body, ec);
  }

  void on_finish_impl(error_code& /*ec*/) override {}

  RequestLimits m_limits;
};

RequestFault faultOf(const error_code& ec, bool headDone) {
  if (ec == beast::http::error::header_limit && !headDone) return RequestFault::HeaderTooLarge;
  if (ec == beast::http::error::body_limit) return RequestFault::BodyTooLarge;
  return RequestFault::Malformed;
}

}  // namespace

struct RequestReader::Implementation {
  explicit Implementation(const RequestLimits& given) : limits(given) { restart(); }
  ~Implementation() { platform::wipe(buffer); }

  void restart() {
    parser.emplace(limits);
    state = State::NeedMore;
    consumed = 0;
    keepAlive = true;
  }
  void fail(RequestFault why) {
    state = State::Failed;
    fault = why;
  }
  /// Removes the front of the buffer and overwrites the bytes that moving leaves behind it.
  void dropFront(std::size_t count) {
    const auto rest = buffer.size() - static_cast<qsizetype>(count);
    std::copy(buffer.begin() + static_cast<qsizetype>(count), buffer.end(), buffer.begin());
    std::fill(buffer.begin() + rest, buffer.end(), '\0');
    buffer.resize(rest);
  }
  void advance();

  RequestLimits limits;
  std::optional<Parser> parser;
  QByteArray buffer;  ///< not yet parsed
  std::size_t consumed = 0;
  State state = State::NeedMore;
  RequestFault fault = RequestFault::Malformed;
  bool keepAlive = true;
};

void RequestReader::Implementation::advance() {
  while (!buffer.isEmpty() && state == State::NeedMore) {
    error_code ec;
    const bool inHead = !parser->m_headDone;
    const std::size_t used = parser->put(
        boost::asio::const_buffer(buffer.constData(), static_cast<std::size_t>(buffer.size())), ec);
    dropFront(used);
    consumed += used;
    if (ec && ec != beast::http::error::need_more) return fail(faultOf(ec, parser->m_headDone));
    if (inHead && parser->m_headDone) {
      // Beast's own limit starts anew with each piece that it is fed.
      if (consumed > limits.header) return fail(RequestFault::HeaderTooLarge);
      parser->eager(true);
    }
    if (consumed + static_cast<std::size_t>(buffer.size()) > limits.wire() && !parser->is_done()) {
      return fail(RequestFault::BodyTooLarge);
    }
    if (parser->is_done()) {
      state = State::Complete;
    } else if (ec == beast::http::error::need_more) {
      // A head or a chunk's size line that does not fit is never going to end.
      const auto waiting = static_cast<std::size_t>(buffer.size());
      if (!parser->m_headDone && consumed + waiting >= limits.header)
        return fail(RequestFault::HeaderTooLarge);
      if (waiting >= limits.header) fail(RequestFault::Malformed);
      return;
    }
  }
}

RequestReader::RequestReader(const RequestLimits& limits) : d(std::make_unique<Implementation>(limits)) {
  constexpr std::size_t uncapped = 1 << 28;
  if (!platform::isOn(platform::Guard::BodyCap)) {
    d->limits.body = uncapped;
    d->restart();
  }
}
RequestReader::~RequestReader() = default;

RequestReader::State RequestReader::feed(QByteArrayView bytes) {
  if (d->state == State::Failed) return d->state;
  if (d->buffer.capacity() < static_cast<qsizetype>(d->limits.header)) {
    d->buffer.reserve(static_cast<qsizetype>(d->limits.header));
  }
  // In slices, so that the buffer never outgrows what was reserved, whatever the caller's reads are.
  while (!bytes.isEmpty() && d->state == State::NeedMore) {
    const qsizetype room = static_cast<qsizetype>(d->limits.header) - d->buffer.size();
    const QByteArrayView slice = bytes.first(std::min(room, bytes.size()));
    d->buffer.append(slice);
    bytes = bytes.sliced(slice.size());
    d->advance();
  }
  if (d->state == State::Complete) d->buffer.append(bytes);  // the beginning of the next request
  return d->state;
}

RequestReader::State RequestReader::state() const {
  return d->state;
}
RequestFault RequestReader::fault() const {
  return d->fault;
}

bool RequestReader::idle() const {
  return d->state == State::NeedMore && d->consumed == 0 && d->buffer.isEmpty();
}

bool RequestReader::takeExpectsContinue() {
  return d->state == State::NeedMore && d->parser->m_headDone &&
         std::exchange(d->parser->m_expectsContinue, false);
}

HttpRequest RequestReader::take() {
  const bool keepAlive = d->parser->keep_alive();
  HttpRequest request = std::exchange(d->parser->m_request, HttpRequest());
  d->restart();
  d->keepAlive = keepAlive;
  d->advance();
  return request;
}

bool RequestReader::keepAlive() const {
  return d->keepAlive;
}

}  // namespace latchkey::service::http
