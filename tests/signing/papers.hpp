// PDF files to sign, and the programs of other makers that judge the result.
#pragma once

#include <stdio.h>
#include <sys/wait.h>

#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include "certificates.hpp"

namespace dumas::signing {

// One empty page with a line of text, cross-reference table, no form.
inline std::string small_pdf() {
  const std::string text = "BT /F1 12 Tf 72 720 Td (Surat jawaban) Tj ET";
  const std::vector<std::string> objects{
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
      "<< /Length " + std::to_string(text.size()) + " >>\nstream\n" + text + "\nendstream",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string pdf = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", table;
  std::array<char, 32> row{};
  for (std::size_t index = 0; index < objects.size(); ++index) {
    std::snprintf(row.data(), row.size(), "%010zu 00000 n \n", pdf.size());
    table += row.data();
    pdf += std::to_string(index + 1);
    pdf += " 0 obj\n" + objects[index] + "\nendobj\n";
  }
  const std::size_t xref = pdf.size();
  return pdf + "xref\n0 6\n0000000000 65535 f \n" + table + "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n" +
         std::to_string(xref) + "\n%%EOF\n";
}

struct Outcome {
  int code = -1;
  std::string output;
};

// A shell command with both its outputs.
inline Outcome run(const std::string& command) {
  Outcome outcome;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  std::array<char, 4096> piece{};
  while (pipe && std::fgets(piece.data(), piece.size(), pipe)) outcome.output += piece.data();
  const int status = pipe ? ::pclose(pipe) : -1;
  outcome.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

// Poppler's judgement, without anyone's store of certificates: NSS finds an empty home and starts without one.
inline Outcome pdfsig(const TemporaryFolder& folder, const std::string& pdf) {
  const auto file = folder.write("judged.pdf", pdf);
  return run("HOME='" + file.parent_path().string() + "' pdfsig -nocert '" + file.string() + "'");
}

inline Outcome qpdf_check(const TemporaryFolder& folder, const std::string& pdf) {
  return run("qpdf --check '" + folder.write("checked.pdf", pdf).string() + "'");
}

inline std::size_t count(const std::string& text, std::string_view word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

inline SignatureRequest request(const std::string& name = "Sri Wahyuni") {
  return {.signer_name = name,
          .signer_title = "Sekretaris",
          .reason = "Penandatanganan surat jawaban – é",
          .location = "Kediri",
          .at = signing_day};
}

inline std::string sign_with(const std::string& file, std::string_view pdf,
                             const SignatureRequest& wanted = request()) {
  Pkcs12Signer signer(authorities().folder() / (file + ".p12"));
  auto done = signer.sign(pdf, wanted, right());
  return done.value().bytes;
}

}  // namespace dumas::signing
