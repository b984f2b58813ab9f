// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/account_name.h"

#include <QUrl>
#include <algorithm>

#include "core/rules/hidden_character.h"

namespace latchkey::rules {

namespace {

constexpr qsizetype longestName = 320;  // 64 + @ + 255, RFC 5321 section 4.5.3.1
constexpr qsizetype longestShort = 15;  // NetBIOS names
constexpr qsizetype longestDomain = 253;

using Failure = unexpected<AccountNameError>;

/// Draws nothing, though Unicode counts it among letters and marks.
bool isInvisible(char32_t character) {
  return character == 0x034F || character == 0x115F || character == 0x1160 || character == 0x3164 ||
         character == 0xFFA0 || (character >= 0x17B4 && character <= 0x17B5) ||
         (character >= 0x180B && character <= 0x180F) || (character >= 0xFE00 && character <= 0xFE0F) ||
         (character >= 0xE0100 && character <= 0xE01EF);
}

bool isNamePunctuation(char32_t character) {
  // Of RFC 5322's atext all but / * ? and |, which no directory allows in a sign-in name.
  return character < 0x80 &&
         QStringView(u"!#$%&'+-=^_`{}~.").contains(QChar(static_cast<char16_t>(character)));
}

bool isNameCharacter(char32_t character) {
  return !isInvisible(character) &&
         (QChar::isLetterOrNumber(character) || QChar::isMark(character) || isNamePunctuation(character));
}

/// What may stand anywhere in what was typed; structure is looked at later.
bool isBanned(char32_t character) {
  return isHidden(character) || isInvisible(character);
}

bool consistsOf(QStringView text, bool (*allowed)(char32_t)) {
  const QList<uint> characters = text.toUcs4();
  return std::all_of(characters.begin(), characters.end(), [allowed](uint c) { return allowed(c); });
}

/// Blanks inside are usual in sign-in names of Windows ("anna maria").
bool isUserCharacter(char32_t character) {
  return character == U' ' || isNameCharacter(character);
}

bool isShortDomainCharacter(char32_t character) {
  return QChar::isLetterOrNumber(character) || character == U'-' || character == U'_' || character == U'&';
}

/// Lower case, in the form that DNS carries; empty when it is no domain name.
QString canonicalDomain(QString domain) {
  if (domain.endsWith(u'.')) domain.chop(1);
  const QString ascii = QString::fromLatin1(QUrl::toAce(domain)).toLower();
  if (ascii.isEmpty() || ascii.size() > longestDomain) return {};
  for (const QStringView label : QStringView(ascii).split(u'.')) {
    if (label.isEmpty() || label.size() > 63 || label.startsWith(u'-') || label.endsWith(u'-')) return {};
    const bool fits = std::all_of(label.begin(), label.end(), [](QChar c) {
      return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') || c == u'-';
    });
    if (!fits) return {};
  }
  return ascii;
}

}  // namespace

Result<AccountName, AccountNameError> AccountName::parse(QStringView typed) {
  typed = typed.trimmed();
  if (typed.isEmpty()) return Failure(AccountNameError::Empty);
  if (typed.size() > longestName) return Failure(AccountNameError::TooLong);
  if (!typed.isValidUtf16()) return Failure(AccountNameError::BadCharacter);
  const auto banned = [](QStringView text) {
    const QList<uint> characters = text.toUcs4();
    return std::any_of(characters.begin(), characters.end(), [](uint c) { return isBanned(c); });
  };
  if (banned(typed)) return Failure(AccountNameError::BadCharacter);

  const auto compatible = QString::NormalizationForm_KC;
  QString text = typed.toString().normalized(compatible).toLower().normalized(compatible).trimmed();
  // Japanese and Korean keyboards write the backslash of DOMAIN\user with their currency sign.
  text.replace(QChar(0x00A5), u'\\').replace(QChar(0x20A9), u'\\');
  if (text.isEmpty()) return Failure(AccountNameError::Empty);
  if (text.size() > longestName) return Failure(AccountNameError::TooLong);
  if (banned(text)) return Failure(AccountNameError::BadCharacter);

  const qsizetype at = text.indexOf(u'@');
  const qsizetype slash = text.indexOf(u'\\');
  if (at >= 0 && slash >= 0) return Failure(AccountNameError::BadForm);
  const qsizetype middle = at >= 0 ? at : slash;

  AccountName name;
  name.m_user = (middle < 0 ? text : at >= 0 ? text.left(at) : text.mid(slash + 1)).trimmed();
  QString domain = (middle < 0 ? QString() : at >= 0 ? text.mid(at + 1) : text.left(slash)).trimmed();
  if (name.m_user.contains(u'@') || name.m_user.contains(u'\\') || domain.contains(u'@'))
    return Failure(AccountNameError::BadForm);
  if (name.m_user.isEmpty() || (middle >= 0 && domain.isEmpty())) return Failure(AccountNameError::BadForm);
  if (!consistsOf(name.m_user, isUserCharacter)) return Failure(AccountNameError::BadCharacter);
  if (middle < 0) return name;

  // "contoso.com\alain" names the same account as "alain@contoso.com".
  name.m_shortDomain = slash >= 0 && !domain.contains(u'.');
  if (name.m_shortDomain) {
    if (domain.size() > longestShort) return Failure(AccountNameError::BadForm);
    if (!consistsOf(domain, isShortDomainCharacter)) return Failure(AccountNameError::BadCharacter);
    name.m_domain = domain;
    return name;
  }
  name.m_domain = canonicalDomain(domain);
  if (name.m_domain.isEmpty()) return Failure(AccountNameError::BadForm);
  // A domain grows when it is written in ASCII (RFC 3492); its key has to be a name again.
  if (name.key().size() > longestName) return Failure(AccountNameError::TooLong);
  return name;
}

Result<AccountName, AccountNameError> AccountName::parseWritten(QStringView written) {
  auto name = parse(written);
  const bool isAddress = name && written.toString().normalized(QString::NormalizationForm_KC).contains(u'@');
  if (isAddress && name->m_user.contains(u' ')) return Failure(AccountNameError::BadCharacter);
  return name;
}

QString AccountName::key() const {
  if (m_domain.isEmpty()) return m_user;
  return m_shortDomain ? m_domain + u'\\' + m_user : m_user + u'@' + m_domain;
}

}  // namespace latchkey::rules
