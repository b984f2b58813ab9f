// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/mail_address.h"

#include <QRegularExpression>
#include <QUrl>
#include <algorithm>

namespace latchkey::service::delivery {
namespace {

constexpr qsizetype kLongestLocal = 64;     // octets, RFC 5321, 4.5.3.1.1
constexpr qsizetype kLongestAddress = 254;  // a path of 256 less its brackets

bool isAscii(const QString& text) {
  return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

}  // namespace

Result<QByteArray, MailAddressFault> envelopeAddress(const QString& address) {
  static const QRegularExpression atoms(
      QStringLiteral("\\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*\\z"));
  static const QRegularExpression labels(
      QStringLiteral("\\A(?=.{1,253}\\z)[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
                     "(\\.[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*\\z"));
  const qsizetype at = address.lastIndexOf(QLatin1Char('@'));
  if (at < 1) return unexpected(MailAddressFault::Malformed);
  const QString local = address.left(at);
  QString domain = address.mid(at + 1);
  if (!isAscii(domain)) domain = QString::fromLatin1(QUrl::toAce(domain));
  if (!labels.match(domain).hasMatch()) return unexpected(MailAddressFault::Malformed);
  if (!isAscii(local)) return unexpected(MailAddressFault::NeedsSmtpUtf8);
  if (local.size() > kLongestLocal || !atoms.match(local).hasMatch()) {
    return unexpected(MailAddressFault::Malformed);
  }
  const QByteArray whole = (local + QLatin1Char('@') + domain).toLatin1();
  if (whole.size() > kLongestAddress) return unexpected(MailAddressFault::Malformed);
  return whole;
}

}  // namespace latchkey::service::delivery
