// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/assistant/card_file.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QStandardPaths>
#include <QUrl>
#include <utility>

#include "core/platform/files.h"

namespace latchkey::assistant {

void saveCard(QWidget& window, const ui::wizard::CardToSave& card,
              ui::wizard::WizardSettings::CardSaved saved) {
  auto* const dialog = new QFileDialog(&window, card.title);
  dialog->setObjectName(QStringLiteral("cardFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setNameFilter(card.fileKind);
  dialog->setDefaultSuffix(QStringLiteral("pdf"));
  dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
  dialog->selectFile(card.fileName);
  QObject::connect(dialog, &QFileDialog::fileSelected, &window,
                   [pdf = card.pdf, saved = std::move(saved)](const QString& path) {
                     const bool isWritten = platform::replaceFile(path, pdf).has_value();
                     saved(isWritten ? std::optional(QDir::toNativeSeparators(path)) : std::nullopt);
                   });
  dialog->open();
}

void openCard(const QString& path) {
  QDesktopServices::openUrl(QUrl::fromLocalFile(QDir::fromNativeSeparators(path)));
}

}  // namespace latchkey::assistant
