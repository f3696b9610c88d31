// Before libqpdf's headers: leaves out its JSON.hh, which clang 14 (fuzz targets, clang-tidy) cannot compile as C++20, for a
// list of the class stands inside the class. Nothing of it is used here.
#pragma once

#define JSON_HH  // the guard of qpdf/JSON.hh
class JSON;
