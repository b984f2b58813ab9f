// SPDX-License-Identifier: GPL-3.0-or-later
// bench_load MODE --service FILE… [--count N] [--first N] [--stride N…] [--full-every N] [--proof KIND]
//            [--seeming KIND] [--clients N] [--challenge KIND]
//   recoveries  mail recoveries of user<n>@bench.example, at all services in turn; a stride for each service
//               is between one account and the next; one of --full-every goes on to the password (0: none)
//   together    --clients N walk whole ones at the same time, each at the next of the services;
//               --challenge picture|work
//   twins       up to a wrong proof, user<n> and none<n> in turn. --seeming gone|bare: accounts that are
//               there in the place of none<n>; --proof text|authenticator|questions: by that instead of mail;
//               --proof sign-in: a wrong password at "Secure your account" instead of a recovery
//   open        opens recoveries and leaves them
//   handshakes  connections with a handshake and nothing else
//   es256       the yardstick
//   crowd       slow and silent connections until standard input ends
// Prints JSON. The accounts are those of bench_accounts.
#include <QCommandLineParser>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <csignal>
#include <cstdio>

#include "tests/bench/load/parts.h"
#include "tests/bench/load/slow_crowd.h"
#include "tests/bench/load/together.h"
#include "tests/bench/load/walker.h"
#include "tests/bench/load/walks.h"

using namespace latchkey::bench;

namespace {

struct Order {
  std::vector<std::unique_ptr<ServiceUnderTest>> services;
  int count = 0;
  int first = 0;
  QStringList strides;
  int fullEvery = 1;
  QString proof;
  QByteArray seeming;
};

QJsonArray recoveries(const Order& order) {
  std::vector<Figures> figures(order.services.size());
  std::vector<QList<double>> whole(order.services.size());
  for (int i = 0; i < order.count; ++i) {
    for (std::size_t which = 0; which < order.services.size(); ++which) {
      const ServiceUnderTest& service = *order.services[which];
      const QString stride = order.strides.value(static_cast<qsizetype>(which), QStringLiteral("1"));
      const QString name = nameOf("user", order.first + i * stride.toInt());
      const qint64 before = service.cpu();
      const bool full = order.fullEvery > 0 && i % order.fullEvery == 0;
      {
        Walker walker(service, figures[which]);
        walkToPassword(walker, name);
        if (full) walker.setPassword(QStringLiteral("Vq7-zipper.Ox"));
      }
      service.settle();
      service.outbox->clear();
      if (full) whole[which] << static_cast<double>(service.cpu() - before) * 1e-6;
    }
  }
  QJsonArray answers;
  for (std::size_t which = 0; which < figures.size(); ++which) {
    QJsonObject answer = figures[which].toJson();
    QJsonArray sums;
    for (const double sum : whole[which]) sums.append(sum);
    answer.insert(QStringLiteral("whole"), sums);
    answers.append(answer);
  }
  return answers;
}

/// What nobody could know.
void walkToMiss(Walker& walker, const QString& name, int number, const QString& proof) {
  if (proof == u"sign-in") return walker.signIn(accountOf(name), QStringLiteral("not this one"), 422);
  const QString code = QStringLiteral("0000000");
  if (proof == u"mail") {
    walkToCode(walker, name);
    return walker.submitCode(code, 422);
  }
  walker.open(name + u'@' + proof + QStringLiteral(".bench.example"));
  walker.fetchPicture();
  walker.answerChallenge();
  if (!walker.choose(proof)) {
    if (proof != u"questions") giveUp("not offered: " + proof.toLatin1());
    return;  // some names that only seem have something else for the second gate
  }
  if (proof == u"text") walker.confirm(QString::number(number % 10'000).rightJustified(4, u'0'));
  if (proof == u"questions") return walker.submitAnswers(QStringLiteral("Sakura"), 422);
  walker.submitCode(code, 422);
}

/// Entry, code and all requests are alike; only one of the two names is what it seems. Names whose methods
/// are others than those of the accounts can be told by looking: only like is compared with like.
QJsonArray twins(const Order& order) {
  Figures real;
  QString shape;
  QMap<QString, Figures> seeming;
  for (int i = 0; i < order.count; ++i) {
    const int number = order.first + i;
    for (int turn = 0; turn < 2; ++turn) {
      const bool isReal = (turn == 0) == (i % 2 == 0);  // neither always goes first
      Figures figures;
      Walker walker(*order.services[0], figures);
      walkToMiss(walker, nameOf(isReal ? "user" : order.seeming.constData(), number), number, order.proof);
      if (isReal) shape = walker.shape();
      (isReal ? real : seeming[walker.shape()]).append(figures);
    }
  }
  order.services[0]->outbox->clear();
  return {real.toJson(), seeming.value(shape).toJson()};
}

QJsonArray opened(const Order& order) {
  Figures figures;
  for (int i = 0; i < order.count; ++i) {
    Walker(*order.services[0], figures).open(accountOf(nameOf("user", order.first + i)));
  }
  return {figures.toJson()};
}

QJsonArray numbers(const QList<double>& values) {
  QJsonArray all;
  for (const double value : values) all.append(value);
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  std::signal(SIGPIPE, SIG_IGN);
  QCommandLineParser parser;
  const QStringList names = {
      QStringLiteral("service"), QStringLiteral("count"),      QStringLiteral("first"),
      QStringLiteral("stride"),  QStringLiteral("full-every"), QStringLiteral("proof"),
      QStringLiteral("seeming"), QStringLiteral("clients"),    QStringLiteral("challenge")};
  for (const QString& name : names) parser.addOption({name, name, QStringLiteral("value")});
  parser.process(application);
  const auto number = [&](int which, int otherwise) {
    const QString given = parser.value(names.at(which));
    return given.isEmpty() ? otherwise : given.toInt();
  };
  Order order;
  for (const QString& file : parser.values(names.at(0))) {
    order.services.push_back(std::make_unique<ServiceUnderTest>(file));
  }
  order.count = number(1, 1);
  order.first = number(2, 0);
  order.strides = parser.values(names.at(3));
  order.fullEvery = number(4, 1);
  const auto text = [&](int which, const char* otherwise) {
    const QString given = parser.value(names.at(which));
    return given.isEmpty() ? QString::fromLatin1(otherwise) : given;
  };
  order.proof = text(5, "mail");
  order.seeming = text(6, "none").toLatin1();

  const QString mode = parser.positionalArguments().value(0);
  QJsonArray answer;
  if (mode == QLatin1String("es256")) {
    answer = {es256Verification()};
  } else if (order.services.empty()) {
    giveUp("which service?");
  } else if (mode == QLatin1String("recoveries")) {
    answer = recoveries(order);
  } else if (mode == QLatin1String("together")) {
    answer = {recoverTogether(order.services,
                              {number(7, 8), order.count, order.first,
                               text(8, "picture") == u"work" ? Challenge::Work : Challenge::Picture})};
  } else if (mode == QLatin1String("twins")) {
    answer = twins(order);
  } else if (mode == QLatin1String("open")) {
    answer = opened(order);
  } else if (mode == QLatin1String("handshakes")) {
    answer = numbers(handshakes(*order.services[0], order.count, 20));
  } else if (mode == QLatin1String("crowd")) {
    holdSlowCrowd(*order.services[0], order.count);
    return 0;
  } else {
    giveUp("no such mode");
  }
  std::puts(QJsonDocument(answer).toJson(QJsonDocument::Compact).constData());
  return 0;
}
