// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>
#include <deque>
#include <optional>
#include <utility>
#include <variant>

#include "core/flow/recovery_gateway.h"

namespace latchkey::tests {

/// A gateway that records what it is asked and answers when the test says so, oldest call first.
/// It may be destroyed with calls pending; they are then never answered, as the port promises.
///
/// log() has one word for each call: "open", "challenge", "answer", "method", "confirm", "resend",
/// "code", "answers", "password", "unlock", "cancel", "language", "administrator", "sign-in", "resume",
/// "appeal-contact", "appeal", "approval", "refresh", "picture", "clip", "discover", "forget".
class FakeGateway final : public flow::RecoveryGateway {
public:
  using View = protocol::RecoveryView;

  void discover(Callback<protocol::Discovery> done) override {
    m_log << QStringLiteral("discover");
    m_discoveries.push_back(std::move(done));
  }
  void send(protocol::Command command, Callback<View> done) override {
    m_log << nameOf(command);
    m_commands.push_back(std::move(command));
    m_views.push_back(std::move(done));
  }
  void refresh(Callback<View> done) override {
    m_log << QStringLiteral("refresh");
    m_views.push_back(std::move(done));
  }
  void fetch(flow::Media media, Callback<QByteArray> done) override {
    m_log << (media == flow::Media::Picture ? QStringLiteral("picture") : QStringLiteral("clip"));
    m_media.push_back(std::move(done));
  }
  void forget() override {
    m_log << QStringLiteral("forget");
    m_views.clear();
    m_media.clear();
    m_discoveries.clear();
  }

  /// Answers the oldest pending send() or refresh(). False when there is none.
  bool answer(const View& view) { return deliver<View>(m_views, view); }
  bool fail(flow::GatewayFault fault) {
    return deliver<View>(m_views, unexpected(flow::GatewayError{fault, {}}));
  }
  bool refuse(protocol::Problem problem) {
    return deliver<View>(m_views,
                         unexpected(flow::GatewayError{flow::GatewayFault::Refused, std::move(problem)}));
  }
  bool refuse(protocol::ProblemKind kind) { return refuse(protocol::Problem{kind, 0, {}, {}, {}, {}}); }
  bool answerMedia(const QByteArray& bytes) { return deliver<QByteArray>(m_media, bytes); }
  bool failMedia(flow::GatewayFault fault) {
    return deliver<QByteArray>(m_media, unexpected(flow::GatewayError{fault, {}}));
  }
  bool answerDiscovery(const protocol::Discovery& discovery) {
    return deliver<protocol::Discovery>(m_discoveries, discovery);
  }
  bool failDiscovery(flow::GatewayFault fault) {
    return deliver<protocol::Discovery>(m_discoveries, unexpected(flow::GatewayError{fault, {}}));
  }

  [[nodiscard]] const QStringList& log() const { return m_log; }
  [[nodiscard]] QStringList takeLog() { return std::exchange(m_log, {}); }
  [[nodiscard]] int pending() const { return static_cast<int>(m_views.size()); }
  /// The last command of this type, or null. Valid until the next call of send().
  template <typename T>
  [[nodiscard]] const T* last() const {
    for (auto command = m_commands.rbegin(); command != m_commands.rend(); ++command) {
      if (const T* found = std::get_if<T>(&*command)) return found;
    }
    return nullptr;
  }

private:
  template <typename T>
  static bool deliver(std::deque<Callback<T>>& waiting, Result<T, flow::GatewayError> result) {
    if (waiting.empty()) return false;
    const Callback<T> done = std::move(waiting.front());
    waiting.pop_front();  // before the call: it may ask for the next thing at once
    done(std::move(result));
    return true;
  }
  static QString nameOf(const protocol::Command& command) {
    static const QStringList names = {
        QStringLiteral("open"),     QStringLiteral("challenge"),      QStringLiteral("answer"),
        QStringLiteral("method"),   QStringLiteral("confirm"),        QStringLiteral("resend"),
        QStringLiteral("code"),     QStringLiteral("answers"),        QStringLiteral("assertion"),
        QStringLiteral("password"), QStringLiteral("unlock"),         QStringLiteral("cancel"),
        QStringLiteral("language"), QStringLiteral("administrator"),  QStringLiteral("sign-in"),
        QStringLiteral("resume"),   QStringLiteral("appeal-contact"), QStringLiteral("appeal"),
        QStringLiteral("approval")};
    static_assert(std::variant_size_v<protocol::Command> == 19);
    return names.at(static_cast<qsizetype>(command.index()));
  }

  QStringList m_log;
  std::deque<protocol::Command> m_commands;
  std::deque<Callback<View>> m_views;
  std::deque<Callback<QByteArray>> m_media;
  std::deque<Callback<protocol::Discovery>> m_discoveries;
};

}  // namespace latchkey::tests
