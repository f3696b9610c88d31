#include "documents/sop_wiring.hpp"

#include <algorithm>
#include <stdexcept>

namespace dumas::documents {
namespace {

// Where lines run in a cell, in per cent. Symbols fill the middle (sop_symbols.cpp), so the tracks beside them are free.
constexpr double middle = 50;
constexpr double left_track = 12, right_track = 88;   // up which a "no" goes
constexpr double top_channel = 12, low_channel = 92;  // across which a "no" comes home, and a way around a shared box

double track(Side side) { return side == Side::Left ? left_track : right_track; }

class Wiring {
 public:
  Wiring(const SopChart& chart, const std::vector<std::size_t>& page_starts) : chart_(chart) {
    lay_rows(page_starts);
    place_symbols();
    for (std::size_t row = 0; row + 1 < chart.rows.size(); ++row) forward(row);
    if (chart.ends_apart) to_end();
    for (std::size_t row = 0; row < chart.rows.size(); ++row) {
      for (const std::size_t lane : chart.rows[row].also)
        across(at_[row], middle, {chart.rows[row].lane, middle}, {lane, middle}, Stroke::Shared);
      if (chart.rows[row].back_to) back(row);
    }
  }

  [[nodiscard]] std::vector<GridPage> pages() && {
    std::vector<GridPage> pages;
    for (std::size_t place = 0; place < grid_.size(); ++place) {
      if (place == 0 || grid_[place].kind == GridKind::FromPage) pages.emplace_back();
      pages.back().push_back(std::move(grid_[place]));
    }
    return pages;
  }

 private:
  struct Point {
    std::size_t lane;
    double x;
    auto operator<=>(const Point&) const = default;
  };

  void lay_rows(const std::vector<std::size_t>& page_starts) {
    for (std::size_t row = 0; row < chart_.rows.size(); ++row) {
      if (row > 0 && std::binary_search(page_starts.begin(), page_starts.end(), row)) {
        add(GridKind::ToPage);
        add(GridKind::FromPage);
      }
      at_.push_back(grid_.size());
      add(GridKind::Step, row);
    }
    if (chart_.ends_apart) add(GridKind::End);
  }

  void add(GridKind kind, std::size_t row = 0) {
    grid_.push_back({.kind = kind, .row = row, .cells = std::vector<Cell>(chart_.lanes.size())});
  }

  void place_symbols() {
    for (std::size_t row = 0; row < chart_.rows.size(); ++row) {
      const ChartRow& of = chart_.rows[row];
      auto& cells = grid_[at_[row]].cells;
      cells[of.lane].symbol = Symbol{.shape = of.shape, .is_entered = row > 0};
      for (const std::size_t lane : of.also) cells[lane].symbol = Symbol{.shape = Shape::Process, .is_shared = true};
    }
  }

  Symbol& symbol(std::size_t row) { return *grid_[at_[row]].cells[chart_.rows[row].lane].symbol; }

  // From a row to the next: straight down, or across at the symbol's height and then down to it.
  void forward(std::size_t row) {
    const std::size_t from = chart_.rows[row].lane, to = chart_.rows[row + 1].lane;
    if (from == to) {
      down(at_[row], {from, middle}, middle, 100);
    } else if (is_way_shared(row, to)) {
      down(at_[row], {from, middle}, middle, low_channel);
      across(at_[row], low_channel, {from, middle}, {to, middle}, Stroke::Flow);
      down(at_[row], {to, middle}, low_channel, 100);
    } else {
      symbol(row).yes = to < from ? Side::Left : Side::Right;
      across(at_[row], middle, {from, middle}, {to, middle}, Stroke::Flow);
      down(at_[row], {to, middle}, middle, 100);
    }
    pass({to, middle}, at_[row], at_[row + 1]);
    down(at_[row + 1], {to, middle}, 0, middle);
  }

  // A shared box, or the line to it, stands where the line would run.
  [[nodiscard]] bool is_way_shared(std::size_t row, std::size_t to) const {
    const ChartRow& of = chart_.rows[row];
    return std::any_of(of.also.begin(), of.also.end(),
                       [&](std::size_t lane) { return (lane < of.lane) == (to < of.lane); });
  }

  void to_end() {
    const std::size_t lane = chart_.rows.back().lane;
    down(at_.back(), {lane, middle}, middle, 100);
    grid_.back().cells[lane].symbol = Symbol{.shape = Shape::End, .is_entered = true};
    down(grid_.size() - 1, {lane, middle}, 0, middle);
  }

  // A "no": out at the side, up beside the symbols, across above the target, into the arrow that enters it.
  void back(std::size_t row) {
    const std::size_t target = *chart_.rows[row].back_to, lane = chart_.rows[row].lane;
    const Side side = free_side(row, target);
    const Point turn{lane, track(side)}, home{chart_.rows[target].lane, middle};
    symbol(row).no = side;
    symbol(row).is_put_off = target == row;
    symbol(target).is_entered = true;
    across(at_[row], middle, {lane, middle}, turn, Stroke::Flow);
    if (target == row) {
      down(at_[row], turn, top_channel, middle);
    } else {
      down(at_[row], turn, 0, middle);
      pass(turn, at_[target], at_[row]);
      down(at_[target], turn, top_channel, 100);
    }
    across(at_[target], top_channel, turn, home, Stroke::Flow);
    if (target == 0) down(at_[0], home, top_channel, middle);
    tracks_.push_back({turn, target, row});
  }

  // The side on which nothing else runs; towards the target where both are free.
  [[nodiscard]] Side free_side(std::size_t row, std::size_t target) {
    const ChartRow& of = chart_.rows[row];
    const Side wanted = chart_.rows[target].lane < of.lane ? Side::Left : Side::Right;
    const Side other = wanted == Side::Left ? Side::Right : Side::Left;
    const auto is_taken = [&](Side side) {
      const bool shared = std::any_of(of.also.begin(), of.also.end(),
                                      [&](std::size_t lane) { return (lane < of.lane) == (side == Side::Left); });
      const bool beside = std::any_of(tracks_.begin(), tracks_.end(), [&](const Track& it) {
        return it.turn == Point{of.lane, track(side)} && it.last >= target && it.first <= row;
      });
      return shared || beside || symbol(row).yes == side;
    };
    return is_taken(wanted) && !is_taken(other) ? other : wanted;
  }

  // Straight through every row between; at the end of a page the line gets a letter and goes on beside it.
  void pass(Point point, std::size_t from, std::size_t to) {
    for (std::size_t place = from + 1; place < to; ++place) {
      switch (grid_[place].kind) {
        case GridKind::Step:
        case GridKind::End: down(place, point, 0, 100); break;
        case GridKind::ToPage:
          ++letters_;
          down(place, point, 0, middle);
          grid_[place].cells[point.lane].links.push_back({letter(), point.x});
          break;
        case GridKind::FromPage:
          down(place, point, middle, 100);
          grid_[place].cells[point.lane].links.push_back({letter(), point.x});
          break;
      }
    }
  }

  // A to Z, then A1.
  [[nodiscard]] std::string letter() const {
    const std::size_t count = letters_ - 1;
    const std::string sign(1, static_cast<char>('A' + count % 26));
    return count < 26 ? sign : sign + std::to_string(count / 26);
  }

  void down(std::size_t place, Point point, double from, double to) {
    grid_[place].cells[point.lane].lines.push_back({point.x, from, point.x, to, Stroke::Flow});
  }

  void across(std::size_t place, double y, Point one, Point other, Stroke stroke) {
    const auto [from, to] = std::minmax(one, other);
    for (std::size_t lane = from.lane; lane <= to.lane; ++lane) {
      const double begin = lane == from.lane ? from.x : 0, end = lane == to.lane ? to.x : 100;
      if (begin < end) grid_[place].cells[lane].lines.push_back({begin, y, end, y, stroke});
    }
  }

  struct Track {
    Point turn;
    std::size_t first, last;
  };

  const SopChart& chart_;
  std::vector<GridRow> grid_;
  std::vector<std::size_t> at_;  // chart row -> place in the grid
  std::vector<Track> tracks_;
  std::size_t letters_ = 0;
};

}  // namespace

std::vector<GridPage> wire(const SopChart& chart, const std::vector<std::size_t>& page_starts) {
  if (page_starts.empty() || page_starts.front() != 0 || !std::is_sorted(page_starts.begin(), page_starts.end()))
    throw std::invalid_argument("the first page begins with the first row, and pages follow each other");
  return Wiring{chart, page_starts}.pages();
}

}  // namespace dumas::documents
