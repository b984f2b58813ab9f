// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/reminder.h"

#include <QPointer>
#include <utility>

#include "core/protocol/limits.h"

namespace latchkey::assistant {

namespace {
constexpr QChar between = u'\n';  // no account name has one

std::optional<Reminder> reminderIn(const platform::Secret& kept) {
  const std::string_view bytes = kept.view();
  const QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
  const qsizetype end = text.indexOf(between);
  if (end <= 0) return std::nullopt;
  Reminder reminder{text.first(end), text.sliced(end + 1)};
  const bool fits = reminder.reminder.size() >= protocol::limits::reminder.least &&
                    reminder.reminder.size() <= protocol::limits::reminder.most;
  return fits ? std::optional(std::move(reminder)) : std::nullopt;
}
}  // namespace

ReminderKeeper::ReminderKeeper(keystore::KeyStore& store, const QUrl& server, QObject* parent)
    : QObject(parent),
      m_store(store),
      m_entry(QStringLiteral("reminder/") + QString::fromLatin1(server.toEncoded())) {}

void ReminderKeeper::read(std::function<void(std::optional<Reminder>)> done) {
  ++m_underway;
  m_store.read(m_entry, [self = QPointer(this), done = std::move(done)](
                            const Result<platform::Secret, keystore::KeyStoreFault>& kept) {
    if (!self) return;
    self->ended();
    done(kept ? reminderIn(*kept) : std::nullopt);
  });
}

void ReminderKeeper::keep(const Reminder& reminder) {
  if (m_kept == reminder) return;
  m_kept = reminder;
  ++m_underway;
  const QByteArray text = (reminder.account + between + reminder.reminder).toUtf8();
  m_store.write(m_entry, platform::Secret({text.constData(), static_cast<std::size_t>(text.size())}),
                [self = QPointer(this)](const Result<void, keystore::KeyStoreFault>&) {
                  if (self) self->ended();
                });
}

void ReminderKeeper::whenIdle(std::function<void()> callback) {
  if (m_underway == 0) return callback();
  m_whenIdle = std::move(callback);
}

void ReminderKeeper::ended() {
  if (--m_underway == 0 && m_whenIdle) std::exchange(m_whenIdle, nullptr)();
}

}  // namespace latchkey::assistant
