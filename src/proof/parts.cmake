# What src/proof needs beside the house's own folders. Included by dumas_library.
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
find_package(boost_json 1.81 REQUIRED CONFIG)
target_link_libraries(dumas_proof PRIVATE PkgConfig::SODIUM PkgConfig::QPDF Boost::json)
target_compile_definitions(dumas_proof PRIVATE POINTERHOLDER_TRANSITION=4) # std::shared_ptr alone in qpdf's headers
