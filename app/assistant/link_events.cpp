// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/link_events.h"

#include <QFileOpenEvent>
#include <QUrl>
#include <utility>

namespace latchkey::assistant {

LinkEvents::LinkEvents(QObject& application, std::function<void(std::optional<LinkedCode>)> take)
    : m_application(application), m_take(std::move(take)) {
  m_application.installEventFilter(this);
}

bool LinkEvents::eventFilter(QObject* watched, QEvent* event) {
  if (watched != &m_application || event->type() != QEvent::FileOpen)
    return QObject::eventFilter(watched, event);
  // As it came, escapes included; what is a file has no link in it.
  QString link = static_cast<QFileOpenEvent*>(event)->url().toString(QUrl::FullyEncoded);
  m_take(readLink(link));
  platform::wipe(link);
  return true;
}

}  // namespace latchkey::assistant
