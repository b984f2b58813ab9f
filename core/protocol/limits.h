// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>

/// Every size that the interface knows, once. The codec enforces them, openapi.yaml repeats them and a
/// test compares the two. Lengths of texts are Unicode code points, as JSON Schema counts them.
namespace latchkey::protocol::limits {

struct Range {
  int least;
  int most;
};

// Whole messages (SECURITY.md, rows request and client)
inline constexpr std::size_t requestBodyBytes = 64 * 1024;
inline constexpr std::size_t requestHeaderBytes = 16 * 1024;
inline constexpr std::size_t answerBodyBytes = 1024 * 1024;
inline constexpr std::size_t mediaBytes = 512 * 1024;
inline constexpr int jsonDepth = 16;
inline constexpr std::size_t jsonMembers = 64;   ///< of one object; bounds the search for duplicate keys
inline constexpr std::size_t jsonValues = 4096;  ///< of one message; bounds the memory of its tree
inline constexpr std::size_t jsonNumberBytes = 32;
inline constexpr Range idempotencyKey{16, 64};

// Requests
inline constexpr Range account{1, 320};
inline constexpr Range entry{1, 320};
inline constexpr Range typedReceipt{1, 64};  ///< core/rules/receipt.h comes after
inline constexpr Range challengeText{1, 64};
inline constexpr Range challengeId{1, 64};  ///< of [A-Za-z0-9_-]
inline constexpr int handle = 22;           ///< of [A-Za-z0-9_-]: 128 bits
inline constexpr Range code{4, 12};         ///< digits
inline constexpr Range questionId{1, 32};   ///< of [A-Za-z0-9_-]
inline constexpr Range answer{1, 200};  ///< as typed; the rule of core/rules/security_answer.h comes after
inline constexpr Range credentialBytes{1, 1023};  ///< of a security key (CTAP 2.1, section 6.1.2)
inline constexpr Range clientDataBytes{1, 512};
inline constexpr int authenticatorDataBytes = 37;  ///< without extensions (WebAuthn, section 6.1)
inline constexpr Range signatureBytes{8, 72};      ///< ES256 in DER
inline constexpr Range password{0, 1024};          ///< the empty one is judged by the policy, like any other
inline constexpr int workCounterDigits = 20;
inline constexpr Range objectionCode{16, 64};  ///< as typed; core/rules/objection_code.h comes after

// The form of an appeal
inline constexpr Range appealContact{3, 320};
inline constexpr Range appealNames{1, 200};
inline constexpr Range appealBirthDate{1, 32};
inline constexpr Range appealPassword{1, 256};
inline constexpr std::size_t appealPasswords = 3;
inline constexpr Range appealLastSignIn{1, 100};
inline constexpr Range appealPlaces{1, 200};
inline constexpr std::size_t appealContacts = 8;
inline constexpr Range appealDevices{1, 500};
inline constexpr Range appealFieldId{1, 32};  ///< of [A-Za-z0-9_-]
inline constexpr Range appealValue{1, 500};
inline constexpr std::size_t appealFields = 16;
inline constexpr Range approvalCode{16, 64};  ///< as typed; core/rules/objection_code.h comes after

// "Secure your account"
inline constexpr Range contact{3, 320};  ///< as typed; the rules of the service come after
inline constexpr int region = 2;
inline constexpr Range extension{1, 16};  ///< digits
inline constexpr Range methodLabel{1, 64};
inline constexpr int publicKeyBytes = 64;
/// With the id and the COSE form of the key (WebAuthn, section 6.5.1), without extensions.
inline constexpr Range attestedDataBytes{56, 1536};
inline constexpr Range reminder{16, 256};  ///< of [A-Za-z0-9_-]

// Answers
inline constexpr Range token{16, 256};
inline constexpr Range word{1, 32};  ///< of a list that a newer service may lengthen
inline constexpr Range receipt{1, 16};
inline constexpr Range accountName{0, 512};
inline constexpr Range realmName{0, 128};
inline constexpr Range supportName{0, 128};
inline constexpr Range supportMail{0, 320};
inline constexpr Range supportPhone{0, 64};
inline constexpr Range supportHours{0, 256};
inline constexpr Range mask{0, 512};
inline constexpr Range sender{0, 320};
inline constexpr std::size_t numberProblems = 8;
inline constexpr std::size_t contacts = 64;  ///< masks
inline constexpr Range displayName{0, 256};
inline constexpr Range url{0, 2048};
inline constexpr Range organisationWord{1, 64};
inline constexpr Range serviceName{1, 128};
inline constexpr Range apiVersion{1, 16};
inline constexpr std::size_t organisationWords = 64;
inline constexpr std::size_t methods = 32;
inline constexpr std::size_t questions = 8;
inline constexpr Range question{1, 200};
inline constexpr Range rpId{1, 253};
inline constexpr int keyChallengeBytes = 32;
inline constexpr std::size_t credentials = 16;
inline constexpr std::size_t languages = 64;
inline constexpr std::size_t challengeKinds = 16;
inline constexpr int workSeedBytes = 16;
inline constexpr Range workBits{1, 40};
inline constexpr Range seconds{0, 366 * 24 * 60 * 60};
inline constexpr Range gates{0, 8};
inline constexpr Range tries{0, 1000};
inline constexpr Range digits{4, 12};
inline constexpr Range passwordLength{0, 1024};
inline constexpr Range passwordClasses{0, 4};
inline constexpr Range contactsNotified{0, 1000};
inline constexpr Range recoveriesEnded{0, 1'000'000};
inline constexpr Range appealsEnded{0, 1'000'000};
inline constexpr Range appealLabel{1, 200};
inline constexpr Range daysAgo{0, 36500};
inline constexpr Range methodsWanted{0, 32};
inline constexpr std::size_t news = 32;
inline constexpr std::size_t questionsOffered = 64;
inline constexpr Range questionsAsked{1, 8};
inline constexpr std::size_t countries = 300;
inline constexpr Range authenticatorSecret{16, 128};  ///< base32
inline constexpr Range issuer{1, 128};
inline constexpr Range dialled{1, 64};
inline constexpr int userIdBytes = 32;

// Problems
inline constexpr std::size_t violations = 16;
inline constexpr Range violation{1, 64};
inline constexpr Range field{1, 128};

}  // namespace latchkey::protocol::limits
