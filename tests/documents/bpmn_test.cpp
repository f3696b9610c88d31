// The BPMN of an SOP: well-formed, every id once and every reference to one that is there, drawn as a whole. That bpmn-js
// opens it is seen in tests/browser/bpmn.test.mjs.
#include "documents/bpmn.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "elements.hpp"
#include "sops.hpp"

using namespace dumas;             // NOLINT(google-build-using-namespace)
using namespace dumas::documents;  // NOLINT(google-build-using-namespace)

namespace {

std::vector<Element> read(const complaint::Sop& sop) { return elements_of(bpmn_xml(sop, sops::words)); }

std::set<std::string> ids_of(const std::vector<Element>& elements) {
  std::set<std::string> ids;
  for (const auto& element : elements)
    if (const auto id = element.attributes.find("id"); id != element.attributes.end())
      CHECK_MESSAGE(ids.insert(id->second).second, id->second);
  return ids;
}

void check_references(const std::vector<Element>& elements) {
  const auto ids = ids_of(elements);
  for (const auto& element : elements) {
    for (const auto* name : {"sourceRef", "targetRef", "bpmnElement", "processRef", "dataObjectRef"})
      if (const auto found = element.attributes.find(name); found != element.attributes.end())
        CHECK_MESSAGE(ids.contains(found->second), found->second);
    for (const auto* name : {"bpmn:flowNodeRef", "bpmn:incoming", "bpmn:outgoing", "bpmn:sourceRef", "bpmn:targetRef"})
      if (element.name == name) CHECK_MESSAGE(ids.contains(element.text), element.text);
  }
}

}  // namespace

TEST_CASE("the shipped SOP becomes a pool of three lanes with ten tasks and three decisions") {
  const auto elements = read(sops::shipped());
  check_references(elements);
  CHECK(count_of(elements, "bpmn:participant") == 1);
  CHECK(count_of(elements, "bpmn:lane") == 3);
  CHECK(count_of(elements, "bpmn:userTask") == 10);
  CHECK(count_of(elements, "bpmn:exclusiveGateway") == 3);
  CHECK(count_of(elements, "bpmn:startEvent") == 1);
  CHECK(count_of(elements, "bpmn:endEvent") == 1);
  // Forward: start, between ten tasks, into three gateways, end. Back: three.
  CHECK(count_of(elements, "bpmn:sequenceFlow") == 11 + 3 + 3);
  std::size_t papers = 0;
  for (const auto& step : sops::shipped().steps) papers += step.requires_documents.size();
  CHECK(count_of(elements, "bpmn:dataObjectReference") == papers);
}

TEST_CASE("everything that stands in the process is drawn") {
  const auto elements = read(sops::shipped());
  std::set<std::string> drawn;
  for (const auto& element : elements)
    if (element.name == "bpmndi:BPMNShape" || element.name == "bpmndi:BPMNEdge")
      drawn.insert(element.attributes.at("bpmnElement"));
  for (const auto& element : elements)
    for (const auto* name :
         {"bpmn:participant", "bpmn:lane", "bpmn:userTask", "bpmn:exclusiveGateway", "bpmn:startEvent", "bpmn:endEvent",
          "bpmn:sequenceFlow", "bpmn:dataObjectReference", "bpmn:dataInputAssociation"})
      if (element.name == name) CHECK_MESSAGE(drawn.contains(element.attributes.at("id")), element.attributes.at("id"));
  CHECK(count_of(elements, "di:waypoint") >= 2 * count_of(elements, "bpmndi:BPMNEdge"));
}

TEST_CASE("each task says who, with what and by which day") {
  const auto elements = read(sops::small_office());
  check_references(elements);
  CHECK(count_of(elements, "bpmn:lane") == 4);
  CHECK(count_of(elements, "bpmn:userTask") == 6);
  const auto analysis = std::find_if(elements.begin(), elements.end(), [](const Element& it) {
    return it.name == "bpmn:userTask" && it.attributes.at("id") == "task_analysis";
  });
  REQUIRE(analysis != elements.end());
  CHECK(analysis->attributes.at("name") == "5. Kegiatan 5");
  CHECK((analysis + 1)->text ==
        "sop_paper.actors: role.COMPLAINT_UNITsop_actors.ANYrole.FRONT_DESK\n"
        "sop_paper.requires: document.DISPOSITION, document.COMPLAINT_FILE\n"
        "sop_paper.time: sop_chart.day 2\nsop_paper.output: Hasil 5");
}

TEST_CASE("hostile text stays text") {
  const auto elements = read(sops::hostile());
  check_references(elements);
  CHECK(count_of(elements, "script") == 0);
  CHECK(count_of(elements, "bpmn:userTask") == 10);
}
