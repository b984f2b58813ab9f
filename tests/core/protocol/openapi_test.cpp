// SPDX-License-Identifier: GPL-3.0-or-later
// openapi.yaml and the code say the same: routes, problems, words and limits, both ways. That the
// document itself is sound is judged by others: tests/system/openapi.
#include <QSet>
#include <QTest>

#include "core/protocol/limits.h"
#include "core/protocol/names.h"
#include "core/protocol/problem.h"
#include "core/protocol/routes.h"
#include "core/rules/password_policy.h"
#include "tests/support/flat_yaml.h"
#include "tests/support/source_dir.h"

using namespace latchkey;
using namespace latchkey::protocol;
using latchkey::tests::FlatYaml;

namespace {

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), qsizetype(view.size()));
}
QString urn(ProblemKind kind) {
  return QStringLiteral("urn:latchkey:problem:") + nameOf(kind);
}
QString lastPart(const QString& reference) {
  return reference.section(QLatin1Char('/'), -1);
}
QString operationPath(const Route& route) {
  return QStringLiteral("paths/%1/%2")
      .arg(FlatYaml::escaped(text(route.path)), text(nameOf(route.method)).toLower());
}

/// The schema of a request's body; what has no members shares one.
QString schemaOf(RequestKind kind) {
  switch (kind) {
    case RequestKind::None:
      return {};
    case RequestKind::OpenRecovery:
      return QStringLiteral("OpenRecovery");
    case RequestKind::NewChallenge:
      return QStringLiteral("NewChallenge");
    case RequestKind::AnswerChallenge:
      return QStringLiteral("AnswerChallenge");
    case RequestKind::ChooseMethod:
    case RequestKind::RemoveMethod:
    case RequestKind::ChooseProof:
      return QStringLiteral("ChooseMethod");
    case RequestKind::ConfirmContact:
      return QStringLiteral("ConfirmContact");
    case RequestKind::SubmitCode:
    case RequestKind::SubmitEnrolCode:
      return QStringLiteral("SubmitCode");
    case RequestKind::SubmitAssertion:
    case RequestKind::SubmitEnrolAssertion:
      return QStringLiteral("SubmitAssertion");
    case RequestKind::SubmitAnswers:
    case RequestKind::SubmitEnrolAnswers:
      return QStringLiteral("SubmitAnswers");
    case RequestKind::SetPassword:
      return QStringLiteral("SetPassword");
    case RequestKind::SetLanguage:
    case RequestKind::SetEnrolLanguage:
      return QStringLiteral("SetLanguage");
    case RequestKind::TrySignIn:
      return QStringLiteral("TrySignIn");
    case RequestKind::ResumeRecovery:
      return QStringLiteral("ResumeRecovery");
    case RequestKind::GiveAppealContact:
      return QStringLiteral("GiveAppealContact");
    case RequestKind::FileAppeal:
      return QStringLiteral("FileAppeal");
    case RequestKind::OpenByApproval:
      return QStringLiteral("OpenByApproval");
    case RequestKind::Object:
      return QStringLiteral("Object");
    case RequestKind::OpenEnrolment:
      return QStringLiteral("OpenEnrolment");
    case RequestKind::AddMethod:
      return QStringLiteral("AddMethod");
    case RequestKind::RegisterKey:
      return QStringLiteral("RegisterKey");
    case RequestKind::CheckNeed:
      return QStringLiteral("CheckNeed");
    case RequestKind::Report:
      return QStringLiteral("Report");
    case RequestKind::ResendCode:
    case RequestKind::UnlockAccount:
    case RequestKind::CancelRecovery:
    case RequestKind::ContactAdministrator:
    case RequestKind::ResendEnrolCode:
    case RequestKind::LeaveStep:
    case RequestKind::FinishEnrolment:
      return QStringLiteral("Empty");
  }
  return {};
}

template <typename E>
QStringList wordsUpTo(E last, int first = 0) {
  QStringList words;
  for (int i = first; i <= int(last); ++i) words << text(nameOf(static_cast<E>(i)));
  return words;
}

}  // namespace

class OpenApiTest : public QObject {
  Q_OBJECT
  const FlatYaml m_api{latchkey::tests::sourcePath(QLatin1String("core/protocol/openapi.yaml"))};

  [[nodiscard]] QStringList problemsOf(const QString& response) const {
    return m_api.list(
        QStringLiteral(
            "components/responses/%1/content/application~1problem+json/schema/allOf/1/properties/type/enum")
            .arg(response));
  }

private Q_SLOTS:
  void everyRouteIsDescribedAndEveryDescribedRouteExists() {
    QStringList expected;
    for (const Route& route : routes()) expected << operationPath(route);
    QStringList described;
    for (const QString& path : m_api.keys(QStringLiteral("paths"))) {
      for (const QString& method : m_api.keys(QStringLiteral("paths/") + path))
        described << QStringLiteral("paths/%1/%2").arg(path, method);
    }
    expected.sort();
    described.sort();
    QCOMPARE(described, expected);
  }

  void operationsSayWhatTheRoutesSay_data() {
    QTest::addColumn<int>("index");
    for (int i = 0; i < int(routes().size()); ++i)
      QTest::newRow(qPrintable(operationPath(routes()[std::size_t(i)]))) << i;
  }
  void operationsSayWhatTheRoutesSay() {
    QFETCH(int, index);
    const Route& route = routes()[std::size_t(index)];
    const QString at = operationPath(route);
    QVERIFY(m_api.has(at + QStringLiteral("/responses/%1").arg(route.successStatus)));
    QCOMPARE(lastPart(m_api.value(at + QStringLiteral("/requestBody/content/application~1json/schema/$ref"))),
             schemaOf(route.request));
    QStringList headers;
    for (const QString& parameter : m_api.keys(at + QStringLiteral("/parameters")))
      headers << lastPart(m_api.value(at + QStringLiteral("/parameters/%1/$ref").arg(parameter)));
    const bool isSigned = route.proof == Proof::Signature;
    QCOMPARE(headers.contains(QStringLiteral("Latchkey-Signature")), isSigned);
    QCOMPARE(headers.contains(QStringLiteral("DPoP")), route.proof != Proof::None && !isSigned);
    QCOMPARE(headers.contains(QStringLiteral("Idempotency-Key")),
             route.method == HttpMethod::Post && !isSigned);
    QCOMPARE(m_api.has(at + QStringLiteral("/security")),
             route.proof != Proof::Token);  // else the document's
    for (const QString& status : m_api.keys(at + QStringLiteral("/responses"))) {
      const QString response = lastPart(m_api.value(at + QStringLiteral("/responses/%1/$ref").arg(status)));
      if (status.toInt() < 400) continue;
      QVERIFY2(!problemsOf(response).isEmpty(), qPrintable(response));
      for (const QString& problem : problemsOf(response)) {
        const auto kind = problemKindOf(problem.section(QLatin1Char(':'), -1));
        QVERIFY2(kind && statusOf(*kind) == status.toInt(), qPrintable(status + problem));
      }
    }
  }

  void problemsAreTheSameBothWays() {
    const QString at = QStringLiteral("components/schemas/ProblemType");
    QStringList names;
    QStringList urns;
    for (const ProblemKind kind : allProblemKinds()) {
      names << nameOf(kind);
      urns << urn(kind);
      QCOMPARE(m_api.value(at + QStringLiteral("/x-status/") + nameOf(kind)),
               QString::number(statusOf(kind)));
    }
    QCOMPARE(m_api.keys(at + QStringLiteral("/x-status")), names);
    QCOMPARE(m_api.list(at + QStringLiteral("/enum")), urns);
  }
  void everyProblemIsTheAnswerOfSomeOperation() {
    QSet<QString> used;
    for (const Route& route : routes()) {
      const QString at = operationPath(route) + QStringLiteral("/responses");
      for (const QString& status : m_api.keys(at)) {
        for (const QString& one :
             problemsOf(lastPart(m_api.value(at + QStringLiteral("/%1/$ref").arg(status)))))
          used << one;
      }
    }
    for (const ProblemKind kind : allProblemKinds())
      QVERIFY2(used.contains(urn(kind)), qPrintable(nameOf(kind)));
    QCOMPARE(used.size(), qsizetype(allProblemKinds().size()));
  }

  void wordsAreTheSame() {
    const auto words = [this](const char* schema) {
      return m_api.list(QStringLiteral("components/schemas/%1/enum").arg(QLatin1String(schema)));
    };
    QCOMPARE(words("Reason"), wordsUpTo(Reason::NeverHadPassword));
    QCOMPARE(words("Language"), wordsUpTo(Language::Japanese));
    QCOMPARE(words("Stage"), wordsUpTo(Stage::Ended));
    QCOMPARE(words("Ending"), wordsUpTo(Ending::ContinuedElsewhere));
    QCOMPARE(words("Continuation"), wordsUpTo(Continuation::NothingFound, 1));  // none is absent
    QCOMPARE(words("AdministratorContact"),
             wordsUpTo(AdministratorContact::Sent, 1));  // not offered is absent
    QCOMPARE(words("ChallengeKind"), wordsUpTo(ChallengeKind::Work));
    QCOMPARE(words("MethodKind"), wordsUpTo(MethodKind::StartCode));
    QCOMPARE(words("MethodWarning"), wordsUpTo(MethodWarning::LockedAccountItself, 1));  // none is absent
    QCOMPARE(words("DeliveryState"), wordsUpTo(DeliveryState::HandedOver));
    QCOMPARE(words("DeliveryStanding"), wordsUpTo(DeliveryStanding::Withheld));
    QCOMPARE(words("DeliveryFault"), wordsUpTo(DeliveryFault::Other, 1));  // none is absent
    QCOMPARE(words("NumberProblem"), wordsUpTo(NumberProblem::Invalid));
    QCOMPARE(words("AccountKind"), wordsUpTo(AccountKind::Cloud, 1));   // other is absent
    QCOMPARE(words("AccountLock"), wordsUpTo(AccountLock::Locked, 1));  // unknown is absent
    QCOMPARE(words("Outcome"), wordsUpTo(Outcome::Rehearsed, 1));       // a password is absent
    QCOMPARE(words("SignInResult"), wordsUpTo(SignInResult::LockedOut));
    QCOMPARE(words("EnrolStage"), wordsUpTo(EnrolStage::Ended));
    QCOMPARE(words("Strength"), wordsUpTo(Strength::Closed));
  }

  void limitsAreTheSame_data() {
    QTest::addColumn<QString>("path");
    QTest::addColumn<qint64>("value");
    const auto row = [](const QString& path, auto value) {
      QTest::newRow(qPrintable(path)) << path << static_cast<qint64>(value);
    };
    const auto length = [&row](const char* at, limits::Range range) {
      const QString path = QStringLiteral("components/schemas/") + QLatin1String(at);
      if (range.least > 0) row(path + QStringLiteral("/minLength"), range.least);
      row(path + QStringLiteral("/maxLength"), range.most);
    };
    const auto number = [&row](const char* at, limits::Range range) {
      const QString path = QStringLiteral("components/schemas/") + QLatin1String(at);
      row(path + QStringLiteral("/minimum"), range.least);
      row(path + QStringLiteral("/maximum"), range.most);
    };
    const auto items = [&row](const char* at, std::size_t most) {
      row(QStringLiteral("components/schemas/%1/maxItems").arg(QLatin1String(at)), most);
    };
    row(QStringLiteral("x-limits/requestBodyBytes"), limits::requestBodyBytes);
    row(QStringLiteral("x-limits/requestHeaderBytes"), limits::requestHeaderBytes);
    row(QStringLiteral("x-limits/answerBodyBytes"), limits::answerBodyBytes);
    row(QStringLiteral("x-limits/mediaBytes"), limits::mediaBytes);
    row(QStringLiteral("x-limits/jsonDepth"), limits::jsonDepth);
    row(QStringLiteral("x-limits/jsonMembers"), limits::jsonMembers);
    row(QStringLiteral("x-limits/jsonValues"), limits::jsonValues);
    row(QStringLiteral("x-limits/jsonNumberBytes"), limits::jsonNumberBytes);
    row(QStringLiteral("components/parameters/Idempotency-Key/schema/minLength"),
        limits::idempotencyKey.least);
    row(QStringLiteral("components/parameters/Idempotency-Key/schema/maxLength"),
        limits::idempotencyKey.most);
    row(QStringLiteral("components/headers/Retry-After/schema/maximum"), limits::seconds.most);
    length("OpenRecovery/properties/account", limits::account);
    length("OpenRecovery/properties/receipt", limits::typedReceipt);
    length("AnswerChallenge/properties/text", limits::challengeText);
    length("ConfirmContact/properties/entry", limits::entry);
    length("GivenAnswer/properties/answer", limits::answer);
    length("Question/properties/text", limits::question);
    length("SetPassword/properties/password", limits::password);
    length("TrySignIn/properties/password", limits::password);
    length("Object/properties/code", limits::objectionCode);
    length("GiveAppealContact/properties/contact", limits::appealContact);
    length("GivenField/properties/value", limits::appealValue);
    length("FileAppeal/properties/names", limits::appealNames);
    length("FileAppeal/properties/birthDate", limits::appealBirthDate);
    length("FileAppeal/properties/passwords/items", limits::appealPassword);
    length("FileAppeal/properties/lastSignIn", limits::appealLastSignIn);
    length("FileAppeal/properties/places", limits::appealPlaces);
    length("FileAppeal/properties/contacts/items", limits::appealContact);
    length("FileAppeal/properties/devices", limits::appealDevices);
    items("FileAppeal/properties/passwords", limits::appealPasswords);
    items("FileAppeal/properties/contacts", limits::appealContacts);
    items("FileAppeal/properties/fields", limits::appealFields);
    items("Appeal/properties/fields", limits::appealFields);
    items("Appeal/properties/contactKinds", limits::methods);
    length("Appeal/properties/contactMask", limits::mask);
    length("AppealField/properties/label", limits::appealLabel);
    number("AppealField/properties/maximumLength", limits::appealValue);
    length("OpenByApproval/properties/code", limits::approvalCode);
    number("Objection/properties/appealsEnded", limits::appealsEnded);
    length("Objection/properties/accountMask", limits::accountName);
    length("Objection/properties/realmName", limits::realmName);
    length("Support/properties/name", limits::supportName);
    length("Support/properties/mail", limits::supportMail);
    length("Support/properties/phone", limits::supportPhone);
    length("Support/properties/hours", limits::supportHours);
    length("Method/properties/mask", limits::mask);
    length("Code/properties/mask", limits::mask);
    length("Code/properties/shownEntry", limits::entry);
    row(QStringLiteral("components/schemas/Code/properties/sender/maxLength"), limits::sender.most);
    row(QStringLiteral("components/schemas/Code/properties/problems/maxItems"), limits::numberProblems);
    length("PasswordRules/properties/organisationWords/items", limits::organisationWord);
    length("Recovery/properties/receipt", limits::receipt);
    length("Recovery/properties/accountName", limits::accountName);
    length("Recovery/properties/realmName", limits::realmName);
    length("Recovery/properties/displayName", limits::displayName);
    length("Recovery/properties/signInUrl", limits::url);
    length("Token", limits::token);
    length("Discovery/properties/serviceName", limits::serviceName);
    length("Discovery/properties/apiVersion", limits::apiVersion);
    length("Problem/properties/field", limits::field);
    number("Seconds", limits::seconds);
    number("Challenge/properties/workBits", limits::workBits);
    number("Code/properties/digits", limits::digits);
    number("Code/properties/resendsLeft", limits::tries);
    number("Code/properties/triesLeft", limits::tries);
    number("Questions/properties/triesLeft", limits::tries);
    number("SecurityKey/properties/triesLeft", limits::tries);
    length("SecurityKey/properties/rpId", limits::rpId);
    items("SecurityKey/properties/credentials", limits::credentials);
    // Four characters carry three bytes.
    const auto encoded = [](limits::Range bytes) {
      return limits::Range{(bytes.least * 4 + 2) / 3, (bytes.most * 4 + 2) / 3};
    };
    length("CredentialId", encoded(limits::credentialBytes));
    length("SubmitAssertion/properties/clientData", encoded(limits::clientDataBytes));
    length("SubmitAssertion/properties/authenticatorData",
           encoded({limits::authenticatorDataBytes, limits::authenticatorDataBytes}));
    length("SubmitAssertion/properties/signature", encoded(limits::signatureBytes));
    number("PasswordRules/properties/minimumLength", limits::passwordLength);
    number("PasswordRules/properties/maximumLength", limits::passwordLength);
    number("PasswordRules/properties/minimumClasses", limits::passwordClasses);
    number("Recovery/properties/gatesPassed", limits::gates);
    number("Recovery/properties/gatesNeeded", limits::gates);
    number("Recovery/properties/contactsNotified", limits::contactsNotified);
    number("Recovery/properties/signInTriesLeft", limits::tries);
    number("Recovery/properties/signInsEndIn", limits::seconds);
    length("Recovery/properties/contacts/items", limits::mask);
    items("Recovery/properties/contacts", limits::contacts);
    number("Objection/properties/recoveriesEnded", limits::recoveriesEnded);
    number("Objection/properties/contactsNotified", limits::contactsNotified);
    number("Problem/properties/triesLeft", limits::tries);
    items("PasswordRules/properties/organisationWords", limits::organisationWords);
    items("Recovery/properties/methods", limits::methods);
    items("SubmitAnswers/properties/answers", limits::questions);
    items("Questions/properties/asked", limits::questions);
    items("Discovery/properties/languages", limits::languages);
    items("Discovery/properties/challengeKinds", limits::challengeKinds);
    items("Problem/properties/violations", limits::violations);
    length("OpenEnrolment/properties/account", limits::account);
    length("OpenEnrolment/properties/password", limits::password);
    length("AddMethod/properties/contact", limits::contact);
    length("AddMethod/properties/label", limits::methodLabel);
    length("RegisterKey/properties/clientData", encoded(limits::clientDataBytes));
    length("RegisterKey/properties/authenticatorData", encoded(limits::attestedDataBytes));
    length("CheckNeed/properties/account", limits::account);
    length("RegisteredMethod/properties/mask", limits::mask);
    length("RegisteredMethod/properties/label", limits::methodLabel);
    items("RegisteredMethod/properties/problems", limits::numberProblems);
    number("RegisteredMethod/properties/confirmedDaysAgo", limits::daysAgo);
    number("RegistrationNews/properties/daysAgo", limits::daysAgo);
    number("RegistrationPolicy/properties/wanted", limits::methodsWanted);
    number("RegistrationPolicy/properties/gatesNeeded", limits::gates);
    number("RegistrationPolicy/properties/questionsAsked", limits::questionsAsked);
    items("RegistrationPolicy/properties/kinds", limits::methods);
    items("RegistrationPolicy/properties/questions", limits::questionsOffered);
    items("RegistrationPolicy/properties/countries", limits::countries);
    length("RegistrationPolicy/properties/countries/items", {limits::region, limits::region});
    number("FreshProof/properties/triesLeft", limits::tries);
    length("Adding/properties/secret", limits::authenticatorSecret);
    length("Adding/properties/issuer", limits::issuer);
    length("Adding/properties/accountName", limits::accountName);
    length("Adding/properties/dialled", limits::dialled);
    length("Adding/properties/mask", limits::mask);
    length("Adding/properties/rpId", limits::rpId);
    items("Adding/properties/problems", limits::numberProblems);
    items("Adding/properties/credentials", limits::credentials);
    length("Enrolment/properties/accountName", limits::accountName);
    length("Enrolment/properties/displayName", limits::displayName);
    length("Enrolment/properties/realmName", limits::realmName);
    items("Enrolment/properties/methods", limits::methods);
    items("Enrolment/properties/news", limits::news);
    number("Enrolment/properties/rehearsedDaysAgo", limits::daysAgo);
    number("Enrolment/properties/contactsNotified", limits::contactsNotified);
  }
  void limitsAreTheSame() {
    QFETCH(QString, path);
    QFETCH(qint64, value);
    QCOMPARE(m_api.value(path), QString::number(value));
  }
  void patternsHaveTheSameLimits() {
    const auto pattern = [this](const char* at) {
      return m_api.value(QStringLiteral("components/schemas/%1/pattern").arg(QLatin1String(at)));
    };
    QCOMPARE(pattern("Handle"), QStringLiteral("^[A-Za-z0-9_-]{%1}$").arg(limits::handle));
    QCOMPARE(pattern("ChallengeId"), QStringLiteral("^[A-Za-z0-9_-]{%1,%2}$")
                                         .arg(limits::challengeId.least)
                                         .arg(limits::challengeId.most));
    QCOMPARE(
        pattern("QuestionId"),
        QStringLiteral("^[A-Za-z0-9_-]{%1,%2}$").arg(limits::questionId.least).arg(limits::questionId.most));
    QCOMPARE(pattern("AppealFieldId"), QStringLiteral("^[A-Za-z0-9_-]{%1,%2}$")
                                           .arg(limits::appealFieldId.least)
                                           .arg(limits::appealFieldId.most));
    QCOMPARE(pattern("SubmitCode/properties/code"),
             QStringLiteral("^[0-9]{%1,%2}$").arg(limits::code.least).arg(limits::code.most));
    QCOMPARE(pattern("AddMethod/properties/extension"),
             QStringLiteral("^[0-9]{%1,%2}$").arg(limits::extension.least).arg(limits::extension.most));
    QCOMPARE(pattern("Reminder"),
             QStringLiteral("^[A-Za-z0-9_-]{%1,%2}$").arg(limits::reminder.least).arg(limits::reminder.most));
    QCOMPARE(pattern("AnswerChallenge/properties/workCounter"),
             QStringLiteral("^(0|[1-9][0-9]{0,%1})$").arg(limits::workCounterDigits - 1));
  }
  void violationsAreThoseOfTheRules() {
    QStringList codes;
    for (int i = 0; i <= int(rules::PasswordViolation::RefusedByDirectory); ++i)
      codes << rules::codeOf(static_cast<rules::PasswordViolation>(i));
    QCOMPARE(m_api.list(QStringLiteral("components/schemas/Problem/properties/violations/items/enum")),
             codes);
  }
  void objectsTakeNothingElse() {
    for (const QString& schema : m_api.keys(QStringLiteral("components/schemas"))) {
      const QString at = QStringLiteral("components/schemas/") + schema;
      if (m_api.value(at + QStringLiteral("/type")) == QStringLiteral("object"))
        QCOMPARE(m_api.value(at + QStringLiteral("/additionalProperties")), QStringLiteral("false"));
    }
  }
};

QTEST_APPLESS_MAIN(OpenApiTest)
#include "openapi_test.moc"
