// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/console.h"

#include <cstdio>

namespace latchkey::admin {

namespace {

constexpr std::size_t mostInput = 64UL * 1024UL;

void write(std::FILE* stream, const QByteArray& bytes) {
  std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
  std::fflush(stream);
}

}  // namespace

Console::Console() {
  std::setvbuf(stdin, nullptr, _IONBF, 0);  // what is read goes into our memory alone
  // What is written is written whole, and is then nowhere but where it was.
  std::setvbuf(stdout, nullptr, _IONBF, 0);
}

void Console::print(const QString& text) const {
  write(stdout, text.toUtf8() + '\n');
}

void Console::printRaw(const QByteArray& text) const {
  write(stdout, text);
}

void Console::printSecret(const platform::Secret& text) const {
  std::fwrite(text.view().data(), 1, text.size(), stdout);
  write(stdout, QByteArrayLiteral("\n"));
}

void Console::complain(const QString& text) const {
  write(stderr, "latchkeyctl: " + singleLine(text).toUtf8() + '\n');
}

int Console::refuse(const QString& text) const {
  complain(text);
  return WrongUsage;
}

int Console::fail(const QString& text) const {
  complain(text);
  return Negative;
}

std::optional<platform::Secret> Console::readSecret() {
  platform::Secret input;
  QByteArray piece(4096, '\0');
  bool fits = true;
  while (fits) {
    const std::size_t count = std::fread(piece.data(), 1, static_cast<std::size_t>(piece.size()), stdin);
    if (count == 0) break;
    input.append({piece.constData(), count});
    fits = input.size() <= mostInput;
  }
  platform::wipe(piece);
  if (!fits) return std::nullopt;
  if (std::ferror(stdin) != 0) return std::nullopt;
  const std::string_view text = input.view();
  const std::size_t end = text.ends_with("\r\n") ? 2 : text.ends_with('\n') ? 1 : 0;
  input.replace(text.size() - end, end, {});
  return input;
}

std::optional<QByteArray> Console::readBytes(qsizetype most) {
  QByteArray input(most, '\0');  // of the full size at once: growing would leave copies behind
  const std::size_t count = std::fread(input.data(), 1, static_cast<std::size_t>(most), stdin);
  if (std::ferror(stdin) != 0) {
    platform::wipe(input);
    return std::nullopt;
  }
  input.truncate(static_cast<qsizetype>(count));
  return input;
}

bool isUnprintable(QChar unit) {
  const QChar::Category category = unit.category();
  return category == QChar::Other_Control || category == QChar::Other_Format ||
         category == QChar::Separator_Line || category == QChar::Separator_Paragraph;
}

QString singleLine(const QString& text) {
  QString line;
  for (const QChar unit : text) line += isUnprintable(unit) ? QChar(QChar::ReplacementCharacter) : unit;
  return line;
}

}  // namespace latchkey::admin
