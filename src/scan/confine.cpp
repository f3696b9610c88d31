#include "scan/confine.hpp"

#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

namespace dumas::scan {
namespace {

// The address sanitizer reserves terabytes of address space for its shadow.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool bounded_address_space = false;
#else
constexpr bool bounded_address_space = true;
#endif

// What computing and answering take. Everything else, above all opening a file or a socket and starting a program,
// fails with "not permitted", which libraries that look for fonts or settings survive.
constexpr std::array allowed{
    SCMP_SYS(read),         SCMP_SYS(write),          SCMP_SYS(close),         SCMP_SYS(lseek),
    SCMP_SYS(fstat),        SCMP_SYS(mmap),           SCMP_SYS(munmap),        SCMP_SYS(mremap),
    SCMP_SYS(mprotect),     SCMP_SYS(madvise),        SCMP_SYS(brk),           SCMP_SYS(futex),
    SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),  SCMP_SYS(sigaltstack),
    SCMP_SYS(getpid),       SCMP_SYS(gettid),         SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),    SCMP_SYS(sched_yield),    SCMP_SYS(exit),          SCMP_SYS(exit_group)};

void check(bool good, int error, const char* what) {
  if (!good) throw std::system_error(error, std::generic_category(), what);
}

void limit(__rlimit_resource resource, rlim_t most) {
  const rlimit both{most, most};
  check(::setrlimit(resource, &both) == 0, errno, "setrlimit");
}

void filter_calls() {
  const std::unique_ptr<void, decltype(&seccomp_release)> filter{seccomp_init(SCMP_ACT_ERRNO(EPERM)), seccomp_release};
  check(filter != nullptr, ENOMEM, "seccomp_init");
  for (const int call : allowed) {
    const int result = seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0);
    check(result == 0, -result, "seccomp_rule_add");
  }
  // abort() signals itself; nobody else may be signalled.
  const int abort_rule = seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
                                          SCMP_A0(SCMP_CMP_EQ, std::uint64_t(::getpid())));
  check(abort_rule == 0, -abort_rule, "seccomp_rule_add");
  const int loaded = seccomp_load(filter.get());
  check(loaded == 0, -loaded, "seccomp_load");
}

}  // namespace

void confine(const ScanLimits& limits) {
  check(::close_range(3, ~0U, 0) == 0, errno, "close_range");
  // NOLINTBEGIN(cppcoreguidelines-pro-type-vararg)
  check(::prctl(PR_SET_PDEATHSIG, SIGKILL) == 0, errno, "prctl");  // the server ends, so do we
  check(::prctl(PR_SET_DUMPABLE, 0) == 0, errno, "prctl");
  check(::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, errno, "prctl");
  // NOLINTEND(cppcoreguidelines-pro-type-vararg)
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, 0);
  limit(RLIMIT_CPU, rlim_t(limits.time.count()));
  if (bounded_address_space) limit(RLIMIT_AS, limits.memory);
  filter_calls();
}

}  // namespace dumas::scan
