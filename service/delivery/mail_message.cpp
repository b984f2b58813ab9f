// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/mail_message.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QLocale>
#include <algorithm>

#include "service/delivery/channel_name.h"

namespace latchkey::service::delivery {
namespace {

constexpr qsizetype kLongestPlainHeader = 60;
constexpr qsizetype kEncodedWordBytes = 42;  // 56 in base64, 68 with its frame, below the limit of 75
constexpr qsizetype kLongestLine = 76;

QByteArray base64Lines(const QByteArray& bytes) {
  const QByteArray whole = bytes.toBase64();
  QByteArray lines;
  for (qsizetype at = 0; at < whole.size(); at += kLongestLine) lines += whole.mid(at, kLongestLine) + "\r\n";
  return lines;
}

/// Text that is mostly Latin stays readable in a mail's source; other scripts are shorter in base64.
bool prefersBase64(const QByteArray& utf8) {
  const auto wide = std::count_if(utf8.begin(), utf8.end(), [](char byte) { return (byte & 0x80) != 0; });
  return wide * 6 > utf8.size();
}

QByteArray dateHeader(qint64 createdAt) {
  const QDateTime time = QDateTime::fromMSecsSinceEpoch(createdAt, Qt::UTC);
  return QLocale::c().toString(time, QStringLiteral("ddd, dd MMM yyyy HH:mm:ss")).toLatin1() + " +0000";
}

/// "From: " with name; a name is always quoted or encoded, so that no comma splits it.
QByteArray mailbox(const MailSender& from) {
  const QByteArray address = '<' + from.address + '>';
  if (from.name.isEmpty()) return address;
  const QByteArray name = headerText(from.name);
  if (name.contains("=?")) return name + "\r\n " + address;
  QByteArray quoted;
  for (const char byte : name) {
    if (byte == '"' || byte == '\\') quoted += '\\';
    quoted += byte;
  }
  return '"' + quoted + "\" " + address;
}

}  // namespace

bool hasControlCharacter(const QString& text) {
  return std::any_of(text.begin(), text.end(), [](QChar c) {
    return c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line ||
           c.category() == QChar::Separator_Paragraph;
  });
}

QByteArray headerToken(const QString& id) {
  const QByteArray utf8 = id.toUtf8();
  const bool plain =
      !utf8.isEmpty() && utf8.size() <= 64 && std::all_of(utf8.begin(), utf8.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
      });
  return plain ? utf8 : QCryptographicHash::hash(utf8, QCryptographicHash::Sha256).toHex();
}

QByteArray headerText(const QString& text) {
  const QByteArray utf8 = text.toUtf8();
  const bool plain = std::all_of(utf8.begin(), utf8.end(), [](char c) { return c >= ' ' && c <= '~'; });
  if (plain && utf8.size() <= kLongestPlainHeader && !utf8.contains("=?")) return utf8;

  QByteArray words;
  QByteArray part;
  const auto flush = [&words, &part] {
    if (part.isEmpty()) return;
    if (!words.isEmpty()) words += "\r\n ";
    words += "=?UTF-8?B?" + part.toBase64() + "?=";
    part.clear();
  };
  for (const char32_t codePoint : text.toUcs4()) {  // a word never ends within a character
    const QByteArray bytes = QString::fromUcs4(&codePoint, 1).toUtf8();
    if (part.size() + bytes.size() > kEncodedWordBytes) flush();
    part += bytes;
  }
  flush();
  return words;
}

QByteArray quotedPrintable(const QByteArray& utf8) {
  QByteArray result;
  const QList<QByteArray> lines = utf8.split('\n');
  for (const QByteArray& line : lines) {
    QByteArray out;
    for (qsizetype i = 0; i < line.size(); ++i) {
      const char byte = line[i];
      const bool blankAtEnd = (byte == ' ' || byte == '\t') && i + 1 == line.size();
      const bool literal = ((byte >= ' ' && byte <= '~') || byte == '\t') && byte != '=' && !blankAtEnd;
      const QByteArray piece = literal ? QByteArray(1, byte) : '=' + QByteArray(1, byte).toHex().toUpper();
      if (out.size() + piece.size() > kLongestLine - 1) {
        result += out + "=\r\n";
        out.clear();
      }
      out += piece;
    }
    result += out + "\r\n";
  }
  return result;
}

std::optional<QByteArray> mailMessage(const domain::Message& message, const QByteArray& to,
                                      const MailSender& from) {
  if (hasControlCharacter(message.subject) || hasControlCharacter(from.name)) return std::nullopt;
  const QByteArray body = QString(message.body).remove(QLatin1Char('\r')).toUtf8();
  const bool base64 = prefersBase64(body);

  QByteArray mail;
  const auto header = [&mail](const char* name, const QByteArray& value) {
    mail += QByteArray(name) + ": " + value + "\r\n";
  };
  header("From", mailbox(from));
  header("To", '<' + to + '>');
  header("Subject", headerText(message.subject));
  header("Date", dateHeader(message.createdAt));
  header("Message-ID", '<' + headerToken(message.id) + from.address.mid(from.address.lastIndexOf('@')) + '>');
  header("Auto-Submitted", "auto-generated");  // RFC 3834: no holiday notices in return
  header("Content-Language", languageTag(message.language).toLatin1());
  header("MIME-Version", "1.0");
  header("Content-Type", "text/plain; charset=utf-8");
  header("Content-Transfer-Encoding", base64 ? "base64" : "quoted-printable");
  mail += "\r\n";
  mail += base64 ? base64Lines(QByteArray(body).replace("\n", "\r\n")) : quotedPrintable(body);
  return mail;
}

}  // namespace latchkey::service::delivery
