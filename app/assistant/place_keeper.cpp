// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/place_keeper.h"

#include <QPointer>
#include <utility>

namespace latchkey::assistant {

using client::PlaceFault;
using ui::wizard::PlaceNotice;

namespace {
const QString entry = QStringLiteral("place");

/// The service has answered, and there is nothing to come back to.
bool isOver(const flow::GatewayError& refused) {
  using protocol::ProblemKind;
  if (refused.fault != flow::GatewayFault::Refused) return false;
  const ProblemKind kind = refused.problem.kind;
  return kind == ProblemKind::Unauthorized || kind == ProblemKind::WrongStage ||
         kind == ProblemKind::RecoverySuperseded || kind == ProblemKind::TooManyTries;
}
}  // namespace

PlaceKeeper::PlaceKeeper(keystore::KeyStore& store, const flow::RecoveryFlow& flow, Places places,
                         PlaceMark mark, QObject* parent)
    : QObject(parent), m_store(store), m_flow(flow), m_places(std::move(places)), m_mark(std::move(mark)) {
  connect(&m_flow, &flow::RecoveryFlow::moved, this, &PlaceKeeper::follow);
  connect(&m_flow, &flow::RecoveryFlow::refused, this, &PlaceKeeper::heed);
}

void PlaceKeeper::look() {
  if (!m_mark.isSet()) return;
  begun();
  m_store.read(entry, [self = QPointer(this)](Result<platform::Secret, keystore::KeyStoreFault> kept) {
    if (!self) return;
    self->ended();
    // A key store that does not answer now may at the next start.
    if (!kept) return;
    if (kept->isEmpty()) return self->m_mark.clear();
    // Too late: the person has begun with something else.
    if (self->m_flow.step() != flow::Step::Reason || self->m_flow.isBusy()) return;
    const auto reason = self->m_places.adopt(*kept);
    if (reason) {
      self->m_kept = true;
      Q_EMIT self->found(*reason);
    } else if (reason.error() == PlaceFault::OtherService) {
      Q_EMIT self->noted(PlaceNotice::OtherService);
    } else {
      self->drop();
      Q_EMIT self->noted(PlaceNotice::Unreadable);
    }
  });
}

void PlaceKeeper::setWanted(bool wanted) {
  m_wanted = wanted;
  if (!wanted && m_kept) drop();
  if (wanted && m_flow.isOpen()) follow();
}

void PlaceKeeper::whenIdle(std::function<void()> callback) {
  if (m_underway == 0) return callback();
  m_whenIdle = std::move(callback);
}

void PlaceKeeper::follow() {
  if (m_flow.isOpen()) {
    if (m_wanted && !m_kept && !std::exchange(m_tried, true)) keep();
    return;
  }
  m_tried = false;
  if (m_kept) drop();
}

void PlaceKeeper::heed(const flow::GatewayError& refused) {
  if (m_kept && !m_flow.isOpen() && m_flow.step() == flow::Step::Reason && isOver(refused)) drop();
}

void PlaceKeeper::keep() {
  auto place = m_places.present(m_flow.reason());
  if (!place) return;
  // The mark first: an entry without it would never be found, nor removed.
  if (!m_mark.set()) {
    Q_EMIT noted(PlaceNotice::NotKept);
    return;
  }
  m_kept = true;
  begun();
  m_store.write(entry, std::move(*place),
                [self = QPointer(this)](const Result<void, keystore::KeyStoreFault>& written) {
                  if (!self) return;
                  self->ended();
                  if (written) return;
                  self->m_kept = false;
                  self->m_mark.clear();
                  Q_EMIT self->noted(PlaceNotice::NotKept);
                });
}

void PlaceKeeper::drop() {
  m_kept = false;
  begun();
  m_store.remove(entry, [self = QPointer(this)](const Result<void, keystore::KeyStoreFault>& removed) {
    if (!self) return;
    // Kept anew meanwhile, or still there: the mark says that there is something to look at.
    if (removed && !self->m_kept) self->m_mark.clear();
    self->ended();
  });
}

void PlaceKeeper::ended() {
  if (--m_underway == 0 && m_whenIdle) std::exchange(m_whenIdle, nullptr)();
}

}  // namespace latchkey::assistant
