// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/answer_field.h"

#include "ui/widgets/accessible.h"
#include "ui/widgets/secret_edit_accessible.h"

namespace latchkey::ui::widgets {

AnswerField::AnswerField(QWidget* parent) : PasswordField(parent) {
  provideAccessible<AnswerField, SecretEditInterface>();
  // Without ImhHiddenText, which turns input methods off. Nothing of it is to be learnt or proposed, though.
  setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
  setCapsLockSource([]() -> std::optional<bool> { return std::nullopt; });  // case makes no difference
}

}  // namespace latchkey::ui::widgets
