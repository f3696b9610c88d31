// A paper, a log and a receipt made in memory, for the tests of proof/ and store/ and the seeds of the fuzzer.
#pragma once

#include <fmt/format.h>

#include <array>
#include <map>
#include <string>
#include <vector>

#include "proof/checkpoint.hpp"
#include "proof/merkle.hpp"
#include "proof/receipt_bundle.hpp"

namespace dumas::proof::testing {

enum class Form { Table, Stream };

// A PDF of one page in 1.7, with cross-references in either form, and in its catalogue whatever `extra` says.
inline std::string pdf(Form form = Form::Table, const std::string& extra = "", std::size_t padding = 0) {
  std::string text = "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";
  std::vector<std::size_t> offsets;
  const auto object = [&](const std::string& body) {
    offsets.push_back(text.size());
    text += fmt::format("{} 0 obj\n{}\nendobj\n", offsets.size(), body);
  };
  object("<< /Type /Catalog /Pages 2 0 R /Lang (id-ID) /MarkInfo << /Marked true >> " + extra + ">>");
  object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
  object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.276 841.89] /Contents 4 0 R /Resources << >> >>");
  const std::string content = "0 0 10 10 re f\n" + std::string(padding, ' ');
  object(fmt::format("<< /Length {} >>\nstream\n{}\nendstream", content.size(), content));
  const std::size_t reference = text.size();
  const std::string id = "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] ";
  if (form == Form::Table) {
    text += fmt::format("xref\n0 {}\n0000000000 65535 f \n", offsets.size() + 1);
    for (const auto offset : offsets) text += fmt::format("{:010} 00000 n \n", offset);
    text += fmt::format("trailer\n<< /Size {} /Root 1 0 R {}>>\n", offsets.size() + 1, id);
  } else {
    offsets.push_back(reference);
    std::string rows(4, '\0');
    for (const auto offset : offsets)
      rows.append({'\x01', static_cast<char>(offset >> 8), static_cast<char>(offset & 255), '\0'});
    text += fmt::format("{} 0 obj\n<< /Type /XRef /W [1 2 1] /Length {} /Size {} /Root 1 0 R {}>>\nstream\n",
                        offsets.size(), rows.size(), offsets.size() + 1, id);
    text += rows + "\nendstream\nendobj\n";
  }
  return text + fmt::format("startxref\n{}\n%%EOF\n", reference);
}

inline const SigningKey& key(unsigned char number = 1) {
  static const std::array<std::array<unsigned char, 32>, 3> seeds{{{0}, {1}, {2}}};
  static const std::array<SigningKey, 3> keys{SigningKey{seeds[0]}, SigningKey{seeds[1]}, SigningKey{seeds[2]}};
  return keys.at(number);
}

inline const std::string origin = "kpu-kota-kediri.example/log";

// A log in which event `paper` issued the document; the other events are of no interest.
class Log {
 public:
  Log(std::int64_t events, std::int64_t paper, std::string_view document) {
    Digest before = empty_chain();
    for (std::int64_t id = 1; id <= events; ++id) {
      EventRow row{.id = id,
                   .office = "3571",
                   .stream_kind = "case",
                   .stream = 1'764'000'000'000'123'456,
                   .version = id,
                   .type = id == paper ? std::string{issuing_event} : "message.sent",
                   .at = 1'764'061'200'000 + id,
                   .actor = 4,
                   .role = "FRONT_DESK",
                   .capacity = "OWN",
                   .step = 0,
                   .days_late = 0,
                   .data = "{}",
                   .records = R"([["RECEIPT",7,"ab"]])"};
      if (id == paper)
        row.data = fmt::format(R"({{"paper":"RECEIPT","token":"K7","sha256":"{}","size":{},"pages":1}})",
                               sha256_hex(document), document.size());
      befores_.push_back(before);
      before = chain_hash(before, row);
      hashes_.push_back(before);
      rows_.push_back(std::move(row));
      grower_.add(leaf_hash(as_bytes(before)), [this](NodeId node, const Digest& hash) {
        nodes_[{node.level, node.place}] = hash;
      });
    }
  }

  [[nodiscard]] NodeAt nodes() const {
    return [this](NodeId node) { return nodes_.at({node.level, node.place}); };
  }
  [[nodiscard]] ReceiptBundle bundle(std::int64_t event, const SigningKey& signer = key()) const {
    const auto at = static_cast<std::size_t>(event - 1);
    ReceiptBundle made;
    made.event = rows_.at(at);
    made.before = befores_.at(at);
    made.hash = hashes_.at(at);
    made.index = at;
    made.path = inclusion_proof(at, rows_.size(), nodes());
    made.checkpoint = sign({.origin = origin, .size = rows_.size(), .root = grower_.root()}, signer);
    made.key = signer.verifier(origin).text();
    made.document = document_of(made.event).value_or(DocumentDigest{});
    return made;
  }

 private:
  std::vector<EventRow> rows_;
  std::vector<Digest> befores_, hashes_;
  std::map<std::pair<unsigned, std::uint64_t>, Digest> nodes_;
  TreeGrower grower_;
};

}  // namespace dumas::proof::testing
