#include "documents/spreadsheet.hpp"

#include <xlsxwriter.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace dumas::documents {
namespace {

constexpr std::size_t longest_text = 32'767;  // characters in a cell (ECMA-376 names no limit, Excel does)
constexpr int a4 = 9;                         // ST_PaperSize

std::filesystem::path make_folder(const std::filesystem::path& scratch) {
  std::filesystem::create_directories(scratch);
  std::string name = (scratch / "sheet-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), "spreadsheet");
  return name;
}

// Bytes are at least as many as characters, so that most texts are not counted.
std::string fitted(const std::string& text) {
  if (text.size() <= longest_text) return text;
  std::size_t characters = 0;
  std::size_t end = 0;
  for (; end < text.size(); ++end) {
    const bool begins = (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U;
    if (begins && ++characters == longest_text) break;
  }
  return end == text.size() ? text : text.substr(0, end) + "…";
}

lxw_datetime moment(Date day, std::chrono::minutes time) {
  const auto date = year_month_day_of(day);
  return {.year = static_cast<int>(date.year()),
          .month = static_cast<int>(static_cast<unsigned>(date.month())),
          .day = static_cast<int>(static_cast<unsigned>(date.day())),
          .hour = static_cast<int>(time.count() / 60),
          .min = static_cast<int>(time.count() % 60),
          .sec = 0};
}

}  // namespace

struct Spreadsheet::Book {
  std::filesystem::path folder, file;
  std::string folder_name;
  std::size_t columns = 0;
  lxw_workbook* workbook = nullptr;
  lxw_worksheet* sheet = nullptr;
  lxw_format *head = nullptr, *text = nullptr, *date = nullptr, *minute = nullptr, *number = nullptr;
  lxw_row_t next = 0;

  lxw_format* body(const char* number_format = nullptr) const {
    lxw_format* made = workbook_add_format(workbook);
    format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
    format_set_border(made, LXW_BORDER_THIN);
    if (number_format != nullptr) format_set_num_format(made, number_format);
    if (number_format == nullptr) format_set_text_wrap(made);
    return made;
  }

  void make_formats() {
    head = workbook_add_format(workbook);
    format_set_bold(head);
    format_set_text_wrap(head);
    format_set_border(head, LXW_BORDER_THIN);
    format_set_bg_color(head, 0xE7E6E6);
    format_set_align(head, LXW_ALIGN_VERTICAL_CENTER);
    text = body();
    date = body("dd/mm/yyyy");
    minute = body("dd/mm/yyyy hh:mm");
    number = body("0");
  }
};

Spreadsheet::Spreadsheet(const std::filesystem::path& scratch, const SheetInfo& info, std::vector<SheetColumn> columns)
    : book_(std::make_unique<Book>()) {
  book_->folder = make_folder(scratch);
  book_->folder_name = book_->folder.string();
  book_->file = book_->folder / "book.xlsx";
  lxw_workbook_options options{};
  options.tmpdir = book_->folder_name.data();
  book_->workbook = workbook_new_opt(book_->file.c_str(), &options);
  if (book_->workbook == nullptr) throw std::runtime_error("no spreadsheet can be made");
  lxw_doc_properties properties{};
  std::string title = info.title;
  std::string author = info.author;
  properties.title = title.data();
  properties.author = author.data();
  properties.company = author.data();
  properties.created = static_cast<time_t>(to_millis(info.created) / 1000);
  workbook_set_properties(book_->workbook, &properties);
  book_->sheet = workbook_add_worksheet(book_->workbook, info.sheet.c_str());
  if (book_->sheet == nullptr) throw std::runtime_error("no sheet can have this name: " + info.sheet);
  book_->make_formats();
  book_->columns = columns.size();
  for (std::size_t place = 0; place < columns.size(); ++place) {
    const auto column = static_cast<lxw_col_t>(place);
    worksheet_set_column(book_->sheet, column, column, columns[place].width, nullptr);
    worksheet_write_string(book_->sheet, 0, column, columns[place].head.c_str(), book_->head);
  }
  worksheet_freeze_panes(book_->sheet, 1, 1);
  worksheet_set_landscape(book_->sheet);
  worksheet_set_paper(book_->sheet, a4);
  worksheet_repeat_rows(book_->sheet, 0, 0);
  worksheet_fit_to_pages(book_->sheet, 1, 0);
  worksheet_set_header(book_->sheet, "&C&A");
  worksheet_set_footer(book_->sheet, "&R&P / &N");
  book_->next = 1;
}

Spreadsheet::~Spreadsheet() {
  if (book_->workbook != nullptr) lxw_workbook_free(book_->workbook);
  std::error_code ignored;
  std::filesystem::remove_all(book_->folder, ignored);
}

void Spreadsheet::row(const std::vector<Cell>& cells) {
  if (cells.size() != book_->columns) throw std::logic_error("a row with other columns than its sheet");
  lxw_col_t column = 0;
  for (const auto& cell : cells) {
    const lxw_row_t row = book_->next;
    if (std::holds_alternative<std::monostate>(cell)) worksheet_write_blank(book_->sheet, row, column, book_->text);
    if (const auto* text = std::get_if<CellText>(&cell))
      worksheet_write_string(book_->sheet, row, column, fitted(text->value).c_str(), book_->text);
    if (const auto* day = std::get_if<Date>(&cell)) {
      auto at = moment(*day, {});
      worksheet_write_datetime(book_->sheet, row, column, &at, book_->date);
    }
    if (const auto* minute = std::get_if<LocalMinute>(&cell)) {
      auto at = moment(minute->day, minute->time);
      worksheet_write_datetime(book_->sheet, row, column, &at, book_->minute);
    }
    if (const auto* number = std::get_if<std::int64_t>(&cell))
      worksheet_write_number(book_->sheet, row, column, static_cast<double>(*number), book_->number);
    ++column;
  }
  ++book_->next;
}

std::string Spreadsheet::finish() {
  worksheet_autofilter(book_->sheet, 0, 0, book_->next - 1, static_cast<lxw_col_t>(book_->columns - 1));
  const auto error = workbook_close(std::exchange(book_->workbook, nullptr));
  if (error != LXW_NO_ERROR) throw std::runtime_error(std::string{"spreadsheet not written: "} + lxw_strerror(error));
  std::ifstream file(book_->file, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return std::move(bytes).str();
}

}  // namespace dumas::documents
