# What src/app needs beside the house's own folders: base64 of drawn signatures. Included by dumas_library.
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
target_link_libraries(dumas_app PRIVATE PkgConfig::SODIUM)
# The log.
find_package(spdlog REQUIRED)
target_link_libraries(dumas_app PRIVATE spdlog::spdlog)
find_package(boost_json 1.81 REQUIRED CONFIG)
target_link_libraries(dumas_app PRIVATE Boost::json)
# The zip of a dossier, in dossier/archive.cpp.
pkg_check_modules(ARCHIVE REQUIRED IMPORTED_TARGET libarchive)
target_link_libraries(dumas_app PRIVATE PkgConfig::ARCHIVE)
