// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QString>

#include "service/domain/budget_alarm.h"
#include "service/domain/ports.h"

namespace latchkey::service::delivery {

/// Fills the templates of resources/templates, which are compiled in.
///
/// `{name}` stands for a fact, `{name?}` for one whose line is left out when it is empty,
/// `{name:one|many}` for a word that follows a number. Facts are put in once and never read as templates;
/// control, line-breaking and bidi characters in them are dropped, so that no fact can forge a line.
/// Thread-safe once made.
class TemplateWriter final : public domain::MessageWriter, public domain::AlarmWriter {
public:
  /// Throws std::runtime_error when a template is missing or asks for a fact that does not exist.
  TemplateWriter();

  [[nodiscard]] domain::MessageText code(domain::Channel channel, domain::Language language,
                                         const domain::CodeFacts& facts) const override;
  [[nodiscard]] domain::MessageText notice(domain::Notice notice, domain::Channel channel,
                                           domain::Language language,
                                           const domain::NoticeFacts& facts) const override;
  [[nodiscard]] domain::MessageText contactChanged(domain::Channel channel, domain::Language language,
                                                   const domain::ContactFacts& facts) const override;
  [[nodiscard]] domain::MessageText administratorAsked(
      domain::Language language, const domain::AdministratorFacts& facts) const override;
  [[nodiscard]] domain::MessageText administratorTold(domain::Language language,
                                                      const domain::ObjectionFacts& facts) const override;
  [[nodiscard]] domain::MessageText budgetSpent(domain::Language language,
                                                const domain::BudgetFacts& facts) const override;

private:
  void readCauses(domain::Language language);
  [[nodiscard]] QString readableTime(const QString& iso, domain::Language language) const;

  QHash<QString, domain::MessageText> m_templates;  ///< by "en/mail_code"
  QHash<QString, QString> m_causes;                 ///< sentences by "en/disabled"
  QHash<domain::Language, QString> m_timeFormats;   ///< of QDateTime::toString, %1 for the offset
};

}  // namespace latchkey::service::delivery
