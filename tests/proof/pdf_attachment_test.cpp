// The update is a PDF that others can read: libqpdf finds the attachment, and everything that stood there before.
#include "proof/pdf_attachment.hpp"

#include <doctest/doctest.h>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include "proof/paper.hpp"

using namespace dumas;
using namespace dumas::proof;
using testing::Form;
using testing::pdf;

namespace {

std::string receipt_of(const std::string& document) {
  auto made = attach(document, write_bundle(testing::Log{5, 3, document}.bundle(3)));
  REQUIRE(made.ok());
  return *made;
}

struct Opened {
  explicit Opened(const std::string& bytes) : text(bytes) {
    file.setSuppressWarnings(true);
    file.setAttemptRecovery(false);
    file.processMemoryFile("receipt", text.data(), text.size());
  }
  std::string text;
  QPDF file;
};

std::string attached(Opened& pdf) {
  auto file = QPDFEmbeddedFileDocumentHelper(pdf.file).getEmbeddedFile(std::string{attachment_name});
  REQUIRE(file);
  auto buffer = file->getEmbeddedFileStream().getStreamData();
  return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

}  // namespace

TEST_CASE("the frozen bytes stay, and the proof is an associated file, whichever cross-references the PDF has") {
  for (const Form form : {Form::Table, Form::Stream}) {
    const std::string document = pdf(form);
    const std::string receipt = receipt_of(document);
    CHECK(receipt.starts_with(document));
    Opened opened(receipt);
    const std::string bundle = attached(opened);
    CHECK_FALSE(opened.file.anyWarnings());
    const auto found = find_bundle(receipt);
    REQUIRE(found.has_value());
    CHECK(receipt.substr(found->begin, found->end - found->begin) == bundle);
    CHECK(read_bundle(bundle)->event.id == 3);

    auto root = opened.file.getRoot();
    REQUIRE(root.getKey("/AF").getArrayNItems() == 1);
    auto file = root.getKey("/AF").getArrayItem(0);
    CHECK(file.getKey("/AFRelationship").getName() == "/Data");
    CHECK(file.getKey("/UF").getUTF8Value() == "bukti-dumas.json");
    auto stream = file.getKey("/EF").getKey("/F");
    CHECK(stream.getDict().getKey("/Subtype").getName() == "/application/json");
    CHECK(stream.getDict().getKey("/Params").getKey("/ModDate").getStringValue() == "D:20251125090000+00'00'");
    CHECK(root.getKey("/Lang").getStringValue() == "id-ID");
    CHECK(root.getKey("/MarkInfo").getKey("/Marked").getBoolValue());
    CHECK(opened.file.getAllPages().size() == 1);
    CHECK(opened.file.getTrailer().getKey("/ID").getArrayItem(0).getStringValue() ==
          QPDFObjectHandle::parse("<00112233445566778899aabbccddeeff>").getStringValue());
  }
}

TEST_CASE("attachments and names that stood there before stay") {
  const std::string before =
      "/AF [3 0 R] /Names << /Dests << /Names [(a) 3 0 R] >> /EmbeddedFiles << /Names [(data.xml) 3 0 R (z) 3 0 R] >> "
      ">> "
      "/Title#20x (\\(\\)\\\\) /Real -0.50 /Nothing null ";
  Opened opened(receipt_of(pdf(Form::Table, before)));
  auto root = opened.file.getRoot();
  CHECK(root.getKey("/AF").getArrayNItems() == 2);
  CHECK(root.getKey("/Names").getKey("/Dests").getKey("/Names").getArrayNItems() == 2);
  auto files = root.getKey("/Names").getKey("/EmbeddedFiles").getKey("/Names");
  REQUIRE(files.getArrayNItems() == 6);
  CHECK(files.getArrayItem(0).getUTF8Value() == "bukti-dumas.json");  // sorted, as a name tree must be
  CHECK(files.getArrayItem(2).getUTF8Value() == "data.xml");
  CHECK(root.getKey("/Title x").getStringValue() == "()\\");
  CHECK(root.getKey("/Real").getNumericValue() == doctest::Approx(-0.5));
  CHECK(attached(opened).size() > 100);
}

TEST_CASE("the update follows from paper and proof alone, in the form it has had from the beginning") {
  const std::string document = pdf();
  const std::string receipt = receipt_of(document);
  CHECK(receipt == receipt_of(document));
  // Receipts in people's hands are verified by making the update again. When this changes, raise bundle_format and keep
  // the old form for the old ones.
  CHECK(sha256_hex(std::string_view(receipt).substr(document.size())) ==
        "fe2f05273e302534703c728a1099aaa054bc249887984c178e43b022533e5f40");
  const std::string other = pdf(Form::Stream);
  CHECK(sha256_hex(std::string_view(receipt_of(other)).substr(other.size())) ==
        "0e7ece5c8b38b8b157640773ad6291c7eaa8554a4483bb5c695bc71376bd61a6");
}

TEST_CASE("what is no whole PDF, or holds a proof already, is refused") {
  const auto refusal = [](const std::string& document) {
    const auto made = attach(document, write_bundle(testing::Log{5, 3, document}.bundle(3)));
    return made ? std::string{"OK"} : made.refusal().code;
  };
  CHECK(refusal(pdf()) == "OK");
  CHECK(refusal("") == "PROOF_OF_ANOTHER_PAPER");  // no event issues an empty paper
  CHECK(refusal("%PDF-1.7 is not one") == "PDF_UNREADABLE");
  CHECK(refusal(pdf().substr(0, 300)) == "PDF_UNREADABLE");
  std::string shifted = pdf();
  shifted.insert(30, 1, ' ');
  CHECK(refusal(shifted) == "PDF_UNREADABLE");
  CHECK(refusal(receipt_of(pdf())) == "PDF_HAS_PROOF");
  CHECK(attach(pdf(), "{}").refusal().code == "PROOF_UNREADABLE");
}
