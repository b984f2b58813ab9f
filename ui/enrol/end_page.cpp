// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/end_page.h"

#include <QVBoxLayout>

#include "ui/text/chrome_text.h"
#include "ui/text/enrol_text.h"
#include "ui/wizard/support_box.h"

namespace latchkey::ui::enrol {

using flow::EnrolStep;

EndPage::EndPage(Now now, QWidget* parent)
    : AddPage({}, std::move(now), parent), m_support(new wizard::SupportBox) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_support);
}

void EndPage::present(const protocol::EnrolmentView& view) {
  m_security = text::securityOf(view);
  m_isMet = view.policy.isMet;
  m_maySkip = view.policy.maySkip;
  m_contact = view.support;
  retranslate();
}

void EndPage::retranslate() {
  m_support->setLines(text::supportHeading(), text::supportLines(m_contact));
  m_support->setVisible(m_end != EnrolStep::Done || m_security.strength == protocol::Strength::Closed);
}

QString EndPage::title() const {
  if (m_end == EnrolStep::Done) return text::enrolDoneTitle(m_isMet, m_security.strength);
  return m_end == EnrolStep::Expired ? text::enrolExpiredTitle() : text::enrolEndedTitle();
}

QString EndPage::why() const {
  if (m_end == EnrolStep::Done)
    return m_isMet || m_maySkip ? text::enrolDoneWhy(m_security) : text::stillRequired();
  return m_end == EnrolStep::Expired ? text::enrolExpiredWhy() : text::enrolEndedWhy();
}

QString EndPage::whoSees() const {
  return text::enrolEndWhoSees();
}

QString EndPage::primaryText() const {
  return m_end == EnrolStep::Done ? text::closeButton() : text::signInAgainButton();
}

void EndPage::submit() {
  if (m_end == EnrolStep::Done)
    Q_EMIT closeAsked();
  else
    Q_EMIT startAgainAsked();
}

}  // namespace latchkey::ui::enrol
