// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/objection_dialog.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScreen>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>

#include "core/rules/objection_code.h"
#include "ui/text/chrome_text.h"
#include "ui/text/fault_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/objection_text.h"
#include "ui/text/problem_text.h"
#include "ui/theme/theme.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/bullet_list.h"
#include "ui/wizard/scroll_column.h"
#include "ui/wizard/support_box.h"

namespace latchkey::ui::wizard {

namespace {
constexpr int comfortableWidth = 640;  // px at 100 %
constexpr int longestPastedCode = 64;  // what is pasted may have blanks; far more than any code
}  // namespace

ObjectionDialog::ObjectionDialog(WizardSession& session, const QString& code, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_scroll(new ScrollColumn),
      m_title(new widgets::TitleLabel),
      m_why(new widgets::StaticLabel),
      m_warning(new widgets::Banner),
      m_points(new BulletList),
      m_label(new widgets::StaticLabel),
      m_field(new QLineEdit),
      m_error(new widgets::FieldError(m_field)),
      m_hint(new widgets::StaticLabel),
      m_support(new SupportBox),
      m_buttons(new QWidget),
      m_stop(new QPushButton(text::objectionStopButton())),
      m_close(new QPushButton(text::closeButton())) {
  build();
  m_field->setText(code);
  m_field->setFocus();
}

void ObjectionDialog::build() {
  setObjectName(QStringLiteral("objectionDialog"));
  setWindowTitle(text::windowTitle(text::objectionTitle()));
  m_title->setObjectName(QStringLiteral("objectionTitleLabel"));
  m_title->setText(text::objectionTitle());
  m_why->setText(text::objectionWhy());
  m_warning->setObjectName(QStringLiteral("objectionWarningBanner"));
  m_warning->clear();
  m_points->hide();
  m_support->hide();
  m_label->setText(text::objectionFieldLabel());
  m_label->setBuddy(m_field);
  m_field->setObjectName(QStringLiteral("objectionCodeField"));
  m_field->setAccessibleName(text::withoutMnemonic(text::objectionFieldLabel()));
  m_field->setMaxLength(longestPastedCode);
  m_field->setInputMethodHints(Qt::ImhPreferLatin | Qt::ImhPreferUppercase | Qt::ImhNoPredictiveText);
  m_error->setObjectName(QStringLiteral("objectionFieldError"));
  m_hint->setText(text::objectionFieldHint());
  m_hint->setTone(widgets::Tone::Muted);
  m_stop->setObjectName(QStringLiteral("objectionStopButton"));
  m_close->setObjectName(QStringLiteral("objectionCloseButton"));
  theme::setButtonKind(*m_stop, theme::ButtonKind::Main);
  for (QPushButton* button : {m_stop, m_close}) button->setAutoDefault(false);

  QVBoxLayout* const column = m_scroll->column();
  column->setSpacing(theme::spacing::twice);
  for (QWidget* widget : {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_warning),
                          static_cast<QWidget*>(m_why), static_cast<QWidget*>(m_points)})
    column->addWidget(widget);
  auto* const entry = new QVBoxLayout;
  entry->setSpacing(theme::spacing::unit);
  for (QWidget* widget : {static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_field),
                          static_cast<QWidget*>(m_error), static_cast<QWidget*>(m_hint)})
    entry->addWidget(widget);
  column->addLayout(entry);
  column->addWidget(m_support);
  column->addStretch(1);
  const theme::Theme& theme = theme::themeOf(*this);
  const int width = std::min(theme.scaled(comfortableWidth), most().width());
  auto* const row = new QHBoxLayout(m_buttons);
  const int margin = width < theme.scaled(480) ? theme::spacing::section : theme::spacing::page;
  row->setContentsMargins(margin, theme::spacing::twice, margin, theme::spacing::section);
  row->addStretch(1);
  row->addWidget(m_close);
  row->addWidget(m_stop);
  auto* const whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->setSpacing(0);
  whole->addWidget(m_scroll, 1);
  whole->addWidget(m_buttons);
  setTabOrder(m_field, m_stop);
  setTabOrder(m_stop, m_close);
  resize(width, 0);
  fit();

  connect(m_field, &QLineEdit::textEdited, m_error, [this] { m_error->clear(); });
  connect(m_stop, &QPushButton::clicked, this, &ObjectionDialog::submit);
  connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
}

void ObjectionDialog::keyPressEvent(QKeyEvent* event) {
  if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) return QDialog::keyPressEvent(event);
  if (event->isAutoRepeat()) return;
  if (focusWidget() == m_field) return submit();
  if (auto* const button = qobject_cast<QPushButton*>(focusWidget())) button->click();
}

void ObjectionDialog::submit() {
  if (m_busy) return;
  const auto code = rules::readObjection(m_field->text());
  if (!code) {
    return showError(text::objectionNoCode());
  }
  m_error->clear();
  setBusy(true);
  const QPointer<ObjectionDialog> self(this);
  m_session.settings().object(platform::Secret::consume(code->toLatin1()),
                              [self](const Result<protocol::Objection, flow::GatewayError>& answer) {
                                if (self) self->answered(answer);
                              });
}

void ObjectionDialog::answered(const Result<protocol::Objection, flow::GatewayError>& answer) {
  setBusy(false);
  if (answer) return showStopped(*answer);
  const flow::GatewayError& error = answer.error();
  const QDateTime now = m_session.now();
  showError(error.fault == flow::GatewayFault::Refused ? text::problemText(error.problem, now)
                                                       : text::faultText(error, now).reason);
}

void ObjectionDialog::showError(const QString& sentence) {
  m_field->setFocus();
  m_error->setError(sentence);
  fit();
  // Once it has its place.
  QMetaObject::invokeMethod(
      this, [this] { m_scroll->ensureWidgetVisible(m_error, 0, theme::spacing::unit); },
      Qt::QueuedConnection);
}

void ObjectionDialog::showStopped(const protocol::Objection& objection) {
  m_title->setText(text::objectionStoppedTitle());
  if (objection.passwordChanged)
    m_warning->showMessage(widgets::Banner::Kind::Warning, text::objectionPasswordChanged());
  m_points->setSentences(text::objectionPoints(objection, m_session.now()));
  m_support->setLines(text::supportHeading(), text::supportLines(objection.support));
  m_field->clear();
  for (QWidget* gone :
       {static_cast<QWidget*>(m_why), static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_field),
        static_cast<QWidget*>(m_error), static_cast<QWidget*>(m_hint), static_cast<QWidget*>(m_stop)})
    gone->hide();
  m_points->show();
  m_support->show();
  fit();
  m_scroll->verticalScrollBar()->setValue(0);
  theme::setButtonKind(*m_close, theme::ButtonKind::Main);
  m_close->setFocus();
  widgets::announce(*m_title, widgets::Urgency::Assertive);
}

QSize ObjectionDialog::most() const {
  return parentWidget() ? parentWidget()->window()->size() : screen()->availableSize();
}

void ObjectionDialog::fit() {
  const int wanted =
      m_scroll->widget()->layout()->totalHeightForWidth(width()) + m_buttons->sizeHint().height();
  resize(width(), std::min(std::max(height(), wanted), most().height()));
}

void ObjectionDialog::setBusy(bool busy) {
  m_busy = busy;
  if (busy) m_field->setFocus();  // else a second Enter would close the dialog: a disabled button hands it on
  m_stop->setEnabled(!busy);
  m_field->setReadOnly(busy);
}

}  // namespace latchkey::ui::wizard
