#include "web/routes.hpp"

#include <array>

#include "web/admin/pages.hpp"
#include "web/public/pages.hpp"
#include "web/staff/pages.hpp"

namespace dumas::web {
namespace {

using complaint::Permission;
using http::Method;

constexpr Route open_get(std::string_view pattern, Page page) {
  return {Method::Get, pattern, Entrance::Everyone, std::nullopt, FormToken::None, page};
}
constexpr Route open_post(std::string_view pattern, Page page) {
  return {Method::Post, pattern, Entrance::Everyone, std::nullopt, FormToken::Checked, page};
}
constexpr Route staff_get(std::string_view pattern, Page page) {
  return {Method::Get, pattern, Entrance::Staff, std::nullopt, FormToken::None, page};
}
constexpr Route staff_post(std::string_view pattern, Page page) {
  return {Method::Post, pattern, Entrance::Staff, std::nullopt, FormToken::Checked, page};
}
constexpr Route get(std::string_view pattern, Permission permission, Page page) {
  return {Method::Get, pattern, Entrance::Permitted, permission, FormToken::None, page};
}
constexpr Route post(std::string_view pattern, Permission permission, Page page) {
  return {Method::Post, pattern, Entrance::Permitted, permission, FormToken::Checked, page};
}

// clang-format off
constexpr std::array table{
    open_get("/", pages::home),
    open_post("/bahasa", pages::change_language),
    open_get("/sop", pages::sop),
    open_get("/sop.pdf", pages::sop_pdf),
    open_get("/formulir.pdf", pages::blank_form),
    open_get("/privasi", pages::privacy),
    open_get("/aksesibilitas", pages::accessibility),
    open_get("/lapor", pages::report_start),
    open_get("/lapor/kejadian", pages::report_event),
    open_post("/lapor/kejadian", pages::report_event_post),
    open_get("/lapor/rincian", pages::report_details),
    open_post("/lapor/rincian", pages::report_details_post),
    open_get("/lapor/bukti", pages::report_evidence),
    open_post("/lapor/bukti", pages::report_evidence_post),
    open_get("/lapor/pelapor", pages::report_reporter),
    open_post("/lapor/pelapor", pages::report_reporter_post),
    open_get("/lapor/periksa", pages::report_check),
    open_post("/lapor/periksa", pages::report_check_post),
    open_get("/lapor/terkirim", pages::report_sent),
    open_get("/lapor/terkirim/qr.svg", pages::report_sent_qr),
    open_get("/lacak", pages::track),
    open_post("/lacak", pages::track_post),
    open_get("/lacak/status", pages::track_status),
    open_post("/lacak/status", pages::track_message_post),
    open_get("/lacak/jawaban", pages::track_answer),
    open_get("/lacak/surat/{kind}", pages::track_paper),
    open_post("/lacak/selesai", pages::track_leave_post),
    open_get("/periksa", pages::verify),
    open_get("/periksa/kunci", pages::verify_key),
    open_get("/periksa/{code}", pages::verify_paper),
    open_post("/periksa/{code}", pages::verify_paper_post),
    open_get("/periksa/{code}/bukti.json", pages::verify_paper_proof),
    open_get("/gaya/surat/{file}", pages::paper_style),
    open_get("/masuk", pages::sign_in),
    open_post("/masuk", pages::sign_in_post),
    open_get("/siapkan", pages::set_up),
    open_post("/siapkan", pages::set_up_post),

    staff_post("/keluar", pages::sign_out_post),
    staff_get("/kerja", pages::work),
    staff_get("/pemberitahuan", pages::notices),
    staff_get("/akun", pages::account),
    staff_post("/akun/sandi", pages::account_password_post),
    staff_post("/akun/sesi", pages::account_sessions_post),
    // Each paper asks for itself who may know of it: that of a case or that of a meeting.
    staff_get("/surat/{id}", pages::issued_paper),
    staff_get("/surat/{id}/{file}", pages::issued_paper_file),

    get("/kasus", Permission::ReadCases, pages::case_list),
    get("/kasus/{id}", Permission::ReadCases, pages::case_page),
    get("/kasus/{id}/alur", Permission::ReadCases, pages::case_way),
    get("/kasus/{id}/perintah/{command}", Permission::ReadCases, pages::command_form),
    post("/kasus/{id}/perintah/{command}", Permission::ReadCases, pages::command_post),
    get("/kasus/{id}/dokumen/{record}", Permission::ReadCases, pages::case_document),
    get("/kasus/{id}/dokumen/{record}/{file}", Permission::ReadCases, pages::case_paper),
    get("/kasus/{id}/dokumen/{record}/{file}/tanda-tangan", Permission::ReadCases, pages::certify_form),
    post("/kasus/{id}/dokumen/{record}/{file}/tanda-tangan", Permission::ReadCases, pages::certify_post),
    get("/kasus/{id}/berkas/{file}", Permission::ReadCases, pages::case_file),
    get("/kasus/{id}/identitas", Permission::RevealIdentity, pages::case_identity),
    post("/kasus/{id}/identitas", Permission::RevealIdentity, pages::case_identity_post),
    get("/kasus/{id}/berkas-perkara", Permission::ReadCases, pages::case_dossier),
    post("/kasus/{id}/berkas-perkara", Permission::ReadCases, pages::case_dossier_post),
    get("/loket", Permission::WriteRegister, pages::desk_form),
    post("/loket", Permission::WriteRegister, pages::desk_post),
    get("/loket/terkirim", Permission::WriteRegister, pages::desk_sent),
    get("/register", Permission::ReadRegister, pages::register_book),
    get("/register.xlsx", Permission::ReadRegister, pages::register_sheet),
    get("/surat-keluar", Permission::ReadRegister, pages::outgoing_book),
    get("/surat-keluar.xlsx", Permission::ReadRegister, pages::outgoing_sheet),
    post("/surat-keluar/cetak", Permission::RevealIdentity, pages::print_run_post),
    get("/surat-keluar/cetak/{id}", Permission::RevealIdentity, pages::print_run),
    get("/surat-keluar/cetak/{id}/surat.zip", Permission::RevealIdentity, pages::print_run_zip),
    get("/rapat", Permission::ReadMeetings, pages::meeting_list),
    get("/rapat/baru", Permission::ManageMeetings, pages::meeting_new),
    post("/rapat/baru", Permission::ManageMeetings, pages::meeting_new_post),
    get("/rapat/{id}", Permission::ReadMeetings, pages::meeting_page),
    post("/rapat/{id}/kehadiran", Permission::ManageMeetings, pages::meeting_attendance_post),
    get("/rapat/{id}/dokumen/{record}", Permission::ReadMeetings, pages::meeting_document),
    get("/rapat/{id}/dokumen/{record}/{file}", Permission::ReadMeetings, pages::meeting_paper),
    post("/surat/{id}", Permission::FileScans, pages::issued_paper_post),
    get("/pindai", Permission::FileScans, pages::scan_in),
    post("/pindai", Permission::FileScans, pages::scan_in_post),
    get("/register.pdf", Permission::ReadRegister, pages::register_pdf),
    get("/surat-keluar.pdf", Permission::ReadRegister, pages::outgoing_pdf),
    get("/rekap.pdf", Permission::ReadReports, pages::recap_pdf),
    get("/rekap", Permission::ReadReports, pages::recap),
    get("/delegasi", Permission::Delegate, pages::delegations),
    post("/delegasi", Permission::Delegate, pages::delegations_post),
    post("/delegasi/{id}/akhiri", Permission::Delegate, pages::delegation_end_post),

    get("/admin/pengguna", Permission::ManageUsers, pages::user_list),
    get("/admin/pengguna/baru", Permission::ManageUsers, pages::user_new),
    post("/admin/pengguna/baru", Permission::ManageUsers, pages::user_new_post),
    get("/admin/pengguna/{id}", Permission::ManageUsers, pages::user_page),
    post("/admin/pengguna/{id}", Permission::ManageUsers, pages::user_post),
    get("/admin/surat", Permission::ManageUsers, pages::paper_list),
    post("/admin/surat", Permission::ManageUsers, pages::paper_reload_post),
    get("/admin/surat/{kind}", Permission::ManageUsers, pages::paper_page),
    get("/admin/surat/{kind}/contoh", Permission::ManageUsers, pages::paper_sample),
    get("/admin/surat/{kind}/contoh.pdf", Permission::ManageUsers, pages::paper_sample_pdf),
    get("/audit", Permission::ReadAudit, pages::audit),
};
// clang-format on

}  // namespace

std::span<const Route> routes() { return table; }

}  // namespace dumas::web
