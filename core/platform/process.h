// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QProcess;

namespace latchkey::platform {

/// No core dump, and no attaching by other processes of this user, from now on (SECURITY.md, client).
/// Called first thing by main() of release builds; development builds leave debuggers their way.
/// False where the system refused; the program goes on then, since it is one layer of several.
[[nodiscard]] bool forbidInspection();

/// Starts the process (program and arguments are set already) so that it does not outlive this one, even
/// when this one is killed. Call it on a thread that lives as long as the program: on Linux the tie is to
/// the starting thread. Returns at once; QProcess tells the rest.
void startTiedToParent(QProcess& process);

}  // namespace latchkey::platform
