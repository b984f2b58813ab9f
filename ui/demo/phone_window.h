// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

#include "ui/demo/demo_message.h"

class QScrollArea;

namespace latchkey::ui::widgets {
class ChoiceList;
class StaticLabel;
class TitleLabel;
}  // namespace latchkey::ui::widgets

namespace latchkey::ui::demo {

class MessageView;

/// What a newcomer needs to try the demo; see SPEC section 10.
struct SampleAccount {
  QString account;
  QString mailBox;         ///< the part of its mail address before the @
  QStringList lastDigits;  ///< of its phone numbers
};

/// The small window of `--demo` that plays the mailbox and the phone of the account's owner.
class PhoneWindow : public QWidget {
  Q_OBJECT
public:
  explicit PhoneWindow(const SampleAccount& sample, QWidget* parent = nullptr);

  /// Puts a message on top and opens it. One that is there already is ignored.
  void receive(const DemoMessage& message);
  [[nodiscard]] const QList<DemoMessage>& messages() const { return m_messages; }  ///< newest first

Q_SIGNALS:
  void closed();  ///< by the person

protected:
  void changeEvent(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;

private:
  void retranslate();
  void refreshList();
  void open(const QString& id);

  SampleAccount m_sample;
  QList<DemoMessage> m_messages;
  widgets::TitleLabel* m_heading;
  widgets::StaticLabel* m_explanation;
  widgets::StaticLabel* m_hintHeading;
  widgets::StaticLabel* m_hint;
  widgets::StaticLabel* m_empty;
  widgets::ChoiceList* m_list;
  QScrollArea* m_scroll;
  MessageView* m_view;
};

}  // namespace latchkey::ui::demo
