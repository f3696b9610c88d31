#include "app/dossier/listing.hpp"

#include <boost/json.hpp>

#include "store/digest.hpp"

namespace dumas::app::dossier {
namespace {

namespace json = boost::json;

std::string written(const json::value& value) { return json::serialize(value) + "\n"; }

json::array files(const std::vector<DossierFile>& list) {
  json::array array;
  for (const auto& file : list)
    array.push_back({{"path", file.path},
                     {"title", file.title},
                     {"note", file.note},
                     {"at", iso_instant(file.at)},
                     {"size", file.size},
                     {"sha256", file.sha256}});
  return array;
}

std::string_view identity_word(std::optional<Naming> naming) {
  if (!naming) return "none";
  return *naming == Naming::Named ? "shown" : "masked";
}

}  // namespace

std::string index_json(const Dossier& dossier, const std::string& office) {
  json::array gaps;
  for (const auto& gap : dossier.gaps) gaps.push_back({{"title", gap.title}, {"reason", gap.reason}});
  return written({{"office", office},
                  {"register_number", dossier.register_no},
                  {"subject", dossier.subject},
                  {"state", dossier.state},
                  {"as_of", iso_instant(dossier.as_of)},
                  {"identity", identity_word(dossier.naming)},
                  {"attachments_included", dossier.attachment_choice == Attachments::Included},
                  {"papers", files(dossier.papers)},
                  {"attachments", files(dossier.attachments)},
                  {"missing", std::move(gaps)}});
}

std::string timeline_json(const Dossier& dossier) {
  json::array events;
  for (const auto& event : dossier.events)
    events.push_back({{"at", iso_instant(event.at)},
                      {"title", event.title},
                      {"officer", event.officer},
                      {"text", event.text},
                      {"sop_row", event.step},
                      {"days_late", event.days_late},
                      {"files", json::value_from(event.files)},
                      {"log_id", event.log_id},
                      {"hash", store::to_hex(std::string_view{event.hash})}});
  return written(events);
}

std::string log_json(const std::vector<LogRow>& log) {
  json::array rows;
  for (const auto& [event, before] : log)
    rows.push_back({{"id", event.id},
                    {"stream", event.stream_id},
                    {"version", event.version},
                    {"at", event.at},
                    {"actor", event.actor},
                    {"step", event.step},
                    {"days_late", event.days_late},
                    {"office", event.office},
                    {"stream_kind", store::word(event.stream)},
                    {"type", event.type},
                    {"role", event.role},
                    {"capacity", event.capacity},
                    {"data", event.data},
                    {"records", event.records},
                    {"hash_before", store::to_hex(std::string_view{before})},
                    {"hash", store::to_hex(std::string_view{event.hash})}});
  return written(rows);
}

std::string identity_json(const complaint::Content& reporter) {
  json::object fields;
  for (const auto& entry : reporter.fields()) fields[entry.first] = reporter.text(entry.first);
  return written(fields);
}

}  // namespace dumas::app::dossier
