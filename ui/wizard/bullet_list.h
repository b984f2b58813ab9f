// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace latchkey::ui::wizard {

/// Short pieces of advice, one below the other, each behind a dot. Sentences of our catalogues only.
class BulletList : public QWidget {
  Q_OBJECT
public:
  explicit BulletList(QWidget* parent = nullptr);

  void setSentences(const QStringList& sentences);

private:
  QVBoxLayout* m_rows;
};

}  // namespace latchkey::ui::wizard
