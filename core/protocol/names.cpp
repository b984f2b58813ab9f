// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/protocol/names.h"

#include <array>

namespace latchkey::protocol {

namespace {

template <typename E>
constexpr std::array<std::string_view, 0> words{};

// In the order of the enums; the tests go through every value both ways.
template <>
constexpr std::array words<Reason> = {std::string_view("forgot-password"), std::string_view("cannot-sign-in"),
                                      std::string_view("somebody-else"),
                                      std::string_view("never-had-password")};
template <>
constexpr std::array words<Language> = {std::string_view("en"), std::string_view("ja")};
template <>
constexpr std::array words<Stage> = {
    std::string_view("challenge"), std::string_view("method"),      std::string_view("confirm"),
    std::string_view("code"),      std::string_view("questions"),   std::string_view("security-key"),
    std::string_view("password"),  std::string_view("appeal-code"), std::string_view("appeal-form"),
    std::string_view("done"),      std::string_view("appealed"),    std::string_view("cancelled"),
    std::string_view("expired"),   std::string_view("ended")};
template <>
constexpr std::array words<Ending> = {std::string_view("too-many-tries"),
                                      std::string_view("not-possible"),
                                      std::string_view("unknown-account"),
                                      std::string_view("disabled"),
                                      std::string_view("managed-elsewhere"),
                                      std::string_view("not-enabled"),
                                      std::string_view("nothing-registered"),
                                      std::string_view("only-administrator"),
                                      std::string_view("stopped"),
                                      std::string_view("continued-elsewhere")};
template <>
constexpr std::array words<Continuation> = {std::string_view("none"), std::string_view("continued"),
                                            std::string_view("nothing-found")};
template <>
constexpr std::array words<AdministratorContact> = {std::string_view("not-offered"),
                                                    std::string_view("offered"), std::string_view("sent")};
template <>
constexpr std::array words<ChallengeKind> = {std::string_view("picture"), std::string_view("work")};
template <>
constexpr std::array words<MethodKind> = {std::string_view("mail"),      std::string_view("text"),
                                          std::string_view("call"),      std::string_view("authenticator"),
                                          std::string_view("questions"), std::string_view("security-key"),
                                          std::string_view("start-code")};
template <>
constexpr std::array words<MethodWarning> = {std::string_view("none"),
                                             std::string_view("locked-account-itself")};
template <>
constexpr std::array words<DeliveryState> = {std::string_view("sending"), std::string_view("handed-over")};
template <>
constexpr std::array words<DeliveryStanding> = {std::string_view("queued"),    std::string_view("being-sent"),
                                                std::string_view("delayed"),   std::string_view("accepted"),
                                                std::string_view("delivered"), std::string_view("bounced"),
                                                std::string_view("refused"),   std::string_view("given-up"),
                                                std::string_view("unknown"),   std::string_view("withheld")};
template <>
constexpr std::array words<DeliveryFault> = {
    std::string_view("none"),           std::string_view("mailbox-full"), std::string_view("no-such-mailbox"),
    std::string_view("unwanted"),       std::string_view("cannot-text"),  std::string_view("no-country-code"),
    std::string_view("invalid-number"), std::string_view("blocked"),      std::string_view("unreachable"),
    std::string_view("too-late"),       std::string_view("other")};
template <>
constexpr std::array words<NumberProblem> = {std::string_view("no-country-code"),
                                             std::string_view("leading-zero"),
                                             std::string_view("cannot-text"), std::string_view("invalid")};
template <>
constexpr std::array words<AccountKind> = {std::string_view("other"), std::string_view("domain"),
                                           std::string_view("cloud")};
template <>
constexpr std::array words<SignInResult> = {std::string_view("accepted"), std::string_view("must-change"),
                                            std::string_view("refused"), std::string_view("disabled"),
                                            std::string_view("locked-out")};
template <>
constexpr std::array words<AccountLock> = {std::string_view("unknown"), std::string_view("open"),
                                           std::string_view("locked")};
template <>
constexpr std::array words<Outcome> = {std::string_view("password-set"), std::string_view("unlocked"),
                                       std::string_view("rehearsed")};
template <>
constexpr std::array words<EnrolStage> = {std::string_view("list"),    std::string_view("proof"),
                                          std::string_view("code"),    std::string_view("questions"),
                                          std::string_view("key"),     std::string_view("done"),
                                          std::string_view("expired"), std::string_view("ended")};
template <>
constexpr std::array words<Strength> = {std::string_view("none"), std::string_view("fragile"),
                                        std::string_view("good"), std::string_view("closed")};

static_assert(words<Reason>.size() == static_cast<std::size_t>(Reason::NeverHadPassword) + 1);
static_assert(words<Language>.size() == static_cast<std::size_t>(Language::Japanese) + 1);
static_assert(words<Stage>.size() == static_cast<std::size_t>(Stage::Ended) + 1);
static_assert(words<Ending>.size() == static_cast<std::size_t>(Ending::ContinuedElsewhere) + 1);
static_assert(words<Continuation>.size() == static_cast<std::size_t>(Continuation::NothingFound) + 1);
static_assert(words<AdministratorContact>.size() == static_cast<std::size_t>(AdministratorContact::Sent) + 1);
static_assert(words<ChallengeKind>.size() == static_cast<std::size_t>(ChallengeKind::Work) + 1);
static_assert(words<MethodKind>.size() == static_cast<std::size_t>(MethodKind::StartCode) + 1);
static_assert(words<MethodWarning>.size() ==
              static_cast<std::size_t>(MethodWarning::LockedAccountItself) + 1);
static_assert(words<DeliveryState>.size() == static_cast<std::size_t>(DeliveryState::HandedOver) + 1);
static_assert(words<DeliveryStanding>.size() == static_cast<std::size_t>(DeliveryStanding::Withheld) + 1);
static_assert(words<DeliveryFault>.size() == static_cast<std::size_t>(DeliveryFault::Other) + 1);
static_assert(words<NumberProblem>.size() == static_cast<std::size_t>(NumberProblem::Invalid) + 1);
static_assert(words<AccountKind>.size() == static_cast<std::size_t>(AccountKind::Cloud) + 1);
static_assert(words<AccountLock>.size() == static_cast<std::size_t>(AccountLock::Locked) + 1);
static_assert(words<Outcome>.size() == static_cast<std::size_t>(Outcome::Rehearsed) + 1);
static_assert(words<SignInResult>.size() == static_cast<std::size_t>(SignInResult::LockedOut) + 1);
static_assert(words<EnrolStage>.size() == static_cast<std::size_t>(EnrolStage::Ended) + 1);
static_assert(words<Strength>.size() == static_cast<std::size_t>(Strength::Closed) + 1);

template <typename E>
std::string_view wordOf(E value) {
  const auto index = static_cast<std::size_t>(value);
  return index < words<E>.size() ? words<E>[index] : std::string_view();
}

template <typename E>
std::optional<E> valueOf(std::string_view name) {
  for (std::size_t i = 0; i < words<E>.size(); ++i) {
    if (words<E>[i] == name) return static_cast<E>(i);
  }
  return {};
}

}  // namespace

std::string_view nameOf(Reason reason) {
  return wordOf(reason);
}
std::string_view nameOf(Language language) {
  return wordOf(language);
}
std::string_view nameOf(Stage stage) {
  return wordOf(stage);
}
std::string_view nameOf(Ending ending) {
  return wordOf(ending);
}
std::string_view nameOf(Continuation continuation) {
  return wordOf(continuation);
}
std::string_view nameOf(AdministratorContact contact) {
  return wordOf(contact);
}
std::string_view nameOf(ChallengeKind kind) {
  return wordOf(kind);
}
std::string_view nameOf(MethodKind kind) {
  return wordOf(kind);
}
std::string_view nameOf(MethodWarning warning) {
  return wordOf(warning);
}
std::string_view nameOf(DeliveryState state) {
  return wordOf(state);
}
std::string_view nameOf(DeliveryStanding standing) {
  return wordOf(standing);
}
std::string_view nameOf(DeliveryFault fault) {
  return wordOf(fault);
}
std::string_view nameOf(NumberProblem problem) {
  return wordOf(problem);
}
std::string_view nameOf(AccountKind kind) {
  return wordOf(kind);
}
std::string_view nameOf(AccountLock lock) {
  return wordOf(lock);
}
std::string_view nameOf(Outcome outcome) {
  return wordOf(outcome);
}
std::string_view nameOf(SignInResult result) {
  return wordOf(result);
}
std::string_view nameOf(EnrolStage stage) {
  return wordOf(stage);
}
std::string_view nameOf(Strength strength) {
  return wordOf(strength);
}

template <>
std::optional<Reason> fromName(std::string_view name) {
  return valueOf<Reason>(name);
}
template <>
std::optional<Language> fromName(std::string_view name) {
  return valueOf<Language>(name);
}
template <>
std::optional<Stage> fromName(std::string_view name) {
  return valueOf<Stage>(name);
}
template <>
std::optional<Ending> fromName(std::string_view name) {
  return valueOf<Ending>(name);
}
template <>
std::optional<Continuation> fromName(std::string_view name) {
  return valueOf<Continuation>(name);
}
template <>
std::optional<AdministratorContact> fromName(std::string_view name) {
  return valueOf<AdministratorContact>(name);
}
template <>
std::optional<ChallengeKind> fromName(std::string_view name) {
  return valueOf<ChallengeKind>(name);
}
template <>
std::optional<MethodKind> fromName(std::string_view name) {
  return valueOf<MethodKind>(name);
}
template <>
std::optional<MethodWarning> fromName(std::string_view name) {
  return valueOf<MethodWarning>(name);
}
template <>
std::optional<DeliveryState> fromName(std::string_view name) {
  return valueOf<DeliveryState>(name);
}
template <>
std::optional<DeliveryStanding> fromName(std::string_view name) {
  return valueOf<DeliveryStanding>(name);
}
template <>
std::optional<DeliveryFault> fromName(std::string_view name) {
  return valueOf<DeliveryFault>(name);
}
template <>
std::optional<NumberProblem> fromName(std::string_view name) {
  return valueOf<NumberProblem>(name);
}
template <>
std::optional<AccountKind> fromName(std::string_view name) {
  return valueOf<AccountKind>(name);
}
template <>
std::optional<AccountLock> fromName(std::string_view name) {
  return valueOf<AccountLock>(name);
}
template <>
std::optional<Outcome> fromName(std::string_view name) {
  return valueOf<Outcome>(name);
}
template <>
std::optional<SignInResult> fromName(std::string_view name) {
  return valueOf<SignInResult>(name);
}
template <>
std::optional<EnrolStage> fromName(std::string_view name) {
  return valueOf<EnrolStage>(name);
}
template <>
std::optional<Strength> fromName(std::string_view name) {
  return valueOf<Strength>(name);
}

}  // namespace latchkey::protocol
