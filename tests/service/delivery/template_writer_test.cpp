// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/delivery/template_writer.h"

#include <QTest>

#include "service/delivery/text_template.h"
#include "service/domain/records.h"

using namespace latchkey::service;
using delivery::TemplateWriter;
using domain::Channel;
using domain::Language;

namespace {

domain::CodeFacts codeFacts() {
  return {.code = QStringLiteral("4820175"),
          .serviceName = QStringLiteral("Contoso Accounts"),
          .accountMask = QStringLiteral("ms*****@outlook.com"),
          .receipt = QStringLiteral("K7QP-2MXH"),
          .validMinutes = 10,
          .supportContact = QStringLiteral("help@contoso.example"),
          .objection = QStringLiteral("7Q4K-2MXY-A3B4-C5D6")};
}

domain::NoticeFacts noticeFacts() {
  return {.serviceName = QStringLiteral("Contoso Accounts"),
          .accountMask = QStringLiteral("ms*****@outlook.com"),
          .receipt = QStringLiteral("K7QP-2MXH"),
          .when = QStringLiteral("2026-11-22T21:42:19+09:00"),
          .supportContact = QStringLiteral("help@contoso.example"),
          .objection = QStringLiteral("7Q4K-2MXY-A3B4-C5D6"),
          .ticket = {},
          .password = {}};
}

/// Every message that carries a code of "this was not me".
QStringList objectable(Channel channel, Language language, const QString& support) {
  const TemplateWriter writer;
  auto code = codeFacts();
  code.supportContact = support;
  auto facts = noticeFacts();
  facts.supportContact = support;
  domain::ContactFacts contact;
  contact.objection = facts.objection;
  contact.supportContact = support;
  domain::ContactFacts removed = contact;
  removed.event = domain::ContactEvent::Removed;
  QStringList bodies{writer.code(channel, language, code).body,
                     writer.contactChanged(channel, language, contact).body,
                     writer.contactChanged(channel, language, removed).body};
  for (const auto notice :
       {domain::Notice::PasswordChanged, domain::Notice::AccountUnlocked, domain::Notice::FactorLocked,
        domain::Notice::QuestionsChanged, domain::Notice::KeysChanged, domain::Notice::StartCodeIssued,
        domain::Notice::AppealFiled, domain::Notice::AppealApproved}) {
    bodies << writer.notice(notice, channel, language, facts).body;
  }
  return bodies;
}

void addChannelsAndLanguages() {
  QTest::addColumn<Channel>("channel");
  QTest::addColumn<Language>("language");
  QTest::newRow("mail en") << Channel::Mail << Language::English;
  QTest::newRow("mail ja") << Channel::Mail << Language::Japanese;
  QTest::newRow("text en") << Channel::Text << Language::English;
  QTest::newRow("text ja") << Channel::Text << Language::Japanese;
  QTest::newRow("voice en") << Channel::Voice << Language::English;
  QTest::newRow("voice ja") << Channel::Voice << Language::Japanese;
}

}  // namespace

class TemplateWriterTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void aCodeMessageSaysEverythingItMust_data() { addChannelsAndLanguages(); }
  void aCodeMessageSaysEverythingItMust() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const auto text = TemplateWriter().code(channel, language, codeFacts());
    const bool english = language == Language::English;

    if (channel == Channel::Voice) {
      const QString digits =
          english ? QStringLiteral("4, 8, 2, 0, 1, 7, 5") : QStringLiteral("4、8、2、0、1、7、5");
      QCOMPARE(text.body.count(digits), 2);
      QVERIFY(!text.body.contains(QStringLiteral("4820175")));
      const qsizetype gap = text.body.indexOf(QStringLiteral("\n\n"));
      QVERIFY2(gap > 0 && gap < text.body.indexOf(digits), "the code must come after the key");
      QVERIFY(text.body.contains(english ? QStringLiteral("press any key") : QStringLiteral("ボタン")));
    } else {
      QVERIFY(text.body.contains(QStringLiteral("4820175")));
      QVERIFY2(text.body.contains(QStringLiteral("ms*****@outlook.com")), "which account");
      QVERIFY2(text.body.contains(QStringLiteral("K7QP-2MXH")), "the receipt");
    }
    QVERIFY2(text.body.contains(QStringLiteral("Contoso Accounts")), "who sends it");
    QVERIFY2(text.body.contains(QStringLiteral("10")), "for how long");
    QVERIFY2(text.body.contains(QStringLiteral("help@contoso.example")), "how to say: not me");
    QVERIFY2(text.body.contains(english ? QStringLiteral("Nobody will ask you for this code")
                                        : QStringLiteral("お尋ね")),
             "nobody asks for it");
    QVERIFY(text.body.contains(english ? QStringLiteral("help desk included") : QStringLiteral("窓口")));
    QCOMPARE(text.subject.isEmpty(), channel != Channel::Mail);
    QVERIFY2(!text.subject.contains(QStringLiteral("4820175")), "subjects show on locked screens");
    QVERIFY(!text.body.contains(QLatin1Char('{')));
    QVERIFY(!text.subject.contains(QLatin1Char('{')));
  }

  void aNoticeSaysWhatHappenedAndWhen_data() { addChannelsAndLanguages(); }
  void aNoticeSaysWhatHappenedAndWhen() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const auto text =
        TemplateWriter().notice(domain::Notice::PasswordChanged, channel, language, noticeFacts());
    QVERIFY(text.body.contains(language == Language::English
                                   ? QStringLiteral("22 November 2026, 21:42 (UTC+09:00)")
                                   : QStringLiteral("2026年11月22日 21:42（UTC+09:00）")));
    QVERIFY(text.body.contains(QStringLiteral("help@contoso.example")));
    QVERIFY(text.body.contains(QStringLiteral("Contoso Accounts")));
    QCOMPARE(text.subject.isEmpty(), channel != Channel::Mail);
    QVERIFY(!text.body.contains(QLatin1Char('{')));
    QVERIFY(!text.body.contains(QLatin1Char('%')));
  }

  void anOwnerIsToldOfAContact_data() { addChannelsAndLanguages(); }
  void anOwnerIsToldOfAContact() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const bool english = language == Language::English;
    QStringList bodies;
    for (const auto event : {domain::ContactEvent::Added, domain::ContactEvent::Removed}) {
      const domain::ContactFacts facts{.event = event,
                                       .serviceName = QStringLiteral("Contoso Accounts"),
                                       .accountMask = QStringLiteral("ms*****@outlook.com"),
                                       .contactMask = QStringLiteral("*********32"),
                                       .when = QStringLiteral("2026-11-22T21:42:19+09:00"),
                                       .supportContact = QStringLiteral("help@contoso.example"),
                                       .objection = {}};
      const auto text = TemplateWriter().contactChanged(channel, language, facts);
      const bool added = event == domain::ContactEvent::Added;
      const QString whole = text.subject + text.body;
      const QString word = english ? (added ? QStringLiteral("added") : QStringLiteral("removed"))
                                   : (added ? QStringLiteral("追加") : QStringLiteral("削除"));
      QVERIFY2(whole.contains(word), qPrintable(whole));
      QVERIFY(text.body.contains(english ? QStringLiteral("administrator") : QStringLiteral("管理者")));
      QVERIFY(text.body.contains(QStringLiteral("help@contoso.example")));
      QVERIFY(text.body.contains(QStringLiteral("Contoso Accounts")));
      QVERIFY(text.body.contains(QStringLiteral("2026")));
      QCOMPARE(text.subject.isEmpty(), channel != Channel::Mail);
      // Stars are no words to say aloud.
      QCOMPARE(text.body.contains(QStringLiteral("*********32")), channel != Channel::Voice);
      QVERIFY(!text.body.contains(QLatin1Char('{')));
      bodies << text.body;
    }
    QVERIFY(bodies.first() != bodies.last());
  }

  void administratorsAreToldTheCause_data() {
    QTest::addColumn<Language>("language");
    QTest::addColumn<int>("cause");
    for (int cause = 0; cause <= int(domain::Cause::Stopped); ++cause) {
      const QByteArray name = domain::codeOf(static_cast<domain::Cause>(cause)).toLatin1();
      QTest::newRow("en " + name) << Language::English << cause;
      QTest::newRow("ja " + name) << Language::Japanese << cause;
    }
  }
  void administratorsAreToldTheCause() {
    QFETCH(Language, language);
    QFETCH(int, cause);
    const bool english = language == Language::English;
    domain::AdministratorFacts facts{.serviceName = QStringLiteral("Contoso Accounts"),
                                     .account = QStringLiteral("stuck@contoso.example\n\u202eBcc: all"),
                                     .realm = QStringLiteral("Contoso"),
                                     .receipt = QStringLiteral("K7QP-2MXH"),
                                     .when = QStringLiteral("2026-11-22T21:42:19+09:00"),
                                     .cause = domain::codeOf(static_cast<domain::Cause>(cause))};
    const auto text = TemplateWriter().administratorAsked(language, facts);
    QVERIFY(text.subject.contains(QStringLiteral("K7QP-2MXH")));
    QVERIFY(!text.subject.contains(QStringLiteral("stuck")));
    for (const char* fact :
         {"stuck@contoso.exampleBcc: all", "Contoso", "K7QP-2MXH", "2026", "Contoso Accounts"})
      QVERIFY2(text.body.contains(QString::fromLatin1(fact)), fact);
    QVERIFY2(
        text.body.contains(english ? QStringLiteral("has not proven") : QStringLiteral("まだ確認されて")),
        "nothing is proven yet");
    QVERIFY(!text.body.contains(QLatin1Char('{')));
    facts.cause = QStringLiteral("none");
    QCOMPARE(TemplateWriter().administratorAsked(language, facts).body == text.body, cause == 0);
  }

  void aStartCodeNoticeSaysUntilWhenAndNeverTheCode_data() { addChannelsAndLanguages(); }
  void aStartCodeNoticeSaysUntilWhenAndNeverTheCode() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const bool english = language == Language::English;
    const auto text =
        TemplateWriter().notice(domain::Notice::StartCodeIssued, channel, language, noticeFacts());
    QVERIFY(text.body.contains(english ? QStringLiteral("until 22 November 2026, 21:42 (UTC+09:00)")
                                       : QStringLiteral("2026年11月22日 21:42（UTC+09:00）")));
    QVERIFY(text.body.contains(english ? QStringLiteral("once") : QStringLiteral("一度だけ")));
    QVERIFY(text.body.contains(QStringLiteral("help@contoso.example")));
    QVERIFY(!text.body.contains(QLatin1Char('{')));
    QVERIFY(!text.body.contains(english ? QStringLiteral("an administrator of")
                                        : QStringLiteral("管理者の方へ")));
  }

  void aSpentBudgetIsToldWithItsLimit_data() {
    QTest::addColumn<Language>("language");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("told");
    QTest::newRow("en, the whole group")
        << Language::English << QString()
        << "Reached: 200 texts and calls an hour for the whole group\n\nUntil";
    QTest::newRow("en, numbers that begin alike")
        << Language::English << "+8190…"
        << "accounts Pupils.\n\nReached: 200 texts and calls an hour to numbers that begin with +8190…";
    QTest::newRow("ja, the whole group")
        << Language::Japanese << QString()
        << QStringLiteral("達した上限：区分全体で 1 時間に 200 件\n\nしばらく");
    QTest::newRow("ja, numbers that begin alike")
        << Language::Japanese << "+8190…"
        << QStringLiteral("見合わせました。\n\n達した上限：+8190… で始まる番号あてに 1 時間に 200 件");
  }
  void aSpentBudgetIsToldWithItsLimit() {
    QFETCH(Language, language);
    QFETCH(QString, prefix);
    QFETCH(QString, told);
    const auto text =
        TemplateWriter().budgetSpent(language, {QStringLiteral("Example Recovery"), QStringLiteral("Pupils"),
                                                prefix, 200, QStringLiteral("2026-11-22T21:42:00+09:00")});
    QVERIFY(text.subject.contains(QStringLiteral("Pupils")));
    QVERIFY2(text.body.contains(told), qPrintable(text.body));
    QVERIFY(text.body.contains(language == Language::English
                                   ? QStringLiteral("22 November 2026, 21:42 (UTC+09:00)")
                                   : QStringLiteral("2026年11月22日 21:42（UTC+09:00）")));
    QVERIFY(text.body.contains(QStringLiteral("Example Recovery")) && !text.body.contains(u'{'));
  }

  void whoAppealsIsWrittenToKindly_data() {
    QTest::addColumn<Language>("language");
    QTest::newRow("en") << Language::English;
    QTest::newRow("ja") << Language::Japanese;
  }
  void whoAppealsIsWrittenToKindly() {
    QFETCH(Language, language);
    const bool english = language == Language::English;
    const TemplateWriter writer;
    auto facts = noticeFacts();
    facts.ticket = QStringLiteral("8R5M-3NYZ-B4C5-D6E7");
    const QString released =
        writer.notice(domain::Notice::AppealReleased, Channel::Mail, language, facts).body;
    QVERIFY2(released.contains(QStringLiteral("latchkey:approved?ticket=8R5M-3NYZ-B4C5-D6E7")),
             qPrintable(released));
    QVERIFY(!released.contains(QStringLiteral("://")));  // a ticket, never a server
    const QString denied = writer.notice(domain::Notice::AppealDenied, Channel::Mail, language, facts).body;
    QVERIFY2(denied.contains(english ? QStringLiteral("a new account is the last way out")
                                     : QString::fromUtf8("新しいアカウント")),
             qPrintable(denied));
    QVERIFY2(denied.contains(english ? QStringLiteral("you may send another request")
                                     : QStringLiteral("あらためて申請していただけます")),
             qPrintable(denied));
    auto code = codeFacts();
    code.use = domain::CodeUse::AppealAddress;
    const QString confirms = writer.code(Channel::Mail, language, code).body;
    QVERIFY(confirms.contains(code.code) && confirms.contains(code.receipt));
    const QString password = english ? QStringLiteral("new password") : QStringLiteral("新しいパスワード");
    QVERIFY(!confirms.contains(password));
    code.use = domain::CodeUse::Approval;
    const QString opens = writer.code(Channel::Mail, language, code).body;
    QVERIFY(opens.contains(code.code) && opens.contains(code.receipt));
    QVERIFY2(opens.contains(password), qPrintable(opens));
    for (const QString& body : {released, denied, confirms, opens}) {
      QVERIFY2(!body.contains(facts.objection), "it is nobody's registered address");
      QVERIFY(!body.contains(QLatin1Char('{')));
    }
    domain::AdministratorFacts appeal;
    appeal.account = QStringLiteral("msabc123@outlook.com");
    appeal.receipt = QStringLiteral("7Q4-K2M");
    appeal.cause = QStringLiteral("privileged");
    appeal.isAppeal = true;
    const auto text = writer.administratorAsked(language, appeal);
    QVERIFY(text.body.contains(QStringLiteral("latchkeyctl appeals show 7Q4-K2M")));
    QVERIFY(text.subject.contains(appeal.receipt) && text.body.contains(appeal.account));
  }

  void administratorsHaveTemplatesOfTheirOwn_data() {
    QTest::addColumn<Language>("language");
    QTest::newRow("en") << Language::English;
    QTest::newRow("ja") << Language::Japanese;
  }
  void administratorsHaveTemplatesOfTheirOwn() {
    QFETCH(Language, language);
    const bool english = language == Language::English;
    for (const auto notice :
         {domain::Notice::StartCodeHandedOut, domain::Notice::StartCodeUsed, domain::Notice::FreezeLifted}) {
      const auto text = TemplateWriter().notice(notice, Channel::Mail, language, noticeFacts());
      QVERIFY(text.subject.contains(noticeFacts().accountMask) &&
              text.body.contains(noticeFacts().accountMask));
      QVERIFY(text.body.contains(english ? QStringLiteral("an administrator of")
                                         : QStringLiteral("管理者の方へ")));
      QVERIFY(text.body.contains(english ? QStringLiteral("22 November 2026, 21:42 (UTC+09:00)")
                                         : QStringLiteral("2026年11月22日 21:42（UTC+09:00）")));
      QCOMPARE(text.body.contains(noticeFacts().receipt), notice == domain::Notice::StartCodeUsed);
      QVERIFY2(!text.body.contains(noticeFacts().objection), "they have commands");
      QVERIFY(!text.body.contains(QLatin1Char('{')));
    }
  }

  void aLockNoticeSaysUntilWhenAndWhatStays_data() { addChannelsAndLanguages(); }
  void aLockNoticeSaysUntilWhenAndWhatStays() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const bool english = language == Language::English;
    const auto text = TemplateWriter().notice(domain::Notice::FactorLocked, channel, language, noticeFacts());
    QVERIFY(text.body.contains(english ? QStringLiteral("until 22 November 2026, 21:42 (UTC+09:00)")
                                       : QStringLiteral("2026年11月22日 21:42（UTC+09:00）")));
    QVERIFY(text.body.contains(english ? QStringLiteral("password was not changed")
                                       : QStringLiteral("パスワードが変")));
    QVERIFY2(text.body.contains(english ? QStringLiteral("others") : QStringLiteral("ほかの方法")) ||
                 text.body.contains(QStringLiteral("other ways")),
             "what stays open");
    QVERIFY2(text.body.contains(english ? QStringLiteral("odes or answers")
                                        : QStringLiteral("コードや質問の答え")),
             "the way may be the security questions");
    QVERIFY(text.body.contains(QStringLiteral("help@contoso.example")));
    QVERIFY(
        text.body.contains(channel == Channel::Voice ? QStringLiteral("K") : QStringLiteral("K7QP-2MXH")));
    QCOMPARE(text.subject.isEmpty(), channel != Channel::Mail);
    QVERIFY(!text.body.contains(QLatin1Char('{')));
    QVERIFY(!text.body.contains(QLatin1Char('%')));
  }

  void aNoticeOfChangedQuestionsSaysWhenAndWhomToTell_data() { addChannelsAndLanguages(); }
  void aNoticeOfChangedQuestionsSaysWhenAndWhomToTell() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const bool english = language == Language::English;
    const auto text =
        TemplateWriter().notice(domain::Notice::QuestionsChanged, channel, language, noticeFacts());
    QVERIFY(text.body.contains(english ? QStringLiteral("on 22 November 2026, 21:42 (UTC+09:00)")
                                       : QStringLiteral("2026年11月22日 21:42（UTC+09:00）")));
    QVERIFY(
        text.body.contains(english ? QStringLiteral("security questions") : QStringLiteral("秘密の質問")));
    QVERIFY(text.body.contains(QStringLiteral("help@contoso.example")));
    QCOMPARE(text.subject.isEmpty(), channel != Channel::Mail);
    QVERIFY(!text.body.contains(QLatin1Char('{')));
    QVERIFY(!text.body.contains(QLatin1Char('%')));
  }

  void aNoticeOfChangedKeysSaysWhenAndWhomToTell_data() { addChannelsAndLanguages(); }
  void aNoticeOfChangedKeysSaysWhenAndWhomToTell() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const bool english = language == Language::English;
    const auto text = TemplateWriter().notice(domain::Notice::KeysChanged, channel, language, noticeFacts());
    QVERIFY(text.body.contains(english ? QStringLiteral("on 22 November 2026, 21:42 (UTC+09:00)")
                                       : QStringLiteral("2026年11月22日 21:42（UTC+09:00）")));
    QVERIFY(
        text.body.contains(english ? QStringLiteral("security key") : QStringLiteral("セキュリティキー")));
    QVERIFY(text.body.contains(QStringLiteral("help@contoso.example")));
    QVERIFY(!text.body.contains(QLatin1Char('{')));
  }

  void everyMessageSaysHowToObject_data() { addChannelsAndLanguages(); }
  void everyMessageSaysHowToObject() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const QString spoken = language == Language::English
                               ? QStringLiteral("7, Q, 4, K, 2, M, X, Y, A, 3, B, 4, C, 5, D, 6")
                               : QStringLiteral("7、Q、4、K、2、M、X、Y、A、3、B、4、C、5、D、6");
    for (const QString& body : objectable(channel, language, noticeFacts().supportContact)) {
      QCOMPARE(body.count(spoken), channel == Channel::Voice ? 2 : 0);
      QCOMPARE(body.contains(QStringLiteral("7Q4K-2MXY-A3B4-C5D6")), channel != Channel::Voice);
      QCOMPARE(body.contains(QStringLiteral("latchkey:not-me?ticket=7Q4K-2MXY-A3B4-C5D6")),
               channel == Channel::Mail);
      QVERIFY(!body.contains(QStringLiteral("http")));
    }
  }

  /// Else the way to stop everything would follow upon "all is well".
  void itSaysForWhomThatIsWhereNobodyIsToBeToldEither_data() { addChannelsAndLanguages(); }
  void itSaysForWhomThatIsWhereNobodyIsToBeToldEither() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const bool english = language == Language::English;
    const QString button = english ? QStringLiteral("Stop a recovery that is not mine")
                                   : QStringLiteral("「心当たりのないお知らせを受け取った」");
    for (const QString& body : objectable(channel, language, {})) {
      const QStringList lines = body.split(u'\n').filter(button);
      QCOMPARE(lines.size(), 1);
      const bool addressed = english ? lines.first().startsWith(QStringLiteral("Not you? ")) ||
                                           lines.first().startsWith(QStringLiteral("If this was not you, "))
                                     : lines.first().contains(QStringLiteral("心当たり"));
      QVERIFY2(addressed, qPrintable(body));
      QVERIFY2(
          english || channel == Channel::Text || lines.first().startsWith(QStringLiteral("お心当たりがなく")),
          qPrintable(body));
    }
  }

  void contactsAreToldOfAnObjectionUntilWhenItHolds_data() { addChannelsAndLanguages(); }
  void contactsAreToldOfAnObjectionUntilWhenItHolds() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const auto text =
        TemplateWriter().notice(domain::Notice::RecoveryStopped, channel, language, noticeFacts());
    const bool english = language == Language::English;
    QVERIFY(text.body.contains(english ? QStringLiteral("22 November 2026, 21:42 (UTC+09:00)")
                                       : QStringLiteral("2026年11月22日 21:42（UTC+09:00）")));
    QVERIFY(text.body.contains(QStringLiteral("help@contoso.example")));
    QVERIFY2(!text.body.contains(noticeFacts().objection), "it was heard");
    QCOMPARE(text.subject.isEmpty(), channel != Channel::Mail);
    QVERIFY(!text.body.contains(QLatin1Char('{')));
    if (channel != Channel::Mail) return;
    // What to do about a changed password is for those too whose message was about no recovery.
    auto facts = noticeFacts();
    facts.receipt.clear();
    const auto without = TemplateWriter().notice(domain::Notice::RecoveryStopped, channel, language, facts);
    QCOMPARE(text.body.count(u'\n') - without.body.count(u'\n'), 1);
    QVERIFY(without.body.contains(english ? QStringLiteral("only an administrator can set that right")
                                          : QStringLiteral("元に戻せるのは管理者だけです")));
  }

  void contactsAreToldThatAnAdministratorAllowedItAgain_data() { addChannelsAndLanguages(); }
  void contactsAreToldThatAnAdministratorAllowedItAgain() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    const bool english = language == Language::English;
    const auto text =
        TemplateWriter().notice(domain::Notice::RecoveryAllowed, channel, language, noticeFacts());
    QVERIFY(text.body.contains(english ? QStringLiteral("on 22 November 2026, 21:42 (UTC+09:00)")
                                       : QStringLiteral("2026年11月22日 21:42（UTC+09:00）")) ||
            text.body.contains(QStringLiteral("On 22 November 2026, 21:42 (UTC+09:00)")));
    QVERIFY(text.body.contains(english ? QStringLiteral("dministrator") : QStringLiteral("管理者")));
    QVERIFY(text.body.contains(QStringLiteral("help@contoso.example")));
    QVERIFY(text.body.contains(QStringLiteral("Contoso Accounts")));
    QVERIFY2(!text.body.contains(noticeFacts().objection), "the next recovery has one");
    QCOMPARE(text.subject.isEmpty(), channel != Channel::Mail);
    QVERIFY(!text.body.contains(QLatin1Char('{')));
    QVERIFY(!text.body.contains(QLatin1Char('%')));
  }

  void aContactThatWasRemovedIsToldThatItWasAndCanStopNothing_data() { addChannelsAndLanguages(); }
  void aContactThatWasRemovedIsToldThatItWasAndCanStopNothing() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    for (const auto notice : {domain::Notice::PasswordChanged, domain::Notice::AccountUnlocked}) {
      auto facts = noticeFacts();
      const auto registered = TemplateWriter().notice(notice, channel, language, facts);
      facts.isFormer = true;
      facts.objection.clear();
      const auto former = TemplateWriter().notice(notice, channel, language, facts);
      const QString until =
          language == Language::English ? QStringLiteral("until lately") : QStringLiteral("最近まで");
      QVERIFY(!registered.body.contains(until));
      QCOMPARE(former.body.contains(until), channel == Channel::Mail);
      QVERIFY(!former.body.contains(QStringLiteral("Latchkey")));
      const int lines = channel == Channel::Mail ? 2 : 1;
      QCOMPARE(registered.body.count(u'\n') - former.body.count(u'\n'), lines);
      QVERIFY(!former.body.contains(u'{'));
    }
  }

  void administratorsAreToldOfAnObjection_data() {
    QTest::addColumn<Language>("language");
    QTest::addColumn<bool>("changed");
    QTest::newRow("en, in time") << Language::English << false;
    QTest::newRow("en, too late") << Language::English << true;
    QTest::newRow("ja, in time") << Language::Japanese << false;
    QTest::newRow("ja, too late") << Language::Japanese << true;
  }
  void administratorsAreToldOfAnObjection() {
    QFETCH(Language, language);
    QFETCH(bool, changed);
    domain::ObjectionFacts facts;
    facts.account = QStringLiteral("msabc123@outlook.com");
    facts.receipt = QStringLiteral("7Q4-K2M");
    facts.until = QStringLiteral("2026-11-29T21:42:19+09:00");
    facts.passwordChanged = changed;
    const auto text = TemplateWriter().administratorTold(language, facts);
    const bool english = language == Language::English;
    QCOMPARE(
        text.body.contains(english ? QStringLiteral("cannot undo that") : QStringLiteral("元に戻せません")),
        changed);
    QCOMPARE(
        text.body.contains(english ? QStringLiteral("No new password of msabc123@outlook.com is known to")
                                   : QStringLiteral("msabc123@outlook.com のパスワードが変更された記録は")),
        !changed);
    QVERIFY(text.body.contains(QStringLiteral("latchkeyctl accounts unfreeze msabc123@outlook.com")));
    QVERIFY(text.body.contains(QStringLiteral("7Q4-K2M")));
  }

  void aTextBeginsWithItsCodeAndFitsThreeParts_data() {
    QTest::addColumn<Language>("language");
    QTest::addColumn<int>("most");
    QTest::newRow("en: GSM 03.38, two parts of 153") << Language::English << 2 * 153;
    QTest::newRow("ja: UCS-2, three parts of 67") << Language::Japanese << 3 * 67;
  }
  void aTextBeginsWithItsCodeAndFitsThreeParts() {
    QFETCH(Language, language);
    QFETCH(int, most);
    const QString body = TemplateWriter().code(Channel::Text, language, codeFacts()).body;
    QVERIFY(body.startsWith(QStringLiteral("4820175 ")));
    QVERIFY2(body.size() <= most, qPrintable(QString::number(body.size())));
    if (language == Language::English) {
      for (const QChar character : body) QVERIFY(character.unicode() < 0x7F);
    }
  }

  void withoutASupportContactItsLineIsLeftOut_data() { addChannelsAndLanguages(); }
  void withoutASupportContactItsLineIsLeftOut() {
    QFETCH(Channel, channel);
    QFETCH(Language, language);
    auto facts = codeFacts();
    const auto whole = TemplateWriter().code(channel, language, facts).body;
    facts.supportContact.clear();
    const auto without = TemplateWriter().code(channel, language, facts).body;
    QCOMPARE(without.count(QLatin1Char('\n')), whole.count(QLatin1Char('\n')) - 1);
    QVERIFY(without.contains(channel == Channel::Voice ? QStringLiteral("4") : QStringLiteral("4820175")));
  }

  void oneMinuteIsSingular() {
    auto facts = codeFacts();
    facts.validMinutes = 1;
    QVERIFY(TemplateWriter()
                .code(Channel::Mail, Language::English, facts)
                .body.contains(QStringLiteral("1 minute.")));
  }

  void factsForgeNothing_data() {
    QTest::addColumn<QString>("hostile");
    QTest::addColumn<QString>("kept");
    QTest::newRow("line breaks") << QStringLiteral("a\r\n\r\nCall 0900: b")
                                 << QStringLiteral("aCall 0900: b");
    QTest::newRow("line and paragraph separators")
        << QStringLiteral("a\u2028b\u2029c\u0085d") << QStringLiteral("abcd");
    QTest::newRow("bidi overrides") << QStringLiteral("a\u202Eb\u2066c\u200Fd") << QStringLiteral("abcd");
    QTest::newRow("NUL") << QStringLiteral("a") + QChar(0) + QStringLiteral("b") << QStringLiteral("ab");
    QTest::newRow("a placeholder stays text") << QStringLiteral("{code}{x?}") << QStringLiteral("{code}{x?}");
    QTest::newRow("a format mark stays text") << QStringLiteral("%1 %2") << QStringLiteral("%1 %2");
  }
  void factsForgeNothing() {
    QFETCH(QString, hostile);
    QFETCH(QString, kept);
    auto facts = codeFacts();
    const auto lines = [](const QString& body) { return body.count(QLatin1Char('\n')); };
    const auto plain = TemplateWriter().code(Channel::Mail, Language::English, facts);
    facts.accountMask = hostile;
    facts.serviceName = hostile;
    const auto forged = TemplateWriter().code(Channel::Mail, Language::English, facts);
    QCOMPARE(lines(forged.body), lines(plain.body));
    QVERIFY(forged.body.contains(QStringLiteral("account ") + kept));
    QCOMPARE(forged.body.count(QStringLiteral("4820175")), 1);
    QVERIFY(!forged.subject.contains(QLatin1Char('\n')));
  }

  void anOddDateIsKeptButTamed() {
    auto facts = noticeFacts();
    facts.when = QStringLiteral("this\nmorning");
    QVERIFY(TemplateWriter()
                .notice(domain::Notice::PasswordChanged, Channel::Text, Language::English, facts)
                .body.contains(QStringLiteral("thismorning")));
  }

  void placeholdersAreFoundInEveryForm() {
    QCOMPARE(delivery::placeholdersOf(QStringLiteral("{a} {b?} {c:one|many} {} {d e}")),
             QStringList({QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")}));
  }
};

QTEST_APPLESS_MAIN(TemplateWriterTest)
#include "template_writer_test.moc"
