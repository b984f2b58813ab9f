# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DINPUT=list.txt -DOUTPUT=table.cpp -P CommonPasswords.cmake
# Turns the word list into a table that is sorted by bytes, so that core/rules needs no file to read.
file(STRINGS "${INPUT}" lines ENCODING UTF-8)
set(words "")
foreach(line IN LISTS lines)
  if(line MATCHES "^#" OR line STREQUAL "")
    continue()
  endif()
  if(line MATCHES "[\\\"\\\\]")
    message(FATAL_ERROR "${INPUT}: quotes and backslashes are not supported: ${line}")
  endif()
  list(APPEND words "${line}")
endforeach()
list(SORT words COMPARE STRING CASE SENSITIVE)
list(REMOVE_DUPLICATES words)
list(LENGTH words count)
list(TRANSFORM words REPLACE "(.+)" "    \"\\1\",")
list(JOIN words "\n" table)
file(WRITE "${OUTPUT}" "// Generated from resources/wordlists/common-passwords.txt.
#include \"core/rules/common_passwords.h\"

namespace latchkey::rules {
namespace {
constexpr std::string_view table[${count}] = {
${table}
};
}  // namespace

std::span<const std::string_view> commonPasswords() {
  return table;
}
}  // namespace latchkey::rules
")
