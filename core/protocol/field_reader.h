// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "core/platform/secret.h"
#include "core/protocol/json_reader.h"
#include "core/protocol/limits.h"
#include "core/protocol/names.h"
#include "core/protocol/problem.h"

namespace latchkey::protocol {

/// Takes members out of one object by name, type and size. The first fault is kept, with the pointer to
/// its place (RFC 6901); what follows reads defaults, so that a decoder is a plain list of fields.
class FieldReader {
public:
  /// @param problem stays empty as long as all is well; shared by the readers of one message.
  FieldReader(const JsonValue& object, std::optional<Problem>& problem, QString pointer = {})
      : m_object(object), m_problem(problem), m_pointer(std::move(pointer)) {}

  [[nodiscard]] bool has(std::string_view name) const { return m_object.find(name) != nullptr; }

  [[nodiscard]] QString text(std::string_view name, limits::Range size);
  /// Without control characters: what people type into one line.
  [[nodiscard]] QString line(std::string_view name, limits::Range size);
  /// Of [A-Za-z0-9_-] only.
  [[nodiscard]] QString identifier(std::string_view name, limits::Range size);
  [[nodiscard]] platform::Secret secret(std::string_view name, limits::Range size);
  [[nodiscard]] platform::Secret digits(std::string_view name, limits::Range size);
  [[nodiscard]] platform::Secret token(std::string_view name, limits::Range size);
  [[nodiscard]] QByteArray base64Url(std::string_view name, int bytes) {
    return base64Url(name, {bytes, bytes});
  }
  [[nodiscard]] QByteArray base64Url(std::string_view name, limits::Range bytes);
  /// An array of such texts. An absent member is an empty list.
  [[nodiscard]] QList<QByteArray> base64Urls(std::string_view name, std::size_t most, limits::Range bytes);
  [[nodiscard]] QUrl httpsUrl(std::string_view name, limits::Range size);
  /// A decimal number in a string, without leading zeros: more than a double holds.
  [[nodiscard]] quint64 counter(std::string_view name);
  [[nodiscard]] int integer(std::string_view name, limits::Range range);
  [[nodiscard]] bool boolean(std::string_view name);

  template <typename E>
  [[nodiscard]] E word(std::string_view name) {
    const auto value = fromName<E>(string(name));
    if (!value) refuse(name);
    return value.value_or(E{});
  }

  [[nodiscard]] FieldReader object(std::string_view name);
  /// The elements of an array of at most `most`. An absent member is an empty array.
  [[nodiscard]] const std::vector<JsonValue>& items(std::string_view name, std::size_t most);
  /// An array of texts without control characters. An absent member is an empty list.
  [[nodiscard]] QStringList texts(std::string_view name, std::size_t most, limits::Range size);
  /// An array of secrets. An absent member is an empty list.
  [[nodiscard]] std::vector<platform::Secret> secrets(std::string_view name, std::size_t most,
                                                      limits::Range size);
  [[nodiscard]] FieldReader element(std::string_view name, const JsonValue& item, std::size_t index);

  /// Requests only: every other member is a fault.
  void refuseOthers(std::initializer_list<std::string_view> known);

  void refuse(std::string_view name, ProblemKind kind = ProblemKind::InvalidField);
  void refuseElement(std::string_view name, std::size_t index);

private:
  [[nodiscard]] std::string_view string(std::string_view name);
  [[nodiscard]] std::string_view sized(std::string_view name, limits::Range size);
  template <typename Predicate>
  [[nodiscard]] std::string_view matching(std::string_view name, limits::Range size, Predicate allowed);
  [[nodiscard]] QString pointerTo(std::string_view name) const;

  const JsonValue& m_object;
  std::optional<Problem>& m_problem;
  QString m_pointer;
};

}  // namespace latchkey::protocol
