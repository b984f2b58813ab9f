#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shows that check_tree can fail: every rule has a case that breaks it and one that keeps it."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from check_tree import HERE, Rules, check  # noqa: E402

SPDX = "// SPDX-License-Identifier: GPL-3.0-or-later\n"


def faults(path, body, extra=None):
    rules = Rules(*((HERE / name).read_text() for name in ("arrows.txt", "bans.txt", "failpoints.txt")))
    files = {path: SPDX + body, **(extra or {})}
    return [fault for fault in check(files, rules) if path in fault]


class Arrows(unittest.TestCase):
    def test_a_drawn_arrow_is_fine(self):
        self.assertEqual(faults("core/flow/a.cpp", '#include "core/protocol/messages.h"\n'), [])

    def test_an_arrow_reaches_what_its_target_may_use(self):
        self.assertEqual(faults("ui/wizard/a.cpp", '#include "core/rules/mask.h"\n'), [])

    def test_ui_does_not_know_the_client(self):
        self.assertTrue(faults("ui/wizard/a.cpp", '#include "core/client/https_gateway.h"\n'))

    def test_adapters_do_not_know_each_other(self):
        self.assertTrue(faults("service/store/a.cpp", '#include "service/directory/x.h"\n'))

    def test_links_follow_the_arrows_too(self):
        line = "latchkey_library(service_store LINKS latchkey_service_delivery)\n"
        self.assertTrue(faults("service/store/CMakeLists.txt", line))

    def test_a_folder_without_a_line_is_a_decision_not_made(self):
        self.assertTrue(faults("core/new/a.cpp", '#include "core/rules/mask.h"\n'))

    def test_an_arrow_of_a_folder_that_is_gone_is_stale(self):
        rules = Rules("core/gone ->\n", "")
        self.assertTrue(any("core/gone" in fault for fault in check({"core/rules/a.h": SPDX}, rules)))


class Technologies(unittest.TestCase):
    def test_boost_outside_http(self):
        self.assertTrue(faults("service/store/a.cpp", "#include <boost/asio.hpp>\n"))
        self.assertEqual(faults("service/http/a.cpp", "#include <boost/asio.hpp>\n"), [])

    def test_network_outside_the_client(self):
        self.assertTrue(faults("ui/wizard/a.cpp", "#include <QNetworkReply>\n"))


class Bans(unittest.TestCase):
    CASES = {
        "clock": "auto t = QDateTime::currentDateTime();",
        "randomness": "QRandomGenerator::global();",
        "outside text": "auto* label = new QLabel(text);",
        "HTTP/2": "r.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);",
        "redirect": "r.setAttribute(a, QNetworkRequest::NoLessSafeRedirectPolicy);",
        "nested loop": "QEventLoop loop;",
        "catalogue text": 'auto s = tr("Hello");',
        "password in a wizard field": 'registerField(u"password"_qs, m_edit);',
        "wait by time": "QThread::msleep(5);",
    }

    def test_each_ban_bites(self):
        for name, code in self.CASES.items():
            with self.subTest(name):
                self.assertTrue(faults("ui/wizard/a.cpp", code + "\n"))

    def test_comments_may_speak_of_what_is_banned(self):
        self.assertEqual(faults("ui/wizard/a.cpp", "// no QEventLoop here\n/* nor tr() */\n"), [])

    def test_a_request_needs_both_settings(self):
        self.assertTrue(faults("core/client/a.cpp", "QNetworkRequest request(url);\n"))

    def test_an_exception_that_excuses_nothing_is_a_fault(self):
        rules = Rules("", "clock | QDateTime::current | ^core/platform/ | use the port\n")
        self.assertTrue(any("excuses nothing" in fault for fault in check({}, rules)))


class Failpoints(unittest.TestCase):
    CASES = (
        "QFile file(path);",
        "QSaveFile file{path};",
        "if (QFile(path).open(QIODevice::ReadOnly)) return;",
        "QLockFile m_file;",
        "const QSettings settings(path);",
        "std::ofstream file;",
        'FILE* file = fopen("x", "r");',
        "int fd = ::open(name.constData(), O_RDONLY);",
        "if (lock.tryLock(0)) return;",
        "SSL_CTX_use_certificate_chain_file(context, name);",
        'EVP_EC_gen("P-256");',
        "crypto_pwhash_str_alg(text, a, b, c, d, e);",
        "auto now = std::chrono::steady_clock::now();",
        "ldap_search_ext_s(handle);",
        "ldap_delete_ext(handle, dn);",
        "curl_easy_perform(handle);",
        "QSqlQuery query(database);",
        "sqlite3_step(statement);",
    )

    def test_each_operation_is_found_where_nothing_is_said_of_it(self):
        for code in self.CASES:
            with self.subTest(code):
                self.assertTrue(any("failpoints.txt" in fault for fault in faults("service/keys/a.cpp", code + "\n")))

    def test_a_resource_and_a_name_are_no_operation(self):
        code = 'QFile file(QStringLiteral(":/latchkey/x"));\nQFile::encodeName(path);\nQFile::exists(path);\n'
        self.assertEqual(faults("service/keys/a.cpp", code), [])

    def test_a_named_file_has_to_ask(self):
        path, code = "service/delivery/curl_session.cpp", "curl_easy_perform(handle);\n"
        self.assertTrue(faults(path, code))
        self.assertEqual(faults(path, code + 'if (failsHere(FailClass::Delivery, "x.y")) return;\n'), [])

    def test_one_without_need_not(self):
        self.assertEqual(faults("app/assistant/configuration.cpp", "const QSettings settings(path);\n"), [])

    def test_a_file_that_calls_nothing_any_more_is_stale(self):
        rules = Rules("", "", r"x | \bQFile\b | ^core/a\.cpp$|^core/b\.cpp$ | ^core/c\.h$ | y")
        stale = [fault for fault in check({"core/b.cpp": "QFile f;"}, rules) if "any more" in fault and "calls" in fault]
        self.assertEqual(len(stale), 2)


class Sizes(unittest.TestCase):
    def test_400_lines_for_sources_600_for_tests(self):
        self.assertEqual(faults("core/rules/a.cpp", "\n" * 399), [])
        self.assertTrue(faults("core/rules/a.cpp", "\n" * 400))
        self.assertEqual(faults("tests/core/rules/a.cpp", "\n" * 599), [])
        self.assertTrue(faults("tests/core/rules/a.cpp", "\n" * 600))

    def test_the_licence_line(self):
        rules = Rules("core/rules ->\n", "")
        self.assertTrue(any("SPDX" in fault for fault in check({"core/rules/a.h": "int x;\n"}, rules)))


if __name__ == "__main__":
    unittest.main()
