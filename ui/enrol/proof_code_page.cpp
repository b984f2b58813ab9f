// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/proof_code_page.h"

#include <QVBoxLayout>

#include "ui/enrol/code_step.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_proof_text.h"
#include "ui/text/enrol_text.h"

namespace latchkey::ui::enrol {

using protocol::ProblemKind;

ProofCodePage::ProofCodePage(Send send, Now now, QWidget* parent)
    : AddPage(std::move(send), std::move(now), parent), m_code(new CodeStep(clock())) {
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->addWidget(m_code);
  setFocusProxy(m_code);
  connect(m_code, &CodeStep::readinessChanged, this, &AddPage::readinessChanged);
  connect(m_code, &CodeStep::resendAsked, this, [this] { this->send(protocol::ResendEnrolCode{}); });
}

void ProofCodePage::begin() {
  m_code->clear();
}

void ProofCodePage::present(const protocol::EnrolmentView& view) {
  if (!view.proof || !view.proof->code) return;
  m_kind = view.proof->kind;
  m_code->present(*view.proof->code);
}

void ProofCodePage::leave() {
  m_code->clear();
}

void ProofCodePage::retranslate() {
  m_code->retranslate();
}

QString ProofCodePage::title() const {
  return text::proofCodeTitle(m_kind);
}

QString ProofCodePage::why() const {
  return text::proofWhy();
}

QString ProofCodePage::whoSees() const {
  return text::proofCodeWhoSees();
}

QString ProofCodePage::primaryText() const {
  return text::nextButton();
}

bool ProofCodePage::isComplete() const {
  return m_code->isComplete();
}

void ProofCodePage::submit() {
  send(protocol::SubmitEnrolCode{m_code->code()});
}

void ProofCodePage::showProblem(const protocol::Problem& problem) {
  const bool isUsedUp = problem.kind == ProblemKind::CodeWrong || problem.kind == ProblemKind::CodeExpired;
  m_code->showProblem(text::enrolProblemText(problem, now()), isUsedUp);
}

void ProofCodePage::takeFocus() {
  m_code->takeFocus();
}

}  // namespace latchkey::ui::enrol
