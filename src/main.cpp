// dumas: reads the command line and calls one command (src/commands/).
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "commands/commands.hpp"

namespace {

using namespace dumas;  // NOLINT(google-build-using-namespace): the program's own top

#ifndef DUMAS_SHARE_DIR
#define DUMAS_SHARE_DIR "."
#endif

std::filesystem::path from_environment(const char* name, const std::filesystem::path& otherwise) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): no thread runs yet
  return value && *value ? std::filesystem::path{value} : otherwise;
}

struct CommandLine {
  commands::Place place;
  commands::ServeOptions serve;
  commands::NewUserOptions user;
  commands::SopExportOptions sop;
  commands::ReceiptOptions receipt;
  std::string data = "data", listen = "127.0.0.1:8080", clock, file, login, token_name = "api", paper_size = "A4",
              trust, from, to;
  bool without_key = false, password_on_stdin = false;
};

// "HOST:PORT", also "[::1]:8080".
bool read_listen(const std::string& text, commands::ServeOptions& options) {
  const auto colon = text.rfind(':');
  if (colon == std::string::npos || colon == 0) return false;
  std::string host = text.substr(0, colon);
  if (host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
  char* end = nullptr;
  const long port = std::strtol(text.c_str() + colon + 1, &end, 10);
  if (*end != '\0' || port < 0 || port > 65535) return false;
  options.host = host;
  options.port = static_cast<std::uint16_t>(port);
  return true;
}

std::optional<Instant> read_clock(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto instant = parse_iso_instant(text);
  if (!instant) throw CLI::ValidationError("--clock", "wants a moment such as 2026-11-30T09:00:00+07:00");
  return instant;
}

int run(int argc, char** argv) {
  CommandLine line;
  line.place.share = from_environment("DUMAS_SHARE", DUMAS_SHARE_DIR);
  line.place.assets = from_environment("DUMAS_ASSETS", line.place.share / "build" / "share" / "assets");
  int result = 2;

  CLI::App app{"Dumas runs a public office's complaint procedure by its own SOP."};
  app.require_subcommand(1);
  const auto with_data = [&line](CLI::App* command) {
    command->add_option("--data", line.data, "the office's data folder")->capture_default_str();
    command->parse_complete_callback([&line] { line.place.data = line.data; });
    return command;
  };

  auto* serve = with_data(app.add_subcommand("serve", "serve the office over HTTP"));
  serve->add_option("--listen", line.listen, "HOST:PORT; port 0 lets the system choose")->capture_default_str();
  serve->add_option("--clock", line.clock, "start the office's clock at this moment (rehearsal; shown as a banner)");
  serve->add_option("--readers", line.serve.readers, "requests that read and run at once; each has a connection")
      ->capture_default_str()
      ->check(CLI::Range(1, 256));
  serve->add_option("--writers", line.serve.writers, "requests that write and run at once: as many can share a commit")
      ->capture_default_str()
      ->check(CLI::Range(1, 256));
  serve->add_option("--sweep", line.serve.sweep_seconds, "seconds between two looks at deadlines")
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
  serve
      ->add_option(
          "--drain", line.serve.drain_seconds,
          "seconds between the signal to stop and the closed door: /readyz says 503, requests are still answered")
      ->capture_default_str()
      ->check(CLI::Range(0, 600));
  serve->add_option("--finish", line.serve.finish_seconds, "seconds then for accepted requests, uploads among them")
      ->capture_default_str()
      ->check(CLI::Range(1, 3600));
  serve->add_option("--proxy", line.serve.trusted_proxies,
                    "address or network of a proxy whose X-Forwarded-For is believed");
  serve->add_option("--host", line.serve.hosts, "host name answered for; others are refused");
  serve->add_flag("--https", line.serve.secure_cookies,
                  "a proxy before us speaks HTTPS: cookies are sent over it only");
  serve->callback([&] {
    if (!read_listen(line.listen, line.serve)) throw CLI::ValidationError("--listen", "wants HOST:PORT");
    line.serve.clock = read_clock(line.clock);
    result = commands::serve(line.place, line.serve);
  });

  auto* demo = with_data(app.add_subcommand("demo", "fill a new data folder with a fictional office"));
  demo->add_option("--clock", line.clock, "the moment that counts as now");
  demo->callback([&] { result = commands::demo(line.place, read_clock(line.clock)); });

  auto* sop = app.add_subcommand("sop", "the office's SOP file");
  sop->require_subcommand(1);
  auto* check = sop->add_subcommand("check", "name line and reason of anything wrong in an SOP file");
  check->add_option("FILE", line.file)->required();
  check->callback([&] { result = commands::check_sop(line.file); });
  auto* sop_export = sop->add_subcommand("export", "write the SOP for other programs");
  sop_export->add_option("FILE", line.sop.file)->required();
  auto* form = sop_export->add_option_group("form");
  form->add_flag_callback(
      "--bpmn", [&] { line.sop.form = commands::SopForm::Bpmn; }, "BPMN 2.0, laid out");
  form->add_flag_callback(
      "--html", [&] { line.sop.form = commands::SopForm::Html; }, "the sheet to print and sign");
  form->require_option(1);
  sop_export->add_option("--out", line.sop.out, "file to write; without it standard output");
  sop_export->callback([&] { result = commands::export_sop(line.place, line.sop); });

  auto* papers = app.add_subcommand("papers", "the templates of the office's papers");
  papers->require_subcommand(1);
  auto* check_papers = with_data(papers->add_subcommand("check", "name file and line of anything wrong in them"));
  check_papers->callback([&] { result = commands::check_papers(line.place); });
  auto* sample = with_data(papers->add_subcommand("sample", "print a paper with sample data, as HTML"));
  sample->add_option("PAPER", line.file, "such as answer_letter")->required();
  sample->add_option("--size", line.paper_size, "A4 or F4")->capture_default_str();
  sample->callback([&] { result = commands::sample_paper(line.place, line.file, line.paper_size); });

  auto* user = app.add_subcommand("user", "accounts of the staff");
  user->require_subcommand(1);
  auto* add = with_data(user->add_subcommand("add", "add a member of staff; the password is asked for"));
  add->add_option("LOGIN", line.user.login)->required();
  add->add_option("--name", line.user.name, "name as shown")->required();
  add->add_option("--title", line.user.title, "jabatan");
  add->add_option("--role", line.user.roles, "a role; may be given several times")->required();
  add->add_flag("--password-stdin", line.user.password_on_stdin, "read the password from standard input");
  add->callback([&] { result = commands::user_add(line.place, line.user); });
  auto* passwd = with_data(user->add_subcommand("passwd", "set a new password; signs out everywhere"));
  passwd->add_option("LOGIN", line.login)->required();
  passwd->add_flag("--password-stdin", line.password_on_stdin, "read the password from standard input");
  passwd->callback([&] { result = commands::user_password(line.place, line.login, line.password_on_stdin); });
  auto* disable = with_data(user->add_subcommand("disable", "take an account out of use"));
  disable->add_option("LOGIN", line.login)->required();
  disable->callback([&] { result = commands::user_disable(line.place, line.login); });
  auto* list = with_data(user->add_subcommand("list", "who has an account"));
  list->callback([&] { result = commands::user_list(line.place); });

  auto* token = app.add_subcommand("token", "API tokens");
  token->require_subcommand(1);
  auto* token_add = with_data(token->add_subcommand("add", "print a new API token of a user, once"));
  token_add->add_option("LOGIN", line.login)->required();
  token_add->add_option("--name", line.token_name, "what it is for")->capture_default_str();
  token_add->callback([&] { result = commands::token_add(line.place, line.login, line.token_name); });

  auto* verify = with_data(app.add_subcommand("verify", "prove that nothing stored was changed"));
  verify->callback([&] { result = commands::verify(line.place); });
  auto* verify_document = app.add_subcommand("verify-document", "say who signed a PDF, and whether it was changed");
  verify_document->add_option("FILE", line.file)->required();
  verify_document->add_option("--trust", line.trust, "PEM file of the certificates that are trusted");
  verify_document->callback([&] { result = commands::verify_document(line.place, line.file, line.trust); });
  auto* verify_receipt = app.add_subcommand("verify-receipt", "check a paper of an office without its server");
  verify_receipt->add_option("FILE", line.receipt.file, "the PDF")->required();
  verify_receipt->add_option("--key", line.receipt.key, "the office's published fingerprint, or a file with its key");
  verify_receipt->add_option("--proof", line.receipt.proof, "the proof, when it is not within the PDF");
  verify_receipt->add_option("--lang", line.receipt.language, "id or en")->check(CLI::IsMember({"id", "en"}));
  verify_receipt->callback([&] { result = commands::verify_receipt(line.place, line.receipt); });
  auto* rebuild = with_data(app.add_subcommand("rebuild", "fill the tables anew from the log"));
  rebuild->callback([&] { result = commands::rebuild(line.place); });
  auto* backup =
      with_data(app.add_subcommand("backup", "write the whole office into one archive, also beside a running server"));
  backup->add_option("FILE", line.file)->required();
  backup->add_flag("--without-key", line.without_key, "leave the key out; keep it elsewhere");
  backup->callback([&] { result = commands::backup(line.place, line.file, line.without_key); });
  auto* restore = with_data(
      app.add_subcommand("restore", "put an archive in the place of the present data, also beside a running server"));
  restore->add_option("FILE", line.file)->required();
  restore->callback([&] { result = commands::restore(line.place, line.file); });

  auto* move = app.add_subcommand("move", "take an office's database into another, empty one; its servers stopped");
  move->add_option("--from", line.from, "sqlite:PATH or postgresql://...")->required();
  move->add_option("--to", line.to, "sqlite:PATH or postgresql://...")->required();
  move->callback([&] { result = commands::move(line.place, line.from, line.to); });

  auto* scan_worker = app.add_subcommand("scan-worker", "decode uploaded scans; started by the server")->group("");
  scan_worker->callback([&] { result = commands::scan_worker(); });

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  }
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  ::umask(077);  // the office's data are for the program's own user alone
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "dumas: %s\n", error.what());  // NOLINT(cppcoreguidelines-pro-type-vararg)
    return 1;
  }
}
