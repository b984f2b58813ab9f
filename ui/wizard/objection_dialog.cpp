// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/objection_dialog.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

#include "core/rules/objection_code.h"
#include "ui/text/appeal_text.h"
#include "ui/text/catalogue.h"
#include "ui/text/chrome_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/objection_text.h"
#include "ui/text/problem_text.h"
#include "ui/theme/theme.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/language_button.h"
#include "ui/widgets/outside_text.h"
#include "ui/widgets/progress_line.h"
#include "ui/wizard/bullet_list.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/pasted_ticket.h"
#include "ui/wizard/scroll_column.h"
#include "ui/wizard/support_box.h"

namespace latchkey::ui::wizard {

namespace {
constexpr int comfortableWidth = 640;  // px at 100 %
}  // namespace

ObjectionDialog::ObjectionDialog(WizardSession& session, const platform::Secret& code, QWidget& parent)
    : QDialog(&parent),
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
      m_progress(new widgets::ProgressLine),
      m_support(new SupportBox),
      m_buttons(new QWidget),
      m_language(new widgets::LanguageButton),
      m_appeal(newButton(QStringLiteral("objectionAppealButton"), theme::ButtonKind::Plain)),
      m_stop(newButton(QStringLiteral("objectionStopButton"), theme::ButtonKind::Main)),
      m_close(newButton(QStringLiteral("objectionCloseButton"), theme::ButtonKind::Plain)) {
  build();
  m_field->setText(QString::fromLatin1(code.view()));
  m_field->setFocus();
}

void ObjectionDialog::build() {
  setObjectName(QStringLiteral("objectionDialog"));
  m_title->setObjectName(QStringLiteral("objectionTitleLabel"));
  m_warning->setObjectName(QStringLiteral("objectionWarningBanner"));
  m_warning->clear();
  m_points->hide();
  m_appeal->hide();
  m_support->hide();
  m_label->setBuddy(m_field);
  m_field->setObjectName(QStringLiteral("objectionCodeField"));
  m_field->setMaxLength(longestPasted);
  m_field->setInputMethodHints(Qt::ImhPreferLatin | Qt::ImhPreferUppercase | Qt::ImhNoPredictiveText);
  m_error->setObjectName(QStringLiteral("objectionFieldError"));
  m_hint->setTone(widgets::Tone::Muted);
  m_progress->setObjectName(QStringLiteral("objectionProgress"));

  QVBoxLayout* const column = m_scroll->column();
  column->setSpacing(theme::spacing::twice);
  for (QWidget* widget :
       {static_cast<QWidget*>(m_title), static_cast<QWidget*>(m_warning), static_cast<QWidget*>(m_why)})
    column->addWidget(widget);
  auto* const entry = new QVBoxLayout;
  entry->setSpacing(theme::spacing::unit);
  for (QWidget* widget :
       {static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_field), static_cast<QWidget*>(m_error),
        static_cast<QWidget*>(m_hint), static_cast<QWidget*>(m_progress)})
    entry->addWidget(widget);
  column->addLayout(entry);
  column->addWidget(m_points);
  column->addWidget(m_appeal, 0, Qt::AlignLeading);
  column->addWidget(m_support);
  column->addStretch(1);
  resize(std::min(theme::themeOf(*this).scaled(comfortableWidth), most().width()), 0);
  buildButtons();
  auto* const whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->setSpacing(0);
  whole->addWidget(m_scroll, 1);
  whole->addWidget(m_buttons);
  setTabOrder(m_title, m_appeal);  // to both once the code is taken
  setTabOrder(m_appeal, m_field);
  setTabOrder(m_field, m_stop);
  setTabOrder(m_stop, m_close);
  setTabOrder(m_close, m_language);
  retranslate();

  connect(m_field, &QLineEdit::textEdited, this, [this] {
    m_trouble = {};
    m_error->clear();
    m_points->hide();
  });
  connect(m_stop, &QPushButton::clicked, this, &ObjectionDialog::submit);
  connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
  connect(m_appeal, &QPushButton::clicked, this, [this] {
    Q_EMIT appealWanted();
    QDialog::reject();
  });
  connect(m_language, &widgets::LanguageButton::languageChosen, this, [this](const QString& tag) {
    if (const auto language = text::languageOf(tag)) Q_EMIT languageChosen(*language);
  });
  connect(&m_session, &WizardSession::discovered, this, &ObjectionDialog::saySupport);
}

void ObjectionDialog::buildButtons() {
  m_language->setObjectName(QStringLiteral("objectionLanguageButton"));
  QList<widgets::LanguageEntry> entries;
  for (const protocol::Language language : text::languages())
    entries.append({text::tagOf(language), text::nameOf(language)});
  m_language->setLanguages(entries);
  // Or "Close" would move to where it stood, below the second click of a double click.
  QSizePolicy policy = m_stop->sizePolicy();
  policy.setRetainSizeWhenHidden(true);
  m_stop->setSizePolicy(policy);
  auto* const row = new QHBoxLayout(m_buttons);
  const bool narrow = width() < theme::themeOf(*this).scaled(480);
  const int margin = narrow ? theme::spacing::section : theme::spacing::page;
  row->setContentsMargins(margin, theme::spacing::twice, margin, theme::spacing::section);
  row->addWidget(m_language);
  row->addStretch(1);
  row->addWidget(m_close);
  row->addWidget(m_stop);
}

void ObjectionDialog::retranslate() {
  setWindowTitle(text::windowTitle(text::objectionTitle()));
  m_why->setText(text::objectionWhy());
  m_label->setText(text::objectionFieldLabel());
  m_field->setAccessibleName(text::withoutMnemonic(text::objectionFieldLabel()));
  m_hint->setText(text::objectionFieldHint());
  m_language->setNameText(text::languageButtonName());
  m_language->setCurrent(text::tagOf(m_session.language()));
  m_appeal->setText(text::appealButton());
  m_stop->setText(text::objectionStopButton());
  m_close->setText(text::closeButton());
  if (m_busy) m_progress->start(text::waiting());
  sayOutcome();
  saySupport();
}

void ObjectionDialog::changeEvent(QEvent* event) {
  QDialog::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

void ObjectionDialog::reject() {
  if (m_busy) return hide();  // the answer brings it back
  QDialog::reject();
}

void ObjectionDialog::keyPressEvent(QKeyEvent* event) {
  // Nothing in the column can be gone to that would scroll it.
  if (event->key() == Qt::Key_PageUp || event->key() == Qt::Key_PageDown)
    return m_scroll->verticalScrollBar()->triggerAction(event->key() == Qt::Key_PageUp
                                                            ? QAbstractSlider::SliderPageStepSub
                                                            : QAbstractSlider::SliderPageStepAdd);
  if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter) return QDialog::keyPressEvent(event);
  if (event->isAutoRepeat()) return;
  if (focusWidget() == m_field) return submit();
  pressByEnter(*this, *event);
}

void ObjectionDialog::submit() {
  if (m_busy) return;
  const auto code = ticketIn(m_field->text(), &rules::readObjectionLink);
  if (!code) return showTrouble([] { return text::FaultText{{}, text::objectionNoCode(), {}}; });
  m_trouble = {};
  m_error->clear();
  m_points->hide();
  setBusy(true);
  const QPointer<ObjectionDialog> self(this);
  m_session.settings().object(*code, [self](const Result<protocol::Objection, flow::GatewayError>& answer) {
    if (self) self->answered(answer);
  });
}

void ObjectionDialog::answered(const Result<protocol::Objection, flow::GatewayError>& answer) {
  setBusy(false);
  // Closed while it waited; who has closed the whole window wants no other one.
  if (!isVisible() && parentWidget()->isVisible()) open();
  if (answer) return showStopped(*answer);
  m_session.discover();
  m_support->show();
  showTrouble([error = answer.error(), at = m_session.now()] {
    text::FaultText words = text::faultText(error, at);
    // The same code is no better in a minute.
    const bool refused = error.fault == flow::GatewayFault::Refused;
    if (refused && error.problem.kind == protocol::ProblemKind::ObjectionRefused)
      words.tries.clear();
    else
      words.reason.prepend(words.title + u'\n');
    return words;
  });
}

void ObjectionDialog::showTrouble(std::function<text::FaultText()> words) {
  m_trouble = std::move(words);
  m_progress->hide();
  m_field->setFocus();
  sayOutcome();
  reveal(*m_error);
}

void ObjectionDialog::reveal(QWidget& widget) {
  // Once it has its place.
  const auto scroll = [this, &widget] {
    if (widget.isVisible()) m_scroll->ensureWidgetVisible(&widget, 0, theme::spacing::unit);
  };
  QMetaObject::invokeMethod(&widget, scroll, Qt::QueuedConnection);
}

void ObjectionDialog::showStopped(const protocol::Objection& objection) {
  m_objection = objection;
  m_stoppedAt = m_session.now();
  Q_EMIT taken();
  m_field->clear();
  for (QWidget* gone :
       {static_cast<QWidget*>(m_why), static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_field),
        static_cast<QWidget*>(m_error), static_cast<QWidget*>(m_hint), static_cast<QWidget*>(m_progress),
        static_cast<QWidget*>(m_stop)})
    gone->hide();
  m_support->show();
  theme::setButtonKind(*m_close, theme::ButtonKind::Main);
  sayOutcome();
  saySupport();
  m_scroll->verticalScrollBar()->setValue(0);
  // Not to "Close": a second Enter would take away what nobody has read yet.
  m_title->setFocusPolicy(Qt::TabFocus);
  m_title->setFocus();
  widgets::announce(*m_title, widgets::Urgency::Assertive);
}

bool ObjectionDialog::mayAppeal() const {
  return m_objection && m_objection->mayAppeal && m_session.flow().step() == flow::Step::Reason;
}

void ObjectionDialog::sayOutcome() {
  m_title->setText(m_objection ? text::objectionStoppedTitle() : text::objectionTitle());
  QStringList points;
  if (m_objection) {
    points = text::objectionPoints(*m_objection, m_stoppedAt);
    QStringList spoken = points;
    if (m_objection->passwordChanged) {
      m_warning->showMessage(widgets::Banner::Kind::Warning, text::objectionPasswordChanged());
      spoken.prepend(m_warning->text());
    }
    m_title->setAccessibleDescription(widgets::withoutIsolates(spoken.join(u' ')));
  } else if (m_trouble) {
    const text::FaultText words = m_trouble();
    m_error->setError(words.reason);
    points = words.tries;
  }
  m_points->setSentences(points);
  m_points->setVisible(!points.isEmpty());
  m_appeal->setVisible(mayAppeal());
  fit();
}

void ObjectionDialog::saySupport() {
  m_support->setLines(text::supportHeading(),
                      text::supportLines(m_objection ? m_objection->support : m_session.support()));
  fit();
}

QSize ObjectionDialog::most() const {
  return parentWidget()->window()->size();
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
  if (!busy) return m_progress->stop();
  m_progress->show();
  m_progress->start(text::waiting());
  fit();
  reveal(*m_progress);
}

}  // namespace latchkey::ui::wizard
