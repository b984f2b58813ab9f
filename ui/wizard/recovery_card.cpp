// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/recovery_card.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QPageLayout>
#include <QPdfWriter>
#include <QTextBlockFormat>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextList>

#include "ui/text/after_text.h"
#include "ui/text/chrome_text.h"
#include "ui/text/page_text.h"
#include "ui/widgets/outside_text.h"

namespace latchkey::ui::wizard {

namespace {

constexpr double bodyPoints = 10.5;
constexpr double titlePoints = 18;
constexpr double marginMillimetres = 18;
constexpr double gap = 8;  // between blocks, in the document's own units

/// Plain text only: a document reads no markup that way.
class CardWriter {
public:
  explicit CardWriter(QTextDocument& document) : m_cursor(&document) {}

  void line(const QString& text, double points = bodyPoints, bool bold = false, double above = gap) {
    if (text.isEmpty()) return;
    begin(above);
    QTextCharFormat format;
    format.setFontPointSize(points);
    format.setFontWeight(bold ? QFont::DemiBold : QFont::Normal);
    format.setForeground(Qt::black);  // on paper, whatever the window's colours are
    m_cursor.insertText(text, format);
  }
  void points(const QStringList& sentences) {
    QTextList* list = nullptr;
    for (const QString& sentence : sentences) {
      line(sentence, bodyPoints, false, gap / 2);
      if (list == nullptr) {
        QTextListFormat format;
        format.setStyle(QTextListFormat::ListDisc);
        list = m_cursor.createList(format);
      } else {
        list->add(m_cursor.block());
      }
    }
  }

private:
  void begin(double above) {
    QTextBlockFormat format;
    format.setTopMargin(above);
    if (m_first) {
      m_cursor.setBlockFormat(format);
    } else {
      m_cursor.insertBlock(format);
    }
    m_first = false;
  }
  QTextCursor m_cursor;
  bool m_first = true;
};

void write(QTextDocument& document, const RecoveryCard& card) {
  document.setDefaultFont(QGuiApplication::font());
  document.setDocumentMargin(0);
  CardWriter words(document);
  words.line(card.title, titlePoints, true, 0);
  for (const QString& fact : card.facts) words.line(fact);
  for (const RecoveryCard::Section& section : card.sections) {
    words.line(section.heading, bodyPoints, true, 2 * gap);
    words.points(section.points);
  }
  words.line(card.footer, bodyPoints, true, 2 * gap);
}

}  // namespace

widgets::PrintedCard toPrinted(const RecoveryCard& card) {
  widgets::PrintedCard printed{card.title, std::make_shared<QTextDocument>(), marginMillimetres};
  write(*printed.document, card);
  return printed;
}

QByteArray toPdf(const RecoveryCard& card) {
  QByteArray pdf;
  QBuffer buffer(&pdf);
  buffer.open(QIODevice::WriteOnly);
  {
    QPdfWriter writer(&buffer);
    writer.setTitle(card.title);
    writer.setCreator(QStringLiteral("Latchkey"));
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(
        QMarginsF(marginMillimetres, marginMillimetres, marginMillimetres, marginMillimetres),
        QPageLayout::Millimeter);
    QTextDocument document;
    write(document, card);
    document.print(&writer);
  }
  return pdf;
}

RecoveryCard cardOf(const protocol::RecoveryView& view, protocol::Reason reason,
                    const protocol::SupportContact& support, const QStringList& review) {
  using widgets::shownOutside;
  RecoveryCard card;
  card.title = text::cardTitle(reason);
  card.facts << text::cardAccount(shownOutside(view.accountName));
  if (!view.signInUrl.isEmpty())
    card.facts << text::doneSignInAddress(shownOutside(view.signInUrl.toString()));
  card.facts << text::doneReceipt(shownOutside(view.receipt));
  if (!review.isEmpty()) card.sections << RecoveryCard::Section{text::reviewHeading(), review};
  card.sections << RecoveryCard::Section{text::doneHeading(reason), text::doneAdvice(reason, view)}
                << RecoveryCard::Section{text::lockedPcTitle(reason), text::lockedPcCases(reason)};
  RecoveryCard::Section people{text::supportHeading(), {}};
  for (const QString& line : text::supportLines(support)) people.points << shownOutside(line);
  card.sections << people;
  card.footer = text::cardSecrecy();
  return card;
}

}  // namespace latchkey::ui::wizard
