// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QUrl>

namespace latchkey::assistant {

/// An empty file that says that a place may be kept in the key store. Without it the key store is not asked
/// at the start: nobody who never had a place kept is made to unlock it, or waits for it.
class PlaceMark {
public:
  explicit PlaceMark(QString path) : m_path(std::move(path)) {}
  /// In this user's data folder, one for each service.
  [[nodiscard]] static QString usualPath(const QUrl& server);

  [[nodiscard]] bool isSet() const;
  [[nodiscard]] bool set() const;  ///< false where it cannot be written
  void clear() const;

private:
  QString m_path;
};

}  // namespace latchkey::assistant
