// Forms not yet sent, sealed, one per owner and form. Called by app/drafts.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "store/database.hpp"
#include "store/vault.hpp"

namespace dumas::store {

// A form's fields as a browser sends them: a name may come several times.
using FormFields = std::map<std::string, std::vector<std::string>>;

struct Draft {
  FormFields fields;
  Instant saved{};
};

struct DraftKey {
  std::string_view office, owner, form;
};

// Takes the place of an older one.
void save_draft(Connection&, const Vault&, const DraftKey&, const FormFields&, Instant now, Instant expires);
// Nothing when there is none, it has run out, or its bytes do not open.
[[nodiscard]] std::optional<Draft> load_draft(Connection&, const Vault&, const DraftKey&, Instant now);
void drop_draft(Connection&, const DraftKey&);
std::int64_t drop_expired_drafts(Connection&, Instant now);

}  // namespace dumas::store
