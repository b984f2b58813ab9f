// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/walks.h"

namespace latchkey::bench {

QString nameOf(const char* kind, int number) {
  return QLatin1String(kind) + QString::number(number).rightJustified(7, u'0');
}

QString accountOf(const QString& name) {
  return name + QStringLiteral("@bench.example");
}

void walkToCode(Walker& walker, const QString& name, Challenge challenge, Rendering rendering) {
  walker.open(accountOf(name));
  if (challenge == Challenge::Work) {
    walker.doWork();
  } else {
    walker.fetchPicture(rendering);
    walker.answerChallenge();
  }
  if (!walker.choose(QStringLiteral("mail"))) giveUp("no mail address is offered");
  walker.confirm(name + QStringLiteral(".backup"));
}

void walkToPassword(Walker& walker, const QString& name, Challenge challenge, Rendering rendering) {
  walkToCode(walker, name, challenge, rendering);
  walker.submitCode(walker.takeCode(name + QStringLiteral(".backup@example.net")), 200);
}

}  // namespace latchkey::bench
