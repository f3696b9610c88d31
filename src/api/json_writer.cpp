#include "api/json_writer.hpp"

#include <boost/json.hpp>

namespace dumas::api {

JsonWriter& JsonWriter::value(std::string_view text) {
  return literal(boost::json::serialize(boost::json::string_view{text.data(), text.size()}));
}

JsonWriter& JsonWriter::key(std::string_view name) {
  value(name);
  text_ += ':';
  after_value_ = false;
  return *this;
}

JsonWriter& JsonWriter::begin(char bracket) {
  separate();
  text_ += bracket;
  after_value_ = false;
  return *this;
}

JsonWriter& JsonWriter::end(char bracket) {
  text_ += bracket;
  after_value_ = true;
  return *this;
}

JsonWriter& JsonWriter::literal(std::string_view json) {
  separate();
  text_ += json;
  after_value_ = true;
  return *this;
}

void JsonWriter::separate() {
  if (after_value_) text_ += ',';
}

}  // namespace dumas::api
