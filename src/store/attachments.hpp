// What the database knows of files: sealed name, kind, size, where they lie, and to which case they belong.
// Called by app/uploads and app::execute.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/identity.hpp"
#include "store/database.hpp"
#include "store/vault.hpp"

namespace dumas::store {

struct Attachment {
  FileId id{};
  CaseId case_id{};  // none while it waits
  std::string name{}, kind{}, stored_as{};
  std::int64_t size = 0;
  std::int64_t created_at = 0;
};

[[nodiscard]] FileId keep_attachment(Connection&, const Vault&, std::string_view office, std::string_view owner,
                                     const Attachment&);
[[nodiscard]] std::optional<Attachment> find_attachment(Connection&, const Vault&, FileId);
[[nodiscard]] std::vector<Attachment> waiting_attachments(Connection&, const Vault&, std::string_view owner);
[[nodiscard]] std::vector<Attachment> attachments_of(Connection&, const Vault&, CaseId);
// False: no such waiting file of that owner.
[[nodiscard]] bool attach(Connection&, FileId, std::string_view owner, CaseId);
// Takes a waiting file away; true when it was there. The caller removes the stored bytes if nobody else has them.
[[nodiscard]] bool drop_waiting(Connection&, FileId, std::string_view owner);
[[nodiscard]] bool stored_name_in_use(Connection&, std::string_view stored_as);

}  // namespace dumas::store
