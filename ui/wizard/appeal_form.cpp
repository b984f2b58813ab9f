// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/wizard/appeal_form.h"

#include <QLineEdit>
#include <QRegularExpression>
#include <QVBoxLayout>
#include <algorithm>

#include "core/protocol/limits.h"
#include "ui/text/chrome_text.h"
#include "ui/text/mnemonic.h"
#include "ui/text/page_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/outside_text.h"
#include "ui/widgets/password_field.h"

namespace latchkey::ui::wizard {

namespace limits = protocol::limits;
using text::AppealFace;

namespace {

/// One line without control characters, as the service takes it.
QString lineOf(const QLineEdit& edit) {
  QString line = edit.text();
  for (QChar& unit : line)
    if (unit.category() == QChar::Other_Control) unit = u' ';
  return line.simplified();
}

/// What stands between commas of any kind. One or two signs are the end of a mask: "32" is "*32".
QStringList contactsIn(const QString& line) {
  static const QRegularExpression between(QStringLiteral("[,;、，；]"));
  QStringList contacts;
  for (const QString& part : line.split(between)) {
    const QString contact = part.simplified();
    if (!contact.isEmpty()) contacts << contact.rightJustified(limits::appealContact.least, u'*');
  }
  const auto most = static_cast<qsizetype>(limits::appealContacts);
  if (contacts.size() > most) {  // no more than so many are taken: the last one holds what is left
    const QString rest = contacts.mid(most - 1).join(QStringLiteral(", "));
    contacts = contacts.mid(0, most - 1) << rest.left(limits::appealContact.most);
  }
  return contacts;
}

QWidget* newPart(QWidget& form) {
  auto* part = new QWidget(&form);
  auto* column = new QVBoxLayout(part);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(theme::spacing::half);
  form.layout()->addWidget(part);
  return part;
}

}  // namespace

AppealForm::AppealForm(QWidget* parent) : QWidget(parent) {
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  m_about = newPart(*this);
  m_memory = newPart(*this);
  buildAbout();
  buildMemory();
  showFace(AppealFace::About);
}

widgets::StaticLabel* AppealForm::addHeading(QVBoxLayout& column) {
  auto* heading = new widgets::StaticLabel(theme::TextRole::CardTitle);
  if (column.count() > 0) column.addSpacing(theme::spacing::twice);
  column.addWidget(heading);
  return heading;
}

QLineEdit* AppealForm::addLine(QVBoxLayout& column, const QString& name, int most, QString (*label)(),
                               QString (*hint)()) {
  const Line line{new widgets::StaticLabel(theme::TextRole::Strong), new QLineEdit, label, hint};
  line.edit->setObjectName(name + QStringLiteral("LineEdit"));
  line.edit->setMaxLength(most);
  line.label->setBuddy(line.edit);
  column.addWidget(line.label);
  column.addWidget(line.edit);
  column.addSpacing(theme::spacing::unit);
  m_lines.append(line);
  return line.edit;
}

void AppealForm::buildAbout() {
  auto& column = static_cast<QVBoxLayout&>(*m_about->layout());
  m_namesHeading = addHeading(column);
  m_names = addLine(column, QStringLiteral("appealNames"), limits::appealNames.most, &text::appealNames,
                    &text::appealNamesHint);
  m_birthDate = addLine(column, QStringLiteral("appealBirthDate"), limits::appealBirthDate.most,
                        &text::appealBirthDate, &text::appealBirthDateHint);
  m_passwordsHeading = addHeading(column);
  m_passwordsHint = new widgets::StaticLabel;
  m_passwordsHint->setTone(widgets::Tone::Muted);
  column.addWidget(m_passwordsHint);
  column.addSpacing(theme::spacing::half);
  for (int number = 1; number <= static_cast<int>(limits::appealPasswords); ++number) {
    auto* label = new widgets::StaticLabel(theme::TextRole::Strong);
    auto* field = new widgets::PasswordField;
    field->setObjectName(QStringLiteral("appealPassword%1Field").arg(number));
    field->setMaximumLength(limits::appealPassword.most);
    label->setBuddy(field);
    column.addWidget(label);
    column.addWidget(field);
    column.addSpacing(theme::spacing::unit);
    m_passwordLabels.append(label);
    m_passwords.append(field);
  }
}

void AppealForm::buildMemory() {
  auto& column = static_cast<QVBoxLayout&>(*m_memory->layout());
  m_useHeading = addHeading(column);
  m_lastSignIn = addLine(column, QStringLiteral("appealLastSignIn"), limits::appealLastSignIn.most,
                         &text::appealLastSignIn, &text::appealLastSignInHint);
  m_places = addLine(column, QStringLiteral("appealPlaces"), limits::appealPlaces.most, &text::appealPlaces,
                     &text::appealPlacesHint);
  m_registeredHeading = addHeading(column);
  m_contacts = addLine(column, QStringLiteral("appealContacts"), 2 * limits::appealContact.most,
                       &text::appealContacts, &text::appealContactsHint);
  m_devices = addLine(column, QStringLiteral("appealDevices"), limits::appealDevices.most,
                      &text::appealDevices, &text::appealDevicesHint);
  m_furtherHeading = addHeading(column);
  m_furtherColumn = new QVBoxLayout;
  m_furtherColumn->setSpacing(theme::spacing::unit);
  column.addLayout(m_furtherColumn);
  m_furtherHeading->hide();
}

void AppealForm::addFurther() {
  const Further row{{}, new QWidget, new widgets::PlainLabel, new QLineEdit};
  row.edit->setObjectName(QStringLiteral("appealField%1LineEdit").arg(m_further.size() + 1));
  row.label->setTextRole(theme::TextRole::Strong);
  auto* layout = new QVBoxLayout(row.box);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(theme::spacing::half);
  layout->addWidget(row.label);
  layout->addWidget(row.edit);
  m_furtherColumn->addWidget(row.box);
  m_further.append(row);
}

void AppealForm::retranslate() {
  m_namesHeading->setText(text::appealNamesHeading());
  m_passwordsHeading->setText(text::appealPasswordsHeading());
  m_passwordsHint->setText(text::appealPasswordsHint());
  m_useHeading->setText(text::appealUseHeading());
  m_registeredHeading->setText(text::appealRegisteredHeading());
  m_furtherHeading->setText(text::appealFurtherHeading());
  for (const Line& line : m_lines) {
    line.label->setText(line.labelText());
    line.edit->setAccessibleName(text::withoutMnemonic(line.labelText()));
    line.edit->setPlaceholderText(line.hintText());
    line.edit->setAccessibleDescription(line.hintText());
  }
  for (qsizetype i = 0; i < m_passwords.size(); ++i) {
    widgets::PasswordField* field = m_passwords.at(i);
    m_passwordLabels.at(i)->setText(text::appealPassword(static_cast<int>(i) + 1));
    field->setAccessibleName(text::withoutMnemonic(m_passwordLabels.at(i)->text()));
    field->setAccessibleDescription(text::appealPasswordsHint());
    field->setToggleTexts(text::passwordShowButton(), text::passwordHideButton());
    field->setMenuTexts(text::pasteAction(), text::selectAllAction());
  }
}

void AppealForm::setFields(const QList<protocol::AppealField>& fields) {
  QList<std::pair<QString, QString>> typed;
  for (const Further& row : m_further) typed.append({row.id, row.edit->text()});
  while (m_further.size() < fields.size()) addFurther();
  for (qsizetype i = 0; i < m_further.size(); ++i) {
    Further& row = m_further[i];
    const bool asked = i < fields.size();
    row.box->setVisible(asked);
    row.id = asked ? fields.at(i).id : QString();
    const auto before =
        std::ranges::find_if(typed, [&](const auto& one) { return asked && one.first == row.id; });
    row.edit->setMaxLength(asked ? fields.at(i).maximumLength : limits::appealValue.most);
    row.edit->setText(before == typed.end() ? QString() : before->second);
    if (!asked) continue;
    row.label->setOutsideText(fields.at(i).label);
    row.edit->setAccessibleName(widgets::visibleText(fields.at(i).label));
  }
  m_furtherHeading->setVisible(!fields.isEmpty());
}

void AppealForm::showFace(AppealFace face) {
  m_about->setVisible(face == AppealFace::About);
  m_memory->setVisible(face == AppealFace::Memory);
}

QWidget* AppealForm::firstField(AppealFace face) const {
  return face == AppealFace::Memory ? m_lastSignIn : m_names;
}

protocol::FileAppeal AppealForm::answers() const {
  protocol::FileAppeal appeal;
  appeal.names = lineOf(*m_names);
  appeal.birthDate = lineOf(*m_birthDate);
  for (const widgets::PasswordField* field : m_passwords)
    if (!field->secret().isEmpty()) appeal.passwords.push_back(field->secret().clone());
  appeal.lastSignIn = lineOf(*m_lastSignIn);
  appeal.places = lineOf(*m_places);
  appeal.contacts = contactsIn(lineOf(*m_contacts));
  appeal.devices = lineOf(*m_devices);
  for (const Further& row : m_further)
    if (const QString value = lineOf(*row.edit); !row.id.isEmpty() && !value.isEmpty())
      appeal.fields.append({row.id, value});
  return appeal;
}

QList<AppealForm::Written> AppealForm::written() const {
  QList<Written> all;
  for (const Line& line : m_lines)
    if (const QString value = lineOf(*line.edit); !value.isEmpty())
      all.append({text::withoutMnemonic(line.labelText()), value, false});
  for (const Further& row : m_further)
    if (const QString value = lineOf(*row.edit); !row.id.isEmpty() && !value.isEmpty())
      all.append({row.label->outsideText(), value, true});
  return all;
}

int AppealForm::passwordCount() const {
  return static_cast<int>(
      std::ranges::count_if(m_passwords, [](const auto* field) { return field->length() > 0; }));
}

bool AppealForm::isEmpty() const {
  return passwordCount() == 0 && written().isEmpty();
}

void AppealForm::clear() {
  for (const Line& line : m_lines) line.edit->clear();
  for (const Further& row : m_further) row.edit->clear();
  for (widgets::PasswordField* field : m_passwords) {
    field->clear();
    field->setRevealed(false);
  }
}

}  // namespace latchkey::ui::wizard
