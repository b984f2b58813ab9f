// SPDX-License-Identifier: GPL-3.0-or-later
// From a key press in the password field to rules that are ticked and painted, through the real page. Prints
// ms: the median over many rounds of the slowest of the keys of one password, as CPU of the window's thread.
#include <algorithm>
#include <cstdio>
#include <ctime>

#include "tests/ui/wizard/wizard_fixture.h"
#include "ui/theme/theme_keeper.h"
#include "ui/widgets/rule_list.h"

using namespace latchkey;

namespace {

double threadMs() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const ui::theme::ThemeKeeper theme(application);
  tests::WizardFixture f;
  f.open(protocol::Stage::Password);
  auto* const field = f.find<ui::widgets::PasswordField>("newPasswordField");
  const auto* const rules = f.find<ui::widgets::RuleList>("passwordRuleList");
  if (field == nullptr || rules == nullptr || !rules->isVisible()) return 1;
  field->setFocus();
  QApplication::processEvents();

  constexpr int rounds = 101;
  QList<double> slowest;
  for (int round = 0; round < rounds; ++round) {
    field->clear();
    QApplication::processEvents();
    double worst = 0;
    int ticks = 0;
    for (const char key : QByteArrayLiteral("Zq7-zipper.Oxtul")) {
      const double begin = threadMs();
      QTest::keyClick(field, key);
      // Everything that the key has caused: states, accessibility, layout, painting.
      QApplication::sendPostedEvents();
      QApplication::processEvents();
      worst = std::max(worst, threadMs() - begin);
      ticks += static_cast<int>(rules->states().count(ui::widgets::RuleState::Met));
    }
    if (ticks == 0) return 1;
    slowest << worst;
  }
  std::nth_element(slowest.begin(), slowest.begin() + rounds / 2, slowest.end());
  std::printf("%.4f\n", slowest.at(rounds / 2));
  return 0;
}
