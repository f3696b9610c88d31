# Packages of documents/ alone: the papers' templates, and base64 for the office's emblem.
pkg_check_modules(CTEMPLATE REQUIRED IMPORTED_TARGET libctemplate)
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
target_link_libraries(dumas_documents PRIVATE PkgConfig::CTEMPLATE PkgConfig::SODIUM)
