// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/rehearsal_page.h"

#include <QVBoxLayout>

#include "ui/text/rehearsal_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/bullet_list.h"

namespace latchkey::ui::wizard {

RehearsalPage::RehearsalPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Reason, parent),
      m_points(new BulletList),
      m_whoSees(new widgets::StaticLabel) {
  m_whoSees->setObjectName(QStringLiteral("rehearsalWhoSeesLabel"));
  m_whoSees->setTone(widgets::Tone::Muted);
  column()->addWidget(m_points);
  column()->addSpacing(theme::spacing::twice);
  column()->addWidget(m_whoSees);
}

void RehearsalPage::retranslate() {
  StepPage::retranslate();
  m_points->setSentences(text::rehearsalPoints());
  m_whoSees->setText(text::rehearsalWhoSees());
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
