// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/secret_key_view.h"

#include <QCoreApplication>
#include <QHideEvent>
#include <QPushButton>
#include <QVBoxLayout>
#include <utility>

#include "ui/enrol/secret_groups.h"
#include "ui/text/enrol_secret_text.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/labels.h"

namespace latchkey::ui::enrol {

namespace {
constexpr int untilCovered = 120'000;  // ms: an app is found and opened meanwhile
}

SecretKeyView::SecretKeyView(QWidget* parent)
    : QWidget(parent),
      m_accountLabel(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_account(new widgets::PlainLabel),
      m_keyLabel(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_key(new SecretGroups),
      m_button(new QPushButton),
      m_note(new widgets::StaticLabel),
      m_clipboard(this),
      m_idle(this) {
  m_account->setObjectName(QStringLiteral("secretAccountLabel"));
  m_account->setSelectable(true);
  m_key->setObjectName(QStringLiteral("secretKeyGroups"));
  m_button->setObjectName(QStringLiteral("secretCopyButton"));
  m_button->setAutoDefault(false);
  theme::setButtonKind(*m_button, theme::ButtonKind::Link);
  m_note->setObjectName(QStringLiteral("secretNoteLabel"));
  m_note->setTone(widgets::Tone::Muted);
  auto* const layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::spacing::half);
  layout->addWidget(m_accountLabel);
  layout->addWidget(m_account);
  layout->addSpacing(theme::spacing::unit);
  layout->addWidget(m_keyLabel);
  layout->addWidget(m_key);
  layout->addWidget(m_button, 0, Qt::AlignLeading);
  layout->addWidget(m_note);
  m_idle.setObjectName(QStringLiteral("secretIdleTimer"));
  m_idle.setTimerType(Qt::PreciseTimer);
  m_idle.setSingleShot(true);
  m_idle.setInterval(untilCovered);
  connect(&m_idle, &QTimer::timeout, this, [this] { setCovered(true); });
  connect(m_button, &QPushButton::clicked, this, &SecretKeyView::copyOrUncover);
  connect(&m_clipboard, &SecretClipboard::cleared, this, [this] {
    m_isCopied = false;
    retranslate();
  });
  QCoreApplication::instance()->installEventFilter(this);
  m_button->setEnabled(false);
  retranslate();
}

SecretKeyView::~SecretKeyView() = default;

void SecretKeyView::setSecret(const QString& accountName, const platform::Secret& secret) {
  m_account->setOutsideText(accountName);
  m_key->setSecret(secret.clone());
  m_button->setEnabled(hasSecret());
  setCovered(false);
}

void SecretKeyView::clear() {
  m_idle.stop();
  m_key->setSecret({});
  m_account->setOutsideText({});
  m_button->setEnabled(false);
}

bool SecretKeyView::hasSecret() const {
  return !m_key->secret().isEmpty();
}

bool SecretKeyView::isCovered() const {
  return m_key->isCovered();
}

void SecretKeyView::retranslate() {
  m_accountLabel->setText(text::secretAccountLabel());
  m_keyLabel->setText(text::secretKeyLabel());
  m_key->setAccessibleName(isCovered() ? text::secretKeyCovered() : text::secretKeyLabel());
  m_button->setText(isCovered() ? text::secretShowButton() : text::secretCopyButton());
  m_note->setText(m_isCopied    ? text::secretCopied(m_clipboard.secondsKept())
                  : isCovered() ? text::secretKeyCovered()
                                : text::secretKeyHint());
}

void SecretKeyView::setCovered(bool covered) {
  if (!hasSecret()) return;
  const bool changed = isCovered() != covered;
  m_key->setCovered(covered);
  if (!covered) m_idle.start();
  retranslate();
  if (changed) Q_EMIT coveredChanged(covered);
}

void SecretKeyView::copyOrUncover() {
  if (isCovered()) return setCovered(false);
  m_clipboard.copy(m_key->secret());
  m_isCopied = true;
  retranslate();
  widgets::announce(*m_note, widgets::Urgency::Polite);
}

bool SecretKeyView::eventFilter(QObject* watched, QEvent* event) {
  switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::TouchBegin:
    case QEvent::Wheel:
      if (m_idle.isActive()) m_idle.start();
      break;
    default:  // NOLINT: of some two hundred kinds these are a person's
      break;
  }
  return QWidget::eventFilter(watched, event);
}

void SecretKeyView::hideEvent(QHideEvent* event) {
  if (!event->spontaneous()) clear();
  QWidget::hideEvent(event);
}

}  // namespace latchkey::ui::enrol
