// Pages of the administrator, who sees no case, and of the auditor, who changes nothing.
#pragma once

#include "web/visit.hpp"

namespace dumas::web::pages {

http::Response set_up(Site&, const Visit&);  // /siapkan: the first administrator, with the token the server printed
http::Response set_up_post(Site&, const Visit&);
http::Response user_list(Site&, const Visit&);  // /admin/pengguna
http::Response user_new(Site&, const Visit&);
http::Response user_new_post(Site&, const Visit&);
http::Response user_page(Site&, const Visit&);          // /admin/pengguna/{id}
http::Response user_post(Site&, const Visit&);          // roles, disable, enable, new password
http::Response paper_list(Site&, const Visit&);         // /admin/surat: the templates, and what is wrong with them
http::Response paper_reload_post(Site&, const Visit&);  // reads the office's own templates anew
http::Response paper_page(Site&, const Visit&);         // /admin/surat/{kind}: its fields
http::Response paper_sample(Site&, const Visit&);
http::Response paper_sample_pdf(Site&, const Visit&);  // /admin/surat/{kind}/contoh: the paper with sample data
http::Response paper_style(Site&, const Visit&);       // /gaya/surat/{kind}.css: the style of every paper on screen
http::Response audit(Site&, const Visit&);             // /audit: the security log

}  // namespace dumas::web::pages
