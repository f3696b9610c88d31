// Office documents: what lies inside a ZIP or an OLE compound file decides.
#include <algorithm>

#include "store/content_signature.hpp"

namespace dumas::store {

namespace {
bool has_entry_of(ContentReader& file, std::uint32_t sector, std::uint32_t sector_size, std::string_view name);
}  // namespace

// The names in the central directory (APPNOTE 4.3.12). A document with macros is not on the list.
std::optional<ContentType> type_in_zip(ContentReader& file) {
  constexpr std::string_view odt = "application/vnd.oasis.opendocument.text";
  // OpenDocument 1.3 part 2, 3.3: the first entry is called "mimetype" and is not compressed.
  if (file.at(30, 8) == "mimetype") {
    const std::string kind = file.at(38U + file.little(28, 2), odt.size() + 1);
    return file.little(22, 4) == odt.size() && kind.starts_with(odt) ? std::optional(ContentType::Odt) : std::nullopt;
  }
  constexpr std::uint64_t tail = 22 + 65'535;  // the end record and the longest comment
  const std::uint64_t begin = file.size() > tail ? file.size() - tail : 0;
  const std::size_t end_record = file.at(begin, tail).rfind("PK\x05\x06");
  if (end_record == std::string::npos) return std::nullopt;
  const std::uint32_t entries = file.little(begin + end_record + 10, 2);
  std::uint64_t entry = file.little(begin + end_record + 16, 4);
  bool types = false;
  std::optional<ContentType> found;
  for (std::uint32_t i = 0; i < entries && file.at(entry, 4) == "PK\x01\x02"; ++i) {
    const std::uint32_t name_size = file.little(entry + 28, 2);
    const std::string name = file.at(entry + 46, name_size);
    if (name == "[Content_Types].xml") types = true;
    if (name == "word/document.xml") found = ContentType::Docx;
    if (name == "xl/workbook.xml") found = ContentType::Xlsx;
    if (name.find("vbaProject") != std::string::npos) return std::nullopt;
    entry += 46U + name_size + file.little(entry + 30, 2) + file.little(entry + 32, 2);
  }
  return types ? found : std::nullopt;
}

// [MS-CFB]: the directory is a chain of sectors; its entries carry names in UTF-16.
std::optional<ContentType> type_in_compound_file(ContentReader& file) {
  const std::uint32_t shift = file.little(30, 2);
  if (shift != 9 && shift != 12) return std::nullopt;
  const std::uint32_t sector_size = 1U << shift;
  std::uint32_t sector = file.little(48, 4);
  for (int step = 0; step < 1000 && sector < 0xfffffffaU; ++step) {
    if (has_entry_of(file, sector, sector_size, "WordDocument")) return ContentType::Doc;
    if (has_entry_of(file, sector, sector_size, "Workbook") || has_entry_of(file, sector, sector_size, "Book"))
      return ContentType::Xls;
    const std::uint32_t per_sector = sector_size / 4;
    if (sector / per_sector >= 109) return std::nullopt;  // beyond the table in the header: larger than 6.8 MB
    const std::uint64_t table = file.little(76 + 4ULL * (sector / per_sector), 4);
    sector = file.little((table + 1) * sector_size + 4ULL * (sector % per_sector), 4);
  }
  return std::nullopt;
}

namespace {
bool has_entry_of(ContentReader& file, std::uint32_t sector, std::uint32_t sector_size, std::string_view name) {
  std::string wide;
  for (const char letter : name) wide.append(1, letter).append(1, '\0');
  wide.append(2, '\0');
  const std::string entries = file.at((std::uint64_t{sector} + 1) * sector_size, sector_size);
  for (std::size_t at = 0; at + 128 <= entries.size(); at += 128) {
    if (std::string_view(entries).substr(at, wide.size()) == wide) return true;
  }
  return false;
}
}  // namespace

}  // namespace dumas::store
