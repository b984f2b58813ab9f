// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>
#include <functional>

#include "core/protocol/codec.h"
#include "tests/support/hostile_server.h"

namespace latchkey::tests {

/// A small recovery service that keeps its word, on a server that does not have to: one account, everything
/// right is accepted, each idempotency key acts once. The test gets between any exchange by mischief().
class ScriptedService {
public:
  enum class Moment {
    Read,   ///< the request has been read, nothing has been done
    Acted,  ///< it has been done, and the answer is ready
  };
  /// What happens to one exchange. True: the mischief has seen to the connection, nothing else is written.
  using Mischief = std::function<bool(Moment, QSslSocket&, const SeenRequest&, const QByteArray& answer)>;

  explicit ScriptedService(const Certificate& certificate) : m_server(certificate) {
    m_server.onRequest([this](QSslSocket& socket, const SeenRequest& request) { serve(socket, request); });
  }

  [[nodiscard]] HostileServer& server() { return m_server; }
  void mischief(Mischief mischief) { m_mischief = std::move(mischief); }
  /// Lets the next views be changed before they are told, e.g. to put something hostile into a text.
  void colour(std::function<void(protocol::RecoveryView&)> change) { m_colour = std::move(change); }

  /// From now on the one way is security questions, which need no confirmation.
  void askQuestions() { m_asks = true; }

  /// From now on the new password may be tried once the recovery is done.
  void offerTrial() { m_offersTrial = true; }

  /// The one way is a security key.
  void askKey() { m_asksKey = true; }
  /// The account is locked, which the password page tells.
  void lockAccount() { m_locked = true; }
  /// Somebody can be asked.
  void offerAdministrator() { m_offersAdministrator = true; }
  void takeAppeals() { m_takesAppeals = true; }

  /// What has been done, in order and once each: "recoveries", "challenge/answer", "method" …
  [[nodiscard]] const QStringList& acts() const { return m_acts; }
  [[nodiscard]] protocol::Stage stage() const { return m_stage; }
  /// Requests with this path, repeats included.
  [[nodiscard]] int requests(const QByteArray& path) const {
    int count = 0;
    for (const SeenRequest& each : m_server.requests()) count += each.path == path ? 1 : 0;
    return count;
  }

  [[nodiscard]] protocol::RecoveryView view() const {
    using protocol::Stage;
    protocol::RecoveryView made;
    made.stage = m_stage;
    made.receipt = QStringLiteral("7Q4-K2M");
    made.accountName = QStringLiteral("msabc123@outlook.com");
    made.realmName = QStringLiteral("Outlook");
    made.support = {QStringLiteral("IT help desk"), QStringLiteral("help@contoso.example"), {}, {}};
    made.idleExpiresIn = 900;
    made.expiresIn = 3600;
    if (m_stage == Stage::Challenge)
      made.challenge = protocol::ChallengeView{
          QStringLiteral("c%1").arg(m_challenges), protocol::ChallengeKind::Picture, 300, {}, 0};
    const bool hasMethods = m_stage == Stage::Method || m_stage == Stage::Confirm || m_stage == Stage::Code ||
                            m_stage == Stage::Questions || m_stage == Stage::SecurityKey;
    if (hasMethods && m_asksKey)
      made.methods = {{mailHandle(), protocol::MethodKind::SecurityKey, {}, {}}};
    else if (hasMethods && m_asks)
      made.methods = {{mailHandle(), protocol::MethodKind::Questions, {}, {}}};
    else if (hasMethods)
      made.methods = {{mailHandle(), protocol::MethodKind::Mail, QStringLiteral("ms*****@example.com"), {}},
                      {textHandle(), protocol::MethodKind::Text, QStringLiteral("*********32"), {}}};
    if (m_stage == Stage::Confirm || m_stage == Stage::Code || m_stage == Stage::Questions)
      made.chosenHandle = mailHandle();
    if (m_stage == Stage::Questions)
      made.questions = protocol::QuestionsView{{{QStringLiteral("school"), QStringLiteral("Which school?")},
                                                {QStringLiteral("friend"), QStringLiteral("Which friend?")}},
                                               5};
    if (m_stage == Stage::SecurityKey)
      made.securityKey = protocol::SecurityKeyView{
          QStringLiteral("localhost"), QByteArray(32, 'c'), {QByteArray("credential")}, false, 5};
    if (m_offersAdministrator && m_stage == Stage::Method)
      made.administrator =
          m_told ? protocol::AdministratorContact::Sent : protocol::AdministratorContact::Offered;
    const bool isAppeal =
        m_stage == Stage::AppealCode || m_stage == Stage::AppealForm || m_stage == Stage::Appealed;
    if (isAppeal || (m_takesAppeals && m_stage == Stage::Method))
      made.appeal = protocol::AppealView{{protocol::MethodKind::Mail},
                                         isAppeal ? QStringLiteral("mi*****@example.net") : QString(),
                                         {},
                                         86400,
                                         86400};
    if (m_stage == Stage::Code || m_stage == Stage::AppealCode)
      made.code = protocol::CodeView{protocol::MethodKind::Mail,
                                     QStringLiteral("ms*****@example.com"),
                                     QStringLiteral("msabc123.backup"),
                                     7,
                                     1800,
                                     0,
                                     5 - m_resends,
                                     5,
                                     protocol::DeliveryState::HandedOver};
    if (m_stage == Stage::Password || m_stage == Stage::Done) made.gatesPassed = 1;
    if (m_stage == Stage::Password) made.passwordRules = protocol::PasswordRulesView();
    if (m_stage == Stage::Password && m_locked) made.lock = protocol::AccountLock::Locked;
    if (m_stage == Stage::Done && m_unlocked) made.outcome = protocol::Outcome::Unlocked;
    if (m_stage == Stage::Done) made.contactsNotified = 3;
    if (m_stage == Stage::Done && m_offersTrial) made.signInTriesLeft = 3;
    if (m_tried) made.signIn = protocol::SignInResult::Accepted;
    return made;
  }
  static QString mailHandle() { return QString(22, QLatin1Char('m')); }
  static QString textHandle() { return QString(22, QLatin1Char('t')); }
  static protocol::Discovery discovery() {
    return {QStringLiteral("Outlook"),
            QStringLiteral("v1"),
            {protocol::Language::English, protocol::Language::Japanese},
            {protocol::ChallengeKind::Picture, protocol::ChallengeKind::Work},
            {QStringLiteral("IT help desk"), QStringLiteral("help@contoso.example"), {}, {}}};
  }

private:
  void serve(QSslSocket& socket, const SeenRequest& request) {
    const QPointer<QSslSocket> alive(&socket);
    if (m_mischief && m_mischief(Moment::Read, socket, request, {})) return;
    const QByteArray answer = answerTo(request);
    if (m_mischief && m_mischief(Moment::Acted, socket, request, answer)) return;
    if (alive) socket.write(answer);
  }

  QByteArray answerTo(const SeenRequest& request) {
    if (request.path == "/.well-known/account-recovery")
      return HostileServer::json(200, protocol::encodeDiscovery(discovery()));
    if (request.path == "/v1/recovery/challenge/picture")
      return HostileServer::response(200, "image/png", picture());
    if (request.method == "GET") return stateAnswer(200, false);
    const QByteArray key = request.headers.value("idempotency-key");
    if (!m_answers.contains(key)) m_answers.insert(key, act(request));
    return m_answers.value(key);
  }

  QByteArray act(const SeenRequest& request) {
    using protocol::Stage;
    const QByteArray body = request.body;
    const auto moves = [&](Stage from, Stage to, bool freshToken = false) {
      if (m_stage != from && !(from == Stage::Confirm && m_stage == Stage::Code))
        return HostileServer::problem(409, "wrong-stage");
      m_stage = to;
      note(request);
      return stateAnswer(200, freshToken);
    };
    if (request.path == "/v1/recoveries") {
      m_stage = Stage::Challenge;
      note(request);
      return stateAnswer(201, true);
    }
    if (request.path == "/v1/recovery/challenge") {
      ++m_challenges;
      return moves(Stage::Challenge, Stage::Challenge);
    }
    if (request.path == "/v1/recovery/challenge/answer") return moves(Stage::Challenge, Stage::Method);
    if (request.path == "/v1/recovery/method") {
      if (m_stage == Stage::Confirm || m_stage == Stage::Code) m_stage = Stage::Method;
      return moves(Stage::Method, m_asksKey ? Stage::SecurityKey
                                  : m_asks  ? Stage::Questions
                                            : Stage::Confirm);
    }
    if (request.path == "/v1/recovery/confirm") return moves(Stage::Confirm, Stage::Code);
    if (request.path == "/v1/recovery/resend") {
      ++m_resends;
      return moves(Stage::Code, Stage::Code);
    }
    if (request.path == "/v1/recovery/code" && m_stage == Stage::AppealCode)
      return moves(Stage::AppealCode, Stage::AppealForm);
    if (request.path == "/v1/recovery/code") return moves(Stage::Code, Stage::Password, true);
    if (request.path == "/v1/recovery/answers") return moves(Stage::Questions, Stage::Password, true);
    if (request.path == "/v1/recovery/assertion") return moves(Stage::SecurityKey, Stage::Password, true);
    if (request.path == "/v1/recovery/unlock") {
      m_unlocked = m_stage == Stage::Password;
      return moves(Stage::Password, Stage::Done);
    }
    if (request.path == "/v1/recovery/administrator") {
      m_told = true;
      return moves(Stage::Method, Stage::Method);
    }
    if (request.path == "/v1/recovery/appeal/contact") return moves(Stage::Method, Stage::AppealCode);
    if (request.path == "/v1/recovery/appeal") return moves(Stage::AppealForm, Stage::Appealed);
    if (request.path == "/v1/approvals") {
      m_stage = Stage::Code;
      note(request);
      return stateAnswer(201, true);
    }
    if (request.path == "/v1/recovery/password") return moves(Stage::Password, Stage::Done);
    if (request.path == "/v1/recovery/sign-in") {
      // The proof of the key alone is good for it.
      if (request.headers.contains("authorization")) return HostileServer::problem(401, "unauthorized");
      m_tried = m_stage == Stage::Done;
      return moves(Stage::Done, Stage::Done);
    }
    if (request.path == "/v1/recovery/language") {
      note(request);
      return stateAnswer(200, false);
    }
    if (request.path == "/v1/recovery/resume") {
      if (m_stage == Stage::Password) m_stage = Stage::Method;
      note(request);
      return stateAnswer(200, true);
    }
    if (request.path == "/v1/recovery/cancel") {
      m_stage = Stage::Cancelled;
      note(request);
      return stateAnswer(200, false);
    }
    return HostileServer::problem(404, "not-found");
  }

  void note(const SeenRequest& request) {
    QByteArray name = request.path;
    name.replace("/v1/recovery/", "").replace("/v1/", "");
    m_acts << QString::fromLatin1(name);
  }
  QByteArray stateAnswer(int status, bool freshToken) {
    protocol::RecoveryAnswer answer;
    answer.view = view();
    if (m_colour) m_colour(answer.view);
    if (freshToken) answer.token = platform::Secret("token-of-this-test-" + std::to_string(++m_tokens));
    const platform::Secret body = protocol::encodeAnswer(answer);
    return HostileServer::json(status, QByteArray(body.view().data(), static_cast<qsizetype>(body.size())));
  }
  static QByteArray picture() {
    // One black dot: the smallest that a PNG reader takes.
    return QByteArray::fromBase64(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==");
  }

  HostileServer m_server;
  Mischief m_mischief;
  std::function<void(protocol::RecoveryView&)> m_colour;
  protocol::Stage m_stage = protocol::Stage::Challenge;
  QHash<QByteArray, QByteArray> m_answers;
  QStringList m_acts;
  bool m_asks = false;
  bool m_offersTrial = false;
  bool m_tried = false;
  bool m_asksKey = false;
  bool m_locked = false;
  bool m_unlocked = false;
  bool m_offersAdministrator = false;
  bool m_told = false;
  bool m_takesAppeals = false;
  int m_challenges = 0;
  int m_resends = 0;
  int m_tokens = 0;
};

}  // namespace latchkey::tests
