// dumas user add|passwd|disable|list, dumas token add.
#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "app/desk.hpp"
#include "commands/open.hpp"

namespace dumas::commands {
namespace {

const complaint::Actor administrator{.user = {}, .role = complaint::Role::Admin};

// Without echo on a terminal; one line from a pipe otherwise.
std::string read_password(bool from_stdin) {
  std::string line;
  const bool terminal = !from_stdin && ::isatty(STDIN_FILENO) == 1;
  termios before{};
  if (terminal) {
    fmt::print(stderr, "Password: ");
    ::tcgetattr(STDIN_FILENO, &before);
    termios quiet = before;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSANOW, &quiet);
  }
  std::getline(std::cin, line);
  if (terminal) {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &before);
    fmt::print(stderr, "\n");
  }
  return line;
}

// Opens the office and looks the user up; the work gets both.
template <class Work>
int with_user(const Place& place, const std::string& login, Work work) {
  const auto office = open_office(place);
  if (!office) return 1;
  app::Desk desk(*office);
  const auto user = desk.accounts.find(login);
  if (!user) {
    fmt::print(stderr, "dumas: there is no user '{}'\n", login);
    return 1;
  }
  return work(desk, *user);
}

int report(const Place& place, const Checked& done, std::string_view sentence) {
  if (!done) return say_refusal(place, done.refusal());
  fmt::print("{}\n", sentence);
  return 0;
}

}  // namespace

int user_add(const Place& place, const NewUserOptions& options) {
  const auto office = open_office(place);
  if (!office) return 1;
  app::NewUser user{
      .login = options.login, .display_name = options.name, .title = options.title, .password = {}, .roles = {}};
  for (const auto& word : options.roles) {
    const auto role = from_name<complaint::Role>(word);
    if (!role) {
      fmt::print(stderr, "dumas: '{}' is no role. Roles: {}\n", word, fmt::join(all_names<complaint::Role>(), ", "));
      return 2;
    }
    user.roles.push_back(*role);
  }
  user.password = read_password(options.password_on_stdin);
  app::Desk desk(*office);
  const auto added = desk.accounts.add(administrator, user);
  if (!added) return say_refusal(place, added.refusal());
  fmt::print("User {} was added.\n", options.login);
  return 0;
}

int user_password(const Place& place, const std::string& login, bool from_stdin) {
  return with_user(place, login, [&](app::Desk& desk, const store::User& user) {
    return report(place, desk.accounts.set_password(administrator, user.id, read_password(from_stdin)),
                  "The password was changed; " + login + " is signed out everywhere.");
  });
}

int user_disable(const Place& place, const std::string& login) {
  return with_user(place, login, [&](app::Desk& desk, const store::User& user) {
    return report(place, desk.accounts.set_standing(administrator, user.id, store::Standing::Disabled),
                  login + " is disabled and signed out everywhere; API tokens are revoked.");
  });
}

int user_list(const Place& place) {
  const auto office = open_office(place);
  if (!office) return 1;
  app::Desk desk(*office);
  for (const auto& user : desk.accounts.list()) {
    std::vector<std::string_view> roles;
    for (const auto role : user.roles) roles.push_back(name(role));
    fmt::print("{}\t{}\t{}\t{}\n", user.login, user.display_name, fmt::join(roles, ","),
               user.standing == store::Standing::Enabled ? "enabled" : "disabled");
  }
  return 0;
}

int token_add(const Place& place, const std::string& login, const std::string& token_name) {
  return with_user(place, login, [&](app::Desk& desk, const store::User& user) {
    const auto token = desk.accounts.add_token(administrator, user.id, token_name);
    if (!token) return say_refusal(place, token.refusal());
    fmt::print("{}\n", token->token);  // alone on its line, so that a script can take it
    return 0;
  });
}

}  // namespace dumas::commands
