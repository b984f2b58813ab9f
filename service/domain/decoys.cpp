// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/domain/decoys.h"

#include <algorithm>

#include "service/domain/security_questions.h"

namespace latchkey::service::domain {

namespace {
/// Numbers below a bound from the keyed stream; an even spread matters less here than stability.
class Dice {
public:
  explicit Dice(const QByteArray& stream) : m_stream(stream) {}
  int below(int bound) {
    const auto high = static_cast<unsigned char>(m_stream.at(m_at++ % m_stream.size()));
    const auto low = static_cast<unsigned char>(m_stream.at(m_at++ % m_stream.size()));
    return (high * 256 + low) % bound;
  }
  QString digits(int count) {
    QString text;
    for (int i = 0; i < count; ++i) text += QChar(u'0' + below(10));
    return text;
  }

private:
  QByteArray m_stream;
  qsizetype m_at = 0;
};

/// Second addresses that people register, the commoner the more often.
QString mailDomain(Dice& dice) {
  static const QStringList domains = {
      QStringLiteral("gmail.com"),   QStringLiteral("gmail.com"),   QStringLiteral("gmail.com"),
      QStringLiteral("yahoo.co.jp"), QStringLiteral("yahoo.co.jp"), QStringLiteral("outlook.com"),
      QStringLiteral("outlook.jp"),  QStringLiteral("icloud.com"),  QStringLiteral("docomo.ne.jp"),
      QStringLiteral("ezweb.ne.jp"), QStringLiteral("hotmail.com"), QStringLiteral("softbank.ne.jp")};
  return domains.at(dice.below(static_cast<int>(domains.size())));
}

QString localPart(Dice& dice) {
  static const QString starts = QStringLiteral("akmsthnyrjdecbgiofl");
  static const QString vowels = QStringLiteral("aiueoaiy");
  QString local;
  local += starts.at(dice.below(static_cast<int>(starts.size())));
  local += vowels.at(dice.below(static_cast<int>(vowels.size())));
  for (int rest = 4 + dice.below(6); rest > 0; --rest) {
    local += starts.at(dice.below(static_cast<int>(starts.size())));
  }
  return local;
}

Contact mail(const QString& id, const QString& address) {
  Contact contact;
  contact.id = id;
  contact.kind = ContactKind::Mail;
  contact.value = address;
  contact.raw = address;
  return contact;
}

Contact phone(const QString& id, ContactKind kind, const QString& national) {
  Contact contact;
  contact.id = id;
  contact.kind = kind;
  contact.national = national;
  contact.raw = national;
  contact.value = QStringLiteral("+81") + QString(national).remove(u'-').sliced(1);
  return contact;
}

QString mobileNumber(Dice& dice) {
  static const QStringList prefixes = {QStringLiteral("090"), QStringLiteral("080"), QStringLiteral("070")};
  // Subscriber blocks begin with 1 to 9 in all three ranges.
  return prefixes.at(dice.below(3)) + u'-' + QChar(u'1' + dice.below(9)) + dice.digits(3) + u'-' +
         dice.digits(4);
}

QString fixedNumber(Dice& dice) {
  // Tokyo and Osaka: ten digits, exchanges that begin with 3, 5 or 6.
  static const QStringList exchanges = {QStringLiteral("03-3"), QStringLiteral("03-5"),
                                        QStringLiteral("03-6"), QStringLiteral("06-6")};
  return exchanges.at(dice.below(4)) + dice.digits(3) + u'-' + dice.digits(4);
}
}  // namespace

QList<Contact> decoyContacts(const QByteArray& stream, const QString& accountKey, const Realm& realm) {
  Dice dice(stream);
  const bool mails = realm.factors.contains(MethodKind::Mail);
  const bool texts = realm.factors.contains(MethodKind::Text);
  const bool phones = realm.phones.allowedCountries.contains(QStringLiteral("JP")) &&
                      (texts || realm.factors.contains(MethodKind::Call));
  const int wanted = std::max(1, realm.gates);
  QList<Contact> contacts;
  const auto id = [&contacts] { return QStringLiteral("d%1").arg(contacts.size() + 1); };

  // Every number is drawn whether it is used or not, so that a change of policy moves nothing else.
  const QString address = localPart(dice) + u'@' + mailDomain(dice);
  const QString mobile = mobileNumber(dice);
  const QString fixed = fixedNumber(dice);
  const bool withMobile = dice.below(4) != 0;
  const bool withFixed = dice.below(4) == 0;
  // Some real accounts name their own address as a contact, which is shown with a warning: were decoys
  // never to, the warning would prove an account real.
  const bool withItself = dice.below(8) == 0 && accountKey.contains(u'@');
  const QString further = localPart(dice) + u'@' + mailDomain(dice);

  if (mails) contacts.append(mail(id(), address));
  if (phones && (withMobile || !mails || wanted > 1)) {
    contacts.append(phone(id(), ContactKind::Mobile, mobile));
  }
  if (phones && withFixed) contacts.append(phone(id(), ContactKind::Phone, fixed));
  if (mails && withItself) contacts.append(mail(id(), accountKey));
  if (mails && contacts.size() < wanted) contacts.append(mail(id(), further));
  return contacts;
}

Factors decoyFactors(const QByteArray& stream, qsizetype contacts, const Realm& realm) {
  Factors factors;
  // Drawn from the far end of the stream: the contacts take their dice from the other one.
  const bool some = static_cast<unsigned char>(stream.back()) % 3 == 0;
  if (!realm.factors.contains(MethodKind::Authenticator)) return factors;
  if (some || contacts < std::max(1, realm.gates)) {
    factors.authenticators.append({QStringLiteral("decoy"), {}, 0, 0});
  }
  return factors;
}

DecoyProofs decoyProofs(const QByteArray& stream, const QByteArray& ofQuestions, const QString& accountKey,
                        const Realm& realm) {
  const QuestionSet questions{decoyQuestionIds(ofQuestions, realm), {}, 0};
  const bool askable = isAskable(questions, realm);
  const bool some = askable && static_cast<unsigned char>(ofQuestions.back()) % 2 == 0;
  // Whoever registered questions often has one contact fewer: decoys that never had would prove those real.
  Realm beside = realm;
  if (some) beside.gates = std::max(1, realm.gates - 1);
  DecoyProofs proofs;
  proofs.contacts = decoyContacts(stream, accountKey, beside);
  proofs.factors = decoyFactors(stream, proofs.contacts.size(), beside);
  const qsizetype others = proofs.contacts.size() + proofs.factors.authenticators.size();
  if (some || (askable && others < std::max(1, realm.gates))) proofs.factors.questions = questions;
  return proofs;
}

Realm imitatedRealm(const QByteArray& ofGates, const Realm& realm) {
  Realm imitated = realm;
  const bool some = static_cast<unsigned char>(ofGates.back()) % 8 == 0;
  if (!some || realm.gatesForPrivileged <= realm.gates) return imitated;
  imitated.gates = realm.gatesForPrivileged;
  imitated.questions.use = QuestionUse::Off;
  return imitated;
}

}  // namespace latchkey::service::domain
