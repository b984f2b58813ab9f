// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QUrl>
#include <functional>
#include <optional>

#include "app/assistant/place_mark.h"
#include "core/client/kept_place.h"
#include "core/flow/recovery_flow.h"
#include "core/keystore/key_store.h"
#include "ui/wizard/wizard_settings.h"

namespace latchkey::assistant {

/// Keeps the place of the recovery that is open in the key store, exactly while it is open and the person
/// wants it, and finds it at the next start. One place for each user of this PC and each service: the last
/// one there. What another service's windows keep is neither read nor touched.
///
/// Written once, when the recovery is opened (client::KeptPlace says what); removed when it is done,
/// cancelled, expired, ended, left behind, wiped or not wanted any more, and when the service knows it no
/// longer.
class PlaceKeeper : public QObject {
  Q_OBJECT
public:
  /// How a place is had from the gateway, and given back to it.
  struct Places {
    std::function<std::optional<platform::Secret>(protocol::Reason)> present;
    std::function<Result<protocol::Reason, client::PlaceFault>(const platform::Secret&)> adopt;
  };

  /// Key store and flow must outlive it.
  /// @param server names the entry, as parseServerAddress() gives it; @param mark is of this server
  PlaceKeeper(keystore::KeyStore& store, const flow::RecoveryFlow& flow, Places places, const QUrl& server,
              PlaceMark mark, QObject* parent = nullptr);

  /// At the start: answers with found(), noted(), or not at all where nothing was kept.
  void look();
  void setWanted(bool wanted);
  /// Calls back when the key store has nothing under way, at once or once.
  void whenIdle(std::function<void()> callback);

Q_SIGNALS:
  /// The gateway has taken the place over: the flow may be resumed.
  void found(latchkey::protocol::Reason reason);
  void noted(latchkey::ui::wizard::PlaceNotice notice);

private:
  void follow();
  void heed(const flow::GatewayError& refused);
  void keep();
  void drop();
  void begun() { ++m_underway; }
  void ended();

  keystore::KeyStore& m_store;
  const flow::RecoveryFlow& m_flow;
  Places m_places;
  QString m_entry;
  PlaceMark m_mark;
  bool m_wanted = false;
  bool m_kept = false;         ///< there is an entry, or one is under way
  bool m_mayComeLate = false;  ///< a write that was given up has not said yet what became of it
  bool m_tried = false;        ///< for this recovery: what failed once is said once
  int m_underway = 0;
  std::function<void()> m_whenIdle;
};

}  // namespace latchkey::assistant
