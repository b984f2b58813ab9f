// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

/// "Secure your account": an authenticator app.
namespace latchkey::ui::text {

[[nodiscard]] QString appTitle();
[[nodiscard]] QString appWhy();
[[nodiscard]] QStringList appNeeds();  ///< what to install first
[[nodiscard]] QString appScanHeading();
[[nodiscard]] QString appScanHint();
[[nodiscard]] QString appPictureName();  ///< for screen readers
[[nodiscard]] QString appByHandHint();
[[nodiscard]] QString appCodeHeading();
[[nodiscard]] QString whoSeesApps();
[[nodiscard]] QString appSecretGone();  ///< it is shown once
[[nodiscard]] QString appSecretOver();  ///< its time is over
[[nodiscard]] QString appAnewButton();  ///< with another one

}  // namespace latchkey::ui::text
