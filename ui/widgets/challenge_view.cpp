// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/challenge_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/theme/icons.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/accessible.h"
#include "ui/widgets/challenge_picture.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/work_solver.h"

namespace latchkey::ui::widgets {

using theme::Icon;
using theme::themeOf;
namespace spacing = theme::spacing;

namespace {

constexpr int longestAnswer = 128;  // spoken words included; the service judges

QPushButton* linkButton(const char16_t* name, QWidget* parent) {
  auto* button = new QPushButton(parent);
  button->setObjectName(QString::fromUtf16(name));
  button->setAutoDefault(false);
  button->setCursor(Qt::PointingHandCursor);
  theme::setButtonKind(*button, theme::ButtonKind::Link);
  return button;
}

}  // namespace

ChallengeView::ChallengeView(QWidget* parent)
    : QWidget(parent),
      m_picture(new ChallengePicture),
      m_pictureBox(new QWidget(this)),
      m_new(linkButton(u"newChallengeButton", m_pictureBox)),
      m_play(linkButton(u"playButton", m_pictureBox)),
      m_notice(new StaticLabel),
      m_caption(new StaticLabel(theme::TextRole::Strong)),
      m_answer(new QLineEdit),
      m_hint(new StaticLabel),
      m_error(new FieldError(m_answer)),
      m_work(new QPushButton(this)),
      m_workHint(new StaticLabel(this)),
      m_progress(new ProgressLine(this)),
      m_player(new ClipPlayer(this)),
      m_solver(new WorkSolver(this)) {
  provideAccessible<ChallengeView, RoleInterface<ChallengeView, QAccessible::Grouping>>();
  build();
  applyTheme();
  connect(m_new, &QPushButton::clicked, this, &ChallengeView::newRequested);
  connect(m_play, &QPushButton::clicked, this, &ChallengeView::togglePlay);
  connect(m_work, &QPushButton::clicked, this, &ChallengeView::toggleWork);
  connect(m_answer, &QLineEdit::textEdited, this, [this](const QString& text) {
    m_error->clear();
    Q_EMIT answerEdited(text);
  });
  connect(m_answer, &QLineEdit::returnPressed, this, &ChallengeView::submitted);
  connect(m_player, &ClipPlayer::stateChanged, this, &ChallengeView::showPlayer);
  connect(m_solver, &WorkSolver::progressed, m_progress,
          [this](double share) { m_progress->setProgress(share); });
  connect(m_solver, &WorkSolver::solved, this, [this](quint64 counter) {
    m_progress->stop();
    refresh();
    Q_EMIT workSolved(counter);
  });
}

ChallengeView::~ChallengeView() = default;

void ChallengeView::build() {
  m_picture->setObjectName(QStringLiteral("challengePicture"));
  m_answer->setObjectName(QStringLiteral("challengeAnswerEdit"));
  m_error->setObjectName(QStringLiteral("challengeAnswerError"));
  m_work->setObjectName(QStringLiteral("workButton"));
  m_progress->setObjectName(QStringLiteral("workProgress"));
  m_notice->setObjectName(QStringLiteral("challengeNoticeLabel"));
  m_answer->setMaxLength(longestAnswer);
  m_answer->setInputMethodHints(Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
  m_answer->setContextMenuPolicy(Qt::NoContextMenu);
  m_caption->setBuddy(m_answer);
  m_notice->setTone(Tone::Warning);
  m_notice->hide();
  m_hint->setTone(Tone::Muted);
  m_workHint->setTone(Tone::Muted);
  m_work->setAutoDefault(false);

  auto* buttons = new QHBoxLayout;
  buttons->setSpacing(spacing::twice);
  buttons->addWidget(m_new);
  buttons->addWidget(m_play);
  buttons->addStretch(1);

  auto* box = new QVBoxLayout(m_pictureBox);
  box->setContentsMargins(0, 0, 0, 0);
  box->setSpacing(spacing::unit);
  box->addWidget(m_picture);
  box->addLayout(buttons);
  box->addWidget(m_notice);
  box->addSpacing(spacing::unit);
  box->addWidget(m_caption);
  box->addWidget(m_answer);
  box->addWidget(m_error);
  box->addWidget(m_hint);
  box->addSpacing(spacing::unit);

  auto* work = new QHBoxLayout;
  work->setSpacing(spacing::twice);
  work->addWidget(m_work, 0, Qt::AlignTop);
  work->addWidget(m_workHint, 1);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(spacing::unit);
  layout->addWidget(m_pictureBox);
  layout->addLayout(work);
  layout->addWidget(m_progress);
}

void ChallengeView::applyTheme() {
  const theme::Theme& theme = themeOf(*this);
  const QColor accent = theme.colours().accent;
  const QColor disabled = theme.palette().color(QPalette::Disabled, QPalette::Text);
  const bool playing = m_player->state() == ClipPlayer::State::Playing;
  m_new->setIcon(theme::iconOf(Icon::Refresh, accent, disabled));
  m_play->setIcon(theme::iconOf(playing ? Icon::Stop : Icon::Speaker, accent, disabled));
  m_work->setIcon(theme::iconOf(Icon::Processor, theme));
  m_answer->setMaximumWidth(theme.scaled(360));
}

void ChallengeView::changeEvent(QEvent* event) {
  if (event->type() == QEvent::StyleChange) applyTheme();
  QWidget::changeEvent(event);
}

void ChallengeView::setTexts(const ChallengeTexts& texts) {
  m_texts = texts;
  m_picture->setAccessibleName(texts.pictureName);
  m_caption->setText(texts.answerCaption);
  m_answer->setAccessibleName(texts.answerCaption);
  m_hint->setText(texts.answerHint);
  m_hint->setVisible(!texts.answerHint.isEmpty());
  m_new->setText(texts.newChallenge);
  m_workHint->setText(texts.letComputerHint);
  m_work->setAccessibleDescription(texts.letComputerHint);
  if (isWorking()) m_progress->start(texts.working);
  // A notice is in the language it was made in: made again by what comes next.
  m_notice->hide();
  showPlayer(m_player->state());
  refresh();
}

bool ChallengeView::setPicture(const QByteArray& png) {
  const std::optional<QImage> image = decodePicture(png);
  if (!image) {
    m_picture->clear();
    showNotice(m_texts.damaged);
    return false;
  }
  m_notice->hide();
  m_picture->setPicture(*image);
  return true;
}

bool ChallengeView::setClip(const QByteArray& wav) {
  auto clip = WavClip::parse(wav);
  if (!clip) {
    showNotice(m_texts.damaged);
    return false;
  }
  m_player->setClip(std::move(*clip));
  m_player->play();
  return true;
}

void ChallengeView::clear() {
  cancelWork();
  m_player->clear();
  m_picture->clear();
  m_answer->clear();
  m_error->clear();
  m_notice->hide();
}

QString ChallengeView::answer() const {
  return m_answer->text().trimmed();
}

void ChallengeView::setAnswerError(const QString& text) {
  m_error->setError(text);
}

void ChallengeView::focusAnswer() {
  m_answer->setFocus(Qt::OtherFocusReason);
}

void ChallengeView::setWorkOffered(bool offered) {
  m_workOffered = offered;
  m_work->setVisible(offered);
  m_workHint->setVisible(offered);
  m_progress->setVisible(offered);
}

void ChallengeView::setPictureOffered(bool offered) {
  m_pictureBox->setVisible(offered);
}

bool ChallengeView::startWork(const QByteArray& seed, int bits) {
  if (!m_solver->start(seed, bits)) return false;
  m_progress->start(m_texts.working);
  refresh();
  return true;
}

void ChallengeView::cancelWork() {
  m_solver->cancel();
  m_progress->stop();
  refresh();
}

bool ChallengeView::isWorking() const {
  return m_solver->isRunning();
}

void ChallengeView::setBusy(bool busy) {
  m_busy = busy;
  refresh();
}

void ChallengeView::refresh() {
  const bool working = isWorking();
  for (QWidget* widget : QList<QWidget*>{m_new, m_play, m_answer}) widget->setEnabled(!m_busy && !working);
  m_work->setEnabled(!m_busy || working);
  m_work->setText(working ? m_texts.cancelWork : m_texts.letComputer);
}

void ChallengeView::togglePlay() {
  m_notice->hide();
  if (m_player->state() == ClipPlayer::State::Playing) {
    m_player->stop();
  } else if (m_player->hasClip()) {
    m_player->play();
  } else {
    Q_EMIT clipRequested();
  }
}

void ChallengeView::toggleWork() {
  if (!isWorking()) {
    Q_EMIT workRequested();
    return;
  }
  cancelWork();
  Q_EMIT workCancelled();
}

void ChallengeView::showPlayer(ClipPlayer::State state) {
  m_play->setText(state == ClipPlayer::State::Playing ? m_texts.stop : m_texts.play);
  applyTheme();
  if (state == ClipPlayer::State::NoDevice) showNotice(m_texts.noSound);
  if (state == ClipPlayer::State::NoModule) showNotice(m_texts.noModule);
}

void ChallengeView::showNotice(const QString& text) {
  m_notice->setText(text);
  m_notice->setVisible(!text.isEmpty());
  if (!text.isEmpty()) announce(*m_notice, Urgency::Assertive);
}

}  // namespace latchkey::ui::widgets
