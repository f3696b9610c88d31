// The nodes, flows and data of a BPMN process with their places on the plane. Made by bpmn_model.cpp from the flowchart,
// written by bpmn.cpp.
#pragma once

#include <string>
#include <vector>

#include "documents/sop_words.hpp"

namespace dumas::documents::bpmn {

// Pixels from the upper left corner, as BPMN DI counts them.
struct Point {
  double x = 0, y = 0;
};
struct Box {
  double x = 0, y = 0, wide = 0, high = 0;
};

enum class NodeKind { Start, Task, Gateway, End };
struct Node {
  NodeKind kind = NodeKind::Task;
  std::string id, name;
  std::size_t lane = 0, row = 0;
  Box box{};
};

struct Flow {
  std::string id, from, to, name;
  std::vector<Point> way;
};

// A required document in front of its task.
struct Data {
  std::string id, name, task;
  Box box{};
  std::vector<Point> way;
};

struct LaneBox {
  std::string id, name;
  Box box{};
};

struct Model {
  std::vector<LaneBox> lanes;
  std::vector<Node> nodes;
  std::vector<Flow> flows;
  std::vector<Data> data;
  Box pool{};
};

[[nodiscard]] Model model_of(const complaint::Sop&, const SopChart&, const Words&);

}  // namespace dumas::documents::bpmn
