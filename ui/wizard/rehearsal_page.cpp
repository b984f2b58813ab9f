// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/rehearsal_page.h"

#include <QVBoxLayout>

#include "ui/text/rehearsal_text.h"
#include "ui/wizard/bullet_list.h"

namespace latchkey::ui::wizard {

RehearsalPage::RehearsalPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Reason, parent), m_points(new BulletList) {
  column()->addWidget(m_points);
}

void RehearsalPage::retranslate() {
  StepPage::retranslate();
  m_points->setSentences(text::rehearsalPoints());
}

void RehearsalPage::submit() {
  act([this] { flow().chooseRehearsal(); });
}

QString RehearsalPage::primaryText() const {
  return text::startRehearsalButton();
}

QString RehearsalPage::titleSentence() const {
  return text::rehearsalTitle();
}

QString RehearsalPage::whySentence() const {
  return text::rehearsalWhy();
}

}  // namespace latchkey::ui::wizard
