// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/appeal_comparison.h"

#include <QStringList>
#include <algorithm>

#include "core/rules/code_entry.h"

namespace latchkey::service::domain {

namespace {
/// Its words in one spelling, sorted.
QStringList wordsOf(const QString& name) {
  QStringList words;
  QString word;
  const auto close = [&] {
    if (!word.isEmpty()) words.append(std::exchange(word, {}));
  };
  for (const QChar unit : name.normalized(QString::NormalizationForm_KC).toCaseFolded()) {
    if (unit.isLetterOrNumber() || unit.isMark() || unit.isSurrogate()) {
      word += unit;
    } else {
      close();
    }
  }
  close();
  words.sort();
  return words;
}

/// All of it without what stands between, in its own order: names in Japanese are written with and without.
QString lettersOf(const QString& name) {
  QString letters;
  for (const QChar unit : name.normalized(QString::NormalizationForm_KC).toCaseFolded()) {
    if (unit.isLetterOrNumber() || unit.isMark() || unit.isSurrogate()) letters += unit;
  }
  return letters;
}

bool isSame(const QString& said, const Contact& contact) {
  using rules::ConfirmVerdict;
  const auto verdict = contact.kind == ContactKind::Mail
                           ? rules::confirmMail(said, contact.value)
                           : rules::confirmPhone(said, contact.national, contact.value);
  return verdict == ConfirmVerdict::Match;
}
}  // namespace

Comparison compareNames(const QString& said, const QString& known) {
  const QStringList words = wordsOf(known);
  if (words.isEmpty()) return Comparison::CannotCheck;
  const bool same = wordsOf(said) == words || lettersOf(said) == lettersOf(known);
  return same ? Comparison::Match : Comparison::NoMatch;
}

Comparison compareContact(const QString& said, const QList<Contact>& known) {
  if (known.isEmpty()) return Comparison::CannotCheck;
  const bool same =
      std::ranges::any_of(known, [&said](const Contact& contact) { return isSame(said.trimmed(), contact); });
  return same ? Comparison::Match : Comparison::NoMatch;
}

}  // namespace latchkey::service::domain
