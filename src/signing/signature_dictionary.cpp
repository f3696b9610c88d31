// Written by hand and not by libqpdf, for its two places are filled in at known offsets.
#include "signing/signature_dictionary.hpp"

#include "base/qpdf_without_json.hpp"

#include <fmt/format.h>

#include <qpdf/QPDFObjectHandle.hh>
#include <string_view>

namespace dumas::signing {

namespace {
constexpr std::string_view range_room = "[0 0000000000 0000000000 0000000000]";
std::string pdf_date(Instant instant);
}  // namespace

std::string signature_dictionary(const SignatureRequest& request, std::size_t room) {
  std::string text = fmt::format(
      "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M ({}) /ByteRange {} /Contents <{}>",
      pdf_date(request.at), range_room, std::string(room * 2, '0'));
  const auto add = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) text += fmt::format(" {} {}", key, QPDFObjectHandle::newUnicodeString(value).unparse());
  };
  add("/Name", request.signer_name);
  add("/Reason", request.reason);
  add("/Location", request.location);
  return text + " >>";
}

PreparedPdf with_range(std::string bytes, std::size_t body) {
  const std::size_t range = bytes.find(range_room, body);
  PreparedPdf prepared{.bytes = std::move(bytes)};
  prepared.gap_begin = prepared.bytes.find("/Contents <", range) + std::string_view("/Contents ").size();
  prepared.gap_end = prepared.bytes.find('>', prepared.gap_begin) + 1;
  std::string text =
      fmt::format("[0 {} {} {}", prepared.gap_begin, prepared.gap_end, prepared.bytes.size() - prepared.gap_end);
  text.resize(range_room.size() - 1, ' ');
  prepared.bytes.replace(range, range_room.size(), text + "]");
  return prepared;
}

namespace {

// ISO 32000-1, 7.9.4.
std::string pdf_date(Instant instant) {
  std::string digits = iso_instant(instant).substr(0, 19);
  std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
  return fmt::format("D:{}Z", digits);
}

}  // namespace
}  // namespace dumas::signing
