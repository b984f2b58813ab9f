// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fido/libfido_keys.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

#include "core/fido/key_device.h"

namespace latchkey::fido {

using flow::KeyAnswer;
using flow::KeyError;
using flow::KeyFault;
using flow::KeyNews;
using flow::KeyRequest;
using flow::NewKey;
using flow::NewKeyRequest;

namespace {
constexpr std::chrono::milliseconds betweenLooks{300};
constexpr int betweenCancels = 250;  // ms
constexpr std::chrono::milliseconds betweenAsking{20};
constexpr int untilItLetsGo = 10'000;  // ms; one that cannot be told keeps its key for as long as it likes
}  // namespace

/// One request. Shared with its thread, which may outlive whoever asked.
class LibfidoKeys::Job {
public:
  using Request = std::variant<KeyRequest, NewKeyRequest>;
  using Answer = std::variant<KeyAnswer, NewKey>;
  using Finished = std::function<void(Result<Answer, KeyError>)>;

  /// @param before one that was cancelled, and may not have let go of its key yet; null: none
  Job(Request request, platform::Secret pin, int deadline, Told told, Finished finished,
      std::shared_ptr<Job> before)
      : m_request(std::move(request)),
        m_pin(std::move(pin)),
        m_deadline(deadline),
        m_told(std::move(told)),
        m_finished(std::move(finished)),
        m_before(std::move(before)) {}

  void run() {
    auto end = lookAndAsk();
    m_pin.wipe();
    const std::lock_guard lock(m_mutex);
    m_ended = true;
    if (end && !m_cancelled) m_finished(std::move(*end));
  }

  void cancel() {
    const std::lock_guard lock(m_mutex);
    m_cancelled = true;
    if (m_device != nullptr) m_device->cancel();
    m_changed.notify_all();
  }
  [[nodiscard]] bool isCancelled() const {
    const std::lock_guard lock(m_mutex);
    return m_cancelled;
  }
  [[nodiscard]] bool hasEnded() const {
    const std::lock_guard lock(m_mutex);
    // One that was cancelled while it waited leaves the one before it behind.
    return m_ended && (!m_before || m_before->hasEnded());
  }

private:
  using End = std::optional<Result<Answer, KeyError>>;

  [[nodiscard]] bool wantsNewKey() const { return std::holds_alternative<NewKeyRequest>(m_request); }
  /// What is told of a key that is of no use.
  [[nodiscard]] KeyNews unfitNews() const { return wantsNewKey() ? KeyNews::KnownKey : KeyNews::OtherKey; }

  /// Nothing when it was cancelled.
  End lookAndAsk() {
    waitForOneBefore();
    QStringList looked;  // those that were found to be of no use
    while (!isCancelled()) {
      if (m_deadline.hasExpired()) return End(unexpected(KeyError{KeyFault::TimedOut}));
      const QStringList paths = pluggedKeys();
      if (paths.isEmpty()) tell(KeyNews::PlugIn);
      if (!paths.isEmpty() && paths != looked) {
        looked = paths;
        if (auto end = askOneOf(paths)) return end;
        if (m_lookAgain) looked.clear();
      }
      wait();
    }
    return std::nullopt;
  }

  End askOneOf(const QStringList& paths) {
    m_lookAgain = false;
    bool opened = false;
    for (const QString& path : paths) {
      KeyDevice device(path);
      if (!device.isOpen()) {
        m_lookAgain = m_lookAgain || device.isBusy();
        continue;
      }
      opened = true;
      const auto holding = std::visit([&](const auto& request) { return device.holds(request); }, m_request);
      if (holding == KeyDevice::Holding::NotTold) {
        m_lookAgain = true;
      } else if ((holding == KeyDevice::Holding::Yes) != wantsNewKey()) {
        return ask(device);
      }
    }
    // Of one that is busy it is not known yet whose it is.
    if (m_lookAgain) return std::nullopt;
    // One that is gone again does not count.
    if (!opened && pluggedKeys() == paths) return End(unexpected(KeyError{KeyFault::Unavailable}));
    if (opened) tell(unfitNews());
    return std::nullopt;
  }

  End ask(KeyDevice& device) {
    const auto hindered =
        std::visit([&](const auto& request) { return device.hindrance(request, m_pin); }, m_request);
    if (hindered) return End(unexpected(*hindered));
    if (!hold(&device)) return std::nullopt;
    tell(KeyNews::Touch);
    auto end = std::visit(
        [&](const auto& request) {
          return device.ask(request, m_pin, static_cast<int>(m_deadline.remainingTime()));
        },
        m_request);
    hold(nullptr);
    if (auto* const answer = std::get_if<KeyAnswer>(&end)) return End(std::move(*answer));
    if (auto* const key = std::get_if<NewKey>(&end)) return End(std::move(*key));
    if (const auto* const error = std::get_if<KeyError>(&end)) return End(unexpected(*error));
    if (std::holds_alternative<KeyDevice::Unfit>(end)) {
      tell(unfitNews());
    } else {
      m_lookAgain = true;
    }
    return std::nullopt;
  }

  /// False when it was cancelled before.
  bool hold(KeyDevice* device) {
    const std::lock_guard lock(m_mutex);
    m_device = m_cancelled ? nullptr : device;
    return !m_cancelled;
  }

  void tell(KeyNews news) {
    if (std::exchange(m_news, news) == news) return;
    const std::lock_guard lock(m_mutex);
    if (!m_cancelled) m_told(news);
  }

  /// Two who ask one key at once would take each other's answers.
  void waitForOneBefore() {
    const QDeadlineTimer patience(untilItLetsGo);
    while (m_before && !m_before->hasEnded() && !patience.hasExpired() && !isCancelled()) {
      std::unique_lock lock(m_mutex);
      m_changed.wait_for(lock, betweenAsking, [this] { return m_cancelled; });
    }
    if (!isCancelled()) m_before.reset();
  }

  void wait() {
    std::unique_lock lock(m_mutex);
    m_changed.wait_for(lock, betweenLooks, [this] { return m_cancelled; });
  }

  const Request m_request;
  platform::Secret m_pin;
  const QDeadlineTimer m_deadline;
  const Told m_told;
  const Finished m_finished;
  std::shared_ptr<Job> m_before;
  bool m_lookAgain = false;
  std::optional<KeyNews> m_news;
  mutable std::mutex m_mutex;
  std::condition_variable m_changed;
  KeyDevice* m_device = nullptr;  ///< that waits for its touch
  bool m_cancelled = false;
  bool m_ended = false;
};

LibfidoKeys::LibfidoKeys(int deadline) : m_deadline(deadline), m_context(std::make_unique<QObject>()) {}

LibfidoKeys::~LibfidoKeys() {
  cancel();
}

void LibfidoKeys::ask(KeyRequest request, platform::Secret pin, Told told, Done done) {
  begin(std::move(request), std::move(pin), std::move(told), std::move(done));
}

void LibfidoKeys::make(NewKeyRequest request, platform::Secret pin, Told told, Made made) {
  begin(std::move(request), std::move(pin), std::move(told), std::move(made));
}

template <typename Request, typename Answer>
void LibfidoKeys::begin(Request request, platform::Secret pin, Told told,
                        std::function<void(Result<Answer, KeyError>)> done) {
  cancel();
  m_context = std::make_unique<QObject>();
  // There as long as the job is not cancelled; what was queued by then goes with it.
  const auto later = [context = m_context.get()](auto call) {
    QMetaObject::invokeMethod(context, std::move(call), Qt::QueuedConnection);
  };
  m_job = std::make_shared<Job>(
      std::move(request), std::move(pin), m_deadline,
      [later, told = std::move(told)](KeyNews news) { later([told, news] { told(news); }); },
      [later, done = std::move(done)](Result<Job::Answer, KeyError> end) {
        later([done, end = std::move(end)] {
          if (!end) return done(unexpected(end.error()));
          done(std::get<Answer>(*end));
        });
      },
      std::exchange(m_before, nullptr));
  std::thread([job = m_job] { job->run(); }).detach();
}

void LibfidoKeys::cancel() {
  if (!m_job) return;
  const auto job = std::exchange(m_job, nullptr);
  job->cancel();
  m_before = job;
  m_context.reset();
  if (QCoreApplication::instance() == nullptr) return;
  // A key that is told before it has taken the request goes on waiting for a touch: so it is told again.
  auto* const again = new QTimer(QCoreApplication::instance());
  QObject::connect(again, &QTimer::timeout, again, [job, again] {
    if (job->hasEnded()) return again->deleteLater();
    job->cancel();
  });
  again->start(betweenCancels);
}

}  // namespace latchkey::fido
