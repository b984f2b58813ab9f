// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "ui/enrol/enrol_settings.h"

namespace latchkey::ui::enrol {

class AddPage;
class AppPage;
class ContactPage;
class EndPage;
class KeyPage;
class ListPage;
class ProofAnswersPage;
class ProofCodePage;
class ProofKeyPage;
class ProofPage;
class QuestionPage;
class SignInPage;

/// The pages of the window, each made once, and which of them a step of the flow is shown by. They belong to
/// the layout that they are put into.
class EnrolPages {
public:
  /// @param flow must outlive the pages.
  /// @param language that is spoken when somebody signs in
  EnrolPages(flow::EnrolmentFlow& flow, const EnrolSettings& settings,
             std::function<protocol::Language()> language);

  [[nodiscard]] QList<AddPage*> all() const;
  /// The page for where the flow is now, made ready for it.
  [[nodiscard]] AddPage* of(flow::EnrolStep step);

  [[nodiscard]] ListPage& list() const { return *m_list; }
  [[nodiscard]] ProofPage& proof() const { return *m_proof; }
  [[nodiscard]] EndPage& end() const { return *m_end; }
  [[nodiscard]] bool isSignIn(const AddPage* page) const;

private:
  [[nodiscard]] AddPage* proving() const;
  [[nodiscard]] AddPage* adding();

  flow::EnrolmentFlow& m_flow;
  SignInPage* m_signIn;
  ListPage* m_list;
  ProofPage* m_proof;
  ProofCodePage* m_proofCode;
  ProofAnswersPage* m_proofAnswers;
  ProofKeyPage* m_proofKey;
  AppPage* m_app;
  ContactPage* m_contact;
  QuestionPage* m_questions;
  KeyPage* m_key;
  EndPage* m_end;
};

}  // namespace latchkey::ui::enrol
