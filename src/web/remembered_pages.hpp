// Pages kept as they were written, but for what is another one each time: the form's token and key. So a tracking page at
// which thousands look again and again is written once. Held by Site, asked by web/public.
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "app/citizen_view.hpp"
#include "base/language.hpp"

namespace dumas::web {

// What stands in the page's form and nowhere else.
struct FormSecrets {
  std::string csrf, key;
};

// A page with holes where the secrets of its form stood.
class PageWithHoles {
 public:
  // `written` is a page made with `marks` as its secrets, which occur nowhere else in it.
  PageWithHoles(std::string_view written, const FormSecrets& marks);
  [[nodiscard]] std::string filled(const FormSecrets& secrets) const;

 private:
  struct Piece {
    std::string text;
    std::string FormSecrets::*hole = nullptr;  // what follows the text; nullptr: nothing
  };
  std::vector<Piece> pieces_;
};

class RememberedPages {
 public:
  using Of = std::shared_ptr<const app::CitizenView>;
  using Write = std::function<std::string(const FormSecrets&)>;

  using Marks = std::function<FormSecrets()>;

  // The page about that view. If it is not known it is written with marks in the place of the secrets, which nobody could
  // have guessed and written into his complaint.
  [[nodiscard]] std::string page(const Of& view, Language, const FormSecrets& secrets, const Marks& new_marks,
                                 const Write& write);

 private:
  // Of some seven kilobytes each, in one language. In memory alone.
  static constexpr std::size_t most_kept = 1000;

  struct Kept {
    Of view;
    std::array<std::shared_ptr<const PageWithHoles>, 2> pages{};  // by language
  };

  std::shared_ptr<const PageWithHoles> find(const Of& view, Language);
  void keep(const Of& view, Language, std::shared_ptr<const PageWithHoles> page);

  std::mutex mutex_;
  std::map<std::int64_t, Kept> kept_;  // by case
};

}  // namespace dumas::web
