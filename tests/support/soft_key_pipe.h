// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

#include "tests/support/soft_key.h"

namespace latchkey::tests {

/// Plugs a SoftKey in: CTAPHID (CTAP 2.1, section 11.2) over two pipes in a folder, where test builds of the
/// assistant look for keys (core/fido/stand_in_keys.h). Unplugged when it ends.
class SoftKeyPipe {
public:
  SoftKeyPipe(SoftKey& key, const QString& folder) : m_key(key), m_folder(folder) {
    m_key.touch = [this] { return waitForTouch(); };
    // Made aside first: a key appears whole.
    const QString aside = folder + QStringLiteral(".plugging");
    const QString hidden =
        QFileInfo(folder).dir().filePath(QStringLiteral(".") + QFileInfo(aside).fileName());
    QDir().mkpath(hidden);
    m_in = openPipe(hidden + QStringLiteral("/to_key"));
    m_out = openPipe(hidden + QStringLiteral("/from_key"));
    if (m_in < 0 || m_out < 0 || !QDir().rename(hidden, folder)) qFatal("cannot plug the key in");
    m_thread = std::thread([this] { run(); });
  }
  ~SoftKeyPipe() {
    // Out of sight first; whoever waits for an answer gets the end of the pipe.
    QDir(m_folder).removeRecursively();
    m_stops = true;
    give(false);
    m_thread.join();
    close(m_in);
    close(m_out);
  }
  SoftKeyPipe(const SoftKeyPipe&) = delete;
  SoftKeyPipe& operator=(const SoftKeyPipe&) = delete;

  /// Waits until it blinks.
  void touchWhenAsked() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_blinks; });
    m_given = true;
  }
  /// From now on it blinks for a program that asked it and died, or that still waits.
  void blinkForAnother() { m_blinksForAnother = true; }
  /// Waits until somebody was refused because of that.
  void waitUntilRefused() {
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_refuses; });
  }

private:
  static constexpr int reportBytes = 64;
  static constexpr unsigned char pingless = 0x0c;  // CBOR, and no messages of the older protocol

  static int openPipe(const QString& path) {
    const QByteArray name = path.toUtf8();
    if (mkfifo(name.constData(), 0600) != 0) return -1;
    return open(name.constData(), O_RDWR | O_CLOEXEC);  // both ends, so that nobody waits to open it
  }

  void give(bool touched) {
    const std::lock_guard lock(m_mutex);
    m_given = touched;
  }
  bool waitForTouch() {
    std::unique_lock lock(m_mutex);
    m_given.reset();
    m_blinks = true;
    m_changed.notify_all();
    while (!m_given && !m_stops) {
      lock.unlock();
      keepAlive();
      const auto report = read(50);
      const bool cancelled = report && command(*report) == 0x11 && report->first(4) == m_channel;
      if (report && !cancelled) answerWhileBusy(*report);
      lock.lock();
      if (cancelled) break;
    }
    const bool touched = m_given.value_or(false);
    m_given.reset();
    m_blinks = false;
    return touched;
  }
  void keepAlive() { send(0x3b, QByteArray(1, '\2')); }
  /// Anybody may open it; what they ask then is refused (CTAP 2.1, section 11.2.5.2).
  void answerWhileBusy(const QByteArray& report) {
    const QByteArray asking = std::exchange(m_channel, report.first(4));
    const int asked = command(report);
    if (asked == 0x06) {
      openChannel(report.sliced(7, 8));
    } else if (asked >= 0 && asked != 0x11) {
      send(0x3f, QByteArray(1, '\x06'));
      const std::lock_guard lock(m_mutex);
      m_refuses = true;
      m_changed.notify_all();
    }
    m_channel = asking;
  }
  void openChannel(const QByteArray& nonce) {
    drain();  // what somebody did not wait for
    const QByteArray channel = QByteArray("\1\2\3", 3) + ++m_channels;
    send(0x06, nonce + channel + QByteArray("\2\0\0\0", 4) + static_cast<char>(pingless));
  }

  [[nodiscard]] static int command(const QByteArray& report) {
    const auto byte = static_cast<unsigned char>(report.at(4));
    return (byte & 0x80) != 0 ? byte & 0x7f : -1;
  }
  /// Nothing when none came in time.
  [[nodiscard]] std::optional<QByteArray> read(int ms) {
    pollfd waiting{m_in, POLLIN, 0};
    if (poll(&waiting, 1, ms) <= 0) return std::nullopt;
    QByteArray report(reportBytes + 1, '\0');  // with the number of the report before it
    return ::read(m_in, report.data(), reportBytes + 1) == reportBytes + 1 ? std::optional(report.sliced(1))
                                                                           : std::nullopt;
  }
  void write(QByteArray report) {
    report.append(reportBytes - report.size(), '\0');
    (void)!::write(m_out, report.constData(), reportBytes);
  }
  void send(int command, const QByteArray& payload) {
    QByteArray first = m_channel + static_cast<char>(command | 0x80) +
                       static_cast<char>(payload.size() >> 8) + static_cast<char>(payload.size() & 0xff);
    qsizetype at = std::min<qsizetype>(payload.size(), reportBytes - first.size());
    write(first + payload.first(at));
    for (char sequence = 0; at < payload.size(); ++sequence) {
      const QByteArray lead = m_channel + sequence;
      const qsizetype size = std::min<qsizetype>(payload.size() - at, reportBytes - lead.size());
      write(lead + payload.sliced(at, size));
      at += size;
    }
  }
  void drain() {
    pollfd waiting{m_out, POLLIN, 0};
    char bytes[reportBytes];
    while (poll(&waiting, 1, 0) > 0 && ::read(m_out, bytes, sizeof bytes) > 0) {
    }
  }
  void run() {
    while (!m_stops) {
      if (m_blinksForAnother.exchange(false)) waitForTouch();
      const auto report = read(50);
      if (!report || command(*report) < 0) continue;
      m_channel = report->first(4);
      const int size = qFromBigEndian<quint16>(report->constData() + 5);
      QByteArray payload = report->sliced(7);
      while (payload.size() < size) {
        const auto more = read(1000);
        if (!more) break;
        payload += more->sliced(5);
      }
      payload.truncate(size);
      switch (command(*report)) {
        case 0x06:
          openChannel(payload);
          break;
        case 0x10:
          if (const QByteArray answer = m_key.answer(payload); !m_stops) send(0x10, answer);
          break;
        case 0x11:
          break;  // of what has ended meanwhile
        default:
          send(0x3f, QByteArray(1, '\1'));
      }
    }
  }

  SoftKey& m_key;
  QString m_folder;
  int m_in = -1;
  int m_out = -1;
  QByteArray m_channel = QByteArray(4, '\x7f');
  char m_channels = 0;  ///< given out so far
  std::mutex m_mutex;
  std::condition_variable m_changed;
  std::optional<bool> m_given;
  bool m_blinks = false;
  bool m_refuses = false;
  std::atomic<bool> m_stops = false;
  std::atomic<bool> m_blinksForAnother = false;
  std::thread m_thread;
};

}  // namespace latchkey::tests
