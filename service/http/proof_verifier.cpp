// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/proof_verifier.h"

#include <QCryptographicHash>
#include <QList>
#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "core/platform/guard.h"
#include "core/protocol/json_reader.h"

namespace latchkey::service::http {
namespace {

using platform::Guard;
using platform::isOn;
using protocol::JsonDocument;
using protocol::JsonValue;
using Names = std::initializer_list<std::string_view>;

constexpr qsizetype longestProof = 4096;
constexpr std::size_t idLength = 22;  ///< 128 bits
constexpr qsizetype coordinateBytes = 32;
constexpr qsizetype signatureBytes = 64;
constexpr auto urlEncoding = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;

QByteArray bytes(std::string_view view) {
  return {view.data(), static_cast<qsizetype>(view.size())};
}

/// The one spelling of the bytes: no padding, no blanks, no stray bits at the end. Two spellings of one
/// proof would make two identifiers of it.
std::optional<QByteArray> decode(const QByteArray& text) {
  const auto decoded =
      QByteArray::fromBase64Encoding(text, urlEncoding | QByteArray::AbortOnBase64DecodingErrors);
  if (!decoded || decoded.decoded.toBase64(urlEncoding) != text) return std::nullopt;
  return decoded.decoded;
}

/// All of `required`, perhaps some of `optional`, and nothing else.
bool hasMembers(const JsonValue& value, Names required, Names optional = {}) {
  const auto isIn = [](Names names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  return value.type == JsonValue::Type::Object &&
         std::all_of(value.members.begin(), value.members.end(),
                     [&](const JsonValue::Member& member) {
                       return isIn(required, member.name) || isIn(optional, member.name);
                     }) &&
         std::all_of(required.begin(), required.end(),
                     [&](std::string_view name) { return value.find(name) != nullptr; });
}

/// Nothing for an absent member and for one that is no text.
std::optional<std::string_view> text(const JsonValue& object, std::string_view name) {
  const JsonValue* value = object.find(name);
  if (value == nullptr || value->type != JsonValue::Type::String) return std::nullopt;
  return value->text;
}

bool isId(std::string_view id) {
  return id.size() == idLength && std::all_of(id.begin(), id.end(), [](char c) {
           return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
                  c == '_';
         });
}

std::optional<P256Key> keyOf(const JsonValue& header) {
  if (!hasMembers(header, {"typ", "alg", "jwk"}) || text(header, "typ") != "dpop+jwt" ||
      text(header, "alg") != "ES256") {
    return std::nullopt;
  }
  const JsonValue& jwk = *header.find("jwk");
  // A private key ("d") or a foreign algorithm's members end here too.
  if (!hasMembers(jwk, {"kty", "crv", "x", "y"}) || text(jwk, "kty") != "EC" || text(jwk, "crv") != "P-256") {
    return std::nullopt;
  }
  const auto x = decode(bytes(text(jwk, "x").value_or("")));
  const auto y = decode(bytes(text(jwk, "y").value_or("")));
  if (!x || !y || x->size() != coordinateBytes || y->size() != coordinateBytes) return std::nullopt;
  return P256Key{*x, *y};
}

/// The claims that have to be there; nonce and token hash may be missing, but not of another type.
bool hasClaims(const JsonValue& payload) {
  if (!hasMembers(payload, {"jti", "htm", "htu", "iat"}, {"nonce", "ath"})) return false;
  const auto isText = [&](std::string_view name) { return text(payload, name).has_value(); };
  const auto isAbsentOrText = [&](std::string_view name) {
    return payload.find(name) == nullptr || isText(name);
  };
  return isText("htm") && isText("htu") && isAbsentOrText("nonce") && isAbsentOrText("ath") &&
         payload.find("iat")->type == JsonValue::Type::Number && isId(text(payload, "jti").value_or(""));
}

QByteArray hashOf(const QByteArray& token) {
  return QCryptographicHash::hash(token, QCryptographicHash::Sha256).toBase64(urlEncoding);
}

}  // namespace

Result<ProofClaims, QLatin1String> parseProof(QByteArrayView compactJws) {
  if (compactJws.size() > longestProof) return unexpected(QLatin1String("proof-too-long"));
  const QList<QByteArray> parts = compactJws.toByteArray().split('.');
  if (parts.size() != 3) return unexpected(QLatin1String("proof-form"));
  const auto headerBytes = decode(parts[0]);
  const auto payloadBytes = decode(parts[1]);
  const auto signature = decode(parts[2]);
  if (!headerBytes || !payloadBytes || !signature || signature->size() != signatureBytes) {
    return unexpected(QLatin1String("proof-encoding"));
  }
  const auto header = JsonDocument::read(*headerBytes);
  const auto payload = JsonDocument::read(*payloadBytes);
  if (!header || !payload) return unexpected(QLatin1String("proof-json"));
  const auto key = keyOf(header->root());
  if (!key) return unexpected(QLatin1String("proof-header"));
  if (!hasClaims(payload->root())) return unexpected(QLatin1String("proof-claims"));
  const auto claim = [&](std::string_view name) { return bytes(text(payload->root(), name).value_or("")); };
  ProofClaims claims;
  claims.key = *key;
  claims.signedPart = parts[0] + '.' + parts[1];
  claims.signature = *signature;
  claims.id = claim("jti");
  claims.method = claim("htm");
  claims.url = claim("htu");
  claims.nonce = claim("nonce");
  claims.tokenHash = claim("ath");
  return claims;
}

ProofVerifier::ProofVerifier(QByteArray publicOrigin, const NonceSource& nonces, domain::ReplayGuard& replay)
    : m_publicOrigin(std::move(publicOrigin)), m_nonces(nonces), m_replay(replay) {}

Result<QByteArray, ProofRefusal> ProofVerifier::verify(QByteArrayView proof,
                                                       const ProofTarget& target) const {
  const auto refused = [](QLatin1String reason) {
    return unexpected(ProofRefusal{ProofFault::Refused, reason});
  };
  const auto claims = parseProof(proof);
  if (!claims) return refused(claims.error());
  if (isOn(Guard::ProofMethod) && claims->method != target.method) {
    return refused(QLatin1String("proof-method"));
  }
  if (isOn(Guard::ProofUrl) && claims->url != m_publicOrigin + target.path) {
    return refused(QLatin1String("proof-url"));
  }
  const QByteArray tokenHash = target.token.isEmpty() ? QByteArray() : hashOf(target.token);
  if (isOn(Guard::TokenInProof) && claims->tokenHash != tokenHash) {
    return refused(QLatin1String("proof-token"));
  }
  // Before the signature: a client that only lacks a nonce costs nothing.
  if (isOn(Guard::Nonce) && !m_nonces.isFresh(claims->nonce)) {
    return unexpected(ProofRefusal{ProofFault::NonceRequired, QLatin1String("proof-nonce")});
  }
  if (!verifyEs256(claims->key, claims->signedPart, claims->signature)) {
    return refused(QLatin1String("proof-signature"));
  }
  const QByteArray thumbprint = thumbprintOf(claims->key);
  // The key is part of the identifier, so that nobody can use up somebody else's.
  const QByteArray id = QCryptographicHash::hash(thumbprint + claims->id, QCryptographicHash::Sha256);
  switch (m_replay.use(id, m_nonces.staleAt())) {
    case domain::ProofUse::First:
      return thumbprint;
    case domain::ProofUse::Repeated:
      break;
    case domain::ProofUse::Unavailable:
      return unexpected(ProofRefusal{ProofFault::Unavailable, QLatin1String("proof-store")});
  }
  if (!isOn(Guard::Replay)) return thumbprint;
  return refused(QLatin1String("proof-replayed"));
}

}  // namespace latchkey::service::http
