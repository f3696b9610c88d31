// An incremental update (ISO 32000-1, 7.5.6): changed and new objects, a cross-reference section and a trailer behind the
// untouched bytes of a PDF. Used by signature_field.cpp.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dumas::signing {

struct UpdatedObject {
  int number = 0;
  int generation = 0;
  std::string body;
};

enum class XrefForm { Table, Stream };

// How the file's last cross-reference section is written; the next one must be of the same form.
struct XrefPlace {
  std::size_t offset = 0;
  XrefForm form = XrefForm::Table;
};
// From the last "startxref"; nothing where that leads nowhere.
[[nodiscard]] std::optional<XrefPlace> last_xref(std::string_view pdf);

// What the trailer repeats of the one before, as PDF text ("1 0 R"); `info` may be empty.
struct Trailer {
  int size = 0;  // one more than the highest object number so far
  std::string root, info, id;
};

struct Update {
  std::string bytes;                 // the whole file
  std::vector<std::size_t> offsets;  // where each object's body begins, in the order of the objects
};
// `objects` sorted by number, each once.
[[nodiscard]] Update append_update(std::string_view pdf, const XrefPlace&, const Trailer&,
                                   const std::vector<UpdatedObject>& objects);

}  // namespace dumas::signing
