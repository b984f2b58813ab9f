// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "service/domain/journal_chain.h"

namespace latchkey::admin {

/// "NUMBER:LINK", as verify prints it and takes it back.
[[nodiscard]] QString written(const service::domain::KnownRow& row);
/// What is wrong with the trail, in words.
[[nodiscard]] QString explain(const service::domain::ChainBreak& broken);

}  // namespace latchkey::admin
