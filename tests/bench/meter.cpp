// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into latchkeyd by bench.py: how much CPU the service spends inside the libraries that it calls.
// LATCHKEY_METER names a file that is mapped and counted into; nothing of the product knows of this.
//
// What is counted is the CPU of the calling thread, and of nested calls the outermost only (a handshake
// signs; that is the handshake's).
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <utility>

namespace {

enum Part { Hash, Handshake, Records, Proof, Statements, Sync, parts };

struct Count {
  std::atomic<std::int64_t> nanoseconds;
  std::atomic<std::int64_t> calls;
};

Count* counts() {
  static Count* const mapped = [] {
    const char* const path = std::getenv("LATCHKEY_METER");
    const int file = path == nullptr ? -1 : open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0 || ftruncate(file, sizeof(Count) * parts) != 0) std::abort();
    void* const memory = mmap(nullptr, sizeof(Count) * parts, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    return memory == MAP_FAILED ? nullptr : static_cast<Count*>(memory);
  }();
  return mapped;
}

/// The coarse meter leaves out what is called hundreds of times, so that the sum is the service's and not
/// ours.
bool isFine() {
  static const bool fine = std::getenv("LATCHKEY_METER_FINE") != nullptr;
  return fine;
}

std::int64_t cpu() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

thread_local int depth = 0;
thread_local std::int64_t syncWithin = 0;

class Measured {
public:
  explicit Measured(Part part)
      : m_part(part),
        m_watched(part < Records || isFine()),
        m_counts(m_watched && (++depth == 1 || part == Sync)) {
    if (m_counts) m_begin = cpu();
  }
  ~Measured() {
    if (m_watched) --depth;
    if (!m_counts) return;
    std::int64_t taken = cpu() - m_begin;
    if (depth > 0) {
      syncWithin += taken;
    } else {
      taken -= std::exchange(syncWithin, 0);
    }
    counts()[m_part].nanoseconds += taken;
    ++counts()[m_part].calls;
  }
  Measured(const Measured&) = delete;
  Measured& operator=(const Measured&) = delete;

private:
  Part m_part;
  bool m_watched;
  bool m_counts;
  std::int64_t m_begin = 0;
};

template <typename Function>
Function* next(Function* /*ours*/, const char* name) {
  void* const found = dlsym(RTLD_NEXT, name);
  if (found != nullptr) return reinterpret_cast<Function*>(found);
  // What comes with a plugin of Qt's is out of sight of RTLD_NEXT.
  for (const char* const file : {"libsqlite3.so.0", "libpq.so.5"}) {
    void* const library = dlopen(file, RTLD_LAZY | RTLD_NOLOAD);
    void* const there = library == nullptr ? nullptr : dlsym(library, name);
    if (there != nullptr) return reinterpret_cast<Function*>(there);
  }
  return nullptr;
}

}  // namespace

// The libraries' own headers are not included: only the shapes of the calls matter here.
#define METERED(part, result, name, parameters, arguments)                 \
  extern "C" result name parameters {                                      \
    static auto* const original = next<result parameters>(nullptr, #name); \
    const Measured measured(part);                                         \
    return original arguments;                                             \
  }

METERED(Hash, int, crypto_pwhash_str_alg,
        (char* out, const char* password, unsigned long long size, unsigned long long operations,
         std::size_t memory, int algorithm),
        (out, password, size, operations, memory, algorithm))
METERED(Hash, int, crypto_pwhash_str_verify,
        (const char* text, const char* password, unsigned long long size), (text, password, size))
METERED(Handshake, int, SSL_do_handshake, (void* tls), (tls))
METERED(Handshake, int, SSL_accept, (void* tls), (tls))
METERED(Handshake, void*, SSL_new, (void* context), (context))
METERED(Handshake, void, SSL_free, (void* tls), (tls))
METERED(Records, int, SSL_read, (void* tls, void* into, int size), (tls, into, size))
METERED(Records, int, SSL_write, (void* tls, const void* from, int size), (tls, from, size))
METERED(Proof, int, EVP_PKEY_fromdata, (void* context, void** key, int selection, void* parameters),
        (context, key, selection, parameters))
METERED(Proof, int, EVP_PKEY_public_check, (void* context), (context))
METERED(Proof, int, EVP_PKEY_public_check_quick, (void* context), (context))
METERED(Proof, int, EVP_DigestVerifyInit,
        (void* context, void** keyContext, const void* digest, void* engine, void* key),
        (context, keyContext, digest, engine, key))
METERED(Proof, int, EVP_DigestVerify,
        (void* context, const unsigned char* signature, std::size_t signatureSize, const unsigned char* text,
         std::size_t size),
        (context, signature, signatureSize, text, size))
METERED(Statements, int, sqlite3_step, (void* statement), (statement))
METERED(Statements, int, sqlite3_reset, (void* statement), (statement))
METERED(Statements, int, sqlite3_prepare16_v2,
        (void* database, const void* text, int size, void** statement, const void** tail),
        (database, text, size, statement, tail))
METERED(Statements, int, sqlite3_prepare16_v3,
        (void* database, const void* text, int size, unsigned flags, void** statement, const void** tail),
        (database, text, size, flags, statement, tail))
METERED(Statements, void*, PQexec, (void* connection, const char* text), (connection, text))
METERED(Statements, int, PQsendQuery, (void* connection, const char* text), (connection, text))
METERED(Statements, void*, PQgetResult, (void* connection), (connection))
METERED(Sync, int, fsync, (int file), (file))
METERED(Sync, int, fdatasync, (int file), (file))
