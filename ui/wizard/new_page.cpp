// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/new_page.h"

#include "ui/wizard/account_page.h"
#include "ui/wizard/appeal_contact_page.h"
#include "ui/wizard/appeal_form_page.h"
#include "ui/wizard/appealed_page.h"
#include "ui/wizard/approval_page.h"
#include "ui/wizard/challenge_page.h"
#include "ui/wizard/code_page.h"
#include "ui/wizard/confirm_page.h"
#include "ui/wizard/dead_end_page.h"
#include "ui/wizard/done_page.h"
#include "ui/wizard/end_page.h"
#include "ui/wizard/key_page.h"
#include "ui/wizard/method_page.h"
#include "ui/wizard/password_page.h"
#include "ui/wizard/questions_page.h"
#include "ui/wizard/reason_page.h"
#include "ui/wizard/rehearsal_page.h"
#include "ui/wizard/rehearsed_page.h"

namespace latchkey::ui::wizard {

using flow::Step;

StepPage* newPage(Step step, WizardSession& session) {
  switch (step) {
    case Step::Reason:
      if (session.settings().rehearsal) return new RehearsalPage(session);
      return new ReasonPage(session);
    case Step::Approval:
      return new ApprovalPage(session);
    case Step::Account:
      return new AccountPage(session);
    case Step::Challenge:
      return new ChallengePage(session);
    case Step::Method:
      return new MethodPage(session);
    case Step::Confirm:
      return new ConfirmPage(session);
    case Step::Code:
    case Step::AppealCode:
      return new CodePage(session, step);
    case Step::Questions:
      return new QuestionsPage(session);
    case Step::SecurityKey:
      return new KeyPage(session);
    case Step::AppealContact:
      return new AppealContactPage(session);
    case Step::AppealForm:
      return new AppealFormPage(session);
    case Step::Password:
      return new PasswordPage(session);
    case Step::Done:
      return new DonePage(session);
    case Step::Rehearsed:
      return new RehearsedPage(session);
    case Step::Appealed:
      return new AppealedPage(session);
    case Step::Cancelled:
    case Step::Expired:
      return new EndPage(session, step);
    case Step::Ended:
      return new DeadEndPage(session);
  }
  Q_UNREACHABLE();
}

}  // namespace latchkey::ui::wizard
