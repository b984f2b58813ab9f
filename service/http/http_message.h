// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <optional>

/// One HTTP exchange as plain values: what handlers see. Nothing here knows sockets.
namespace latchkey::service::http {

struct HeaderField {
  QByteArray name;  ///< lower case
  QByteArray value;
};

struct HttpRequest {
  QByteArray method;      ///< as sent, e.g. "POST"
  QByteArray path;        ///< begins with '/', printable ASCII, without the query
  bool hasQuery = false;  ///< only reports of gateways take one
  QByteArray query;       ///< as sent, without the '?'
  QList<HeaderField> fields;
  QByteArray body;
  bool hasBody = false;  ///< a Content-Length or a chunked body was announced, though it may be empty
  QByteArray peer;       ///< textual address of the socket's other end

  /// The value of a field that stands exactly once; nothing when it is absent or repeated.
  [[nodiscard]] std::optional<QByteArray> field(QByteArrayView lowerCaseName) const;
  [[nodiscard]] int count(QByteArrayView lowerCaseName) const;

  /// Overwrites body and field values: they hold passwords, codes and tokens.
  void wipe();
};

struct HttpResponse {
  int status = 200;
  QByteArray contentType;  ///< empty: no body
  QByteArray body;
  QList<HeaderField> fields;  ///< beside those that every answer carries
  bool close = false;         ///< end the connection after this answer

  [[nodiscard]] std::optional<QByteArray> field(QByteArrayView lowerCaseName) const;
};

/// The bytes that go out. `keepOpen` decides the Connection field; a HEAD is never answered here, so
/// that the body always follows. Bytes that could split the header are dropped from field values.
[[nodiscard]] QByteArray serialise(const HttpResponse& response, bool keepOpen);

/// The reason phrase of the statuses that this service uses; empty for others.
[[nodiscard]] QByteArrayView reasonPhrase(int status);

}  // namespace latchkey::service::http
