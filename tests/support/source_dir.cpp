// SPDX-License-Identifier: GPL-3.0-or-later
// The one source of the tests that knows where the tree lies: the others compile to the same in every clone.
#include "tests/support/source_dir.h"

namespace latchkey::tests {

QString sourcePath(QLatin1String inside) {
  return QStringLiteral(LATCHKEY_SOURCE_DIR "/") + inside;
}

}  // namespace latchkey::tests
