// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/assertions.h"

#include <QCryptographicHash>
#include <QtEndian>

#include "core/platform/guard.h"
#include "core/rules/client_data.h"

namespace latchkey::service::domain {

namespace {
// WebAuthn, section 6.1: hash of the relying party, flags, counter; then nothing, as no extension was asked
// for.
constexpr qsizetype hashBytes = 32;
constexpr qsizetype dataBytes = hashBytes + 1 + 4;
constexpr unsigned userPresent = 0x01;
constexpr unsigned userVerified = 0x04;
constexpr unsigned carriesCredential = 0x40;
constexpr unsigned carriesExtensions = 0x80;

constexpr qsizetype longestCredential = 1023;
constexpr qsizetype pointBytes = 64;
/// SubjectPublicKeyInfo of an uncompressed point of P-256 (RFC 5480), as far as the point.
constexpr char p256Lead[] =
    "\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00"
    "\x04";
constexpr qsizetype p256LeadBytes = sizeof(p256Lead) - 1;

/// @param carried whether a new credential follows
std::optional<AssertionFault> faultInData(const QByteArray& data, const AssertionTerms& terms, bool carried) {
  if (carried ? data.size() <= dataBytes : data.size() != dataBytes) return AssertionFault::Malformed;
  if (data.first(hashBytes) != QCryptographicHash::hash(terms.rpId.toUtf8(), QCryptographicHash::Sha256)) {
    return AssertionFault::OtherRelyingParty;
  }
  const auto flags = static_cast<unsigned char>(data.at(hashBytes));
  if ((flags & carriesExtensions) != 0 || ((flags & carriesCredential) != 0) != carried) {
    return AssertionFault::Malformed;
  }
  if ((flags & userPresent) == 0) return AssertionFault::Untouched;
  if (terms.verifiesPerson && (flags & userVerified) == 0) return AssertionFault::PersonUnknown;
  return std::nullopt;
}

/// What a key says of a new credential: who made it, the id that it gave it, and its public key in COSE, of
/// which CTAP 2 (section 6, canonical CBOR) leaves one form for each point of P-256 alone.
QByteArray credentialData(const RegisterKey& made) {
  QByteArray data(2, '\0');
  qToBigEndian(static_cast<quint16>(made.credential.size()), data.data());
  data += made.credential;
  // A map of five: kty EC2, alg ES256, crv P-256, x, y.
  data += QByteArray::fromHex("a5010203262001215820") + made.publicKey.first(pointBytes / 2);
  data += QByteArray::fromHex("225820") + made.publicKey.last(pointBytes / 2);
  return data;
}

std::optional<QByteArray> fromBase64(const QByteArray& text) {
  const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
  if (!decoded || decoded.decoded.isEmpty()) return std::nullopt;
  return decoded.decoded;
}
}  // namespace

QString codeOf(AssertionFault fault) {
  switch (fault) {
    case AssertionFault::Malformed:
      return QStringLiteral("malformed");
    case AssertionFault::OtherChallenge:
      return QStringLiteral("other-challenge");
    case AssertionFault::OtherOrigin:
      return QStringLiteral("other-origin");
    case AssertionFault::OtherRelyingParty:
      return QStringLiteral("other-relying-party");
    case AssertionFault::Untouched:
      return QStringLiteral("untouched");
    case AssertionFault::PersonUnknown:
      return QStringLiteral("person-unknown");
  }
  return {};
}

std::optional<AssertionFault> faultIn(const SubmitAssertion& assertion, const AssertionTerms& terms) {
  using rules::ClientDataFault;
  const auto fault = rules::faultInClientData(assertion.clientData, terms.challenge, terms.origin);
  if (fault == ClientDataFault::Malformed) return AssertionFault::Malformed;
  if (fault == ClientDataFault::OtherOrigin) return AssertionFault::OtherOrigin;
  if (fault == ClientDataFault::OtherChallenge && platform::isOn(platform::Guard::KeyChallenge)) {
    return AssertionFault::OtherChallenge;
  }
  return faultInData(assertion.authenticatorData, terms, false);
}

std::optional<AssertionFault> faultIn(const RegisterKey& made, const AssertionTerms& terms) {
  using rules::ClientDataFault;
  const auto fault =
      rules::faultInClientData(made.clientData, terms.challenge, terms.origin, rules::KeyCeremony::Create);
  if (fault == ClientDataFault::Malformed) return AssertionFault::Malformed;
  if (fault == ClientDataFault::OtherOrigin) return AssertionFault::OtherOrigin;
  if (fault == ClientDataFault::OtherChallenge) return AssertionFault::OtherChallenge;
  if (const auto wrong = faultInData(made.authenticatorData, terms, true)) return wrong;
  constexpr qsizetype makerBytes = 16;  // AAGUID
  const bool isWhole = !made.credential.isEmpty() && made.credential.size() <= longestCredential &&
                       made.publicKey.size() == pointBytes;
  if (!isWhole || made.authenticatorData.sliced(dataBytes).sliced(std::min<qsizetype>(
                      makerBytes, made.authenticatorData.size() - dataBytes)) != credentialData(made)) {
    return AssertionFault::Malformed;
  }
  return std::nullopt;
}

qint64 counterOfCreation(QByteArrayView authenticatorData) {
  return authenticatorData.size() <= dataBytes ? 0 : counterOf(authenticatorData.first(dataBytes));
}

QByteArray signedBy(const SubmitAssertion& assertion) {
  return assertion.authenticatorData +
         QCryptographicHash::hash(assertion.clientData, QCryptographicHash::Sha256);
}

qint64 counterOf(QByteArrayView authenticatorData) {
  if (authenticatorData.size() != dataBytes) return 0;
  return qFromBigEndian<quint32>(authenticatorData.data() + hashBytes + 1);
}

Result<SecurityKey, KeyFileFault> readKeyFile(const QByteArray& text) {
  QByteArrayList lines;
  for (const QByteArray& line : text.split('\n')) {
    if (!line.trimmed().isEmpty()) lines << line.trimmed();
  }
  if (lines.isEmpty()) return unexpected(KeyFileFault::NoCredential);
  const auto credential = fromBase64(lines.takeFirst());
  if (!credential || credential->size() > longestCredential) return unexpected(KeyFileFault::NoCredential);
  if (lines.size() < 3 || lines.takeFirst() != "-----BEGIN PUBLIC KEY-----" ||
      lines.takeLast() != "-----END PUBLIC KEY-----") {
    return unexpected(KeyFileFault::NoPublicKey);
  }
  const auto info = fromBase64(lines.join());
  if (!info) return unexpected(KeyFileFault::NoPublicKey);
  if (info->size() != p256LeadBytes + pointBytes ||
      !info->startsWith(QByteArrayView(p256Lead, p256LeadBytes))) {
    return unexpected(KeyFileFault::OtherCurve);
  }
  SecurityKey key;
  key.credential = *credential;
  key.publicKey = info->last(pointBytes);
  return key;
}

QByteArray nobodysKey() {
  // The generator of P-256 (SP 800-186, section 3.2.1.3): a point like any other. Nothing that fits it
  // counts.
  return QByteArray::fromHex(
      "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
      "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5");
}

QList<SecurityKey> decoyKeys(const QByteArray& stream, qsizetype others, const Realm& realm) {
  if (!realm.factors.contains(MethodKind::SecurityKey)) return {};
  const bool some = static_cast<unsigned char>(stream.back()) % 4 == 0;
  if (!some && others > 0) return {};
  // The two lengths that are the commonest among keys that are sold.
  const qsizetype size = static_cast<unsigned char>(stream.front()) % 2 == 0 ? 48 : 64;
  SecurityKey key;
  for (QByteArray block = stream; key.credential.size() < size;) {
    block = QCryptographicHash::hash(block, QCryptographicHash::Sha256);
    key.credential += block;
  }
  key.credential.truncate(size);
  key.publicKey = nobodysKey();
  return {key};
}

}  // namespace latchkey::service::domain
