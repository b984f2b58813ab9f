# SPDX-License-Identifier: GPL-3.0-or-later
# One folder = one target = one namespace = one test folder.

add_library(latchkey_options INTERFACE)
target_compile_options(latchkey_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Wold-style-cast
  -fstack-protector-strong)
target_compile_definitions(latchkey_options INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_KEYWORDS
  QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
  LATCHKEY_VERSION="${PROJECT_VERSION}")
target_include_directories(latchkey_options INTERFACE ${CMAKE_SOURCE_DIR})
if(LATCHKEY_FAILPOINTS)
  if(CMAKE_BUILD_TYPE STREQUAL "Release")
    message(FATAL_ERROR "LATCHKEY_FAILPOINTS makes programs whose guards can be switched off: never in a release")
  endif()
  target_compile_definitions(latchkey_options INTERFACE LATCHKEY_FAILPOINTS)
endif()
# Undefined behaviour ends the program: of itself it would only be printed, and the test would pass.
if(LATCHKEY_SANITIZE MATCHES "undefined")
  target_compile_options(latchkey_options INTERFACE -fno-sanitize-recover=undefined)
endif()
foreach(kind IN LISTS LATCHKEY_SANITIZE)
  target_compile_options(latchkey_options INTERFACE
    $<$<NOT:$<BOOL:$<TARGET_PROPERTY:LATCHKEY_PLAIN>>>:-fsanitize=${kind}> -fno-omit-frame-pointer)
  target_link_options(latchkey_options INTERFACE -fsanitize=${kind})
endforeach()

# latchkey_leave_plain(target): sources of tests, in a build for the address sanitizer. It is the product that it
# looks at, and tests take twice as long to compile for it. The thread sanitizer has to see what tests do with
# atomics, too.
function(latchkey_leave_plain target)
  if(LATCHKEY_SANITIZE MATCHES "address")
    set_target_properties(${target} PROPERTIES LATCHKEY_PLAIN ON)
    target_compile_definitions(${target} PRIVATE LATCHKEY_BESIDE_ADDRESS_SANITIZER)
  endif()
endfunction()

if(LATCHKEY_SANITIZE MATCHES "thread")
  target_compile_definitions(latchkey_options INTERFACE BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()
if(LATCHKEY_FUZZ)
  target_compile_options(latchkey_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# Headers that most sources include, compiled once for all of them: half of a build's time otherwise.
# Sources still include what they use; clang-tidy reads them without this (tests/checks/tidy.py).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  target_compile_options(latchkey_options INTERFACE
    -fpch-preprocess                     # as ccache wishes
    --param=ggc-min-heapsize=1000000)    # kB before it collects its garbage: a tenth of the time for half a GB
endif()

# latchkey_precompile(core HEADERS <QString> … LINKS …): what latchkey_use_precompiled(target core) uses.
function(latchkey_precompile name)
  cmake_parse_arguments(arg "" "" "HEADERS;LINKS" ${ARGN})
  set(empty ${CMAKE_CURRENT_BINARY_DIR}/precompiled_${name}.cpp)
  file(CONFIGURE OUTPUT ${empty} CONTENT "" NEWLINE_STYLE UNIX)
  add_library(latchkey_precompiled_${name} OBJECT EXCLUDE_FROM_ALL ${empty})
  target_link_libraries(latchkey_precompiled_${name} PRIVATE latchkey_options ${arg_LINKS})
  target_precompile_headers(latchkey_precompiled_${name} PRIVATE ${arg_HEADERS})
  if(name MATCHES "tests")
    latchkey_leave_plain(latchkey_precompiled_${name})
  endif()
endfunction()
function(latchkey_use_precompiled target name)
  target_precompile_headers(${target} REUSE_FROM latchkey_precompiled_${name})
endfunction()

# Seconds after which a test counts as hanging.
set(LATCHKEY_TEST_TIMEOUT 300)
if(LATCHKEY_SANITIZE)
  set(LATCHKEY_TEST_TIMEOUT 900)
endif()

# latchkey_test_program(target): what every program of tests has in common. Its .moc is made by one command where
# it is one source: automoc takes three steps and a file for each of more than a hundred programs.
function(latchkey_test_program target)
  cmake_parse_arguments(arg "" "PRECOMPILED" "" ${ARGN})
  set_target_properties(${target} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
  target_link_libraries(${target} PRIVATE latchkey_tests_support latchkey_qt_test)
  latchkey_leave_plain(${target})
  add_dependencies(unit_tests ${target})
  if(NOT arg_PRECOMPILED)
    set(arg_PRECOMPILED tests)
  endif()
  latchkey_use_precompiled(${target} ${arg_PRECOMPILED})
  get_target_property(sources ${target} SOURCES)
  list(LENGTH sources count)
  if(count EQUAL 1)
    get_filename_component(unit ${sources} NAME_WE)
    qt6_generate_moc(${sources} ${target}.moc/${unit}.moc)
    target_sources(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${target}.moc/${unit}.moc)
    target_include_directories(${target} PRIVATE ${CMAKE_CURRENT_BINARY_DIR}/${target}.moc)
  else()
    set_target_properties(${target} PROPERTIES AUTOMOC ON)
    set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/${target}_autogen/mocs_compilation.cpp PROPERTIES
      SKIP_PRECOMPILE_HEADERS ON)  # as it is empty
  endif()
endfunction()

# latchkey_library(core_rules LINKS Qt6::Core)
# The sources are the .cpp, .h and .qrc files of the calling folder. PRIVATE_LINKS stay inside.
# PRECOMPILED widgets: with the headers of windows, not only with those of core.
function(latchkey_library name)
  cmake_parse_arguments(arg "" "PRECOMPILED" "LINKS;PRIVATE_LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h *.qrc)
  list(FILTER sources INCLUDE REGEX "\\.(cpp|h|qrc)$")
  set(target latchkey_${name})
  if(sources MATCHES "\\.cpp")
    add_library(${target} STATIC ${sources})
    set_target_properties(${target} PROPERTIES AUTOMOC ON AUTORCC ON)
    target_link_libraries(${target} PUBLIC latchkey_options ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
    if(NOT arg_PRECOMPILED)
      set(arg_PRECOMPILED core)
    endif()
    latchkey_use_precompiled(${target} ${arg_PRECOMPILED})
  else()
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE latchkey_options ${arg_LINKS})
  endif()
endfunction()

# latchkey_module(ui_sound OUTPUT_NAME latchkey_sound LINKS …): a library that a program loads when it is
# needed. Nothing links it; whoever loads it depends on it by add_dependencies().
function(latchkey_module name)
  cmake_parse_arguments(arg "" "OUTPUT_NAME" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h)
  add_library(latchkey_${name} MODULE ${sources})
  set_target_properties(latchkey_${name} PROPERTIES AUTOMOC ON PREFIX "" OUTPUT_NAME ${arg_OUTPUT_NAME}
    LIBRARY_OUTPUT_DIRECTORY ${CMAKE_RUNTIME_OUTPUT_DIRECTORY})
  target_link_libraries(latchkey_${name} PRIVATE latchkey_options ${arg_LINKS})
  install(TARGETS latchkey_${name} LIBRARY DESTINATION lib/latchkey)
endfunction()

# latchkey_program(latchkeyd LINKS …): the executable of the calling folder.
function(latchkey_program name)
  cmake_parse_arguments(arg "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS *.cpp *.h *.qrc)
  if(NOT sources MATCHES "main\\.cpp")
    return()
  endif()
  add_executable(${name} ${sources})
  set_target_properties(${name} PROPERTIES AUTOMOC ON AUTORCC ON)
  target_link_libraries(${name} PRIVATE latchkey_options ${arg_LINKS})
  latchkey_use_precompiled(${name} core)
  install(TARGETS ${name} RUNTIME DESTINATION bin)
endfunction()

# latchkey_tests(core_rules LINKS …): one executable for each *_test.cpp of the calling folder.
# THREADED "recovery_races|…": the units that have threads, where not all of a folder do; the thread sanitizer
# looks at no others (docs/decisions/0018-what-the-sanitizers-look-at.md).
function(latchkey_tests library)
  cmake_parse_arguments(arg "" "PRECOMPILED;THREADED" "LINKS" ${ARGN})
  if(NOT arg_PRECOMPILED AND library MATCHES "^ui_")
    set(arg_PRECOMPILED window_tests)
  endif()
  file(GLOB tests CONFIGURE_DEPENDS *_test.cpp)
  if(arg_THREADED AND LATCHKEY_SANITIZE MATCHES "thread")
    list(FILTER tests INCLUDE REGEX "/(${arg_THREADED})_test\\.cpp$")
  endif()
  string(REPLACE "_" "." label ${library})
  foreach(source IN LISTS tests)
    get_filename_component(unit ${source} NAME_WE)
    set(target ${library}_${unit})
    add_executable(${target} ${source})
    latchkey_test_program(${target} PRECOMPILED ${arg_PRECOMPILED})
    target_link_libraries(${target} PRIVATE latchkey_${library} ${arg_LINKS})
    add_test(NAME ${label}.${unit} COMMAND ${target})
    set_tests_properties(${label}.${unit} PROPERTIES LABELS "unit;${label}" TIMEOUT ${LATCHKEY_TEST_TIMEOUT}
      ENVIRONMENT "QT_QPA_PLATFORM=offscreen")
  endforeach()
endfunction()

# latchkey_fuzz_target(json_reader LINKS …): tests/fuzz/<name>_fuzz.cpp with corpus tests/fuzz/corpus/<name>.
function(latchkey_fuzz_target name)
  cmake_parse_arguments(arg "" "" "LINKS" ${ARGN})
  add_executable(fuzz_${name} ${name}_fuzz.cpp)
  target_link_libraries(fuzz_${name} PRIVATE latchkey_options ${arg_LINKS})
  add_dependencies(unit_tests fuzz_${name})
  if(LATCHKEY_FUZZ)
    target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
  else()
    # Without libFuzzer the same target replays its corpus, so that every test run covers it.
    target_sources(fuzz_${name} PRIVATE replay_main.cpp)
    add_test(NAME fuzz.${name} COMMAND fuzz_${name} ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
    set_tests_properties(fuzz.${name} PROPERTIES LABELS "unit;fuzz" TIMEOUT ${LATCHKEY_TEST_TIMEOUT})
  endif()
endfunction()
