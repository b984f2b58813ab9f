// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>
#include <optional>

/// What a security key signs besides its own data (WebAuthn Level 2, sections 5.8.1 and 13.4.9): assistant
/// and service write it with the same bytes. The key itself gets its SHA-256, the clientDataHash.
namespace latchkey::rules {

/// `https://recovery.example.com`, with the port where it is not 443. Empty for what is no https address.
[[nodiscard]] QString originOf(const QUrl& url);

/// What is done with the key: the two types are told apart, so that what was signed for one is of no use for
/// the other.
enum class KeyCeremony {
  Get,    ///< it proves somebody
  Create  ///< it is registered
};

[[nodiscard]] QByteArray clientDataFor(const QByteArray& challenge, const QString& origin,
                                       KeyCeremony ceremony = KeyCeremony::Get);

enum class ClientDataFault {
  Malformed,  ///< not these bytes, or of the other type
  OtherChallenge,
  OtherOrigin
};
/// Nothing when it is clientDataFor() these; else the first that is wrong.
[[nodiscard]] std::optional<ClientDataFault> faultInClientData(const QByteArray& given,
                                                               const QByteArray& challenge,
                                                               const QString& origin,
                                                               KeyCeremony ceremony = KeyCeremony::Get);

/// Whether a service at this host may ask for keys of that relying party: the host itself, or a domain that
/// it lies in. So nobody can have a key sign for a service that they only stand before.
[[nodiscard]] bool mayAskFor(const QString& rpId, const QString& host);

}  // namespace latchkey::rules
