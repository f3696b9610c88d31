# What src/signing alone needs: OpenSSL's CMS for signatures, libqpdf to read what a PDF holds.
find_package(OpenSSL 3.0 REQUIRED)
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
target_link_libraries(dumas_signing PRIVATE OpenSSL::Crypto PkgConfig::QPDF)
# libqpdf's word for "no code of the old pointer types", without which its headers warn.
target_compile_definitions(dumas_signing PRIVATE POINTERHOLDER_TRANSITION=4)
