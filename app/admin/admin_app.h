// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <functional>

#include "app/admin/accounts_command.h"
#include "app/admin/appeals_command.h"
#include "app/admin/audit_command.h"
#include "app/admin/authenticators_command.h"
#include "app/admin/backup_command.h"
#include "app/admin/bounces_command.h"
#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "app/admin/contacts_command.h"
#include "app/admin/doctor_command.h"
#include "app/admin/import_command.h"
#include "app/admin/keys_command.h"
#include "app/admin/policy_command.h"
#include "app/admin/questions_command.h"
#include "app/admin/readiness_command.h"
#include "app/admin/receipt_command.h"
#include "app/admin/reset_command.h"
#include "app/admin/rotate_command.h"
#include "app/admin/rules_command.h"
#include "app/admin/start_code_command.h"
#include "app/admin/why_command.h"
#include "service/numbering/phone_numbering.h"

namespace latchkey::admin {

/// Builds everything that latchkeyctl consists of and gives each command line to its command.
class AdminApp {
public:
  AdminApp();
  /// @param words the command line without the program. @return the exit status.
  [[nodiscard]] int run(const QStringList& words);

private:
  struct Command {
    CommandForm form;
    std::function<int(const CommandArguments&)> run;
  };
  void add(const CommandForm& form, std::function<int(const CommandArguments&)> run);
  [[nodiscard]] const Command* find(const QStringList& words) const;
  [[nodiscard]] bool isGroup(const QString& words) const;
  void printHelp(const QString& group) const;

  Console m_console;
  service::numbering::PhoneNumbering m_numbering;
  RulesCommand m_rules;
  AccountsCommand m_accounts;
  ImportCommand m_import;
  ContactsCommand m_contacts;
  QuestionsCommand m_questions;
  KeysCommand m_keys;
  AuthenticatorsCommand m_authenticators;
  StartCodeCommand m_startCode;
  ResetCommand m_reset;
  AppealsCommand m_appeals;
  PolicyCommand m_policy;
  ReceiptCommand m_receipt;
  WhyCommand m_why;
  ReadinessCommand m_readiness;
  BouncesCommand m_bounces;
  AuditCommand m_audit;
  BackupCommand m_backup;
  DoctorCommand m_doctor;
  RotateCommand m_rotate;
  QList<Command> m_commands;
};

}  // namespace latchkey::admin
