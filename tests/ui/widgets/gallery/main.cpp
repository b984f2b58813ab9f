// SPDX-License-Identifier: GPL-3.0-or-later
// Draws every widget in every scheme into PNG files, so that somebody can look at them:
//   QT_QPA_PLATFORM=offscreen ui_widgets_gallery FOLDER
#include <QApplication>
#include <QBuffer>
#include <QDir>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include "ui/theme/theme_keeper.h"
#include "ui/theme/theme_style.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/challenge_view.h"
#include "ui/widgets/choice_list.h"
#include "ui/widgets/code_field.h"
#include "ui/widgets/countdown_label.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/footer_bar.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/language_button.h"
#include "ui/widgets/outside_text.h"
#include "ui/widgets/password_field.h"
#include "ui/widgets/progress_line.h"
#include "ui/widgets/rule_list.h"
#include "ui/widgets/step_trail.h"

using namespace latchkey::ui;
using namespace latchkey::ui::widgets;
using theme::Icon;
using theme::Scheme;

namespace {

QString tr8(const char* text) {
  return QString::fromUtf8(text);
}

struct Page {
  QWidget* widget;
  QVBoxLayout* layout;
};

Page pageWith(const char* title, const char* why) {
  auto* page = new QWidget;
  auto* layout = new QVBoxLayout(page);
  layout->setContentsMargins(48, 40, 48, 24);
  layout->setSpacing(theme::spacing::wide);
  auto* heading = new TitleLabel;
  heading->setText(tr8(title));
  auto* sentence = new StaticLabel;
  sentence->setTone(Tone::Muted);
  sentence->setText(tr8(why));
  layout->addWidget(heading);
  layout->addWidget(sentence);
  layout->addSpacing(theme::spacing::twice);
  return {page, layout};
}

QPushButton* link(const char* text) {
  auto* button = new QPushButton(tr8(text));
  theme::setButtonKind(*button, theme::ButtonKind::Link);
  return button;
}

QWidget* methodPage() {
  const Page page = pageWith("How should we check that it is you?",
                             "Choose where your code should go. Parts are hidden to protect the owner.");
  auto* list = new ChoiceList;
  list->setChoices({{tr8("mail"),
                     Icon::Mail,
                     tr8("Send a mail"),
                     tr8("to ") + shownOutside(tr8("ms*****@outlook.com")),
                     {}},
                    {tr8("text"), Icon::TextMessage, tr8("Send a text"), tr8("to *********32"), {}},
                    {tr8("call"), Icon::Phone, tr8("Call"), shownOutside(tr8("********78")), {}},
                    {tr8("app"), Icon::Authenticator, tr8("Use my authenticator app"), tr8("6-digit code"),
                     tr8("This is the account that is locked.")}});
  list->select(tr8("mail"));
  page.layout->addWidget(list);
  page.layout->addWidget(link("I can use none of these"), 0, Qt::AlignLeading);
  page.layout->addStretch(1);
  return page.widget;
}

QWidget* passwordPage() {
  const Page page = pageWith("Choose a new password", "You will use it the next time you sign in.");
  const auto add = [&](const char* caption, const char* text, bool shown) {
    auto* label = new StaticLabel(theme::TextRole::Strong);
    label->setText(tr8(caption));
    auto* field = new PasswordField;
    field->setToggleTexts(tr8("Show"), tr8("Hide"));
    field->setSecret(latchkey::platform::Secret(text));
    field->setRevealed(shown);
    field->setPlaceholder(tr8("Type it again"));
    page.layout->addWidget(label);
    page.layout->addWidget(field);
    return field;
  };
  PasswordField* first = add("New password", "tall-Oak-41", false);
  first->setFocus();
  page.layout->addWidget(link("Suggest one"), 0, Qt::AlignLeading);
  PasswordField* again = add("The same again", "tall-Oak", true);
  auto* error = new FieldError(again);
  error->setError(tr8("The two are not the same. Type the second one again."));
  page.layout->addWidget(error);
  auto* rules = new RuleList;
  rules->setRules({tr8("8 to 16 characters"), tr8("Two of: capitals, small letters, digits, symbols"),
                   tr8("Not a common password"), tr8("Does not contain your name")});
  rules->setStates({RuleState::Met, RuleState::Met, RuleState::Broken, RuleState::Pending});
  page.layout->addWidget(rules);
  auto* caps = new Banner;
  caps->showMessage(Banner::Kind::Warning, tr8("Caps Lock is on."));
  page.layout->addWidget(caps);
  page.layout->addStretch(1);
  return page.widget;
}

QWidget* codePage() {
  const Page page =
      pageWith("Enter your code", "If the address is right, a mail with 7 digits is on its way.");
  auto* code = new CodeField;
  code->insertText(tr8("123-4"));
  page.layout->addWidget(code, 0, Qt::AlignLeading);
  auto* error = new FieldError(code);
  error->setError(tr8("That is not the code. Two tries are left."));
  page.layout->addWidget(error);
  auto* expiry = new CountdownLabel([] { return QDateTime(QDate(2026, 3, 4), QTime(14, 22)); });
  expiry->start(QDateTime(QDate(2026, 3, 4), QTime(14, 32)),
                [](const QDateTime&, const QDateTime&) { return tr8("Valid until 14:32 · 9:41 left"); });
  page.layout->addWidget(expiry);
  for (const auto& [kind, text] : {std::pair(Banner::Kind::Info, "The code was sent again."),
                                   std::pair(Banner::Kind::Success, "Your account is back."),
                                   std::pair(Banner::Kind::Error,
                                             "The service cannot be reached. Check the network; "
                                             "nothing that you entered is lost.")}) {
    auto* banner = new Banner;
    banner->showMessage(kind, tr8(text));
    if (kind == Banner::Kind::Error) banner->setAction(tr8("Try again"));
    page.layout->addWidget(banner);
  }
  auto* progress = new ProgressLine;
  progress->start(tr8("Checking the code …"));
  page.layout->addWidget(progress);
  auto* outside = new PlainLabel;
  outside->setOutsideText(tr8("help@\u0440\u0430ypal.com \u202Ecod.exe"));
  outside->setSuspicionText(tr8("This text is not what it seems."));
  page.layout->addWidget(outside);
  page.layout->addStretch(1);
  return page.widget;
}

QByteArray picture() {
  QImage image(360, 120, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  QFont font(tr8("DejaVu Serif"));
  font.setPixelSize(64);
  painter.setFont(font);
  painter.drawText(image.rect(), Qt::AlignCenter, tr8("K7WMT"));
  painter.end();
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image.save(&buffer, "PNG");
  return bytes;
}

QWidget* challengePage() {
  const Page page =
      pageWith("Show that you are not a robot", "Type the letters of the picture, or listen to them.");
  auto* view = new ChallengeView;
  view->setTexts({tr8("Picture"), tr8("The letters"), tr8("Capitals or not does not matter."), tr8("New"),
                  tr8("Listen"), tr8("Stop"), tr8("Let this PC do it"),
                  tr8("Takes a few seconds. You need not read or hear anything."), tr8("Working …"),
                  tr8("Stop"), tr8("This PC has no sound output."),
                  tr8("The picture is damaged. Ask for a new one.")});
  view->setPicture(picture());
  page.layout->addWidget(view);
  page.layout->addStretch(1);
  return page.widget;
}

QWidget* windowWith(QWidget* page, int step, QSize size) {
  auto* window = new QWidget;
  window->resize(size);
  auto* outer = new QVBoxLayout(window);
  outer->setContentsMargins(0, 0, 0, 0);
  outer->setSpacing(0);
  auto* middle = new QHBoxLayout;
  middle->setSpacing(0);
  auto* trail = new StepTrail;
  trail->setBrand(tr8("Latchkey"));
  trail->setSteps({tr8("Reason"), tr8("Account"), tr8("Security check"), tr8("How to verify"), tr8("Confirm"),
                   tr8("Code"), tr8("New password"), tr8("Done")});
  trail->setCurrent(step);
  trail->setForm(StepTrail::formFor(size.width(), theme::themeOf(*trail)));
  auto* scroll = new QScrollArea;
  scroll->setWidget(page);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  middle->addWidget(trail);
  middle->addWidget(scroll, 1);
  outer->addLayout(middle, 1);
  auto* row = new QHBoxLayout;
  row->setContentsMargins(32, 10, 32, 10);
  row->setSpacing(theme::spacing::twice);
  auto* footer = new FooterBar;
  footer->setReceiptText(tr8("Receipt 7Q4-K2M"));
  footer->setHelpText(tr8("Get help"));
  footer->languageButton().setLanguages({{tr8("en"), tr8("English")}, {tr8("ja"), tr8("日本語")}});
  footer->languageButton().setCurrent(tr8("en"));
  row->addWidget(footer, 1);
  const QList<std::pair<const char*, theme::ButtonKind>> buttons = {{"Cancel", theme::ButtonKind::Quiet},
                                                                    {"Back", theme::ButtonKind::Plain},
                                                                    {"Next", theme::ButtonKind::Main}};
  for (const auto& [text, kind] : buttons) {
    auto* button = new QPushButton(tr8(text));
    theme::setButtonKind(*button, kind);
    row->addWidget(button);
  }
  outer->addLayout(row);
  return window;
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
  if (!folder.mkpath(QStringLiteral("."))) return 1;
  theme::ThemeKeeper keeper(application);
  struct Look {
    const char* name;
    Scheme scheme;
    double scale;
    QSize size;
    Qt::LayoutDirection direction;
  };
  const QList<Look> looks = {{"light", Scheme::Light, 1.0, {920, 680}, Qt::LeftToRight},
                             {"dark", Scheme::Dark, 1.0, {920, 680}, Qt::LeftToRight},
                             {"contrast", Scheme::HighContrast, 1.0, {920, 680}, Qt::LeftToRight},
                             {"rtl", Scheme::Light, 1.0, {800, 600}, Qt::RightToLeft},
                             {"double", Scheme::Light, 2.0, {800, 600}, Qt::LeftToRight}};
  for (const Look& look : looks) {
    keeper.choose({look.scheme, look.scale, {}});
    QCoreApplication::processEvents();
    QApplication::setLayoutDirection(look.direction);
    const QList<std::tuple<const char*, QWidget* (*)(), int>> pages = {{"method", methodPage, 3},
                                                                       {"password", passwordPage, 6},
                                                                       {"code", codePage, 5},
                                                                       {"challenge", challengePage, 2}};
    for (const auto& [name, make, step] : pages) {
      const std::unique_ptr<QWidget> window(windowWith(make(), step, look.size));
      window->show();
      window->activateWindow();
      if (auto* progress = window->findChild<ProgressLine*>(); progress != nullptr)
        progress->setProgress(0.4);
      QCoreApplication::processEvents();
      const QString file = folder.filePath(QStringLiteral("%1-%2.png").arg(tr8(look.name), tr8(name)));
      window->grab().save(file);
      if (look.scale > 1.5) {
        auto* scroll = window->findChild<QScrollArea*>();
        scroll->widget()->grab().save(
            folder.filePath(QStringLiteral("%1-%2-page.png").arg(tr8(look.name), tr8(name))));
      }
    }
  }
  return 0;
}
