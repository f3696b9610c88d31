// Files that come along with a multipart body, and what is left of them when the command did not take them.
#pragma once

#include <string>
#include <vector>

#include "api/call.hpp"

namespace dumas::api {

// The files of one call, kept for its command. What the command did not take is erased with this object.
class Enclosures {
 public:
  Enclosures(const Call& call, std::string owner) : call_(call), owner_(std::move(owner)) {}
  Enclosures(const Enclosures&) = delete;
  Enclosures& operator=(const Enclosures&) = delete;
  ~Enclosures();

  // Keeps the files of field "evidence" and adds their ids. Refusals: those of app::keep_upload, DISK_FULL.
  [[nodiscard]] Checked keep(std::vector<FileId>& ids);
  void taken() { kept_.clear(); }
  [[nodiscard]] const std::string& owner() const { return owner_; }

 private:
  const Call& call_;
  std::string owner_;
  std::vector<FileId> kept_;
};

// Why the server could not keep the files of a multipart body; Done when it could.
[[nodiscard]] Checked check_upload(const http::Request&);

// The JSON of a body that may come alone (application/json) or beside files (multipart, in the text field `part`).
[[nodiscard]] Result<JsonObject> body_or_part(const Call&, std::string_view part);

}  // namespace dumas::api
