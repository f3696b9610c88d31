# What reads scans: QR codes, PDF as a picture, the picture formats, PDF put together, the child's system call filter.
pkg_check_modules(SCAN REQUIRED IMPORTED_TARGET zxing poppler-cpp libturbojpeg libpng libtiff-4 libqpdf libseccomp zlib)
target_link_libraries(dumas_scan PRIVATE PkgConfig::SCAN)
target_compile_definitions(dumas_scan PRIVATE POINTERHOLDER_TRANSITION=4) # libqpdf's own pointers are std::shared_ptr
