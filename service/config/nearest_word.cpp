// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/config/nearest_word.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace latchkey::service::config {

namespace {

/// Levenshtein's distance: letters to insert, remove or replace.
qsizetype distance(const QString& from, const QString& to) {
  std::vector<qsizetype> row(static_cast<std::size_t>(to.size()) + 1);
  std::iota(row.begin(), row.end(), 0);
  for (qsizetype i = 0; i < from.size(); ++i) {
    qsizetype diagonal = row[0];
    row[0] = i + 1;
    for (qsizetype j = 0; j < to.size(); ++j) {
      const auto at = static_cast<std::size_t>(j);
      const qsizetype replaced = diagonal + (from.at(i) == to.at(j) ? 0 : 1);
      diagonal = row[at + 1];
      row[at + 1] = std::min({replaced, row[at] + 1, row[at + 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

QString nearestWord(const QString& given, const QStringList& words) {
  QString nearest;
  qsizetype least = given.size();
  if (given.size() > 64) return nearest;  // a mistake of another kind
  for (const QString& word : words) {
    const qsizetype apart = distance(given.toLower(), word.toLower());
    if (apart < least && apart * 3 <= word.size()) {
      least = apart;
      nearest = word;
    }
  }
  return nearest;
}

}  // namespace latchkey::service::config
