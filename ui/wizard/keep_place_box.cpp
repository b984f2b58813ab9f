// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/keep_place_box.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include "ui/text/mnemonic.h"
#include "ui/text/place_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/wizard_session.h"

namespace latchkey::ui::wizard {

KeepPlaceBox::KeepPlaceBox(WizardSession& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_box(new QCheckBox), m_hint(new widgets::StaticLabel) {
  m_box->setObjectName(QStringLiteral("keepPlaceCheckBox"));
  m_hint->setTone(widgets::Tone::Muted);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::unit);
  column->addWidget(m_box);
  column->addWidget(m_hint);
  setVisible(session.settings().keepPlace != nullptr);
  connect(m_box, &QCheckBox::toggled, this, [this](bool keeps) { m_session.setKeepsPlace(keeps); });
}

void KeepPlaceBox::retranslate() {
  m_box->setText(text::keepPlaceLabel());
  m_box->setAccessibleName(text::withoutMnemonic(text::keepPlaceLabel()));
  m_hint->setText(text::keepPlaceHint());
  m_box->setAccessibleDescription(text::keepPlaceHint());
}

void KeepPlaceBox::refresh() {
  m_box->setChecked(m_session.keepsPlace());
}

}  // namespace latchkey::ui::wizard
