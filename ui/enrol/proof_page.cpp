// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/proof_page.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/enrol/method_row.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_proof_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/method_entries.h"

namespace latchkey::ui::enrol {

ProofPage::ProofPage(Choose choose, Now now, QWidget* parent)
    : AddPage({}, std::move(now), parent),
      m_choose(std::move(choose)),
      m_problem(new widgets::Banner),
      m_notYet(new widgets::StaticLabel),
      m_choices(new widgets::ChoiceList),
      m_none(wizard::newLink(QStringLiteral("enrolProofNoneButton"))) {
  m_problem->setObjectName(QStringLiteral("enrolProofProblemBanner"));
  m_problem->clear();
  m_notYet->setObjectName(QStringLiteral("enrolProofNotYetLabel"));
  m_choices->setObjectName(QStringLiteral("enrolProofChoices"));
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::unit);
  column->addWidget(m_problem);
  column->addWidget(m_notYet);
  column->addWidget(m_choices);
  column->addWidget(m_none, 0, Qt::AlignLeading);
  connect(m_none, &QPushButton::clicked, this, &ProofPage::allLost);
  connect(m_choices, &widgets::ChoiceList::selectionChanged, this, [this] {
    m_problem->clear();
    Q_EMIT readinessChanged();
  });
  connect(m_choices, &widgets::ChoiceList::activated, this, [this] { submit(); });
}

void ProofPage::begin() {
  m_problem->clear();
  m_choices->clearSelection();
}

void ProofPage::present(const protocol::EnrolmentView& view) {
  m_methods.clear();
  m_firstIn = 0;
  m_received = now();
  for (const protocol::RegisteredMethod& method : view.methods) {
    if (!method.proves) continue;
    if (method.usableIn <= 0)
      m_methods << method;
    else
      m_firstIn = m_firstIn > 0 ? std::min(m_firstIn, method.usableIn) : method.usableIn;
  }
  retranslate();
  // Where there is nothing to choose, nobody is asked to.
  if (m_methods.size() == 1) m_choices->select(m_methods.first().handle);
}

void ProofPage::retranslate() {
  QList<widgets::Choice> choices;
  for (const protocol::RegisteredMethod& method : m_methods) {
    const widgets::Choice card =
        wizard::cardOf({method.handle, method.kind, method.mask, protocol::MethodWarning::None});
    choices << widgets::Choice{method.handle, card.icon, MethodRow::entryFor(method), card.detail, {}};
  }
  m_choices->setAccessibleName(text::proofTitle());
  m_choices->setChoices(choices);
  m_choices->setVisible(!choices.isEmpty());
  m_notYet->setText(text::proofNotYet(m_firstIn, m_received));
  m_notYet->setVisible(choices.isEmpty());
  m_none->setText(choices.isEmpty() ? text::proofLostButton() : text::methodNoneButton());
}

QString ProofPage::title() const {
  return text::proofTitle();
}

QString ProofPage::why() const {
  return text::proofWhy();
}

QString ProofPage::whoSees() const {
  return text::proofWhoSees();
}

QString ProofPage::primaryText() const {
  return text::nextButton();
}

bool ProofPage::isComplete() const {
  return !m_choices->selectedId().isEmpty();
}

void ProofPage::submit() {
  if (isComplete()) m_choose(m_choices->selectedId());
}

void ProofPage::showProblem(const protocol::Problem& problem) {
  m_problem->showMessage(widgets::Banner::Kind::Error, text::enrolProblemText(problem, now()));
}

void ProofPage::takeFocus() {
  (m_methods.isEmpty() ? static_cast<QWidget*>(m_none) : m_choices)->setFocus(Qt::OtherFocusReason);
}

}  // namespace latchkey::ui::enrol
