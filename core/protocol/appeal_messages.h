// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>
#include <vector>

#include "core/platform/secret.h"

/// The form of an appeal, for messages.h.
namespace latchkey::protocol {

/// One of the fields that the realm adds to the form of an appeal, in the language of the recovery.
struct AppealField {
  QString id;
  QString label;
  int maximumLength = 200;
  bool operator==(const AppealField&) const = default;
};

/// POST /v1/recovery/appeal/contact: where the answer to an appeal is to go; a code goes there. Again at
/// Stage::AppealCode for another address. The code goes to /v1/recovery/code, another one is asked for at
/// /v1/recovery/resend.
struct GiveAppealContact {
  QString contact;  ///< a mail address, as typed
};
struct GivenField {
  QString id;  ///< AppealField::id
  QString value;
};
/// POST /v1/recovery/appeal: the form. Everything is optional; empty is absent.
struct FileAppeal {
  QString names;
  QString birthDate;
  std::vector<platform::Secret> passwords;  ///< earlier ones; compared at once and never kept
  QString lastSignIn;
  QString places;
  QStringList contacts;
  QString devices;
  QList<GivenField> fields;
};

}  // namespace latchkey::protocol
