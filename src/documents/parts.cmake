# Packages of documents/ alone: the papers' templates, base64 for the office's emblem, the books as workbooks.
pkg_check_modules(CTEMPLATE REQUIRED IMPORTED_TARGET libctemplate)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
target_link_libraries(dumas_documents PRIVATE PkgConfig::CTEMPLATE PkgConfig::SODIUM PkgConfig::XLSXWRITER)
