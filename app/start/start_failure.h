// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <exception>

namespace latchkey::app {

/// Why the service does not start: one line for the operator that says what is wrong and what to do.
class StartFailure : public std::exception {
public:
  explicit StartFailure(QString line) : m_line(std::move(line)) {}
  [[nodiscard]] const QString& line() const { return m_line; }
  [[nodiscard]] const char* what() const noexcept override { return "the service cannot start"; }

private:
  QString m_line;
};

}  // namespace latchkey::app
