// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDebug>
#include <QProcess>
#include <QProcessEnvironment>
#include <QStringList>
#include <QtEndian>

namespace latchkey::tests {

/// The administrator of a test's directory, by the programs of ldap-utils: another hand than the product's.
class LdapAdmin {
public:
  LdapAdmin(QString url, QString authority, QString bindDn, QString password)
      : m_url(std::move(url)),
        m_authority(std::move(authority)),
        m_bindDn(std::move(bindDn)),
        m_password(std::move(password)) {}

  /// LDIF with changetype, or entries to add.
  bool apply(const QByteArray& ldif) const {
    return run(QStringLiteral("ldapmodify"), {QStringLiteral("-a")}, ldif).has_value();
  }
  bool set(const QString& dn, const char* attribute, const QByteArray& value) const {
    return apply("dn: " + dn.toUtf8() + "\nchangetype: modify\nreplace: " + attribute + '\n' + attribute +
                 ": " + value + '\n');
  }
  /// The first value; empty where there is none.
  [[nodiscard]] QByteArray read(const QString& dn, const char* attribute) const {
    const auto found = run(QStringLiteral("ldapsearch"),
                           {QStringLiteral("-LLL"), QStringLiteral("-o"), QStringLiteral("ldif-wrap=no"),
                            QStringLiteral("-b"), dn, QStringLiteral("-s"), QStringLiteral("base"),
                            QStringLiteral("(objectClass=*)"), QString::fromLatin1(attribute)},
                           {});
    for (const QByteArray& line : found.value_or(QByteArray()).split('\n')) {
      const QByteArray start = QByteArray(attribute) + ": ";
      if (line.startsWith(start)) return line.sliced(start.size());
    }
    return {};
  }
  /// One sign-in, by this other hand; what the directory says when it refuses, empty when it does not.
  [[nodiscard]] QByteArray signIn(const QString& name, const QString& password) const {
    QProcess process;
    process.setProcessEnvironment(environment());
    process.setProcessChannelMode(QProcess::MergedChannels);
    // The root entry, which everybody may read: Samba does not know "who am I".
    process.start(QStringLiteral("ldapsearch"),
                  {QStringLiteral("-x"), QStringLiteral("-H"), m_url, QStringLiteral("-D"), name,
                   QStringLiteral("-w"), password, QStringLiteral("-LLL"), QStringLiteral("-b"), QString(),
                   QStringLiteral("-s"), QStringLiteral("base"), QStringLiteral("1.1")});
    process.waitForFinished(60'000);
    return process.exitCode() == 0 ? QByteArray() : process.readAll();
  }
  /// "unicodePwd:: …"
  [[nodiscard]] static QByteArray unicodePwd(const QByteArray& password) {
    QByteArray bytes;
    for (const QChar unit : u'"' + QString::fromUtf8(password) + u'"') {
      bytes.append(static_cast<char>(unit.unicode() & 0xFF)).append(static_cast<char>(unit.unicode() >> 8));
    }
    return "unicodePwd:: " + bytes.toBase64();
  }

private:
  [[nodiscard]] QProcessEnvironment environment() const {
    QProcessEnvironment all = QProcessEnvironment::systemEnvironment();
    all.insert(QStringLiteral("LDAPTLS_CACERT"), m_authority);
    return all;
  }
  [[nodiscard]] std::optional<QByteArray> run(const QString& program, const QStringList& options,
                                              const QByteArray& input) const {
    QProcess process;
    process.setProcessEnvironment(environment());
    process.start(program, QStringList{QStringLiteral("-x"), QStringLiteral("-H"), m_url,
                                       QStringLiteral("-D"), m_bindDn, QStringLiteral("-w"), m_password} +
                               options);
    process.write(input);
    process.closeWriteChannel();
    if (process.waitForFinished(60'000) && process.exitCode() == 0) return process.readAllStandardOutput();
    qWarning().noquote() << program << process.readAllStandardError() << input;
    return std::nullopt;
  }

  QString m_url;
  QString m_authority;
  QString m_bindDn;
  QString m_password;
};

}  // namespace latchkey::tests
