// SPDX-License-Identifier: GPL-3.0-or-later
#include "service/numbering/phone_numbering.h"

#include <phonenumbers/phonenumberutil.h>

#include <optional>
#include <string>

#include "service/numbering/written_number.h"

namespace latchkey::service::numbering {

namespace {

using domain::PhoneNumber;
using domain::PhoneProblem;
using domain::PhoneType;
using i18n::phonenumbers::PhoneNumberUtil;
using Parsed = i18n::phonenumbers::PhoneNumber;

constexpr std::size_t longestE164 = 16;  // a plus and 15 digits, ITU-T E.164 section 6.1

struct Kind {
  PhoneType type = PhoneType::Unknown;
  bool takesTexts = true;
};

Kind kindOf(PhoneNumberUtil::PhoneNumberType type) {
  switch (type) {
    case PhoneNumberUtil::MOBILE:
      return {PhoneType::Mobile, true};
    case PhoneNumberUtil::FIXED_LINE:
      return {PhoneType::Fixed, false};
    case PhoneNumberUtil::FIXED_LINE_OR_MOBILE:
      return {PhoneType::FixedOrMobile, true};
    case PhoneNumberUtil::VOIP:
      return {PhoneType::Voip, false};
    case PhoneNumberUtil::TOLL_FREE:
    case PhoneNumberUtil::PREMIUM_RATE:
    case PhoneNumberUtil::SHARED_COST:
    case PhoneNumberUtil::UAN:
    case PhoneNumberUtil::VOICEMAIL:
      return {PhoneType::Unknown, false};
    case PhoneNumberUtil::PERSONAL_NUMBER:
    case PhoneNumberUtil::PAGER:
    case PhoneNumberUtil::UNKNOWN:
      return {PhoneType::Unknown, true};
  }
  return {};
}

/// libphonenumber takes "ZZ" for no region and crashes nowhere on nonsense, but knows upper case only.
std::string regionOf(const QString& region) {
  const QString upper = region.trimmed().toUpper();
  return upper.isEmpty() ? "ZZ" : upper.toStdString();
}

/// A 0 after the country code that does not belong to the number. Italy keeps its own.
bool hasTrunkZero(const WrittenNumber& written, const Parsed& parsed) {
  const auto countryDigits = static_cast<qsizetype>(std::to_string(parsed.country_code()).size());
  return written.international && written.digits.mid(countryDigits).startsWith(u'0') &&
         !parsed.italian_leading_zero();
}

std::optional<Parsed> parse(const PhoneNumberUtil& util, const WrittenNumber& written,
                            const std::string& region) {
  const QString text = written.international ? u'+' + written.digits : written.digits;
  Parsed parsed;
  if (util.ParseAndKeepRawInput(text.toStdString(), region, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR)
    return std::nullopt;
  return parsed;
}

/// The international prefix dialled from within a region counts as a country code ("010 81 …" in Japan).
bool hasCountryCode(const WrittenNumber& written, const Parsed& parsed) {
  return written.international || parsed.country_code_source() != Parsed::FROM_DEFAULT_COUNTRY;
}

}  // namespace

PhoneNumber PhoneNumbering::judge(const QString& raw, const QString& region) const {
  PhoneNumber number;
  number.raw = raw;
  const auto written = readNumber(raw);
  if (!written) {
    number.problems << PhoneProblem::Invalid;
    return number;
  }
  number.extension = written->extension;

  const PhoneNumberUtil& util = *PhoneNumberUtil::GetInstance();
  const std::string home = regionOf(region);
  if (!written->international && util.GetCountryCodeForRegion(home) == 0) {
    // It may be a number of some country: kept, reported, not offered.
    number.problems << PhoneProblem::NoCountryCode;
    return number;
  }
  const auto parsed = parse(util, *written, home);
  if (!parsed || !util.IsValidNumber(*parsed)) {
    number.problems << PhoneProblem::Invalid;
    return number;
  }

  std::string e164;
  std::string national;
  std::string international;
  util.Format(*parsed, PhoneNumberUtil::E164, &e164);
  // Some countries have two ways to write one number (the old mobile 1 of Mexico): read again it is the one
  // that all limits are kept under.
  Parsed canonical;
  if (util.Parse(e164, "ZZ", &canonical) != PhoneNumberUtil::NO_PARSING_ERROR ||
      !util.IsValidNumber(canonical)) {
    number.problems << PhoneProblem::Invalid;
    return number;
  }
  util.Format(canonical, PhoneNumberUtil::E164, &e164);
  if (e164.size() > longestE164) {  // some German patterns are longer than any network carries
    number.problems << PhoneProblem::Invalid;
    return number;
  }
  util.Format(canonical, PhoneNumberUtil::NATIONAL, &national);
  util.Format(canonical, PhoneNumberUtil::INTERNATIONAL, &international);
  number.e164 = QString::fromStdString(e164);
  number.national = QString::fromStdString(national);
  number.international = QString::fromStdString(international);
  const Kind kind = kindOf(util.GetNumberType(canonical));
  number.type = kind.type;
  if (!hasCountryCode(*written, *parsed)) number.problems << PhoneProblem::NoCountryCode;
  if (hasTrunkZero(*written, *parsed)) number.problems << PhoneProblem::LeadingZero;
  if (!kind.takesTexts) number.problems << PhoneProblem::CannotText;
  return number;
}

bool PhoneNumbering::knowsRegion(const QString& region) {
  return PhoneNumberUtil::GetInstance()->GetCountryCodeForRegion(regionOf(region)) != 0;
}

QString codeOf(PhoneType type) {
  switch (type) {
    case PhoneType::Mobile:
      return QStringLiteral("mobile");
    case PhoneType::Fixed:
      return QStringLiteral("fixed");
    case PhoneType::FixedOrMobile:
      return QStringLiteral("fixed-or-mobile");
    case PhoneType::Voip:
      return QStringLiteral("voip");
    case PhoneType::Unknown:
      return QStringLiteral("unknown");
  }
  return {};
}

QString codeOf(PhoneProblem problem) {
  switch (problem) {
    case PhoneProblem::NoCountryCode:
      return QStringLiteral("no-country-code");
    case PhoneProblem::LeadingZero:
      return QStringLiteral("leading-zero");
    case PhoneProblem::CannotText:
      return QStringLiteral("cannot-text");
    case PhoneProblem::Invalid:
      return QStringLiteral("invalid");
  }
  return {};
}

}  // namespace latchkey::service::numbering
