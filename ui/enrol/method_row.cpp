// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/method_row.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

#include "ui/text/enrol_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/widgets/sign_disc.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/method_entries.h"

namespace latchkey::ui::enrol {

QString MethodRow::entryFor(const protocol::RegisteredMethod& method) {
  protocol::RegisteredMethod shown = method;
  shown.mask = widgets::visibleText(method.mask);
  return text::registeredEntry(shown,
                               method.label.isEmpty() ? QString() : widgets::shownOutside(method.label));
}

MethodRow::MethodRow(const protocol::RegisteredMethod& method, int number, bool mayChange,
                     const QDateTime& now, QWidget* parent)
    : QWidget(parent), m_icon(wizard::iconOf(method.kind)) {
  const QString entry = entryFor(method);
  auto* const sign = new widgets::SignDisc;
  sign->setSign(m_icon, widgets::Tone::Accent);
  auto* const name = new widgets::StaticLabel(theme::TextRole::Strong);
  name->setObjectName(QStringLiteral("registered%1Label").arg(number));
  name->setText(entry);
  auto* const texts = new QVBoxLayout;
  texts->setSpacing(theme::spacing::half);
  texts->addWidget(name);
  const QStringList marks = text::registeredMarks(method, now);
  auto* const detail = new widgets::StaticLabel;
  detail->setObjectName(QStringLiteral("registered%1DetailLabel").arg(number));
  detail->setTone(method.warning == protocol::MethodWarning::None ? widgets::Tone::Muted
                                                                  : widgets::Tone::Warning);
  detail->setText(marks.join(u'\n'));
  texts->addWidget(detail);
  auto* const buttons = new QHBoxLayout;
  buttons->setSpacing(theme::spacing::twice);
  const auto add = [&](const char* objectName, const QString& words, auto signal) {
    auto* const button = wizard::newLink(QString::fromLatin1(objectName).arg(number));
    button->setText(words);
    button->setAccessibleName(text::buttonFor(words, widgets::withoutIsolates(entry)));
    connect(button, &QPushButton::clicked, this, signal);
    buttons->addWidget(button);
  };
  if (mayChange) add("change%1Button", text::changeMethodButton(), &MethodRow::changeAsked);
  if (!method.byDirectory) add("remove%1Button", text::removeMethodButton(), &MethodRow::removalAsked);
  buttons->addStretch(1);
  texts->addLayout(buttons);
  auto* const row = new QHBoxLayout(this);
  row->setContentsMargins(theme::spacing::twice, theme::spacing::wide, theme::spacing::twice,
                          theme::spacing::wide);
  row->setSpacing(theme::spacing::twice);
  row->addWidget(sign, 0, Qt::AlignTop);
  row->addLayout(texts, 1);
}

void MethodRow::paintEvent(QPaintEvent*) {
  const theme::Colours& colours = theme::themeOf(*this).colours();
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(colours.divider);
  painter.setBrush(Qt::NoBrush);
  painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::radius::card,
                          theme::radius::card);
}

}  // namespace latchkey::ui::enrol
