// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/curl_session.h"

#include <QHash>
#include <QRegularExpression>
#include <stdexcept>

#include "core/platform/failpoint.h"

namespace latchkey::service::delivery {
namespace {

using platform::FailClass;
using platform::failsHere;

void startCurlOnce() {
  static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw std::runtime_error("delivery: libcurl does not start");
}

}  // namespace

void append(CurlList& list, const QByteArray& line) {
  curl_slist* const longer = curl_slist_append(list.get(), line.constData());
  if (longer == nullptr) throw std::bad_alloc();
  static_cast<void>(list.release());
  list.reset(longer);
}

CurlSession::CurlSession(const QByteArray& url, const char* protocols, const QByteArray& caFile,
                         const Deadlines& deadlines) {
  startCurlOnce();
  m_handle.reset(curl_easy_init());
  if (m_handle == nullptr) throw std::runtime_error("delivery: libcurl gives no handle");
  set(CURLOPT_URL, url.constData());
  set(CURLOPT_PROTOCOLS_STR, protocols);
  set(CURLOPT_PROXY, "");
  set(CURLOPT_NETRC, long{CURL_NETRC_IGNORED});
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_SSLVERSION, long{CURL_SSLVERSION_TLSv1_2});
  set(CURLOPT_SSL_VERIFYPEER, 1L);
  set(CURLOPT_SSL_VERIFYHOST, 2L);
  set(CURLOPT_CONNECTTIMEOUT_MS, deadlines.connect);
  set(CURLOPT_TIMEOUT_MS, deadlines.total);
  if (!caFile.isEmpty()) {
    set(CURLOPT_CAINFO, caFile.constData());
    set(CURLOPT_CAPATH, static_cast<const char*>(nullptr));  // else the system's would count as well
  }
}

CURLcode CurlSession::perform(Peer peer) {
  const bool gateway = peer == Peer::Gateway;
  if (failsHere(FailClass::Delivery, gateway ? "gateway.connect" : "smtp.connect"))
    return CURLE_COULDNT_CONNECT;
  const CURLcode code = curl_easy_perform(m_handle.get());
  m_answerLost =
      code == CURLE_OK && failsHere(FailClass::Delivery, gateway ? "gateway.answer" : "smtp.answer");
  return m_answerLost ? CURLE_RECV_ERROR : code;
}

long CurlSession::responseCode() const {
  if (m_answerLost) return 0;
  long code = 0;
  curl_easy_getinfo(m_handle.get(), CURLINFO_RESPONSE_CODE, &code);
  return code;
}

qint64 CurlSession::uploaded() const {
  curl_off_t bytes = 0;
  curl_easy_getinfo(m_handle.get(), CURLINFO_SIZE_UPLOAD_T, &bytes);
  return bytes;
}

QString reasonOf(CURLcode code) {
  static const QHash<int, QString> names{{CURLE_COULDNT_RESOLVE_HOST, QStringLiteral("resolve")},
                                         {CURLE_COULDNT_CONNECT, QStringLiteral("connect")},
                                         {CURLE_OPERATION_TIMEDOUT, QStringLiteral("timeout")},
                                         {CURLE_PEER_FAILED_VERIFICATION, QStringLiteral("tls-verify")},
                                         {CURLE_SSL_CACERT_BADFILE, QStringLiteral("tls-ca-file")},
                                         {CURLE_SSL_CONNECT_ERROR, QStringLiteral("tls")},
                                         {CURLE_USE_SSL_FAILED, QStringLiteral("tls-missing")},
                                         {CURLE_RECV_ERROR, QStringLiteral("connection-lost")},
                                         {CURLE_SEND_ERROR, QStringLiteral("connection-lost")},
                                         {CURLE_GOT_NOTHING, QStringLiteral("connection-lost")}};
  return names.value(code, QStringLiteral("curl-%1").arg(static_cast<int>(code)));
}

bool isLoopback(const QString& host) {
  static const QRegularExpression loopback(
      QStringLiteral("\\A(localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1)\\z"),
      QRegularExpression::CaseInsensitiveOption);
  return loopback.match(host).hasMatch();
}

}  // namespace latchkey::service::delivery
