// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/app_page.h"

#include <QShowEvent>
#include <QVBoxLayout>

#include "ui/enrol/otpauth.h"
#include "ui/enrol/qr_code.h"
#include "ui/enrol/secret_key_view.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_app_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/mnemonic.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
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
      m_expiry(this),
      m_over(new widgets::Banner),
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
  m_over->setObjectName(QStringLiteral("enrolAppOverBanner"));
  m_over->clear();
  m_expiry.setObjectName(QStringLiteral("enrolAppExpiryTimer"));
  m_expiry.setSingleShot(true);
  connect(&m_expiry, &QTimer::timeout, this, [this] { turnTo(State::Over); });
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
  column->addWidget(m_over);
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
  if (!adding->secret) return turnTo(State::Gone);
  if (!m_secret.equals(*adding->secret)) {
    forget();
    m_secret = adding->secret->clone();
    m_accountName = adding->accountName;
    m_uri = otpauthUri(adding->issuer, adding->accountName, m_secret).value_or(platform::Secret());
  }
  m_until = now().addSecs(adding->secretExpiresIn);
  turnTo(adding->secretExpiresIn > 0 ? State::There : State::Over);
}

void AppPage::turnTo(State state) {
  m_state = state;
  const bool isThere = state == State::There;
  if (isThere) {
    m_expiry.start(static_cast<int>(now().msecsTo(m_until)));
    m_over->clear();
  } else {
    forget();
    m_over->showMessage(widgets::Banner::Kind::Warning,
                        state == State::Over ? text::appSecretOver() : text::appSecretGone());
  }
  for (QWidget* part : {static_cast<QWidget*>(m_needsList), static_cast<QWidget*>(m_scanHeading),
                        static_cast<QWidget*>(m_scanHint), static_cast<QWidget*>(m_byHandHint),
                        static_cast<QWidget*>(m_key), static_cast<QWidget*>(m_codeHeading),
                        static_cast<QWidget*>(m_code), static_cast<QWidget*>(m_whoSees)})
    part->setVisible(isThere);
  fillParts();
  Q_EMIT faceTurned();
  Q_EMIT readinessChanged();
}

void AppPage::fillParts() {
  if (!m_secret.isEmpty() && !m_key->hasSecret()) m_key->setSecret(m_accountName, m_secret);
  showPicture();
}

void AppPage::showEvent(QShowEvent* event) {
  AddPage::showEvent(event);
  // A window that was only minimised has kept it.
  if (event->spontaneous() || m_secret.isEmpty()) return;
  // This PC may have slept meanwhile, and the timer with it.
  if (now() >= m_until) return turnTo(State::Over);
  fillParts();
}

void AppPage::showPicture() {
  const bool isShown = !m_uri.isEmpty() && !m_key->isCovered();
  m_picture->setVisible(isShown);
  if (isShown && !m_picture->hasContent()) (void)m_picture->setContent(m_uri);
}

void AppPage::leave() {
  forget();
  m_state = State::There;
  m_over->clear();
}

void AppPage::forget() {
  m_expiry.stop();
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
  if (m_state != State::There)
    m_over->showMessage(widgets::Banner::Kind::Warning,
                        m_state == State::Over ? text::appSecretOver() : text::appSecretGone());
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

QString AppPage::whoSees() const {
  return m_state == State::There ? QString() : text::whoSeesApps();  // else it stands beside the key
}

QString AppPage::primaryText() const {
  return m_state == State::There ? text::nextButton() : text::appAnewButton();
}

bool AppPage::isComplete() const {
  return m_state != State::There || m_code->isComplete();
}

void AppPage::submit() {
  if (m_state != State::There) {
    protocol::AddMethod another;
    another.kind = protocol::MethodKind::Authenticator;
    another.replaces = m_replaces;
    return send(std::move(another));
  }
  send(protocol::SubmitEnrolCode{m_code->secret().clone()});
}

void AppPage::showProblem(const protocol::Problem& problem) {
  if (problem.kind == ProblemKind::CodeExpired) return turnTo(State::Over);
  const QString sentence = text::enrolProblemText(problem, now());
  if (m_state != State::There) return m_over->showMessage(widgets::Banner::Kind::Error, sentence);
  if (problem.kind == ProblemKind::CodeWrong) m_code->clear();
  m_error->setError(sentence);
  takeFocus();
}

void AppPage::takeFocus() {
  m_code->setFocus(Qt::OtherFocusReason);
}

}  // namespace latchkey::ui::enrol
