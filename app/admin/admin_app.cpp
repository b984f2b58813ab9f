// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/admin_app.h"

#include <utility>

namespace latchkey::admin {

AdminApp::AdminApp()
    : m_rules(m_console, m_numbering),
      m_accounts(m_console, m_numbering),
      m_import(m_console, m_numbering),
      m_contacts(m_console, m_numbering),
      m_questions(m_console, m_numbering),
      m_keys(m_console, m_numbering),
      m_authenticators(m_console, m_numbering),
      m_startCode(m_console, m_numbering),
      m_reset(m_console, m_numbering),
      m_appeals(m_console, m_numbering),
      m_policy(m_console),
      m_receipt(m_console, m_numbering),
      m_why(m_console, m_numbering),
      m_readiness(m_console, m_numbering),
      m_bounces(m_console, m_numbering),
      m_audit(m_console, m_numbering),
      m_backup(m_console),
      m_doctor(m_console, m_numbering),
      m_rotate(m_console) {
  add(AccountsCommand::listForm(), [this](const auto& arguments) { return m_accounts.list(arguments); });
  add(AccountsCommand::showForm(), [this](const auto& arguments) { return m_accounts.show(arguments); });
  add(AccountsCommand::unfreezeForm(),
      [this](const auto& arguments) { return m_accounts.unfreeze(arguments); });
  add(AccountsCommand::addForm(), [this](const auto& arguments) { return m_accounts.add(arguments); });
  add(ImportCommand::form(), [this](const auto& arguments) { return m_import.run(arguments); });
  add(ContactsCommand::listForm(), [this](const auto& arguments) { return m_contacts.list(arguments); });
  add(ContactsCommand::addForm(), [this](const auto& arguments) { return m_contacts.add(arguments); });
  add(ContactsCommand::removeForm(), [this](const auto& arguments) { return m_contacts.remove(arguments); });
  add(QuestionsCommand::listForm(), [this](const auto& arguments) { return m_questions.list(arguments); });
  add(QuestionsCommand::setForm(), [this](const auto& arguments) { return m_questions.set(arguments); });
  add(QuestionsCommand::removeForm(),
      [this](const auto& arguments) { return m_questions.remove(arguments); });
  add(KeysCommand::listForm(), [this](const auto& arguments) { return m_keys.list(arguments); });
  add(KeysCommand::addForm(), [this](const auto& arguments) { return m_keys.add(arguments); });
  add(KeysCommand::removeForm(), [this](const auto& arguments) { return m_keys.remove(arguments); });
  add(AuthenticatorsCommand::listForm(),
      [this](const auto& arguments) { return m_authenticators.list(arguments); });
  add(AuthenticatorsCommand::removeForm(),
      [this](const auto& arguments) { return m_authenticators.remove(arguments); });
  add(StartCodeCommand::form(), [this](const auto& arguments) { return m_startCode.run(arguments); });
  add(ResetCommand::form(), [this](const auto& arguments) { return m_reset.run(arguments); });
  add(AppealsCommand::listForm(), [this](const auto& arguments) { return m_appeals.list(arguments); });
  add(AppealsCommand::showForm(), [this](const auto& arguments) { return m_appeals.show(arguments); });
  add(AppealsCommand::approveForm(), [this](const auto& arguments) { return m_appeals.approve(arguments); });
  add(AppealsCommand::denyForm(), [this](const auto& arguments) { return m_appeals.deny(arguments); });
  add(PolicyCommand::showForm(), [this](const auto& arguments) { return m_policy.show(arguments); });
  add(PolicyCommand::setForm(), [this](const auto& arguments) { return m_policy.set(arguments); });
  add(PolicyCommand::unsetForm(), [this](const auto& arguments) { return m_policy.unset(arguments); });
  add(ReceiptCommand::form(), [this](const auto& arguments) { return m_receipt.run(arguments); });
  add(WhyCommand::form(), [this](const auto& arguments) { return m_why.run(arguments); });
  add(ReadinessCommand::form(), [this](const auto& arguments) { return m_readiness.run(arguments); });
  add(BouncesCommand::form(), [this](const auto& arguments) { return m_bounces.run(arguments); });
  add(AuditCommand::showForm(), [this](const auto& arguments) { return m_audit.show(arguments); });
  add(AuditCommand::verifyForm(), [this](const auto& arguments) { return m_audit.verify(arguments); });
  add(AuditCommand::exportForm(), [this](const auto& arguments) { return m_audit.exportAll(arguments); });
  add(BackupCommand::form(), [this](const auto& arguments) { return m_backup.run(arguments); });
  add(DoctorCommand::form(), [this](const auto& arguments) { return m_doctor.run(arguments); });
  add(RotateCommand::form(), [this](const auto& arguments) { return m_rotate.run(arguments); });
  add(RulesCommand::maskForm(), [this](const auto& arguments) { return m_rules.mask(arguments); });
  add(RulesCommand::passwordForm(), [this](const auto& arguments) { return m_rules.password(arguments); });
  add(RulesCommand::phoneForm(), [this](const auto& arguments) { return m_rules.phone(arguments); });
}

void AdminApp::add(const CommandForm& form, std::function<int(const CommandArguments&)> run) {
  m_commands.append({form, std::move(run)});
}

int AdminApp::run(const QStringList& words) {
  const QString hint = QStringLiteral("; see latchkeyctl --help");
  if (words.isEmpty()) return m_console.refuse(QStringLiteral("no command given") + hint);
  const QString& first = words.first();
  if (words.size() == 1 && first == u"--version") {
    m_console.print(QStringLiteral("latchkeyctl " LATCHKEY_VERSION));
    return Succeeded;
  }
  if (words.size() == 1 && first == u"--help") {
    printHelp({});
    return Succeeded;
  }
  if (const QString group = words.mid(0, words.size() - 1).join(u' ');
      words.last() == u"--help" && isGroup(group)) {
    printHelp(group);
    return Succeeded;
  }
  const Command* const command = find(words);
  if (command == nullptr) {
    const QString named = isGroup(first) ? words.mid(0, 2).join(u' ') : first;
    return m_console.refuse(QStringLiteral("there is no command '%1'").arg(named) + hint);
  }
  const auto arguments = takeApart(command->form, words.mid(command->form.words.count(u' ') + 1));
  if (!arguments) return m_console.refuse(arguments.error());
  if (arguments->wantsHelp) {
    m_console.print(
        QStringLiteral("latchkeyctl %1\n    %2").arg(command->form.usage(), command->form.purpose));
    return Succeeded;
  }
  return command->run(*arguments);
}

const AdminApp::Command* AdminApp::find(const QStringList& words) const {
  const Command* found = nullptr;
  for (const Command& command : m_commands) {
    const QStringList names = command.form.words.split(u' ');
    if (words.mid(0, names.size()) != names) continue;
    // "accounts contacts list" before a command "accounts contacts", should there be one.
    if (found == nullptr || names.size() > found->form.words.count(u' ') + 1) found = &command;
  }
  return found;
}

bool AdminApp::isGroup(const QString& words) const {
  return std::any_of(m_commands.begin(), m_commands.end(), [start = words + u' '](const Command& command) {
    return command.form.words.startsWith(start);
  });
}

void AdminApp::printHelp(const QString& group) const {
  QString text = QStringLiteral("latchkeyctl: administration of the Latchkey recovery service\n");
  for (const Command& command : m_commands) {
    if (!group.isEmpty() && !command.form.words.startsWith(group + u' ')) continue;
    text += QStringLiteral("\n  latchkeyctl %1\n      %2\n").arg(command.form.usage(), command.form.purpose);
  }
  text += QStringLiteral("\n  latchkeyctl --version\n  latchkeyctl [COMMAND] --help\n");
  text += QStringLiteral(
      "\nAccounts and policy lie in a service's data: say either --data DIR, the folder of a demo, or\n"
      "--config FILE, the file of the service, and run as the user that the service runs as. The service\n"
      "may run meanwhile. Settings of `policy set` go over those of the configuration file.\n");
  text += QStringLiteral("\nExit status: 0 done, 1 refused or not possible, 2 wrong usage.");
  m_console.print(text);
}

}  // namespace latchkey::admin
