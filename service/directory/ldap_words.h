// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include "service/directory/ldap_connection.h"

/// What a directory's own words mean. They may hold names, so nothing of them reaches the log but codes.
namespace latchkey::service::directory {

/// Active Directory's code of a refused sign-in, e.g. 0x775 of "… data 775, …"; 0 where there is none.
[[nodiscard]] int signInCode(const QByteArray& diagnostic);
/// The system error that an answer begins with, e.g. 0x52D of "0000052D: …"; 0 where there is none.
[[nodiscard]] int systemError(const QByteArray& diagnostic);

/// "49 data 775", "19 0000052D", "53", and TLS's own words where there was no connection.
[[nodiscard]] QString wordsOf(const LdapError& error);

}  // namespace latchkey::service::directory
