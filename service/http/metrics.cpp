// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/http/metrics.h"

namespace latchkey::service::http {
namespace {

QByteArray nameOf(ConnectionEvent event) {
  switch (event) {
    case ConnectionEvent::Accepted:
      return "accepted";
    case ConnectionEvent::RefusedFull:
      return "refused-full";
    case ConnectionEvent::RefusedSource:
      return "refused-source";
    case ConnectionEvent::HandshakeFailed:
      return "handshake-failed";
    case ConnectionEvent::TimedOut:
      return "timed-out";
    case ConnectionEvent::BadRequest:
      return "bad-request";
    case ConnectionEvent::QueueFull:
      return "queue-full";
  }
  return {};
}

void appendHead(QByteArray& out, const QByteArray& name, const QByteArray& help, const QByteArray& type) {
  out.append("# HELP " + name + ' ' + help + "\n# TYPE " + name + ' ' + type + '\n');
}

void appendLine(QByteArray& out, const QByteArray& name, const QByteArray& labels, const QByteArray& value) {
  out.append(name);
  if (!labels.isEmpty()) out.append('{' + labels + '}');
  out.append(' ' + value + '\n');
}

QByteArray label(const QByteArray& name, const QByteArray& value) {
  return name + "=\"" + value + '"';
}
QByteArray number(double value) {
  return QByteArray::number(value, 'g', 15);
}

}  // namespace

void Metrics::countRequest(QByteArrayView route, int status, qint64 durationMs) {
  const double seconds = static_cast<double>(durationMs) / 1000.0;
  const QByteArray name = route.toByteArray();
  const std::lock_guard lock(m_mutex);
  ++m_requests[{name, status}];
  Histogram& histogram = m_durations[name];
  std::size_t bucket = 0;
  while (bucket < bounds.size() && seconds > bounds[bucket]) ++bucket;
  ++histogram.buckets[bucket];
  histogram.sum += seconds;
  ++histogram.count;
}

void Metrics::countConnection(ConnectionEvent event) {
  const std::lock_guard lock(m_mutex);
  ++m_connections[nameOf(event)];
}

void Metrics::countRecovery(QByteArrayView outcome) {
  const std::lock_guard lock(m_mutex);
  ++m_recoveries[outcome.toByteArray()];
}

void Metrics::countDelivery(QByteArrayView channel, QByteArrayView outcome) {
  const std::lock_guard lock(m_mutex);
  ++m_deliveries[{channel.toByteArray(), outcome.toByteArray()}];
}

void Metrics::countWithheld(QByteArrayView budget) {
  const std::lock_guard lock(m_mutex);
  ++m_withheld[budget.toByteArray()];
}

void Metrics::addGauge(const QByteArray& name, const QByteArray& labels, const QByteArray& help,
                       Sample sample) {
  const std::lock_guard lock(m_mutex);
  m_gauges.push_back({name, labels, help, std::move(sample)});
}

QByteArray Metrics::text() const {
  const std::lock_guard lock(m_mutex);
  QByteArray out;
  appendHead(out, "latchkey_requests_total", "Requests answered.", "counter");
  for (const auto& [key, count] : m_requests) {
    appendLine(out, "latchkey_requests_total",
               label("route", key.first) + ',' + label("status", QByteArray::number(key.second)),
               QByteArray::number(count));
  }
  appendHistograms(out);
  appendHead(out, "latchkey_connections_total", "Connections by what became of them.", "counter");
  for (const auto& [event, count] : m_connections) {
    appendLine(out, "latchkey_connections_total", label("event", event), QByteArray::number(count));
  }
  appendHead(out, "latchkey_recoveries_total", "Recoveries by outcome.", "counter");
  for (const auto& [outcome, count] : m_recoveries) {
    appendLine(out, "latchkey_recoveries_total", label("outcome", outcome), QByteArray::number(count));
  }
  appendHead(out, "latchkey_deliveries_total", "Tries to deliver a message, by outcome.", "counter");
  for (const auto& [key, count] : m_deliveries) {
    appendLine(out, "latchkey_deliveries_total",
               label("channel", key.first) + ',' + label("outcome", key.second), QByteArray::number(count));
  }
  appendHead(out, "latchkey_withheld_total", "Texts and calls withheld as a budget of the hour was used up.",
             "counter");
  for (const auto& [budget, count] : m_withheld) {
    appendLine(out, "latchkey_withheld_total", label("budget", budget), QByteArray::number(count));
  }
  QByteArray previous;
  for (const Gauge& gauge : m_gauges) {
    if (gauge.name != previous) appendHead(out, gauge.name, gauge.help, "gauge");
    previous = gauge.name;
    appendLine(out, gauge.name, gauge.labels, number(gauge.sample()));
  }
  return out;
}

void Metrics::appendHistograms(QByteArray& out) const {
  const QByteArray name = "latchkey_request_duration_seconds";
  appendHead(out, name, "Time from the whole request to its answer.", "histogram");
  for (const auto& [route, histogram] : m_durations) {
    const QByteArray labels = label("route", route);
    quint64 below = 0;
    for (std::size_t i = 0; i <= bounds.size(); ++i) {
      below += histogram.buckets[i];
      const QByteArray bound = i < bounds.size() ? number(bounds[i]) : QByteArray("+Inf");
      appendLine(out, name + "_bucket", labels + ',' + label("le", bound), QByteArray::number(below));
    }
    appendLine(out, name + "_sum", labels, number(histogram.sum));
    appendLine(out, name + "_count", labels, QByteArray::number(histogram.count));
  }
}

}  // namespace latchkey::service::http
