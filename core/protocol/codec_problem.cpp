// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/codec.h"
#include "core/protocol/decode_body.h"
#include "core/protocol/json_writer.h"

namespace latchkey::protocol {

namespace {

const QLatin1StringView prefix("urn:latchkey:problem:");

std::optional<ProblemKind> kindOfType(const QString& type) {
  if (!type.startsWith(prefix)) return {};
  return problemKindOf(type.mid(prefix.size()));
}

}  // namespace

QByteArray encodeProblem(const Problem& problem) {
  const QString name = nameOf(problem.kind);
  JsonWriter out;
  out.beginObject();
  out.text("type", prefix + name);
  out.text("title", QString(name).replace(QLatin1Char('-'), QLatin1Char(' ')));
  out.number("status", problem.status);
  if (!problem.field.isEmpty()) out.text("field", problem.field);
  if (!problem.violations.isEmpty()) {
    out.beginArray("violations");
    for (const QString& violation : problem.violations) out.item(violation);
    out.endArray();
  }
  if (problem.triesLeft) out.number("triesLeft", *problem.triesLeft);
  if (problem.retryIn) out.number("retryIn", *problem.retryIn);
  if (problem.otherWays) out.boolean("otherWays", *problem.otherWays);
  out.endObject();
  return out.take();
}

Problem decodeProblem(int httpStatus, QByteArrayView body) {
  auto decoded =
      decodeBody<Problem>(body, limits::answerBodyBytes, [](FieldReader& fields, Problem& problem) {
        const auto kind = kindOfType(fields.line("type", {1, 128}));
        if (!kind) fields.refuse("type");
        problem = problemOf(kind.value_or(ProblemKind::InternalError));
        if (fields.has("field")) problem.field = fields.line("field", limits::field);
        problem.violations = fields.texts("violations", limits::violations, limits::violation);
        if (fields.has("triesLeft")) problem.triesLeft = fields.integer("triesLeft", limits::tries);
        if (fields.has("retryIn")) problem.retryIn = fields.integer("retryIn", limits::seconds);
        if (fields.has("otherWays")) problem.otherWays = fields.boolean("otherWays");
      });
  if (decoded && decoded->status == httpStatus) return *std::move(decoded);
  Problem problem = problemOf(problemKindFromStatus(httpStatus));
  problem.status = httpStatus;
  return problem;
}

}  // namespace latchkey::protocol
