// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/app_page.h"

#include <QShowEvent>
#include <QVBoxLayout>

#include "ui/enrol/otpauth.h"
#include "ui/enrol/qr_code.h"
#include "ui/enrol/secret_key_view.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/mnemonic.h"
#include "ui/theme/theme.h"
#include "ui/widgets/code_field.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/bullet_list.h"

namespace latchkey::ui::enrol {

using protocol::ProblemKind;

namespace {
constexpr int digitsOfAnApp = 6;
constexpr int narrowest = 200;  // px at 100 %: what stands under the picture
}  // namespace

AppPage::AppPage(Send send, Now now, QWidget* parent)
    : AddPage(std::move(send), std::move(now), parent),
      m_needsList(new wizard::BulletList),
      m_scanHeading(new widgets::StaticLabel(theme::TextRole::CardTitle)),
      m_scanHint(new widgets::StaticLabel),
      m_picture(new QrCode),
      m_byHandHint(new widgets::StaticLabel),
      m_key(new SecretKeyView),
      m_codeHeading(new widgets::StaticLabel(theme::TextRole::CardTitle)),
      m_code(new widgets::CodeField),
      m_error(new widgets::FieldError(m_code)),
      m_whoSees(new widgets::StaticLabel) {
  build();
}

void AppPage::build() {
  m_picture->setObjectName(QStringLiteral("enrolAppPicture"));
  m_scanHint->setTone(widgets::Tone::Muted);
  m_byHandHint->setTone(widgets::Tone::Muted);
  m_whoSees->setTone(widgets::Tone::Muted);
  m_whoSees->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);  // as wide as the picture
  m_whoSees->setMinimumWidth(theme::themeOf(*this).scaled(narrowest));
  m_whoSees->setObjectName(QStringLiteral("enrolAppWhoSeesLabel"));
  m_code->setObjectName(QStringLiteral("enrolAppCodeField"));
  m_code->setDigits(digitsOfAnApp);
  m_error->setObjectName(QStringLiteral("enrolAppCodeFieldError"));
  m_codeHeading->setBuddy(m_code);
  auto* const column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::unit);
  column->addWidget(m_needsList);
  column->addSpacing(theme::spacing::unit);
  column->addWidget(m_scanHeading);
  column->addWidget(m_scanHint);
  // Side by side, so that the field below is seen without scrolling.
  auto* const byHand = new QVBoxLayout;
  byHand->setSpacing(theme::spacing::unit);
  byHand->addWidget(m_byHandHint);
  byHand->addWidget(m_key);
  byHand->addStretch(1);
  auto* const both = new QHBoxLayout;
  both->setSpacing(theme::spacing::section);
  auto* const picture = new QVBoxLayout;
  picture->setSpacing(theme::spacing::unit);
  picture->addWidget(m_picture);
  picture->addWidget(m_whoSees);
  picture->addStretch(1);
  both->addLayout(picture);
  both->addLayout(byHand, 1);
  column->addLayout(both);
  column->addSpacing(theme::spacing::unit);
  column->addWidget(m_codeHeading);
  column->addWidget(m_code, 0, Qt::AlignLeading);
  column->addWidget(m_error);
  connect(m_key, &SecretKeyView::coveredChanged, this, [this](bool covered) {
    // The same secret: what hides one of the two hides the other.
    m_picture->setVisible(!covered);
    if (!covered) showPicture();
  });
  connect(m_code, &widgets::SecretEdit::textEdited, this, [this] {
    if (m_code->length() > 0) m_error->clear();
    Q_EMIT readinessChanged();
  });
}

void AppPage::begin() {
  leave();
}

void AppPage::present(const protocol::EnrolmentView& view) {
  const auto& adding = view.adding;
  if (!adding || adding->kind != protocol::MethodKind::Authenticator) return;
  const bool isThere = adding->secret.has_value();
  if (isThere && !m_secret.equals(*adding->secret)) {
    m_secret = adding->secret->clone();
    m_accountName = adding->accountName;
    m_uri = otpauthUri(adding->issuer, adding->accountName, m_secret).value_or(platform::Secret());
    m_picture->clear();
    m_key->clear();
  }
  fillParts();
  for (QWidget* part : {static_cast<QWidget*>(m_scanHeading), static_cast<QWidget*>(m_scanHint),
                        static_cast<QWidget*>(m_byHandHint), static_cast<QWidget*>(m_key)})
    part->setVisible(isThere);
  m_error->setError(isThere ? QString() : text::appSecretGone());
}

void AppPage::fillParts() {
  if (!m_secret.isEmpty() && !m_key->hasSecret()) m_key->setSecret(m_accountName, m_secret);
  showPicture();
}

void AppPage::showEvent(QShowEvent* event) {
  AddPage::showEvent(event);
  // A window that was only minimised has kept it.
  if (!event->spontaneous()) fillParts();
}

void AppPage::showPicture() {
  const bool isShown = !m_uri.isEmpty() && !m_key->isCovered();
  m_picture->setVisible(isShown);
  if (isShown && !m_picture->hasContent()) (void)m_picture->setContent(m_uri);
}

void AppPage::leave() {
  m_uri.wipe();
  m_secret.wipe();
  m_accountName.clear();
  m_picture->clear();
  m_key->clear();
  m_code->clear();
  m_error->clear();
}

void AppPage::retranslate() {
  m_whoSees->setText(text::whoSeesApps());
  m_needsList->setSentences(text::appNeeds());
  m_scanHeading->setText(text::appScanHeading());
  m_scanHint->setText(text::appScanHint());
  m_picture->setAccessibleName(text::appPictureName());
  m_byHandHint->setText(text::appByHandHint());
  m_key->retranslate();
  m_codeHeading->setText(text::appCodeHeading());
  m_code->setAccessibleName(text::withoutMnemonic(text::appCodeHeading()));
  m_code->setMenuTexts(text::pasteAction(), text::selectAllAction());
}

QString AppPage::title() const {
  return text::appTitle();
}

QString AppPage::why() const {
  return text::appWhy();
}

QString AppPage::primaryText() const {
  return text::nextButton();
}

bool AppPage::isComplete() const {
  return m_code->isComplete();
}

void AppPage::submit() {
  send(protocol::SubmitEnrolCode{m_code->secret().clone()});
}

void AppPage::showProblem(const protocol::Problem& problem) {
  if (problem.kind == ProblemKind::CodeWrong || problem.kind == ProblemKind::CodeExpired) m_code->clear();
  m_error->setError(text::enrolProblemText(problem, now()));
  takeFocus();
}

void AppPage::takeFocus() {
  m_code->setFocus(Qt::OtherFocusReason);
}

}  // namespace latchkey::ui::enrol
