#include "documents/sandbox.hpp"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <memory>
#include <system_error>

namespace dumas::documents {
namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

// Landlock's rule set as newer kernels know it; Debian 12's header ends after the first member.
struct RuleSet {
  std::uint64_t files = 0;
  std::uint64_t network = 0;  // since the 4th version
  std::uint64_t scoped = 0;   // since the 6th: signals and abstract sockets of processes outside
};
constexpr std::uint64_t tcp_bind_and_connect = 0b11;
constexpr std::uint64_t abstract_sockets_and_signals = 0b11;

constexpr std::uint64_t read_rights =
    LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t rights_of_a_file = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_READ_FILE;

// Everything the kernel's version can hold back: 13 rights at first, then renaming, truncating, device controls.
std::uint64_t all_rights(long version) {
  std::uint64_t rights = (1ULL << 13U) - 1;
  if (version >= 2) rights |= 1ULL << 13U;
  if (version >= 3) rights |= 1ULL << 14U;
  if (version >= 5) rights |= 1ULL << 15U;
  return rights;
}

// The programs, the libraries and the fonts of the system, and what finds them. Nothing of /etc that is a secret.
constexpr std::array system_paths{"/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/fonts", "/var/cache/fontconfig"};

void allow_reading(int rules, const std::filesystem::path& path) {
  const int opened = ::open(path.c_str(), O_PATH | O_CLOEXEC);
  if (opened < 0) return;  // what is not there needs no door
  struct stat found {};
  ::fstat(opened, &found);
  landlock_path_beneath_attr rule{};
  rule.allowed_access = S_ISDIR(found.st_mode) ? read_rights : rights_of_a_file;
  rule.parent_fd = opened;
  const long refused = ::syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  ::close(opened);
  if (refused != 0) fail("landlock_add_rule");
}

// Refused with EPERM. Python and Pango need none of them once they run; io_uring would open sockets past the filter.
constexpr std::array forbidden_calls{"socket",
                                     "socketpair",
                                     "connect",
                                     "bind",
                                     "listen",
                                     "accept",
                                     "accept4",
                                     "sendto",
                                     "sendmsg",
                                     "sendmmsg",
                                     "recvfrom",
                                     "recvmsg",
                                     "recvmmsg",
                                     "ptrace",
                                     "process_vm_readv",
                                     "process_vm_writev",
                                     "process_madvise",
                                     "pidfd_open",
                                     "pidfd_getfd",
                                     "pidfd_send_signal",
                                     "kill",
                                     "tkill",
                                     "tgkill",
                                     "rt_sigqueueinfo",
                                     "rt_tgsigqueueinfo",
                                     "fork",
                                     "vfork",
                                     "io_uring_setup",
                                     "io_uring_enter",
                                     "io_uring_register",
                                     "mount",
                                     "umount2",
                                     "move_mount",
                                     "open_tree",
                                     "fsopen",
                                     "fsmount",
                                     "pivot_root",
                                     "chroot",
                                     "unshare",
                                     "setns",
                                     "bpf",
                                     "perf_event_open",
                                     "userfaultfd",
                                     "keyctl",
                                     "add_key",
                                     "request_key",
                                     "open_by_handle_at",
                                     "name_to_handle_at",
                                     "memfd_create",
                                     "memfd_secret",
                                     "execveat",
                                     "shmget",
                                     "shmat",
                                     "msgget",
                                     "semget",
                                     "mq_open",
                                     "fanotify_init",
                                     "inotify_init",
                                     "inotify_init1",
                                     "personality",
                                     "setuid",
                                     "setgid",
                                     "setreuid",
                                     "setregid",
                                     "setresuid",
                                     "setresgid",
                                     "setgroups",
                                     "init_module",
                                     "finit_module",
                                     "delete_module",
                                     "kexec_load",
                                     "reboot",
                                     "swapon",
                                     "acct",
                                     "quotactl",
                                     "syslog",
                                     "ioperm",
                                     "iopl"};

void forbid_calls(scmp_filter_ctx filter) {
  for (const char* name : forbidden_calls) {
    const int number = seccomp_syscall_resolve_name(name);
    if (number != __NR_SCMP_ERROR) seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), number, 0);
  }
  // A thread is no process. Without clone3 the C library falls back on clone, whose flags can be looked at.
  seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0));
  seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0);
}

bool bound(__rlimit_resource what, rlim_t most) noexcept {
  const rlimit limit{most, most};
  return ::setrlimit(what, &limit) == 0;
}

}  // namespace

Sandbox::Sandbox(const std::vector<std::filesystem::path>& readable, std::size_t memory) : memory_(memory) {
  prepare_calls();
  prepare_files(readable);
}

Sandbox::~Sandbox() {
  if (files_ >= 0) ::close(files_);
}

void Sandbox::prepare_files(const std::vector<std::filesystem::path>& readable) {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1) {
    missing_.emplace_back(
        "this kernel has no Landlock: files are kept from the renderer's worker by their owners alone");
    return;
  }
  RuleSet rules{.files = all_rights(version)};
  std::size_t size = sizeof rules.files;
  if (version >= 4) {
    rules.network = tcp_bind_and_connect;
    size += sizeof rules.network;
  }
  if (version >= 6) {
    rules.scoped = abstract_sockets_and_signals;
    size += sizeof rules.scoped;
  }
  files_ = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rules, size, 0));  // closes on exec by itself
  if (files_ < 0) fail("landlock_create_ruleset");
  for (const char* path : system_paths) allow_reading(files_, path);
  for (const auto& path : readable) allow_reading(files_, path);
}

void Sandbox::prepare_calls() {
  if (::prctl(PR_GET_SECCOMP) < 0) {
    missing_.emplace_back("this kernel has no seccomp: the renderer's worker could open a network connection");
    return;
  }
  const std::unique_ptr<void, decltype(&seccomp_release)> filter(seccomp_init(SCMP_ACT_ALLOW), &seccomp_release);
  if (!filter) throw std::bad_alloc();
  forbid_calls(filter.get());
  const int file = ::memfd_create("filter", MFD_CLOEXEC);
  if (file < 0) fail("memfd_create");
  const int exported = seccomp_export_bpf(filter.get(), file);
  const auto size = static_cast<std::size_t>(::lseek(file, 0, SEEK_END));
  static_assert(sizeof(sock_filter) == sizeof(std::uint64_t));
  calls_.resize(size / sizeof(sock_filter));
  const bool read = exported == 0 && ::pread(file, calls_.data(), size, 0) == static_cast<ssize_t>(size);
  ::close(file);
  if (!read) fail("seccomp_export_bpf");
}

bool Sandbox::enter() const noexcept {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  constexpr rlim_t files = 64;
  if (!bound(RLIMIT_AS, memory_) || !bound(RLIMIT_CORE, 0) || !bound(RLIMIT_FSIZE, 0) || !bound(RLIMIT_NOFILE, files))
    return false;
  if (files_ >= 0 && ::syscall(SYS_landlock_restrict_self, files_, 0) != 0) return false;
  if (calls_.empty()) return true;
  const sock_fprog program{static_cast<unsigned short>(calls_.size()),
                           reinterpret_cast<sock_filter*>(const_cast<std::uint64_t*>(calls_.data()))};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

}  // namespace dumas::documents
