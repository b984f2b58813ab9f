// SPDX-License-Identifier: GPL-3.0-or-later
// The yardstick of two bars in SPEC section 11: a QWizard program with nothing in it.
#include <QApplication>
#include <QWizard>
#include <QWizardPage>

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QWizard wizard;
  wizard.setWindowTitle(QStringLiteral("Empty wizard"));
  wizard.addPage(new QWizardPage);
  wizard.resize(920, 640);
  wizard.show();
  return QApplication::exec();
}
