# SPDX-License-Identifier: GPL-3.0-or-later
# Every outside part, found once. Reasons: DESIGN of each in docs/architecture.md and docs/decisions/.

find_package(PkgConfig REQUIRED)
find_package(Qt6 6.4 REQUIRED COMPONENTS Core Gui Widgets Network Svg Multimedia PrintSupport LinguistTools)
find_package(Qt6Keychain REQUIRED)
find_package(OpenSSL 3 REQUIRED)
find_package(tl-expected REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(fido2 REQUIRED IMPORTED_TARGET libfido2)
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode)
find_library(ZXCVBN_LIBRARY zxcvbn REQUIRED)
find_path(ZXCVBN_INCLUDE_DIR zxcvbn.h PATH_SUFFIXES zxcvbn REQUIRED)
add_library(latchkey_zxcvbn INTERFACE)
target_link_libraries(latchkey_zxcvbn INTERFACE ${ZXCVBN_LIBRARY})
target_include_directories(latchkey_zxcvbn SYSTEM INTERFACE ${ZXCVBN_INCLUDE_DIR})

if(LATCHKEY_SERVICE)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Sql)
  find_package(Boost 1.74 REQUIRED)
  find_package(CURL REQUIRED)
  find_package(tomlplusplus REQUIRED)
  find_package(Threads REQUIRED)
  find_library(PHONENUMBER_LIBRARY phonenumber REQUIRED)
  find_package(Protobuf REQUIRED)
  add_library(latchkey_phonenumber INTERFACE)
  target_link_libraries(latchkey_phonenumber INTERFACE ${PHONENUMBER_LIBRARY} protobuf::libprotobuf)
  pkg_check_modules(espeak REQUIRED IMPORTED_TARGET espeak-ng)
  pkg_check_modules(ldap REQUIRED IMPORTED_TARGET ldap lber)
endif()
if(LATCHKEY_TESTS)
  find_package(Qt6 6.4 REQUIRED COMPONENTS Test)
endif()

set(core_headers <QByteArray> <QDateTime> <QDir> <QFile> <QHash> <QJsonArray> <QJsonDocument> <QJsonObject> <QList>
  <QObject> <QRegularExpression> <QSet> <QString> <QStringList> <QUrl> <QtEndian>
  <algorithm> <array> <chrono> <functional> <memory> <mutex> <optional> <span> <string> <string_view> <utility>
  <variant> <vector> <tl/expected.hpp>)
set(widgets_headers <QAccessible> <QApplication> <QEvent> <QLabel> <QPainter> <QPushButton> <QStyle> <QTimer>
  <QVBoxLayout> <QWidget>)
latchkey_precompile(core HEADERS ${core_headers} LINKS Qt6::Core tl::expected)
latchkey_precompile(widgets HEADERS ${core_headers} ${widgets_headers} LINKS Qt6::Widgets tl::expected)
if(LATCHKEY_TESTS)
  # Qt6::Test without what it defines for each program, its folders: no precompiled header would fit two of them.
  add_library(latchkey_qt_test INTERFACE)
  target_include_directories(latchkey_qt_test SYSTEM INTERFACE
    $<TARGET_PROPERTY:Qt6::Test,INTERFACE_INCLUDE_DIRECTORIES>)
  target_link_libraries(latchkey_qt_test INTERFACE Qt6::Network $<TARGET_FILE:Qt6::Test>)
  set(tests_headers ${core_headers} <QTemporaryDir> <QtTest> <atomic> <thread>)
  latchkey_precompile(tests HEADERS ${tests_headers} LINKS latchkey_qt_test tl::expected)
  latchkey_precompile(window_tests HEADERS ${tests_headers} ${widgets_headers} <QLineEdit>
    LINKS latchkey_qt_test Qt6::Widgets tl::expected)
endif()
