// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/demo/phone_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QFrame>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/demo/message_view.h"
#include "ui/text/demo_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::demo {

namespace {
constexpr qsizetype mostKept = 50;  // messages; older ones make room
constexpr QSize comfortable(480, 760);

theme::Icon iconOf(Channel channel) {
  switch (channel) {
    case Channel::Mail:
      return theme::Icon::Mail;
    case Channel::Text:
      return theme::Icon::TextMessage;
    case Channel::Voice:
      return theme::Icon::Phone;
  }
  return theme::Icon::None;
}

QString titleOf(const DemoMessage& message) {
  switch (message.channel) {
    case Channel::Mail:
      return widgets::shownOutside(message.subject);
    case Channel::Text:
      return text::demoTextMessage();
    case Channel::Voice:
      return text::demoCall();
  }
  return {};
}
}  // namespace

PhoneWindow::PhoneWindow(const SampleAccount& sample, QWidget* parent)
    : QWidget(parent),
      m_sample(sample),
      m_heading(new widgets::TitleLabel(this)),
      m_explanation(new widgets::StaticLabel(this)),
      m_hintHeading(new widgets::StaticLabel(theme::TextRole::Strong, this)),
      m_hint(new widgets::StaticLabel(this)),
      m_empty(new widgets::StaticLabel(this)),
      m_list(new widgets::ChoiceList(this)),
      m_scroll(new QScrollArea(this)),
      m_view(new MessageView(this)) {
  setObjectName(QStringLiteral("demoPhoneWindow"));
  m_heading->setObjectName(QStringLiteral("demoHeadingLabel"));
  m_hint->setObjectName(QStringLiteral("demoHintLabel"));
  m_explanation->setTone(widgets::Tone::Muted);
  m_empty->setObjectName(QStringLiteral("demoEmptyLabel"));
  m_empty->setTone(widgets::Tone::Muted);
  m_list->setObjectName(QStringLiteral("demoMessageList"));
  // The cards keep their height at the top of a list that is higher than they need.
  auto* const top = new QWidget(m_scroll);
  auto* const cards = new QVBoxLayout(top);
  cards->setContentsMargins(0, 0, 0, 0);
  cards->addWidget(m_list);
  cards->addStretch(1);
  m_scroll->setWidget(top);
  m_scroll->setWidgetResizable(true);
  m_scroll->setFrameShape(QFrame::NoFrame);
  m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  m_scroll->viewport()->setAutoFillBackground(false);
  top->setAutoFillBackground(false);
  m_scroll->hide();
  m_view->hide();

  auto* const layout = new QVBoxLayout(this);
  layout->setContentsMargins(theme::spacing::section, theme::spacing::section, theme::spacing::section,
                             theme::spacing::twice);
  layout->setSpacing(theme::spacing::unit);
  layout->addWidget(m_heading);
  layout->addWidget(m_explanation);
  layout->addSpacing(theme::spacing::unit);
  layout->addWidget(m_hintHeading);
  layout->addWidget(m_hint);
  layout->addSpacing(theme::spacing::unit);
  layout->addWidget(m_empty);
  layout->addWidget(m_scroll, 20);
  layout->addSpacing(theme::spacing::unit);
  layout->addWidget(m_view, 30);
  layout->addStretch(1);

  connect(m_list, &widgets::ChoiceList::selectionChanged, this, &PhoneWindow::open);
  resize(comfortable);
  retranslate();
}

void PhoneWindow::receive(const DemoMessage& message) {
  const auto place = std::lower_bound(m_messages.begin(), m_messages.end(), message,
                                      [](const DemoMessage& a, const DemoMessage& b) { return a.id > b.id; });
  if (place != m_messages.end() && place->id == message.id) return;
  const bool isNewest = place == m_messages.begin();
  m_messages.insert(place, message);
  while (m_messages.size() > mostKept) m_messages.removeLast();
  refreshList();
  if (!isNewest) return;
  m_list->select(message.id);
  open(message.id);
  m_scroll->ensureVisible(0, 0);
  QApplication::alert(this);
}

void PhoneWindow::open(const QString& id) {
  const auto found = std::find_if(m_messages.begin(), m_messages.end(),
                                  [&id](const DemoMessage& each) { return each.id == id; });
  if (found != m_messages.end() && m_view->shownId() != id) m_view->show(*found);
}

void PhoneWindow::refreshList() {
  QList<widgets::Choice> choices;
  for (const DemoMessage& each : m_messages) {
    choices.append({each.id,
                    iconOf(each.channel),
                    titleOf(each),
                    text::demoMoment(each.createdAt) + QStringLiteral(" · ") + widgets::shownOutside(each.to),
                    {}});
  }
  m_list->setChoices(choices);
  m_list->setAccessibleName(text::demoListName());
  m_empty->setVisible(m_messages.isEmpty());
  m_scroll->setVisible(!m_messages.isEmpty());
}

void PhoneWindow::retranslate() {
  setWindowTitle(text::demoWindowTitle());
  m_heading->setText(text::demoHeading());
  m_explanation->setText(text::demoExplanation());
  m_hintHeading->setText(text::demoAccountHeading());
  m_hint->setText(text::demoAccountLines(m_sample.account, m_sample.mailBox,
                                         m_sample.lastDigits.join(QStringLiteral(", ")))
                      .join(QLatin1Char('\n')));
  m_empty->setText(text::demoEmpty());
  refreshList();
}

void PhoneWindow::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
  if (event->type() == QEvent::StyleChange) refreshList();
}

void PhoneWindow::closeEvent(QCloseEvent* event) {
  QWidget::closeEvent(event);
  Q_EMIT closed();
}

}  // namespace latchkey::ui::demo
