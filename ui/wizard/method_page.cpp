// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/method_page.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/text/chrome_text.h"
#include "ui/text/dead_end_text.h"
#include "ui/text/page_text.h"
#include "ui/widgets/labels.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/method_entries.h"
#include "ui/wizard/panel_contents.h"

namespace latchkey::ui::wizard {

using protocol::AdministratorContact;
using protocol::Method;
using protocol::MethodWarning;

namespace {
bool offersStartCode(const protocol::RecoveryView& view) {
  return std::any_of(view.methods.begin(), view.methods.end(),
                     [](const Method& method) { return method.kind == protocol::MethodKind::StartCode; });
}
}  // namespace

MethodPage::MethodPage(WizardSession& session, QWidget* parent)
    : StepPage(session, flow::Step::Method, parent),
      m_choices(new widgets::ChoiceList),
      m_none(newLink(QStringLiteral("methodNoneButton"))),
      m_notYours(new widgets::StaticLabel),
      m_administrator(newLink(QStringLiteral("methodAdministratorButton"))) {
  m_choices->setObjectName(QStringLiteral("methodChoiceList"));
  m_notYours->setTone(widgets::Tone::Muted);
  column()->addWidget(m_choices);
  column()->addWidget(m_none, 0, Qt::AlignLeading);
  column()->addWidget(m_notYours);
  column()->addWidget(m_administrator, 0, Qt::AlignLeading);
  setFocusProxy(m_choices);

  connect(m_choices, &widgets::ChoiceList::selectionChanged, this, &StepPage::readinessChanged);
  connect(m_choices, &widgets::ChoiceList::activated, this, [this] { wizard()->next(); });
  connect(m_none, &QPushButton::clicked, this, &MethodPage::openNone);
  connect(m_administrator, &QPushButton::clicked, this, &MethodPage::askAdministrator);
}

bool MethodPage::isComplete() const {
  return !m_choices->selectedId().isEmpty();
}

void MethodPage::retranslate() {
  StepPage::retranslate();
  m_choices->setAccessibleName(text::methodListName());
  m_none->setText(text::methodNoneButton());
  m_notYours->setText(text::methodNotYours());
  m_administrator->setText(text::methodAdministratorButton());
  showChoices();
}

void MethodPage::enter() {
  m_choices->clearSelection();
}

void MethodPage::present() {
  StepPage::present();
  showChoices();
  if (!isComplete()) m_choices->select(view().chosenHandle);
  // The first way is as good as any; the one with the warning has to be chosen by hand.
  const QList<Method> offered = offeredMethods(view());
  if (!isComplete() && !offered.isEmpty() && offered.first().warning == MethodWarning::None)
    m_choices->select(offered.first().handle);
  if (session().takeAppealWish()) openNone();
  tellIfSent();
}

void MethodPage::submit() {
  act([this] { flow().chooseMethod(m_choices->selectedId()); });
}

void MethodPage::showChoices() {
  QList<widgets::Choice> cards;
  for (const Method& method : offeredMethods(view())) cards.append(cardOf(method));
  m_choices->setChoices(cards);
  Q_EMIT readinessChanged();
}

void MethodPage::openNone() {
  if (flow().mayAppeal())
    return openPanel([this] { return noneContent(); }, [this] { flow().beginAppeal(); });
  openPanel([this] { return noneContent(); }, [this] { askAdministrator(); });
}

PanelContent MethodPage::noneContent() const {
  if (flow().mayAppeal()) {
    PanelContent content = appealContent(session());
    content.notes.prepend(text::methodMistypedAdvice());
    return content;
  }

  PanelContent content = supportContent(session());
  content.title = text::methodNoneTitle();
  content.paragraphs = {text::methodNoneBody(flow().reason())};
  content.pointsHeading = text::faultTriesHeading();
  content.points = {text::methodMistypedAdvice()};
  if (flow().reason() != protocol::Reason::NeverHadPassword) {
    content.points << text::newAccountAdvice();
  } else if (!offersStartCode(view())) {
    content.points << text::startCodeAdvice();
  }
  if (view().administrator == AdministratorContact::Offered)
    content.primary = text::methodAdministratorButton();
  return content;
}

}  // namespace latchkey::ui::wizard
