// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/chaos/mailbox.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutexLocker>
#include <QRegularExpression>
#include <algorithm>

namespace latchkey::chaos {

QStringList Mailbox::codesFor(const QString& address) {
  const QMutexLocker locked(&m_lock);
  read();
  return m_codes.value(address);
}

int Mailbox::repeated() {
  const QMutexLocker locked(&m_lock);
  read();
  return static_cast<int>(std::ranges::count_if(m_times, [](int times) { return times > 1; }));
}

int Mailbox::different() {
  const QMutexLocker locked(&m_lock);
  read();
  return static_cast<int>(m_times.size());
}

void Mailbox::read() {
  // As a person finds it: the one line of digits.
  static const QRegularExpression code(QStringLiteral("^\\s*(\\d{7})\\s*$"),
                                       QRegularExpression::MultilineOption);
  while (true) {
    QFile file(QDir(m_folder).filePath(QStringLiteral("%1.json").arg(m_seen + 1, 6, 10, QLatin1Char('0'))));
    if (!file.open(QIODevice::ReadOnly)) return;
    ++m_seen;
    const QJsonObject mail = QJsonDocument::fromJson(file.readAll()).object();
    const QString id = mail.value(u"headers").toObject().value(u"message-id").toString();
    ++m_times[id.isEmpty() ? QStringLiteral("no id, %1").arg(m_seen) : id];
    const auto found = code.match(mail.value(u"text").toString());
    if (found.hasMatch()) m_codes[mail.value(u"rcptTos").toArray().at(0).toString()] << found.captured(1);
  }
}

}  // namespace latchkey::chaos
