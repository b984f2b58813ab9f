// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/password_field.h"

#include <QEvent>
#include <QKeyEvent>
#include <QPushButton>
#include <QStyle>
#include <QTimer>

#include "core/platform/caps_lock.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/secret_edit_accessible.h"

namespace latchkey::ui::widgets {

namespace {
constexpr int lampDelay = 60;  // ms: the system turns its lamp after the key's event has come
}

PasswordField::PasswordField(QWidget* parent)
    : SecretEdit(true, parent), m_toggle(new QPushButton(this)), m_caps(platform::capsLockState) {
  provideAccessible<PasswordField, SecretEditInterface>();
  // Hidden text keeps input methods out (Japanese layouts then type ASCII), shown or not: a password has to
  // be typed the same way at the sign-in screen.
  setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText |
                      Qt::ImhNoAutoUppercase | Qt::ImhPreferLatin);
  m_toggle->setObjectName(QStringLiteral("revealButton"));
  m_toggle->setCursor(Qt::PointingHandCursor);
  m_toggle->setFocusPolicy(Qt::TabFocus);  // a click leaves the cursor where it is
  m_toggle->setAutoDefault(false);
  theme::setButtonKind(*m_toggle, theme::ButtonKind::Link);
  connect(m_toggle, &QPushButton::clicked, this, [this] { setRevealed(isMasked()); });
}

void PasswordField::setToggleTexts(const QString& show, const QString& hide) {
  m_showText = show;
  m_hideText = hide;
  showToggleText();
}

void PasswordField::setRevealed(bool revealed) {
  if (revealed == isRevealed()) return;
  setMasked(!revealed);
  showToggleText();
  Q_EMIT revealedChanged(revealed);
}

void PasswordField::setCapsLockSource(CapsLockWatch::Source source) {
  m_caps = CapsLockWatch(std::move(source));
}

std::optional<QString> PasswordField::admitted(const QString& typed) const {
  QString taken;
  taken.reserve(typed.size());
  for (qsizetype i = 0; i < typed.size(); ++i) {
    const QChar c = typed.at(i);
    if (c.isHighSurrogate() && i + 1 < typed.size() && typed.at(i + 1).isLowSurrogate()) {
      taken += c;
      taken += typed.at(++i);
    } else if (!c.isSurrogate() && c.category() != QChar::Other_Control) {
      taken += c;
    }
  }
  return taken;
}

QRect PasswordField::textPlace() const {
  const QRect place = SecretEdit::textPlace();
  const int button = m_toggle->isVisibleTo(this) ? m_toggle->width() + theme::spacing::unit : 0;
  const QRect logical = place.adjusted(0, 0, -button, 0);
  return QStyle::visualRect(layoutDirection(), rect(), logical);
}

void PasswordField::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_CapsLock) {
    m_caps.noteToggled();
    QTimer::singleShot(lampDelay, this, [this] {
      m_caps.refresh();
      tellCapsLock();
    });
  } else if (!(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier))) {
    m_caps.noteTyped(event->text(), event->modifiers().testFlag(Qt::ShiftModifier));
  }
  SecretEdit::keyPressEvent(event);
  tellCapsLock();
}

void PasswordField::keyReleaseEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_CapsLock) {
    m_caps.refresh();
    tellCapsLock();
  }
  SecretEdit::keyReleaseEvent(event);
}

void PasswordField::focusInEvent(QFocusEvent* event) {
  SecretEdit::focusInEvent(event);
  m_caps.refresh();
  tellCapsLock();
}

void PasswordField::focusOutEvent(QFocusEvent* event) {
  SecretEdit::focusOutEvent(event);
  tellCapsLock();
}

void PasswordField::resizeEvent(QResizeEvent* event) {
  SecretEdit::resizeEvent(event);
  placeToggle();
}

void PasswordField::changeEvent(QEvent* event) {
  SecretEdit::changeEvent(event);
  if (event->type() == QEvent::StyleChange || event->type() == QEvent::LayoutDirectionChange ||
      event->type() == QEvent::FontChange)
    placeToggle();
}

void PasswordField::placeToggle() {
  const QSize size = m_toggle->sizeHint();
  const QRect logical(width() - size.width() - theme::spacing::twice, (height() - size.height()) / 2,
                      size.width(), size.height());
  m_toggle->setGeometry(QStyle::visualRect(layoutDirection(), rect(), logical));
  update();
}

void PasswordField::showToggleText() {
  m_toggle->setText(isMasked() ? m_showText : m_hideText);
  m_toggle->setVisible(!m_showText.isEmpty());
  placeToggle();
}

void PasswordField::tellCapsLock() {
  const bool on = hasFocus() && m_caps.state().value_or(false);
  if (on == m_capsShown) return;
  m_capsShown = on;
  Q_EMIT capsLockChanged(on);
}

}  // namespace latchkey::ui::widgets
