// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds every file of the given folders to the fuzz target: the corpus as a regression test where
// libFuzzer is not linked. Fails when a folder is empty, so that a lost corpus is noticed, and when a seed is
// not what its name says, where the target can tell.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
extern "C" __attribute__((weak)) bool seedIsWhatItsNameSays(const char* file, const std::uint8_t* data,
                                                            std::size_t size);

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
      const auto* const data = reinterpret_cast<const std::uint8_t*>(bytes.data());
      LLVMFuzzerTestOneInput(data, bytes.size());
      if (seedIsWhatItsNameSays != nullptr &&
          !seedIsWhatItsNameSays(entry.path().filename().c_str(), data, bytes.size())) {
        std::fprintf(stderr, "%s: not what its name says\n", entry.path().c_str());
        return 1;
      }
      ++files;
    }
    if (files == 0) {
      std::fprintf(stderr, "%s: no corpus\n", argv[i]);
      return 1;
    }
    std::printf("%s: %d inputs\n", argv[i], files);
  }
  return 0;
}
