// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <array>
#include <functional>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace latchkey::service::http {

/// What happened to connections before and beside requests.
enum class ConnectionEvent {
  Accepted,
  RefusedFull,    ///< cap on all connections
  RefusedSource,  ///< cap on one source
  HandshakeFailed,
  TimedOut,
  BadRequest,  ///< head or framing refused
  QueueFull
};

/// Counters for Prometheus (text format 0.0.4). Labels are names of routes and outcomes that this program
/// chose; nothing that a client sent becomes a label. Thread-safe.
class Metrics {
public:
  using Sample = std::function<double()>;

  void countRequest(QByteArrayView route, int status, qint64 durationMs);
  void countConnection(ConnectionEvent event);
  void countRecovery(QByteArrayView outcome);
  void countDelivery(QByteArrayView channel, QByteArrayView outcome);
  /// A text or call that was withheld as a budget of the hour was used up.
  void countWithheld(QByteArrayView budget);
  /// Samples are taken when the page is asked for, on the asking thread; they must not block.
  /// @param labels e.g. `channel="mail"`, may be empty. Samples of one name share help and type.
  void addGauge(const QByteArray& name, const QByteArray& labels, const QByteArray& help, Sample sample);

  [[nodiscard]] QByteArray text() const;

private:
  static constexpr std::array<double, 9> bounds{0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0};
  struct Histogram {
    std::array<quint64, bounds.size() + 1> buckets{};
    double sum = 0;
    quint64 count = 0;
  };
  struct Gauge {
    QByteArray name, labels, help;
    Sample sample;
  };
  void appendHistograms(QByteArray& out) const;

  mutable std::mutex m_mutex;
  std::map<std::pair<QByteArray, int>, quint64> m_requests;
  std::map<QByteArray, Histogram> m_durations;
  std::map<QByteArray, quint64> m_connections;
  std::map<QByteArray, quint64> m_recoveries;
  std::map<std::pair<QByteArray, QByteArray>, quint64> m_deliveries;
  std::map<QByteArray, quint64> m_withheld;
  std::vector<Gauge> m_gauges;
};

}  // namespace latchkey::service::http
