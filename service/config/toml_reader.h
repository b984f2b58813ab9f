// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include "service/config/service_configuration.h"
#include "service/config/service_table.h"

namespace latchkey::service::config {

/// Reads the text into a draft and remembers where everything stands. Collects all faults, so that the
/// first one of the file can be told.
class TomlReader {
public:
  explicit TomlReader(QString path) : m_path(std::move(path)) {}

  void read(const QByteArray& toml);

  [[nodiscard]] Draft& draft() { return m_draft; }
  [[nodiscard]] bool has(const QString& name) const { return m_places.contains(name); }
  [[nodiscard]] static QString realmName(qsizetype index, const QString& name);
  [[nodiscard]] static QString entryName(const QString& list, qsizetype index);  ///< "realm[1]"

  /// @param name where the fault stands: a setting, a section, or nothing for the whole file.
  void complain(const QString& name, const QString& problem, const QString& expected = {});
  [[nodiscard]] bool failed() const { return !m_errors.isEmpty(); }
  /// The one that stands first in the file.
  [[nodiscard]] ConfigurationError firstError() const;

private:
  struct Place {
    int line = 0;
    int column = 0;
  };
  class Walk;
  void complainAt(Place place, const QString& name, const QString& problem, const QString& expected);

  QString m_path;
  Draft m_draft;
  QHash<QString, Place> m_places;
  QList<ConfigurationError> m_errors;
};

}  // namespace latchkey::service::config
