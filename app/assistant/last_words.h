// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>
#include <memory>
#include <vector>

namespace latchkey::assistant {

/// Sessions whose windows are gone, each kept until its last word has arrived: the service hears of a
/// cancellation, and what has taken the session's place need not wait for that.
class LastWords : public QObject {
  Q_OBJECT
public:
  using QObject::QObject;

  /// @tparam Session a QObject with whenIdle(callback), which nobody else waits for from now on
  template <typename Session>
  void keep(std::unique_ptr<Session> over) {
    Session* const session = over.release();
    session->setParent(this);
    ++m_open;
    session->whenIdle([this, session] {
      session->deleteLater();  // it may be what has just called
      --m_open;
      tellIfIdle();
    });
  }
  /// Calls back when all of them have arrived: at once, or once.
  void whenIdle(std::function<void()> callback);

private:
  void tellIfIdle();

  int m_open = 0;
  std::vector<std::function<void()>> m_waiting;
};

}  // namespace latchkey::assistant
