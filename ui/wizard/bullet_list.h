// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStringList>
#include <QWidget>

class QVBoxLayout;

namespace latchkey::ui::widgets {
class StaticLabel;
}

namespace latchkey::ui::wizard {

/// Short pieces of advice, one below the other, each behind a dot. Sentences of our catalogues only.
class BulletList : public QWidget {
  Q_OBJECT
public:
  explicit BulletList(QWidget* parent = nullptr);

  void setSentences(const QStringList& sentences);

protected:
  void changeEvent(QEvent* event) override;

private:
  struct Bullet {
    widgets::StaticLabel* dot;
    widgets::StaticLabel* label;
  };
  void placeDots();

  QVBoxLayout* m_rows;
  QList<Bullet> m_bullets;
};

}  // namespace latchkey::ui::wizard
