// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/bounce_reader.h"

#include <QRegularExpression>
#include <algorithm>

#include "service/delivery/mail_fields.h"

namespace latchkey::service::delivery {
namespace {

constexpr qsizetype longestBoundary = 70;  // RFC 2046, 5.1.1

/// What a report says of one recipient.
struct Verdict {
  QByteArray action;  ///< in small letters
  QByteArray status;
};

/// The boundary of a multipart/report; empty: the mail is none.
std::optional<QByteArray> boundaryOf(const MailFields& fields) {
  const auto value = onlyField(fields, "content-type");
  if (!value) return std::nullopt;
  const auto content = contentTypeOf(*value);
  if (!content || content->type != "multipart/report") return QByteArray();
  // contentTypeOf() takes no parameter twice.
  const QByteArray kind = onlyField(content->parameters, "report-type").value_or("").toLower();
  if (kind != "delivery-status") return QByteArray();
  const QByteArray boundary = onlyField(content->parameters, "boundary").value_or("");
  if (boundary.isEmpty() || boundary.size() > longestBoundary) return std::nullopt;
  return boundary;
}

/// The groups of fields in the part that machines read: one of the message, then one for each recipient.
std::optional<QList<MailFields>> groupsOf(const Lines& part) {
  const auto entity = entityOf(part);
  if (!entity) return std::nullopt;
  const auto type = onlyField(entity->fields, "content-type");
  const auto content = type ? contentTypeOf(*type) : std::nullopt;
  // RFC 6533 has its own type for addresses that are not ASCII.
  if (!content ||
      (content->type != "message/delivery-status" && content->type != "message/global-delivery-status")) {
    return std::nullopt;
  }
  const auto encoding = onlyField(entity->fields, "content-transfer-encoding");
  static const QByteArrayList asItIs{"", "7bit", "8bit", "binary"};
  if (!encoding || !asItIs.contains(encoding->toLower())) return std::nullopt;
  QList<MailFields> groups;
  Lines group;
  const auto close = [&groups, &group] {
    if (group.isEmpty()) return true;
    const auto fields = fieldsOf(group);
    group.clear();
    if (fields) groups.append(*fields);
    return fields.has_value();
  };
  for (const QByteArrayView line : entity->body) {
    if (!line.trimmed().isEmpty()) {
      group.append(line);
    } else if (!close()) {
      return std::nullopt;
    }
  }
  return close() ? std::optional(groups) : std::nullopt;
}

/// "5.0.0" is what is said where nothing is known. The other server's own reply often tells more.
QByteArray statusOf(const QByteArray& status, const QByteArray& diagnostic) {
  if (!status.endsWith(".0.0")) return status;
  static const QRegularExpression reply(
      QStringLiteral("\\Asmtp *; *([45])\\d\\d[ -]+(\\1\\.\\d{1,3}\\.\\d{1,3})(?![\\d.])"),
      QRegularExpression::CaseInsensitiveOption);
  const auto match = reply.match(QString::fromLatin1(diagnostic));
  const QByteArray told = match.captured(2).toLatin1();
  return told.startsWith(status.front()) ? told : status;
}

std::optional<Verdict> verdictOf(const MailFields& group) {
  const auto action = onlyField(group, "action");
  const auto status = onlyField(group, "status");
  const auto diagnostic = onlyField(group, "diagnostic-code");
  if (!action || !status || !diagnostic) return std::nullopt;
  // Either may be followed by words in brackets.
  static const QRegularExpression word(
      QStringLiteral("\\A(failed|delayed|delivered|relayed|expanded)(?: *\\(.*\\))?\\z"),
      QRegularExpression::CaseInsensitiveOption);
  static const QRegularExpression code(QStringLiteral("\\A([245]\\.\\d{1,3}\\.\\d{1,3})(?: *\\(.*\\))?\\z"));
  const auto said = word.match(QString::fromLatin1(*action));
  const auto number = code.match(QString::fromLatin1(*status));
  if (!said.hasMatch() || !number.hasMatch()) return std::nullopt;
  return Verdict{said.captured(1).toLatin1().toLower(), statusOf(number.captured(1).toLatin1(), *diagnostic)};
}

}  // namespace

Result<Bounce, BounceFault> readBounce(const QByteArray& mail) {
  const auto malformed = [] { return unexpected(BounceFault::Malformed); };
  if (mail.size() > largestBounce) return unexpected(BounceFault::TooLarge);
  Lines lines = linesOf(mail);
  if (!lines.isEmpty() && lines.first().startsWith("From ")) lines.removeFirst();  // of an mbox
  const auto whole = entityOf(lines);
  if (!whole) return unexpected(BounceFault::NoReport);
  const auto boundary = boundaryOf(whole->fields);
  if (!boundary) return malformed();
  if (boundary->isEmpty()) return unexpected(BounceFault::NoReport);
  const auto parts = partsOf(whole->body, *boundary);
  if (!parts || parts->size() < 2) return malformed();
  const auto groups = groupsOf(parts->at(1));
  if (!groups || groups->size() < 2 || onlyField(groups->first(), "reporting-mta").value_or("").isEmpty()) {
    return malformed();
  }
  // Each mail of ours has one recipient; behind it there may be several. It failed if it reached none of
  // them.
  Bounce bounce;
  bounce.failed = true;
  for (qsizetype i = 1; i < groups->size(); ++i) {
    const auto verdict = verdictOf(groups->at(i));
    if (!verdict) return malformed();
    const bool failed = verdict->action == "failed";
    if (failed && verdict->status.startsWith('2')) return malformed();
    bounce.failed = bounce.failed && failed;
    if (i == 1) bounce.status = verdict->status;
  }
  return bounce;
}

}  // namespace latchkey::service::delivery
