#!/bin/sh
# Installs a lock file into .venv, making .venv first where there is none that works.
# Does nothing, and needs no network, when that very lock file is installed already.
#
#   sh make/install.sh requirements.txt        PYTHON=/path/to/python3 chooses the interpreter
set -eu
# Where root runs the tests their PostgreSQL runs as another user, who has to read it.
umask 022

export DEBIAN_FRONTEND=noninteractive PIP_DISABLE_PIP_VERSION_CHECK=1

LOCK_FILE=$1
VENV=.venv
INSTALLED=$VENV/installed-$LOCK_FILE
# uv reads the lock file in a fifth of the time that pip takes: 9 seconds instead of 47, from nothing.
UV=uv==0.13.9

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

is_recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if is_recent "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    if [ -n "${PYTHON:-}" ]; then
        stop "PYTHON=$PYTHON is not a Python of 3.11 or newer that runs."
    fi
    stop "The atlas needs Python 3.11 or newer, and none was found on PATH." \
        "On Debian 12, Ubuntu 24.04 and newer:  sudo apt-get install python3 python3-venv" \
        "If you have one elsewhere:             make run PYTHON=/path/to/python3"
}

# Debian and Ubuntu keep the part of Python that makes environments in a package of its own.
ensure_venv_module() {
    if "$1" -c 'import ensurepip, venv' 2>/dev/null; then
        return
    fi
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $package, which $1 needs to make an environment ..."
        apt-get install -qq -y "$package" >/dev/null 2>&1 ||
            { apt-get update -qq && apt-get install -qq -y "$package" >/dev/null; } || true
    fi
    "$1" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "$1 cannot make an environment: its venv module is not installed." \
            "On Debian and Ubuntu type:  sudo apt-get update && sudo apt-get install $package" \
            "and then the same make command again."
}

if ! is_recent "$VENV/bin/python"; then
    python=$(find_python)
    ensure_venv_module "$python"
    echo "Making the environment $VENV with $("$python" --version) ..."
    "$python" -m venv --clear "$VENV"
fi

if cmp -s "$LOCK_FILE" "$INSTALLED"; then
    exit 0
fi

install_with_uv() {
    { [ -x "$VENV/bin/uv" ] || "$VENV/bin/python" -m pip install --quiet "$UV"; } &&
        "$VENV/bin/uv" pip install --quiet --python "$VENV/bin/python" -r "$LOCK_FILE"
}

# Slower, but knows a mirror named in pip's own configuration, which uv does not read.
install_with_pip() {
    "$VENV/bin/python" -m pip install --quiet -r "$LOCK_FILE"
}

echo "Installing $LOCK_FILE (about a minute the first time) ..."
install_with_uv || install_with_pip ||
    stop "$LOCK_FILE could not be installed: see the messages above." \
        "Installing needs the Python package registry; once it has worked, starting needs no network."
cp "$LOCK_FILE" "$INSTALLED"
