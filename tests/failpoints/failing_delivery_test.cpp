// SPDX-License-Identifier: GPL-3.0-or-later
// A mail, a text and a call to a real relay and a real gateway, the n-th operation failing or the process
// dying at it, until all go through untouched: none is lost without a trace, and none goes out twice. Also
// the program that dies: failing_delivery FOLDER RELAY AUTHORITY GATEWAY AUTHORITY N.
#include <QCoreApplication>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "core/platform/failpoint.h"
#include "service/delivery/channel_router.h"
#include "service/delivery/gateway_sender.h"
#include "service/delivery/smtp_sender.h"
#include "service/domain/delivery_worker.h"
#include "service/domain/message_record.h"
#include "tests/support/helper_server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/program_run.h"
#include "tests/support/store_bench.h"

using namespace latchkey;                   // NOLINT
using namespace latchkey::service::domain;  // NOLINT
using namespace latchkey::tests;            // NOLINT
using platform::FailMode;
using platform::Secret;
using service::delivery::GatewaySender;
using service::delivery::SmtpSender;

namespace {

/// With LATCHKEY_EVERY_FAILPOINT=1 each call, in a quick run one in so many.
int stride() {
  return qEnvironmentVariableIsSet("LATCHKEY_EVERY_FAILPOINT") ? 1 : 7;
}

/// Where to deliver to.
struct Ways {
  quint16 relay = 0;
  QString relayAuthority;
  quint16 gateway = 0;
  QString gatewayAuthority;

  [[nodiscard]] service::delivery::SmtpSettings mail() const {
    service::delivery::SmtpSettings settings;
    settings.host = QStringLiteral("localhost");
    settings.port = relay;
    settings.caFile = relayAuthority;
    settings.from = QStringLiteral("no-reply@contoso.example");
    return settings;
  }
  [[nodiscard]] service::delivery::GatewaySettings phone(Channel channel) const {
    service::delivery::GatewaySettings settings;
    settings.channel = channel;
    settings.url = QUrl(QStringLiteral("https://localhost:%1/send").arg(gateway));
    settings.caFile = gatewayAuthority;
    settings.credentials = Secret("token-1");
    return settings;
  }
};

/// A queue on a real file, with a message for each way out, and what latchkeyd sends them with.
class Office {
public:
  Office(const QString& folder, const Ways& ways)
      : bench(folder),
        m_mail(ways.mail()),
        m_text(ways.phone(Channel::Text)),
        m_voice(ways.phone(Channel::Voice)) {}

  /// @param round makes the names of the messages its own
  void fill(const QByteArray& round) {
    const auto tables = bench.store().begin(Access::Write);
    for (const Channel channel : {Channel::Mail, Channel::Text, Channel::Voice}) {
      Message message;
      message.id = QString::fromLatin1(round) + u'-' + QString::number(static_cast<int>(channel));
      message.channel = channel;
      message.to =
          channel == Channel::Mail ? QStringLiteral("a@example.com") : QStringLiteral("+819098765432");
      message.subject = QStringLiteral("Your code");
      message.body = QStringLiteral("Press 1.\n\n1234567");
      message.code = QStringLiteral("1234567");
      message.createdAt = clock.now();
      tables->outgoing().enqueue(message, QStringLiteral("r"));
    }
    if (!tables->commit()) qFatal("cannot queue");
  }
  /// As latchkeyd's thread does, until nothing waits; false when that never comes.
  [[nodiscard]] bool sendAll() {
    constexpr int enough = 12;
    for (int i = 0; i < enough; ++i) {
      const qint64 next = m_worker.step();
      if (count("state IN (0, 1)") == 0) return true;
      clock.set(std::max(clock.now() + 1000, next));
    }
    return false;
  }
  [[nodiscard]] int count(const char* where) const {
    return bench.ask(QStringLiteral("SELECT COUNT(*) FROM messages WHERE ") + QLatin1String(where)).toInt();
  }
  [[nodiscard]] MessageState stateOf(const QString& id) const {
    return static_cast<MessageState>(
        bench.ask(QStringLiteral("SELECT state FROM messages WHERE id = '%1'").arg(id)).toInt());
  }

  SqliteBench bench;
  ManualClock clock;

private:
  SmtpSender m_mail;
  GatewaySender m_text;
  GatewaySender m_voice;
  service::delivery::ChannelRouter m_router{{&m_mail, &m_text, &m_voice}};
  DeliveryWorker m_worker{bench.deliveries(), {m_router, m_router, m_router}, clock};
};

/// Dies at the n-th operation of sending.
int sendAndDie(const QStringList& arguments) {
  const Ways ways{static_cast<quint16>(arguments.at(2).toUInt()), arguments.at(3),
                  static_cast<quint16>(arguments.at(4).toUInt()), arguments.at(5)};
  Office office(arguments.at(1), ways);
  office.fill("killed" + arguments.at(6).toLatin1());
  platform::armFailpoints(FailMode::Kill, arguments.at(6).toLongLong());
  const bool sent = office.sendAll();
  platform::armFailpoints(FailMode::Off, 0);
  return sent ? 0 : 1;
}

void checkPlaces(const QSet<QByteArray>& places) {
  QVERIFY(places.size() > 1);
  if (stride() > 1) return;
  for (const char* place :
       {"delivery.before", "smtp.connect", "smtp.answer", "gateway.connect", "gateway.answer",
        "delivery.after", "store.statement", "store.commit.before", "store.commit.after"}) {
    QVERIFY2(places.contains(place), place);
  }
}

}  // namespace

class FailingDeliveryTest : public QObject {
  Q_OBJECT

  std::unique_ptr<HelperServer> m_relay;
  std::unique_ptr<HelperServer> m_gateway;
  Ways m_ways;

  /// How often each message came out at the other end.
  QMap<QString, int> arrivals() const {
    QMap<QString, int> all;
    for (const QJsonObject& mail : m_relay->received()) {
      const QString id = mail[u"headers"].toObject()[u"message-id"].toString();
      ++all[id.sliced(1).section(u'@', 0, 0)];
    }
    for (const QJsonObject& request : m_gateway->received()) {
      ++all[request[u"headers"].toObject()[u"idempotency-key"].toString()];
    }
    return all;
  }

  /// What is wrong when nothing waits any more, or nothing. A message that was marked and then met the fault
  /// may have gone out, for all that the service knows, and is not sent again: of that there is one at most.
  QByteArray faultAtEnd(const Office& office, const QByteArray& round, const QByteArray& place) const {
    const QMap<QString, int> arrived = arrivals();
    int unknown = 0;
    for (const char* channel : {"-0", "-1", "-2"}) {
      const QByteArray id = round + channel;
      const int times = arrived.value(QString::fromLatin1(id));
      const MessageState state = office.stateOf(QString::fromLatin1(id));
      if (times > 1) return id + " went out twice";
      if (state == MessageState::Accepted && times != 1) return id + " counts as sent and was not";
      if (state == MessageState::Unknown) ++unknown;
      if (state != MessageState::Accepted && state != MessageState::Unknown) return id + " was given up";
      const bool isAfter = place.endsWith(".answer") || place == "delivery.after";
      if (state == MessageState::Unknown && isAfter && times != 1) return id + " never went out";
    }
    if (unknown > (place.isEmpty() ? 0 : 1)) return "more of unknown fate than faults";
    return office.count("body <> '' OR code <> ''") == 0 ? QByteArray() : QByteArray("a text is kept");
  }

private Q_SLOTS:
  void initTestCase() {
    m_relay = std::make_unique<HelperServer>(QStringLiteral("smtp_server.py"));
    m_gateway =
        std::make_unique<HelperServer>(QStringLiteral("gateway_server.py"),
                                       QStringList{QStringLiteral("--bearer"), QStringLiteral("token-1")});
    QVERIFY(m_relay->isReady() && m_gateway->isReady());
    m_ways = {m_relay->port(), m_relay->authority(), m_gateway->port(), m_gateway->authority()};
  }

  void whateverFailsNoMessageIsLostAndNoneGoesOutTwice() {
    QSet<QByteArray> places;
    for (qint64 at = 1;; at += stride()) {
      const QByteArray round = "failed" + QByteArray::number(at);
      Office office({}, m_ways);
      office.fill(round);
      platform::armFailpoints(FailMode::Fail, at);
      const bool ended = office.sendAll();
      const QByteArray place = platform::failReport().failed;
      platform::armFailpoints(FailMode::Off, 0);
      QVERIFY2(ended, round + ' ' + place + ": a message waits for ever");
      const QByteArray fault = faultAtEnd(office, round, place);
      QVERIFY2(fault.isEmpty(), round + ' ' + place + ": " + fault);
      if (place.isEmpty()) break;
      places.insert(place);
    }
    checkPlaces(places);
  }

  void whereverItDiesNoMessageIsLostAndNoneGoesOutTwice() {
    QSet<QByteArray> places;
    for (qint64 at = 1;; at += stride()) {
      const QTemporaryDir folder;
      const ProgramRun run =
          runProgram(QCoreApplication::applicationFilePath(),
                     {folder.path(), QString::number(m_ways.relay), m_ways.relayAuthority,
                      QString::number(m_ways.gateway), m_ways.gatewayAuthority, QString::number(at)});
      if (run.status == 0) break;
      QVERIFY2(run.status == platform::killedByFailpoint, run.err.constData());
      const QByteArray place = run.err.trimmed().split('\n').last().split(' ').last();
      const QByteArray round = "killed" + QByteArray::number(at);
      Office office(folder.path(), m_ways);
      QVERIFY2(office.sendAll(), round + ' ' + place + ": a message waits for ever");
      const QByteArray fault = faultAtEnd(office, round, place);
      QVERIFY2(fault.isEmpty(), round + ' ' + place + ": " + fault);
      places.insert(place);
    }
    checkPlaces(places);
  }
};

int main(int argc, char** argv) {
  const QCoreApplication application(argc, argv);
  const QStringList arguments = QCoreApplication::arguments();
  if (arguments.size() == 7) return sendAndDie(arguments);
  FailingDeliveryTest test;
  return QTest::qExec(&test, argc, argv);
}
#include "failing_delivery_test.moc"
