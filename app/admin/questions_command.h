// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/admin/command_line.h"
#include "app/admin/console.h"
#include "service/domain/question_changes.h"

namespace latchkey::admin {

/// `latchkeyctl accounts questions list|set|remove`. Answers come from standard input alone and are shown to
/// nobody afterwards; of every change the owner is told.
class QuestionsCommand {
public:
  QuestionsCommand(Console& console, const service::domain::Numbering& numbering)
      : m_console(console), m_numbering(numbering) {}

  [[nodiscard]] static CommandForm listForm();
  [[nodiscard]] static CommandForm setForm();
  [[nodiscard]] static CommandForm removeForm();

  [[nodiscard]] int list(const CommandArguments& arguments);
  [[nodiscard]] int set(const CommandArguments& arguments);
  [[nodiscard]] int remove(const CommandArguments& arguments);

private:
  struct Named;
  [[nodiscard]] Result<Named, int> find(const CommandArguments& arguments, bool anywhere = false);
  [[nodiscard]] QString explain(const service::domain::QuestionError& error, const Named& named) const;
  [[nodiscard]] int tell(const QString& done, int told, const QString& key);

  Console& m_console;
  const service::domain::Numbering& m_numbering;
};

/// Lines of the form `ID: ANSWER`; empty lines are left out. Nothing where a line has no colon.
[[nodiscard]] std::optional<std::vector<service::domain::GivenAnswer>> answersFrom(
    const platform::Secret& input);

}  // namespace latchkey::admin
