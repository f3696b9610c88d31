# What src/documents needs beside the house's own folders: the code on a page, the filter around the renderer's worker.
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(SECCOMP REQUIRED IMPORTED_TARGET libseccomp)
target_link_libraries(dumas_documents PRIVATE PkgConfig::QRENCODE PkgConfig::SECCOMP)
# The papers' templates, base64 for the office's emblem, the books as workbooks.
pkg_check_modules(CTEMPLATE REQUIRED IMPORTED_TARGET libctemplate)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
target_link_libraries(dumas_documents PRIVATE PkgConfig::CTEMPLATE PkgConfig::SODIUM PkgConfig::XLSXWRITER)
