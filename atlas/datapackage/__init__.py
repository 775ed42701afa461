"""The data package: everything that the atlas knows as files, described for programs and people.

A Frictionless data package (https://datapackage.org/standard/data-package/): CSV with a schema for
each table, a README, the codebook, and the same as one workbook. The same store gives the same
bytes.
"""

from atlas.datapackage.folder import NotOurs, Unwritten, write_package
from atlas.datapackage.package import FILE_COUNT, package_files, workbook_of, zip_package

__all__ = [
    "FILE_COUNT",
    "NotOurs",
    "Unwritten",
    "package_files",
    "workbook_of",
    "write_package",
    "zip_package",
]
