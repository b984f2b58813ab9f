// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/challenge_page.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace latchkey::ui::wizard {

ChallengePage::ChallengePage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Challenge, parent), m_answer(new QLineEdit) {
  m_answer->setObjectName(QStringLiteral("challengeLineEdit"));
  column()->addWidget(m_answer);
  column()->addStretch();
  setFocusProxy(m_answer);
  connect(m_answer, &QLineEdit::textChanged, this, &StepPage::completeChanged);
}

bool ChallengePage::isComplete() const {
  return !m_answer->text().isEmpty();
}

void ChallengePage::submit() {
  act([this] { flow().answerChallenge(m_answer->text()); });
}

}  // namespace latchkey::ui::wizard
