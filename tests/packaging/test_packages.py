import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DATA_SUFFIXES = {".json", ".txt", ".tsv", ".j2", ".css", ".js", ".tcss", ".mako", ".typed", ".py"}


def _package_files() -> set[str]:
    source = {
        f"factkit/{path.relative_to(ROOT / 'src/factkit').as_posix()}" for path in (ROOT / "src/factkit").rglob("*")
    }
    schemas = {
        f"factkit/schemas/{path.relative_to(ROOT / 'schemas').as_posix()}" for path in (ROOT / "schemas").rglob("*")
    }
    return {name for name in source | schemas if Path(name).suffix in DATA_SUFFIXES and "__pycache__" not in name}


def test_every_package_on_disk_is_named_in_pyproject() -> None:
    named = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    on_disk = {Path(name).parent.as_posix().replace("/", ".") for name in _package_files() if name.endswith(".py")}
    assert on_disk == named


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("build")
    copy = folder / "project"
    ignored = shutil.ignore_patterns(".venv", ".git", "*.egg-info", "build", "dist", "__pycache__", ".hypothesis")
    shutil.copytree(ROOT, copy, ignore=ignored)
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder / "dist"), str(copy)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / "dist"


def test_a_wheel_holds_every_module_schema_and_data_file(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        assert _package_files() <= set(wheel.namelist())


def test_an_sdist_holds_the_one_copy_of_the_schemas(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as sdist:
        names = {name.split("/", 1)[-1] for name in sdist.getnames()}
    assert {f"schemas/v1/{path.name}" for path in (ROOT / "schemas/v1").glob("*.json")} <= names


@pytest.mark.parametrize("form", ["wheel", "sdist", "editable"])
def test_an_installed_factkit_finds_its_schemas(built: Path, form: str, tmp_path: Path) -> None:
    target = tmp_path / "site"
    if form == "editable":
        place = [str(ROOT / "src")]
        script = "from factkit.schema import load; print(load('annotation')['title'])"
        found = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    else:
        package = next(built.glob("*.whl" if form == "wheel" else "*.tar.gz"))
        install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--no-index"]
        subprocess.run(
            [sys.executable, *install, "--target", str(target), str(package)], check=True, capture_output=True
        )
        place = [str(target)]
        script = (
            "import sys; sys.path.insert(0, sys.argv[1]); import factkit.schema as s;"
            "assert s.__file__.startswith(sys.argv[1]), s.__file__; print(s.load('annotation')['title'])"
        )
        found = subprocess.run(
            [sys.executable, "-S", "-c", f"import site; site.main(); {script}", *place],
            check=True,
            capture_output=True,
            text=True,
            cwd=tmp_path,
        )
    assert found.stdout.strip() == "Annotation file"
