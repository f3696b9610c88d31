// Names of the officers who acted, read once for a page or a paper. Called by the case page, the timeline and app/papers.
#pragma once

#include <map>
#include <string>

#include "complaint/events.hpp"
#include "locale/catalogue.hpp"
#include "store/accounts.hpp"

namespace dumas::app {

class OfficerNames {
 public:
  OfficerNames(store::Connection&, std::string_view office);

  // "" for the citizen, the program's clock, and an account that is gone.
  [[nodiscard]] std::string name(UserId) const;
  [[nodiscard]] std::string title(UserId) const;
  // The first enabled officer who holds the role; none: a user without id.
  [[nodiscard]] store::User holder(complaint::Role) const;
  // "Dewi Anggraini, Plh. Sekretaris"; the role alone when there is no name.
  [[nodiscard]] std::string acting(const Catalogue&, Language, UserId, complaint::Role, complaint::Capacity) const;

 private:
  std::map<std::int64_t, store::User> users_;
};

// "Sekretaris", "Plh. Sekretaris".
[[nodiscard]] std::string role_words(const Catalogue&, Language, complaint::Role,
                                     complaint::Capacity = complaint::Capacity::Own);

}  // namespace dumas::app
