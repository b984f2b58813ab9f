// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtGlobal>
#ifdef Q_OS_WIN

#include <windows.h>
// windows.h first: the others need its types.
#include <aclapi.h>
#include <sddl.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <memory>

#include "core/platform/files.h"

namespace latchkey::platform {

namespace {
// Full access for the owner and the system, inherited by what is made inside, nothing from above.
constexpr wchar_t ownerOnly[] = L"D:P(A;OICI;FA;;;OW)(A;OICI;FA;;;SY)";

struct LocalFreeing {
  void operator()(void* memory) const { ::LocalFree(memory); }
};
using Descriptor = std::unique_ptr<void, LocalFreeing>;

Descriptor ownerOnlyDescriptor() {
  PSECURITY_DESCRIPTOR descriptor = nullptr;
  ::ConvertStringSecurityDescriptorToSecurityDescriptorW(ownerOnly, SDDL_REVISION_1, &descriptor, nullptr);
  return Descriptor(descriptor);
}

std::wstring nativeName(const QString& path) {
  return QDir::toNativeSeparators(path).toStdWString();
}

SECURITY_ATTRIBUTES attributesOf(const Descriptor& descriptor) {
  return {sizeof(SECURITY_ATTRIBUTES), descriptor.get(), FALSE};
}
}  // namespace

Result<void, FileFault> createPrivateFile(const QString& path, QByteArrayView bytes) {
  const Descriptor descriptor = ownerOnlyDescriptor();
  if (!descriptor) return unexpected(FileFault::CannotOpen);
  SECURITY_ATTRIBUTES attributes = attributesOf(descriptor);
  const std::wstring name = nativeName(path);
  const HANDLE file =
      ::CreateFileW(name.c_str(), GENERIC_WRITE, 0, &attributes, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
  if (file == INVALID_HANDLE_VALUE)
    return unexpected(::GetLastError() == ERROR_FILE_EXISTS ? FileFault::Exists : FileFault::CannotOpen);
  DWORD written = 0;
  const bool good =
      ::WriteFile(file, bytes.data(), static_cast<DWORD>(bytes.size()), &written, nullptr) != 0 &&
      written == static_cast<DWORD>(bytes.size()) && ::FlushFileBuffers(file) != 0;
  ::CloseHandle(file);
  if (!good) {
    ::DeleteFileW(name.c_str());
    return unexpected(FileFault::CannotWrite);
  }
  return {};
}

Result<void, FileFault> publishFile(const QString& from, const QString& to) {
  if (QFile::exists(to)) return unexpected(FileFault::Exists);
  const bool moved =
      ::MoveFileExW(nativeName(from).c_str(), nativeName(to).c_str(), MOVEFILE_WRITE_THROUGH) != 0;
  if (!moved) return unexpected(FileFault::CannotWrite);
  return {};
}

Result<Secret, FileFault> readPrivateFile(const QString& path, std::size_t limit) {
  // The access list of the folder and file was set when they were made; Windows has no mode bits to judge.
  QFile file(path);
  if (!file.exists()) return unexpected(FileFault::NotFound);
  if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) return unexpected(FileFault::CannotOpen);
  if (file.size() > static_cast<qint64>(limit)) return unexpected(FileFault::TooLarge);
  return Secret::consume(file.read(static_cast<qint64>(limit)));
}

Result<void, FileFault> makePrivateDirectory(const QString& path) {
  const QString clean = QDir::cleanPath(QDir::current().absoluteFilePath(path));
  const QString parent = QFileInfo(clean).path();
  if (parent != clean && !QFileInfo::exists(parent)) {
    if (const auto made = makePrivateDirectory(parent); !made) return made;
  }
  const Descriptor descriptor = ownerOnlyDescriptor();
  if (!descriptor) return unexpected(FileFault::CannotOpen);
  SECURITY_ATTRIBUTES attributes = attributesOf(descriptor);
  if (::CreateDirectoryW(nativeName(clean).c_str(), &attributes) == 0 &&
      ::GetLastError() != ERROR_ALREADY_EXISTS)
    return unexpected(FileFault::CannotOpen);
  return {};
}

}  // namespace latchkey::platform

#endif
