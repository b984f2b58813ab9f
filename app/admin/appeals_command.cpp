// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/appeals_command.h"

#include <QJsonArray>

#include "app/admin/account_form.h"
#include "app/admin/directory_question.h"
#include "app/admin/json_text.h"
#include "app/admin/service_data.h"
#include "app/admin/text_table.h"
#include "core/rules/receipt.h"
#include "service/delivery/channel_name.h"
#include "service/delivery/template_writer.h"
#include "service/domain/notices.h"

namespace latchkey::admin {

namespace domain = service::domain;
using domain::AppealFault;
using domain::AppealRecord;

namespace {
constexpr int mostListed = 1000;

/// What the writer and the box are kept for, as long as one command runs.
struct Review {
  Review(ServiceData& data, const domain::Numbering& numbering)
      : box(data.keys->box(data.random)),
        appeals({data.store, *data.keys, writer, numbering, data.clock, data.random, *box}, data.policy) {}
  service::delivery::TemplateWriter writer;
  std::unique_ptr<domain::SecretBox> box;
  domain::Appeals appeals;
};

QString timeOrDash(qint64 moment) {
  return moment > 0 ? domain::isoTime(moment) : QStringLiteral("-");
}

/// As the directory has it, to be compared with what is said.
QString knownSignIn(qint64 moment) {
  return moment > 0 ? QStringLiteral("%1, as the directory has it").arg(domain::isoTime(moment))
                    : QStringLiteral("the directory does not tell");
}

/// A cause that speaks against an approval; nothing where there is none.
QString causeOf(const AppealRecord& appeal) {
  return appeal.cause == domain::Cause::None ? QString() : domain::codeOf(appeal.cause);
}

QList<QStringList> headOf(const AppealRecord& appeal) {
  QList<QStringList> head{{QStringLiteral("receipt"), appeal.receipt},
                          {QStringLiteral("account"), appeal.accountKey},
                          {QStringLiteral("asked for as"), appeal.givenName},
                          {QStringLiteral("realm"), appeal.realm},
                          {QStringLiteral("state"), domain::codeOf(appeal.state)},
                          {QStringLiteral("answer goes to"), appeal.contactMask},
                          {QStringLiteral("filed"), timeOrDash(appeal.filedAt)}};
  if (const QString cause = causeOf(appeal); !cause.isEmpty())
    head.append({QStringLiteral("true cause"), cause});
  if (appeal.decidedAt > 0) {
    head.append({QStringLiteral("decided"),
                 domain::isoTime(appeal.decidedAt) + QStringLiteral(" by ") + appeal.decidedBy});
  }
  if (appeal.releaseAt > 0) head.append({QStringLiteral("code goes out"), domain::isoTime(appeal.releaseAt)});
  if (appeal.ticketExpiresAt > 0) {
    head.append({QStringLiteral("code good until"), domain::isoTime(appeal.ticketExpiresAt)});
  }
  return head;
}

JsonObjectText jsonOf(const AppealRecord& appeal) {
  JsonObjectText object;
  object.add("receipt", appeal.receipt)
      .add("account", appeal.accountKey)
      .add("givenName", appeal.givenName)
      .add("realm", appeal.realm)
      .add("state", domain::codeOf(appeal.state))
      .add("cause", textOrNull(causeOf(appeal)))
      .add("contact", appeal.contactMask)
      .add("filedAt", domain::isoTime(appeal.filedAt))
      .add("decidedAt", textOrNull(appeal.decidedAt > 0 ? domain::isoTime(appeal.decidedAt) : QString()))
      .add("decidedBy", textOrNull(appeal.decidedBy))
      .add("releaseAt", textOrNull(appeal.releaseAt > 0 ? domain::isoTime(appeal.releaseAt) : QString()));
  return object;
}

QStringList decisionOptions() {
  return QStringList{QStringLiteral("as=NAME")} + dataOptions();
}
}  // namespace

CommandForm AppealsCommand::listForm() {
  return {QStringLiteral("appeals list"),
          {},
          QStringList{QStringLiteral("all"), QStringLiteral("json")} + dataOptions(),
          QStringLiteral("print the appeals that may still come to something, the latest first; with --all "
                         "those of the last 30 days that came to an end, too")};
}

CommandForm AppealsCommand::showForm() {
  return {
      QStringLiteral("appeals show"),
      {QStringLiteral("CODE")},
      QStringList{QStringLiteral("json")} + dataOptions(),
      QStringLiteral("print what was said in the appeal with this receipt, and whether it matches what is "
                     "known. Earlier passwords are never shown, only whether they match")};
}

CommandForm AppealsCommand::approveForm() {
  return {QStringLiteral("appeals approve"),
          {QStringLiteral("CODE")},
          decisionOptions(),
          QStringLiteral("give the account back: its contacts are told, and when the waiting time is over a "
                         "code goes to the applicant. --as: your own account name, which is written down; "
                         "nobody decides about their own account, and privileged ones are never given back")};
}

CommandForm AppealsCommand::denyForm() {
  return {QStringLiteral("appeals deny"),
          {QStringLiteral("CODE")},
          decisionOptions(),
          QStringLiteral("refuse the appeal with this receipt: the applicant is told, and that more may be "
                         "sent. --as: your own account name, which is written down")};
}

Result<AppealRecord, int> AppealsCommand::appealBy(ServiceData& data, const QString& written) const {
  const auto receipt = rules::readReceipt(written);
  if (!receipt) {
    return unexpected(m_console.refuse(QStringLiteral("CODE: this is no receipt; they look like 7Q4-K2M")));
  }
  Review review(data, m_numbering);
  domain::AppealFilter filter;
  filter.receipt = *receipt;
  const auto found = review.appeals.find(filter);
  if (!found) return unexpected(m_console.fail(storeComplaint(data)));
  if (found->isEmpty()) {
    return unexpected(m_console.fail(*receipt + QStringLiteral(": there is no appeal with this receipt")));
  }
  return found->first();
}

Result<QString, int> AppealsCommand::reviewerIn(const ServiceData& data,
                                                const CommandArguments& arguments) const {
  const auto name = AccountForm(data.policy, m_numbering).keyOf(arguments.value(QStringLiteral("as")));
  if (!name) return unexpected(m_console.refuse(QStringLiteral("--as: your own account name is needed")));
  return *name;
}

int AppealsCommand::complain(const ServiceData& data, const AppealRecord& appeal, AppealFault fault) const {
  const QString lead = appeal.receipt + QStringLiteral(": ");
  switch (fault) {
    case AppealFault::Unavailable:
      return m_console.fail(storeComplaint(data));
    case AppealFault::NoSuchAppeal:
      return m_console.fail(lead + QStringLiteral("there is no appeal with this receipt"));
    case AppealFault::Decided:
      return m_console.fail(lead +
                            QStringLiteral("it is decided already, or has ended: see latchkeyctl appeals "
                                           "show"));
    case AppealFault::OwnAppeal:
      return m_console.fail(lead +
                            QStringLiteral("it is about your own account; somebody else has to decide"));
    case AppealFault::Privileged:
      return m_console.fail(lead + QStringLiteral("a privileged account is never given back by an appeal"));
    case AppealFault::NotPossible:
      return m_console.fail(lead +
                            QStringLiteral("this account cannot be recovered: see latchkeyctl appeals show"));
    case AppealFault::Stopped:
      return m_console.fail(singleLine(
          lead + QStringLiteral("somebody who reads this account's messages said \"this was not "
                                "me\". Find out who it was; then `latchkeyctl accounts unfreeze %1`")
                     .arg(appeal.accountKey)));
  }
  return Negative;
}

int AppealsCommand::list(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  Review review(**data, m_numbering);
  domain::AppealFilter filter;
  filter.openOnly = !arguments.has(QStringLiteral("all"));
  filter.limit = mostListed;
  const auto appeals = review.appeals.find(filter);
  if (!appeals) return m_console.fail(storeComplaint(**data));
  if (arguments.has(QStringLiteral("json"))) {
    QByteArrayList texts;
    for (const AppealRecord& appeal : *appeals) texts << jsonOf(appeal).text();
    m_console.printRaw("[\n" + texts.join(",\n") + "\n]\n");
    return Succeeded;
  }
  if (appeals->isEmpty()) {
    m_console.print(QStringLiteral("no appeals"));
    return Succeeded;
  }
  QList<QStringList> rows{{QStringLiteral("RECEIPT"), QStringLiteral("ACCOUNT"), QStringLiteral("REALM"),
                           QStringLiteral("STATE"), QStringLiteral("FILED"), QStringLiteral("CODE GOES OUT"),
                           QStringLiteral("TRUE CAUSE")}};
  for (const AppealRecord& appeal : *appeals) {
    rows.append({appeal.receipt, appeal.accountKey, appeal.realm, domain::codeOf(appeal.state),
                 domain::isoTime(appeal.filedAt), timeOrDash(appeal.releaseAt), causeOf(appeal)});
  }
  m_console.printRaw(TextTable().lines(rows).toUtf8());
  return Succeeded;
}

int AppealsCommand::show(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const auto appeal = appealBy(**data, arguments.operands.first());
  if (!appeal) return appeal.error();
  const auto box = (*data)->keys->box((*data)->random);
  const auto answers = domain::openAnswers(*box, *appeal);
  const auto account = askDirectory(**data, m_numbering, appeal->accountKey);
  const qint64 signedInAt = account && *account ? (*account)->lastSignInAt : 0;
  if (!answers)
    return m_console.fail(appeal->receipt + QStringLiteral(": what was said cannot be read any more"));
  if (arguments.has(QStringLiteral("json"))) {
    QByteArrayList said;
    for (const domain::AppealAnswer& answer : *answers) {
      said << JsonObjectText()
                  .add("field", answer.field)
                  .add("text", textOrNull(answer.text))
                  .add("comparison", domain::codeOf(answer.comparison))
                  .text();
    }
    m_console.printRaw(
        jsonOf(*appeal)
            .addRaw("said", '[' + said.join(',') + ']')
            .add("knownLastSignIn", textOrNull(signedInAt > 0 ? domain::isoTime(signedInAt) : QString()))
            .text() +
        '\n');
    return Succeeded;
  }
  QList<QStringList> rows;
  for (const domain::AppealAnswer& answer : *answers) {
    const QString text = answer.field == u"password" ? QStringLiteral("(not shown)") : answer.text;
    rows.append({QString(), answer.field, domain::codeOf(answer.comparison), text});
  }
  // Said in the person's words, "early in November": a person compares it better than we could.
  QList<QStringList> head = headOf(*appeal);
  head.append({QStringLiteral("last sign-in"), account ? knownSignIn(signedInAt) : account.error()});
  m_console.printRaw((TextTable().lines(head) + QStringLiteral("said") +
                      (rows.isEmpty() ? QStringLiteral(" nothing\n") : u'\n' + TextTable().lines(rows)))
                         .toUtf8());
  return Succeeded;
}

int AppealsCommand::approve(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const auto reviewer = reviewerIn(**data, arguments);
  if (!reviewer) return reviewer.error();
  const auto appeal = appealBy(**data, arguments.operands.first());
  if (!appeal) return appeal.error();
  const auto account = findInDirectory(m_console, **data, m_numbering, appeal->accountKey);
  if (!account) return account.error();
  Review review(**data, m_numbering);
  const auto decision = review.appeals.approve(appeal->id, *reviewer, *account);
  if (!decision) return complain(**data, *appeal, decision.error());
  if (decision->toldOwner == 0) {
    m_console.complain(
        QStringLiteral("warning: nobody was told: no contact of %1 can be reached").arg(appeal->accountKey));
  }
  m_console.print(
      singleLine(QStringLiteral("%1: approved; its code goes out at %2%3; messages to the owner: %4")
                     .arg(appeal->receipt, domain::isoTime(decision->releaseAt),
                          decision->hasFactors
                              ? QStringLiteral(" (longer, as something that is registered may still work)")
                              : QString())
                     .arg(decision->toldOwner)));
  return Succeeded;
}

int AppealsCommand::deny(const CommandArguments& arguments) {
  const auto data = openServiceData(m_console, arguments, WhenMissing::Refuse);
  if (!data) return data.error();
  const auto reviewer = reviewerIn(**data, arguments);
  if (!reviewer) return reviewer.error();
  const auto appeal = appealBy(**data, arguments.operands.first());
  if (!appeal) return appeal.error();
  Review review(**data, m_numbering);
  const auto decision = review.appeals.deny(appeal->id, *reviewer);
  if (!decision) return complain(**data, *appeal, decision.error());
  m_console.print(appeal->receipt +
                  QStringLiteral(": denied; the applicant is told, and that more may be sent"));
  return Succeeded;
}

}  // namespace latchkey::admin
