// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <functional>
#include <optional>

namespace latchkey::ui::widgets {

/// Whether caps lock is on, from what the operating system says and from what the keys do. The keys win: over
/// a remote desktop the lamp is another keyboard's. A plain object that a field feeds.
class CapsLockWatch {
public:
  using Source = std::function<std::optional<bool>()>;

  /// @param source the operating system's answer: platform::capsLockState, or a test's.
  explicit CapsLockWatch(Source source);

  /// A letter came in. Upper case without shift, or lower case with it, means that caps lock is on. Nothing
  /// is learnt from what has no case (kana, digits), or from text that is not one letter.
  void noteTyped(const QString& text, bool shift);
  /// The key itself went down: what was known is turned over.
  void noteToggled();
  /// Asks the operating system again. What the keys have taught stands.
  void refresh();

  /// Nothing: not known.
  [[nodiscard]] std::optional<bool> state() const { return m_fromKeys ? m_fromKeys : m_fromSystem; }

private:
  Source m_source;
  std::optional<bool> m_fromSystem;
  std::optional<bool> m_fromKeys;
};

}  // namespace latchkey::ui::widgets
