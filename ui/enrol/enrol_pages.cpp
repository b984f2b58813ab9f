// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/enrol_pages.h"

#include <utility>

#include "ui/enrol/app_page.h"
#include "ui/enrol/contact_page.h"
#include "ui/enrol/end_page.h"
#include "ui/enrol/key_page.h"
#include "ui/enrol/list_page.h"
#include "ui/enrol/proof_answers_page.h"
#include "ui/enrol/proof_code_page.h"
#include "ui/enrol/proof_key_page.h"
#include "ui/enrol/proof_page.h"
#include "ui/enrol/question_page.h"
#include "ui/enrol/sign_in_page.h"

namespace latchkey::ui::enrol {

using flow::EnrolStep;
using protocol::MethodKind;

EnrolPages::EnrolPages(flow::EnrolmentFlow& flow, const EnrolSettings& settings,
                       std::function<protocol::Language()> language)
    : m_flow(flow) {
  const auto send = [&flow](protocol::EnrolCommand command) { flow.submit(std::move(command)); };
  const auto& now = settings.now;
  SignInPage::Recover recovery;
  if (settings.recover) {
    recovery = [recover = settings.recover, language](const QString& account) {
      recover(account, language());
    };
  }
  m_signIn = new SignInPage(
      settings.account,
      [&flow, language = std::move(language)](const QString& account, platform::Secret password) {
        flow.signIn(account, std::move(password), language());
      },
      recovery, now);
  m_list = new ListPage(send, now, static_cast<bool>(settings.rehearse));
  m_proof = new ProofPage([&flow](const QString& handle) { flow.chooseProof(handle); }, now);
  m_proofCode = new ProofCodePage(send, now);
  m_proofAnswers = new ProofAnswersPage(send, now);
  m_proofKey = new ProofKeyPage(send, now, settings.keys, settings.origin);
  m_app = new AppPage(send, now);
  m_contact = new ContactPage(send, now);
  m_questions = new QuestionPage(send, now);
  m_key = new KeyPage(send, now, settings.keys, settings.origin);
  m_end = new EndPage(now);
}

QList<AddPage*> EnrolPages::all() const {
  return {m_signIn, m_list,    m_proof,     m_proofCode, m_proofAnswers, m_proofKey,
          m_app,    m_contact, m_questions, m_key,       m_end};
}

AddPage* EnrolPages::of(EnrolStep step) {
  switch (step) {
    case EnrolStep::SignIn:
      return m_signIn;
    case EnrolStep::List:
      return m_list;
    case EnrolStep::ChooseProof:
      return m_proof;
    case EnrolStep::Prove:
      return proving();
    case EnrolStep::Add:
      return adding();
    case EnrolStep::Done:
    case EnrolStep::Expired:
    case EnrolStep::Ended:
      m_end->setEnd(step);
      return m_end;
  }
  return m_list;
}

bool EnrolPages::isSignIn(const AddPage* page) const {
  return page == m_signIn;
}

AddPage* EnrolPages::proving() const {
  const auto& proof = m_flow.view().proof;
  if (proof && proof->questions) return m_proofAnswers;
  if (proof && proof->securityKey) return m_proofKey;
  return m_proofCode;
}

AddPage* EnrolPages::adding() {
  const protocol::AddMethod* const wanted = m_flow.wanted();
  const auto& view = m_flow.view();
  const MethodKind kind = view.adding ? view.adding->kind : wanted ? wanted->kind : MethodKind::Mail;
  const QString replaces = wanted ? wanted->replaces : QString();
  switch (kind) {
    case MethodKind::Authenticator:
      m_app->setReplaces(replaces);
      return m_app;
    case MethodKind::Questions:
      return m_questions;
    case MethodKind::SecurityKey:
      m_key->setReplaces(replaces);
      return m_key;
    case MethodKind::Mail:
    case MethodKind::Text:
    case MethodKind::Call:
    case MethodKind::StartCode:
      break;
  }
  m_contact->setKind(kind);
  m_contact->setReplaces(replaces);
  return m_contact;
}

}  // namespace latchkey::ui::enrol
