# Packages of documents/ alone: the books as workbooks, in spreadsheet.cpp.
pkg_check_modules(XLSXWRITER REQUIRED IMPORTED_TARGET xlsxwriter)
target_link_libraries(dumas_documents PRIVATE PkgConfig::XLSXWRITER)
