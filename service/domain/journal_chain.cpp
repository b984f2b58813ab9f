// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/journal_chain.h"

#include <QtEndian>
#include <utility>

#include "service/domain/tokens.h"

namespace latchkey::service::domain {

namespace {
constexpr qsizetype linkLength = 32;

/// What the first row is chained to.
QByteArray nothingBefore() {
  return QByteArray(linkLength, '\0');
}

void append(QByteArray& data, qint64 number) {
  const qint64 bytes = qToBigEndian(number);
  data.append(reinterpret_cast<const char*>(&bytes), sizeof bytes);
}
void append(QByteArray& data, const QByteArray& bytes) {
  append(data, static_cast<qint64>(bytes.size()));
  data.append(bytes);
}

QByteArray contentOf(const JournalHead& head) {
  QByteArray data = "head:";
  append(data, head.pruned);
  append(data, head.prunedLink);
  append(data, head.last);
  append(data, head.lastLink);
  return data;
}
}  // namespace

QByteArray linkOf(const KeyedHash& keys, const QByteArray& before, const JournalRow& row) {
  const JournalEntry& entry = row.entry;
  QByteArray data = "row:";
  append(data, before);
  append(data, row.number);
  append(data, entry.at);
  for (const QString* text :
       {&entry.event, &entry.recoveryId, &entry.accountKey, &entry.detail, &entry.receipt}) {
    append(data, text->toUtf8());
  }
  return keys.mac(KeyPurpose::Journal, data);
}

JournalHead emptyHead(const KeyedHash& keys) {
  JournalHead head;
  head.prunedLink = head.lastLink = nothingBefore();
  seal(keys, head);
  return head;
}

void seal(const KeyedHash& keys, JournalHead& head) {
  head.seal = keys.mac(KeyPurpose::Journal, contentOf(head));
}

bool isSealed(const KeyedHash& keys, const JournalHead& head) {
  return equalInConstantTime(head.seal, keys.mac(KeyPurpose::Journal, contentOf(head)));
}

QString codeOf(ChainFault fault) {
  switch (fault) {
    case ChainFault::Changed:
      return QStringLiteral("changed");
    case ChainFault::Missing:
      return QStringLiteral("missing");
    case ChainFault::CutOff:
      return QStringLiteral("cut-off");
    case ChainFault::Head:
      return QStringLiteral("head");
    case ChainFault::NotKnown:
      return QStringLiteral("not-known");
  }
  return {};
}

ChainCheck::ChainCheck(const KeyedHash& keys, std::optional<JournalHead> head, std::optional<KnownRow> known)
    : m_keys(keys),
      m_head(std::move(head)),
      m_known(std::move(known)),
      m_number(m_head ? m_head->pruned : 0),
      m_link(m_head ? m_head->prunedLink : nothingBefore()) {}

bool ChainCheck::take(const JournalRow& row) {
  if (m_broken) return false;
  ++m_rows;
  if (row.number > m_number + 1) {
    m_broken = ChainBreak{ChainFault::Missing, m_number + 1};
  } else if (row.number <= m_number || !equalInConstantTime(row.link, linkOf(m_keys, m_link, row))) {
    m_broken = ChainBreak{ChainFault::Changed, row.number};
  } else if (m_known && m_known->number == row.number && m_known->link != row.link) {
    m_notKnown = ChainBreak{ChainFault::NotKnown, row.number};
  }
  m_number = row.number;
  m_link = row.link;
  return !m_broken;
}

std::optional<ChainBreak> ChainCheck::finish() const {
  if (m_broken) return m_broken;
  if (m_head && isSealed(m_keys, *m_head)) {
    if (m_number < m_head->last) return ChainBreak{ChainFault::CutOff, m_number + 1};
    if (m_number > m_head->last) return ChainBreak{ChainFault::Head, m_head->last + 1};
  } else {
    return ChainBreak{ChainFault::Head, m_number};
  }
  // Database and seal are an old state of both: only who wrote the end down can tell.
  if (m_known && m_known->number > m_number) return ChainBreak{ChainFault::CutOff, m_number + 1};
  return m_notKnown;
}

}  // namespace latchkey::service::domain
