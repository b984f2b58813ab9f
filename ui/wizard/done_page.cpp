// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/done_page.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/chrome_text.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/bullet_list.h"
#include "ui/wizard/buttons.h"

namespace latchkey::ui::wizard {

DonePage::DonePage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Done, parent),
      m_account(new widgets::PlainLabel),
      m_heading(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_advice(new BulletList),
      m_addressRow(new QWidget),
      m_address(new widgets::PlainLabel),
      m_copy(newLink(QStringLiteral("copyAddressButton"))),
      m_notified(new widgets::StaticLabel),
      m_receipt(new widgets::StaticLabel) {
  m_account->setObjectName(QStringLiteral("doneAccountLabel"));
  m_account->setTextRole(theme::TextRole::CardTitle);
  m_address->setObjectName(QStringLiteral("signInAddressLabel"));
  m_address->setSelectable(true);
  m_notified->setObjectName(QStringLiteral("notifiedLabel"));
  m_receipt->setObjectName(QStringLiteral("doneReceiptLabel"));
  m_receipt->setTone(widgets::Tone::Muted);
  auto* row = new QHBoxLayout(m_addressRow);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(theme::spacing::twice);
  row->addWidget(m_address);
  row->addWidget(m_copy, 0, Qt::AlignTop);
  row->addStretch(1);

  setSign(theme::Icon::Check, widgets::Tone::Success);
  column()->addWidget(m_account);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_heading);
  column()->addWidget(m_advice);
  column()->addSpacing(theme::spacing::unit);
  column()->addWidget(m_addressRow);
  column()->addWidget(m_notified);
  column()->addWidget(m_receipt);
  retranslate();
  connect(m_copy, &QPushButton::clicked, this, &DonePage::copyAddress);
}

void DonePage::retranslate() {
  StepPage::retranslate();
  setFinalPage(true);
  m_account->setOutsideText(view().accountName);
  m_account->setVisible(!view().accountName.isEmpty());
  m_heading->setText(text::doneHeading());
  m_advice->setSentences(text::doneAdvice(flow().reason()));
  const QString address = view().signInUrl.toString();
  m_address->setOutsideText(text::doneSignInAddress(address));
  m_addressRow->setVisible(!address.isEmpty());
  m_copy->setText(m_copied ? text::copiedNote() : text::copyButton());
  const QString notified = text::doneNotified(view().contactsNotified);
  m_notified->setText(notified);
  m_notified->setVisible(!notified.isEmpty());
  m_receipt->setText(text::doneReceipt(widgets::shownOutside(view().receipt)));
  m_receipt->setVisible(!view().receipt.isEmpty());
}

void DonePage::present() {
  StepPage::present();
  m_copied = false;
  retranslate();
}

QString DonePage::primaryText() const {
  return text::closeButton();
}

void DonePage::primaryAtEnd() {
  wizard()->accept();
}

void DonePage::copyAddress() {
  QGuiApplication::clipboard()->setText(view().signInUrl.toString());
  m_copied = true;
  m_copy->setText(text::copiedNote());
  widgets::announce(*m_copy, widgets::Urgency::Polite);
}

}  // namespace latchkey::ui::wizard
