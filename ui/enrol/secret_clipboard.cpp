// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/secret_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

namespace latchkey::ui::enrol {

namespace {
constexpr int timeKept = 30'000;  // ms

/// What keeps a history of the clipboard leaves out what is marked so: KDE, GNOME and others; Windows; macOS.
void askNotToBeKept(QMimeData& data) {
  data.setData(QStringLiteral("x-kde-passwordManagerHint"), QByteArrayLiteral("secret"));
  data.setData(
      QStringLiteral("application/x-qt-windows-mime;value=\"ExcludeClipboardContentFromMonitorProcessing\""),
      QByteArrayLiteral("1"));
  data.setData(QStringLiteral("application/x-nspasteboard-concealed-type"), QByteArrayLiteral("secret"));
}
}  // namespace

SecretClipboard::SecretClipboard(QObject* parent) : QObject(parent) {
  m_timer.setSingleShot(true);
  m_timer.setInterval(timeKept);
  connect(&m_timer, &QTimer::timeout, this, &SecretClipboard::clear);
}

SecretClipboard::~SecretClipboard() {
  clear();
}

void SecretClipboard::copy(const platform::Secret& secret) {
  m_copied = secret.clone();
  const std::string_view bytes = m_copied.view();
  // The system's own copy is out of reach until it is replaced.
  auto* const data = new QMimeData;
  data->setText(QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size())));
  askNotToBeKept(*data);
  QGuiApplication::clipboard()->setMimeData(data);
  m_timer.start();
}

void SecretClipboard::clear() {
  m_timer.stop();
  if (m_copied.isEmpty()) return;
  QClipboard* const clipboard = QGuiApplication::clipboard();
  const platform::Secret there = platform::Secret::consume(clipboard->text().toUtf8());
  if (there.equals(m_copied)) clipboard->clear();
  m_copied.wipe();
  Q_EMIT cleared();
}

}  // namespace latchkey::ui::enrol
