// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/place_keeper.h"

#include <QPointer>
#include <utility>

#include "core/flow/settle.h"

namespace latchkey::assistant {

using ui::wizard::PlaceNotice;

PlaceKeeper::PlaceKeeper(keystore::KeyStore& store, const flow::RecoveryFlow& flow, Places places,
                         const QUrl& server, PlaceMark mark, QObject* parent)
    : QObject(parent),
      m_store(store),
      m_flow(flow),
      m_places(std::move(places)),
      m_entry(QStringLiteral("place/") + QString::fromLatin1(server.toEncoded())),
      m_mark(std::move(mark)) {
  connect(&m_flow, &flow::RecoveryFlow::moved, this, &PlaceKeeper::follow);
  connect(&m_flow, &flow::RecoveryFlow::refused, this, &PlaceKeeper::heed);
}

void PlaceKeeper::look() {
  if (!m_mark.isSet()) return;
  begun();
  m_store.read(m_entry, [self = QPointer(this)](Result<platform::Secret, keystore::KeyStoreFault> kept) {
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
  const bool resumes = !m_flow.isOpen() && m_flow.step() == flow::Step::Reason;
  if (m_kept && resumes && flow::leavesNothingToResume(refused)) drop();
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
  m_store.write(m_entry, std::move(*place),
                [self = QPointer(this)](const Result<void, keystore::KeyStoreFault>& written) {
                  if (!self) return;
                  self->ended();
                  if (written) return;
                  self->m_kept = false;
                  // In time for nobody, it may be written all the same, after what removes it now too: the
                  // mark stays until the next start has looked.
                  if (written.error() == keystore::KeyStoreFault::TimedOut) {
                    self->m_mayComeLate = true;
                    self->drop();
                  } else {
                    self->m_mark.clear();
                  }
                  Q_EMIT self->noted(PlaceNotice::NotKept);
                });
}

void PlaceKeeper::drop() {
  m_kept = false;
  begun();
  m_store.remove(m_entry, [self = QPointer(this)](const Result<void, keystore::KeyStoreFault>& removed) {
    if (!self) return;
    // Kept anew meanwhile, or still there: the mark says that there is something to look at.
    if (removed && !self->m_kept && !self->m_mayComeLate) self->m_mark.clear();
    self->ended();
  });
}

void PlaceKeeper::ended() {
  if (--m_underway == 0 && m_whenIdle) std::exchange(m_whenIdle, nullptr)();
}

}  // namespace latchkey::assistant
