#include "documents/bpmn.hpp"

#include <fmt/format.h>

#include "documents/bpmn_model.hpp"
#include "documents/markup.hpp"

namespace dumas::documents {
namespace {

using namespace bpmn;  // NOLINT(google-build-using-namespace): the model that this file writes

std::string_view element_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::Start: return "bpmn:startEvent";
    case NodeKind::Task: return "bpmn:userTask";
    case NodeKind::Gateway: return "bpmn:exclusiveGateway";
    case NodeKind::End: return "bpmn:endEvent";
  }
  return "bpmn:task";
}

struct Writer {
  const complaint::Sop& sop;
  const SopChart& chart;
  const Words& words;
  const Model& model;
  Markup& xml;

  void lanes() {
    xml.open("bpmn:laneSet", {{"id", "lanes"}});
    for (std::size_t lane = 0; lane < model.lanes.size(); ++lane) {
      xml.open("bpmn:lane", {{"id", model.lanes[lane].id}, {"name", model.lanes[lane].name}});
      for (const Node& node : model.nodes)
        if (node.lane == lane) xml.element("bpmn:flowNodeRef", {}, node.id);
      xml.close();
    }
    xml.close();
  }

  // In the order of the schema: documentation, incoming, outgoing, property, data associations.
  void node(const Node& of) {
    xml.open(element_of(of.kind), {{"id", of.id}, {"name", of.name}});
    if (of.kind == NodeKind::Task) xml.element("bpmn:documentation", {}, documentation(of.row));
    for (const Flow& flow : model.flows)
      if (flow.to == of.id) xml.element("bpmn:incoming", {}, flow.id);
    for (const Flow& flow : model.flows)
      if (flow.from == of.id) xml.element("bpmn:outgoing", {}, flow.id);
    inputs(of);
    xml.close();
  }

  void inputs(const Node& of) {
    bool any = false;
    for (const Data& data : model.data) any = any || data.task == of.id;
    // The target that BPMN asks for where a task does not divide its inputs.
    if (any) xml.leaf("bpmn:property", {{"id", "input_" + of.id}, {"name", "__targetRef_placeholder"}});
    for (const Data& data : model.data) {
      if (data.task != of.id) continue;
      xml.open("bpmn:dataInputAssociation", {{"id", "needs_" + data.id}});
      xml.element("bpmn:sourceRef", {}, data.id).element("bpmn:targetRef", {}, "input_" + of.id).close();
    }
  }

  [[nodiscard]] std::string documentation(std::size_t row) const {
    const auto& step = sop.steps[row];
    std::string text;
    const auto line = [&](const char* key, const std::string& value) {
      if (!value.empty()) text += words(key) + ": " + value + "\n";
    };
    line("sop_paper.actors", actors_words(step, words));
    line("sop_paper.requires", requires_words(step, words));
    line("sop_paper.time", day_words(step, words));
    line("sop_paper.output", step.output);
    line("sop_paper.remark", step.remark);
    if (!text.empty()) text.pop_back();
    return text;
  }

  void flow(const Flow& of) {
    if (of.name.empty())
      xml.leaf("bpmn:sequenceFlow", {{"id", of.id}, {"sourceRef", of.from}, {"targetRef", of.to}});
    else
      xml.leaf("bpmn:sequenceFlow", {{"id", of.id}, {"name", of.name}, {"sourceRef", of.from}, {"targetRef", of.to}});
  }

  void data(const Data& of) {
    xml.leaf("bpmn:dataObject", {{"id", "object_" + of.id}});
    xml.leaf("bpmn:dataObjectReference", {{"id", of.id}, {"name", of.name}, {"dataObjectRef", "object_" + of.id}});
  }

  void process() {
    xml.open("bpmn:process", {{"id", "process"}, {"name", sop.title}, {"isExecutable", "false"}});
    xml.element("bpmn:documentation", {}, sop.number);
    lanes();
    for (const Node& of : model.nodes) node(of);
    for (const Flow& of : model.flows) flow(of);
    for (const Data& of : model.data) data(of);
    xml.close();
  }

  static std::string number(double value) { return fmt::format("{:g}", value); }

  void bounds(const Box& box) {
    xml.leaf("dc:Bounds",
             {{"x", number(box.x)}, {"y", number(box.y)}, {"width", number(box.wide)}, {"height", number(box.high)}});
  }

  void label(const Box& box) {
    xml.open("bpmndi:BPMNLabel");
    bounds(box);
    xml.close();
  }

  void band(const std::string& id, const Box& box) {
    xml.open("bpmndi:BPMNShape", {{"id", id + "_di"}, {"bpmnElement", id}, {"isHorizontal", "true"}});
    bounds(box);
    xml.close();
  }

  void shape(const Node& of) {
    xml.open("bpmndi:BPMNShape", {{"id", of.id + "_di"}, {"bpmnElement", of.id}});
    bounds(of.box);
    const Box& box = of.box;
    if (of.kind == NodeKind::Gateway) label({box.x - 25, box.y - 32, box.wide + 50, 27});
    if (of.kind == NodeKind::Start || of.kind == NodeKind::End)
      label({box.x - 20, box.y + box.high + 6, box.wide + 40, 14});
    xml.close();
  }

  void paper(const Data& of) {
    xml.open("bpmndi:BPMNShape", {{"id", of.id + "_di"}, {"bpmnElement", of.id}});
    bounds(of.box);
    label({of.box.x - 20, of.box.y + of.box.high + 3, of.box.wide + 40, 40});
    xml.close();
  }

  void edge(const std::string& id, const std::string& name, const std::vector<Point>& way) {
    xml.open("bpmndi:BPMNEdge", {{"id", id + "_di"}, {"bpmnElement", id}});
    for (const Point& point : way) xml.leaf("di:waypoint", {{"x", number(point.x)}, {"y", number(point.y)}});
    // A "yes" goes on to the right of its gateway, a "no" leaves it below.
    if (!name.empty() && way.size() > 1) {
      const bool leaves_below = way[0].x == way[1].x;
      label({way[0].x + (leaves_below ? -48 : 4), way[0].y + (leaves_below ? 4 : -18), 44, 14});
    }
    xml.close();
  }

  void diagram() {
    xml.open("bpmndi:BPMNDiagram", {{"id", "diagram"}})
        .open("bpmndi:BPMNPlane", {{"id", "plane"}, {"bpmnElement", "collaboration"}});
    band("pool", model.pool);
    for (const LaneBox& lane : model.lanes) band(lane.id, lane.box);
    for (const Node& of : model.nodes) shape(of);
    for (const Data& of : model.data) paper(of);
    for (const Flow& of : model.flows) edge(of.id, of.name, of.way);
    for (const Data& of : model.data) edge("needs_" + of.id, "", of.way);
    xml.close().close();
  }
};

}  // namespace

std::string bpmn_xml(const complaint::Sop& sop, const Words& words) {
  const SopChart chart = chart_of(sop);
  const Model model = model_of(sop, chart, words);
  Markup xml{"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"};
  xml.open("bpmn:definitions", {{"xmlns:bpmn", "http://www.omg.org/spec/BPMN/20100524/MODEL"},
                                {"xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI"},
                                {"xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC"},
                                {"xmlns:di", "http://www.omg.org/spec/DD/20100524/DI"},
                                {"id", "sop"},
                                {"exporter", "Dumas"},
                                {"targetNamespace", "urn:dumas:sop"}});
  xml.open("bpmn:collaboration", {{"id", "collaboration"}});
  xml.leaf("bpmn:participant", {{"id", "pool"}, {"name", sop.title}, {"processRef", "process"}}).close();
  Writer writer{sop, chart, words, model, xml};
  writer.process();
  writer.diagram();
  xml.close();
  return std::move(xml).finish();
}

}  // namespace dumas::documents
