// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/password_field.h"

namespace latchkey::ui::widgets {

/// The answer to a security question: as secret as a password, and hidden until "Show" is pressed, but a word
/// of the person's language. So input methods work in it, which a password keeps out; what is being composed
/// is seen, since nobody can choose among words that are hidden.
class AnswerField : public PasswordField {
  Q_OBJECT
public:
  explicit AnswerField(QWidget* parent = nullptr);
};

}  // namespace latchkey::ui::widgets
