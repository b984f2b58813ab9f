// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/notice_window.h"

#include <QCloseEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/chrome_text.h"
#include "ui/theme/theme.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/sign_disc.h"

namespace latchkey::assistant {

namespace {
constexpr int comfortableWidth = 560;  // px
}

NoticeWindow::NoticeWindow(const QString& title, const QStringList& lines, bool waiting, QWidget* parent)
    : QWidget(parent) {
  setObjectName(QStringLiteral("noticeWindow"));
  setWindowTitle(ui::text::windowTitle(title));
  auto* const layout = new QVBoxLayout(this);
  const int margin = ui::theme::spacing::section;
  layout->setContentsMargins(margin, margin, margin, margin);
  layout->setSpacing(ui::theme::spacing::twice);

  auto* const heading = new ui::widgets::TitleLabel(this);
  heading->setObjectName(QStringLiteral("noticeTitleLabel"));
  heading->setText(title);
  auto* const sign = new ui::widgets::SignDisc(this);
  sign->setSign(waiting ? ui::theme::Icon::Logo : ui::theme::Icon::Warning,
                waiting ? ui::widgets::Tone::Accent : ui::widgets::Tone::Warning);
  auto* const top = new QHBoxLayout;
  top->setSpacing(ui::theme::spacing::twice);
  top->addWidget(sign);
  top->addWidget(heading, 1);
  layout->addLayout(top);
  for (qsizetype i = 0; i < lines.size(); ++i) {
    auto* const line = new ui::widgets::StaticLabel(this);
    line->setObjectName(QStringLiteral("notice%1Label").arg(i + 1));
    line->setText(lines[i]);
    layout->addWidget(line);
  }
  if (waiting) {
    auto* const progress = new QProgressBar(this);
    progress->setObjectName(QStringLiteral("noticeProgressBar"));
    progress->setAccessibleName(title);
    progress->setRange(0, 0);
    progress->setTextVisible(false);
    layout->addWidget(progress);
  }
  layout->addStretch(1);

  auto* const close = new QPushButton(waiting ? ui::text::cancelButton() : ui::text::closeButton(), this);
  close->setObjectName(QStringLiteral("noticeCloseButton"));
  ui::theme::setButtonKind(*close, waiting ? ui::theme::ButtonKind::Plain : ui::theme::ButtonKind::Main);
  connect(close, &QPushButton::clicked, this, &QWidget::close);
  auto* const row = new QHBoxLayout;
  row->addStretch(1);
  row->addWidget(close);
  layout->addLayout(row);
  close->setFocus();
  // High enough for the texts as they wrap at that width.
  resize(comfortableWidth, layout->heightForWidth(comfortableWidth));
}

void NoticeWindow::closeEvent(QCloseEvent* event) {
  QWidget::closeEvent(event);
  Q_EMIT closed();
}

void NoticeWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape)
    close();
  else
    QWidget::keyPressEvent(event);
}

}  // namespace latchkey::assistant
