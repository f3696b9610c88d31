// The staff's pages. One .cpp per page.
#pragma once

#include "web/visit.hpp"

namespace dumas::web::pages {

http::Response sign_in(Site&, const Visit&);  // /masuk
http::Response sign_in_post(Site&, const Visit&);
http::Response sign_out_post(Site&, const Visit&);

http::Response work(Site&, const Visit&);          // /kerja: Perlu tindakan saya
http::Response notices(Site&, const Visit&);       // /pemberitahuan
http::Response case_list(Site&, const Visit&);     // /kasus: all, filtered, searched
http::Response case_page(Site&, const Visit&);     // /kasus/{id}
http::Response case_way(Site&, const Visit&);      // /kasus/{id}/alur: its way on the SOP's flowchart
http::Response command_form(Site&, const Visit&);  // /kasus/{id}/perintah/{command}
http::Response command_post(Site&, const Visit&);
http::Response case_document(Site&, const Visit&);  // /kasus/{id}/dokumen/{record}: clean print page
http::Response case_file(Site&, const Visit&);      // /kasus/{id}/berkas/{file}: download
http::Response case_identity(Site&, const Visit&);  // /kasus/{id}/identitas: asks for the reason
http::Response case_identity_post(Site&, const Visit&);
http::Response case_dossier(Site&, const Visit&);  // /kasus/{id}/berkas-perkara: the case as a zip
http::Response case_dossier_post(Site&, const Visit&);

http::Response desk_form(Site&, const Visit&);  // /loket: the quick screen
http::Response desk_post(Site&, const Visit&);
http::Response desk_sent(Site&, const Visit&);       // /loket/terkirim: slip to print
http::Response register_book(Site&, const Visit&);   // /register: Buku Surat Masuk
http::Response register_sheet(Site&, const Visit&);  // /register.xlsx
http::Response outgoing_book(Site&, const Visit&);   // /surat-keluar: Buku Surat Keluar
http::Response outgoing_sheet(Site&, const Visit&);  // /surat-keluar.xlsx
http::Response print_run_post(Site&, const Visit&);  // /surat-keluar/cetak: all letters of the period
http::Response print_run(Site&, const Visit&);       // /surat-keluar/cetak/{id}: how far it is
http::Response print_run_zip(Site&, const Visit&);

http::Response meeting_list(Site&, const Visit&);  // /rapat
http::Response meeting_new(Site&, const Visit&);   // /rapat/baru
http::Response meeting_new_post(Site&, const Visit&);
http::Response meeting_page(Site&, const Visit&);  // /rapat/{id}
http::Response meeting_attendance_post(Site&, const Visit&);
http::Response meeting_document(Site&, const Visit&);  // /rapat/{id}/dokumen/{record}

http::Response recap(Site&, const Visit&);    // /rekap: month by channel, state, row
http::Response account(Site&, const Visit&);  // /akun: password, sessions, language
http::Response account_password_post(Site&, const Visit&);
http::Response account_sessions_post(Site&, const Visit&);  // sign out everywhere
http::Response delegations(Site&, const Visit&);            // /delegasi: Plh. and Plt.
http::Response delegations_post(Site&, const Visit&);
http::Response delegation_end_post(Site&, const Visit&);

// book_papers.cpp: books and recap as PDF.
http::Response register_pdf(Site&, const Visit&);
http::Response outgoing_pdf(Site&, const Visit&);
http::Response recap_pdf(Site&, const Visit&);
// Papers as PDF, frozen ones, signatures and scans.
http::Response case_paper(Site&, const Visit&);
http::Response meeting_paper(Site&, const Visit&);
http::Response issued_paper(Site&, const Visit&);
http::Response issued_paper_file(Site&, const Visit&);
http::Response issued_paper_post(Site&, const Visit&);
http::Response certify_form(Site&, const Visit&);
http::Response certify_post(Site&, const Visit&);
http::Response scan_in(Site&, const Visit&);
http::Response scan_in_post(Site&, const Visit&);

}  // namespace dumas::web::pages
