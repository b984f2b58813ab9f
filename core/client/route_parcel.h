// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/client/courier.h"
#include "core/protocol/routes.h"

namespace latchkey::client {

/// An empty parcel for a route.
/// @param isReadable judges an answer's body before it is taken for an answer; null: nothing is judged
[[nodiscard]] Parcel parcelFor(const protocol::Route& route,
                               bool (*isReadable)(const QByteArray& body) = nullptr);

}  // namespace latchkey::client
