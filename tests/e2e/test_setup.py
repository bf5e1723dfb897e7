"""The commands that set the phone up: what they ask for, what they install, what they take away again."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = tuple(f"packaging/requirements-{name}.lock" for name in ("run", "dev", "package"))


def _tool(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def debian(tmp_path: Path) -> Path:
    """A folder of commands that play a Debian where only two of the packages are installed."""
    tools = tmp_path / "tools"
    tools.mkdir()
    _tool(
        tools,
        "dpkg-query",
        "printf 'installed libegl1, \\ninstalled libglib2.0-0t64, libglib2.0-0 (= 2.80)\\n'",
    )
    _tool(tools, "id", "echo ${FAKE_UID:-1000}")
    _tool(tools, "apt-get", f'echo "$@" >>{tmp_path}/apt.log; cat "$POLICY_RC_D" >>{tmp_path}/policy.log')
    _tool(tools, "deb-systemd-helper", "exit 0")
    return tools


def _system_packages(tools: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = f"{tools}:{os.environ['PATH']}"
    variables = {**os.environ, "PATH": path, "DISPLAY": "", "WAYLAND_DISPLAY": "", **environment}
    command = [str(ROOT / "packaging/system-packages"), *arguments]
    return subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)


def test_a_person_without_root_is_told_the_exact_line_to_run(debian: Path) -> None:
    """Missing system packages: one line to copy, a failing status, and nothing is installed."""
    asked = _system_packages(debian, "run")
    assert asked.returncode == 1
    line = next(line for line in asked.stderr.splitlines() if "sudo" in line)
    assert line.startswith("  sudo apt-get install ")
    assert " libpulse0 " in line
    assert not (debian.parent / "apt.log").exists()


def test_what_is_installed_is_not_asked_for_again(debian: Path) -> None:
    """An installed package counts under its own name and under the names that it provides."""
    words = _system_packages(debian, "run").stderr.split()
    assert "libegl1" not in words
    assert "libglib2.0-0" not in words


def test_root_installs_what_is_missing_and_removes_nothing(debian: Path) -> None:
    """As root: one update, one install that may not remove packages, and no service started by it."""
    policy = debian / "policy-rc.d"
    asked = _system_packages(debian, "test", FAKE_UID="0", POLICY_RC_D=str(policy))
    assert asked.returncode == 0, asked.stderr
    update, install = (debian.parent / "apt.log").read_text().splitlines()
    assert update.startswith("update")
    assert "--no-remove" in install
    assert {"sip-tester", "kamailio", "xvfb", "gnome-keyring"} <= set(install.split())
    assert (debian.parent / "policy.log").read_text() == "#!/bin/sh\nexit 101\n" * 2
    assert not policy.exists()


def test_the_demo_needs_a_virtual_screen_only_where_there_is_none() -> None:
    """`make demo` asks for Xvfb and PulseAudio without a display and for neither with one."""
    tools = ROOT / "packaging"
    assert "xvfb" in _system_packages(tools, "demo", "--list").stdout.split()
    assert "xvfb" not in _system_packages(tools, "demo", "--list", DISPLAY=":0").stdout.split()
    assert "xvfb" not in _system_packages(tools, "demo", "--list", WAYLAND_DISPLAY="wayland-0").stdout.split()


def test_wrong_use_is_told() -> None:
    """An unknown purpose prints how the command is used and ends with 64."""
    asked = _system_packages(ROOT, "everything")
    assert asked.returncode == 64
    assert "usage:" in asked.stderr


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes_and_names_no_place(lock: str) -> None:
    """A lock file pins exact versions by hash and says nothing about where packages come from."""
    text = (ROOT / lock).read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9-]+==[^ ]+ ", entry), entry
        assert "--hash=sha256:" in entry
    assert "://" not in text
    assert "#" not in text


@pytest.mark.parametrize("lock", LOCKS)
def test_the_locks_hold_every_dependency_of_the_project(lock: str) -> None:
    """A dependency that is added to pyproject.toml must be locked as well."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = list(project["project"]["dependencies"])
    kind = lock.removeprefix("packaging/requirements-").removesuffix(".lock")
    group = "build" if kind == "run" else kind
    wanted += [entry for entry in project["dependency-groups"][group] if isinstance(entry, str)]
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), re.MULTILINE))
    names = {
        re.split(r"[<>=~! ;\[]", entry)[0].lower().replace("_", "-").replace(".", "-") for entry in wanted
    }
    assert names <= locked


def test_the_locks_leave_out_the_big_parts_of_qt() -> None:
    """PySide6 comes as Essentials and Addons; the package that would pull in everything is not locked."""
    for lock in LOCKS:
        names = re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(), re.MULTILINE)
        assert "pyside6" not in names
        assert {"pyside6-essentials", "pyside6-addons"} <= set(names)


def test_a_wheel_carries_the_resources_and_finds_them(tmp_path: Path) -> None:
    """Icons, texts and translations are inside the wheel, in the place where the program looks."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    wheel = next(tmp_path.glob("*.whl"))
    unpacked = tmp_path / "unpacked"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    resources = unpacked / "softphone/_resources"
    for file in (ROOT / "resources").rglob("*"):
        if file.is_file():
            assert (resources / file.relative_to(ROOT / "resources")).read_bytes() == file.read_bytes()
    assert not (unpacked / "tests").exists()
    asked = subprocess.run(
        [
            sys.executable,
            "-c",
            "from softphone.resources import resource_path; print(resource_path('icons'))",
        ],
        cwd=unpacked,
        env={**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert Path(asked.stdout.strip()) == resources / "icons"


@pytest.fixture(scope="module")
def portable(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tarball. The program in it is a dummy: the real one is 170 MB."""
    portable = tmp_path_factory.mktemp("portable")
    _tool(portable, "softphone", 'echo "$@" >>"$HOME/said"; exit "${FAKE_STATUS:-0}"')
    share = [str(ROOT / "packaging/linux/share"), str(portable / "share"), sys.executable]
    subprocess.run(share, check=True)
    for name in ("install", "uninstall"):
        shutil.copy(ROOT / "packaging/linux" / name, portable)
    return portable


@pytest.fixture
def installed(tmp_path: Path, portable: Path) -> dict[str, str]:
    """A home into which the phone was installed from its portable folder."""
    home = tmp_path / "a home & 100% `more`"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "SOURCE": str(portable)}
    subprocess.run([str(portable / "install")], env=environment, check=True, capture_output=True)
    return environment


def _app(installed: dict[str, str]) -> Path:
    return Path(installed["HOME"]) / ".local/lib/redirect-softphone"


def _uninstall(installed: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(_app(installed) / "uninstall"), *arguments]
    return subprocess.run(command, env=installed, check=False, capture_output=True, text=True)


def _left(installed: dict[str, str]) -> list[Path]:
    files = [path for path in Path(installed["HOME"]).rglob("*") if path.is_file() or path.is_symlink()]
    return [path for path in files if path.name not in {"mimeinfo.cache", "mimeapps.list", "said"}]


def test_install_puts_the_phone_into_the_menu(installed: dict[str, str]) -> None:
    """A desktop entry that starts the installed program, an icon in every size, a command in ~/.local/bin."""
    data = Path(installed["HOME"]) / ".local/share"
    entry = (data / "applications/softphone.desktop").read_text()
    quoted = str(_app(installed) / "softphone").replace("`", r"\\`").replace("%", "%%")
    assert f'Exec="{quoted}" -- %u\n' in entry
    assert f'Exec="{quoted}" --demo\n' in entry
    assert "MimeType=x-scheme-handler/sip;x-scheme-handler/sips;x-scheme-handler/tel;" in entry
    assert "Comment[ru]=" in entry
    for size in (16, 24, 32, 48, 64, 128, 256):
        assert (data / f"icons/hicolor/{size}x{size}/apps/softphone.png").read_bytes().startswith(b"\x89PNG")
    assert (data / "icons/hicolor/scalable/apps/softphone.svg").is_file()
    assert (data / "man/man1/softphone.1.gz").is_file()
    assert (Path(installed["HOME"]) / ".local/bin/softphone").resolve() == _app(installed) / "softphone"


def test_installing_again_replaces_the_program(installed: dict[str, str]) -> None:
    """What only the older version had is gone, contacts are not touched, and the installed copy can install itself."""
    (_app(installed) / "of-the-older-version").touch()
    contacts = Path(installed["HOME"]) / ".local/share/softphone/softphone.db"
    contacts.parent.mkdir(parents=True)
    contacts.write_bytes(b"contacts")
    subprocess.run([installed["SOURCE"] + "/install"], env=installed, check=True, capture_output=True)
    assert not (_app(installed) / "of-the-older-version").exists()
    subprocess.run([str(_app(installed) / "install")], env=installed, check=True, capture_output=True)
    assert (_app(installed) / "softphone").is_file()
    assert contacts.read_bytes() == b"contacts"
    assert not list(_app(installed).parent.glob("*.new")) + list(_app(installed).parent.glob("*.old"))


def test_uninstall_takes_the_phone_out_and_keeps_what_is_the_persons(installed: dict[str, str]) -> None:
    """Nothing of the program stays, not even its start with the session; the contacts do, and it is told where."""
    home = Path(installed["HOME"])
    contacts = home / ".local/share/softphone/softphone.db"
    contacts.parent.mkdir(parents=True)
    contacts.write_bytes(b"contacts")
    autostart = home / ".config/autostart/softphone.desktop"
    autostart.parent.mkdir(parents=True)
    autostart.write_text(f"[Desktop Entry]\nExec={_app(installed)}/softphone --hidden\n")
    done = _uninstall(installed)
    assert done.returncode == 0
    assert _left(installed) == [contacts]
    assert str(contacts.parent) in done.stdout


def test_uninstall_asks_about_the_data_only_when_told_to(installed: dict[str, str]) -> None:
    """--purge lets the phone ask; when the person says no, or it fails, the phone stays too."""
    said = Path(installed["HOME"]) / "said"
    kept = _uninstall({**installed, "FAKE_STATUS": "1"}, "--purge")
    assert kept.returncode == 1
    assert said.read_text() == "purge\n"
    assert (_app(installed) / "softphone").is_file()
    assert _uninstall(installed, "--purge").returncode == 0
    assert _left(installed) == []


def test_uninstall_takes_back_the_links(installed: dict[str, str]) -> None:
    """Of the person's defaults only those lines go that named the phone."""
    defaults = Path(installed["HOME"]) / ".config/mimeapps.list"
    defaults.parent.mkdir(parents=True, exist_ok=True)
    defaults.write_text(
        "[Default Applications]\nx-scheme-handler/sip=softphone.desktop\nx-scheme-handler/tel=other.desktop\n"
        "x-scheme-handler/sips=softphone.desktop;other.desktop\ntext/html=browser.desktop\n"
    )
    assert _uninstall(installed).returncode == 0
    assert defaults.read_text() == (
        "[Default Applications]\nx-scheme-handler/tel=other.desktop\n"
        "x-scheme-handler/sips=other.desktop\ntext/html=browser.desktop\n"
    )


def test_uninstall_leaves_a_command_of_the_same_name_alone(installed: dict[str, str]) -> None:
    """A `softphone` in ~/.local/bin that is not ours stays."""
    command = Path(installed["HOME"]) / ".local/bin/softphone"
    command.unlink()
    command.write_text("somebody else's")
    assert _uninstall(installed).returncode == 0
    assert command.read_text() == "somebody else's"


def test_a_virtual_desktop_ends_with_its_command() -> None:
    """The command has a screen and both ways of sound; its status is passed on and both servers are gone."""
    script = 'xdotool getdisplaygeometry && pactl info | grep "Default S[io]" && echo "${PULSE_SERVER#unix:}" && exit 3'
    command = [sys.executable, str(ROOT / "packaging/virtual_desktop.py"), "--", "sh", "-c", script]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=30)
    assert done.returncode == 3
    geometry, sink, source, socket = done.stdout.splitlines()
    assert geometry == "1280 800"
    assert sink.split()[-1] == "loudspeaker"
    assert source.split()[-1] == "microphone"
    assert not Path(socket).parent.exists()
