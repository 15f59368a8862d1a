"""How large a package and its parts may be. Generous for a service, small for an attack."""

FILES_AT_MOST = 80
FILE_BYTES_AT_MOST = 256 * 1024
PACKAGE_BYTES_AT_MOST = 2 * 1024 * 1024
YAML_NODES_AT_MOST = 5_000
YAML_DEPTH_AT_MOST = 12
FIELDS_AT_MOST = 200
