// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPixmap>
#include <QWidget>
#include <optional>

namespace latchkey::ui::widgets {

/// Decodes a PNG from outside: at most 512 KiB and 1200 x 400 pixels, nothing but PNG. Nothing: refused.
[[nodiscard]] std::optional<QImage> decodePicture(const QByteArray& png);

/// The challenge's picture on a light plate in every scheme, scaled without blur where it can be.
class ChallengePicture : public QWidget {
  Q_OBJECT
public:
  explicit ChallengePicture(QWidget* parent = nullptr);

  void setPicture(const QImage& image);
  void clear();
  [[nodiscard]] bool hasPicture() const { return !m_image.isNull(); }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;
  [[nodiscard]] bool hasHeightForWidth() const override { return true; }
  [[nodiscard]] int heightForWidth(int width) const override;

protected:
  void paintEvent(QPaintEvent* event) override;

private:
  [[nodiscard]] QSize wantedSize() const;

  QImage m_image;
};

}  // namespace latchkey::ui::widgets
