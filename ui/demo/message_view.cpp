// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/message_view.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/demo_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::demo {

namespace {
/// Wide enough for the longest code and its margins, in characters.
constexpr int codeWidth = 12;
}  // namespace

MessageView::MessageView(QWidget* parent)
    : QWidget(parent),
      m_subject(new widgets::PlainLabel(this)),
      m_to(new widgets::PlainLabel(this)),
      m_ringing(new widgets::StaticLabel(this)),
      m_answer(new QPushButton(this)),
      m_body(new QPlainTextEdit(this)),
      m_codeRow(new QWidget(this)),
      m_code(new QLineEdit(m_codeRow)),
      m_copy(new QPushButton(m_codeRow)) {
  setObjectName(QStringLiteral("demoMessageView"));
  m_subject->setObjectName(QStringLiteral("demoSubjectLabel"));
  m_subject->setTextRole(theme::TextRole::CardTitle);
  m_to->setObjectName(QStringLiteral("demoToLabel"));
  m_to->setTone(widgets::Tone::Muted);
  m_ringing->setObjectName(QStringLiteral("demoRingingLabel"));
  m_answer->setObjectName(QStringLiteral("demoAnswerButton"));
  theme::setButtonKind(*m_answer, theme::ButtonKind::Main);
  m_body->setObjectName(QStringLiteral("demoBodyEdit"));
  m_body->setReadOnly(true);
  m_body->setTabChangesFocus(true);
  m_body->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_code->setObjectName(QStringLiteral("demoCodeEdit"));
  m_code->setReadOnly(true);
  m_code->setTextMargins(theme::spacing::unit, 0, theme::spacing::unit, 0);
  m_copy->setObjectName(QStringLiteral("demoCopyButton"));

  auto* const codeLayout = new QHBoxLayout(m_codeRow);
  codeLayout->setContentsMargins(0, 0, 0, 0);
  codeLayout->setSpacing(theme::spacing::unit);
  codeLayout->addWidget(m_code);
  codeLayout->addWidget(m_copy);
  codeLayout->addStretch(1);

  auto* const layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::spacing::unit);
  layout->addWidget(m_subject);
  layout->addWidget(m_to);
  layout->addWidget(m_codeRow);
  layout->addWidget(m_ringing);
  layout->addWidget(m_answer, 0, Qt::AlignLeading);
  layout->addWidget(m_body, 100);
  layout->addStretch(1);

  connect(m_answer, &QPushButton::clicked, this, &MessageView::answer);
  connect(m_copy, &QPushButton::clicked, this, &MessageView::copyCode);
  applyTheme();
  refresh();
}

void MessageView::show(const DemoMessage& message) {
  m_message = message;
  refresh();
  QWidget::show();
}

bool MessageView::rings() const {
  return m_message.channel == Channel::Voice && !m_answered.contains(m_message.id);
}

void MessageView::answer() {
  m_answered.insert(m_message.id);
  refresh();
  // The button is gone; the words that were behind it take the focus.
  m_body->setFocus();
  widgets::announce(*m_body, widgets::Urgency::Polite);
}

void MessageView::copyCode() {
  QGuiApplication::clipboard()->setText(m_message.code);
  m_copy->setText(text::demoCopied());
  widgets::announce(*m_copy, widgets::Urgency::Polite);
}

void MessageView::refresh() {
  const bool ringing = rings();
  QString subject = m_message.subject;
  if (m_message.channel == Channel::Text) subject = text::demoTextMessage();
  if (m_message.channel == Channel::Voice) subject = text::demoCall();
  m_subject->setOutsideText(subject);
  m_to->setOutsideText(text::demoTo(m_message.to, text::demoMoment(m_message.createdAt)));
  m_to->setVisible(!m_message.id.isEmpty());
  m_ringing->setText(text::demoCallRings());
  m_ringing->setVisible(ringing);
  m_answer->setText(text::demoAnswerButton());
  m_answer->setVisible(ringing);
  m_body->setPlainText(m_message.body);
  m_body->setAccessibleName(text::demoBodyName());
  m_body->setVisible(!ringing && !m_message.id.isEmpty());
  m_code->setText(m_message.code);
  m_code->setAccessibleName(text::demoCodeLabel());
  m_copy->setText(text::demoCopyButton());
  m_codeRow->setVisible(!ringing && !m_message.code.isEmpty());
}

void MessageView::applyTheme() {
  const theme::Theme& theme = theme::themeOf(*this);
  m_code->setFont(theme.font(theme::TextRole::Code));
  m_code->setFixedWidth(m_code->fontMetrics().horizontalAdvance(QLatin1Char('0')) * codeWidth);
  m_answer->setIcon(theme::iconOf(theme::Icon::Phone, theme.colours().onAccent, theme.colours().mutedText));
}

void MessageView::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) refresh();
  if (event->type() == QEvent::StyleChange) applyTheme();
}

}  // namespace latchkey::ui::demo
