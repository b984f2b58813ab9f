// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/config/setting.h"
#include "service/domain/policy.h"

namespace latchkey::service::config {

/// All settings of a realm, in the order of the sample configuration. "profile" and "password.preset"
/// replace many others, so whoever applies several takes those two first.
[[nodiscard]] const Settings<domain::Realm>& realmTable();

/// Those of one of its security questions, [[realm.questions]].
[[nodiscard]] const Settings<domain::SecurityQuestion>& questionTable();
/// Those of one of the fields that it adds to an appeal, [[realm.appeal_fields]].
[[nodiscard]] const Settings<domain::AppealField>& appealFieldTable();

/// Settings that make up a realm and are changed in the configuration file only.
[[nodiscard]] bool isOfTheFileOnly(const QString& name);

}  // namespace latchkey::service::config
