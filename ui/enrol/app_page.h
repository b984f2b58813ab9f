// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/enrol/add_page.h"

namespace latchkey::ui::widgets {
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
/// hidden, as behind "Get help", and get it again.
class AppPage : public AddPage {
  Q_OBJECT
public:
  AppPage(Send send, Now now, QWidget* parent = nullptr);

  void begin() override;
  void present(const protocol::EnrolmentView& view) override;
  void leave() override;
  void retranslate() override;
  [[nodiscard]] QString title() const override;
  [[nodiscard]] QString why() const override;
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

  platform::Secret m_uri;
  platform::Secret m_secret;
  QString m_accountName;
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
