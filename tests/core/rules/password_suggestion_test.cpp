// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rules/password_suggestion.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <random>
#include <vector>

using namespace latchkey::rules;
using latchkey::platform::Secret;

namespace {

std::vector<std::byte> bytesOf(unsigned seed, std::size_t count = suggestionRandomBytes) {
  std::mt19937 generator(seed);
  std::vector<std::byte> bytes(count);
  for (std::byte& byte : bytes) byte = static_cast<std::byte>(generator() & 0xFFU);
  return bytes;
}

QString textOf(const Secret& secret) {
  return QString::fromUtf8(secret.view().data(), static_cast<qsizetype>(secret.size()));
}

PasswordPolicy policyOf(int minimum, int maximum, int classes = 2) {
  PasswordPolicy policy;
  policy.minimumLength = minimum;
  policy.maximumLength = maximum;
  policy.minimumClasses = classes;
  return policy;
}

}  // namespace

class PasswordSuggestionTest : public QObject {
  Q_OBJECT
private Q_SLOTS:
  void fitsThePolicy_data() {
    QTest::addColumn<int>("minimum");
    QTest::addColumn<int>("maximum");
    QTest::addColumn<int>("length");
    QTest::newRow("classic") << 8 << 16 << 16;
    QTest::newRow("nist") << 15 << 64 << 23;
    QTest::newRow("exactly eight") << 8 << 8 << 8;
    QTest::newRow("exactly twelve") << 12 << 12 << 12;
    QTest::newRow("at least twenty-four") << 24 << 64 << 24;
    QTest::newRow("at least forty") << 40 << 128 << 40;
    QTest::newRow("at most twenty-two") << 8 << 22 << 16;
    QTest::newRow("exactly nine") << 9 << 9 << 9;
  }
  void fitsThePolicy() {
    QFETCH(int, minimum);
    QFETCH(int, maximum);
    QFETCH(int, length);
    const PasswordPolicy policy = policyOf(minimum, maximum, 4);
    for (unsigned seed = 0; seed < 40; ++seed) {
      const auto suggestion = suggestPassword(bytesOf(seed), policy, {});
      QVERIFY2(suggestion.has_value(), qPrintable(QString::number(seed)));
      QCOMPARE(textOf(*suggestion).size(), length);
      QVERIFY(judgePassword(suggestion->view(), policy, {}).isEmpty());
    }
  }

  void canBeSaidAndTyped() {
    static const QRegularExpression form(
        u"^([BDFGHJKMNPRSTVZ][aeiou]([bdfghjkmnprstvz][aeiou]){2}[-.+=]){2}[2-9]{2}$"_qs);
    for (unsigned seed = 0; seed < 40; ++seed) {
      const auto suggestion = suggestPassword(bytesOf(seed), PasswordPolicy::classic(), {});
      QVERIFY(suggestion.has_value());
      QVERIFY2(form.match(textOf(*suggestion)).hasMatch(), qPrintable(textOf(*suggestion)));
    }
  }

  void differsWithTheBytesAndWithNothingElse() {
    QSet<QString> seen;
    for (unsigned seed = 0; seed < 300; ++seed) {
      const auto bytes = bytesOf(seed);
      const auto first = suggestPassword(bytes, PasswordPolicy::classic(), {});
      const auto second = suggestPassword(bytes, PasswordPolicy::classic(), {});
      QVERIFY(first.has_value() && second.has_value());
      QVERIFY(first->equals(*second));
      seen.insert(textOf(*first));
    }
    QCOMPARE(seen.size(), 300);
  }

  void usesEveryLetterAboutEquallyOften() {
    QMap<QChar, int> counts;
    for (unsigned seed = 0; seed < 450; ++seed)
      ++counts[textOf(*suggestPassword(bytesOf(seed), PasswordPolicy::classic(), {})).at(0)];
    QCOMPARE(counts.size(), 15);
    for (const int count : counts) QVERIFY2(count > 8 && count < 70, qPrintable(QString::number(count)));
  }

  void triesAgainWhenARuleRefuses() {
    const auto bytes = bytesOf(7);
    const auto first = suggestPassword(bytes, PasswordPolicy::classic(), {});
    QVERIFY(first.has_value());
    const QString word = textOf(*first).left(6);
    const auto second = suggestPassword(bytes, PasswordPolicy::classic(), {u"a@b.c"_qs, word});
    QVERIFY(second.has_value());
    QVERIFY(!textOf(*second).contains(word, Qt::CaseInsensitive));
    PasswordPolicy policy;
    policy.organisationWords = QStringList{word.left(2)};
    const auto third = suggestPassword(bytes, policy, {});
    QVERIFY(third.has_value());
    QVERIFY(!textOf(*third).contains(word.left(2), Qt::CaseInsensitive));
  }

  void givesNothingWhenItCannot_data() {
    QTest::addColumn<int>("minimum");
    QTest::addColumn<int>("maximum");
    QTest::addColumn<int>("bytes");
    QTest::newRow("no room") << 4 << 5 << 1024;
    QTest::newRow("a policy that nothing fits") << 20 << 10 << 1024;
    QTest::newRow("no bytes") << 8 << 16 << 0;
    QTest::newRow("too few bytes") << 8 << 16 << 63;
  }
  void givesNothingWhenItCannot() {
    QFETCH(int, minimum);
    QFETCH(int, maximum);
    QFETCH(int, bytes);
    const auto random = bytesOf(1, static_cast<std::size_t>(bytes));
    QVERIFY(!suggestPassword(random, policyOf(minimum, maximum), {}).has_value());
  }
  void givesUpWhenEveryCandidateIsRefused() {
    PasswordPolicy policy;
    policy.organisationWords = QStringList{u"a"_qs, u"e"_qs, u"i"_qs, u"o"_qs, u"u"_qs};
    QVERIFY(!suggestPassword(bytesOf(1), policy, {}).has_value());
  }
};

QTEST_APPLESS_MAIN(PasswordSuggestionTest)
#include "password_suggestion_test.moc"
