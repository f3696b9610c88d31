// What `dumas` can be told on the command line, one function a command; main.cpp reads the arguments.
// Each returns the exit code: 0 done, 1 refused or damaged (said on standard error), 2 wrong usage.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace dumas::commands {

struct Place {
  std::filesystem::path share;   // installation: views, locale, sop, config
  std::filesystem::path assets;  // compiled styles, scripts, fonts
  std::filesystem::path data;
};

struct ServeOptions {
  std::string host = "127.0.0.1";
  std::uint16_t port = 8080;
  std::optional<Instant> clock;
  unsigned readers = 8;
  unsigned usual_readers = 0;  // of them, so long as none stands still; 0: all
  unsigned writers = 32;       // mostly waiting for the disk: as many submissions can share one commit
  int sweep_seconds = 30;
  int drain_seconds = 0;    // between the signal to stop and the closed listener, for a proxy to notice
  int finish_seconds = 10;  // then, for accepted requests to be answered
  std::vector<std::string> trusted_proxies, hosts;
  bool secure_cookies = false;
};

int serve(const Place&, const ServeOptions&);
int demo(const Place&, const std::optional<Instant>& clock);
int check_sop(const std::filesystem::path& file);
int check_papers(const Place&);
int sample_paper(const Place&, const std::string& paper, const std::string& size);

// The SOP in another form: BPMN 2.0, or the sheet of PermenPANRB 35/2012 as HTML to print. `out` empty: standard output.
enum class SopForm { Bpmn, Html };
struct SopExportOptions {
  std::filesystem::path file, out;
  SopForm form = SopForm::Bpmn;
};
int export_sop(const Place&, const SopExportOptions&);
int verify(const Place&);
// 0 as it was signed, 1 changed, 2 not signed or not readable. `trust` may be empty.
int verify_document(const Place&, const std::filesystem::path& file, const std::filesystem::path& trust);
int rebuild(const Place&);
int backup(const Place&, const std::filesystem::path& target, bool without_key);
int restore(const Place&, const std::filesystem::path& archive);
// The database alone, into an empty one: "sqlite:PATH" or "postgresql://..." each.
int move(const Place&, const std::string& from, const std::string& to);

struct ReceiptOptions {
  std::filesystem::path file;   // the receipt, a PDF
  std::filesystem::path proof;  // the proof kept beside it; empty: within it
  std::string key;              // a fingerprint, or a file with a key; empty: none is expected
  std::string language;         // "id", "en"; empty: the machine's
};
// Wants no data folder.
int verify_receipt(const Place&, const ReceiptOptions&);

struct NewUserOptions {
  std::string login, name, title;
  std::vector<std::string> roles;
  bool password_on_stdin = false;
};
int user_add(const Place&, const NewUserOptions&);
int user_password(const Place&, const std::string& login, bool password_on_stdin);
int user_disable(const Place&, const std::string& login);
int user_list(const Place&);
int token_add(const Place&, const std::string& login, const std::string& name);

// Started by the server itself for uploaded scans, never by a person (scan/reading.hpp).
int scan_worker();

}  // namespace dumas::commands
