// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/load/outbox.h"

#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <map>

#include "tests/bench/load/service_under_test.h"
#include "tests/bench/load/tls_line.h"

namespace latchkey::bench {
namespace {

constexpr useconds_t pause = 500;
constexpr qint64 patience = 60'000'000'000;  // ns

QStringList filesIn(const QString& folder) {
  return QDir(folder).entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
}

}  // namespace

std::shared_ptr<Outbox> Outbox::of(const QString& folder) {
  static std::map<QString, std::shared_ptr<Outbox>> all;
  auto& one = all[folder];
  if (one == nullptr) one = std::make_shared<Outbox>(folder);
  return one;
}

Outbox::Outbox(QString folder) : m_folder(std::move(folder)) {}

QString Outbox::codeFor(const QString& address) {
  for (const qint64 begin = wallNow(); wallNow() - begin < patience; usleep(pause)) {
    if (QString code = taken(address); !code.isEmpty()) return code;
  }
  giveUp("no code came to " + address.toUtf8());
}

void Outbox::clear() {
  const std::scoped_lock lock(m_mutex);
  for (const QString& name : filesIn(m_folder)) QDir(m_folder).remove(name);
  m_codes.clear();
}

QString Outbox::taken(const QString& address) {
  const std::scoped_lock lock(m_mutex);
  if (!m_codes.contains(address)) look();
  return m_codes.take(address);
}

/// Not for each of many who wait.
void Outbox::look() {
  if (wallNow() - m_lookedAt < qint64{pause} * 1000) return;
  for (const QString& name : filesIn(m_folder)) {
    QFile file(QDir(m_folder).filePath(name));
    if (!file.open(QIODevice::ReadOnly)) continue;
    const QJsonObject said = QJsonDocument::fromJson(file.readAll()).object();
    file.remove();
    if (const QJsonValue code = said.value(QLatin1String("code")); code.isString()) {
      m_codes.insert(said.value(QLatin1String("to")).toString(), code.toString());
    }
  }
  m_lookedAt = wallNow();
}

}  // namespace latchkey::bench
