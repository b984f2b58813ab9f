// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/http_message.h"

#include <algorithm>

#include "core/platform/secret.h"

namespace latchkey::service::http {
namespace {

std::optional<QByteArray> single(const QList<HeaderField>& fields, QByteArrayView name) {
  std::optional<QByteArray> found;
  for (const HeaderField& field : fields) {
    if (QByteArrayView(field.name) != name) continue;
    if (found) return std::nullopt;
    found = field.value;
  }
  return found;
}

void appendField(QByteArray& out, QByteArrayView name, QByteArrayView value) {
  out.append(name).append(": ");
  for (const char c : value) {
    // Response splitting: no value of ours has these, and none may ever come through.
    if (c != '\r' && c != '\n' && c != '\0') out.append(c);
  }
  out.append("\r\n");
}

}  // namespace

std::optional<QByteArray> HttpRequest::field(QByteArrayView lowerCaseName) const {
  return single(fields, lowerCaseName);
}

int HttpRequest::count(QByteArrayView lowerCaseName) const {
  return static_cast<int>(std::count_if(fields.begin(), fields.end(), [&](const HeaderField& field) {
    return QByteArrayView(field.name) == lowerCaseName;
  }));
}

void HttpRequest::wipe() {
  platform::wipe(body);
  for (HeaderField& field : fields) platform::wipe(field.value);
}

std::optional<QByteArray> HttpResponse::field(QByteArrayView lowerCaseName) const {
  return single(fields, lowerCaseName);
}

QByteArray serialise(const HttpResponse& response, bool keepOpen) {
  QByteArray out;
  out.reserve(768 + response.body.size());
  out.append("HTTP/1.1 ").append(QByteArray::number(response.status)).append(' ');
  out.append(reasonPhrase(response.status)).append("\r\n");
  for (const HeaderField& field : response.fields) appendField(out, field.name, field.value);
  if (!response.contentType.isEmpty()) appendField(out, "content-type", response.contentType);
  appendField(out, "content-length", QByteArray::number(response.body.size()));
  appendField(out, "connection", keepOpen ? "keep-alive" : "close");
  out.append("\r\n").append(response.body);
  return out;
}

QByteArrayView reasonPhrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 409:
      return "Conflict";
    case 411:
      return "Length Required";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "";
  }
}

}  // namespace latchkey::service::http
