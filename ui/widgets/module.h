// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QObject;

/// Libraries of this program that are loaded when they are first needed, so that a start does without them.
namespace latchkey::ui::widgets {

/// Where the library of this file name lies: beside the program, or in ../lib/latchkey where the program is
/// in a `bin`. Empty: nowhere.
[[nodiscard]] QString modulePath(const QString& fileName);

/// What the library at this absolute path makes things with; null when it is missing or cannot be loaded. Not
/// the caller's to delete.
[[nodiscard]] QObject* loadModule(const QString& modulePath);

}  // namespace latchkey::ui::widgets
