// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/tls_context.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <QFile>

#include "core/platform/failpoint.h"

namespace latchkey::service::http {
namespace {

using platform::FailClass;
using platform::failsHere;

/// The one protocol that is spoken. A client that offers ALPN without it is turned away (RFC 7301).
int selectProtocol(SSL* /*ssl*/, const unsigned char** out, unsigned char* outLength,
                   const unsigned char* offered, unsigned int offeredLength, void* /*argument*/) {
  static constexpr unsigned char ours[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
  unsigned char* chosen = nullptr;
  const int found = SSL_select_next_proto(&chosen, outLength, ours, sizeof ours, offered, offeredLength);
  *out = chosen;
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

}  // namespace

Result<void, ServerFault> configureTls(SSL_CTX* context, const QString& certificateFile,
                                       const QString& keyFile) {
  // 1.2: ECDHE with AEAD only (RFC 9325, section 4.2). The suites of 1.3 are all good.
  if (SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) != 1 ||
      SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1) {
    return unexpected(ServerFault::Failed);
  }
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_TICKET);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  // Thousands of silent connections must not hold 34 KiB of buffers each.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_alpn_select_cb(context, selectProtocol, nullptr);

  ERR_clear_error();
  if (failsHere(FailClass::File, "tls.certificate") ||
      SSL_CTX_use_certificate_chain_file(context, QFile::encodeName(certificateFile).constData()) != 1) {
    return unexpected(ServerFault::CertificateUnreadable);
  }
  if (failsHere(FailClass::File, "tls.key")) return unexpected(ServerFault::KeyUnreadable);
  if (SSL_CTX_use_PrivateKey_file(context, QFile::encodeName(keyFile).constData(), SSL_FILETYPE_PEM) != 1) {
    const unsigned long error = ERR_peek_last_error();
    const bool mismatch =
        ERR_GET_LIB(error) == ERR_LIB_X509 && (ERR_GET_REASON(error) == X509_R_KEY_VALUES_MISMATCH ||
                                               ERR_GET_REASON(error) == X509_R_KEY_TYPE_MISMATCH);
    return unexpected(mismatch ? ServerFault::KeyDoesNotMatch : ServerFault::KeyUnreadable);
  }
  if (SSL_CTX_check_private_key(context) != 1) return unexpected(ServerFault::KeyDoesNotMatch);
  return {};
}

}  // namespace latchkey::service::http
