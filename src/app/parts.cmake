# What src/app needs beside the house's own folders: base64 of drawn signatures. Included by dumas_library.
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
target_link_libraries(dumas_app PRIVATE PkgConfig::SODIUM)
