// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QWidget>
#include <functional>

#include "core/protocol/enrolment_messages.h"
#include "core/protocol/problem.h"

namespace latchkey::ui::enrol {

/// A page on which one kind of method is added. It knows the messages, and nothing of the window: whoever
/// puts it there shows its title and its main button, gives it each view and each refusal, and sends what it
/// sends.
///
/// In this order: begin(), present() with each view while the page is shown, leave(). What is typed stays
/// until then, so that a refusal or a lost answer costs nobody their entry.
class AddPage : public QWidget {
  Q_OBJECT
public:
  using Send = std::function<void(protocol::EnrolCommand)>;
  using Now = std::function<QDateTime()>;

  /// The page is turned to: everything is empty.
  virtual void begin() = 0;
  /// What the service says now. Nothing of it is kept but what the page shows.
  virtual void present(const protocol::EnrolmentView& view) = 0;
  /// The page is turned away from: secrets go, what is waited for is let go.
  virtual void leave() = 0;
  virtual void retranslate() = 0;

  [[nodiscard]] virtual QString title() const = 0;
  [[nodiscard]] virtual QString why() const = 0;
  /// Who can see what stands here (S1), below the page; empty: the page says it itself.
  [[nodiscard]] virtual QString whoSees() const { return {}; }
  /// The main button; empty: there is nothing to press now.
  [[nodiscard]] virtual QString primaryText() const = 0;
  /// Whether the main button may be pressed. What is wrong is said when it is.
  [[nodiscard]] virtual bool isComplete() const = 0;
  /// The main button, or Enter.
  virtual void submit() = 0;
  /// What the service has refused, beside the field that it belongs to.
  virtual void showProblem(const protocol::Problem& problem) = 0;
  virtual void takeFocus() = 0;

Q_SIGNALS:
  void readinessChanged();  ///< isComplete() may say something else now
  void faceTurned();        ///< title(), why() and primaryText() may

protected:
  AddPage(Send send, Now now, QWidget* parent)
      : QWidget(parent), m_send(std::move(send)), m_now(std::move(now)) {}
  void send(protocol::EnrolCommand command) { m_send(std::move(command)); }
  [[nodiscard]] QDateTime now() const { return m_now(); }
  [[nodiscard]] const Now& clock() const { return m_now; }

private:
  Send m_send;
  Now m_now;
};

}  // namespace latchkey::ui::enrol
