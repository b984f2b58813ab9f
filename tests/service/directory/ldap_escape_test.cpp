// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "service/directory/active_directory.h"
#include "service/directory/active_directory_values.h"
#include "service/directory/ldap_escape.h"
#include "service/directory/ldap_people.h"
#include "service/directory/ldap_words.h"
#include "service/directory/open_ldap.h"
#include "tests/support/plain_parts.h"

using namespace latchkey;                      // NOLINT
using namespace latchkey::service::directory;  // NOLINT

namespace domain = latchkey::service::domain;

namespace {
LdapLayout layout(LdapKind kind) {
  LdapLayout made;
  made.kind = kind;
  made.base = "DC=x";
  made.domain = QStringLiteral("example.com");
  made.shortDomain = QStringLiteral("example");
  made.otherDomains = {QStringLiteral("example.net")};
  return made;
}
LdapEntry person(const QByteArray& login, const QByteArray& upn = {}, const QByteArray& mail = {}) {
  LdapEntry entry{"CN=" + login, {}};
  entry.attributes.insert("samaccountname", {login});
  if (!upn.isEmpty()) entry.attributes.insert("userprincipalname", {upn});
  if (!mail.isEmpty()) entry.attributes.insert("mail", {mail});
  return entry;
}
QByteArray sid(std::initializer_list<quint32> parts) {
  QByteArray bytes("\x01\x00\x00\x00\x00\x00\x00\x05", 8);
  bytes[1] = static_cast<char>(parts.size());
  for (const quint32 part : parts) {
    for (unsigned shift = 0; shift < 32; shift += 8) bytes.append(static_cast<char>(part >> shift));
  }
  return bytes;
}
}  // namespace

/// What is made of outside text before a directory sees it, and of a directory's words before anybody else
/// does.
class LdapEscapeTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void valuesAreEscaped_data() {
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("escaped");
    QTest::newRow("plain") << QByteArray("Alain.Dupont-2_x@Example.com")
                           << QByteArray("Alain.Dupont-2_x@Example.com");
    QTest::newRow("empty") << QByteArray("") << QByteArray("");
    QTest::newRow("star") << QByteArray("*") << QByteArray("\\2a");
    QTest::newRow("injection") << QByteArray(")(objectClass=*") << QByteArray("\\29\\28objectClass\\3d\\2a");
    QTest::newRow("or") << QByteArray("a)(|(uid=*") << QByteArray("a\\29\\28\\7c\\28uid\\3d\\2a");
    QTest::newRow("backslash") << QByteArray("\\2a") << QByteArray("\\5c2a");
    QTest::newRow("NUL") << QByteArray("a\0b", 3) << QByteArray("a\\00b");
    QTest::newRow("newline") << QByteArray("a\r\nb") << QByteArray("a\\0d\\0ab");
    QTest::newRow("DN separators") << QByteArray("a,b+c;d=\"<>")
                                   << QByteArray("a\\2cb\\2bc\\3bd\\3d\\22\\3c\\3e");
    QTest::newRow("blanks at the ends") << QByteArray(" a ") << QByteArray("\\20a\\20");
    QTest::newRow("number sign") << QByteArray("#04") << QByteArray("\\2304");
    QTest::newRow("UTF-8") << QByteArray("é") << QByteArray("\\c3\\a9");
    QTest::newRow("bytes that are none") << QByteArray("\xff\x80") << QByteArray("\\ff\\80");
    QTest::newRow("delete") << QByteArray("\x7f") << QByteArray("\\7f");
  }
  void valuesAreEscaped() {
    QFETCH(QByteArray, value);
    QTEST(escapedValue(value), "escaped");
  }

  void filtersAskForWhatTheNameMayMean_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("activeDirectory");
    QTest::addColumn<QByteArray>("openLdap");
    const auto row = [](const char* name, const QString& typed, const QByteArray& ad,
                        const QByteArray& open) {
      QTest::newRow(name) << typed << "(&(objectCategory=person)(objectClass=user)" + ad + ')'
                          << "(&(uid=*)" + open + ')';
    };
    row("login", QStringLiteral("Alain"), "(sAMAccountName=alain)", "(uid=alain)");
    row("short domain", QStringLiteral("EXAMPLE\\alain"), "(sAMAccountName=alain)", "(uid=alain)");
    row("own domain", QStringLiteral("alain@example.com"),
        "(|(sAMAccountName=alain)(userPrincipalName=alain@example.com)(mail=alain@example.com)"
        "(userPrincipalName=alain@example.net)(mail=alain@example.net))",
        "(|(uid=alain)(mail=alain@example.com)(mail=alain@example.net))");
    row("another of the own domains", QStringLiteral("alain@example.net"),
        "(|(sAMAccountName=alain)(userPrincipalName=alain@example.com)(mail=alain@example.com)"
        "(userPrincipalName=alain@example.net)(mail=alain@example.net))",
        "(|(uid=alain)(mail=alain@example.com)(mail=alain@example.net))");
    row("other domain", QStringLiteral("alain@example.org"),
        "(|(userPrincipalName=alain@example.org)(mail=alain@example.org))", "(mail=alain@example.org)");
    row("apostrophe", QStringLiteral("o'hara"), "(sAMAccountName=o\\27hara)", "(uid=o\\27hara)");
    row("letters of all kinds", QStringLiteral("ren\u00e9"), "(sAMAccountName=ren\\c3\\a9)",
        "(uid=ren\\c3\\a9)");
  }
  void filtersAskForWhatTheNameMayMean() {
    QFETCH(QString, typed);
    const auto name = rules::AccountName::parse(typed);
    QVERIFY(name);
    QTEST(ActiveDirectory(layout(LdapKind::ActiveDirectory), {}).filterFor(*name), "activeDirectory");
    QTEST(OpenLdap(layout(LdapKind::OpenLdap), {}).filterFor(*name), "openLdap");
  }

  void oneOfThoseFoundIsMeant_data() {
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QList<LdapEntry>>("entries");
    QTest::addColumn<int>("index");  // -1 nobody, -2 several
    const QList<LdapEntry> two{person("bob", "alain@example.com", "x@example.com"), person("alain")};
    QTest::newRow("login before another's principal name") << QStringLiteral("alain@example.com") << two << 1;
    QTest::newRow("bare login") << QStringLiteral("alain") << two << 1;
    QTest::newRow("short domain") << QStringLiteral("EXAMPLE\\alain") << two << 1;
    QTest::newRow("foreign short domain") << QStringLiteral("OTHER\\alain") << two << -1;
    QTest::newRow("foreign domain") << QStringLiteral("alain@example.org") << two << -1;
    QTest::newRow("another of the own domains") << QStringLiteral("alain@example.net") << two << 1;
    QTest::newRow("mail") << QStringLiteral("x@example.com") << two << 0;
    QTest::newRow("mail in another of the own domains") << QStringLiteral("x@example.net") << two << 0;
    const QList<LdapEntry> net{person("c", "p@example.net", "m@example.net")};
    QTest::newRow("principal name in the first domain") << QStringLiteral("p@example.com") << net << 0;
    QTest::newRow("mail in the first domain") << QStringLiteral("m@example.com") << net << 0;
    QTest::newRow("principal name before mail")
        << QStringLiteral("m@example.com")
        << QList<LdapEntry>{person("a", {}, "m@example.com"), person("b", "M@Example.com")} << 1;
    QTest::newRow("one address of two people")
        << QStringLiteral("m@example.com")
        << QList<LdapEntry>{person("a", {}, "m@example.com"), person("b", {}, "m@example.com")} << -2;
    QTest::newRow("one login of two people")
        << QStringLiteral("a") << QList<LdapEntry>{person("a"), person("A")} << -2;
    QTest::newRow("a directory that takes é for e")
        << QStringLiteral("rene") << QList<LdapEntry>{person("ren\xC3\xA9")} << -1;
    QTest::newRow("nobody") << QStringLiteral("a") << QList<LdapEntry>() << -1;
  }
  void oneOfThoseFoundIsMeant() {
    QFETCH(QString, typed);
    QFETCH(QList<LdapEntry>, entries);
    const ActiveDirectory dialect(layout(LdapKind::ActiveDirectory), {});
    const Picked picked =
        pickFrom(entries, *rules::AccountName::parse(typed), dialect, layout(LdapKind::ActiveDirectory));
    const int got = picked.match == Match::One       ? static_cast<int>(picked.index)
                    : picked.match == Match::Several ? -2
                                                     : -1;
    QTEST(got, "index");
  }

  void groupsThatMayAdministerAreKnown_data() {
    QTest::addColumn<QByteArray>("group");
    QTest::addColumn<bool>("privileged");
    QTest::newRow("Domain Admins") << sid({21, 1, 2, 3, 512}) << true;
    QTest::newRow("Enterprise Admins") << sid({21, 1, 2, 3, 519}) << true;
    QTest::newRow("Administrators") << sid({32, 544}) << true;
    QTest::newRow("Account Operators") << sid({32, 548}) << true;
    QTest::newRow("Backup Operators") << sid({32, 551}) << true;
    QTest::newRow("Domain Users") << sid({21, 1, 2, 3, 513}) << false;
    QTest::newRow("Users") << sid({32, 545}) << false;
    QTest::newRow("a group that happens to be 1512") << sid({21, 1, 2, 3, 1512}) << false;
    QTest::newRow("cut off") << sid({21, 1, 2, 3, 512}).chopped(1) << false;
    QTest::newRow("empty") << QByteArray() << false;
    QTest::newRow("claims more parts than there are")
        << QByteArray("\x01\x0f\x00\x00\x00\x00\x00\x05\x20\x00\x00\x00", 12) << false;
  }
  void groupsThatMayAdministerAreKnown() {
    QFETCH(QByteArray, group);
    QTEST(isPrivilegedGroup(group), "privileged");
  }

  void momentsAndSpansAreRead() {
    QCOMPARE(momentOf(134400187398190620), 1'795'545'139'819);
    QCOMPARE(momentOf(0), 0);
    QCOMPARE(momentOf(0x7FFF'FFFF'FFFF'FFFF), 0);
    QCOMPARE(spanOf(-864'000'000'000), 24 * 3600 * 1000);
    QCOMPARE(spanOf(0), 0);
    QVERIFY(spanOf(std::numeric_limits<qint64>::min()) > 0);
  }

  void refusedPasswordsSayWhy_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    QTest::addColumn<domain::DirectoryError>("meaning");
    using enum domain::DirectoryError;
    const QByteArray samba = "0000052D: Constraint violation - check_password_restrictions: the password ";
    QTest::newRow("short") << 19 << samba + "is too short. It should be equal or longer than 7 characters!"
                           << TooShort;
    QTest::newRow("simple") << 19 << samba + "does not meet the complexity criteria!" << TooSimple;
    QTest::newRow("used") << 19 << samba + "was already used (in history)!" << InHistory;
    QTest::newRow("young") << 19 << samba + "is too young to change!" << TooRecent;
    QTest::newRow("Windows") << 19 << QByteArray("0000052D: AtrErr: DSID-03191083, #1:") << Refused;
    QTest::newRow("Windows, unwilling")
        << 53 << QByteArray("0000052D: SvcErr: DSID-031A12D2, problem 5003") << Refused;
    QTest::newRow("no TLS") << 53 << QByteArray("0000001F: SvcErr: DSID-031A120C, problem 5003")
                            << Unavailable;
    QTest::newRow("no right") << 50 << QByteArray("00000005: SecErr: DSID-03152501") << Unavailable;
    QTest::newRow("referral") << 10 << QByteArray("0000202B: RefErr: DSID-0310084B, data 0") << Unavailable;
    QTest::newRow("gone") << 32 << QByteArray() << NoSuchAccount;
    QTest::newRow("busy") << 51 << QByteArray() << Unavailable;
  }
  void refusedPasswordsSayWhy() {
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    const ActiveDirectory dialect(layout(LdapKind::ActiveDirectory), {});
    QTEST(dialect.meaningOf({LdapFault::Answered, code, words, {}, false}), "meaning");
    QCOMPARE(dialect.meaningOf({LdapFault::Lost, code, words, {}, false}),
             domain::DirectoryError::OutcomeUnknown);
    // Nothing of the directory's own words reaches the log.
    const QString told = wordsOf({LdapFault::Answered, code, words, {}, false});
    QVERIFY2(told.size() <= 20 && !told.contains(u"password"), qPrintable(told));
  }

  void refusedSignInsSayWhy() {
    const ActiveDirectory dialect(layout(LdapKind::ActiveDirectory), {});
    const auto refused = [](const char* data) {
      return LdapError{LdapFault::Answered,
                       49,
                       "80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data " +
                           QByteArray(data) + ", v1db1",
                       {},
                       false};
    };
    using domain::SignInVerdict;
    const std::pair<const char*, SignInVerdict> verdicts[] = {
        {"773", SignInVerdict::MustChange}, {"532", SignInVerdict::MustChange},
        {"533", SignInVerdict::Disabled},   {"701", SignInVerdict::Disabled},
        {"775", SignInVerdict::LockedOut},  {"52e", SignInVerdict::Refused},
        {"525", SignInVerdict::Refused},    {"7730", SignInVerdict::Refused}};
    for (const auto& [code, verdict] : verdicts) {
      QVERIFY2(dialect.verdictOf(refused(code)) == verdict, code);
    }
    QCOMPARE(wordsOf(refused("52e")), QStringLiteral("49 data 52e"));
  }

  void passwordsAreQuotedInUtf16() {
    const platform::Secret quoted = quotedUtf16(platform::Secret("a\"\xE6\xA1\x9C\xF0\x9F\x8C\xB8"));
    const std::string_view bytes = quoted.view();
    QCOMPARE(QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size())).toHex(),
             "2200610022005c683cd838df2200");
  }
};

QTEST_GUILESS_MAIN(LdapEscapeTest)
#include "ldap_escape_test.moc"
