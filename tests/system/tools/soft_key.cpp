// SPDX-License-Identifier: GPL-3.0-or-later
// A security key as a program, for windows that real hands cannot reach.
//
//   soft_key FOLDER RP_ID [PIN]
//
// Prints its key file (as fido2-cred -V would) and an empty line, then does what each line on standard input
// says: plug, unplug, touch (once it blinks), count NUMBER (from there on). Says "done" after each.
#include <iostream>
#include <memory>
#include <string>

#include "tests/support/soft_key_pipe.h"

int main(int argc, char** argv) {
  using namespace latchkey::tests;
  if (argc < 3) return 2;
  SoftKey key{QByteArray(argv[2])};
  key.counter = 10;
  key.credential = QCryptographicHash::hash(key.publicKey(), QCryptographicHash::Sha256);
  if (argc > 3) key.pin = argv[3];
  std::unique_ptr<SoftKeyPipe> plugged;
  std::cout << key.keyFile().toStdString() << std::endl;
  for (std::string line; std::getline(std::cin, line);) {
    if (line == "plug") plugged = std::make_unique<SoftKeyPipe>(key, QString::fromLocal8Bit(argv[1]));
    if (line == "unplug") plugged.reset();
    if (line == "touch") plugged->touchWhenAsked();
    if (line.starts_with("count ")) key.counter = static_cast<quint32>(std::stoul(line.substr(6)));
    std::cout << "done" << std::endl;
  }
  return 0;
}
