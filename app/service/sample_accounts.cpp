// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/sample_accounts.h"

#include <stdexcept>

#include "core/rules/account_name.h"
#include "service/domain/contact_entry.h"

namespace latchkey::app {
namespace {

using service::domain::AccountStatus;
using service::domain::Language;
using service::domain::NewAccount;

/// Builds accounts from what an administrator would have written.
class Sampler {
public:
  Sampler(const service::domain::Numbering& numbering, const QByteArray& verifier)
      : m_numbering(numbering), m_verifier(verifier) {}

  Sampler& account(const char* name, const char* display, const char* note) {
    const auto parsed = rules::AccountName::parse(QString::fromLatin1(name));
    if (!parsed) throw std::logic_error("a sample account has a bad name");
    NewAccount sample;
    sample.account.key = parsed->key();
    sample.account.displayName = QString::fromUtf8(display);
    sample.account.realm = realmOf(parsed->domain());
    sample.note = QString::fromLatin1(note);
    sample.verifier = m_verifier;
    m_accounts.append(sample);
    return *this;
  }
  Sampler& mail(const char* address) {
    const auto contact = service::domain::mailContact(QString::fromLatin1(address));
    if (!contact) throw std::logic_error("a sample account has a bad address");
    m_accounts.last().account.contacts.append(*contact);
    return *this;
  }
  Sampler& phone(const char* number) {
    m_accounts.last().account.contacts.append(
        service::domain::phoneContact(QString::fromLatin1(number), QStringLiteral("JP"), m_numbering));
    return *this;
  }
  Sampler& status(AccountStatus status) {
    m_accounts.last().account.status = status;
    return *this;
  }
  Sampler& locked() {
    m_accounts.last().account.lock = service::domain::LockState::Locked;
    return *this;
  }
  Sampler& japanese() {
    m_accounts.last().account.language = Language::Japanese;
    return *this;
  }
  Sampler& withoutPassword() {
    m_accounts.last().verifier.clear();
    return *this;
  }
  [[nodiscard]] const QList<NewAccount>& all() const { return m_accounts; }

private:
  static QString realmOf(const QString& domain) {
    if (domain == QLatin1String("contoso.example")) return QStringLiteral("workplace");
    if (domain == QLatin1String("small-office.example")) return QStringLiteral("small-office");
    if (domain == QLatin1String("school.example")) return QStringLiteral("school");
    return QStringLiteral("consumer");
  }

  const service::domain::Numbering& m_numbering;
  QByteArray m_verifier;
  QList<NewAccount> m_accounts;
};

}  // namespace

QList<NewAccount> sampleAccounts(const service::domain::Numbering& numbering, const QByteArray& verifier) {
  Sampler s(numbering, verifier);
  s.account("msabc123@outlook.com", "Sample Account",
            "everything: mail, home phone (call), mobile (text and call)")
      .mail("msabc123.backup@example.com")
      .phone("03-1234-5978")
      .phone("090-9876-5432");
  s.account("mailonly@outlook.com", "Mail Only", "one mail address and nothing else")
      .mail("mailonly.backup@example.com");
  s.account("textonly@outlook.com", "Text Only", "one mobile and nothing else").phone("+81 80-1234-5678");
  s.account("landline@outlook.com", "Fixed Line", "a fixed line only: calls, no texts")
      .phone("+81 3-1234-5611");
  s.account("itself@outlook.com", "Locked Itself",
            "its mail address is the locked account itself; a mobile besides")
      .mail("itself@outlook.com")
      .phone("+81 90-1234-5622");
  s.account("abroad@outlook.com", "Abroad", "a mobile abroad, where no texts are sent to; mail goes")
      .phone("+44 7400 123456")
      .mail("abroad.backup@example.com");
  s.account("nocountry@outlook.com", "No Country Code", "its mobile was stored without a country code")
      .phone("090-1234-5633");
  s.account("leadingzero@outlook.com", "Leading Zero",
            "its mobile was stored with the 0 after the country code")
      .phone("+81 090-1234-5644");
  s.account("voip@outlook.com", "Internet Telephony", "an internet telephony number: calls, no texts")
      .phone("+81 50-3123-4567");
  s.account("unreadable@outlook.com", "Unreadable Number", "a number that nobody can dial; mail goes")
      .phone("12-34")
      .mail("unreadable.backup@example.com");
  s.account("taro@example.jp", "\xe8\xa6\x8b\xe6\x9c\xac \xe5\xa4\xaa\xe9\x83\x8e",
            "its owner reads Japanese")
      .mail("taro.backup@example.jp")
      .phone("+81 90-1234-5655")
      .japanese();
  s.account("nocontact@outlook.com", "No Contact",
            "nothing is registered: looks like all others until the code");
  s.account("disabled@outlook.com", "Disabled", "the account is disabled, which no reset changes")
      .mail("disabled.backup@example.com")
      .status(AccountStatus::Disabled);
  s.account("notenabled@outlook.com", "Not Enabled",
            "not enabled for reset: looks like all others; an administrator can be asked")
      .mail("notenabled.backup@example.com")
      .status(AccountStatus::NotEnabledForReset);
  s.account("managed@outlook.com", "Managed Elsewhere",
            "the password is managed somewhere else: looks like all others")
      .mail("managed.backup@example.com")
      .status(AccountStatus::ManagedElsewhere);
  s.account("authenticator@outlook.com", "Authenticator App",
            "an authenticator app alone; its secret key is GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  s.account("worker@contoso.example", "Office Worker",
            "a workplace account: mail, and an office phone with an extension")
      .mail("worker.private@example.com")
      .phone("03-1234-5666 ext. 12");
  s.account("notenabled@contoso.example", "Not Enabled", "not enabled for reset: contact an administrator")
      .mail("notenabled.private@example.com")
      .status(AccountStatus::NotEnabledForReset);
  s.account("disabled@contoso.example", "Disabled", "disabled, and the page says so")
      .mail("disabled.private@example.com")
      .status(AccountStatus::Disabled);
  s.account("nocontact@contoso.example", "No Contact", "nothing is registered, and the page says so");
  s.account("managed@contoso.example", "Managed Elsewhere", "the password is managed somewhere else")
      .mail("managed.private@example.com")
      .status(AccountStatus::ManagedElsewhere);
  s.account("administrator@contoso.example", "Privileged",
            "a privileged account: two proofs, by mail, mobile or an authenticator app (the same secret key)")
      .mail("administrator.private@example.com")
      .phone("+81 90-1234-5677")
      .status(AccountStatus::Privileged);
  s.account("locked@contoso.example", "Locked Out",
            "locked after too many wrong passwords: the reason that one cannot sign in leads to unlocking it")
      .mail("locked.private@example.com")
      .locked();
  s.account("starter@contoso.example", "New Starter", "never had a password")
      .mail("starter.private@example.com")
      .withoutPassword();
  s.account(
       "new.starter@contoso.example", "Newest Starter",
       "never had a password, and nothing is registered: needs a start code (latchkeyctl start-code), with "
       "the reason that no password was ever given out")
      .withoutPassword();
  s.account("owner@small-office.example", "Only Administrator",
            "the only administrator of its realm is locked out, and nothing is registered: the vendor helps")
      .status(AccountStatus::Privileged);
  s.account("clerk@small-office.example", "Office Clerk",
            "not enabled for reset, in a realm whose administrator can be asked")
      .mail("clerk.private@example.com")
      .status(AccountStatus::NotEnabledForReset);
  s.account("careful@contoso.example", "Careful Worker",
            "mail, and security questions as a second proof where the realm takes two (policy set workplace "
            "gates 2); the answers are those of pupil@school.example")
      .mail("careful.private@example.com");
  s.account("pupil@school.example", "Pupil",
            "security questions alone; the answers: childhood-friend Hanako, first-school Sakura, "
            "first-trip Mount Fuji");
  return s.all();
}

QStringList accountsWithAuthenticator() {
  return {QStringLiteral("authenticator@outlook.com"), QStringLiteral("administrator@contoso.example")};
}

QStringList accountsWithQuestions() {
  return {QStringLiteral("careful@contoso.example"), QStringLiteral("pupil@school.example")};
}

std::vector<service::domain::GivenAnswer> sampleAnswers() {
  std::vector<service::domain::GivenAnswer> answers;
  answers.push_back({QStringLiteral("childhood-friend"), platform::Secret("Hanako")});
  answers.push_back({QStringLiteral("first-school"), platform::Secret("Sakura")});
  answers.push_back({QStringLiteral("first-trip"), platform::Secret("Mount Fuji")});
  return answers;
}

QByteArray sampleAuthenticatorSecret() {
  return QByteArrayLiteral("12345678901234567890");  // the one of RFC 6238's test vectors
}

QByteArray samplePassword() {
  return QByteArrayLiteral("Latch-2026");
}

}  // namespace latchkey::app
