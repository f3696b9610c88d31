# What reads scans: QR codes, PDF as a picture, the picture formats, PDF put together, the child's system call filter.
pkg_check_modules(SCAN REQUIRED IMPORTED_TARGET zxing poppler-cpp libturbojpeg libpng libtiff-4 libqpdf libseccomp zlib)
target_link_libraries(dumas_scan PRIVATE PkgConfig::SCAN)
target_compile_definitions(dumas_scan PRIVATE POINTERHOLDER_TRANSITION=4) # libqpdf's own pointers are std::shared_ptr
# clang 14 (bin/check tidy) cannot read libqpdf 11's JSON.hh as C++20: a vector of an incomplete class, destroyed in it.
set_source_files_properties(${CMAKE_CURRENT_SOURCE_DIR}/src/scan/assembly.cpp PROPERTIES COMPILE_OPTIONS -std=c++17)
