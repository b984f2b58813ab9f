// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the pages on which something is registered, in both languages, so that somebody can look at them:
//   QT_QPA_PLATFORM=offscreen ui_enrol_gallery FOLDER
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>
#include <memory>

#include "tests/support/fake_security_keys.h"
#include "tests/ui/enrol/enrol_views.h"
#include "ui/enrol/app_page.h"
#include "ui/enrol/contact_page.h"
#include "ui/enrol/key_page.h"
#include "ui/enrol/otpauth.h"
#include "ui/enrol/proof_page.h"
#include "ui/enrol/qr_code.h"
#include "ui/enrol/question_page.h"
#include "ui/enrol/secret_key_view.h"
#include "ui/text/catalogue.h"
#include "ui/text/enrol_secret_text.h"
#include "ui/theme/theme_keeper.h"
#include "ui/widgets/answer_field.h"
#include "ui/widgets/labels.h"

using namespace latchkey;      // NOLINT
using namespace latchkey::ui;  // NOLINT
using protocol::MethodKind;
using tests::EnrolViews;
using theme::Scheme;

namespace {

QString text8(const char* text) {
  return QString::fromUtf8(text);
}

/// On the margins that a page has in the window.
std::unique_ptr<QWidget> framed(QWidget* content, const QString& title, const QString& why, QSize size) {
  auto page = std::make_unique<QWidget>();
  auto* const layout = new QVBoxLayout(page.get());
  layout->setContentsMargins(48, 40, 48, 24);
  layout->setSpacing(theme::spacing::wide);
  auto* const heading = new widgets::TitleLabel;
  heading->setText(title);
  auto* const sentence = new widgets::StaticLabel;
  sentence->setTone(widgets::Tone::Muted);
  sentence->setText(why);
  layout->addWidget(heading);
  layout->addWidget(sentence);
  layout->addSpacing(theme::spacing::unit);
  layout->addWidget(content);
  layout->addStretch(1);
  auto scroll = std::make_unique<QScrollArea>();
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(page.release());
  scroll->resize(size);
  return scroll;
}

std::unique_ptr<QWidget> framed(enrol::AddPage* page, QSize size) {
  return framed(page, page->title(), page->why(), size);
}

enrol::ContactPage* contactPage(MethodKind kind) {
  auto* const page = new enrol::ContactPage([](protocol::EnrolCommand) {}, tests::enrolNow);
  page->setKind(kind);
  page->begin();
  page->present(EnrolViews::list());
  return page;
}

void type(QWidget& page, const char* name, const char* typed) {
  page.findChild<QLineEdit*>(text8(name))->setText(text8(typed));
}

QWidget* appSecret() {
  auto* const both = new QWidget;
  auto* const column = new QVBoxLayout(both);
  column->setContentsMargins(0, 0, 0, 0);
  const platform::Secret secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  auto* const code = new enrol::QrCode;
  code->setContent(*enrol::otpauthUri(text8("株式会社 例"), text8("hanako@example.com"), secret));
  auto* const view = new enrol::SecretKeyView;
  view->setSecret(text8("hanako@example.com"), secret);
  column->addWidget(code, 0, Qt::AlignLeading);
  column->addWidget(view);
  return both;
}

enrol::QuestionPage* questionPage(bool isWrong) {
  auto* const page = new enrol::QuestionPage([](protocol::EnrolCommand) {}, tests::enrolNow);
  page->begin();
  page->present(EnrolViews::list());
  if (!isWrong) return page;
  const char* const answers[] = {"Rex of Rome", "rex of rome", "first"};
  for (int i = 0; i < 3; ++i) {
    page->findChild<QComboBox*>(QStringLiteral("question%1ComboBox").arg(i + 1))->setCurrentIndex(i);
    auto* const field = page->findChild<widgets::AnswerField*>(QStringLiteral("newAnswer%1Field").arg(i + 1));
    field->insertText(text8(answers[i]));
    field->setRevealed(i == 1);
  }
  page->submit();
  return page;
}

/// Which outlives the pages.
tests::FakeSecurityKeys& keys() {
  static tests::FakeSecurityKeys fake;
  return fake;
}

enrol::KeyPage* keyPage(const char* face) {
  auto* const page = new enrol::KeyPage([](protocol::EnrolCommand) {}, tests::enrolNow, &keys(),
                                        text8("https://recovery.example.com"));
  page->begin();
  page->present(EnrolViews::list());
  if (face == std::string_view("name")) return page;
  auto view = EnrolViews::list();
  view.stage = protocol::EnrolStage::Key;
  view.adding.emplace();
  view.adding->kind = MethodKind::SecurityKey;
  view.adding->rpId = text8("recovery.example.com");
  page->present(view);
  if (face == std::string_view("touch")) keys().tell(flow::KeyNews::Touch);
  if (face == std::string_view("known")) keys().tell(flow::KeyNews::KnownKey);
  if (face == std::string_view("pin"))
    keys().end(Result<flow::NewKey, flow::KeyError>(unexpected(flow::KeyError{flow::KeyFault::PinWrong, 7})));
  return page;
}

/// Its time is over.
enrol::AppPage* appPage() {
  auto* const page = new enrol::AppPage([](protocol::EnrolCommand) {}, tests::enrolNow);
  auto view = EnrolViews::code(MethodKind::Authenticator);
  view.adding->secret = platform::Secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  page->begin();
  page->retranslate();
  page->present(view);
  return page;
}

/// What is registered is too new.
enrol::ProofPage* proofPage() {
  auto* const page = new enrol::ProofPage([](const QString&) {}, tests::enrolNow);
  auto view = EnrolViews::list();
  protocol::RegisteredMethod& method = view.methods.emplaceBack();
  method.kind = MethodKind::SecurityKey;
  method.usableIn = 86'000;
  page->begin();
  page->present(view);
  return page;
}

using Made = std::pair<QString, std::unique_ptr<QWidget>>;

std::vector<Made> pages(QSize size) {
  std::vector<Made> all;
  all.emplace_back(text8("app"),
                   framed(appSecret(), text::secretKeyLabel(), text::secretPictureName(), size));
  all.emplace_back(text8("app-over"), framed(appPage(), size));
  all.emplace_back(text8("proof-not-yet"), framed(proofPage(), size));
  auto* page = contactPage(MethodKind::Mail);
  type(*page, "mailLineEdit", "hanako@example.com");
  all.emplace_back(text8("mail"), framed(page, size));
  page = contactPage(MethodKind::Text);
  type(*page, "numberLineEdit", "090-9876-5432");
  all.emplace_back(text8("text"), framed(page, size));
  page = contactPage(MethodKind::Call);
  type(*page, "numberLineEdit", "03-1234-5978 ext. 21");
  page->submit();
  all.emplace_back(text8("call-wrong"), framed(page, size));
  page = contactPage(MethodKind::Call);
  type(*page, "numberLineEdit", "03-1234-5978");
  type(*page, "extensionLineEdit", "21");
  page->submit();
  auto view = EnrolViews::code(MethodKind::Call);
  view.adding->dialled = text8("+81 3-1234-5978");
  view.adding->problems = {protocol::NumberProblem::LeadingZero};
  page->present(view);
  all.emplace_back(text8("call-code"), framed(page, size));
  all.emplace_back(text8("questions"), framed(questionPage(false), size));
  all.emplace_back(text8("questions-wrong"), framed(questionPage(true), size));
  for (const char* face : {"name", "touch", "known", "pin"})
    all.emplace_back(text8("key-") + text8(face), framed(keyPage(face), size));
  return all;
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
    protocol::Language language;
  };
  const QList<Look> looks = {{"en", Scheme::Light, 1.0, {680, 620}, protocol::Language::English},
                             {"ja", Scheme::Light, 1.0, {680, 620}, protocol::Language::Japanese},
                             {"dark-ja", Scheme::Dark, 1.0, {680, 620}, protocol::Language::Japanese},
                             {"double-ja", Scheme::Light, 2.0, {800, 560}, protocol::Language::Japanese}};
  for (const Look& look : looks) {
    const text::Catalogue catalogue(look.language);
    keeper.choose({look.scheme, look.scale, {}});
    for (auto& [name, widget] : pages(look.size)) {
      widget->show();
      widget->activateWindow();
      auto* const content = static_cast<QScrollArea*>(widget.get())->widget();
      QTest::qWait(0);  // layouts settle
      content->grab().save(folder.filePath(QStringLiteral("%1-%2.png").arg(name, text8(look.name))));
    }
  }
  return 0;
}
