// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/sign_in_trial.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/after_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/password_field.h"

namespace latchkey::ui::wizard {

using protocol::SignInResult;
using widgets::Banner;

namespace {
Banner::Kind kindOf(SignInResult result) {
  switch (result) {
    case SignInResult::Accepted:
      return Banner::Kind::Success;
    case SignInResult::MustChange:
      return Banner::Kind::Info;
    case SignInResult::Refused:
    case SignInResult::Disabled:
    case SignInResult::LockedOut:
      return Banner::Kind::Warning;
  }
  Q_UNREACHABLE();
}
}  // namespace

SignInTrial::SignInTrial(QWidget* parent)
    : QWidget(parent),
      m_heading(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_open(new QPushButton),
      m_entry(new QWidget),
      m_label(new widgets::StaticLabel),
      m_field(new widgets::PasswordField),
      m_button(new QPushButton),
      m_error(new widgets::FieldError(m_field)),
      m_hint(new widgets::StaticLabel),
      m_result(new Banner) {
  m_field->setObjectName(QStringLiteral("tryPasswordField"));
  m_open->setObjectName(QStringLiteral("tryOpenButton"));
  m_open->setAutoDefault(false);
  m_button->setObjectName(QStringLiteral("tryButton"));
  m_button->setAutoDefault(false);
  m_error->setObjectName(QStringLiteral("tryFieldError"));
  m_hint->setTone(widgets::Tone::Muted);
  m_result->setObjectName(QStringLiteral("tryResultBanner"));
  m_label->setBuddy(m_field);
  m_field->installEventFilter(this);

  auto* row = new QHBoxLayout;
  row->setSpacing(theme::spacing::twice);
  row->addWidget(m_field, 1);
  row->addWidget(m_button);
  auto* entry = new QVBoxLayout(m_entry);
  entry->setContentsMargins(0, 0, 0, 0);
  entry->setSpacing(theme::spacing::unit);
  entry->addWidget(m_label);
  entry->addLayout(row);
  entry->addWidget(m_error);
  entry->addWidget(m_hint);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::unit);
  auto* head = new QHBoxLayout;
  head->setSpacing(theme::spacing::twice);
  head->addWidget(m_heading);
  head->addWidget(m_open);
  head->addStretch(1);
  column->addLayout(head);
  column->addWidget(m_result);
  column->addWidget(m_entry);
  connect(m_open, &QPushButton::clicked, this, &SignInTrial::open);
  connect(m_button, &QPushButton::clicked, this, &SignInTrial::submit);
  connect(m_field, &widgets::PasswordField::textEdited, m_error, [this] { m_error->clear(); });
  refresh();
}

void SignInTrial::retranslate() {
  m_heading->setText(text::trialHeading());
  m_label->setText(text::trialLabel());
  m_field->setAccessibleName(text::withoutMnemonic(text::trialLabel()));
  m_field->setToggleTexts(text::passwordShowButton(), text::passwordHideButton());
  m_field->setMenuTexts(text::pasteAction(), text::selectAllAction());
  m_button->setText(text::trialButton());
  m_open->setText(text::trialButton());
  m_open->setAccessibleDescription(text::trialHeading() + u' ' + text::trialHint());
  refresh();
}

void SignInTrial::showResult(std::optional<SignInResult> result, int triesLeft, protocol::Reason reason) {
  m_reason = reason;
  m_last = result;
  m_triesLeft = triesLeft;
  refresh();
}

void SignInTrial::refresh() {
  const bool mayTry = m_triesLeft > 0 && m_last != SignInResult::Accepted;
  m_entry->setVisible(mayTry && m_isOpen);
  m_open->setVisible(mayTry && !m_isOpen);
  m_button->setEnabled(!m_busy);
  m_hint->setText(m_last ? text::trialTriesLeft(m_triesLeft) : text::trialHint());
  if (m_last)
    m_result->showMessage(kindOf(*m_last), text::trialResult(*m_last, m_reason));
  else
    m_result->clear();
  setVisible(mayTry || m_last);
}

void SignInTrial::setError(const QString& sentence) {
  m_error->setError(sentence);
}

void SignInTrial::setBusy(bool busy) {
  m_busy = busy;
  // Else it went on to the button that closes the window, which a second press would find there.
  if (busy && m_button->hasFocus()) m_field->setFocus(Qt::OtherFocusReason);
  m_button->setEnabled(!busy);
}

void SignInTrial::clear() {
  m_field->clear();
  m_field->setRevealed(false);
}

void SignInTrial::close() {
  clear();
  m_isOpen = false;
  refresh();
}

void SignInTrial::open() {
  m_isOpen = true;
  refresh();
  m_field->setFocus(Qt::OtherFocusReason);
  Q_EMIT opened();
}

platform::Secret SignInTrial::secret() const {
  return m_field->secret().clone();
}

bool SignInTrial::eventFilter(QObject* watched, QEvent* event) {
  // Enter tries; the window's main button, which closes it, does not get it.
  if (watched == m_field && event->type() == QEvent::KeyPress) {
    const auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
      if (!key->isAutoRepeat()) submit();
      return true;
    }
  }
  return QWidget::eventFilter(watched, event);
}

void SignInTrial::submit() {
  if (m_busy) return;
  if (m_field->length() == 0) return m_error->setError(text::trialEmpty());
  Q_EMIT tried();
}

}  // namespace latchkey::ui::wizard
