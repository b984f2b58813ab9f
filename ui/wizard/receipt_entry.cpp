// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/receipt_entry.h"

#include <QLineEdit>
#include <QVBoxLayout>

#include "core/rules/receipt.h"
#include "ui/text/mnemonic.h"
#include "ui/text/place_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/buttons.h"

namespace latchkey::ui::wizard {

namespace {
constexpr int longestTyped = 64;  ///< more than any way to write one takes
}

ReceiptEntry::ReceiptEntry(QWidget* parent)
    : QWidget(parent),
      m_link(newLink(QStringLiteral("haveReceiptButton"))),
      m_label(new widgets::StaticLabel(theme::TextRole::Strong)),
      m_field(new QLineEdit),
      m_error(new widgets::FieldError(m_field)),
      m_hint(new widgets::StaticLabel) {
  m_field->setObjectName(QStringLiteral("receiptLineEdit"));
  m_field->setMaxLength(longestTyped);
  m_field->setInputMethodHints(Qt::ImhPreferUppercase | Qt::ImhNoPredictiveText);
  m_error->setObjectName(QStringLiteral("receiptFieldError"));
  m_label->setBuddy(m_field);
  m_hint->setTone(widgets::Tone::Muted);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::unit);
  column->addWidget(m_link, 0, Qt::AlignLeading);
  for (QWidget* widget : {static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_field),
                          static_cast<QWidget*>(m_error), static_cast<QWidget*>(m_hint)})
    column->addWidget(widget);
  showOpen(false);
  retranslate();
  connect(m_link, &QPushButton::clicked, this, &ReceiptEntry::open);
  connect(m_field, &QLineEdit::textChanged, this, [this] {
    m_refused = false;
    m_error->clear();
    Q_EMIT edited();
  });
}

std::optional<QString> ReceiptEntry::read() {
  const QString typed = m_field->text().trimmed();
  if (typed.isEmpty()) return QString();
  auto receipt = rules::readReceipt(typed);
  m_refused = !receipt;
  if (m_refused) {
    m_error->setError(text::receiptError());
    m_field->setFocus(Qt::OtherFocusReason);
  }
  return receipt;
}

void ReceiptEntry::reset() {
  m_field->clear();
  showOpen(false);
}

void ReceiptEntry::retranslate() {
  m_link->setText(text::receiptButton());
  m_label->setText(text::receiptLabel());
  m_field->setAccessibleName(text::withoutMnemonic(text::receiptLabel()));
  m_field->setAccessibleDescription(text::receiptHint());
  m_hint->setText(text::receiptHint());
  if (m_refused) m_error->setError(text::receiptError());
}

void ReceiptEntry::open() {
  showOpen(true);
  m_field->setFocus(Qt::OtherFocusReason);
  Q_EMIT opened();
}

void ReceiptEntry::showOpen(bool isOpen) {
  m_link->setVisible(!isOpen);
  m_label->setVisible(isOpen);
  m_field->setVisible(isOpen);
  m_hint->setVisible(isOpen);
}

}  // namespace latchkey::ui::wizard
