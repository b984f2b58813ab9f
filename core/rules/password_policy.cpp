// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/password_policy.h"

#include <QChar>
#include <algorithm>
#include <array>

#include "core/rules/common_passwords.h"
#include "core/rules/wiped_text.h"

namespace latchkey::rules {

namespace {

/// A part of a name shorter than this is found in too many good passwords (SPEC section 1).
constexpr qsizetype shortestNamePart = 3;

bool isPrintableAscii(char32_t character) {
  return character >= 0x20 && character <= 0x7E;
}

/// Any Unicode that can be typed and stored: no control character, nothing that is no character at all.
bool isText(char32_t character) {
  return QChar::category(character) != QChar::Other_Control && !QChar::isNonCharacter(character);
}

int classesOf(const WipedText& text) {
  std::array<bool, 4> seen{};
  for (const char32_t character : text) {
    const std::size_t kind = QChar::isUpper(character)   ? 0
                             : QChar::isLower(character) ? 1
                             : QChar::isDigit(character) ? 2
                                                         : 3;
    seen[kind] = true;
  }
  return static_cast<int>(std::count(seen.begin(), seen.end(), true));
}

/// The code points of a public text in the folding that the candidate gets.
std::u32string foldPublic(const QString& text) {
  std::u32string folded;
  for (const uint character : text.normalized(QString::NormalizationForm_KC).toUcs4())
    folded.push_back(foldCharacter(character));
  return folded;
}

bool contains(const WipedText& text, std::u32string_view part) {
  return std::search(text.begin(), text.end(), part.begin(), part.end()) != text.end();
}

/// Split at what is not a letter or digit; the labels of a domain fall apart in the same way.
bool containsPartOf(const QString& name, const WipedText& folded) {
  const std::u32string whole = foldPublic(name);
  const auto isPart = [](char32_t character) { return QChar::isLetterOrNumber(character); };
  for (auto at = whole.begin(); at != whole.end();) {
    at = std::find_if(at, whole.end(), isPart);
    const auto end = std::find_if_not(at, whole.end(), isPart);
    if (end - at >= shortestNamePart && contains(folded, {at, end})) return true;
    at = end;
  }
  return false;
}

bool containsWord(const QStringList& words, const WipedText& folded) {
  return std::any_of(words.begin(), words.end(), [&folded](const QString& word) {
    const QString trimmed = word.trimmed();
    return !trimmed.isEmpty() && contains(folded, foldPublic(trimmed));
  });
}

bool isCommon(std::string_view utf8, const WipedText& text, bool longEnough) {
  if (text.empty()) return false;
  if (isListedPassword(text)) return true;
  // A short one is quickly guessed because it is short, and that is told already.
  return longEnough && std::all_of(text.begin(), text.end(), isPrintableAscii) && isEasilyGuessed(utf8);
}

}  // namespace

QString codeOf(PasswordViolation violation) {
  switch (violation) {
    case PasswordViolation::TooShort:
      return QStringLiteral("too-short");
    case PasswordViolation::TooLong:
      return QStringLiteral("too-long");
    case PasswordViolation::TooFewClasses:
      return QStringLiteral("too-few-classes");
    case PasswordViolation::CharacterNotAllowed:
      return QStringLiteral("character-not-allowed");
    case PasswordViolation::TooCommon:
      return QStringLiteral("too-common");
    case PasswordViolation::ContainsName:
      return QStringLiteral("contains-name");
    case PasswordViolation::ContainsOrganisationWord:
      return QStringLiteral("contains-organisation-word");
    case PasswordViolation::InHistory:
      return QStringLiteral("in-history");
    case PasswordViolation::TooRecent:
      return QStringLiteral("too-recent");
    case PasswordViolation::RefusedByDirectory:
      return QStringLiteral("refused-by-directory");
  }
  return {};
}

PasswordPolicy PasswordPolicy::classic() {
  return {};
}

PasswordPolicy PasswordPolicy::nist() {
  PasswordPolicy policy;
  policy.minimumLength = 15;  // SP 800-63B-4, section 3.1.1.2: a password as the only factor
  policy.maximumLength = 64;
  policy.minimumClasses = 0;
  policy.asciiOnly = false;
  return policy;
}

QList<PasswordViolation> judgePassword(std::string_view utf8, const PasswordPolicy& policy,
                                       const PasswordOwner& owner) {
  const auto text = decodeUtf8(utf8);
  if (!text) return {PasswordViolation::CharacterNotAllowed};

  QList<PasswordViolation> violations;
  const auto length = static_cast<qint64>(text->size());
  const bool longEnough = length >= policy.minimumLength;
  if (!longEnough) violations << PasswordViolation::TooShort;
  if (length > policy.maximumLength) violations << PasswordViolation::TooLong;
  if (classesOf(*text) < policy.minimumClasses) violations << PasswordViolation::TooFewClasses;
  if (!std::all_of(text->begin(), text->end(), policy.asciiOnly ? isPrintableAscii : isText))
    violations << PasswordViolation::CharacterNotAllowed;
  if (policy.refuseCommon && isCommon(utf8, *text, longEnough)) violations << PasswordViolation::TooCommon;

  const WipedText folded = foldText(*text);
  if (policy.refuseNames &&
      (containsPartOf(owner.accountName, folded) || containsPartOf(owner.displayName, folded)))
    violations << PasswordViolation::ContainsName;
  if (containsWord(policy.organisationWords, folded))
    violations << PasswordViolation::ContainsOrganisationWord;
  return violations;
}

}  // namespace latchkey::rules
