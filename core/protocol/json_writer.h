// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <string_view>

namespace latchkey::protocol {

/// Writes one compact JSON text, in the order of the calls. Only what the codec needs: every member of
/// an object is named in the same call as its value, so that no half member can be left behind.
class JsonWriter {
public:
  /// @param capacity bytes to have ready: with a secret, enough for all of it, because a buffer that
  ///   grows leaves its old bytes behind.
  explicit JsonWriter(qsizetype capacity = 1024) { m_out.reserve(capacity); }

  void beginObject(std::string_view name = {});
  void endObject();
  void beginArray(std::string_view name);
  void endArray();
  void text(std::string_view name, const QString& value);
  void text(std::string_view name, std::string_view utf8);
  void number(std::string_view name, qint64 value);
  void boolean(std::string_view name, bool value);
  void item(const QString& value);  ///< of an array
  void item(std::string_view utf8);

  [[nodiscard]] QByteArray take() { return std::exchange(m_out, {}); }
  /// Bytes that a text of this many UTF-8 bytes may take, escapes and quotes included.
  [[nodiscard]] static qsizetype roomFor(std::size_t utf8Bytes) {
    return static_cast<qsizetype>(utf8Bytes) * 6 + 2;
  }

private:
  void separate(std::string_view name);
  void quoted(std::string_view utf8);

  QByteArray m_out;
  bool m_first = true;
};

}  // namespace latchkey::protocol
