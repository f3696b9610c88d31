#include "documents/bpmn_model.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace dumas::documents::bpmn {
namespace {

using complaint::Sop;

// A column a row of the SOP; in each lane the required documents stand above the task. Sizes as bpmn.io draws them.
constexpr double left = 160, top = 80, lane_head = 30, column = 350, lane_high = 275;
constexpr double task_wide = 200, task_high = 120, event = 36, gateway = 50, paper_wide = 36, paper_high = 50;
constexpr double task_down = 185;  // of a lane, where the middle of its tasks is

class Layout {
 public:
  Layout(const Sop& sop, const SopChart& chart, const Words& words) : sop_(sop), chart_(chart), words_(words) {
    start();
    for (std::size_t row = 0; row < chart.rows.size(); ++row) step(row);
    end();
    for (std::size_t row = 0; row < chart.rows.size(); ++row)
      if (chart.rows[row].back_to) back(row);
    frame();
  }

  [[nodiscard]] Model model() && { return std::move(model_); }

 private:
  [[nodiscard]] double middle(std::size_t lane) const {
    return top + static_cast<double>(lane) * lane_high + task_down;
  }
  [[nodiscard]] double column_at(std::size_t row) const {
    return left + lane_head + 110 + static_cast<double>(row) * column;
  }
  // Ids come from the step's key, which stands once in an SOP.
  [[nodiscard]] std::string id(std::string_view kind, std::size_t row) const {
    return fmt::format("{}_{}", kind, name(sop_.steps[row].key));
  }

  Node& node(NodeKind kind, std::string id, std::string label, std::size_t row, double x, double wide, double high) {
    const std::size_t lane = chart_.rows[row].lane;
    model_.nodes.push_back(
        {kind, std::move(id), std::move(label), lane, row, {x, middle(lane) - high / 2, wide, high}});
    return model_.nodes.back();
  }

  void start() {
    const std::size_t lane = chart_.rows.front().lane;
    model_.nodes.push_back({NodeKind::Start,
                            "start",
                            words_("sop_chart.start"),
                            lane,
                            0,
                            {column_at(0) - 80, middle(lane) - event / 2, event, event}});
  }

  void step(std::size_t row) {
    const auto& of = sop_.steps[row];
    const std::string before = model_.nodes.back().id,
                      answer = chart_.rows[row == 0 ? 0 : row - 1].back_to && row > 0 ? words_("sop_chart.yes") : "";
    node(NodeKind::Task, id("task", row), fmt::format("{}. {}", of.number, of.activity), row, column_at(row), task_wide,
         task_high);
    forward(before, model_.nodes.back().id, answer);
    papers(row);
    if (!chart_.rows[row].back_to) return;
    node(NodeKind::Gateway, id("gateway", row), question_words(of, words_), row, column_at(row) + task_wide + 40,
         gateway, gateway);
    forward(id("task", row), id("gateway", row), "");
  }

  void end() {
    const std::size_t last = chart_.rows.size() - 1;
    const std::string before = model_.nodes.back().id;
    node(NodeKind::End, "end", words_("sop_chart.end"), last, column_at(last) + column, event, event);
    forward(before, "end", chart_.rows[last].back_to ? words_("sop_chart.yes") : "");
  }

  [[nodiscard]] const Node& find(const std::string& wanted) const {
    return *std::find_if(model_.nodes.begin(), model_.nodes.end(), [&](const Node& it) { return it.id == wanted; });
  }

  // Out at the right, in at the left, with one turn half-way to the next column when the lane changes.
  void forward(const std::string& from, const std::string& to, const std::string& answer) {
    const Box a = find(from).box, b = find(to).box;
    const Point out{a.x + a.wide, a.y + a.high / 2}, in{b.x, b.y + b.high / 2};
    const double turn = in.x - 20;
    std::vector<Point> way{out};
    if (out.y != in.y) way.insert(way.end(), {{turn, out.y}, {turn, in.y}});
    way.push_back(in);
    model_.flows.push_back({"flow_" + from + "_" + to, from, to, answer, std::move(way)});
  }

  // Down from the gateway, back below the tasks, up into the target.
  void back(std::size_t row) {
    const std::size_t target = *chart_.rows[row].back_to;
    const std::string from = id("gateway", row), to = id("task", target);
    const Box a = find(from).box, b = find(to).box;
    const double x = a.x + a.wide / 2, home = b.x + b.wide / 2, from_low = a.y + a.high, to_low = b.y + b.high;
    const double channel = std::max(from_low, to_low) + (target == row ? 16 : 24);
    model_.flows.push_back({"back_" + from + "_" + to,
                            from,
                            to,
                            words_(target == row ? "sop_chart.put_off" : "sop_chart.no"),
                            {{x, from_low}, {x, channel}, {home, channel}, {home, to_low}}});
  }

  void papers(std::size_t row) {
    const Box task = model_.nodes.back().box;
    const auto& wanted = sop_.steps[row].requires_documents;
    const double lane_top = middle(chart_.rows[row].lane) - task_down;
    const auto count = static_cast<double>(wanted.size());
    const double apart = count > 3 ? std::max(40.0, 240 / count) : 80;  // three stand above the task with their labels
    const double first = task.x + task.wide / 2 - apart * (count - 1) / 2;
    for (std::size_t number = 0; number < wanted.size(); ++number) {
      const double x = first + apart * static_cast<double>(number);
      const Box box{x - paper_wide / 2, lane_top + 12, paper_wide, paper_high};
      // Beside the label below the paper, onto the task's upper edge.
      const double foot = std::clamp(x, task.x + 10, task.x + task.wide - 10);
      model_.data.push_back({fmt::format("data_{}_{}", name(sop_.steps[row].key), number + 1),
                             words_("document." + std::string{name(wanted[number])}),
                             id("task", row),
                             box,
                             {{x, box.y + box.high}, {foot, task.y}}});
    }
  }

  void frame() {
    const double wide = column_at(chart_.rows.size()) + 100 - left;
    const auto count = static_cast<double>(chart_.lanes.size());
    model_.pool = {left, top, wide, lane_high * count};
    for (std::size_t lane = 0; lane < chart_.lanes.size(); ++lane) {
      std::string label;
      for (const auto role : chart_.lanes[lane]) label += (label.empty() ? "" : ", ") + role_words(role, words_);
      model_.lanes.push_back(
          {fmt::format("lane_{}", lane + 1),
           label,
           {left + lane_head, top + static_cast<double>(lane) * lane_high, wide - lane_head, lane_high}});
    }
  }

  const Sop& sop_;
  const SopChart& chart_;
  const Words& words_;
  Model model_;
};

}  // namespace

Model model_of(const Sop& sop, const SopChart& chart, const Words& words) { return Layout{sop, chart, words}.model(); }

}  // namespace dumas::documents::bpmn
