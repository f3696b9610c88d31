// libqpdf reads the file and writes single objects; what is written where is decided here, because a signature must leave
// every earlier byte as it is and libqpdf only writes whole files. Keeps what PDF/A-3 asks of a form (ISO 19005-3, 6.3 and
// 6.4): the widget is printed, an empty rectangle needs no appearance, no action, no NeedAppearances.
#include "signing/signature_field.hpp"

#include "base/qpdf_without_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <set>
#include <vector>

#include "signing/cms_signature.hpp"
#include "signing/pdf_update.hpp"
#include "signing/signature_dictionary.hpp"

namespace dumas::signing {

namespace {

using Handle = QPDFObjectHandle;

constexpr std::size_t most_file_bytes = 2'000'000'000;  // the four bytes of a cross-reference stream's offsets

// A value, and the object in which it is written: itself, or the one it stands in.
struct Place {
  Handle value;
  Handle owner;
};

// The objects of the file that are new or changed.
class Edits {
 public:
  Edits(QPDF& file, int first_free) : file_(file), next_(first_free) {}

  // A new object of the file; the handle refers to it.
  Handle add(Handle value);
  // The same, but written by someone else.
  Handle reserve();
  // What stands under `key`, or `fresh` put there.
  Place inside(Place holder, const std::string& key, Handle fresh);
  void touch(const Place& place) { changed_.insert(place.owner.getObjGen()); }
  [[nodiscard]] std::vector<UpdatedObject> objects() const;

 private:
  QPDF& file_;
  int next_;
  std::set<QPDFObjGen> changed_;
};

Refusal unreadable(std::string_view key) { return {.code = "PDF_UNREADABLE", .key = std::string(key)}; }

Result<PreparedPdf> add_field(std::string_view pdf, const SignatureRequest& request, std::size_t room);
bool forbids_signatures(Handle root);
std::string free_field_name(Handle fields, const std::string& wanted);
Handle widget(const SignatureRequest& request, const std::string& name, Handle page, Handle signature);
Trailer trailer_of(QPDF& file, int size, std::string_view pdf, const SignatureRequest& request);

}  // namespace

Result<PreparedPdf> add_signature_field(std::string_view pdf, const SignatureRequest& request, std::size_t room) {
  // What libqpdf throws says that the file is not what it claims to be; running out of memory is another matter.
  try {
    return add_field(pdf, request, room);
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception&) {
    return unreadable("refusal.pdf_unreadable");
  }
}

namespace {

Result<PreparedPdf> add_field(std::string_view pdf, const SignatureRequest& request, std::size_t room) {
  const auto xref = last_xref(pdf);
  if (!pdf.starts_with("%PDF-") || !xref || pdf.size() > most_file_bytes) return unreadable("refusal.pdf_unreadable");
  QPDF file;
  file.setSuppressWarnings(true);
  file.setAttemptRecovery(false);  // what has to be guessed is not signed
  try {
    file.processMemoryFile("paper", pdf.data(), pdf.size());
  } catch (const QPDFExc& error) {
    return unreadable(error.getErrorCode() == qpdf_e_password ? "refusal.pdf_encrypted" : "refusal.pdf_unreadable");
  }
  if (file.isEncrypted()) return unreadable("refusal.pdf_encrypted");
  const auto known = file.getXRefTable();
  const int size = std::max(file.getTrailer().getKey("/Size").getIntValueAsInt(),
                            known.empty() ? 0 : known.rbegin()->first.getObj() + 1);
  const auto pages = file.getAllPages();
  file.fixDanglingReferences();  // reads every object once
  if (pages.empty() || file.anyWarnings() || known.count(pages.front().getObjGen()) == 0)
    return unreadable("refusal.pdf_unreadable");
  const Handle root = file.getRoot();
  const Handle& page = pages.front();
  if (forbids_signatures(root)) return unreadable("refusal.pdf_certified");

  Edits edits(file, size);
  const bool has_form = !Handle(root).getKey("/AcroForm").isNull();
  auto form = edits.inside({root, root}, "/AcroForm", has_form ? Handle() : edits.add(Handle::newDictionary()));
  if (!form.value.isDictionary()) return unreadable("refusal.pdf_unreadable");
  auto fields = edits.inside(form, "/Fields", Handle::newArray());
  auto annotations = edits.inside({page, page}, "/Annots", Handle::newArray());
  if (!fields.value.isArray() || !annotations.value.isArray()) return unreadable("refusal.pdf_unreadable");
  const Handle signature = edits.reserve();
  const Handle field = edits.add(widget(request, free_field_name(fields.value, request.field), page, signature));
  fields.value.appendItem(field);
  edits.touch(fields);
  annotations.value.appendItem(field);
  edits.touch(annotations);
  // ISO 32000-1, table 219: signatures exist (1); only to be added to (2).
  Handle flags = form.value.getKey("/SigFlags");
  form.value.replaceKey("/SigFlags", Handle::newInteger((flags.isInteger() ? flags.getIntValue() : 0) | 3));
  edits.touch(form);

  auto objects = edits.objects();
  objects.push_back({.number = signature.getObjectID(), .body = signature_dictionary(request, room)});
  std::sort(objects.begin(), objects.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  const auto written = std::find_if(objects.begin(), objects.end(),
                                    [&](const auto& object) { return object.number == signature.getObjectID(); });
  auto update = append_update(pdf, *xref, trailer_of(file, size, pdf, request), objects);
  return with_range(std::move(update.bytes), update.offsets[static_cast<std::size_t>(written - objects.begin())]);
}

Handle Edits::add(Handle value) {
  const QPDFObjGen name(next_++, 0);
  file_.replaceObject(name, value);
  changed_.insert(name);
  return file_.getObject(name);
}

Handle Edits::reserve() {
  const QPDFObjGen name(next_++, 0);
  file_.replaceObject(name, Handle::newDictionary());  // libqpdf drops references to what it does not know
  return file_.getObject(name);
}

Place Edits::inside(Place holder, const std::string& key, Handle fresh) {
  Handle value = holder.value.getKey(key);
  if (value.isNull()) {
    holder.value.replaceKey(key, fresh);
    touch(holder);
    value = fresh;
  }
  return {value, value.isIndirect() ? value : holder.owner};
}

std::vector<UpdatedObject> Edits::objects() const {
  std::vector<UpdatedObject> objects;
  for (const auto& name : changed_)
    objects.push_back({name.getObj(), name.getGen(), file_.getObject(name).unparseResolved()});
  return objects;
}

// A certification signature may forbid every later change (ISO 32000-1, 12.8.2.2, table 254: P 1).
bool forbids_signatures(Handle root) {
  const auto in = [](Handle holder, const char* key) {
    return holder.isDictionary() ? holder.getKey(key) : Handle::newNull();
  };
  Handle references = in(in(in(root, "/Perms"), "/DocMDP"), "/Reference");
  if (!references.isArray()) return false;
  for (int index = 0; index < references.getArrayNItems(); ++index) {
    Handle level = in(in(references.getArrayItem(index), "/TransformParams"), "/P");
    if (level.isInteger() && level.getIntValue() == 1) return true;
  }
  return false;
}

std::string free_field_name(Handle fields, const std::string& wanted) {
  std::set<std::string> taken;
  for (int index = 0; index < fields.getArrayNItems(); ++index) {
    Handle field = fields.getArrayItem(index);
    if (field.isDictionary() && field.getKey("/T").isString()) taken.insert(field.getKey("/T").getUTF8Value());
  }
  std::string base = wanted;
  std::replace(base.begin(), base.end(), '.', '_');  // a point separates the names of nested fields
  std::string name = base;
  for (int number = 2; taken.count(name) != 0; ++number) name = fmt::format("{}{}", base, number);
  return name;
}

// Field and widget in one. The letter itself prints the signature block; the widget is empty and tells a reader who.
Handle widget(const SignatureRequest& request, const std::string& name, Handle page, Handle signature) {
  constexpr int printed_and_locked = 4 | 128;  // ISO 32000-1, table 165
  const std::string comma = request.signer_name.empty() || request.signer_title.empty() ? "" : ", ";
  const std::string said = request.signer_name + comma + request.signer_title;
  Handle field = Handle::newDictionary();
  field.replaceKey("/Type", Handle::newName("/Annot"));
  field.replaceKey("/Subtype", Handle::newName("/Widget"));
  field.replaceKey("/FT", Handle::newName("/Sig"));
  field.replaceKey("/T", Handle::newUnicodeString(name));
  field.replaceKey("/TU", Handle::newUnicodeString(said.empty() ? name : said));
  field.replaceKey("/F", Handle::newInteger(printed_and_locked));
  field.replaceKey("/Rect", Handle::newArray(std::vector<Handle>(4, Handle::newInteger(0))));
  field.replaceKey("/P", page);
  field.replaceKey("/V", signature);
  return field;
}

Trailer trailer_of(QPDF& file, int size, std::string_view pdf, const SignatureRequest& request) {
  Handle trailer = file.getTrailer();
  Handle id = trailer.getKey("/ID");
  // ISO 32000-1, 14.4: the first part stays, the second changes with each update. Made from the content, so that the
  // same request gives the same file.
  const std::string fresh = sha256({pdf, std::to_string(to_millis(request.at)), request.signer_name}).substr(0, 16);
  const bool has_first = id.isArray() && id.getArrayNItems() > 0 && id.getArrayItem(0).isString();
  const std::string first = has_first ? id.getArrayItem(0).getStringValue() : fresh;
  const auto hex = [](const std::string& bytes) { return Handle::newString(bytes).unparseBinary(); };
  return {.size = size,
          .root = file.getRoot().unparse(),
          .info = trailer.getKey("/Info").isIndirect() ? trailer.getKey("/Info").unparse() : "",
          .id = fmt::format("[{} {}]", hex(first), hex(fresh))};
}

}  // namespace
}  // namespace dumas::signing
