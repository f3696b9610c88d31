#include "app/officer_names.hpp"

#include <algorithm>

namespace dumas::app {

OfficerNames::OfficerNames(store::Connection& connection, std::string_view office) {
  for (auto& user : store::list_users(connection, office)) users_.emplace(user.id.value, std::move(user));
}

std::string OfficerNames::name(UserId id) const {
  const auto found = users_.find(id.value);
  return found == users_.end() ? "" : found->second.display_name;
}

std::string OfficerNames::title(UserId id) const {
  const auto found = users_.find(id.value);
  return found == users_.end() ? "" : found->second.title;
}

store::User OfficerNames::holder(complaint::Role role) const {
  for (const auto& [id, user] : users_)
    if (user.standing == store::Standing::Enabled &&
        std::find(user.roles.begin(), user.roles.end(), role) != user.roles.end())
      return user;
  return {};
}

std::string OfficerNames::acting(const Catalogue& words, Language language, UserId id, complaint::Role role,
                                 complaint::Capacity capacity) const {
  const std::string person = name(id);
  const std::string office = role_words(words, language, role, capacity);
  return person.empty() ? office : person + ", " + office;
}

std::string role_words(const Catalogue& words, Language language, complaint::Role role, complaint::Capacity capacity) {
  std::string role_name = words.text(language, "role." + std::string{dumas::name(role)});
  if (capacity == complaint::Capacity::Own) return role_name;
  return words.text(language, "capacity." + std::string{dumas::name(capacity)}) + " " + role_name;
}

}  // namespace dumas::app
