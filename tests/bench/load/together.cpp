// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/together.h"

#include <QJsonArray>
#include <atomic>
#include <thread>

namespace latchkey::bench {
namespace {

constexpr double toMs = 1e-6;
/// The picture is drawn once more in one of so many recoveries: enough for a mean, and little work.
constexpr int measuredEvery = 8;

}  // namespace

QJsonObject recoverTogether(const std::vector<std::unique_ptr<ServiceUnderTest>>& services,
                            const Together& order) {
  std::vector<qint64> before;
  for (const auto& service : services) before.push_back(service->cpu());
  const qint64 ownBefore = processCpu();
  const qint64 begin = wallNow();

  std::atomic<int> next = 0;
  std::vector<Figures> figures(static_cast<std::size_t>(order.clients));
  std::vector<std::thread> clients;
  for (Figures& own : figures) {
    clients.emplace_back([&] {
      for (int i = next++; i < order.count; i = next++) {
        const ServiceUnderTest& service = *services[static_cast<std::size_t>(i) % services.size()];
        const qint64 opened = wallNow();
        Walker walker(service, own);
        walkToPassword(walker, nameOf("user", order.first + i), order.challenge,
                       i % measuredEvery == 0 ? Rendering::Measured : Rendering::NotMeasured);
        walker.setPassword(QStringLiteral("Vq7-zipper.Ox"));
        own.wall[QStringLiteral("whole")] << static_cast<double>(wallNow() - opened) * toMs;
      }
    });
  }
  for (std::thread& client : clients) client.join();
  const qint64 taken = wallNow() - begin;
  const qint64 own = processCpu() - ownBefore;

  QJsonArray cpu;
  for (std::size_t which = 0; which < services.size(); ++which) {
    services[which]->settle();
    cpu.append(static_cast<double>(services[which]->cpu() - before[which]) * toMs);
  }
  Figures all;
  for (const Figures& one : figures) all.append(one);
  services[0]->outbox->clear();
  QJsonObject answer = all.toJson();
  answer.insert(QStringLiteral("seconds"), static_cast<double>(taken) * toMs * 1e-3);
  answer.insert(QStringLiteral("service"), cpu);
  answer.insert(QStringLiteral("clients"), static_cast<double>(own) * toMs);
  return answer;
}

}  // namespace latchkey::bench
