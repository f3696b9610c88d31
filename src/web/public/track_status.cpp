// /lacak/status: what has become of the complaint, in the citizen's words, and his messages to the office. Nothing of
// staff, notes or opinions stands here (app/tracking).
#include <algorithm>

#include "app/case_text.hpp"
#include "app/execute.hpp"
#include "app/uploads.hpp"
#include "documents/long_date.hpp"
#include "web/fields.hpp"
#include "web/form_reader.hpp"
#include "web/public/pages.hpp"
#include "web/public/parts.hpp"
#include "web/public/track_parts.hpp"

namespace dumas::web::pages {
namespace {

using app::PublicStatus;

constexpr std::string_view template_name = "public/track_status.html";

std::string_view kind_of(PublicStatus status) {
  switch (status) {
    case PublicStatus::Received:
    case PublicStatus::Process:
    case PublicStatus::Waiting:
    case PublicStatus::Answered:
    case PublicStatus::Closed: return name(status);
    case PublicStatus::Forwarded:
    case PublicStatus::Declined:
    case PublicStatus::Withdrawn:
    case PublicStatus::Lapsed: return "ended";
  }
  return "ended";
}

std::string when(const Site& site, const Visit& visit, Instant at) {
  return documents::long_date_and_time(at, site.app.calendar().zone(), visit.language);
}

void show_dates(View& view, const Site& site, const Visit& visit, const app::CitizenView& citizen) {
  const auto& calendar = site.app.calendar();
  const auto shown = [&](Date date) { return documents::day_and_long_date(date, visit.language); };
  if (citizen.answered) {
    view.set_if("ANSWERED_ON", when(site, visit, *citizen.answered));
    return;
  }
  if (!citizen.open) return;
  if (!citizen.registered) {
    const auto& sop = site.app.sops().newest();
    const Date due = calendar.day_one(citizen.received, sop.day_type);
    const bool late = site.app.clock().now() > calendar.due_instant(due);
    view.set_if(late ? "REGISTER_LATE" : "REGISTER_BY", shown(due));
    return;
  }
  if (citizen.day > 0) {
    View day = view.section("HAS_DAY");
    day.set_integer("DAY", citizen.day).set_integer("LAST_DAY", citizen.days);
    for (int n = 1; n <= citizen.days; ++n) {
      View step = day.section("PROGRESS");
      if (n <= citizen.day) step.show("DONE");
    }
  }
  if (citizen.promised) view.set_if(citizen.late ? "LATE" : "PROMISE", shown(*citizen.promised));
}

void show_story(View& view, const Site& site, const Visit& visit, const app::CitizenView& citizen) {
  for (auto event = citizen.events.rbegin(); event != citizen.events.rend(); ++event)
    view.section("STORY").set("TEXT", visit.text(site, event->key)).set("WHEN", when(site, visit, event->at));
}

void show_messages(View& view, const Site& site, const Visit& visit, const app::CitizenView& citizen) {
  if (citizen.messages.empty()) view.show("NO_MESSAGES");
  for (const auto& message : citizen.messages) {
    View row = view.section("MESSAGES");
    row.set("TEXT", message.text)
        .set("WHEN", when(site, visit, message.at))
        .show(message.by_reporter ? "MINE" : "THEIRS");
  }
  if (citizen.files.empty()) return;
  View sent = view.section("HAS_SENT_FILES");
  for (const auto& file : citizen.files) sent.section("SENT_FILES").set("NAME", file);
}

// What is being written: kept when the sending failed, or when the half hour ended in the middle of it.
struct Message {
  std::string text, key;
  std::vector<Refusal> faults{};
  std::string notice{};
};

Message typed_message(Site& site, const http::Form& form) {
  std::string key = form.text("idempotency");
  return {.text = form.text("text"), .key = key.empty() ? new_key(site) : key};
}

Message unsent_message(Site& site, const Visit& visit, const app::CitizenView& citizen) {
  Message message{.text = "", .key = new_key(site)};
  const auto draft = site.desk.drafts.load(message_owner(site, visit, citizen.tracking_code), message_draft);
  if (!draft) return message;
  const auto text = draft->fields.find("text");
  if (text != draft->fields.end() && !text->second.empty()) message.text = text->second.front();
  message.notice = "citizen.message_kept";
  return message;
}

// The citizen's own papers: the receipt since the registration, the answer once it was delivered.
void show_downloads(View& view, const Site& site, const Visit& visit, const app::CitizenView& citizen) {
  if (!citizen.registered) return;
  View list = view.section("HAS_DOWNLOADS");
  const auto offer = [&list](std::string_view href, const std::string& label) {
    list.section("DOWNLOADS").set("HREF", href).set("LABEL", label);
  };
  if (citizen.answer) {
    offer("/lacak/jawaban", visit.text(site, "citizen.answer_link", {citizen.answer_no}));
    offer("/lacak/surat/jawaban.pdf", visit.text(site, "paper.my_answer"));
  }
  offer("/lacak/surat/tanda-terima.pdf", visit.text(site, "paper.my_receipt"));
}

// `files`: what waits to be sent with the message.
View filled_view(const Site& site, const Visit& visit, const app::CitizenView& citizen, const Message& message,
                 const std::vector<store::Attachment>& files) {
  View view = make_view(site, visit);
  view.show("AT_TRACK");
  const std::string word = "public_status." + std::string{name(citizen.status)};
  view.set("CODE", app::grouped(citizen.tracking_code)).set("SUBJECT", citizen.subject);
  view.set("STATUS_KIND", kind_of(citizen.status))
      .set("STATUS", visit.text(site, word))
      .set("STATUS_TEXT", visit.text(site, word + "_text"));
  view.set_if("REGISTER_NO", citizen.register_no);
  show_dates(view, site, visit, citizen);
  show_downloads(view, site, visit, citizen);
  show_story(view, site, visit, citizen);
  show_messages(view, site, visit, citizen);
  if (citizen.open) {
    View form = view.section("CAN_WRITE");
    form.set("IDEMPOTENCY", message.key);
    show_value(form, "text", printable(message.text));
    show_file_limits(form);
    show_files(form, visit, files);
  }
  if (!message.notice.empty())
    show_notice(view, site, visit, message.notice,
                message.notice == "citizen.message_sent" ? NoticeKind::Success : NoticeKind::Plain);
  if (!message.faults.empty()) show_faults(view, site, visit, together(message.faults));
  return view;
}

std::vector<store::Attachment> waiting_files(const Site& site, const Visit& visit, const app::CitizenView& citizen) {
  if (!citizen.open) return {};
  return app::waiting_uploads(site.app, message_owner(site, visit, citizen.tracking_code).key());
}

http::Response show(Site& site, const Visit& visit, const app::CitizenView& citizen, const Message& message,
                    int status) {
  const View view = filled_view(site, visit, citizen, message, waiting_files(site, visit, citizen));
  return page(site, visit, template_name, view, status);
}

// Whether the page shows what everybody with this code sees, and nothing of this browser but the secrets of its form.
bool shows_case_alone(const Site& site, const Visit& visit, const Message& message,
                      const std::vector<store::Attachment>& files) {
  const bool untouched = message.text.empty() && message.notice.empty() && message.faults.empty() && files.empty();
  return untouched && !visit.staff && !site.rehearsal && visit.request.target == "/lacak/status";
}

http::Response show_remembered(Site& site, const Visit& visit, const RememberedPages::Of& citizen,
                               const Message& message) {
  const auto files = waiting_files(site, visit, *citizen);
  if (!shows_case_alone(site, visit, message, files))
    return page(site, visit, template_name, filled_view(site, visit, *citizen, message, files));
  const auto write = [&](const FormSecrets& marks) {
    Visit marked = visit;
    marked.csrf = marks.csrf;
    const Message empty{.text = "", .key = marks.key};
    return site.views.render(template_name, visit.language, filled_view(site, marked, *citizen, empty, {}));
  };
  const auto marks = [&site] { return FormSecrets{new_key(site), new_key(site)}; };
  return http::html(200, site.status_pages->page(citizen, visit.language, {visit.csrf, message.key}, marks, write));
}

// The half hour is over in the middle of a message: its text and files wait until code and PIN are typed again.
http::Response keep_for_later(Site& site, const Visit& visit) {
  constexpr std::size_t longest_code = 20;
  const http::Form& form = visit.request.form;
  const std::string code = normalise_code(form.text("kode").substr(0, longest_code));
  const auto owner = message_owner(site, visit, code);
  (void)keep_files(site, visit, owner);
  const std::string text = printable(form.text("text"));
  if (!text.empty()) site.desk.drafts.save(owner, message_draft, {{"text", {text}}});
  return to_track_form(printable(code), "berakhir");
}

http::Response send(Site& site, const Visit& visit, const app::CitizenView& citizen) {
  const http::Form& form = visit.request.form;
  const auto owner = message_owner(site, visit, citizen.tracking_code);
  if (form.has("hapus")) {
    app::drop_upload(site.app, owner.key(), FileId{std::atoll(form.text("hapus").c_str())});
    return show(site, visit, citizen, typed_message(site, form), 200);
  }
  Message message = typed_message(site, form);
  message.faults = keep_files(site, visit, owner);
  complaint::Command command = complaint::SendMessage{};
  const auto read = read_form(form, command, {{"text"}});
  auto& sending = std::get<complaint::SendMessage>(command);
  for (const auto& file : app::waiting_uploads(site.app, owner.key())) sending.evidence.push_back(file.id);
  const bool only_files = !read && read.refusal().key == "error.required" && !sending.evidence.empty();
  if (only_files)
    sending.text = site.catalogue.text(Language::Indonesian, "citizen.files_only");
  else if (!read)
    message.faults.push_back(read.refusal());
  const bool full = std::any_of(message.faults.begin(), message.faults.end(),
                                [](const auto& fault) { return fault.code == "DISK_FULL"; });
  if (!message.faults.empty()) return show(site, visit, citizen, message, full ? 507 : 422);

  const auto receipt =
      app::execute(site.app, app::CaseRequest{.command = std::move(command),
                                              .actor = {.user = {}, .role = complaint::Role::Reporter},
                                              .case_id = citizen.id,
                                              .expected_version = std::nullopt,
                                              .idempotency_key = app::id_text(citizen.id.value) + ":" + message.key,
                                              .file_owner = owner.key()});
  if (!receipt) {
    message.faults.push_back(receipt.refusal());
    return show(site, visit, citizen, message, 422);
  }
  if (site.desk.drafts.load(owner, message_draft)) site.desk.drafts.drop(owner, message_draft);
  return http::see_other("/lacak/status?terkirim=1");
}

}  // namespace

// One look at the database for everything on the page.
http::Response track_status(Site& site, const Visit& visit) {
  return site.app.readers().with([&](store::Connection&) {
    const auto citizen = open_case(site, visit);
    if (!citizen) return http::see_other("/lacak?berakhir=1");
    Message message = unsent_message(site, visit, *citizen);
    if (visit.request.query.has("terkirim")) message.notice = "citizen.message_sent";
    return show_remembered(site, visit, citizen, message);
  });
}

http::Response track_message_post(Site& site, const Visit& visit) {
  // As in the report: a broken upload comes without its token, and then nothing of it is kept.
  const bool trusted = app::Sessions::csrf_matches(visit.csrf, visit.request.form.text("csrf"));
  const auto citizen = open_case(site, visit);
  if (!trusted) return error_page(site, visit, 403);
  const auto unsaved = [&](const NotSaved& failed) {
    if (!citizen) return error_page(site, visit, 503, 2);
    Message message = typed_message(site, visit.request.form);
    message.faults.push_back(
        {.code = "NOT_SAVED",
         .key = std::string{failed.status == 503 ? "citizen.check_too_busy" : "citizen.check_disk_full"}});
    return show(site, visit, *citizen, message, failed.status);
  };
  return saving([&] { return citizen ? send(site, visit, *citizen) : keep_for_later(site, visit); }, unsaved);
}

}  // namespace dumas::web::pages
