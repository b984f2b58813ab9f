// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/directory/ldap_words.h"

#include <QRegularExpression>

namespace latchkey::service::directory {

namespace {
constexpr qsizetype longestDetail = 200;

int captured(const char* pattern, const QByteArray& diagnostic) {
  const QRegularExpression expression(QString::fromLatin1(pattern));
  return expression.match(QString::fromLatin1(diagnostic)).captured(1).toInt(nullptr, 16);
}
}  // namespace

int signInCode(const QByteArray& diagnostic) {
  return captured("\\bdata ([0-9a-fA-F]{1,8})\\b", diagnostic);
}

int systemError(const QByteArray& diagnostic) {
  return captured("^([0-9a-fA-F]{8}):", diagnostic);
}

QString wordsOf(const LdapError& error) {
  QString words = QString::number(error.code);
  if (error.fault == LdapFault::Unreachable && error.code < 0) {
    // Made by this side: the certificate's name and what is wrong with it.
    const QString own = QString::fromUtf8(error.diagnostic).simplified().left(longestDetail);
    return own.isEmpty() ? words : words + u' ' + own;
  }
  if (const int code = signInCode(error.diagnostic)) words += QStringLiteral(" data %1").arg(code, 0, 16);
  if (const int code = systemError(error.diagnostic)) {
    words += QStringLiteral(" %1").arg(code, 8, 16, QLatin1Char('0'));
  }
  if (error.policyFault) words += QStringLiteral(" ppolicy %1").arg(*error.policyFault);
  return words;
}

}  // namespace latchkey::service::directory
