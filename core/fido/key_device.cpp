// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fido/key_device.h"

#include <QCryptographicHash>
#include <mutex>

#include "core/fido/stand_in_keys.h"
#include "core/protocol/limits.h"

namespace latchkey::fido {

using flow::KeyAnswer;
using flow::KeyError;
using flow::KeyFault;
using flow::KeyRequest;
using flow::NewKey;
using flow::NewKeyRequest;
namespace limits = protocol::limits;

namespace {
constexpr std::size_t mostKeys = 16;
constexpr int quickly = 5'000;  // ms, for what needs no person

void freeAssertion(fido_assert_t* assertion) {
  fido_assert_free(&assertion);
}
using Assertion = platform::Released<fido_assert_t, freeAssertion>;

void freeCredential(fido_cred_t* credential) {
  fido_cred_free(&credential);
}
using Credential = platform::Released<fido_cred_t, freeCredential>;

/// libfido2 takes a C string, and none where there is no PIN.
class TypedPin {
public:
  explicit TypedPin(const platform::Secret& pin) : m_isGiven(!pin.isEmpty()), m_text(pin.clone()) {
    m_text.append(std::string_view("\0", 1));
  }
  [[nodiscard]] const char* text() const { return m_isGiven ? m_text.view().data() : nullptr; }

private:
  bool m_isGiven;
  platform::Secret m_text;
};

constexpr std::size_t dataBytes = limits::authenticatorDataBytes;
constexpr std::size_t attestedDataBytes = 1536;  // with the longest id, and no extensions
constexpr std::size_t pointBytes = 64;
// Behind the 37 bytes that each answer has: which model made the key (WebAuthn, section 6.5.1).
constexpr qsizetype modelAt = limits::authenticatorDataBytes;
constexpr qsizetype modelBytes = 16;
constexpr std::size_t atMost(limits::Range range) {
  return static_cast<std::size_t>(range.most);
}

const unsigned char* unsignedBytes(const QByteArray& bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.constData());
}
QByteArray bytesAt(const unsigned char* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), static_cast<qsizetype>(size)};
}

void initialise() {
  static std::once_flag once;
  // One that is too busy to say what it is would be taken for one of before FIDO2, and answers to nothing
  // then.
  std::call_once(once, [] { fido_init(FIDO_DISABLE_U2F_FALLBACK); });
}

/// A key refuses with these what it is asked while it waits for a touch of somebody else's; one that is
/// pulled out does not answer either.
bool saysNothing(int error) {
  return error == FIDO_ERR_TX || error == FIDO_ERR_RX;
}

Assertion requestFor(const KeyRequest& request) {
  Assertion assertion(fido_assert_new());
  const QByteArray hash = QCryptographicHash::hash(request.clientData, QCryptographicHash::Sha256);
  bool made = assertion &&
              fido_assert_set_rp(assertion.get(), request.rpId.toUtf8().constData()) == FIDO_OK &&
              fido_assert_set_clientdata_hash(assertion.get(), unsignedBytes(hash),
                                              static_cast<std::size_t>(hash.size())) == FIDO_OK;
  for (const QByteArray& id : request.credentials) {
    made = made && fido_assert_allow_cred(assertion.get(), unsignedBytes(id),
                                          static_cast<std::size_t>(id.size())) == FIDO_OK;
  }
  return made ? std::move(assertion) : nullptr;
}

/// What libfido2 keeps wrapped as a CBOR byte string (RFC 8949, section 3.1).
std::optional<QByteArray> unwrapped(const unsigned char* data, std::size_t size) {
  constexpr unsigned char bytesOfOneSizeByte = 0x58;
  if (size != dataBytes + 2 || data[0] != bytesOfOneSizeByte || data[1] != dataBytes) return std::nullopt;
  return bytesAt(data + 2, dataBytes);
}

std::optional<KeyAnswer> answerIn(const fido_assert_t* assertion, const KeyRequest& request) {
  if (fido_assert_count(assertion) == 0) return std::nullopt;
  const std::size_t idBytes = fido_assert_id_len(assertion, 0);
  const std::size_t signatureBytes = fido_assert_sig_len(assertion, 0);
  // A key is hardware of anybody's. Ids may be left out where one was asked for: the request has it then.
  if (idBytes > atMost(limits::credentialBytes) || signatureBytes > atMost(limits::signatureBytes) ||
      signatureBytes < static_cast<std::size_t>(limits::signatureBytes.least)) {
    return std::nullopt;
  }
  const auto data = unwrapped(fido_assert_authdata_ptr(assertion, 0), fido_assert_authdata_len(assertion, 0));
  if (!data) return std::nullopt;
  KeyAnswer answer{bytesAt(fido_assert_id_ptr(assertion, 0), idBytes), *data,
                   bytesAt(fido_assert_sig_ptr(assertion, 0), signatureBytes)};
  // A key that was given one credential need not repeat it (CTAP 2.1, section 6.2.2).
  if (answer.credential.isEmpty() && request.credentials.size() == 1) {
    answer.credential = request.credentials.first();
  }
  if (!request.credentials.contains(answer.credential)) return std::nullopt;
  return answer;
}

Credential requestFor(const NewKeyRequest& request) {
  Credential credential(fido_cred_new());
  const QByteArray hash = QCryptographicHash::hash(request.clientData, QCryptographicHash::Sha256);
  const QByteArray userName = request.userName.toUtf8();
  bool made = credential && fido_cred_set_type(credential.get(), COSE_ES256) == FIDO_OK &&
              fido_cred_set_rp(credential.get(), request.rpId.toUtf8().constData(),
                               request.rpName.toUtf8().constData()) == FIDO_OK &&
              fido_cred_set_clientdata_hash(credential.get(), unsignedBytes(hash),
                                            static_cast<std::size_t>(hash.size())) == FIDO_OK &&
              fido_cred_set_user(credential.get(), unsignedBytes(request.userId),
                                 static_cast<std::size_t>(request.userId.size()), userName.constData(),
                                 userName.constData(), nullptr) == FIDO_OK;
  for (const QByteArray& id : request.registered) {
    made = made && fido_cred_exclude(credential.get(), unsignedBytes(id),
                                     static_cast<std::size_t>(id.size())) == FIDO_OK;
  }
  return made ? std::move(credential) : nullptr;
}

std::optional<NewKey> keyIn(const fido_cred_t* credential) {
  const std::size_t idBytes = fido_cred_id_len(credential);
  const std::size_t size = fido_cred_authdata_raw_len(credential);
  if (idBytes == 0 || idBytes > atMost(limits::credentialBytes) ||
      fido_cred_pubkey_len(credential) != pointBytes || size > attestedDataBytes ||
      size < static_cast<std::size_t>(modelAt + modelBytes)) {
    return std::nullopt;
  }
  NewKey key{bytesAt(fido_cred_id_ptr(credential), idBytes),
             bytesAt(fido_cred_pubkey_ptr(credential), pointBytes),
             bytesAt(fido_cred_authdata_raw_ptr(credential), size)};
  // Which model it is belongs to an attestation, and none is asked for (WebAuthn, section 5.1.3, step 20).
  key.authenticatorData.replace(modelAt, modelBytes, QByteArray(modelBytes, '\0'));
  return key;
}
}  // namespace

QStringList pluggedKeys() {
  initialise();
#ifdef LATCHKEY_FAILPOINTS
  if (const auto standIns = standInKeys()) return *standIns;
#endif
  QStringList paths;
  fido_dev_info_t* list = fido_dev_info_new(mostKeys);
  std::size_t count = 0;
  if (list != nullptr && fido_dev_info_manifest(list, mostKeys, &count) == FIDO_OK) {
    for (std::size_t i = 0; i < count; ++i) {
      paths << QString::fromUtf8(fido_dev_info_path(fido_dev_info_ptr(list, i)));
    }
  }
  fido_dev_info_free(&list, mostKeys);
  return paths;
}

KeyDevice::KeyDevice(const QString& path) : m_device(fido_dev_new()) {
  if (m_device == nullptr) return;
#ifdef LATCHKEY_FAILPOINTS
  if (standInKeys()) (void)fido_dev_set_io_functions(m_device, &standInPort());
#endif
  (void)fido_dev_set_timeout(m_device, quickly);
  m_opening = fido_dev_open(m_device, path.toUtf8().constData());
}

KeyDevice::~KeyDevice() {
  if (isOpen()) (void)fido_dev_close(m_device);
  fido_dev_free(&m_device);
}

bool KeyDevice::isBusy() const {
  return saysNothing(m_opening);
}

KeyDevice::Holding KeyDevice::holds(const KeyRequest& request) {
  const Assertion assertion = requestFor(request);
  if (!assertion) return Holding::No;
  (void)fido_assert_set_up(assertion.get(), FIDO_OPT_FALSE);
  const int error = fido_dev_get_assert(m_device, assertion.get(), nullptr);
  if (saysNothing(error)) return Holding::NotTold;
  const bool foreign = error == FIDO_ERR_NO_CREDENTIALS || error == FIDO_ERR_INVALID_CREDENTIAL ||
                       error == FIDO_ERR_CREDENTIAL_EXCLUDED;
  // One that does not tell so much is asked for its touch, and answers then.
  return foreign ? Holding::No : Holding::Yes;
}

KeyDevice::Holding KeyDevice::holds(const NewKeyRequest& request) {
  if (request.registered.isEmpty()) return Holding::No;
  return holds(KeyRequest{request.rpId, request.clientData, request.registered});
}

std::optional<int> KeyDevice::retries() {
  int left = 0;
  if (fido_dev_get_retry_count(m_device, &left) != FIDO_OK) return std::nullopt;
  return left;
}

std::optional<KeyError> KeyDevice::hindrance(const KeyRequest& request, const platform::Secret& pin) {
  if (!request.verifiesPerson || fido_dev_has_uv(m_device)) return std::nullopt;
  if (!fido_dev_has_pin(m_device)) return KeyError{KeyFault::PinNotSet};
  return hindranceOfPin(pin);
}

std::optional<KeyError> KeyDevice::hindrance(const NewKeyRequest& request, const platform::Secret& pin) {
  if (fido_dev_has_uv(m_device)) return std::nullopt;
  // One that has a PIN wants it for whatever is made with it (CTAP 2.0, section 5.1).
  if (fido_dev_has_pin(m_device)) return hindranceOfPin(pin);
  return request.verifiesPerson ? std::optional(KeyError{KeyFault::PinNotSet}) : std::nullopt;
}

std::optional<KeyError> KeyDevice::hindranceOfPin(const platform::Secret& pin) {
  if (!pin.isEmpty()) return std::nullopt;
  const auto left = retries();
  return left == 0 ? KeyError{KeyFault::PinBlocked} : KeyError{KeyFault::PinNeeded, left};
}

KeyDevice::End KeyDevice::ask(const KeyRequest& request, const platform::Secret& pin, int deadline) {
  const Assertion assertion = requestFor(request);
  if (!assertion) return KeyError{};
  if (request.verifiesPerson && fido_dev_has_uv(m_device)) {
    (void)fido_assert_set_uv(assertion.get(), FIDO_OPT_TRUE);
  }
  (void)fido_dev_set_timeout(m_device, deadline);
  const int error = fido_dev_get_assert(m_device, assertion.get(), TypedPin(pin).text());
  (void)fido_dev_set_timeout(m_device, quickly);
  if (error != FIDO_OK) return endOf(error);
  const auto answer = answerIn(assertion.get(), request);
  if (!answer) return KeyError{};
  return *answer;
}

KeyDevice::End KeyDevice::ask(const NewKeyRequest& request, const platform::Secret& pin, int deadline) {
  const Credential credential = requestFor(request);
  if (!credential) return KeyError{};
  if (fido_dev_has_uv(m_device)) (void)fido_cred_set_uv(credential.get(), FIDO_OPT_TRUE);
  (void)fido_dev_set_timeout(m_device, deadline);
  const int error = fido_dev_make_cred(m_device, credential.get(), TypedPin(pin).text());
  (void)fido_dev_set_timeout(m_device, quickly);
  if (error != FIDO_OK) return endOf(error);
  auto key = keyIn(credential.get());
  if (!key) return KeyError{};
  return std::move(*key);
}

KeyDevice::End KeyDevice::endOf(int error) {
  switch (error) {
    case FIDO_ERR_PIN_REQUIRED:
    case FIDO_ERR_UV_BLOCKED:
      return KeyError{KeyFault::PinNeeded, retries()};
    case FIDO_ERR_PIN_INVALID:
    case FIDO_ERR_PIN_POLICY_VIOLATION:
      return KeyError{KeyFault::PinWrong, retries()};
    case FIDO_ERR_PIN_AUTH_BLOCKED:
      return KeyError{KeyFault::PinPaused};
    case FIDO_ERR_PIN_BLOCKED:
      return KeyError{KeyFault::PinBlocked};
    case FIDO_ERR_PIN_NOT_SET:
      return KeyError{KeyFault::PinNotSet};
    case FIDO_ERR_TIMEOUT:
    case FIDO_ERR_USER_ACTION_TIMEOUT:
    case FIDO_ERR_ACTION_TIMEOUT:
    case FIDO_ERR_KEEPALIVE_CANCEL:
      return KeyError{KeyFault::TimedOut};
    case FIDO_ERR_NO_CREDENTIALS:
    case FIDO_ERR_INVALID_CREDENTIAL:
    case FIDO_ERR_CREDENTIAL_EXCLUDED:
      return Unfit{};
    case FIDO_ERR_TX:
    case FIDO_ERR_RX:
      return Gone{};
    default:
      return KeyError{};
  }
}

void KeyDevice::cancel() {
  (void)fido_dev_cancel(m_device);
}

}  // namespace latchkey::fido
