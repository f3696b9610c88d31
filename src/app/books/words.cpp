#include "app/books/words.hpp"

#include "base/text.hpp"
#include "store/accounts.hpp"

namespace dumas::app {

std::string BookWords::office(complaint::Role role, complaint::Capacity capacity) const {
  const auto role_name = word("role", role);
  return capacity == complaint::Capacity::Own ? role_name : word("capacity", capacity) + " " + role_name;
}

std::string BookWords::person(std::optional<complaint::Disclosure> disclosure, std::string_view plain_name) const {
  if (disclosure == complaint::Disclosure::Named)
    if (auto masked = mask_name(plain_name); !masked.empty()) return masked;
  return disclosure ? word("disclosure", *disclosure) : "";
}

std::string listed(const std::vector<std::string>& parts) {
  std::string text;
  for (const auto& part : parts) {
    if (part.empty()) continue;
    if (!text.empty()) text += ", ";
    text += part;
  }
  return text;
}

std::map<UserId, std::string> officers(store::Connection& connection, std::string_view office) {
  std::map<UserId, std::string> names;
  for (auto& user : store::list_users(connection, office)) names.emplace(user.id, std::move(user.display_name));
  return names;
}

}  // namespace dumas::app
