find_package(rapidcheck REQUIRED)
# Receipts are read back by a library of PDF, as a reader's program would.
pkg_check_modules(QPDF REQUIRED IMPORTED_TARGET libqpdf)
target_link_libraries(test_proof PRIVATE rapidcheck PkgConfig::QPDF)
target_compile_definitions(test_proof PRIVATE POINTERHOLDER_TRANSITION=4)
