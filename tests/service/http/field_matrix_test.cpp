// SPDX-License-Identifier: GPL-3.0-or-later
// Each field of each request, wrong in type, size, form and encoding, through the real handler. The rows are
// made from openapi.yaml: a field that is added there is tried without anybody thinking of it.
#include <QTest>
#include <algorithm>

#include "core/protocol/routes.h"
#include "tests/support/flat_yaml.h"
#include "tests/support/handler_desk.h"
#include "tests/support/recovery_steps.h"
#include "tests/support/source_dir.h"

namespace latchkey::service::http {
namespace {

using protocol::Route;
using tests::FlatYaml;
using tests::HandlerDesk;
using tests::RecoveryCaller;
namespace steps = tests::steps;
using Answer = RecoveryCaller::Answer;

/// Stands in every wrong value, and must not come back.
const QByteArray canary = "canary7Q4K2M";

struct Field {
  QByteArray name;  ///< "handle", or "answers/0/answer" inside the first item of a list
  QString schema;   ///< path of its schema in the document
};

/// Raw JSON for one wrong value, and what is wrong about it.
struct Wrong {
  QByteArray what;
  QByteArray json;
  int status = 422;        ///< 400: no JSON that could be read at all, so that no field can be named
  QByteArray within = {};  ///< "/0": what is named is an item of the field
};

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

class Document {
public:
  [[nodiscard]] QString resolve(const QString& path) const {
    const QString reference = m_api.value(path + QStringLiteral("/$ref"));
    return reference.isEmpty() ? path : reference.sliced(2);
  }
  [[nodiscard]] QString schemaOf(const Route& route) const {
    return resolve(QStringLiteral("paths/%1/post/requestBody/content/application~1json/schema")
                       .arg(FlatYaml::escaped(text(route.path))));
  }
  [[nodiscard]] QList<Field> fieldsOf(const Route& route) const {
    QList<Field> fields;
    const QString properties = schemaOf(route) + QStringLiteral("/properties");
    for (const QString& name : m_api.keys(properties)) {
      const QString schema = resolve(properties + u'/' + name);
      fields += Field{name.toLatin1(), schema};
      const QString inner = resolve(schema + QStringLiteral("/items")) + QStringLiteral("/properties");
      for (const QString& part : m_api.keys(inner)) {
        fields += Field{(name + QStringLiteral("/0/") + part).toLatin1(), resolve(inner + u'/' + part)};
      }
    }
    return fields;
  }
  /// What has to be there beside a field.
  [[nodiscard]] QByteArrayList othersOf(const Route& route, const QByteArray& name) const {
    QByteArrayList others;
    const qsizetype inside = name.indexOf("/0/");
    if (inside > 0) {
      const QString list =
          resolve(schemaOf(route) + QStringLiteral("/properties/") + QString::fromLatin1(name.first(inside)));
      for (const QString& other :
           m_api.list(resolve(list + QStringLiteral("/items")) + QStringLiteral("/required"))) {
        others << other.toLatin1();
      }
      others.removeAll(name.sliced(inside + 3));
      return others;
    }
    for (const QString& other : m_api.list(schemaOf(route) + QStringLiteral("/required"))) {
      others << other.toLatin1();
    }
    if (others.contains("id")) others << "text";  // one of two answers
    others.removeAll(name);
    if (name == "workCounter") others.removeAll("text");
    return others;
  }
  [[nodiscard]] QList<Wrong> wrongsOf(const Field& field) const {
    QList<Wrong> wrongs = {
        {"a number", "4820175"},
        {"true", "true"},
        {"null", "null"},
        {"a list", "[\"" + canary + "\"]"},
        {"an object", "{\"" + canary + "\":1}"},
        {"bytes that are no UTF-8", "\"" + canary + "\xff\xfe\"", 400},
        {"an overlong encoding", "\"" + canary + "\xc0\xaf\"", 400},
        {"a surrogate in UTF-8", "\"" + canary + "\xed\xa0\x80\"", 400},
        {"a lone surrogate", "\"" + canary + "\\ud83d\"", 400},
        {"U+0000", "\"" + canary + "\\u0000\"", 400},
        {"a raw line end", "\"" + canary + "\n\"", 400},
        {"a broken escape", "\"" + canary + "\\x41\"", 400},
        {"an open string", "\"" + canary, 400},
        {"a number of 400 digits", QByteArray(400, '9'), 400},
    };
    if (m_api.value(field.schema + QStringLiteral("/type")) == QLatin1String("boolean")) {
      wrongs.removeIf([](const Wrong& wrong) { return wrong.what == "true"; });
      wrongs.append(Wrong{"a text", '"' + canary + '"'});
    }
    if (const int most = m_api.value(field.schema + QStringLiteral("/maxItems")).toInt(); most > 0) {
      wrongs.removeIf([](const Wrong& wrong) { return wrong.what == "a list"; });
      wrongs.append(Wrong{"a text", '"' + canary + '"'});
      wrongs.append(Wrong{"nothing", "[]"});
      const QString items = resolve(field.schema + QStringLiteral("/items"));
      const bool areTexts = m_api.value(items + QStringLiteral("/type")) == QLatin1String("string");
      // The items are right where they are texts: nothing but their number is wrong.
      const QByteArray item = areTexts ? '"' + canary + '"' : QByteArray("{}");
      wrongs.append(Wrong{"one too many", '[' + (item + ',').repeated(most) + item + ']'});
      if (areTexts) {
        const int longest = m_api.value(items + QStringLiteral("/maxLength")).toInt();
        const QByteArray longer = canary + QByteArray(longest + 1 - canary.size(), '1');
        wrongs.append(Wrong{"an item that is too long", "[\"" + longer + "\"]", 422, "/0"});
      }
    }
    const auto limit = [&](const char* name) {
      return m_api.value(field.schema + u'/' + QLatin1String(name));
    };
    if (const int least = limit("minLength").toInt(); least > 0) wrongs.append(Wrong{"nothing", "\"\""});
    if (const int most = limit("maxLength").toInt(); most > 0) {
      wrongs.append(Wrong{"one too long", '"' + canary + QByteArray(most + 1 - canary.size(), '1') + '"'});
      QByteArray faces;
      for (int i = 0; i <= most; ++i) faces += "\xf0\x9f\x98\x80";
      if (faces.size() < 60'000) wrongs.append(Wrong{"one face too many", '"' + faces + '"'});
    }
    if (m_api.has(field.schema + QStringLiteral("/enum"))) {
      wrongs.append(Wrong{"no such word", '"' + canary + '"'});
      wrongs.append(
          Wrong{"a word in capitals",
                '"' + m_api.value(field.schema + QStringLiteral("/enum/0")).toUpper().toLatin1() + '"'});
    }
    // A password may hold anything that its policy then judges.
    if (!limit("pattern").isEmpty() && field.name != "password" && !field.name.endsWith("/answer"))
      wrongs.append(Wrong{"a control character", '"' + canary + "\\u001b[2J\""});
    return wrongs;
  }

private:
  const FlatYaml m_api{tests::sourcePath(QLatin1String("core/protocol/openapi.yaml"))};
};

/// Right values for all fields but one.
QByteArray bodyWith(const Field& wrong, const QByteArray& json, const QByteArrayList& others) {
  static const QMap<QByteArray, QByteArray> right = {{"account", "\"a@example.com\""},
                                                     {"reason", "\"forgot-password\""},
                                                     {"language", "\"en\""},
                                                     {"kind", "\"work\""},
                                                     {"id", "\"abc\""},
                                                     {"text", "\"ABCDEF\""},
                                                     {"handle", "\"0123456789abcdefghijkl\""},
                                                     {"entry", "\"someone\""},
                                                     {"code", "\"1234567\""},
                                                     {"answers", "[{\"question\":\"a\",\"answer\":\"abc\"}]"},
                                                     {"credential", "\"AAEC\""},
                                                     {"clientData", "\"AAEC\""},
                                                     {"reminder", '"' + QByteArray(43, 'A') + '"'},
                                                     {"publicKey", '"' + QByteArray(86, 'A') + '"'},
                                                     {"authenticatorData", '"' + QByteArray(50, 'A') + '"'},
                                                     {"signature", "\"AAECAwQFBgc\""},
                                                     {"question", "\"alpha\""},
                                                     {"answer", "\"Sakura\""},
                                                     {"contact", "\"mika@example.net\""},
                                                     {"value", "\"A-1042\""},
                                                     {"password", "\"Quiet-Lake-42\""}};
  const qsizetype inside = wrong.name.indexOf("/0/");
  QByteArray body = "{\"" + (inside > 0 ? wrong.name.sliced(inside + 3) : wrong.name) + "\":" + json;
  // What is added decides what goes with it.
  static const QMap<QByteArray, QByteArray> kindFor = {
      {"contact", "\"mail\""},
      {"region", "\"text\",\"contact\":\"090-1234-5678\""},
      {"extension", "\"call\",\"contact\":\"090-1234-5678\""},
      {"label", "\"security-key\""},
      {"replaces", "\"authenticator\""}};
  for (const QByteArray& other : others) {
    body += ",\"" + other +
            "\":" + (other == "kind" ? kindFor.value(wrong.name, right.value(other)) : right.value(other));
  }
  body += '}';
  return inside > 0 ? "{\"" + wrong.name.first(inside) + "\":[" + body + "]}" : body;
}

}  // namespace

class FieldMatrixTest : public QObject {
  Q_OBJECT

  const Document m_document;
  std::unique_ptr<HandlerDesk> m_service;
  std::unique_ptr<RecoveryCaller> m_caller;
  QByteArray m_token;
  QString m_before;

  [[nodiscard]] QString everything() const {
    return m_service->desk.ask(QStringLiteral("SELECT GROUP_CONCAT(id || version) FROM recoveries"))
        .toString();
  }
  Answer send(const QByteArray& path, const QByteArray& body) {
    const auto takesToken = [&path](const Route& route) {
      return text(route.path).toLatin1() == path && route.proof == protocol::Proof::Token;
    };
    m_caller->setToken(std::ranges::any_of(protocol::routes(), takesToken) ? m_token : QByteArray());
    return m_caller->postText(path, body);
  }
  void compareRefusal(const Answer& answer, int status, const QByteArray& name, const char* kind) {
    QCOMPARE(answer.status(), status);
    QCOMPARE(answer.raw.field("content-type"), QByteArray("application/problem+json"));
    QCOMPARE(answer.problem(), QString::fromLatin1(status == 400 ? "malformed-request" : kind));
    QCOMPARE(answer.json.value(QLatin1String("field")).toString(),
             status == 400 ? QString() : QString::fromLatin1("/" + name));
    QVERIFY(!answer.raw.body.contains(canary));
    QVERIFY(!m_service->log.text.contains(canary));
    QCOMPARE(everything(), m_before);
  }
  /// One row for each POST route and each of its fields.
  void addFields() const {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QString>("schema");
    QTest::addColumn<QByteArrayList>("others");
    for (const Route& route : protocol::routes()) {
      if (route.method != protocol::HttpMethod::Post) continue;
      // A report is signed as a whole, and refused as a whole: gateway_reports_test.
      if (route.request == protocol::RequestKind::Report) continue;
      for (const Field& field : m_document.fieldsOf(route)) {
        QTest::addRow("%s: %s", qPrintable(text(route.path)), field.name.constData())
            << text(route.path).toLatin1() << field.name << field.schema
            << m_document.othersOf(route, field.name);
      }
    }
  }

private Q_SLOTS:
  void initTestCase() {
    m_service = std::make_unique<HandlerDesk>();
    m_caller = std::make_unique<RecoveryCaller>(m_service->caller());
    QCOMPARE(steps::open(*m_caller, QStringLiteral("msabc123@outlook.com")).status(), 201);
    m_token = m_caller->token();
    m_before = everything();
  }
  void cleanupTestCase() {
    m_caller.reset();
    m_service.reset();
  }

  void allRoutesAreFound() {
    int fields = 0;
    for (const Route& route : protocol::routes()) {
      if (route.method != protocol::HttpMethod::Post) continue;
      QVERIFY2(!m_document.schemaOf(route).startsWith(QLatin1String("paths/")), qPrintable(text(route.path)));
      fields += static_cast<int>(m_document.fieldsOf(route).size());
    }
    QVERIFY2(fields >= 12, QByteArray::number(fields));
  }

  void aWrongFieldIsNamedAndNotRepeated_data() { addFields(); }
  void aWrongFieldIsNamedAndNotRepeated() {
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, name);
    QFETCH(QString, schema);
    QFETCH(QByteArrayList, others);
    const Field field{name, schema};
    const QList<Wrong> wrongs = m_document.wrongsOf(field);
    QVERIFY(wrongs.size() >= 14);
    for (const Wrong& wrong : wrongs) {
      compareRefusal(send(path, bodyWith(field, wrong.json, others)), wrong.status, name + wrong.within,
                     "invalid-field");
      if (QTest::currentTestFailed()) QFAIL(wrong.what + ": " + wrong.json.left(100));
    }
  }

  void aFieldThatStandsTwiceIsNotBelieved_data() { addFields(); }
  void aFieldThatStandsTwiceIsNotBelieved() {
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, name);
    QFETCH(QString, schema);
    QFETCH(QByteArrayList, others);
    const QByteArray own = name.sliced(name.lastIndexOf('/') + 1);
    for (const QByteArray& again :
         {own, QByteArray("\\u00") + QByteArray::number(own.at(0), 16) + own.sliced(1)}) {
      const QByteArray twice = "\"en\",\"" + again + "\":\"" + canary + '"';
      compareRefusal(send(path, bodyWith({name, schema}, twice, others)), 400, name, "");
    }
  }

  void fieldsThatNobodyAskedForAreRefused_data() {
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("extra");
    for (const Route& route : protocol::routes()) {
      if (route.method != protocol::HttpMethod::Post || route.request == protocol::RequestKind::Report)
        continue;
      QByteArrayList own;
      for (const Field& field : m_document.fieldsOf(route)) own << field.name;
      for (const char* extra : {"verified", "accountId", "role", "recoveryId", "stage", "gatesPassed",
                                "purpose", "contact", "to", "token", "isAdmin"}) {
        if (own.contains(extra)) continue;
        QTest::addRow("A22: %s %s", qPrintable(text(route.path)), extra)
            << text(route.path).toLatin1() << QByteArray(extra);
      }
    }
  }
  void fieldsThatNobodyAskedForAreRefused() {
    QFETCH(QByteArray, path);
    QFETCH(QByteArray, extra);
    for (const QByteArray& value :
         {QByteArray("true"), '"' + canary + '"', QByteArray("{}"), QByteArray("null")}) {
      const QByteArray alone = "{\"" + extra + "\":" + value + '}';
      compareRefusal(send(path, alone), 422, extra, "unknown-field");
    }
  }

  void namesThatAreNoNamesAreNotRepeated() {
    for (const QByteArray& name : {canary + "<script>", QByteArray("__proto__"), QByteArray()}) {
      const Answer answer = send("/v1/recovery/code", "{\"" + name + "\":1}");
      QCOMPARE(answer.problem(), QStringLiteral("unknown-field"));
      QVERIFY(name.isEmpty() || !answer.raw.body.contains(name));
    }
  }

  void oddAccountNamesAreRefusedOrTakenButNeverAFault_data() {
    QTest::addColumn<QString>("account");
    QTest::newRow("blanks") << QStringLiteral("   ");
    QTest::newRow("bidi override") << QStringLiteral("a\u202e@example.com");
    QTest::newRow("zero width") << QStringLiteral("a\u200b@example.com");
    QTest::newRow("faces") << QString::fromUtf8("\xf0\x9f\x98\x80").repeated(320);
    QTest::newRow("combining") << QStringLiteral("e") + QString(319, QChar(0x301));
    QTest::newRow("line separator") << QStringLiteral("a\u2028@example.com");
    QTest::newRow("SQL") << QStringLiteral("'; DROP TABLE recoveries; --@example.com");
    QTest::newRow("path") << QStringLiteral("../../etc/passwd");
    QTest::newRow("many at signs") << QString(320, u'@');
    QTest::newRow("backslashes") << QString(320, u'\\');
    QTest::newRow("noncharacter") << QStringLiteral("a\uffff@example.com");
  }
  void oddAccountNamesAreRefusedOrTakenButNeverAFault() {
    QFETCH(QString, account);
    HandlerDesk service;
    RecoveryCaller caller = service.caller();
    const Answer answer = steps::open(caller, account);
    QVERIFY2(answer.status() == 201 || answer.status() == 422, answer.raw.body.constData());
    if (answer.status() == 422) {
      QCOMPARE(answer.json.value(QLatin1String("field")).toString(), QStringLiteral("/account"));
      return;
    }
    QVERIFY(steps::passChallenge(caller, account).stage() == QLatin1String("method"));
  }
};

}  // namespace latchkey::service::http

QTEST_GUILESS_MAIN(latchkey::service::http::FieldMatrixTest)
#include "field_matrix_test.moc"
