// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include "core/fido/libfido_keys.h"

namespace latchkey::tests {

/// Somebody who asks a security key, and what they are told. Given: what a key ends with.
template <typename Given>
struct KeyAsker {
  explicit KeyAsker(int deadline = 20'000) : keys(deadline) {}
  void ask(const flow::KeyRequest& request, const char* pin = "") {
    forget();
    keys.ask(request, platform::Secret(pin), told(), done());
  }
  void make(const flow::NewKeyRequest& request, const char* pin = "") {
    forget();
    keys.make(request, platform::Secret(pin), told(), done());
  }
  [[nodiscard]] bool ended() {
    return QTest::qWaitFor([this] { return end.has_value(); }, 20'000);
  }
  [[nodiscard]] bool isTold(flow::KeyNews wanted) {
    return QTest::qWaitFor([&] { return news.contains(wanted); }, 20'000);
  }
  [[nodiscard]] std::optional<flow::KeyFault> fault() const {
    return end && !*end ? std::optional(end->error().fault) : std::nullopt;
  }
  fido::LibfidoKeys keys;
  QList<flow::KeyNews> news;
  std::optional<Result<Given, flow::KeyError>> end;

private:
  void forget() {
    news.clear();
    end.reset();
  }
  auto told() {
    return [this](flow::KeyNews one) { news << one; };
  }
  auto done() {
    return [this](Result<Given, flow::KeyError> result) { end = std::move(result); };
  }
};

}  // namespace latchkey::tests
