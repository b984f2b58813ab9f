// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>

#include "core/flow/recovery_gateway.h"
#include "core/flow/security_keys.h"
#include "core/protocol/messages.h"
#include "ui/widgets/card_printer.h"

class QWidget;

namespace latchkey::ui::wizard {

/// A card to print, and the words of the dialog that asks where it goes.
struct CardToSave {
  QByteArray pdf;
  QString title;
  QString fileName;
  QString fileKind;  ///< as file dialogs have it: "PDF document (*.pdf)"
};

/// What became of a place that was to be kept, where the person has to hear of it.
enum class PlaceNotice {
  NotKept,    ///< this PC has no key store that can be used
  Unreadable  ///< what was kept is of no use; it has been removed
};

/// What the wizard is given by whoever builds it. A plain value; copied.
struct WizardSettings {
  /// Fills in the account page (`--account`). May be empty.
  QString account;
  /// A rehearsal (`--rehearse`): the first page says what that is, and no page leads to a password. Nothing
  /// may be kept of it (keepPlace).
  bool rehearsal = false;
  /// The language to begin with. The wizard owns the text::Catalogue and switches it.
  protocol::Language language = protocol::Language::English;
  /// Asks the service for names, challenge kinds and support contact; called once, and again with each
  /// "Try again" while it is not known. May be empty: then the support contact comes with the recovery alone.
  /// Normally `[&gateway](auto done) { gateway.discover(std::move(done)); }`.
  std::function<void(flow::RecoveryGateway::Callback<protocol::Discovery>)> discover;
  /// "This was not me": the code of a message, and what it has stopped. Without it the page does not offer
  /// it.
  std::function<void(const platform::Secret&, flow::RecoveryGateway::Callback<protocol::Objection>)> object;
  /// Where the service is, as security keys sign it (core/rules/client_data.h).
  QString origin;
  /// The security keys of this PC; must outlive the wizard. Null: none can be used.
  flow::SecurityKeys* keys = nullptr;
  /// What this PC shows as date and time (local time). Must be set. Lines such as "valid until 14:32" use it.
  std::function<QDateTime()> now;
  /// Fills the bytes at random, for "Suggest one": platform::fillRandom. Without it there is no suggestion.
  std::function<void(std::span<std::byte>)> random;
  /// Asks for a place, writes the card there and tells where, or nothing when that failed; does not call back
  /// when the person changes their mind. Without it (a kiosk) no card is offered.
  using CardSaved = std::function<void(const std::optional<QString>& path)>;
  std::function<void(QWidget& window, const CardToSave& card, CardSaved saved)> saveCard;
  /// The same on paper; asks which printer. Without it no card is printed from here (a kiosk).
  using CardPrinted = std::function<void(bool isPrinted)>;
  std::function<void(QWidget& window, const widgets::PrintedCard& card, CardPrinted printed)> printCard;
  /// Whether this PC has a printer; answers later. Asked when there is something to print.
  std::function<void(std::function<void(bool hasPrinter)> found)> lookForPrinter;
  /// Shows a card that was saved in the PC's own viewer, which prints it. May be empty.
  std::function<void(const QString& path)> openCard;
  /// "Secure your account", for whoever has just got back in. Without it (a kiosk) it is not offered.
  std::function<void(const QString& account)> secureAccount;
  /// "This is my PC: keep my place": told with each change of the answer, which is no at the beginning.
  /// Without it (a kiosk, or a service that ends with this window) the question is not asked.
  std::function<void(bool wanted)> keepPlace;
};

}  // namespace latchkey::ui::wizard
