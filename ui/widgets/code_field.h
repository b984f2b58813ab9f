// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include "ui/widgets/secret_edit.h"

namespace latchkey::ui::widgets {

/// A code of digits in groups (7 as 3-4, 6 as 3-3), each on its own line to be filled. Takes blanks, hyphens
/// and full-width digits, typed or pasted; a whole code pasted replaces what is there.
class CodeField : public SecretEdit {
  Q_OBJECT
public:
  explicit CodeField(QWidget* parent = nullptr);

  void setDigits(int count);  ///< 7 unless told; what is typed beyond is dropped
  [[nodiscard]] int digits() const { return maximumLength(); }
  [[nodiscard]] bool isComplete() const { return length() == digits(); }
  [[nodiscard]] platform::Secret takeCode() { return takeSecret(); }

  /// How many digits stand together: {3, 4} for 7.
  [[nodiscard]] static QList<int> groupsOf(int digits);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
  void completed();  ///< the last digit has just come in

protected:
  [[nodiscard]] std::optional<QString> admitted(const QString& typed) const override;
  [[nodiscard]] bool replacesAll(const QString& admittedText) const override;
  [[nodiscard]] theme::TextRole textRole() const override { return theme::TextRole::Code; }
  [[nodiscard]] QRect textPlace() const override;
  [[nodiscard]] double xOf(int position) const override;
  [[nodiscard]] double originOf(const QRect& place) const override { return place.left(); }
  void paintText(QPainter& painter, const QRectF& place, double origin) const override;
  void edited() override;

private:
  [[nodiscard]] double digitWidth() const;
  [[nodiscard]] double cellsAcross() const;  ///< gaps between groups included
  [[nodiscard]] double cellWidth() const;
  [[nodiscard]] QSize sizeWith(double share) const;

  QList<int> m_groups;
};

}  // namespace latchkey::ui::widgets
