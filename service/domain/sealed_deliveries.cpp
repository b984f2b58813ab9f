// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/sealed_deliveries.h"

#include <utility>

namespace latchkey::service::domain {

namespace {
QByteArray contextOf(const char* part, const QString& id) {
  return QByteArray("message ") + part + ' ' + id.toLatin1();
}

/// No text of ours begins like this.
QString sealMark() {
  return QStringLiteral("\x01sealed:");
}

void sealText(QString& text, SecretBox& box, const QByteArray& context) {
  const platform::Secret secret = platform::Secret::consume(text.toUtf8());
  platform::wipe(text);
  text = QString::fromLatin1(box.seal(secret, context).toBase64());
}

bool openText(QString& text, const SecretBox& box, const QByteArray& context) {
  const auto secret = box.open(QByteArray::fromBase64(text.toLatin1()), context);
  if (!secret) return false;
  text = QString::fromUtf8(secret->view().data(), static_cast<qsizetype>(secret->size()));
  return true;
}

bool isSealed(const Message& message) {
  // A body with a code was sealed before there was the mark, too.
  return message.body.startsWith(sealMark()) || !message.code.isEmpty();
}

/// False: it is sealed, and not by this box.
bool openMessage(Message& message, const SecretBox& box) {
  if (!isSealed(message)) return true;
  if (message.body.startsWith(sealMark())) message.body.remove(0, sealMark().size());
  return openText(message.body, box, contextOf("body", message.id)) &&
         (message.code.isEmpty() || openText(message.code, box, contextOf("code", message.id)));
}
}  // namespace

Resealing reseal(Message& message, const SecretBox& from, SecretBox& to) {
  if (!isSealed(message)) return Resealing::Plain;
  Message opened = message;
  if (!openMessage(opened, from)) return Resealing::Unreadable;
  seal(opened, to);
  message = std::move(opened);
  return Resealing::Done;
}

void seal(Message& message, SecretBox& box) {
  sealText(message.body, box, contextOf("body", message.id));
  message.body.prepend(sealMark());
  if (!message.code.isEmpty()) sealText(message.code, box, contextOf("code", message.id));
}

Result<QList<QueuedMessage>, StoreError> SealedDeliveries::claim(qint64 now, qint64 leaseUntil, int limit) {
  for (;;) {
    auto claimed = m_queue.claim(now, leaseUntil, limit);
    if (!claimed || claimed->isEmpty()) return claimed;
    QList<QueuedMessage> readable;
    for (QueuedMessage& queued : *claimed) {
      if (openMessage(queued.message, m_box)) {
        readable.append(std::move(queued));
        continue;
      }
      const auto given = m_queue.giveUp(queued.message.id, now, QStringLiteral("unreadable"));
      if (!given) return unexpected(given.error());
    }
    // None that can be read does not mean that none is due.
    if (!readable.isEmpty()) return readable;
  }
}

}  // namespace latchkey::service::domain
