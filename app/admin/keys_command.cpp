// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin/keys_command.h"

#include "app/admin/named_account.h"
#include "app/admin/service_data.h"
#include "app/admin/text_table.h"
#include "service/config/checks.h"
#include "service/delivery/template_writer.h"
#include "service/domain/assertions.h"
#include "service/domain/notices.h"
#include "service/domain/random_text.h"
#include "service/keys/es256_signatures.h"

namespace latchkey::admin {

namespace {

namespace domain = service::domain;
using domain::KeyFault;
using domain::KeyFileFault;

QString explainKey(KeyFault fault, const NamedAccount& holder) {
  const QString lead = holder.account.key + QStringLiteral(": ");
  switch (fault) {
    case KeyFault::Unavailable:
      return storeComplaint(*holder.data);
    case KeyFault::NoSuchAccount:
      return lead + QStringLiteral("there is no such account");
    case KeyFault::NotOffered:
      return lead + QStringLiteral("the factors of its realm are without \"security-key\"");
    case KeyFault::NoKey:
      return QStringLiteral("standard input: the public key is no point of the curve P-256");
    case KeyFault::AlreadyThere:
      return lead + QStringLiteral("this key is registered already");
    case KeyFault::TooMany:
      return lead + QStringLiteral("there are as many keys as an account can have");
    case KeyFault::NotRegistered:
      return lead + QStringLiteral("there is no key of this id; see latchkeyctl accounts keys list");
  }
  return {};
}

QString explainFile(KeyFileFault fault) {
  const QString lead = QStringLiteral("standard input: ");
  const QString expected = QStringLiteral("; expected what fido2-cred -V writes");
  switch (fault) {
    case KeyFileFault::NoCredential:
      return lead + QStringLiteral("the first line is no credential id in base64") + expected;
    case KeyFileFault::NoPublicKey:
      return lead + QStringLiteral("there is no public key in PEM after the first line") + expected;
    case KeyFileFault::OtherCurve:
      return lead +
             QStringLiteral("the public key is not one of the curve P-256; register the key with -t es256");
  }
  return {};
}

domain::KeyChanges::Parts partsOf(ServiceData& data, const domain::SignatureCheck& signatures,
                                  const domain::MessageWriter& writer, domain::SecretBox& box) {
  return {data.store, signatures, {writer, data.clock, data.random, *data.keys, box}};
}

}  // namespace

CommandForm KeysCommand::listForm() {
  return {
      QStringLiteral("accounts keys list"),
      {QStringLiteral("NAME")},
      dataOptions(),
      QStringLiteral("print the security keys of an account: id, when it was registered, how often it says "
                     "that it has signed, label")};
}

CommandForm KeysCommand::addForm() {
  return {
      QStringLiteral("accounts keys add"),
      {QStringLiteral("NAME")},
      QStringList{QStringLiteral("label=TEXT")} + dataOptions(),
      QStringLiteral("register a security key; reads what fido2-cred -V writes from standard input: the "
                     "credential id in a line of base64, then the public key in PEM. The owner is told, and "
                     "open recoveries of the account end")};
}

CommandForm KeysCommand::removeForm() {
  return {
      QStringLiteral("accounts keys remove"),
      {QStringLiteral("NAME"), QStringLiteral("ID")},
      dataOptions(),
      QStringLiteral("take a security key away; the owner is told, and open recoveries of the account end")};
}

int KeysCommand::tell(const QString& done, int told, const QString& key) {
  if (told == 0) {
    m_console.complain(QStringLiteral("warning: nobody was told: no contact of %1 can be reached").arg(key));
  }
  m_console.print(singleLine(QStringLiteral("%1; messages to the owner: %2").arg(done).arg(told)));
  return Succeeded;
}

int KeysCommand::list(const CommandArguments& arguments) {
  const auto holder = findAccountAnywhere(m_console, arguments, m_numbering);
  if (!holder) return holder.error();
  const auto tables = holder->data->store.begin(domain::Access::Read);
  const auto keys = tables->factors().of(holder->account.key).keys;
  if (!tables->commit()) return m_console.fail(storeComplaint(*holder->data));
  QList<QStringList> rows;
  for (const domain::SecurityKey& key : keys) {
    rows.append({domain::toBase64Url(key.credential), domain::isoTime(key.registeredAt),
                 QString::number(key.counter), key.label});
  }
  m_console.printRaw(TextTable().lines(rows).toUtf8());
  return Succeeded;
}

int KeysCommand::add(const CommandArguments& arguments) {
  const QString label = arguments.value(QStringLiteral("label"));
  if (!service::config::isPlainText(label)) {
    return m_console.refuse(
        QStringLiteral("--label: it is too long or holds a control or invisible character"));
  }
  const auto holder = findAccount(m_console, arguments, m_numbering);
  if (!holder) return holder.error();
  const auto input = m_console.readSecret();
  if (!input) return m_console.refuse(QStringLiteral("standard input cannot be read, or is over 64 KiB"));
  const std::string_view text = input->view();
  auto key = domain::readKeyFile(QByteArray(text.data(), static_cast<qsizetype>(text.size())));
  if (!key) return m_console.refuse(explainFile(key.error()));
  key->label = label;
  const service::keys::Es256Signatures signatures;
  const service::delivery::TemplateWriter writer;
  const auto box = holder->data->keys->box(holder->data->random);
  domain::KeyChanges changes(partsOf(*holder->data, signatures, writer, *box), holder->data->policy);
  const auto change = changes.add(holder->account.key, *key);
  if (!change) return m_console.fail(explainKey(change.error(), *holder));
  return tell(QStringLiteral("%1 has the security key %2 from now on")
                  .arg(holder->account.key, domain::toBase64Url(key->credential)),
              change->told, holder->account.key);
}

int KeysCommand::remove(const CommandArguments& arguments) {
  const auto decoded =
      QByteArray::fromBase64Encoding(arguments.operands.at(1).toLatin1(),
                                     QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
  if (!decoded) return m_console.refuse(QStringLiteral("ID: expected one that accounts keys list prints"));
  const auto holder = findAccountAnywhere(m_console, arguments, m_numbering);
  if (!holder) return holder.error();
  const service::keys::Es256Signatures signatures;
  const service::delivery::TemplateWriter writer;
  const auto box = holder->data->keys->box(holder->data->random);
  domain::KeyChanges changes(partsOf(*holder->data, signatures, writer, *box), holder->data->policy);
  const auto change = changes.remove(holder->account.key, decoded.decoded, holder->elsewhere());
  if (!change) return m_console.fail(explainKey(change.error(), *holder));
  return tell(QStringLiteral("a security key of %1 was taken away").arg(holder->account.key), change->told,
              holder->account.key);
}

}  // namespace latchkey::admin
