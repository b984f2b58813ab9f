// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "service/domain/ports.h"

namespace latchkey::service::numbering {

/// Numbering by libphonenumber. Thread-safe; the first call takes some ms to load its tables (4 MB).
///
/// libphonenumber forgives more than a stored contact may: it drops a trunk 0 after the country code,
/// reads letters as digits and parses numbers that nobody can have. So the text is read here first, and
/// every number is checked for validity.
///
/// Problems and what else is known then:
/// - NoCountryCode: none was written. With a region the number is still judged as one of that region;
///   without, e164 and national stay empty.
/// - LeadingZero: "+81 090-…". The number without that 0 is judged.
/// - CannotText: a fixed line, internet telephony, or a number of a service.
/// - Invalid: no number at all, or none that anybody can have. Nothing else is known.
class PhoneNumbering final : public domain::Numbering {
public:
  [[nodiscard]] domain::PhoneNumber judge(const QString& raw, const QString& region) const override;
  /// Whether numbers of this ISO 3166 region can be judged.
  [[nodiscard]] static bool knowsRegion(const QString& region);
};

/// "mobile", "fixed-or-mobile"; "leading-zero": the words of SPEC section 10.
[[nodiscard]] QString codeOf(domain::PhoneType type);
[[nodiscard]] QString codeOf(domain::PhoneProblem problem);

}  // namespace latchkey::service::numbering
