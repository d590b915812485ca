#!/bin/sh
# Counts the features that GDAL reads in each file, over all its layers.
#
# Usage: check_ogr.sh FILE...
# Prints `FILE: N features, M layers` a file; exits 1 when GDAL cannot read one or warns.
set -eu

for file in "$@"; do
    if ! answer=$(ogrinfo -ro -so -al "$file" 2>&1); then
        printf '%s: %s\n' "$file" "$answer" >&2
        exit 1
    fi
    # The summary does not look at values; a full reading does.
    if ! complaints=$(ogrinfo -ro -al -q "$file" 2>&1 >/dev/null); then
        printf '%s: %s\n' "$file" "$complaints" >&2
        exit 1
    fi
    if printf '%s\n%s\n' "$answer" "$complaints" | grep -E '^(ERROR|Warning|FAILURE)' >&2; then
        printf '%s: GDAL complains\n' "$file" >&2
        exit 1
    fi
    printf '%s\n' "$answer" | awk -v file="$file" '
        /^Feature Count: / { features += $3; layers += 1 }
        END { printf "%s: %d features, %d layers\n", file, features, layers }'
done
