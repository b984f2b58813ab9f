// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/code_step.h"

#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/choice_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/code_field.h"
#include "ui/widgets/countdown_label.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::enrol {

CodeStep::CodeStep(std::function<QDateTime()> now, QWidget* parent)
    : QWidget(parent),
      m_now(std::move(now)),
      m_delivery(new widgets::StaticLabel),
      m_label(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_code(new widgets::CodeField),
      m_error(new widgets::FieldError(m_code)),
      m_expiry(new widgets::CountdownLabel(m_now)),
      m_resendLine(new widgets::CountdownLabel(m_now)),
      m_resend(new QPushButton) {
  m_delivery->setObjectName(QStringLiteral("enrolDeliveryLabel"));
  m_delivery->setTone(widgets::Tone::Muted);
  m_code->setObjectName(QStringLiteral("enrolCodeField"));
  m_label->setBuddy(m_code);
  m_error->setObjectName(QStringLiteral("enrolCodeFieldError"));
  m_expiry->setObjectName(QStringLiteral("enrolExpiryLabel"));
  m_resendLine->setObjectName(QStringLiteral("enrolResendLabel"));
  m_resendLine->setTone(widgets::Tone::Muted);
  m_resend->setObjectName(QStringLiteral("enrolResendButton"));
  m_resend->setAutoDefault(false);
  theme::setButtonKind(*m_resend, theme::ButtonKind::Link);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::unit);
  column->addWidget(m_delivery);
  column->addSpacing(theme::spacing::unit);
  column->addWidget(m_label);
  column->addWidget(m_code, 0, Qt::AlignLeading);
  column->addWidget(m_error);
  column->addWidget(m_expiry);
  column->addWidget(m_resendLine);
  column->addWidget(m_resend, 0, Qt::AlignLeading);
  setFocusProxy(m_code);
  connect(m_code, &widgets::SecretEdit::textEdited, this, [this] {
    if (m_code->length() > 0) m_error->clear();
    Q_EMIT readinessChanged();
  });
  connect(m_resend, &QPushButton::clicked, this, &CodeStep::resendAsked);
  connect(m_expiry, &widgets::CountdownLabel::reached, this, &CodeStep::showTimes);
  connect(m_resendLine, &widgets::CountdownLabel::reached, this, &CodeStep::showTimes);
}

void CodeStep::present(const protocol::CodeView& code) {
  m_view = code;
  m_received = m_now();
  m_code->setDigits(code.digits);
  retranslate();
  Q_EMIT readinessChanged();
}

void CodeStep::retranslate() {
  const QString delivery = text::codeOnItsWay(m_view);
  m_delivery->setText(delivery);
  m_delivery->setVisible(!delivery.isEmpty());
  m_label->setText(text::codeLabel(m_view.digits));
  m_code->setAccessibleName(text::withoutMnemonic(m_label->text()));
  m_code->setMenuTexts(text::pasteAction(), text::selectAllAction());
  m_resend->setText(text::codeResendButton());
  showTimes();
}

void CodeStep::clear() {
  m_code->clear();
  m_error->clear();
}

bool CodeStep::isComplete() const {
  return m_code->isComplete();
}

platform::Secret CodeStep::code() const {
  return m_code->secret().clone();
}

void CodeStep::showProblem(const QString& sentence, bool isUsedUp) {
  if (isUsedUp) m_code->clear();
  m_error->setError(sentence);
  if (!sentence.isEmpty()) takeFocus();
}

void CodeStep::takeFocus() {
  m_code->setFocus(Qt::OtherFocusReason);
}

void CodeStep::showTimes() {
  // Nothing is sent for an authenticator: its code comes from the app, and is always a fresh one.
  const bool isSent = text::isPhone(m_view.kind) || m_view.kind == protocol::MethodKind::Mail;
  const QDateTime now = m_now();
  m_expiry->setVisible(isSent);
  const QDateTime expiry = m_received.addSecs(m_view.expiresIn);
  if (now < expiry) {
    m_expiry->start(expiry, text::codeExpiryLine);
  } else {
    m_expiry->stop();
    m_expiry->setText(m_view.resendsLeft > 0 ? text::codeExpiredLine() : text::codeExpiredForGood());
  }
  const QDateTime resend = m_received.addSecs(m_view.resendIn);
  const bool mayResend = m_view.resendsLeft > 0 && now >= resend;
  m_resend->setVisible(isSent && mayResend);
  m_resendLine->setVisible(isSent && !mayResend);
  if (m_view.resendsLeft <= 0) {
    m_resendLine->stop();
    m_resendLine->setText(text::codeNoResend());
  } else if (!mayResend) {
    m_resendLine->start(resend, text::resendLine);
  }
}

}  // namespace latchkey::ui::enrol
