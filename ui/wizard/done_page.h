// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/wizard/step_page.h"

class QPushButton;

namespace latchkey::ui::widgets {
class PlainLabel;
}

namespace latchkey::ui::wizard {

class BulletList;
class SignInTrial;
struct RecoveryCard;
class SupportBox;

/// The account is back: what to do now at the locked PC (SPEC section 4), one try of the new password, and
/// all of it as a card.
class DonePage : public StepPage {
  Q_OBJECT
public:
  explicit DonePage(WizardSession& session, QWidget* parent = nullptr);

  void retranslate() override;
  void present() override;
  void leave() override;
  [[nodiscard]] bool hasFieldToFill() const override { return false; }
  [[nodiscard]] QString primaryText() const override;
  void primaryAtEnd() override;

protected:
  void enter() override;
  [[nodiscard]] QString problemSentence(const protocol::Problem& problem, const QDateTime& at) const override;
  void placeProblem(const QString& sentence) override;

private:
  /// What became of the card last.
  enum class CardNews { None, Saved, NotSaved, Printed, NotPrinted };

  void build();
  void copyAddress();
  void openCases();
  [[nodiscard]] RecoveryCard card() const;
  void saveCard();
  void printCard();
  void cardWasSaved(const std::optional<QString>& path);
  void tellOfCard(CardNews news);
  void showCard();

  widgets::PlainLabel* m_account;
  QWidget* m_reviewPart;  ///< for who fears that others use the account
  widgets::StaticLabel* m_reviewHeading;
  BulletList* m_review;
  SupportBox* m_support;
  widgets::StaticLabel* m_heading;
  BulletList* m_advice;
  QPushButton* m_cases;
  SignInTrial* m_trial;
  QWidget* m_addressRow;
  widgets::PlainLabel* m_address;
  QPushButton* m_copy;
  widgets::StaticLabel* m_notified;
  QPushButton* m_secure;
  widgets::StaticLabel* m_receipt;
  QPushButton* m_card;
  QPushButton* m_print;
  widgets::PlainLabel* m_cardNote;
  QPushButton* m_openCard;
  bool m_copied = false;
  QString m_cardPath;
  CardNews m_cardNews = CardNews::None;
  bool m_hasPrinter = false;
};

}  // namespace latchkey::ui::wizard
