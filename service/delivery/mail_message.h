// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

#include "service/domain/ports.h"

namespace latchkey::service::delivery {

/// Who a mail is from; both checked already.
struct MailSender {
  QByteArray address;  ///< as envelopeAddress() gives it
  QString name;        ///< shown; may be empty
};

/// The whole mail (RFC 5322, MIME) with CRLF ends, dots not yet doubled. Nothing when subject or name holds
/// a control character: no header is ever made from text that could begin another one.
[[nodiscard]] std::optional<QByteArray> mailMessage(const domain::Message& message, const QByteArray& to,
                                                    const MailSender& from);

/// A header's text: as it is where it is short plain ASCII, else in encoded words (RFC 2047), folded.
[[nodiscard]] QByteArray headerText(const QString& text);
/// RFC 2045, 6.7. Line breaks in the text become CRLF.
[[nodiscard]] QByteArray quotedPrintable(const QByteArray& utf8);
/// An id as it may stand in a header: itself, or a hash of it where it has other than letters, digits, - _ .
[[nodiscard]] QByteArray headerToken(const QString& id);
[[nodiscard]] bool hasControlCharacter(const QString& text);

}  // namespace latchkey::service::delivery
