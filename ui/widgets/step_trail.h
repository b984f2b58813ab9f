// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

#include "ui/theme/theme.h"

class QVBoxLayout;

namespace latchkey::ui::widgets {

class StepItem;

/// The words of the trail, for screen readers. `position` holds %1 (this step) and %2 (of how many).
struct StepTrailTexts {
  QString listName;
  QString position;
  QString done;
  QString current;
  QString toCome;
};

/// Where the person is: every step with its circle (done, current, to come) and the line between them.
/// One gate or two is only a matter of the names. Meant as QWizard's side widget, or above the page.
class StepTrail : public QWidget {
  Q_OBJECT
public:
  enum class Form {
    Full,  ///< circles and names, one below the other
    Rail,  ///< circles alone, one below the other: narrow windows and large text
    Bar    ///< circles side by side above the current step's name
  };

  explicit StepTrail(QWidget* parent = nullptr);

  void setBrand(const QString& name);  ///< the product's name beside the key
  void setTexts(const StepTrailTexts& texts);
  void setSteps(const QStringList& names);
  /// @param index from 0; the steps before it are done. names.size(): all are done. -1: none begun.
  void setCurrent(int index);
  [[nodiscard]] int current() const { return m_current; }
  void setForm(Form form);
  [[nodiscard]] Form form() const { return m_form; }

  /// Full while names and page fit beside each other, else Rail. Call it when the window is resized.
  [[nodiscard]] static Form formFor(int windowWidth, const theme::Theme& theme);

  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] bool hasHeightForWidth() const override { return false; }

protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

private:
  void refresh();
  void place();
  [[nodiscard]] int fullWidth() const;
  [[nodiscard]] int itemHeight() const;
  [[nodiscard]] int top() const;

  QString m_brand;
  StepTrailTexts m_texts;
  QStringList m_names;
  QList<StepItem*> m_items;
  int m_current = -1;
  Form m_form = Form::Full;
};

}  // namespace latchkey::ui::widgets
