// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/appealed_page.h"

#include <QVBoxLayout>

#include "ui/text/appeal_text.h"
#include "ui/text/chrome_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/bullet_list.h"
#include "ui/wizard/support_box.h"

namespace latchkey::ui::wizard {

AppealedPage::AppealedPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Appealed, parent),
      m_receipt(new widgets::PlainLabel),
      m_heading(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_points(new BulletList),
      m_support(new SupportBox) {
  m_receipt->setObjectName(QStringLiteral("appealReceiptLabel"));
  m_receipt->setTextRole(theme::TextRole::CardTitle);
  m_receipt->setSelectable(true);
  setSign(theme::Icon::Check, widgets::Tone::Success);
  column()->addWidget(m_receipt);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_heading);
  column()->addWidget(m_points);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_support);
  connect(&session, &WizardSession::discovered, this, [this] {
    if (flow().step() == step()) retranslate();
  });
}

void AppealedPage::retranslate() {
  StepPage::retranslate();
  setFinalPage(true);
  const protocol::AppealView appeal = view().appeal.value_or(protocol::AppealView());
  const QString mask = widgets::shownOutside(appeal.contactMask);
  m_receipt->setOutsideText(text::receiptLabel(view().receipt));
  m_receipt->setVisible(!view().receipt.isEmpty());
  m_heading->setText(text::appealedNextHeading());
  m_points->setSentences(text::appealedPoints(appeal, mask));
  m_support->setLines(text::supportHeading(), text::supportLines(session().support()));
}

void AppealedPage::present() {
  StepPage::present();
  retranslate();
  Q_EMIT primaryTextChanged();
}

QString AppealedPage::primaryText() const {
  return text::closeButton();
}

void AppealedPage::primaryAtEnd() {
  wizard()->accept();
}

}  // namespace latchkey::ui::wizard
