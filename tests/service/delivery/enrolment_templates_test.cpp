// SPDX-License-Identifier: GPL-3.0-or-later
// The messages of "Secure your account".
#include <QRegularExpression>
#include <QTest>

#include "service/delivery/template_writer.h"

namespace latchkey::service::delivery {

using domain::Channel;
using domain::Language;

namespace {
domain::CodeFacts codeFacts() {
  domain::CodeFacts facts;
  facts.code = QStringLiteral("1029384");
  facts.serviceName = QStringLiteral("Latchkey");
  facts.accountMask = QStringLiteral("ms*****@outlook.com");
  facts.validMinutes = 30;
  facts.supportContact = QStringLiteral("Help, 03-1234-5978");
  facts.objection = QStringLiteral("WXYZ-2345-ABCD-6789");
  return facts;
}
domain::NoticeFacts noticeFacts() {
  domain::NoticeFacts facts;
  facts.serviceName = QStringLiteral("Latchkey");
  facts.accountMask = QStringLiteral("ms*****@outlook.com");
  facts.when = QStringLiteral("2026-11-22T12:42:00Z");
  facts.receipt = QStringLiteral("7Q4-K2M");
  facts.objection = QStringLiteral("WXYZ-2345-ABCD-6789");
  return facts;
}
}  // namespace

class EnrolmentTemplatesTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void codesOfSecureYourAccountSayWhatTheyAreFor_data() {
    QTest::addColumn<Channel>("channel");
    QTest::addColumn<Language>("language");
    for (const auto& [name, channel] : {std::pair("mail", Channel::Mail), std::pair("text", Channel::Text),
                                        std::pair("voice", Channel::Voice)}) {
      QTest::addRow("%s en", name) << channel << Language::English;
      QTest::addRow("%s ja", name) << channel << Language::Japanese;
    }
  }
  void codesOfSecureYourAccountSayWhatTheyAreFor() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const bool english = language == Language::English;
    auto facts = codeFacts();
    facts.receipt.clear();
    facts.use = domain::CodeUse::FreshProof;
    const QString proof = TemplateWriter().code(channel, language, facts).body;
    facts.use = domain::CodeUse::Registration;
    const QString registration = TemplateWriter().code(channel, language, facts).body;
    for (const QString& body : {proof, registration}) {
      QString digits = body;
      digits.remove(QRegularExpression(QStringLiteral("[^0-9]")));
      QVERIFY2(digits.contains(facts.code), qPrintable(body));
      QVERIFY2(!body.contains(QLatin1Char('{')), qPrintable(body));
      QVERIFY2(!body.contains(english ? QStringLiteral("eceipt") : QStringLiteral("受付番号")),
               qPrintable(body));
      const QString password = english ? QStringLiteral("new password") : QStringLiteral("新しいパスワード");
      QVERIFY2(!body.contains(password), "it is for another thing");
    }
    QVERIFY2(
        proof.contains(english ? QStringLiteral("Secure your account") : QStringLiteral("アカウントの保護")),
        qPrintable(proof));
    QString plain = registration;
    plain.remove(QRegularExpression(QStringLiteral("[^A-Z0-9]")));
    QString objection = facts.objection;
    objection.remove(QLatin1Char('-'));
    QVERIFY2(!plain.contains(objection), "it is nobody's registered address");
  }

  void aRegistrationThatNobodyCouldBeToldOfGoesToAdministrators() {
    for (const auto language : {Language::English, Language::Japanese}) {
      const auto text = TemplateWriter().notice(domain::Notice::RegistrationChanged, Channel::Mail, language,
                                                noticeFacts());
      QVERIFY(text.body.contains(noticeFacts().accountMask));
      QVERIFY(!text.body.contains(noticeFacts().objection) && !text.body.contains(noticeFacts().receipt));
      QVERIFY(!text.body.contains(QLatin1Char('{')));
    }
  }
};

}  // namespace latchkey::service::delivery

QTEST_GUILESS_MAIN(latchkey::service::delivery::EnrolmentTemplatesTest)
#include "enrolment_templates_test.moc"
