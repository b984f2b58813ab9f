// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "ui/enrol/add_page.h"

namespace latchkey::ui::widgets {
class Banner;
class CodeField;
class FieldError;
class StaticLabel;
}  // namespace latchkey::ui::widgets
namespace latchkey::ui::wizard {
class BulletList;
}

namespace latchkey::ui::enrol {

class QrCode;
class SecretKeyView;

/// An authenticator app: what to install, the picture or the key to be typed, and the first code that proves
/// it works. Nothing is registered before that code is right.
///
/// The page keeps the secret for as long as it can be confirmed: its parts forget it whenever they are
/// hidden, as behind "Get help", and get it again. When its time is over, or where it could not be shown at
/// all, the page says so instead, and its main button begins with another one.
class AppPage : public AddPage {
  Q_OBJECT
public:
  AppPage(Send send, Now now, QWidget* parent = nullptr);

  /// Handle of what the new one takes the place of; empty: nothing.
  void setReplaces(const QString& handle) { m_replaces = handle; }

  void begin() override;
  void present(const protocol::EnrolmentView& view) override;
  void leave() override;
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
  [[nodiscard]] QString whoSees() const override;
  [[nodiscard]] QString primaryText() const override;
  [[nodiscard]] bool isComplete() const override;
  void submit() override;
  void showProblem(const protocol::Problem& problem) override;
  void takeFocus() override;

protected:
  void showEvent(QShowEvent* event) override;

private:
  void build();
  void fillParts();
  void showPicture();
  /// Of the secret: it is there, its time is over, or it could not be shown.
  enum class State { There, Over, Gone };
  void turnTo(State state);
  void forget();

  platform::Secret m_uri;
  platform::Secret m_secret;
  QString m_accountName;
  QString m_replaces;
  State m_state = State::There;
  QDateTime m_until;
  QTimer m_expiry;
  widgets::Banner* m_over;
  wizard::BulletList* m_needsList;
  widgets::StaticLabel* m_scanHeading;
  widgets::StaticLabel* m_scanHint;
  QrCode* m_picture;
  widgets::StaticLabel* m_byHandHint;
  SecretKeyView* m_key;
  widgets::StaticLabel* m_codeHeading;
  widgets::CodeField* m_code;
  widgets::FieldError* m_error;
  widgets::StaticLabel* m_whoSees;
};

}  // namespace latchkey::ui::enrol
