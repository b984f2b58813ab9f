// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include "core/protocol/messages.h"

/// Afterwards, at the locked PC (SPEC section 4): the words of the last page, of its panel and of the card.
namespace latchkey::ui::text {

[[nodiscard]] QString doneHeading(protocol::Reason reason);
[[nodiscard]] QString doneSignInAddress(const QString& address);
[[nodiscard]] QString doneReceipt(const QString& receipt);
/// What to do now, by the kind of account and by what brought the person here.
[[nodiscard]] QStringList doneAdvice(protocol::Reason reason, const protocol::RecoveryView& view);
/// What somebody looks through who thinks that somebody else uses the account; nothing for anybody else.
/// @param signInsEnd as time of day, empty: nobody knows
[[nodiscard]] QString reviewHeading();
[[nodiscard]] QStringList reviewAdvice(protocol::Reason reason, const protocol::RecoveryView& view,
                                       const QString& signInsEnd);
/// Nothing when nobody was told.
[[nodiscard]] QString doneNotified(int contacts);

// --- what else the PC may ask or say; to somebody new it is not a locked one
[[nodiscard]] QString lockedPcButton();
[[nodiscard]] QString lockedPcTitle(protocol::Reason reason);
[[nodiscard]] QString lockedPcBody();
[[nodiscard]] QStringList lockedPcCases(protocol::Reason reason);

// --- one sign-in with the new password
[[nodiscard]] QString trialHeading();
[[nodiscard]] QString trialLabel();
[[nodiscard]] QString trialHint();
[[nodiscard]] QString trialButton();
[[nodiscard]] QString trialResult(protocol::SignInResult result, protocol::Reason reason);
[[nodiscard]] QString trialTriesLeft(int tries);
[[nodiscard]] QString trialOver();  ///< it cannot be tried here any more
[[nodiscard]] QString trialEmpty();

// --- the card
[[nodiscard]] QString cardButton();
/// Where it can be printed beside.
[[nodiscard]] QString cardSaveButton();
[[nodiscard]] QString cardPrintButton();
[[nodiscard]] QString cardPrinted();
[[nodiscard]] QString cardNotPrinted();
[[nodiscard]] QString cardDialogTitle();
[[nodiscard]] QString cardFileName();
[[nodiscard]] QString cardFileKind();
[[nodiscard]] QString cardSaved(const QString& path);
[[nodiscard]] QString cardOpenButton();
[[nodiscard]] QString cardFailed();
[[nodiscard]] QString cardTitle(protocol::Reason reason);
[[nodiscard]] QString cardAccount(const QString& account);
[[nodiscard]] QString cardSecrecy();

}  // namespace latchkey::ui::text
