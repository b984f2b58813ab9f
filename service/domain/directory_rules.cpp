// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/directory_rules.h"

#include <algorithm>

namespace latchkey::service::domain {

namespace {
/// What remains to choose from where a directory's shortest password is longer than the realm's longest.
constexpr int roomAboveMinimum = 64;
}  // namespace

rules::PasswordPolicy withDirectoryRules(rules::PasswordPolicy policy, const DirectoryRules& directory) {
  policy.minimumLength = std::max(policy.minimumLength, directory.minimumLength);
  policy.minimumClasses = std::max(policy.minimumClasses, directory.minimumClasses);
  policy.refuseNames = policy.refuseNames || directory.refusesNames;
  if (policy.maximumLength < policy.minimumLength) {
    policy.maximumLength = policy.minimumLength + roomAboveMinimum;
  }
  if (directory.maximumLength > 0) {
    policy.maximumLength = std::min(policy.maximumLength, directory.maximumLength);
  }
  return policy;
}

}  // namespace latchkey::service::domain
