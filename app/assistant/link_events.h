// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <functional>

#include "app/assistant/linked_code.h"

namespace latchkey::assistant {

/// Takes the links that the system hands to the running program as an event (macOS: QFileOpenEvent), and
/// whatever else comes that way. Anybody can send one.
class LinkEvents : public QObject {
  Q_OBJECT
public:
  /// @param application whose events they are
  /// @param take what came; nothing: it is no link that can be used
  LinkEvents(QObject& application, std::function<void(std::optional<LinkedCode>)> take);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  QObject& m_application;
  std::function<void(std::optional<LinkedCode>)> m_take;
};

}  // namespace latchkey::assistant
