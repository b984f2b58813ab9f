// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <curl/curl.h>

#include <QString>
#include <memory>

namespace latchkey::service::delivery {

/// How long one delivery may take, milliseconds.
struct Deadlines {
  long connect = 10'000;  ///< name, TCP, TLS
  long total = 30'000;    ///< and as much again for taking leave of a mail relay that hangs
};

struct CurlListDeleter {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using CurlList = std::unique_ptr<curl_slist, CurlListDeleter>;
void append(CurlList& list, const QByteArray& line);

/// One exchange by libcurl with what all of ours share: no proxy from the environment, no redirect, no
/// signals, TLS 1.2 or later with full checks, own deadlines, one private authority or the system's.
class CurlSession {
public:
  /// Throws std::runtime_error when libcurl cannot start.
  CurlSession(const QByteArray& url, const char* protocols, const QByteArray& caFile,
              const Deadlines& deadlines);

  template <typename Value>
  void set(CURLoption option, Value value) {
    curl_easy_setopt(m_handle.get(), option, value);
  }
  /// Whom it goes to: names its failpoints.
  enum class Peer { Relay, Gateway };
  CURLcode perform(Peer peer);
  [[nodiscard]] long responseCode() const;  ///< of the last reply; 0 without one
  [[nodiscard]] qint64 uploaded() const;    ///< bytes of the body that were sent

private:
  struct HandleDeleter {
    void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  };
  std::unique_ptr<CURL, HandleDeleter> m_handle;
  bool m_answerLost = false;  ///< at a failpoint of test builds
};

/// Why nothing was answered, as a code for logs: "connect", "resolve", "timeout", "tls-verify", "curl-NN" …
[[nodiscard]] QString reasonOf(CURLcode code);

/// True for localhost, 127.0.0.0/8 and ::1, by name alone: no look-up decides about encryption.
[[nodiscard]] bool isLoopback(const QString& host);

}  // namespace latchkey::service::delivery
