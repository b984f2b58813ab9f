// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>

#include "service/domain/obstacles.h"

/// Who could not recover an account today, and why. For administrators: it tells true causes.
namespace latchkey::service::domain {

enum class Readiness {
  Ready,
  Doubtful,  ///< it could be recovered, but something may be in the way when it has to be
  NotReady
};
[[nodiscard]] QString codeOf(Readiness readiness);  ///< "not-ready"

struct ReadinessFacts {
  ObstacleFacts account;             ///< nothing of what happened is looked at
  QHash<QString, qint64> confirmed;  ///< FactorTable::confirmed(), by contactKeyOf()
  std::optional<Rehearsal> rehearsal;
};

struct ReadinessFound {
  QString accountKey;
  QString realm;  ///< its id
  Readiness readiness = Readiness::NotReady;
  QList<MethodKind> ways;          ///< that it could be proven by, each kind once
  QList<ObstacleFound> obstacles;  ///< those of the account first
  std::optional<Rehearsal> rehearsal;
};

/// Whether the account cannot be recovered as long as this stands.
[[nodiscard]] bool isInTheWay(Obstacle obstacle);
[[nodiscard]] ReadinessFound readinessOf(const ReadinessFacts& facts, const Numbering& numbering,
                                         const KeyedHash& keys);

}  // namespace latchkey::service::domain
