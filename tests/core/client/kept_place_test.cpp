// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/client/kept_place.h"

#include <QTest>

#include "core/client/proof_of_possession.h"
#include "tests/core/client/gateway_fixture.h"

using namespace latchkey;
using namespace latchkey::client;
using latchkey::platform::Secret;
using latchkey::tests::GatewayFixture;

namespace {

const std::string key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
const std::string token = "1kQ7pX0aZ3vB.p6mXn0v4yQW2cR8sJt5uLk1hGf9dEo7iBz3aVx0Tq_w";

std::string entry(const std::string& server = "https://recovery.example.org",
                  const std::string& reason = "somebody-else", const std::string& hex = key,
                  const std::string& opening = token) {
  return "latchkey-place-1\n" + server + '\n' + reason + '\n' + hex + '\n' + opening + '\n';
}

}  // namespace

class KeptPlaceTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void whatIsWrittenIsRead() {
    const auto place = decodePlace(Secret(entry()));
    QVERIFY(place);
    QCOMPARE(place->server, QUrl(QStringLiteral("https://recovery.example.org")));
    QCOMPARE(place->reason, protocol::Reason::SomebodyElse);
    QCOMPARE(place->key.size(), std::size_t(32));
    QCOMPARE(place->key.view().front(), '\0');
    QCOMPARE(place->key.view().back(), '\x1f');
    QVERIFY(place->token.equals(Secret(token)));
    QVERIFY(encodePlace(*place).equals(Secret(entry())));
  }

  void nothingElseIsRead_data() {
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const std::string& text) {
      QTest::newRow(name) << QByteArray::fromStdString(text);
    };
    row("nothing", "");
    row("another version", "latchkey-place-2" + entry().substr(16));
    row("json", "{\"server\":\"x\"}");
    row("a byte-order mark", "\xef\xbb\xbf" + entry());
    row("a line more", entry() + "\n");
    row("something after the end", entry() + "x");
    row("without its last line feed", entry().substr(0, entry().size() - 1));
    row("cut", entry().substr(0, 80));
    row("carriage returns", "latchkey-place-1\r" + entry().substr(16));
    row("plain http", entry("http://recovery.example.org"));
    row("no origin", entry("https://recovery.example.org/path"));
    row("with a user", entry("https://user:word@recovery.example.org"));
    row("capitals", entry("HTTPS://recovery.example.org"));
    row("a default port", entry("https://recovery.example.org:443"));
    row("blanks around", entry(" https://recovery.example.org"));
    row("no address", entry(""));
    row("no such reason", entry("https://recovery.example.org", "because"));
    row("a short key", entry("https://recovery.example.org", "somebody-else", key.substr(2)));
    row("a long key", entry("https://recovery.example.org", "somebody-else", key + "00"));
    row("capital digits", entry("https://recovery.example.org", "somebody-else", "0A" + key.substr(2)));
    row("no digits", entry("https://recovery.example.org", "somebody-else", "zz" + key.substr(2)));
    row("a short token", entry("https://recovery.example.org", "somebody-else", key, "abc"));
    row("a long token", entry("https://recovery.example.org", "somebody-else", key, std::string(257, 'a')));
    row("a header in the token",
        entry("https://recovery.example.org", "somebody-else", key, token + "\r\nX: y"));
    row("U+0000 in the token",
        entry("https://recovery.example.org", "somebody-else", key, token + std::string(1, '\0')));
    row("very long", entry() + std::string(100000, 'a'));
  }
  void nothingElseIsRead() {
    QFETCH(QByteArray, text);
    const auto place = decodePlace(Secret({text.constData(), static_cast<std::size_t>(text.size())}));
    QVERIFY(!place);
    QCOMPARE(place.error(), PlaceFault::Unreadable);
  }

  void aPlaceOfAnotherServiceOrWithoutAKeyIsNotTakenOver() {
    GatewayFixture fixture;
    const auto other = fixture.gateway().adopt(Secret(entry()));
    QVERIFY(!other);
    QCOMPARE(other.error(), PlaceFault::Unreadable);
    const std::string here = fixture.server().url().toEncoded().toStdString();
    const struct {
      const char* what;
      std::string hex;
    } numbers[] = {{"zero", std::string(64, '0')}, {"beyond the order of the curve", std::string(64, 'f')}};
    for (const auto& number : numbers) {
      const auto none = fixture.gateway().adopt(Secret(entry(here, "somebody-else", number.hex)));
      QVERIFY2(!none, number.what);
      QCOMPARE(none.error(), PlaceFault::Unreadable);
    }
  }

  void theOpeningIsKeptAndNothingAfterTheGate() {
    GatewayFixture fixture;
    QVERIFY(!fixture.gateway().place(protocol::Reason::ForgotPassword));  // nothing is open
    fixture.script({GatewayFixture::say(GatewayFixture::tokenAnswer(201, "token-of-the-opening")),
                    GatewayFixture::say(GatewayFixture::viewAnswer()),
                    GatewayFixture::say(GatewayFixture::tokenAnswer(200, "token-after-the-gate"))});
    const auto send = [&](protocol::Command command) {
      const auto reply = fixture.send(std::move(command));
      return tests::isSoon([&reply] { return reply->has_value(); }) && (*reply)->has_value();
    };
    QVERIFY(send(GatewayFixture::open()));
    const auto kept = fixture.gateway().place(protocol::Reason::SomebodyElse);
    QVERIFY(kept);
    QVERIFY(send(protocol::ChooseMethod{QString(22, u'h')}));
    QVERIFY(fixture.gateway().place(protocol::Reason::SomebodyElse)->equals(*kept));  // the same all along
    QVERIFY(send(GatewayFixture::code()));
    QVERIFY(!fixture.gateway().place(protocol::Reason::SomebodyElse));

    // What was kept speaks with the same key, and with the token of the opening.
    const qsizetype last = fixture.server().requests().size() - 1;
    const QJsonObject before = fixture.proofPart(last, 0);
    fixture.gateway().forget();
    QCOMPARE(fixture.gateway().adopt(*kept), protocol::Reason::SomebodyElse);
    QVERIFY(send(protocol::ResumeRecovery{}));
    QCOMPARE(fixture.proofPart(last + 1, 0), before);
    QCOMPARE(fixture.server().requests().last().path, QByteArray("/v1/recovery/resume"));
    QCOMPARE(fixture.header(last + 1, "authorization"), QByteArray("DPoP token-of-the-opening"));
  }
};

QTEST_GUILESS_MAIN(KeptPlaceTest)
#include "kept_place_test.moc"
