// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/questions_command.h"

#include "app/admin/named_account.h"
#include "app/admin/service_data.h"
#include "app/admin/text_table.h"
#include "core/rules/security_answer.h"
#include "service/delivery/template_writer.h"
#include "service/directory/password_hasher.h"
#include "service/domain/realm_lookup.h"
#include "service/domain/security_questions.h"

namespace latchkey::admin {

namespace domain = service::domain;
using domain::QuestionFault;
using service::directory::HashCost;
using service::directory::PasswordHasher;

/// Among the realm's questions.
struct QuestionsCommand::Named : NamedAccount {
  const domain::Realm* realm = nullptr;  ///< of `data`; never null
};

std::optional<std::vector<domain::GivenAnswer>> answersFrom(const platform::Secret& input) {
  std::vector<domain::GivenAnswer> answers;
  std::string_view rest = input.view();
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    std::string_view line = rest.substr(0, end);
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) continue;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const QString id =
        QString::fromUtf8(line.data(), static_cast<qsizetype>(std::min(colon, std::size_t{64}))).trimmed();
    answers.push_back({id, platform::Secret(line.substr(colon + 1))});
  }
  return answers;
}

CommandForm QuestionsCommand::listForm() {
  return {QStringLiteral("accounts questions list"),
          {QStringLiteral("NAME")},
          dataOptions(),
          QStringLiteral("print the security questions that the account may choose from, with their ids, and "
                         "which of them are registered")};
}

CommandForm QuestionsCommand::setForm() {
  return {QStringLiteral("accounts questions set"),
          {QStringLiteral("NAME")},
          dataOptions(),
          QStringLiteral("register security questions instead of those before; reads a line ID: ANSWER for "
                         "each from standard input. The owner is told, and open recoveries of the account "
                         "end")};
}

CommandForm QuestionsCommand::removeForm() {
  return {QStringLiteral("accounts questions remove"),
          {QStringLiteral("NAME")},
          dataOptions(),
          QStringLiteral("take the security questions of an account away; the owner is told, and open "
                         "recoveries of the account end")};
}

Result<QuestionsCommand::Named, int> QuestionsCommand::find(const CommandArguments& arguments,
                                                            bool anywhere) {
  auto named = anywhere ? findAccountAnywhere(m_console, arguments, m_numbering)
                        : findAccount(m_console, arguments, m_numbering);
  if (!named) return unexpected(named.error());
  const domain::Realm* const realm = domain::realmById(named->data->policy, named->account.realm);
  if (realm == nullptr) {
    return unexpected(
        m_console.fail(named->account.key + QStringLiteral(": the configuration has no such realm")));
  }
  return Named{std::move(*named), realm};
}

QString QuestionsCommand::explain(const domain::QuestionError& error, const Named& named) const {
  const QString lead = named.account.key + QStringLiteral(": ");
  const QString question = singleLine(error.question) + QStringLiteral(": ");
  switch (error.fault) {
    case QuestionFault::Unavailable:
      return storeComplaint(*named.data);
    case QuestionFault::NoSuchAccount:
      return lead + QStringLiteral("there is no such account");
    case QuestionFault::NotRegistered:
      return lead + QStringLiteral("there are no security questions to take away");
    case QuestionFault::Privileged:
      return lead + QStringLiteral("a privileged account has no security questions");
    case QuestionFault::NotOffered:
      return lead + QStringLiteral(
                        "realm %1 asks no security questions; see questions_use, factors and "
                        "[[realm.questions]] of its configuration")
                        .arg(named.realm->id);
    case QuestionFault::UnknownQuestion:
      return QStringLiteral("there is no such question; see latchkeyctl accounts questions list");
    case QuestionFault::AskedTwice:
      return question + QStringLiteral("this question stands there twice");
    case QuestionFault::WrongNumber:
      return QStringLiteral("expected answers to %1 questions, neither more nor fewer")
          .arg(named.realm->questions.asked);
    case QuestionFault::NotText:
      return question + QStringLiteral("the answer is no UTF-8, or has a control or invisible character");
    case QuestionFault::TooShort:
      return question + QStringLiteral("the answer is shorter than %1 characters").arg(rules::shortestAnswer);
    case QuestionFault::TooLong:
      return question + QStringLiteral("the answer is longer than %1 characters").arg(rules::longestAnswer);
    case QuestionFault::SameAnswer:
      return question + QStringLiteral("the answer is the same as that of another question");
  }
  return {};
}

int QuestionsCommand::tell(const QString& done, int told, const QString& key) {
  if (told == 0) {
    m_console.complain(QStringLiteral("warning: nobody was told: no contact of %1 can be reached").arg(key));
  }
  m_console.print(singleLine(QStringLiteral("%1; messages to the owner: %2").arg(done).arg(told)));
  return Succeeded;
}

int QuestionsCommand::list(const CommandArguments& arguments) {
  const auto named = find(arguments, true);
  if (!named) return named.error();
  const auto tables = named->data->store.begin(domain::Access::Read);
  const auto set = tables->factors().of(named->account.key).questions;
  if (!tables->commit()) return m_console.fail(storeComplaint(*named->data));
  QList<QStringList> rows;
  for (const domain::SecurityQuestion& question : named->realm->questions.list) {
    const bool registered = set && set->ids.contains(question.id);
    rows.append({question.id, question.in(named->account.language),
                 registered ? QStringLiteral("registered") : QString()});
  }
  if (rows.isEmpty()) {
    return m_console.fail(explain({QuestionFault::NotOffered, {}}, *named));
  }
  m_console.printRaw(TextTable().lines(rows).toUtf8());
  return Succeeded;
}

int QuestionsCommand::set(const CommandArguments& arguments) {
  const auto named = find(arguments);
  if (!named) return named.error();
  const auto input = m_console.readSecret();
  if (!input) {
    return m_console.refuse(QStringLiteral("standard input cannot be read, or is over 64 KiB"));
  }
  const auto answers = answersFrom(*input);
  if (!answers) {
    // Not repeated: it may be an answer.
    return m_console.refuse(QStringLiteral("standard input: a line is not of the form ID: ANSWER"));
  }
  ServiceData& data = *named->data;
  const service::delivery::TemplateWriter writer;
  const auto box = data.keys->box(data.random);
  const PasswordHasher hasher(HashCost::interactive());
  domain::QuestionChanges changes({data.store, hasher, {writer, data.clock, data.random, *data.keys, *box}},
                                  data.policy);
  const auto change = changes.set(named->account.key, *answers);
  if (!change) return m_console.fail(explain(change.error(), *named));
  return tell(QStringLiteral("%1 is asked %2 from now on")
                  .arg(named->account.key, change->ids.join(QStringLiteral(", "))),
              change->told, named->account.key);
}

int QuestionsCommand::remove(const CommandArguments& arguments) {
  const auto named = find(arguments, true);
  if (!named) return named.error();
  ServiceData& data = *named->data;
  const service::delivery::TemplateWriter writer;
  const auto box = data.keys->box(data.random);
  const PasswordHasher hasher(HashCost::interactive());
  domain::QuestionChanges changes({data.store, hasher, {writer, data.clock, data.random, *data.keys, *box}},
                                  data.policy);
  const auto change = changes.remove(named->account.key, named->elsewhere());
  if (!change) return m_console.fail(explain(change.error(), *named));
  return tell(QStringLiteral("%1 is asked no security questions from now on").arg(named->account.key),
              change->told, named->account.key);
}

}  // namespace latchkey::admin
