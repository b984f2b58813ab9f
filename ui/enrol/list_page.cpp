// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/enrol/list_page.h"

#include <QPushButton>
#include <QVBoxLayout>
#include <algorithm>

#include "core/protocol/names.h"
#include "ui/enrol/method_row.h"
#include "ui/text/chrome_text.h"
#include "ui/text/enrol_text.h"
#include "ui/text/rehearsal_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/wizard/buttons.h"
#include "ui/wizard/method_entries.h"
#include "ui/wizard/support_box.h"

namespace latchkey::ui::enrol {

using protocol::MethodKind;
using protocol::Strength;

namespace {
/// There is one of it at most: another one takes its place.
bool isSingle(MethodKind kind) {
  return kind == MethodKind::Authenticator || kind == MethodKind::Questions;
}
}  // namespace

ListPage::ListPage(Send send, Now now, bool rehearses, QWidget* parent)
    : AddPage(std::move(send), std::move(now), parent),
      m_rehearses(rehearses),
      m_problem(new widgets::Banner),
      m_strength(new widgets::Banner),
      m_support(new wizard::SupportBox),
      m_wanted(new widgets::StaticLabel),
      m_news(new widgets::StaticLabel),
      m_registered(new widgets::StaticLabel(theme::TextRole::CardTitle)),
      m_rows(new QWidget),
      m_addHeading(new widgets::StaticLabel(theme::TextRole::CardTitle)),
      m_adding(new QWidget),
      m_rehearsed(new widgets::StaticLabel),
      m_rehearse(wizard::newLink(QStringLiteral("rehearseButton"))),
      m_whoSees(new widgets::StaticLabel),
      m_column(new QVBoxLayout(this)) {
  m_problem->setObjectName(QStringLiteral("enrolListProblemBanner"));
  m_problem->clear();
  m_strength->setObjectName(QStringLiteral("enrolStrengthBanner"));
  m_wanted->setObjectName(QStringLiteral("enrolWantedLabel"));
  m_news->setObjectName(QStringLiteral("enrolNewsLabel"));
  m_news->setTone(widgets::Tone::Warning);
  m_column->setContentsMargins(0, 0, 0, 0);
  m_column->setSpacing(theme::spacing::unit);
  m_column->addWidget(m_problem);
  m_column->addWidget(m_strength);
  m_column->addWidget(m_support);
  m_column->addWidget(m_wanted);
  m_column->addWidget(m_news);
  auto* const rehearsal = new QHBoxLayout;
  rehearsal->setSpacing(theme::spacing::twice);
  rehearsal->addWidget(m_rehearsed, 1);
  rehearsal->addWidget(m_rehearse, 0, Qt::AlignTop);
  m_column->addLayout(rehearsal);
  m_column->addSpacing(theme::spacing::unit);
  m_column->addWidget(m_registered);
  m_column->addWidget(m_rows);
  m_column->addSpacing(theme::spacing::twice);
  m_column->addWidget(m_addHeading);
  m_column->addWidget(m_adding);
  m_column->addSpacing(theme::spacing::twice);
  m_column->addWidget(m_whoSees);
  m_whoSees->setTone(widgets::Tone::Muted);
  m_whoSees->setObjectName(QStringLiteral("enrolListWhoSeesLabel"));
  m_rehearsed->setObjectName(QStringLiteral("enrolRehearsedLabel"));
  connect(m_rehearse, &QPushButton::clicked, this, &ListPage::rehearsalAsked);
}

void ListPage::present(const protocol::EnrolmentView& view) {
  m_problem->clear();
  m_shown.account = view.accountName;
  m_shown.methods = view.methods;
  m_shown.security = text::securityOf(view);
  m_shown.support = view.support;
  m_shown.rehearsedDaysAgo = view.rehearsedDaysAgo;
  m_shown.news = view.news;
  m_shown.wanted = view.policy.wanted;
  m_shown.isMet = view.policy.isMet;
  m_shown.maySkip = view.policy.maySkip;
  m_shown.addable.clear();
  m_shown.changeable.clear();
  for (const MethodKind kind : view.policy.kinds) {
    const bool isThere = std::ranges::any_of(
        view.methods, [kind](const auto& method) { return method.kind == kind && !method.byDirectory; });
    if (!isSingle(kind) || !isThere) m_shown.addable << kind;
    if (kind != MethodKind::SecurityKey) m_shown.changeable << kind;
  }
  retranslate();
}

void ListPage::retranslate() {
  using Kind = widgets::Banner::Kind;
  const bool isGood = m_shown.security.strength == Strength::Good;
  m_strength->showMessage(isGood       ? Kind::Success
                          : isClosed() ? Kind::Info
                                       : Kind::Warning,
                          text::strengthLine(m_shown.security));
  m_support->setLines(text::supportHeading(), text::supportLines(m_shown.support));
  m_support->setVisible(isClosed());
  m_wanted->setText(text::methodsWanted(m_shown.wanted, m_shown.maySkip));
  m_wanted->setVisible(!m_shown.isMet && !isClosed());
  QStringList news;
  for (const protocol::RegistrationNews& one : m_shown.news) news << text::newsLine(one);
  m_news->setText(news.join(u'\n'));
  m_news->setVisible(!news.isEmpty());
  m_registered->setText(m_shown.methods.isEmpty() ? text::nothingRegistered() : text::registeredHeading());
  m_addHeading->setText(text::addHeading());
  m_addHeading->setVisible(!m_shown.addable.isEmpty());
  m_rehearsed->setText(text::rehearsedLine(m_shown.rehearsedDaysAgo));
  m_rehearse->setText(text::rehearseNowButton());
  // With nothing to prove anything by there is nothing to rehearse.
  const bool canRehearse = !m_shown.methods.isEmpty() && !isClosed();
  m_rehearsed->setVisible(canRehearse || m_shown.rehearsedDaysAgo >= 0);
  m_rehearse->setVisible(m_rehearses && canRehearse);
  m_whoSees->setText(text::enrolWhoSees());
  showMethods();
  showAdding();
}

void ListPage::showMethods() {
  auto* const rows = new QWidget;
  auto* const column = new QVBoxLayout(rows);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::unit);
  int number = 0;
  for (const protocol::RegisteredMethod& method : m_shown.methods) {
    const bool mayChange = !method.byDirectory && m_shown.changeable.contains(method.kind);
    auto* const row = new MethodRow(method, ++number, mayChange, now());
    connect(row, &MethodRow::changeAsked, this,
            [this, method] { Q_EMIT addAsked(method.kind, method.handle); });
    connect(row, &MethodRow::removalAsked, this, [this, method] { Q_EMIT removalAsked(method.handle); });
    column->addWidget(row);
  }
  delete m_column->replaceWidget(m_rows, rows);  // the item, not the widget
  m_rows->deleteLater();
  m_rows->hide();
  m_rows = rows;
  rows->show();
}

void ListPage::showAdding() {
  auto* const adding = new QWidget;
  auto* const column = new QVBoxLayout(adding);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::unit);
  for (const MethodKind kind : m_shown.addable) {
    const std::string_view word = protocol::nameOf(kind);
    const QString name = QString::fromLatin1(word.data(), static_cast<qsizetype>(word.size()));
    auto* const button =
        wizard::newButton(QStringLiteral("add-%1-Button").arg(name), theme::ButtonKind::Plain);
    button->setText(text::addEntry(kind));
    button->setIcon(theme::iconOf(wizard::iconOf(kind), theme::themeOf(*this)));
    button->setAccessibleDescription(text::addEntryHint(kind));
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* const hint = new widgets::StaticLabel;
    hint->setTone(widgets::Tone::Muted);
    hint->setText(text::addEntryHint(kind));
    auto* const row = new QHBoxLayout;
    row->setSpacing(theme::spacing::twice);
    row->addWidget(button, 2);
    row->addWidget(hint, 3);
    column->addLayout(row);
    connect(button, &QPushButton::clicked, this, [this, kind] { Q_EMIT addAsked(kind, {}); });
  }
  delete m_column->replaceWidget(m_adding, adding);
  m_adding->deleteLater();
  m_adding->hide();
  m_adding = adding;
  adding->show();
}

QString ListPage::title() const {
  return text::enrolListTitle();
}

QString ListPage::why() const {
  return text::enrolListWhy(widgets::shownOutside(m_shown.account));
}

QString ListPage::primaryText() const {
  if (m_shown.isMet || isClosed()) return text::enrolFinishButton();
  return m_shown.maySkip ? text::enrolLaterButton() : QString();
}

void ListPage::submit() {
  Q_EMIT finishAsked();
}

void ListPage::showProblem(const protocol::Problem& problem) {
  m_problem->showMessage(widgets::Banner::Kind::Error, text::enrolProblemText(problem, now()));
}

void ListPage::takeFocus() {
  const QList<QPushButton*> adding = m_adding->findChildren<QPushButton*>();
  if (!adding.isEmpty()) adding.first()->setFocus(Qt::OtherFocusReason);
}

}  // namespace latchkey::ui::enrol
